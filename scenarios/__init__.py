"""Scenarios: the format of an exercise, its loader, its variants, and the ways through it. Imports no office."""

from scenarios.check import check, must_fit
from scenarios.draw import NobodyFits
from scenarios.errors import Problem, ScenarioError
from scenarios.expand import CannotExpand, Expanded, expand
from scenarios.load import LIBRARY, library, load, loads
from scenarios.model import Scenario
from scenarios.plan import Act, Move, NextDay, WaitFor, plan
from scenarios.schema import schema

__all__ = [
    "LIBRARY", "Act", "CannotExpand", "Expanded", "Move", "NextDay", "NobodyFits", "Problem", "Scenario",
    "ScenarioError", "WaitFor", "check", "expand", "library", "load", "loads", "must_fit", "plan", "schema",
]  # fmt: skip
