"""What both players through the pages do alike: a plan move by move."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from sandbox.runs.play import Stuck, named
from scenarios import Act, Move, NextDay, WaitFor
from scenarios.questions import ANSWER

MOST_WAITS = 60


class Mover(ABC):
    """Makes moves by what a player can do with the page before it; `outcome` and `words` are what that page tells."""

    came: Callable[[str], bool]
    actions: Mapping[str, Any]
    things: dict[str, str]
    refused: list[tuple[Act, str]]
    outcome: str
    words: str

    def play(self, moves: Sequence[Move], makes: Mapping[str, str]) -> Self:
        """Make all moves. Raises `Stuck` when a move cannot be made, `OffContract` when a page is not as promised."""
        for move in moves:
            if isinstance(move, WaitFor):
                self.wait_for(move.step)
            elif isinstance(move, NextDay):
                for _ in range(move.count):
                    self.press("clock.next_day")
            else:
                self.act(move, makes)
        return self

    def act(self, move: Act, makes: Mapping[str, str]) -> None:
        """One act: take the role, find the record, open the form, fill it in, check, send."""
        self.take_role(move.who)
        params = named(move.params, self.things)
        if move.does == ANSWER:
            self.answer(params)
        else:
            self.open(move.does, params)
            self.fill_and_send(move.does, params)
        if self.outcome == "refused":
            self.refused.append((move, self.words))
        elif self.outcome != "done":
            raise Stuck(f"{move.does}: {self.outcome} {self.words}")
        elif thing := makes.get(move.step):
            self.things[thing] = self.made(self.actions[move.does]["makes"])

    def wait_for(self, step: str) -> None:
        """Press "wait" until the cast has done the step."""
        for _ in range(MOST_WAITS):
            if self.came(step):
                return
            self.press("clock.wait")
            if self.outcome == "refused" and not self.came(step):
                raise Stuck(f"wait_for {step}: {self.words}")
        raise Stuck(f"wait_for {step}: it never comes")

    @abstractmethod
    def take_role(self, who: str) -> None:
        """Sit at this official's place."""

    @abstractmethod
    def press(self, action: str) -> None:
        """A button of the frame."""

    @abstractmethod
    def answer(self, params: Mapping[str, Any]) -> None:
        """A question beside the briefing."""

    @abstractmethod
    def open(self, action: str, params: Mapping[str, Any]) -> None:
        """Go to the form of an action."""

    @abstractmethod
    def fill_and_send(self, action: str, params: Mapping[str, Any]) -> None:
        """Fill in the form that is open, check, send."""

    @abstractmethod
    def made(self, kind: str) -> str:
        """The id of the record of this kind that the page shows."""
