"""Criteria that a recorded way suggests: how its records ended, in which order, how soon, who was looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from grader.world import FRAME_KINDS, Held
from sandbox.drafting.deeds import Deed, Key
from sandbox.drafting.names import RECORDS
from sandbox.drafting.way import Way

Plain = dict[str, Any]
_INSIDE = re.compile(r"\$\{([^}]*)\}")
SURE = ("choice", "staff", "organisation", "bool")
FREE = 6  # words from which a text is free
UNJUDGED = (*FRAME_KINDS, "token")


class Criteria:
    """`told`: the criteria as they are written; `open`: what the author has to decide, by criterion, in Vietnamese."""

    def __init__(self, way: Way, done: Sequence[Deed]):
        self.way, self.done = way, [one for one in done if one.number in way.called]
        self.acts = [one for one in self.done if one.sort == "act"]
        self.fields: Mapping[str, Any] = way.record.vocabulary["records"]
        self.told: list[Plain] = []
        self.open: dict[str, list[str]] = {}
        for key in self._touched():
            self._ending(key)
        if self.told:
            self._orders()
            self._first_step()
            self._looked_up()
            self._nothing_else()

    def _touched(self) -> list[Key]:
        """Records that the trainee's acts changed or made, in the order of their first change."""
        keys = [key for one in self.acts for key in sorted(one.touched) if key[0] not in UNJUDGED]
        return list(dict.fromkeys(keys))

    def _ending(self, key: Key) -> None:
        name = self.way.names.of(*key)
        if not name:
            return self._ask("", f"bản ghi {key[0]}/{key[1]} đã đổi nhưng chưa có tên trong records hay things")
        held = self.way.world.own[key[0]][key[1]]
        has = dict(_conditions(self, held)) if held.alive else {}
        if has:
            id, title = f"{name[1:]}_end", self.fields[key[0]]["title"]
            self._add(id, f"Kết quả cuối cùng: {title} ({name[1:]})", 3, check="ends_with", record=name, has=has)
            if any(isinstance(one, dict) and {"text", "mentions"} & set(one) for one in has.values()):
                self._ask(id, "câu dài mới chỉ đòi là có, câu ngắn so nguyên văn; chọn mentions cho những ý phải có")
            if any(self._is_day(key[0], field) for field in has):
                self._ask(id, "ngày đang phải đúng một ngày; đặt khoảng bằng at_least, at_most nếu có nhiều ngày đúng")
            if {"is": "set"} in has.values():
                self._ask(id, "số, mốc giờ, câu dài mới chỉ đòi là có; nêu giá trị phải có nếu có căn cứ")
        self._signatures(name, held)
        return None

    def _is_day(self, kind: str, field: str) -> bool:
        return bool(self.fields[kind]["fields"].get(field, {}).get("type") == "date")

    def _signatures(self, name: str, held: Held) -> None:
        rows, file = held.fields.get("signatures"), held.fields.get("file")
        if rows and file and held.alive:
            by = ["org" if row.get("kind") == "org" else row.get("staff") for row in rows]
            self._add(
                f"{name[1:]}_signed",
                f"Chữ ký số hợp lệ, đúng thứ tự ({name[1:]})",
                3,
                check="signed",
                record=name,
                by=by,
            )

    def _orders(self) -> None:
        pairs = [pair for key in self._named_keys() for pair in self._neighbours(key)]
        rules = [{"first": first, "then": then} for first, then in dict.fromkeys(pairs)]
        if rules:
            self._add(
                "in_order", "Đúng thứ tự giữa các vai", 2, check="ordered", needs=self.told[-1]["id"], rules=rules
            )
            self._ask("in_order", "giữ lại những thứ tự có căn cứ; thêm thứ tự mà lượt làm này không cho thấy")

    def _named_keys(self) -> list[Key]:
        keys = [key for one in self.done for key in sorted(one.touched) if key[0] not in UNJUDGED]
        return list(dict.fromkeys(keys))

    def _neighbours(self, key: Key) -> Iterator[tuple[str, str]]:
        """Neighbouring steps of different roles on one record, where the first always came before the second."""
        called = self.way.called
        on_it = [one for one in self.done if key in one.touched]
        first = {called[one.number]: one.number for one in reversed(on_it)}
        for one, two in pairwise(on_it):
            before, after = called[one.number], called[two.number]
            if one.who != two.who and before != after and first[before] < first[after]:
                yield before, after

    def _first_step(self) -> None:
        """The term of the first step that changes something, from the start."""
        acts = [one for one in self.acts if one.touched]
        if not acts:
            return
        days = self._days(0, acts[0].number)
        term = {"within": f"{days} working days"} if days else {"same_day": "true"}
        name = self.way.called[acts[0].number]
        self._add("started_in_time", "Bắt đầu đúng hạn", 1, check="in_time", what=name, since="$start", **term)
        self._ask("started_in_time", "hạn này lấy từ lượt làm; ghi thời hạn mà quy định đặt ra, tính từ mốc nào")
        self._whole_way(acts)

    def _days(self, first: int, last: int) -> int:
        """Working days from one entry, or the start for 0, to another."""
        record = self.way.record
        one, two = (record.entries[number - 1] if number else None for number in (first, last))
        began = one.moment if one else record.now
        return record.calendar.working_days_between(began.date(), two.moment.date()) if two else 0

    def _whole_way(self, acts: Sequence[Deed]) -> None:
        """The last step within the days after the first that the run took."""
        first, last = self.way.called[acts[0].number], self.way.called[acts[-1].number]
        if first == last:
            return
        days = self._days(acts[0].number, acts[-1].number)
        term = {"within": f"{days} working days"} if days else {"same_day": "true"}
        told = {"check": "in_time", "what": last, "which": "last", "since": first, **term}
        self._add("finished_in_time", "Làm xong đúng hạn", 1, **told)
        self._ask("finished_in_time", "hạn này lấy từ lượt làm; ghi thời hạn của cả việc, hoặc của từng chặng")

    def _looked_up(self) -> None:
        looked = [one for one in self.acts if self.way.actions[one.does]["look_up"]]
        asked = dict.fromkeys(self._person(one) for one in looked)
        strange = [one for one in asked if one and not one.startswith("$")]
        for one in strange:
            self._ask("need_to_know", f"đã tra cứu {one}, người này chưa có tên trong people")
        only = [one for one in asked if one.startswith("$")]
        told = {"check": "looked_up", "needs": self.told[0]["id"], "only": only, **self._why(looked)}
        if not strange:
            self._add("need_to_know", "Chỉ tra cứu người liên quan", 1, **told)
            self._ask(
                "need_to_know", "ai nữa được phép tra cứu, ai không bắt buộc (must), phải tra trước bước nào (before)"
            )

    def _why(self, looked: Sequence[Deed]) -> Plain:
        """Who had to be looked up, for which purposes, and for which case when it was always the same."""
        must = [one for one in dict.fromkeys(map(self._person, looked)) if one]
        cases = {one.params.get("case") for one in looked}
        purposes = sorted({str(one.params["purpose"]) for one in looked if one.params.get("purpose")})
        case = self.way.names.written(cases.pop() or "", {"type": "record"}) if len(cases) == 1 else ""
        told = {"must": must, "case": case if case.startswith("$") else "", "purpose": {"one_of": purposes}}
        return {name: one for name, one in told.items() if one and purposes}

    def _person(self, deed: Deed) -> str:
        """Who was looked up, as they are called; "" for a search by name."""
        declared = self.way.actions[deed.does]["params"]
        ids = [one for name, one in deed.params.items() if declared.get(name, {}).get("type") == "person"]
        return next((self.way.names.of("person", str(one)) or str(one) for one in ids), "")

    def _nothing_else(self) -> None:
        told = {"check": "nothing_else", "needs": self.told[0]["id"]}
        self._add("nothing_else", "Không làm gì ngoài phận sự", 1, **told)
        self._ask("nothing_else", "thêm những bước được phép mà lượt làm này không dùng (times: any)")

    def _add(self, id: str, title: str, points: int, **told: Any) -> None:
        missed = "Bản nháp: chưa như lượt làm mẫu."
        self.told.append({"id": id, "title": title, "points": str(points), **told, "missed": missed})
        self._ask(id, "căn cứ pháp luật (law), năng lực (competency), lời giải thích khi mất điểm (missed)")

    def _ask(self, id: str, question: str) -> None:
        self.open.setdefault(id, []).append(question)


