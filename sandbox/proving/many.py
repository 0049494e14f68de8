"""Proofs of many scenarios on all cores: one piece of work for each variant, told as it gets done."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

import msgspec

import scenarios
from sandbox.proving.cache import Proofs, key_of
from sandbox.proving.merged import Plain, library_proof, scenario_proof
from sandbox.proving.variant import VariantProof, Wanted, prove_variant
from sandbox.runs.grounds import Grounds

MUTATED, REAL, VARIANTS = 2, 5, 20
Open = Callable[[], Grounds]
Progress = Callable[[int, int, str], None]


class Task(msgspec.Struct, frozen=True):
    """One variant of one scenario, given by its text: other processes read it anew."""

    id: str
    text: str
    wanted: Wanted


def tasks(chosen: Sequence[Any], variants: int, mutated: int = MUTATED, real: int = REAL) -> list[Task]:
    """The work for these scenarios: the first `mutated` variants with mutants, the first `real` with real papers."""
    wanted = [Wanted(one, one <= mutated, one <= real) for one in range(1, variants + 1)]
    return [Task(one.id, one.text, want) for want in wanted for one in chosen]


def prove_all(
    open_grounds: Open,
    chosen: Sequence[Any],
    work: Sequence[Task],
    jobs: int = 1,
    progress: Progress | None = None,
    proofs: Proofs | None = None,
) -> list[Plain]:
    """The proofs of the scenarios in their order. `open_grounds` opens the office, here or in another process, so it
    must be picklable when `jobs` is more than one. `progress` is told (done, of how many, scenario). `proofs`: what is
    kept there is not done again."""
    found: dict[str, list[VariantProof]] = {one.id: [] for one in chosen}
    done = _done(open_grounds, work, jobs) if proofs is None else _kept_or_done(open_grounds, work, jobs, proofs)
    for number, one in enumerate(done, 1):
        found[one.id].append(one)
        if progress is not None:
            progress(number, len(work), one.id)
    return [scenario_proof(one, found[one.id]) for one in chosen]


def _kept_or_done(open_grounds: Open, work: Sequence[Task], jobs: int, proofs: Proofs) -> Iterator[VariantProof]:
    """First what is kept, then the rest as it gets done, and kept."""
    people, calendar = _lasting(open_grounds())
    keys = {(one.id, one.wanted.variant): key_of(one.text, one.wanted, people, calendar) for one in work}
    left = []
    for one in work:
        kept = proofs.get(keys[one.id, one.wanted.variant])
        if kept is None:
            left.append(one)
        else:
            yield kept
    for made in _done(open_grounds, left, jobs):
        proofs.put(keys[made.id, made.variant], made)
        yield made


def _lasting(grounds: Grounds) -> tuple[str, Plain]:
    """The people and the calendar, as far as a proof depends on them."""
    return grounds.population.digest, grounds.calendar.to_plain()


def _done(open_grounds: Open, work: Sequence[Task], jobs: int) -> Iterator[VariantProof]:
    """The pieces as they get done. Spawned, not forked: the same on every system."""
    if jobs <= 1 or len(work) <= 1:
        if work:
            grounds = open_grounds()
            yield from (_proved(grounds, one) for one in work)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_settle, initargs=(open_grounds,)) as pool:
        for future in as_completed([pool.submit(_work, one) for one in work]):
            yield future.result()


_grounds: list[Grounds] = []


def _settle(open_grounds: Open) -> None:
    _grounds[:] = [open_grounds()]


def _work(task: Task) -> VariantProof:
    return _proved(_grounds[0], task)


def _proved(grounds: Grounds, task: Task) -> VariantProof:
    scenario = scenarios.loads(task.text.encode(), f"{task.id}/scenario.yaml")
    return prove_variant(grounds, scenario, task.wanted)


__all__ = ["Task", "library_proof", "prove_all", "tasks"]
