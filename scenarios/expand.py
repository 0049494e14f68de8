"""One variant of a scenario: its people drawn, its references worked out, its records in plain form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from scenarios import words
from scenarios.check import Vocabulary
from scenarios.draw import chance, people
from scenarios.files import written_files
from scenarios.model import Between, OneOf, Paragraph, Scenario
from scenarios.questions import Question
from scenarios.reactions import Unclear, complete
from scenarios.types import BadType, typed
from seed.worktime import Calendar

Records = tuple[tuple[str, dict[str, Any]], ...]


class CannotExpand(ValueError):
    """This variant cannot be made; the text says where and why, in Vietnamese."""


@dataclass(frozen=True)
class Expanded:
    """A scenario's variant as plain data.

    `names`: what every `$name` and `$name.field` means, PINs left out; `kinds`: name → kind of the records among them.
    `records`: (kind, fields) with `id`. `rules`: keyword arguments of `world.cast.Rule`. `briefing`: paragraphs
    {kind: text|quote|list|paper|note, …}; `papers`: ids of the papers in hand. `pins`: token id → PIN. `questions`:
    what is asked beside the work, in words. `files`: the scenario's files by SHA-256.
    """

    scenario: Scenario
    variant: int
    now: datetime
    names: dict[str, Any]
    kinds: dict[str, str]
    records: Records
    rules: tuple[dict[str, Any], ...]
    briefing: tuple[dict[str, Any], ...]
    papers: tuple[str, ...]
    guide: dict[str, str]
    hints: dict[str, tuple[dict[str, Any], ...]]
    questions: dict[str, Question]
    files: dict[str, bytes] = field(repr=False)
    calendar: Calendar = field(repr=False)

    @property
    def plays(self) -> tuple[str, ...]:
        return self.scenario.plays

    @property
    def pins(self) -> Mapping[str, str]:
        return self.scenario.pins

    @property
    def steps(self) -> Mapping[str, Any]:
        return self.scenario.steps

    @property
    def things(self) -> Mapping[str, Any]:
        return self.scenario.things

    @property
    def solutions(self) -> tuple[str, ...]:
        """Names of the solutions, for `plan`."""
        return tuple(self.scenario.ways)

    @property
    def mistakes(self) -> tuple[Any, ...]:
        return self.scenario.mistakes

    @property
    def criteria(self) -> tuple[Any, ...]:
        return self.scenario.criteria

    def lookup(self, name: str) -> Any:
        """The value of a name; things are kept as written, PINs are told."""
        root, _, rest = name.partition(".")
        if root in self.scenario.things:
            return words.KEEP
        if root == "pins":
            return self.scenario.pins[rest]
        if name not in self.names:
            raise words.BadWords(f"không biết “{name}”")
        return self.names[name]

    def fill(self, value: Any) -> Any:
        """A written value with its references worked out; things stay `$thing`."""
        return words.fill(value, self.lookup, self.calendar)


def expand(
    scenario: Scenario, variant: int, population: Any, calendar: Calendar, vocabulary: Vocabulary | None = None
) -> Expanded:
    """The variant with this number; the same inputs give the same variant. Raises CannotExpand, NobodyFits."""
    try:
        return _Expansion(scenario, variant, population, calendar, vocabulary or {}).whole()
    except (words.BadWords, BadType, Unclear) as bad:
        raise CannotExpand(f"{scenario.id}, biến thể {variant}: {bad}") from None


class _Expansion:
    def __init__(self, scenario: Scenario, variant: int, population: Any, calendar: Calendar, vocabulary: Any):
        self.scenario, self.variant, self.population = scenario, variant, population
        self.calendar = calendar
        self.fields = {kind: one["fields"] for kind, one in vocabulary.get("records", {}).items()}
        self.actions = vocabulary.get("actions", {})
        self.names: dict[str, Any] = {}
        self.kinds: dict[str, str] = {}

    def whole(self) -> Expanded:
        scenario = self.scenario
        now = words.as_moment(self._drawn("now", scenario.now))
        if not isinstance(now, datetime):
            raise words.BadWords("now phải là một thời điểm như 2026-11-23T08:10")
        self.names["start"] = now.isoformat()
        for name, one in people(scenario, self.variant, self.population).items():
            self._named(name, one)
        for name, value in scenario.values.items():
            self.names[name] = self._fill(self._drawn(name, value))
        files = self._files()
        records = self._records()
        rules = tuple(self._rule(name) for name in scenario.cast)
        briefing = tuple(self._paragraph(one) for one in scenario.briefing)
        guide = {name: self._fill(text) for name, text in scenario.guide.items()}
        self._note_what_the_rubric_names()
        papers = tuple(one["id"] for one in briefing if one["kind"] == "paper")
        return Expanded(
            scenario, self.variant, now, self.names, self.kinds, records, rules, briefing, papers, guide,
            self._hints(), self._questions(), files, self.calendar,
        )  # fmt: skip

    def _fill(self, value: Any) -> Any:
        return words.fill(value, self._lookup, self.calendar)

    def _drawn(self, name: str, value: Any) -> Any:
        rng = chance(self.population, self.scenario, self.variant, f"value:{name}")
        if isinstance(value, OneOf):
            return rng.choice(value.one_of)
        if isinstance(value, Between):
            return str(rng.randint(*value.between))
        return value

    def _named(self, name: str, one: Any) -> None:
        self.kinds[name] = one.kind
        self.names[name] = one.id
        for inner in one.__struct_fields__:
            self.names[f"{name}.{inner}"] = _plain(getattr(one, inner))

    def _lookup(self, name: str) -> Any:
        if name in self.names:
            return self.names[name]
        root, _, rest = name.partition(".")
        if root == "pins":
            return self.scenario.pins[rest]
        if root in ("staff", "office", "commune"):
            self.names[name] = self._official(root, rest)
            return self.names[name]
        if root in self.scenario.things:
            return words.KEEP
        raise words.BadWords(f"“{name}” không có, hoặc được khai báo sau chỗ dùng nó")

    def _files(self) -> dict[str, bytes]:
        """The scenario's files, each under the name that stands for its SHA-256."""
        made = written_files(self.scenario.files, self._fill)
        self.names.update({name: digest for name, (digest, _) in made.items()})
        return dict(made.values())

    def _official(self, root: str, rest: str) -> Any:
        """A field of an official, an office or the commune; the bare slug is its own value."""
        if root == "commune":
            return _plain(getattr(self.population.commune, rest, None))
        id, _, inner = rest.partition(".")
        found = _by_id(self.population.officials if root == "staff" else self.population.organisations, id)
        if found is None or not hasattr(found, inner or "id"):
            raise words.BadWords(f"không có “{root}.{rest}”")
        return _plain(getattr(found, inner or "id"))

    def _records(self) -> Records:
        made: list[tuple[str, dict[str, Any]]] = []
        for name, one in self.scenario.records.items():
            self.names[name], self.kinds[name] = str(self._fill(one.id)), one.kind
        for name, one in self.scenario.records.items():
            fields = {inner: self._typed(one.kind, inner, value) for inner, value in one.has.items()}
            self.names.update({f"{name}.{inner}": value for inner, value in fields.items() if _scalar(value)})
            made.append((one.kind, {"id": self.names[name], **fields}))
        return tuple(made)

    def _typed(self, kind: str, name: str, value: Any) -> Any:
        spec = self.fields.get(kind, {}).get(name)
        return self._fit(f"{kind}.{name}", self._fill(value), spec)

    def _fit(self, what: str, value: Any, spec: Any) -> Any:
        try:
            return typed(value, spec)
        except BadType as bad:
            raise BadType(f"{what}: {bad}") from None

    def _rule(self, name: str) -> dict[str, Any]:
        rule = complete(self.scenario, name)
        params = self.actions.get(rule["does"], {}).get("params", {})
        when = {inner: self._fit(inner, self._fill(v), params.get(inner)) for inner, v in rule["when"].items()}
        return {**self._fill(rule), "when": when}

    def _paragraph(self, told: str | Paragraph) -> dict[str, Any]:
        if isinstance(told, str):
            return {"kind": "text", "text": self._fill(told)}
        if told.quote:
            return {"kind": "quote", "text": self._fill(told.quote), "by": self._fill(told.by)}
        if told.list_:
            return {"kind": "list", "items": self._fill(list(told.list_))}
        if told.paper:
            return {"kind": "paper", "id": self._fill(told.paper)}
        return {"kind": "note", "text": self._fill(told.note)}

    def _hints(self) -> dict[str, tuple[dict[str, Any], ...]]:
        return {
            one.id: tuple({"text": self._fill(hint.text), "cost": hint.cost} for hint in one.hints)
            for one in self.scenario.criteria
            if one.hints
        }

    def _questions(self) -> dict[str, Question]:
        return {
            name: one.model_copy(update={"text": self._fill(one.text), "choices": self._fill(one.choices)})
            for name, one in self.scenario.questions.items()
        }

    def _note_what_the_rubric_names(self) -> None:
        """Officials and offices that only steps, criteria or solutions name must be in `names` too."""
        scenario = self.scenario
        parts = [*scenario.steps.values(), *scenario.things.values(), *scenario.criteria, *scenario.mistakes]
        written = [one.model_dump() for one in parts]
        written += [move.model_dump() for way in scenario.ways.values() for move in way]
        for reference in words.references(written):
            if reference.root in ("staff", "office", "commune"):
                self._lookup(reference.name)
        self._note_who_is_who()

    def _note_who_is_who(self) -> None:
        """Officials and offices by name, so that the score sheet can say who somebody is."""
        for official in _all(self.population.officials):
            for inner in ("full_name", "post"):
                self.names[f"staff.{official.id}.{inner}"] = getattr(official, inner)
        for office in _all(self.population.organisations):
            self.names[f"office.{office.id}.name"] = office.name


def _all(many: Any) -> Iterable[Any]:
    return many.values() if isinstance(many, Mapping) else many


def _by_id(many: Any, id: str) -> Any:
    if isinstance(many, Mapping):
        return many.get(id)
    return next((one for one in many if one.id == id), None)


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
