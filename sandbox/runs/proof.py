"""The proof of a scenario with real play: the grader's claims, each tried on what the headless player did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from grader import RunRecord
from grader.proof import Proof
from grader.proof import prove as judge
from sandbox.runs.grounds import Grounds
from sandbox.runs.play import Keeping, Player, Stuck
from sandbox.runs.records import record_of
from sandbox.runs.start import Beginning
from sandbox.world.effects import Maker
from scenarios import CannotExpand, Move, NobodyFits


class CannotPlay(Exception):
    """A plan of the scenario cannot be carried out at all; says which and why."""


def prove(grounds: Grounds, scenario: Any, variants: Iterable[int]) -> dict[str, Any]:
    """The report on one scenario: {id, proven, problems, …}; `problems` are sentences, empty when it is proven."""
    try:
        proof = proof_of(grounds, scenario, variants)
    except (CannotPlay, CannotExpand, NobodyFits) as fault:
        return {"id": scenario.id, "proven": False, "problems": [str(fault)]}
    problems = [f"biến thể {one.variant}, {one.point} {one.name}: {one.told}" for one in proof.failures]
    return {**proof.to_plain(), "problems": problems}


def proof_of(grounds: Grounds, scenario: Any, variants: Iterable[int]) -> Proof:
    """The proof over these variants. `CannotPlay`, and what `scenarios.expand` raises."""
    makers = Keeping(grounds.makers).makers
    beginnings = [grounds.begin(scenario, variant) for variant in variants]
    return judge([(one.expanded, player(grounds, one, makers)) for one in beginnings])


def player(
    grounds: Grounds, beginning: Beginning, makers: Mapping[str, Maker]
) -> Callable[[Sequence[Move]], RunRecord]:
    """Plays moves from this beginning into a record. The player raises `CannotPlay`."""
    makes = {name: step.makes for name, step in beginning.expanded.steps.items() if step.makes}

    def play(moves: Sequence[Move]) -> RunRecord:
        one = Player(beginning.start, makers, beginning.expanded.files)
        try:
            one.play(moves, makes)
        except Stuck as stuck:
            done = f"sau {len(one.entries)} mục"
            raise CannotPlay(f"biến thể {beginning.start.variant}, {done}: {stuck}") from None
        return record_of(grounds, beginning, one.entries, one.files)

    return play
