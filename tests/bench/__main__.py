"""`python -m tests.bench [name …]`: measures and prints; all parts when none is named."""

from __future__ import annotations

import importlib
import sys

from tests.bench.timing import table

PARTS = ("world", "people", "letters", "grading", "proving", "requests")


def main(names: list[str]) -> None:
    for name in names or PARTS:
        rows = importlib.import_module(f"tests.bench.{name}").rows()
        print(f"\n{name}\n{table(rows)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
