"""The drill ground: what all runs of an installation share, made when first needed and never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

import scenarios
from grader.signatures import Verdicts, judge
from sandbox.config import BadConfiguration, Config
from sandbox.makers.pki import Installation
from sandbox.runs.start import Beginning, StartHook, build, kept
from sandbox.world.action import Registry
from sandbox.world.effects import Maker
from sandbox.world.record import Plain
from sandbox.world.vocabulary import vocabulary
from scenarios import library
from scenarios.releases import ledger
from seed.worktime import Calendar


class Grounds:
    """`registry`: what the office can do and hold; `makers`: what is made outside the world; `hooks`: what services
    add to every start. The population and the library of scenarios come from their rooms unless they are handed in.
    """

    def __init__(
        self,
        config: Config,
        registry: Registry,
        makers: Mapping[str, Maker],
        hooks: Sequence[StartHook] = (),
        *,
        population: Callable[[], Any] | None = None,
        scenarios: Callable[[], Mapping[str, Any]] | None = None,
    ):
        self.config, self.registry, self.makers, self.hooks = config, registry, makers, hooks
        self._crls: dict[str, bytes] = {}
        self._population = population or self._seeded
        self._scenarios = scenarios or library

    @cached_property
    def population(self) -> Any:
        return self._population()

    def _seeded(self) -> Any:
        from seed.population import population

        return population(self.config.population_seed, self.config.population_size)

    @cached_property
    def calendar(self) -> Calendar:
        from seed.calendar import load

        try:
            return load(self.config.calendar)
        except KeyError:
            raise BadConfiguration(f"THAOTRUONG_CALENDAR: there is no edition {self.config.calendar!r}") from None

    @cached_property
    def vocabulary(self) -> Plain:
        """Names and types of actions and records, as the loader, the grader and the proof are handed them."""
        return vocabulary(self.registry)

    @cached_property
    def installation(self) -> Installation:
        """The keys of this installation: certificates that its signatures are judged by, and the key of bundles."""
        return Installation(self.config.instance / "keys")

    @cached_property
    def trust_pem(self) -> bytes:
        """The certificates that signatures are judged by."""
        return self.installation.trust_pem()

    def crl(self, at: str) -> bytes:
        """The revocation list as it stands at `at` (ISO 8601, simulated Vietnamese time)."""
        if at not in self._crls:
            if len(self._crls) > 1_000:
                self._crls.clear()
            self._crls[at] = self.installation.crl(datetime.fromisoformat(at))
        return self._crls[at]

    def judge(self, pdf: bytes, at: datetime) -> Verdicts:
        """The verdict on a PDF's signatures at a simulated moment."""
        return judge(pdf, self.trust_pem, at, self.crl(at.isoformat()))

    @cached_property
    def scenarios(self) -> Mapping[str, Any]:
        """The scenarios of the library by id."""
        return self._scenarios()

    @cached_property
    def states(self) -> Mapping[str, str]:
        """Where each scenario stands in its life, by id (`scenarios.releases`); one that is handed in is released."""
        if self._scenarios is not library:
            return dict.fromkeys(self.scenarios, "released")
        kept = ledger()
        return {id: kept.state(one) for id, one in self.scenarios.items()}

    def begin(self, scenario: Any, variant: int) -> Beginning:
        """A scenario's variant, ready to be played."""
        expanded = self._expanded(scenario, variant, self.calendar)
        start = build(expanded, self.registry, self.population, self.calendar, self.hooks)
        return Beginning(scenario, expanded, start)

    def begin_again(self, source: str, variant: int, content: bytes) -> Beginning:
        """The beginning whose scenario has this source and whose start was kept as `content`."""
        scenario = scenarios.loads(source.encode())
        start = kept(content, self.registry, self.population)
        return Beginning(scenario, self._expanded(scenario, variant, start.calendar), start)

    def _expanded(self, scenario: Any, variant: int, calendar: Calendar) -> Any:
        return scenarios.expand(scenario, variant, self.population, calendar, self.vocabulary)
