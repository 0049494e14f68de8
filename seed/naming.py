"""Drawing names in bulk from one source."""

import random

from seed.chance import Deck, Odds
from seed.names import ETHNICITIES, generation_of, given_names, surnames


class Naming:
    """Draws names; keeps a deck for each ethnicity, sex and generation."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        self._surnames = {ethnicity: Deck(source, Odds(surnames(ethnicity))) for ethnicity in ETHNICITIES}
        self._given: dict[tuple[str, str, str], Deck[str]] = {}
        self._of_year: dict[tuple[str, str, int], Deck[str]] = {}

    def surname(self, ethnicity: str) -> str:
        return self._surnames[ethnicity].draw()

    def given(self, ethnicity: str, sex: str, birth_year: int) -> str:
        """Middle and given name together."""
        deck = self._of_year.get((ethnicity, sex, birth_year))
        return (deck or self._deck(ethnicity, sex, birth_year)).draw()

    def full(self, ethnicity: str, sex: str, birth_year: int) -> str:
        return f"{self.surname(ethnicity)} {self.given(ethnicity, sex, birth_year)}"

    def _deck(self, ethnicity: str, sex: str, birth_year: int) -> Deck[str]:
        key = ethnicity, sex, generation_of(birth_year)
        if key not in self._given:
            self._given[key] = Deck(self._source, Odds(given_names(*key)))
        deck = self._of_year[ethnicity, sex, birth_year] = self._given[key]
        return deck
