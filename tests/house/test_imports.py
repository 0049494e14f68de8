"""Who may import whom: the table of docs/architecture.md, enforced. When a test fails, move the code, not the wall."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("seed", "scenarios", "grader", "sandbox")
WEB = {"flask", "flask_sqlalchemy", "flask_wtf", "flask_babel", "flask_migrate", "werkzeug", "jinja2", "markupsafe"}
STORE = {"sqlalchemy", "alembic", "flask_sqlalchemy", "flask_migrate", "psycopg", "sqlite3"}
NETWORK = {"socket", "ssl", "http", "urllib", "requests", "aiohttp", "smtplib"}
CHANCE_AND_CLOCK = {"random", "secrets", "time"}

PLAN = ROOT / "docs" / "architecture.md"
ABOVE = "all rooms above"

# Room → libraries it must do without.
MUST_NOT = {
    "seed": WEB | STORE | NETWORK,
    "scenarios": WEB | STORE | NETWORK,
    "grader": WEB | STORE | NETWORK | CHANCE_AND_CLOCK,
    "sandbox.world": WEB | STORE | NETWORK | CHANCE_AND_CLOCK,
    "sandbox.makers": WEB | STORE | NETWORK,
    "sandbox.proving": WEB | STORE | NETWORK | CHANCE_AND_CLOCK,
}
ONLY_VIEWS_USE_THE_WEB = "sandbox.services"


def modules() -> list[tuple[str, Path]]:
    return [(name(path), path) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imported(path: Path) -> set[str]:
    """Modules that a file imports at run time; imports for type checkers only do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.update({node.module} | {f"{node.module}.{alias.name}" for alias in node.names})
    return found


def plan(text: str) -> dict[str, tuple[str, ...]]:
    """Room → what of this house it may import besides itself, from the table of rooms."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        cells = [one.strip() for one in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`"):
            allowed = tuple(found) if cells[2] == ABOVE else tuple(map(_full, re.findall(r"`([^`]+)`", cells[2])))
            found |= dict.fromkeys((_module(one) for one in re.findall(r"`([^`]+)`", cells[0])), allowed)
    return found


def _full(name: str) -> str:
    return name if name.split(".")[0] in ROOMS else f"sandbox.{name}"


def _module(path: str) -> str:
    return path.removesuffix("/").removesuffix("/X").removesuffix(".py").replace("/", ".")


MODULES = modules()
NAMES = {module for module, _ in MODULES}
PACKAGES = {"sandbox", "seed"}  # `from sandbox import x` names the package as well as x
MAY_IMPORT = plan(PLAN.read_text(encoding="utf-8"))


def room_of(module: str) -> str | None:
    fitting = [room for room in MAY_IMPORT if module == room or module.startswith(room + ".")]
    return max(fitting, key=len, default=None)


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def test_a_room_imports_only_what_the_plan_allows():
    wrong = {}
    for module, path in MODULES:
        room = room_of(module)
        ours = {one for one in imported(path) & NAMES if room and not within(one, room)} - PACKAGES
        if far := {one for one in ours if not any(within(one, ok) for ok in MAY_IMPORT[room])}:
            wrong[module] = sorted(far)
    assert not wrong, "the table of rooms does not allow these imports"


def test_a_room_does_without_the_libraries_it_must_not_know():
    wrong = {}
    for module, path in MODULES:
        room = next((room for room in sorted(MUST_NOT, key=len, reverse=True) if within(module, room)), None)
        if room and (known := {one for one in imported(path) if one.split(".")[0] in MUST_NOT[room]}):
            wrong[module] = sorted(known)
    assert not wrong, "these rooms must do without these libraries"


def test_only_the_views_of_a_service_know_the_web():
    wrong = {}
    for module, path in MODULES:
        if within(module, ONLY_VIEWS_USE_THE_WEB) and "views" not in module.split("."):
            far = {one for one in imported(path) if one.split(".")[0] in WEB | STORE or within(one, "sandbox.ui")}
            wrong |= {module: sorted(far)} if far else {}
    assert not wrong, "only views.py may"


def test_a_service_reads_another_only_through_its_queries():
    wrong = {}
    for module, path in MODULES:
        parts = module.split(".")
        if within(module, "sandbox.services") and len(parts) > 2:
            others = [one.split(".") for one in imported(path) if within(one, "sandbox.services")]
            far = [".".join(o) for o in others if len(o) > 3 and o[2] != parts[2] and o[3] != "queries"]
            wrong |= {module: far} if far else {}
    assert not wrong, "read another service through its queries.py, change it by perform"


def test_every_module_has_its_room_and_every_room_is_there():
    """A new or renamed room must not slip out of the rules."""
    homeless = {one for one in NAMES if room_of(one) is None and not within(one, "sandbox.migrations")}
    assert homeless == {"sandbox"}, "in no row of the table of rooms"
    assert not set(MAY_IMPORT) - NAMES, "no such room"


def test_the_plan_is_read_as_it_is_written():
    told = plan("| room | is | may |\n| `seed/` | a | – |\n| `sandbox/a/`, `sandbox/b.py` | b | `seed.text`; `c` |")
    assert told == {"seed": (), "sandbox.a": ("seed.text", "sandbox.c"), "sandbox.b": ("seed.text", "sandbox.c")}
    assert plan("| `seed/` | a | – |\n| `sandbox/x/` | x | all rooms above |")["sandbox.x"] == ("seed",)


def test_the_house_imports_in_one_direction():
    graph = {module: _edges(imported(path) & NAMES - {module}) for module, path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("modules import each other in a circle: " + " → ".join(error.args[1]))


def _edges(found: set[str]) -> set[str]:
    """`from room import part` names the room too: only the part counts where both are modules."""
    return {one for one in found if not any(other.startswith(one + ".") for other in found)}
