"""When a changed workflow is the solution after all: the same world at the end, the same order of all that touched one
another, each step on the same working day.

Moments count by their day, and papers by what they say apart from the time of day, because exchanging two steps that
have nothing to do with each other moves both by minutes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from grader.record import Entry
from sandbox.proving.cardboard import paper
from sandbox.proving.foata import Event, normal_form
from sandbox.proving.footprints import event, watching
from sandbox.proving.play import Branch, Stage, Way, only_time_or_seat
from sandbox.world.record import canonical, digest
from sandbox.world.vocabulary import FRAME_KINDS
from scenarios import Move
from scenarios.questions import ANSWER

_MOMENT = re.compile(r"\b(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_CLOCK = re.compile(r"\b\d{1,2}(?::| giờ )\d{2}(?: phút)?")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Plainer:
    """Values without the time of day. `files`: the papers that digests stand for."""

    def __init__(self, files: Mapping[str, bytes]):
        self._files = files
        self._known: dict[str, str] = {}

    def plain(self, value: Any) -> Any:
        """The value with moments cut to their day and digests of papers replaced by what the papers say."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {name: self.plain(one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.plain(one) for one in value]
        return value

    def _text(self, value: str) -> str:
        if _DIGEST.fullmatch(value):
            if value not in self._known:
                self._known[value] = self._said(value)
            return self._known[value]
        return _CLOCK.sub("…", _MOMENT.sub(r"\1", value)) if any(map(str.isdigit, value)) else value

    def _said(self, name: str) -> str:
        found = paper(self._files.get(name, b""))
        return name if found is None else digest(canonical(self.plain(msgspec.to_builtins(found))))


class Judge:
    """Says whether runs are equivalent to the solution whose moves these are."""

    def __init__(self, stage: Stage, moves: Sequence[Move]):
        self.stage, self.moves = stage, tuple(moves)
        self._forms: tuple[Any, Any] | None = None
        self._labels: dict[int, tuple[Entry, str]] = {}
        run = stage.begin().go(moves, stage.makes)
        self.key = run.key
        self._plainer = Plainer(run.files)
        self._done = Counter(map(self._label, self._acts(run.read)))
        self._names = Counter(one.action for one in self._acts(run.read))

    def same(self, run: Branch, moves: Way) -> bool:
        """Whether the run, made by these moves, is the solution in another order that makes no difference."""
        if run.key == self.key:
            return True
        if not self.same_deeds(run):
            return False
        if self._forms is None:
            self._forms = self._watched(self.moves)
        return self._watched(moves) == self._forms

    def same_deeds(self, run: Branch) -> bool:
        """Whether the run did all that the solution does and nothing else, each on its day, in whatever order."""
        acts = self._acts(run.read)
        return Counter(one.action for one in acts) == self._names and Counter(map(self._label, acts)) == self._done

    def _acts(self, entries: Sequence[Entry]) -> list[Entry]:
        last = {one.params.get("question"): one.seq for one in entries if one.action == ANSWER}
        done = (one for one in entries if one.refused is None and self._did_something(one))
        return [one for one in done if one.action != ANSWER or last[one.params.get("question")] == one.seq]

    def _did_something(self, one: Entry) -> bool:
        """Whether it changed the office, looked somebody up or answered a question; saving what was there already did
        not, as a refused act did not."""
        if only_time_or_seat(one.action):
            return False
        declared = self.stage.start.registry[one.action]
        return declared.look_up or declared.frame or any(change.kind not in FRAME_KINDS for change in one.changes)

    def _label(self, entry: Entry) -> str:
        """What an act is, whatever the time of day: who did what on which day, and what it changed. An answer is what
        was answered last: the office knows neither who sat at its desk then nor when."""
        if id(entry) in self._labels:
            return self._labels[id(entry)][1]
        changes = [
            (one.kind, one.id, self._plainer.plain(one.after)) for one in entry.changes if one.kind not in FRAME_KINDS
        ]
        given = self._plainer.plain(entry.params)
        told = [entry.action, entry.actor, entry.origin, entry.at[:10], given, changes]
        if entry.action == ANSWER:
            told = [entry.action, given]
        self._labels[id(entry)] = entry, str(canonical(told))
        return self._labels[id(entry)][1]

    def _watched(self, moves: Way) -> tuple[Any, Any]:
        """World at the end and Foata normal form of the run that these moves make."""
        run = self.stage.begin()
        events: dict[int, Event] = {}
        with watching(self.stage.start.registry) as seen:
            for move in moves:
                seen.clear()
                before = len(run.read)
                run.make(move, self.stage.makes)
                made = self._acts(run.read[before:])
                events |= {one.seq: event(self._label(one), [one], seen) for one in made}
        return self._world(run), normal_form([events[one.seq] for one in self._acts(run.read)])

    def _world(self, run: Branch) -> Any:
        """What differs from the start, the drill's frame left out."""
        start = self.stage.plain_start
        rows = ((kind, id, one) for kind, id, _, one in run.world.own_rows() if kind not in FRAME_KINDS)
        differing = [(kind, id, one) for kind, id, one in rows if one != start.get(kind, {}).get(id)]
        return canonical([[kind, id, self._plainer.plain(one)] for kind, id, one in differing])
