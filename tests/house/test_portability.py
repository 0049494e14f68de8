"""The product runs on Linux, Windows and macOS: nothing that only one has, and text always with its encoding."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [path for room in ("sandbox", "scenarios", "seed", "grader") for path in sorted((ROOT / room).rglob("*.py"))]
POSIX_MODULES = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "tty", "posix", "syslog", "crypt"}
POSIX_CALLS = {"fork", "getuid", "geteuid", "setuid", "getpgid", "killpg", "mkfifo", "chown", "statvfs", "uname"}
TEXT_CALLS = {"read_text", "write_text"}


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tried(tree: ast.Module) -> set[int]:
    """Imports that may fail: those right inside `try … except ImportError`."""
    tries = [node for node in ast.walk(tree) if isinstance(node, ast.Try)]
    asked = [one for one in tries if any("ImportError" in ast.dump(handler) for handler in one.handlers)]
    return {id(node) for one in asked for node in one.body}


def only_posix(tree: ast.Module) -> set[str]:
    """Modules that it cannot do without, and functions of `os`, which only POSIX has."""
    may_fail = tried(tree)
    nodes = [node for node in ast.walk(tree) if id(node) not in may_fail]
    imports = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imports |= {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    used = {
        node.func.attr
        for node in calls(tree)
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "os"
    }
    return imports & POSIX_MODULES | used & POSIX_CALLS


def names_no_encoding(call: ast.Call) -> bool:
    """Whether it reads or writes text in whatever code page the machine has."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if any(word.arg == "encoding" for word in call.keywords):
        return False
    if name in TEXT_CALLS:
        return len(call.args) <= (0 if name == "read_text" else 1)
    modes = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return name == "open" and any(re.fullmatch("[rwxa][t+]*", mode) for mode in modes)


def test_no_module_and_no_call_that_only_posix_has():
    assert not {named(path): found for path, tree in TREES.items() if (found := only_posix(tree))}


def test_text_files_name_their_encoding():
    """Windows would otherwise read Vietnamese in its own code page."""
    wrong = [
        f"{named(path)}:{one.lineno}" for path, tree in TREES.items() for one in calls(tree) if names_no_encoding(one)
    ]
    assert not wrong, "say encoding="


@pytest.mark.parametrize(
    ("line", "posix", "text"),
    [
        ("import fcntl", True, False),
        ("try:\n    import fcntl\nexcept ImportError:\n    fcntl = None", False, False),
        ("os.fork()", True, False),
        ("path.read_text()", False, True),
        ("path.read_text('utf-8')", False, False),
        ("path.write_text(told)", False, True),
        ("path.write_text(told, encoding='utf-8')", False, False),
        ("path.open('w')", False, True),
        ("open(path, 'r')", False, True),
        ("open(path, 'rb')", False, False),
    ],
)
def test_what_is_not_portable_would_be_found(line, posix, text):
    tree = ast.parse(line)
    assert bool(only_posix(tree)) is posix
    assert any(map(names_no_encoding, calls(tree))) is text


def test_no_file_name_that_windows_cannot_hold():
    names = [path for room in ("sandbox", "scenarios", "seed", "grader", "docs") for path in (ROOT / room).rglob("*")]
    bad = [named(path) for path in names if set(path.name) & set('<>:"|?*') or path.name.endswith((" ", "."))]
    reserved = {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert not bad
    assert not [named(path) for path in names if path.stem.lower() in reserved]


def test_no_two_files_differ_only_in_case():
    names = [
        named(path).casefold()
        for room in ("sandbox", "scenarios", "seed", "grader")
        for path in (ROOT / room).rglob("*")
    ]
    assert len(names) == len(set(names))
