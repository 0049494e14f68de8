"""Declare constraints judged by other people's software: the grader's `ordered` is compared and timed against it.

Runs with ANOTHER interpreter, in an environment of its own: the libraries are under the AGPL or without a licence that
they state, so the product neither imports nor ships them; nor does this file import anything of the project. To ask:

    python3 -m venv peer && peer/bin/pip install pm4py==2.7.* declare4py==2.2.0
    python -m tests.grader.declare questions | peer/bin/python tools/declare_peer.py > answers.json
    python -m tests.grader.declare keep < answers.json

Reads from standard input {"traces": ["a0b1", …], "rules": [{"declare": …} | {"past": [first, then, void]}],
"pm4py": [{"template", "activities"}], "repeat": n, "log": file}. A trace is events of one letter (the activity) and one
digit (the value of its attribute x). Writes {"declare4py", "pm4py", "rules": ["0110…"], "pm4py_rules": ["…"],
"seconds": {…}}: an answer a trace. With "repeat" no answers are written but processor seconds, the best of n: of
judging the traces already read, and of reading the same runs from the XES file "log" and judging them (the names of
its activities stand in "named").
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from typing import Any

Event = tuple[str, str]


def main() -> None:
    asked = json.load(sys.stdin)
    traces = [[(one[at], one[at + 1]) for at in range(0, len(one), 2)] for one in asked["traces"]]
    told: dict[str, Any] = {name: version(name) for name in ("declare4py", "pm4py")}
    if asked.get("repeat"):
        told["seconds"] = _timed(asked, traces)
    else:
        told["rules"] = [_bits(_answers(rule, traces)) for rule in asked["rules"]]
        told["pm4py_rules"] = [_bits(_by_pm4py([rule], traces)[0]) for rule in asked["pm4py"]]
    json.dump(told, sys.stdout)


def _bits(answers: list[bool]) -> str:
    return "".join("01"[one] for one in answers)


def _answers(rule: dict[str, Any], traces: list[list[Event]]) -> list[bool]:
    if "past" in rule:
        return [_precedence_that_stands(trace, *rule["past"]) for trace in traces]
    checked = _by_declare4py([rule["declare"]], traces)
    return [one[0] for one in checked]


def _precedence_that_stands(trace: list[Event], first: str, then: str, void: str) -> bool:
    """Past-time logic over finite traces, by its definition: some `then`, and always (then → once-since)."""
    names = [name for name, _ in trace]
    places = [at for at, name in enumerate(names) if name == then]
    return bool(places) and all(_since(names, first, void, at) for at in places)


def _since(names: list[str], first: str, void: str, now: int) -> bool:
    """¬void S first, before `now`: somewhere earlier there was a `first`, and after it no `void`."""
    return any(names[at] == first and void not in names[at + 1 : now] for at in range(now))


def _by_declare4py(lines: list[str], traces: list[list[Event]]) -> list[list[bool]]:
    """What its checker says, a trace that does not activate a constraint counting as a violation."""
    from Declare4Py.ProcessModels.DeclareModel import DeclareModel
    from Declare4Py.Utils.Declare.Checkers import ConstraintChecker

    text = "".join(f"activity {name}\n" for name in "abcd") + "".join(f"{line}\n" for line in lines)
    model = DeclareModel().parse_from_string(text)
    found = []
    for trace in traces:
        events = [{"concept:name": name, "x": value} for name, value in trace]
        told = ConstraintChecker().check_trace_conformance(events, model, False)
        found.append([one.state.name == "SATISFIED" for one in told])
    return found


def _by_pm4py(rules: list[dict[str, Any]], traces: list[list[Event]]) -> list[list[bool]]:
    """For each rule what conformance checking of a whole log says of each trace."""
    found = _conformance(_log(traces), rules)
    wrong = [{(kind, what if isinstance(what, str) else tuple(what)) for kind, what in one} for one in found]
    return [[_named(rule) not in one for one in wrong] for rule in rules]


def _named(rule: dict[str, Any]) -> tuple[str, Any]:
    names = rule["activities"]
    return rule["template"], names[0] if len(names) == 1 else tuple(names)


def _log(traces: list[list[Event]]) -> Any:
    from pm4py.objects.log.obj import Event, EventLog, Trace

    return EventLog([Trace([Event({"concept:name": name}) for name, _ in trace]) for trace in traces])


def _conformance(log: Any, rules: list[dict[str, Any]]) -> list[Any]:
    from pm4py.algo.conformance.declare import algorithm

    model: dict[str, Any] = {}
    for rule in rules:
        kind, what = _named(rule)
        model.setdefault(kind, {})[what] = {"support": 1.0, "confidence": 1.0}
    return [one["deviations"] for one in algorithm.apply(log, model)]


def _timed(asked: dict[str, Any], traces: list[list[Event]]) -> dict[str, float]:
    """Least processor seconds of each way of judging all traces by all rules."""
    import pm4py

    lines = [rule["declare"] for rule in asked["rules"] if "declare" in rule]
    frame = _frame(traces)
    log = _log(traces)
    named = [{**rule, "activities": [asked["named"][one] for one in rule["activities"]]} for rule in asked["pm4py"]]
    work = {
        "declare4py, log in memory": lambda: _by_declare4py(lines, traces),
        "pm4py, data frame in memory": lambda: _conformance(frame, asked["pm4py"]),
        "pm4py, event objects in memory": lambda: _conformance(log, asked["pm4py"]),
        "pm4py, log on disk": lambda: _conformance(pm4py.read_xes(asked["log"]), named),
    }
    return {name: min(_cpu(one) for _ in range(asked["repeat"])) for name, one in work.items()}


def _frame(traces: list[list[Event]]) -> Any:
    """The log as a table, a row an event, as that library hands it about."""
    import pandas

    moment = pandas.Timestamp("2026-01-01", tz="UTC")
    rows = [
        {"case:concept:name": str(run), "concept:name": name, "time:timestamp": moment + pandas.Timedelta(minutes=at)}
        for run, trace in enumerate(traces)
        for at, (name, _) in enumerate(trace)
    ]
    return pandas.DataFrame(rows)


def _cpu(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
