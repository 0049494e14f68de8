"""Conditions as CEL expressions, for what the operators cannot say, such as sums over records (docs/checks/where.md).

Typed when a scenario is loaded; evaluated over plain values in a process of its own with limits of time and memory.
"""

from scenarios.expressions.engine import Cannot, evaluate, fault_of, installed
from scenarios.expressions.types import variables

__all__ = ["Cannot", "evaluate", "fault_of", "installed", "variables"]
