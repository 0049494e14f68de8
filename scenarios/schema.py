"""The scenario format as JSON Schema, for editors; the committed copy is `scenario.schema.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scenarios.model import Scenario

COPY = Path(__file__).parent / "scenario.schema.json"


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a scenario file."""
    made = Scenario.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "Tình huống"}


def written() -> str:
    """The schema as the committed copy holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
