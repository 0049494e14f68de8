"""A draft as the text of a scenario file: the start as the source tells it, the rest new, with questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from scenarios.source import read

KEPT = ("pass_mark", "now", "plays", "pins", "people", "values", "files", "records", "words", "questions")
_KEY = re.compile(r"^([a-z_]+):", re.M)


def sections(text: str) -> dict[str, str]:
    """The top-level parts of a scenario file as they stand, by key."""
    found = list(_KEY.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return {one[1]: text[one.start() : end].rstrip() for one, end in zip(found, ends, strict=True)}


def plain(text: str) -> dict[str, Any]:
    """The file as maps, lists and texts, nothing typed."""
    found: dict[str, Any] = read(text.encode()).tree
    return found


def todo(questions: Iterable[str], indent: str = "") -> str:
    """Comments with what the author has to decide."""
    return "".join(f"{indent}# TODO(author): {one}\n" for one in questions)


class _Dumper(yaml.SafeDumper):
    """Texts of several lines are written as they are read."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def dumped(value: Any) -> str:
    """YAML whose inner maps and lists stand in one line where they are short."""
    told = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    return str(told)


def page(
    head: Mapping[str, Any],
    source: str,
    new: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]],
    questions: Mapping[str, Sequence[str]],
) -> str:
    """The whole file. `head`, `new`: key → value; `questions`: of criterion ids and keys, "" for the whole."""
    kept = sections(source)
    parts = [todo(questions.get("", ())), dumped(dict(head))]
    parts += [todo(questions.get(key, ())) + f"{kept[key]}\n" for key in KEPT if key in kept]
    parts += [todo(questions.get(key, ())) + dumped({key: value}) for key, value in new.items() if value]
    parts.append("criteria:\n")
    parts += [todo(questions.get(one["id"], ()), "  ") + _item(one) for one in criteria]
    return "\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def _item(one: Mapping[str, Any]) -> str:
    """One criterion as an item of the list."""
    return "".join(f"  {line}\n" for line in dumped([dict(one)]).splitlines())
