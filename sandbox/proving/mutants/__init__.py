"""Wrong workflows made from a right one: one operator per way of going wrong, typed by the actions' declarations.

Each operator gives all that it can make of a scene; nothing is sampled.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

from sandbox.proving.mutants.scene import Mutant, Scene

Operator = Callable[[Scene], Iterator[Mutant]]
OPERATORS: dict[str, Operator] = {}
_FILES = ("steps", "values", "people", "late", "extra", "curious", "signature")


def operator(name: str) -> Callable[[Operator], Operator]:
    """Declare the function below as the operator of this name."""

    def declare(make: Operator) -> Operator:
        OPERATORS[name] = make
        return make

    return declare


def mutants(scene: Scene) -> Iterator[Mutant]:
    """All mutants of all operators; the same run may be made by several."""
    for make in OPERATORS.values():
        yield from make(scene)


for _file in _FILES:
    importlib.import_module(f"{__name__}.{_file}")
