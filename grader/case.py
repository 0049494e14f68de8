"""What the checks ask: the names of the scenario, the acts of the journal, the state at the end, all three-valued."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property
from typing import Any, NamedTuple

from grader.expressions import holds_of_act
from grader.logic import Truth, both, some
from grader.operators import Open, Several, test
from grader.order import Places
from grader.record import Entry, RunRecord
from grader.verdicts import SignatureReader
from grader.world import FRAME_KINDS, UNKNOWN, Held, World
from scenarios import words
from scenarios.model import Scenario
from scenarios.rubric import Pattern, Thing
from scenarios.written import WhereModel

FRAME_SERVICES = frozenset({"clock", "cast", "drill"})


class Match(NamedTuple):
    """An entry that fits a pattern, or (`sure` False) one that may; `entry` None: it cannot be read."""

    seq: int
    entry: Entry | None
    sure: bool


class Ready(NamedTuple):
    """A pattern with its names worked out: texts that settle it at once where there are such."""

    who: set[str | None] | None
    about: list[tuple[str, str | None, Any]]
    where: WhereModel | None


class NotKnown(Exception):
    """A name's value is not in the evidence."""


class Case:
    """One record under one rubric. `signatures`: who reads signatures, None for real cryptography."""

    def __init__(self, record: RunRecord, scenario: Scenario, signatures: SignatureReader | None = None):
        self.record, self.scenario, self.signatures = record, scenario, signatures
        self.calendar = record.calendar
        self._matches: dict[str | int, list[Match]] = {}
        self._places: dict[str | int, Places] = {}
        self._resolved: dict[str, Any] = {}
        self._ready: dict[int, Ready] = {}
        self.names_in_words: dict[str, str] | None = None
        self._frames: dict[str, bool] = {}
        self._person_params: dict[str, list[str]] = {}
        self.by_action: dict[str, list[Entry]] = {}
        for entry in record.entries:
            if entry is not None and entry.refused is None:
                self.by_action.setdefault(entry.action, []).append(entry)

    @cached_property
    def world(self) -> World:
        """The state at the end."""
        return World(self.record)

    # Names

    def resolve(self, written: str) -> Any:
        """What a reference stands for: a value, Several records that fit a thing, UNKNOWN."""
        if written not in self._resolved:
            self._resolved[written] = self._work_out(written)
        return self._resolved[written]

    def told(self, text: str) -> str:
        """A text of the scenario with what its references stand for; what nobody knows stays as it is written."""
        try:
            return str(words.fill(text, self._or_kept, self.calendar))
        except words.BadWords:
            return text

    def _or_kept(self, name: str) -> Any:
        try:
            value = self._lookup(name)
        except NotKnown:
            return words.KEEP
        return words.KEEP if value is UNKNOWN or isinstance(value, Several) else value

    def _work_out(self, written: str) -> Any:
        try:
            return words.work_out(words.parse(written[1:]), self._lookup, self.calendar)
        except (NotKnown, words.BadWords):
            return UNKNOWN

    def _lookup(self, name: str) -> Any:
        root, _, rest = name.partition(".")
        if root in self.scenario.things:
            return self._of_thing(root, rest)
        if rest and root in self.scenario.records:
            held = self._held(root) if root in self.record.kinds else None
            return self._known(UNKNOWN if held is None else self.world.value(held, rest))
        if name not in self.record.names:
            raise NotKnown(name)
        return self.record.names[name]

    def _known(self, value: Any) -> Any:
        if value is UNKNOWN:
            raise NotKnown
        return value

    def _held(self, name: str) -> Held | None:
        return self.world.get(self.record.kinds[name], str(self.record.names.get(name, "")))

    def _of_thing(self, name: str, rest: str) -> Any:
        fitting, may_be_more = self.fitting(name)
        if not rest:
            ids = [held.id for held in fitting]
            return Open(ids) if may_be_more else Several(ids)
        if may_be_more or len(fitting) > 1:
            raise NotKnown(name)
        return self._known(self.world.value(fitting[0], rest)) if fitting else None

    def fitting(self, name: str) -> tuple[list[Held], bool]:
        """Records that are the thing for certain, and whether there may be others."""
        return self._things[name]

    @cached_property
    def _things(self) -> dict[str, tuple[list[Held], bool]]:
        found: dict[str, tuple[list[Held], bool]] = {}
        for name, thing in self.scenario.things.items():
            truths = [(held, self._is(held, thing)) for held in self.world.made_in_run(thing.made)]
            open_ = bool(self.world.gaps) or self.record.start is None or any(truth is None for _, truth in truths)
            found[name] = [held for held, truth in truths if truth], open_
        return found

    def _is(self, held: Held, thing: Thing) -> Truth:
        fits = (test(self.world.value(held, path), wanted, self._plain_name) for path, wanted in thing.where.items())
        made_here = held.made > 0 or None
        return both((made_here, self.world.exists(held), *fits))

    def _plain_name(self, written: str) -> Any:
        """Names inside `where`; things do not refer to things."""
        name = words.parse(written[1:]).root
        return UNKNOWN if name in self.scenario.things else self.resolve(written)

    def judged(self, reference: str) -> tuple[Held | None, str]:
        """The one record that `$name` names; or None and why: `unknown`, `none`, `several`, `removed`."""
        name = reference[1:]
        if name in self.scenario.things:
            fitting, may_be_more = self.fitting(name)
            if may_be_more:
                return None, "unknown"
            return (fitting[0], "") if len(fitting) == 1 else (None, "several" if fitting else "none")
        held = self._held(name) if name in self.record.kinds else None
        if held is None:
            return None, "unknown"
        there = self.world.exists(held)
        return (held, "") if there else (None, "unknown" if there is None else "removed")

    def moment(self, written: str) -> datetime | None:
        """The moment that a literal or a reference gives, a day's being its first; None when it has none. NotKnown."""
        value = self.resolve(written) if words.is_reference(written) else written
        if value is UNKNOWN:
            raise NotKnown(written)
        found = words.as_moment(value)
        return None if found is None else found if isinstance(found, datetime) else datetime.combine(found, time())

    def deadline(self, written: str) -> datetime | None:
        """As `moment`, but a day ends when the office closes."""
        value = self.resolve(written) if words.is_reference(written) else written
        if value is UNKNOWN:
            raise NotKnown(written)
        found: date | None = words.as_moment(value)
        return found if found is None or isinstance(found, datetime) else self.calendar.closes(found)

    # Acts

    def pattern(self, event: str | Pattern) -> Pattern:
        return self.scenario.steps[event] if isinstance(event, str) else event

    def matches(self, event: str | Pattern, trainee: bool = False) -> list[Match]:
        """Acts that fit, in order, with those that may; refused ones do not count. `trainee`: only the trainee's."""
        key = event if isinstance(event, str) else id(event)
        if key not in self._matches:
            self._matches[key] = self._find(self.pattern(event))
        found = self._matches[key]
        return [one for one in found if one.entry is None or one.entry.origin == "trainee"] if trainee else found

    def places(self, event: str | Pattern) -> Places:
        """The numbers of the entries that fit, and of those that may, as sets of bits."""
        key = event if isinstance(event, str) else id(event)
        if key not in self._places:
            found = self.matches(event)
            sure = sum([1 << one.seq for one in found if one.sure])
            self._places[key] = Places(sure, sure | sum([1 << one.seq for one in found if not one.sure]))
        return self._places[key]

    def _find(self, pattern: Pattern) -> list[Match]:
        judged = [(entry, self.fits(entry, pattern)) for entry in self.by_action.get(pattern.does, ())]
        found = [Match(entry.seq, entry, truth is True) for entry, truth in judged if truth is not False]
        if self.record.gaps:
            found = sorted([*found, *(Match(seq, None, False) for seq in self.record.gaps)], key=lambda one: one.seq)
        return found

    def fits(self, entry: Entry, pattern: Pattern) -> Truth:
        """Whether this act is one of the pattern's."""
        if entry.action != pattern.does:
            return False
        who, about, where = self._ready.get(id(pattern)) or self._make_ready(pattern)
        found: Truth = who is None or entry.actor in who or self._is_actor(entry, pattern)
        for name, quick, wanted in about:
            if found is False:
                return False
            actual = entry.params.get(name)
            if quick is None or actual != quick:
                found = both((found, test(actual, wanted, self.resolve)))
        if where is not None and found is not False:
            found = both((found, holds_of_act(self, pattern, where, entry)))
        return found

    def _is_actor(self, entry: Entry, pattern: Pattern) -> Truth:
        return some(test(entry.actor, one, self.resolve) for one in pattern.who)

    def _make_ready(self, pattern: Pattern) -> Ready:
        who = {self.plain(one) for one in pattern.who} if pattern.who else None
        about = [(name, self.plain(wanted), wanted) for name, wanted in pattern.about.items()]
        ready = self._ready[id(pattern)] = Ready(who, about, pattern.where)
        return ready

    def plain(self, wanted: Any) -> str | None:
        """The text that a value must be equal to, None when it is not that simple."""
        if not isinstance(wanted, str):
            return None
        value = self.resolve(wanted) if wanted[:1] == "$" and words.is_reference(wanted) else wanted
        return value if isinstance(value, str) else None

    def is_frame(self, action: str) -> bool:
        """Whether the act belongs to the drill and not to the office: moving the clock, changing the role, hints."""
        if action not in self._frames:
            declared = self.record.vocabulary.get("actions", {}).get(action, {})
            self._frames[action] = bool(declared.get("frame")) or action.partition(".")[0] in FRAME_SERVICES
        return self._frames[action]

    def changes_something(self, entry: Entry) -> bool:
        """Whether it changed a record of the office."""
        kinds = self.record.vocabulary.get("records", {})
        for change in entry.changes:
            if change.kind not in FRAME_KINDS and not kinds.get(change.kind, {}).get("frame"):
                return True
        return False

    def person_params(self, action: str) -> list[str]:
        """Names of the action's parameters that hold a person."""
        if action not in self._person_params:
            params = self.record.vocabulary["actions"][action]["params"]
            self._person_params[action] = [name for name, spec in params.items() if spec["type"] == "person"]
        return self._person_params[action]
