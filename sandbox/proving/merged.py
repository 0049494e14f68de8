"""The proof of a scenario from those of its variants, and of the library from those of its scenarios, as plain data.

The structure is that of docs/proof.md; scores go from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sandbox.proving.mutants import OPERATORS
from sandbox.proving.mutation import Mutation
from sandbox.proving.stories import Story, grouped
from sandbox.proving.variant import VariantProof

OPERATOR_FLOOR, SCENARIO_FLOOR, LIBRARY_FLOOR = 0.80, 0.95, 0.97
MOST_FALSE_ALARMS = 0.01
Plain = dict[str, Any]


def scenario_proof(scenario: Any, variants: Sequence[VariantProof]) -> Plain:
    """The proof of one scenario. `problems` are sentences, empty when it is proven."""
    made = _Merged(scenario, sorted(variants, key=lambda one: one.variant))
    plain = made.plain()
    problems = list(dict.fromkeys(made.problems()))
    return {"id": scenario.id, "proven": bool(variants) and not problems, **plain, "problems": problems}


def library_proof(scenarios: Sequence[Plain], whole: bool) -> Plain:
    """The proofs of several scenarios; with `whole` the library's own floor counts too."""
    noticed = sum(one["noticed"] for one in scenarios)
    mutants = sum(one["mutants"] for one in scenarios)
    alarms, rights = (sum(one[name] for one in scenarios) for name in ("false_alarms", "right_runs"))
    score = _share(noticed, mutants)
    problems = []
    if whole and score is not None and score < LIBRARY_FLOOR:
        problems.append(f"toàn thư viện chỉ nhận ra {score:.1%} cách làm sai, cần {LIBRARY_FLOOR:.0%}")
    library = {"mutation_score": score, "false_alarm_rate": _share(alarms, rights), "problems": problems}
    proven = not problems and all(one["proven"] for one in scenarios)
    return {"scenarios": list(scenarios), "library": {"proven": proven, **library}}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


