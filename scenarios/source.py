"""A scenario file as text: read strictly into maps, lists and strings, remembering the line of everything.

Every scalar stays a string until its declaration types it: YAML would make a number of `001201003456`. Aliases, tags,
duplicate keys, further documents and anything too large or too deep are refused before they cost anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events as ev

from scenarios.errors import Problem, ScenarioError
from seed.text import nfc

MOST_BYTES = 1_000_000
MOST_NODES = 20_000
DEEPEST = 20

Path = tuple["str | int", ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """`tree`: maps, lists, strings. `lines`: path → line of its key or item. `digest`: SHA-256 of `text`.

    `text` is in NFC with LF, so that the same words have the same digest however the file was saved.
    """

    file: str
    text: str
    digest: str
    tree: Any
    lines: dict[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """Line of the deepest part of `path` that the file holds; parts that are no keys of it are passed over."""
        here: Path = ()
        for part in path:
            if (*here, part) in self.lines:
                here = (*here, part)
        return self.lines.get(here, 1)

    def problem(self, path: Path, message: str) -> Problem:
        return Problem(".".join(map(str, path)), message, self.line(path))


def read(content: bytes, file: str = "scenario.yaml") -> Source:
    """The file's maps, lists and strings; `ScenarioError` when it is not a strict YAML map."""
    if len(content) > MOST_BYTES:
        raise ScenarioError(file, [Problem("", f"tệp lớn hơn {MOST_BYTES // 1000} KB; hãy chia nhỏ tình huống")])
    try:
        text = nfc(content.decode("utf-8-sig")).replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise ScenarioError(file, [Problem("", "không phải văn bản UTF-8; hãy lưu lại bằng UTF-8", line)]) from None
    tree, lines = _Tree(file).build(text)
    if not isinstance(tree, dict):
        raise ScenarioError(file, [Problem("", "tệp phải là một bảng “khóa: giá trị”", 1)])
    return Source(file, text, hashlib.sha256(text.encode()).hexdigest(), tree, lines)


class _Open:
    """A map or list that is being filled."""

    def __init__(self, path: Path, made: Any):
        self.path, self.made = path, made
        self.key: str | None = None


class _Tree:
    """Builds the tree from the parser's events with its own stack, so that nothing recurses."""

    def __init__(self, file: str):
        self.file = file
        self.lines: dict[Path, int] = {(): 1}
        self.stack: list[_Open] = []
        self.root: Any = None
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> tuple[Any, dict[Path, int]]:
        for event in self._events(text):
            self._refuse(event)
            if isinstance(event, ev.ScalarEvent):
                self._value(event.value, event)
            elif isinstance(event, ev.MappingStartEvent):
                self._open({}, event)
            elif isinstance(event, ev.SequenceStartEvent):
                self._open([], event)
            elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
                self.stack.pop()
        return self.root, self.lines

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            line = mark.line + 1 if mark else 0
            raise self._wrong(f"YAML không đọc được ({wrong.problem}); xem lại thụt lề và dấu hai chấm", line) from None
        except (yaml.YAMLError, ValueError) as wrong:
            words = str(wrong).splitlines()[0]
            raise self._wrong(f"YAML không đọc được ({words}); hãy bỏ ký tự lạ", 0) from None

    def _refuse(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, ev.AliasEvent) or getattr(event, "anchor", None):
            raise self._wrong("không được dùng neo và bí danh (& và *); hãy viết lại giá trị", line)
        if isinstance(event, ev.NodeEvent) and getattr(event, "tag", None):
            raise self._wrong("không được dùng thẻ kiểu (!…); hãy viết giá trị trần", line)
        if isinstance(event, ev.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._wrong("một tệp chỉ chứa một tình huống; hãy bỏ dòng ---", line)

    def _open(self, made: Any, event: Any) -> None:
        path = self._place(made, event)
        if len(self.stack) >= DEEPEST:
            raise self._wrong(f"lồng nhau quá {DEEPEST} lớp; hãy viết phẳng hơn", event.start_mark.line + 1)
        self.stack.append(_Open(path, made))

    def _value(self, value: str, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.made, dict) and top.key is None:
            self._key(top, value, event)
        else:
            self._place(value, event)

    def _key(self, top: _Open, key: str, event: Any) -> None:
        line = event.start_mark.line + 1
        if key in top.made:
            first = self.lines[(*top.path, key)]
            raise self._wrong(f"khóa “{key}” viết hai lần (lần đầu ở dòng {first}); hãy giữ một", line)
        top.key = key
        self.lines[(*top.path, key)] = line

    def _place(self, value: Any, event: Any) -> Path:
        line = event.start_mark.line + 1
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self._wrong(f"nhiều hơn {MOST_NODES} giá trị; hãy chia nhỏ tình huống", line)
        if not self.stack:
            self.root = value
            return ()
        top = self.stack[-1]
        if isinstance(top.made, list):
            path: Path = (*top.path, len(top.made))
            self.lines[path] = line
            top.made.append(value)
            return path
        if top.key is None:
            raise self._wrong("khóa phải là một từ, không phải bảng hay danh sách", line)
        path = (*top.path, top.key)
        top.made[top.key], top.key = value, None
        return path

    def _wrong(self, message: str, line: int) -> ScenarioError:
        return ScenarioError(self.file, [Problem("", message, line)])
