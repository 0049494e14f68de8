"""Open event logs with pm4py, a common process-mining library, and say what it found there.

    python3 -m venv /tmp/peer && /tmp/peer/bin/pip install pm4py
    /tmp/peer/bin/python tools/open_logs.py RUN.ocel.json RUN.sqlite RUN.xes

pm4py is under the AGPL: it lives in an environment of its own, and nothing of this project imports or ships it. Prints
one line of JSON a file; exit status 1 when one cannot be opened.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pm4py


def opened(path: Path) -> dict[str, Any]:
    """What the library counts, and a model that it finds."""
    if path.suffix == ".xes":
        log = pm4py.read_xes(str(path))
        edges, *_ = pm4py.discover_dfg(log)
        net, start, end = pm4py.discover_petri_net_inductive(log)
        fitness = pm4py.fitness_token_based_replay(log, net, start, end)
        return {
            "events": len(log),
            "traces": log["case:concept:name"].nunique(),
            "edges": len(edges),
            "fits": fitness["log_fitness"],
        }
    read = pm4py.read_ocel2_sqlite if path.suffix == ".sqlite" else pm4py.read_ocel2_json
    log = read(str(path))
    graph = pm4py.discover_ocdfg(log)
    types = sorted(pm4py.ocel_get_object_types(log))
    return {
        "events": len(log.events),
        "objects": len(log.objects),
        "relations": len(log.relations),
        "object_relations": len(log.o2o),
        "changes": len(log.object_changes),
        "object_types": types,
        "activities": len(graph["activities"]),
    }


def main() -> int:
    failed = 0
    for path in map(Path, sys.argv[1:]):
        try:
            told = opened(path)
        except Exception as fault:
            told, failed = {"fault": f"{type(fault).__name__}: {fault}"}, 1
        print(json.dumps({"file": path.name, **told}, ensure_ascii=False))
    return failed


if __name__ == "__main__":
    sys.exit(main())