class _Merged:
    def __init__(self, scenario: Any, variants: Sequence[VariantProof]):
        self.scenario, self.variants = scenario, variants
        self.points = [point for one in variants for point in one.points]
        self.pairs = [pair for one in variants for pair in one.boundaries]
        self.otherwise = [way for one in variants for way in one.otherwise]
        self.mutations: list[Mutation] = [one.mutation for one in variants if one.mutation is not None]
        self.operators = dict(self._operators())
        titles = {name: step.title for name, step in scenario.steps.items()}
        keys = [key for one in self.mutations for key in one.survivors]
        self.stories, self.idle_reasons = grouped(keys, scenario.survivors, titles)

    def _operators(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for name in OPERATORS:
            rows = [one.operators[name] for one in self.mutations if name in one.operators]
            if rows:
                yield name, (sum(noticed for noticed, _ in rows), sum(made for _, made in rows))

    def plain(self) -> Plain:
        mutants, noticed = (sum(getattr(one, name) for one in self.mutations) for name in ("distinct", "noticed"))
        alarms = [alarm for way in self.otherwise for alarm in way.alarms]
        runs = sum(way.runs for way in self.otherwise)
        return {
            "solution": self._worst("solution"),
            "idle": 1 - self._worst("idle"),
            "mutation_score": _share(noticed, mutants),
            "operators": {name: part / whole for name, (part, whole) in self.operators.items()},
            "mutants": mutants,
            "noticed": noticed,
            "survivors": mutants - noticed,
            "equivalent": sum(one.equivalent for one in self.mutations),
            "false_alarm_rate": _share(len(alarms), runs),
            "right_runs": runs,
            "false_alarms": len(alarms),
            "boundaries": _share(sum(one.holds for one in self.pairs), len(self.pairs)),
            "variants": [one.variant for one in self.variants],
            "mutated_variants": [one.variant for one in self.mutations],
            **self._details(alarms),
        }

    def _worst(self, point: str) -> float:
        """1 when the point holds in every variant, else 0: a solution's and an idle run's score are all or nothing."""
        found = [one.holds for one in self.points if one.point == point]
        return float(bool(found) and all(found))

    def _details(self, alarms: Sequence[Any]) -> Plain:
        families: dict[str, int] = {}
        for way in self.otherwise:
            for name, count in way.families.items():
                families[name] = families.get(name, 0) + count
        return {
            "operator_counts": {name: list(pair) for name, pair in self.operators.items()},
            "stories": msgspec.to_builtins(self.stories),
            "alarms": msgspec.to_builtins(alarms),
            "right_families": families,
            "boundary_pairs": msgspec.to_builtins(self.pairs),
            "untried_limits": self._untried(),
            "forbidden_swaps": _once(one for way in self.otherwise for one in way.forbidden),
            "free_swaps": _once(one for way in self.otherwise for one in way.free),
            "nobody_notices": self._unnoticed(),
            "faults": self._faults(),
            "points": msgspec.to_builtins(self.points),
        }

    def _untried(self) -> list[Plain]:
        """Limits that were tried in no solution of any variant, and why."""
        tried = {(one.criterion, one.choice) for one in self.pairs}
        left = [one for variant in self.variants for one in variant.untried]
        told = {(one.criterion, one.choice, one.why): None for one in left}
        rows = [one for one in told if one[:2] not in tried]
        return [{"criterion": criterion, "choice": choice, "why": why} for criterion, choice, why in rows]

    def _faults(self) -> list[str]:
        return list(dict.fromkeys(fault for one in self.mutations for fault in one.faults))

    def _unnoticed(self) -> list[Plain]:
        """Weakenings that no mutated variant noticed."""
        sets = [set(one.unnoticed) for one in self.mutations]
        both = set.intersection(*sets) if sets else set()
        order = self.mutations[0].unnoticed if self.mutations else ()
        return [{"criterion": criterion, "weakening": what} for criterion, what in order if (criterion, what) in both]

    def problems(self) -> Iterator[str]:
        yield from (f"biến thể {one.variant}: {one.fault}" for one in self.variants if one.fault)
        for one in self.points:
            if not one.holds:
                yield f"biến thể {one.variant}, {one.point} {one.name}: {one.told}"
        for pair in self.pairs:
            if not pair.holds:
                yield f"biến thể {pair.variant}, hạn của {pair.criterion} ({pair.way}): {pair.told}"
        yield from self._of_mutation()
        yield from self._of_right_runs()

    def _of_mutation(self) -> Iterator[str]:
        mutants, noticed = (sum(getattr(one, name) for one in self.mutations) for name in ("distinct", "noticed"))
        if mutants and noticed / mutants < SCENARIO_FLOOR:
            yield f"chỉ nhận ra {noticed}/{mutants} cách làm sai ({noticed / mutants:.1%}), cần {SCENARIO_FLOOR:.0%}"
        for name, (part, whole) in self.operators.items():
            if part / whole < OPERATOR_FLOOR:
                yield f"kiểu sai “{name}”: chỉ nhận ra {part}/{whole}, cần {OPERATOR_FLOOR:.0%}"
        yield from (f"hệ thống gặp lỗi ngoài dự kiến ở {fault}" for fault in self._faults())
        yield from (f"chưa có lý do: {_told(one)}" for one in self.stories if not one.reason)
        if len(self.mutations) > 1:
            for at in self.idle_reasons:
                yield f"lý do survivors thứ {at + 1} không khớp cách làm sai nào: {self.scenario.survivors[at].reason}"

    def _of_right_runs(self) -> Iterator[str]:
        alarms = [alarm for way in self.otherwise for alarm in way.alarms]
        runs = sum(way.runs for way in self.otherwise)
        if runs and len(alarms) / runs >= MOST_FALSE_ALARMS:
            yield f"{len(alarms)}/{runs} cách làm đúng bị trừ điểm oan: {_alarms(alarms)}"
        for way in self.otherwise:
            for one in way.forbidden:
                if not all(one.law):
                    yield f"tiêu chí {', '.join(one.by)} cấm đổi chỗ {one.first} và {one.second} mà không nêu căn cứ"


def _told(one: Story) -> str:
    return f"{one.told} [{one.operator} {one.step}, {one.runs} cách]"


def _alarms(alarms: Iterable[Any]) -> str:
    told = dict.fromkeys(f"{one.family} {one.step} {one.what} mất {', '.join(one.lost)}" for one in alarms)
    return "; ".join(list(told)[:6])


def _once(swaps: Iterable[Any]) -> list[Mapping[str, Any]]:
    """Each pair once, whatever the variant."""
    return [msgspec.to_builtins(one) for one in dict.fromkeys(swaps)]
