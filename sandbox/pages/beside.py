"""A run beside a reference solution: the same work in the same row, and what only one of them did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sandbox.pages.timeline import Line

NOT_WORK = frozenset({"frame", "clock"})


class Row(NamedTuple):
    """`mine`, `model`: lines of the two, None when one has none here. `word`: same, missing, elsewhere (done at entry
    `at` instead), again (more often than the solution), extra or refused."""

    mine: Line | None
    model: Line | None
    word: str
    at: int = 0


class Named(NamedTuple):
    """A line with the step that it is: the scenario's name, else its action; what was refused is no step."""

    line: Line
    step: str


def named(lines: Iterable[Line], steps: Mapping[int, str]) -> list[Named]:
    """The lines that are work, with their steps (`steps`: by number of the entry)."""
    return [Named(one, _step(one, steps)) for one in lines if one.kind not in NOT_WORK]


def _step(line: Line, steps: Mapping[int, str]) -> str:
    return f"refused {line.seq}" if line.kind == "refused" else steps.get(line.seq) or f"{line.action} {line.who}"


def beside(mine: Sequence[Named], model: Sequence[Named]) -> list[Row]:
    """Both in one list, the order of each kept."""
    return list(_rows(mine, model, _matcher(mine, model).get_opcodes()))


def nearest(mine: Sequence[Named], models: Sequence[Sequence[Named]]) -> Sequence[Named] | None:
    """The solution that is most like the run; of equal ones the first."""
    return max(models, key=lambda model: _matcher(mine, model).ratio(), default=None)


def _matcher(mine: Sequence[Named], model: Sequence[Named]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [one.step for one in model], [one.step for one in mine], autojunk=False)


def _rows(
    mine: Sequence[Named], model: Sequence[Named], parts: Iterable[tuple[str, int, int, int, int]]
) -> Iterator[Row]:
    done = {one.step: one.line.seq for one in reversed(mine)}
    wanted = {one.step for one in model}
    for word, low, high, start, end in parts:
        if word == "equal":
            pairs = zip(mine[start:end], model[low:high], strict=True)
            yield from (Row(one.line, other.line, "same") for one, other in pairs)
        else:
            yield from (_missing(one, done) for one in model[low:high])
            yield from (Row(one.line, None, _more(one, wanted)) for one in mine[start:end])


def _missing(one: Named, done: Mapping[str, int]) -> Row:
    at = done.get(one.step, 0)
    return Row(None, one.line, "elsewhere" if at else "missing", at)


def _more(one: Named, wanted: set[str]) -> str:
    return "refused" if one.line.kind == "refused" else "again" if one.step in wanted else "extra"
