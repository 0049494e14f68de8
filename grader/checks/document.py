"""document: a paper's form and content: layout by NĐ 30/2020, what its components say, what a table's cells hold."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from grader import say
from grader.case import Case
from grader.checks import Found, check
from grader.documents import Paper, ReadsPapers, Unreadable, read_paper
from grader.documents.parts import Parts
from grader.documents.rules import DECREE, RULES, Fault, Rule, faults
from grader.documents.says import TITLES, said
from grader.documents.table import Table
from grader.documents.xlsx import NoSuchCell, Workbook, read_xlsx
from grader.logic import Truth, both
from grader.operators import test
from grader.sheet import Evidence
from grader.world import UNKNOWN
from scenarios.layout import Document
from scenarios.questions import as_number

MOST_TOLD = 12
_KEPT: dict[tuple[str, str], Any] = {}
_MOST_KEPT = 300


class _Part(NamedTuple):
    """One thing asked: whether it is so, what was seen and what is wanted, in words."""

    met: Truth
    seen: str = ""
    wanted: str = ""


@check("document")
def document(criterion: Document, case: Case) -> Found:
    """Met when every rule and condition asked for holds; what cannot be opened safely leaves it open."""
    held, why_not = case.judged(criterion.record)
    if held is None:
        return Found(None if why_not == "unknown" else False, "Chưa có văn bản để xét", _expected(criterion))
    digest = case.world.value(held, criterion.file)
    known = digest if isinstance(digest, str) else ""
    shown = (Evidence(held.set_by(criterion.file), f"{held.kind}/{held.id}", criterion.file, known),)
    if digest is UNKNOWN:
        return Found(None, "Không có chứng cứ về tệp", _expected(criterion), shown)
    if not digest:
        return Found(False, "Chưa có tệp nào", _expected(criterion), shown)
    content = case.record.files.get(known)
    if content is None or hashlib.sha256(content).hexdigest() != known:
        return Found(None, "Tệp không có trong hồ sơ lượt làm, hoặc đã bị thay", _expected(criterion), shown)
    try:
        parts = list(_judged(criterion, case, known, content))
    except Unreadable as unreadable:
        return Found(False if unreadable.definite else None, unreadable.told, _expected(criterion), shown)
    return _found(criterion, parts, shown)


def _found(criterion: Document, parts: list[_Part], shown: tuple[Evidence, ...]) -> Found:
    wrong = [one for one in parts if one.met is not True]
    told = [one.seen for one in wrong[:MOST_TOLD]]
    if len(wrong) > MOST_TOLD:
        told.append(f"và {len(wrong) - MOST_TOLD} chỗ khác")
    expected = "; ".join(dict.fromkeys(one.wanted for one in wrong if one.wanted)) or _expected(criterion)
    near = 1 - len(wrong) / len(parts) if parts else 0
    return Found(both(one.met for one in parts), "; ".join(told), expected, shown, near)


def _expected(criterion: Document) -> str:
    if criterion.layout:
        return f"Văn bản đúng thể thức theo {DECREE}"
    return "Tệp bảng tính có đủ số liệu" if criterion.cells or criterion.rows else "Văn bản ghi đúng nội dung"


def _judged(criterion: Document, case: Case, digest: str, content: bytes) -> Iterator[_Part]:
    if criterion.cells or criterion.rows:
        yield from _table(criterion, case, _kept("xlsx", digest, content, read_xlsx))
        return
    paper = _paper(case, digest, content)
    wrong: dict[str, list[Fault]] = {}
    for rule, fault in faults(paper, criterion.layout):
        wrong.setdefault(rule.id, []).append(fault)
    for name in criterion.layout:
        yield _rule(RULES[name], wrong.get(name, []))
    parts = Parts(paper)
    for name, condition in criterion.says.items():
        yield _said(case, name, said(parts, name), condition)


def _paper(case: Case, digest: str, content: bytes) -> Paper:
    """The page, by the caller's own reader where there is one who knows such papers. Unreadable."""
    own = case.signatures.paper(content) if isinstance(case.signatures, ReadsPapers) else None
    found: Paper = own or _kept("paper", digest, content, read_paper)
    return found


def _kept(kind: str, digest: str, content: bytes, read: Callable[[bytes], Any]) -> Any:
    """What the reader made of the file; kept, because it is judged again for every prefix of a run. Unreadable."""
    key = kind, digest
    if key not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        try:
            _KEPT[key] = read(content)
        except Unreadable as unreadable:
            _KEPT[key] = unreadable
    if isinstance(_KEPT[key], Unreadable):
        raise Unreadable(_KEPT[key].told, _KEPT[key].definite)
    return _KEPT[key]


def _rule(rule: Rule, found: list[Fault]) -> _Part:
    if not found:
        return _Part(True)
    return _Part(False, "; ".join(fault.sentence for fault in found), f"{rule.title} ({rule.law})")


def _said(case: Case, name: str, value: Any, condition: Any) -> _Part:
    title = TITLES[name]
    met = test(value, condition, case.resolve)
    return _Part(met, f"{title}: {say.value(case, value)}", f"{title}: {say.wanted(case, condition)}")


def _table(criterion: Document, case: Case, book: Workbook) -> Iterator[_Part]:
    judge = partial(_cell, criterion, case)
    for name, condition in criterion.cells.items():
        yield judge(f"ô {name}", partial(book.cell, name, criterion.sheet), condition)
    for row in criterion.rows:
        try:
            table = Table(book.rows(criterion.sheet))
            found = table.where(row.where, lambda value, condition: _fits(criterion, case, value, condition))
        except NoSuchCell as missing:
            yield _Part(False, str(missing).capitalize())
            continue
        for column, condition in row.has.items():
            yield judge(f"cột {column}, hàng {found.number}", partial(found.cell, column), condition)


def _cell(criterion: Document, case: Case, where: str, read: Callable[[], Any], condition: Any) -> _Part:
    wanted = f"{where}: {say.wanted(case, condition)}"
    try:
        value = read()
    except NoSuchCell as missing:
        return _Part(False, str(missing).capitalize(), wanted)
    return _Part(_fits(criterion, case, value, condition), f"{where}: {say.value(case, value)}", wanted)


def _fits(criterion: Document, case: Case, value: Any, condition: Any) -> Truth:
    """As `test`; a number that is to be equal may be off by `within`."""
    wanted = case.resolve(condition) if isinstance(condition, str) and condition[:1] == "$" else condition
    number = as_number(str(wanted)) if isinstance(wanted, str | int) else None
    if isinstance(value, Decimal) and number is not None:
        return abs(value - number) <= criterion.within
    return test(value, condition, case.resolve)