def _conditions(drafting: Criteria, held: Held) -> Iterator[tuple[str, Any]]:
    """What can be said of a record's end in every variant: choices, people, references, what was typed in."""
    way = drafting.way
    started = (way.record.start or {}).get(held.kind, {}).get(held.id, {})
    given = [one for deed in drafting.acts for one in _values(deed.params)]
    for name, spec in sorted(drafting.fields[held.kind]["fields"].items()):
        value = held.fields.get(name)
        if spec.get("type") == "map":
            yield from _inside(way, drafting.acts, name, value or {})
        if name in ("id", "signatures") or value in (None, "", [], {}) or value == started.get(name):
            continue
        condition = _condition(way, value, spec, given)
        if condition is not None:
            yield name, condition


def _inside(way: Way, acts: Sequence[Deed], name: str, value: Plain) -> Iterator[tuple[str, Any]]:
    """What can be said of the fields of a paper: what was typed in under the same name."""
    for inner, one in sorted(value.items()):
        typed = [deed for deed in acts if one and deed.params.get(inner) == one]
        if typed:
            yield f"{name}.{inner}", _text(way.names.written(one, way.actions[typed[-1].does]["params"].get(inner, {})))


def _condition(way: Way, value: Any, spec: Mapping[str, Any], given: Sequence[Any]) -> Any:
    kind = spec.get("type")
    if kind == "rows":
        return _rows(way, value, spec.get("fields") or {}, given)
    if kind == "list":
        sure = (spec.get("item") or {}).get("type") in SURE or all(one in given for one in value)
        return {"same_set": way.names.written(value, spec)} if sure else None
    if kind in RECORDS:
        named = way.names.written(value, spec)
        return named if str(named).startswith("$") else {"is": "set"}
    if kind in SURE or (kind == "date" and value in given):
        return way.names.written(value, spec)
    if kind == "text" and value in given:
        return _text(way.names.written(value, spec))
    return {"is": "set"} if kind in ("integer", "date", "datetime") else None


def _text(written: str) -> Plain:
    """What this variant drew must be mentioned; free text must be there; what is short must be this."""
    drawn = _INSIDE.findall(written)
    if drawn:
        return {"mentions": [f"${one}" for one in dict.fromkeys(drawn)]}
    return {"is": "set"} if len(written.split()) >= FREE else {"text": written}


def _rows(way: Way, rows: Sequence[Plain], fields: Mapping[str, Any], given: Sequence[Any]) -> Plain | None:
    """These rows and no others, by the columns that can be said."""
    told = [
        {name: _condition(way, one, fields.get(name, {}), given) for name, one in row.items() if one} for row in rows
    ]
    sure = [{name: one for name, one in row.items() if one not in (None, {"is": "set"})} for row in told]
    return {"has_rows": sure, "size": str(len(rows))} if any(sure) else {"size": str(len(rows))}


def _values(value: Any) -> Iterator[Any]:
    """Every single value in a tree of parameters."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)
    else:
        yield value
