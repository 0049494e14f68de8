"""The drill ground: what all runs of an installation share, made when first needed and never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from sandbox.config import Config
from sandbox.world.action import Registry
from sandbox.world.effects import Maker
from sandbox.world.record import Plain
from sandbox.world.vocabulary import vocabulary
from seed.worktime import Calendar


class Grounds:
    """`registry`: what the office can do and hold; `makers`: what is made outside the world.

    The population, the calendar and the library of scenarios come from their rooms unless they are handed in.
    """

    def __init__(
        self,
        config: Config,
        registry: Registry,
        makers: Mapping[str, Maker],
        *,
        population: Callable[[], Any] | None = None,
        scenarios: Callable[[], Mapping[str, Any]] | None = None,
    ):
        self.config, self.registry, self.makers = config, registry, makers
        self._population = population or self._seeded
        self._scenarios = scenarios or _library

    @cached_property
    def population(self) -> Any:
        return self._population()

    def _seeded(self) -> Any:
        from seed.population import population

        return population(self.config.population_seed, self.config.population_size)

    @cached_property
    def calendar(self) -> Calendar:
        from seed.calendar import load

        return load(self.config.calendar)

    @cached_property
    def vocabulary(self) -> Plain:
        """Names and types of actions and records, as the loader, the grader and the proof are handed them."""
        return vocabulary(self.registry)

    @cached_property
    def scenarios(self) -> Mapping[str, Any]:
        """The scenarios of the library by id."""
        return self._scenarios()


def _library() -> Mapping[str, Any]:
    import scenarios

    return {one.id: one for one in scenarios.library()}
