"""The product runs on Linux, Windows and macOS: nothing that only one has, and text always with its encoding."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [path for room in ("sandbox", "scenarios", "seed", "grader") for path in sorted((ROOT / room).rglob("*.py"))]
POSIX_MODULES = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "tty", "posix", "syslog", "crypt"}
POSIX_CALLS = {"fork", "getuid", "geteuid", "setuid", "getpgid", "killpg", "mkfifo", "chown", "statvfs", "uname"}
TEXT_CALLS = {"read_text", "write_text"}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tried(tree: ast.Module) -> set[int]:
    """Imports that may fail: those right inside `try … except ImportError`."""
    tries = [node for node in ast.walk(tree) if isinstance(node, ast.Try)]
    asked = [one for one in tries if any("ImportError" in ast.dump(handler) for handler in one.handlers)]
    return {id(node) for one in asked for node in one.body}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_module_and_no_call_that_only_posix_has(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    may_fail = tried(tree)
    nodes = [node for node in ast.walk(tree) if id(node) not in may_fail]
    imports = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imports |= {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    assert not imports & POSIX_MODULES
    used = {
        node.func.attr
        for node in calls(path)
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "os"
    }
    assert not used & POSIX_CALLS


@pytest.mark.parametrize("path", FILES, ids=named)
def test_text_files_name_their_encoding(path):
    """Windows would otherwise read Vietnamese in its own code page."""
    for call in calls(path):
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in TEXT_CALLS:
            continue
        most = 0 if call.func.attr == "read_text" else 1
        given = any(word.arg == "encoding" for word in call.keywords) or len(call.args) > most
        assert given, f"{named(path)}:{call.lineno}: say encoding="


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
