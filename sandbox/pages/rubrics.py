"""Which rubric a score is of: pages never hide that scores of several versions stand side by side."""

from __future__ import annotations

from sandbox.runs.runs import runs


def is_old_rubric(scenario_id: str, digest: str) -> bool:
    """Whether the library's rubric for this scenario could give another score by now; other words are none."""
    newest = runs().grounds.scenarios.get(scenario_id)
    return newest is not None and bool(digest) and not runs().versions.score_alike(digest, newest)
