"""Which rubric a score is of: pages never hide that scores of several versions stand side by side."""

from __future__ import annotations

from sandbox.runs.runs import runs


def is_old_rubric(scenario_id: str, digest: str) -> bool:
    """Whether the library holds another rubric for this scenario by now."""
    newest = runs().grounds.scenarios.get(scenario_id)
    return newest is not None and bool(digest) and newest.digest != digest
