"""The way of a recorded run as a scenario tells it: steps, things, moves, and which of the cast reacted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.record import RunRecord
from grader.world import World
from sandbox.drafting.deeds import Deed, Key
from sandbox.drafting.names import RECORDS, Names
from scenarios.model import Scenario
from scenarios.questions import ANSWER, as_day

Plain = dict[str, Any]


class Way:
    """Steps and moves in the order of the deeds.

    `source`: the scenario in which the run was recorded, as plain text values; what it calls a step or a thing keeps
    its name. `steps`, `things`, `cast`: as they are written in the file. `called`: number of an entry → its step.
    """

    def __init__(self, record: RunRecord, scenario: Scenario, source: Plain, done: Sequence[Deed]):
        self.record, self.scenario, self.source = record, scenario, source
        self.names = Names(record, scenario)
        self.actions: Mapping[str, Any] = record.vocabulary["actions"]
        self.world = World(record)
        self.steps: dict[str, Plain] = {}
        self.things: dict[str, Plain] = {}
        self.cast: dict[str, Plain] = {}
        self.called: dict[int, str] = {}
        self.moves: list[Any] = []
        self._waits, self._days = "", 0
        for deed in done:
            {"act": self._act, "cast": self._reacts, "day": self._day}[deed.sort](deed)
        self._let_pass()

    def _day(self, deed: Deed) -> None:
        self._days += 1

    def _reacts(self, deed: Deed) -> None:
        """Somebody of the cast did something: the next move waits for it."""
        rule, told = self.source.get("cast", {}).get(deed.rule), self.source.get("steps", {}).get(deed.rule)
        if rule is None or told is None:
            return
        self.cast[deed.rule] = rule
        self.steps.setdefault(deed.rule, told)
        self.called[deed.number] = deed.rule
        self._waits, self._days = deed.rule, 0
        self._made(deed, told)

    def _act(self, deed: Deed) -> None:
        self._let_pass()
        params = self._params(deed)
        name, step = self._step(deed, params)
        self.called[deed.number] = name
        self._count(name, step, deed)
        self._made(deed, step)
        rest = {key: value for key, value in params.items() if step.get("about", {}).get(key) != value}
        move: Plain = {**({"who": deed.who} if _first(step["who"]) != deed.who else {}), **rest}
        if "who" in move:
            self.moves.append({"step": name, "who": deed.who, "params": rest})
        else:
            self.moves.append({name: move} if move else name)

    def _let_pass(self) -> None:
        if self._waits:
            self.moves.append({"wait_for": self._waits})
        if self._days:
            self.moves.append({"next_day": str(self._days)})
        self._waits, self._days = "", 0

    def _params(self, deed: Deed) -> Plain:
        if deed.does == ANSWER:
            return self._answer(deed.params)
        declared = self.actions[deed.does]
        given = {name: one for name, one in deed.params.items() if one not in (None, "", [], {})}
        written = {
            name: self.names.written(one, declared["params"].get(name, {}))
            for name, one in given.items()
            if name not in declared["secrets"]
        }
        pins = {name: f"$pins.{self._token(deed.who)}" for name in declared["secrets"] if name in deed.params}
        return {**written, **pins}

    def _answer(self, params: Plain) -> Plain:
        """An answer as it was given; what this variant drew and days are called by their names."""
        asked: Plain = {"question": params["question"]}
        kind = self.scenario.questions[str(params["question"])].kind
        if params.get("chosen"):
            return {**asked, "chosen": list(params["chosen"])}
        given = str(as_day(params["answer"]) or params["answer"]) if kind == "date" else params["answer"]
        spec = {"type": kind if kind in ("date", "choice") else "text"}
        return {**asked, "answer": self.names.written(given, spec)}

    def _token(self, who: str) -> str:
        """The token whose PIN this official knows: their own, else the organisation's."""
        pins = self.scenario.pins
        return who if who in pins else next((one for one in pins if one.startswith("org:")), who)

    def _step(self, deed: Deed, params: Plain) -> tuple[str, Plain]:
        """The step that this act is: one already told, one of the source, or a new one."""
        for name, told in {**self.steps, **self.source.get("steps", {})}.items():
            if _is(told, deed, params):
                return name, self.steps.get(name, told)
        return self._new(deed, params)

    def _new(self, deed: Deed, params: Plain) -> tuple[str, Plain]:
        declared = self.actions[deed.does]["params"]
        about = {
            name: one
            for name, one in params.items()
            if name == "question" or (declared.get(name, {}).get("type") in RECORDS and str(one).startswith("$"))
        }
        wish = f"answer_{params['question']}" if deed.does == ANSWER else deed.does.partition(".")[2]
        name = _free(wish, (*self.steps, *self.source.get("steps", {})))
        return name, {"who": deed.who, "does": deed.does, "about": about, "title": self.actions[deed.does]["title"]}

    def _count(self, name: str, step: Plain, deed: Deed) -> None:
        """Note the step; as often as it happened is how often it may, looking up and answering at will."""
        first = name not in self.steps
        told = self.steps.setdefault(name, {key: one for key, one in step.items() if key != "times"})
        if self.actions[deed.does]["look_up"] or deed.does == ANSWER:
            told["times"] = "any"
        elif not first:
            told["times"] = str(int(told.get("times", "1")) + 1)

    def _made(self, deed: Deed, step: Plain) -> None:
        """Give the record that the deed made a name, so that later moves can speak of it."""
        if deed.made is None or deed.made in self.names.things:
            return
        name = step.get("makes") or _free(deed.made[0], (*self.things, *self.scenario.records, *self.scenario.people))
        known = self.source.get("things", {}).get(name)
        where = known or {"made": deed.made[0], "where": self._where(deed.made)}
        self.names.things[deed.made] = name
        self.things[name] = where
        if deed.sort == "act":
            self.steps[self.called[deed.number]]["makes"] = name

    def _where(self, key: Key) -> Plain:
        """What tells this record from others of its kind made in the run: what it refers to, then its other choices."""
        fields = self.record.vocabulary["records"][key[0]]["fields"]
        held = self.world.own[key[0]][key[1]].fields
        others = [one.fields for one in self.world.made_in_run(key[0]) if one.id != key[1]]
        where: Plain = {}
        for name in sorted(held, key=lambda one: fields.get(one, {}).get("type") not in RECORDS):
            written = self.names.written(held[name], fields.get(name, {})) if isinstance(held[name], str) else ""
            if written and _telling(name, fields.get(name, {}), written):
                where[name] = written
                if not any(all(one.get(inner) == held[inner] for inner in where) for one in others):
                    break
        return where


def _telling(name: str, spec: Mapping[str, Any], written: str) -> bool:
    """Whether a field tells what a record is, rather than how far it has come."""
    refers = spec.get("type") in RECORDS and written.startswith("$")
    return refers or name in ("form", "channel", "procedure", "code")


def _is(told: Plain, deed: Deed, params: Plain) -> bool:
    """Whether the act is this step: doer, action, and everything that it says as a whole value."""
    who = told["who"] if isinstance(told["who"], list) else [told["who"]]
    about = told.get("about") or {}
    whole = all(isinstance(one, str) and params.get(name) == one for name, one in about.items())
    return deed.who in who and told["does"] == deed.does and whole


def _first(who: Any) -> str:
    return str(who[0] if isinstance(who, list) else who)


def _free(wish: str, taken: Sequence[str]) -> str:
    """The name wished for, with a number when it is taken."""
    return next(one for one in (wish, *(f"{wish}_{n}" for n in range(2, 1000))) if one not in taken)
