"""`python -m seed`: what population a seed and a size give, and its digest."""

import argparse
import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from seed.building import SMALLEST
from seed.population import Population, build
from seed.records import Birth, Household, Parcel, Person

Summary = dict[str, Any]


def summary(population: Population) -> Summary:
    """The population in figures, as JSON values: who it is made from, its digest, how many of each kind."""
    people = population.rows(Person)
    living = [person for person in people if not person.death_date]
    return {
        "version": population.version,
        "seed": population.seed,
        "size": population.size,
        "digest": population.digest,
        "commune": f"{population.commune.name}, {population.commune.province}",
        "today": population.today.isoformat(),
        "residents": len(living),
        "dead_in_registry": len(people) - len(living),
        "unregistered_births": len(population.rows(Birth)),
        "households": len(population.rows(Household)),
        "villages": len(population.villages),
        "parcels": len(population.rows(Parcel)),
        "organisations": len(population.organisations),
        "officials": len(population.officials),
        "ethnicities": dict(Counter(person.ethnicity for person in living).most_common()),
        "full_names": len({person.full_name for person in living}),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the summary; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m seed", description="Show the population of a seed and size.")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--size", type=int, default=20_000, help=f"living residents, {SMALLEST} or more")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    if asked.size < SMALLEST:
        parser.error(f"--size must be {SMALLEST} or more")
    figures = summary(build(asked.seed, asked.size))
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) if asked.json else _shown(figures))
    sys.stdout.write("\n")
    return 0


def _shown(figures: Summary) -> str:
    width = max(map(len, figures))
    return "\n".join(f"{name.replace('_', ' '):<{width}}  {_value(value)}" for name, value in figures.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return str(value)


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows pipe would not know Vietnamese letters
    raise SystemExit(main())
