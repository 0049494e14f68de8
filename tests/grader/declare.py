"""Random traces and rules of order for the comparison with other people's Declare software.

`python -m tests.grader.declare questions` prints what `tools/declare_peer.py` is asked; `… keep < answers.json` puts
its answers beside the tests. Everything but the answers follows from the seed.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

SEED = 20260401
COUNT = 10_000
LONGEST = 12
KEPT = Path(__file__).parent / "data" / "declare_agreed.json.gz"
A, B, C = "{does: eoffice.submit}", "{does: signing.sign_person}", "{does: signing.sign_org}"
A1, B1 = "{does: eoffice.submit, about: {document: '1'}}", "{does: signing.sign_person, about: {document: '1'}}"
SAME = " or ".join(f"(A.x is {x} and T.x is {x})" for x in "012")  # its own `same x` stops with an error
DOES = {"a": "eoffice.submit", "b": "signing.sign_person", "c": "signing.sign_org", "d": "clock.wait"}

# A rule of ours → the same in Declare with data conditions on activation, target and both; Declare4Py counts a trace
# that does not activate the constraint as a violation, which is what an order rule of ours does.
RULES: dict[str, dict[str, Any]] = {
    f"{{first: {A}, then: {B}}}": {"declare": "Precedence[a, b] | | |"},
    f"{{first: {B}, then: {A}}}": {"declare": "Precedence[b, a] | | |"},
    f"{{when: {A}, then_must: {B}}}": {"declare": "Response[a, b] | | |"},
    f"{{when: {A}, never_again: {B}}}": {"declare": "Not Response[a, b] | | |"},
    f"{{what: {A}, at_most: 0}}": {"declare": "Absence1[a] | |"},
    f"{{what: {A}, at_most: 1}}": {"declare": "Absence2[a] | |"},
    f"{{what: {A}, at_most: 3}}": {"declare": "Absence4[a] | |"},
    f"{{what: {A}, exactly: 1}}": {"declare": "Exactly1[a] | |"},
    f"{{what: {A}, exactly: 2}}": {"declare": "Exactly2[a] | |"},
    f"{{what: {A1}, at_most: 1}}": {"declare": "Absence2[a] |A.x is 1 |"},
    f"{{first: {A1}, then: {B}}}": {"declare": "Precedence[a, b] | |T.x is 1 |"},
    f"{{first: {A}, then: {B1}}}": {"declare": "Precedence[a, b] |A.x is 1 | |"},
    f"{{when: {A1}, then_must: {B}}}": {"declare": "Response[a, b] |A.x is 1 | |"},
    f"{{when: {A}, never_again: {B1}}}": {"declare": "Not Response[a, b] | |T.x is 1 |"},
    f"{{first: {A}, then: {B}, per: document}}": {"declare": f"Precedence[a, b] | |{SAME} |"},
    f"{{when: {A}, then_must: {B}, per: document}}": {"declare": f"Response[a, b] | |{SAME} |"},
    f"{{when: {A}, never_again: {B}, per: document}}": {"declare": f"Not Response[a, b] | |{SAME} |"},
    f"{{first: {A}, then: {B}, void_if: {C}}}": {"past": ["a", "b", "c"]},
    f"{{first: {C}, then: {A}, void_if: {B}}}": {"past": ["c", "a", "b"]},
}
# The same in pm4py, which knows no numbers, data or correlation and takes an idle trace for a good one.
BY_PM4PY: dict[str, dict[str, Any]] = {
    f"{{first: {A}, then: {B}}}": {"template": "precedence", "activities": ["a", "b"]},
    f"{{when: {A}, then_must: {B}}}": {"template": "response", "activities": ["a", "b"]},
    f"{{when: {A}, never_again: {B}}}": {"template": "nonsuccession", "activities": ["a", "b"]},
    f"{{what: {A}, at_most: 0}}": {"template": "absence", "activities": ["a"]},
    f"{{what: {A}, exactly: 1}}": {"template": "exactly_one", "activities": ["a"]},
}


def traces(seed: int = SEED, count: int = COUNT) -> list[str]:
    """Different traces; events are one letter and one digit: `a0b1` is a about 0, then b about 1."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choice("aabbcd") + rng.choice("012") for _ in range(rng.randint(0, LONGEST)))] = None
    return list(found)


def questions() -> dict[str, Any]:
    return {"traces": traces(), "rules": list(RULES.values()), "pm4py": list(BY_PM4PY.values())}


def keep(answers: dict[str, Any]) -> None:
    """Write the answers so that the same answers give the same bytes."""
    content = {"seed": SEED, "count": COUNT, **answers}
    KEPT.write_bytes(gzip.compress(json.dumps(content, sort_keys=True).encode(), mtime=0))


def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(KEPT.read_bytes()))
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["questions"]:
        json.dump(questions(), sys.stdout)
    elif sys.argv[1:] == ["keep"]:
        keep(json.load(sys.stdin))
    else:
        sys.exit(__doc__)
