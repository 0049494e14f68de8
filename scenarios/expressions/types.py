"""Types of an expression's variables, from the declarations of the office's vocabulary."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

Spec = Mapping[str, Any]
DYN, STRING = "dyn", "string"
ROW = "map<string, dyn>"
_SIMPLE = {"integer": "int", "bool": "bool", "any": DYN}
_STRINGS = re.compile(r"""[rR]?("([^"\\]|\\.)*"|'([^'\\]|\\.)*')""")
_NAMES = re.compile(r"(?<![\w.])[a-z_][A-Za-z0-9_]*\b(?!\s*\()(?:\s*\.\s*[a-z_][A-Za-z0-9_]*\b(?!\s*\())*")


def signature(spec: Spec) -> str:
    """The CEL type of a declared field or parameter; optional ones may also be null."""
    kind = spec.get("type", "any")
    if spec.get("optional") or spec.get("required") is False:
        return DYN
    if kind == "list":
        return f"list<{signature(spec.get('item') or {})}>"
    if kind == "rows":
        return f"list<{ROW}>"
    return ROW if kind in ("row", "map") else _SIMPLE.get(kind, STRING)


def names_in(expression: str) -> Iterator[str]:
    """Dotted names that the expression uses, outside its texts: `record.amount`, `mother.birth_date`."""
    for match in _NAMES.finditer(_STRINGS.sub("''", expression)):
        yield re.sub(r"\s", "", match[0])


def variables(
    expression: str, vocabulary: Mapping[str, Any], roots: Container[str], kind: str = "", action: str = ""
) -> dict[str, str]:
    """The variables that the expression may and does use, with their types.

    `record.<field>` of a record of `kind`; `params.<name>`, `actor`, `at` of an act of `action`; `records.<kind>`: all
    records of that kind; and the scenario's own names, `roots`, without the `$`.
    """
    kinds: Mapping[str, Any] = vocabulary.get("records", {})
    fields = kinds.get(kind, {}).get("fields", {})
    params = vocabulary.get("actions", {}).get(action, {}).get("params", {})
    known = {f"record.{name}": signature(spec) for name, spec in fields.items()}
    known |= {f"params.{name}": signature(spec) for name, spec in params.items()}
    known |= {"actor": STRING, "at": STRING} if action else {}
    known |= {f"records.{name}": f"list<{ROW}>" for name in kinds}
    used = set(names_in(expression))
    found = {name: one for name, one in known.items() if any(_within(told, name) for told in used)}
    return found | {name: DYN for name in used if name.partition(".")[0] in roots and not _reserved(name)}


def _within(name: str, variable: str) -> bool:
    return name == variable or name.startswith(f"{variable}.")


def _reserved(name: str) -> bool:
    return name.partition(".")[0] in ("record", "records", "params", "actor", "at")
