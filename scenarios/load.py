"""Reading scenarios: from a file, and the library that ships with the software."""

from __future__ import annotations

import difflib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from scenarios import model, questions, rubric
from scenarios.errors import Problem, ScenarioError
from scenarios.model import Scenario
from scenarios.source import MOST_BYTES, Source, read

LIBRARY = Path(__file__).parent / "library"


def load(path: Path | str) -> Scenario:
    """The scenario of a file, or of the folder that holds `scenario.yaml`. Raises ScenarioError, OSError."""
    path = Path(path)
    if path.is_dir():
        path = path / "scenario.yaml"
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)  # what is larger is refused, whatever lies behind the name
    return loads(content, path.name if path.name != "scenario.yaml" else f"{path.parent.name}/{path.name}")


@lru_cache(maxsize=64)
def loads(content: bytes, file: str = "scenario.yaml") -> Scenario:
    """The scenario that these bytes write; `file` is only named in errors. Raises ScenarioError with all problems."""
    source = read(content, file)
    try:
        scenario = Scenario.model_validate(source.tree)
    except ValidationError as refused:
        problems = [_problem(source, error) for error in refused.errors(include_url=False)]
        raise ScenarioError(file, _unique(problems)) from None
    scenario._source = source
    problems = inner_problems(scenario)
    if problems:
        raise ScenarioError(file, problems)
    return scenario


def library(folder: Path | str = LIBRARY) -> dict[str, Scenario]:
    """The scenarios of a folder of folders, by id, in order of id. Raises ScenarioError for the first that is wrong."""
    found: dict[str, Scenario] = {}
    for path in sorted(Path(folder).glob("*/scenario.yaml")):
        scenario = load(path)
        if scenario.id != path.parent.name:
            message = f"id “{scenario.id}” phải trùng tên thư mục “{path.parent.name}”"
            raise ScenarioError(f"{path.parent.name}/scenario.yaml", [scenario.problem(("id",), message)])
        found[scenario.id] = scenario
    return dict(sorted(found.items()))


def inner_problems(scenario: Scenario) -> list[Problem]:
    """What is wrong inside the file itself, without knowing the office's vocabulary."""
    from scenarios.names import problems

    return problems(scenario)


_SENTENCES = {
    "missing": "thiếu mục bắt buộc này",
    "string_type": "phải là một giá trị đơn, không phải bảng hay danh sách",
    "dict_type": "phải là một bảng “khóa: giá trị”",
    "model_type": "phải là một bảng “khóa: giá trị”",
    "tuple_type": "phải là một danh sách",
    "string_too_short": "đang để trống",
    "string_too_long": "dài quá; tối đa {max_length} ký tự",
    "string_pattern_mismatch": "“{input}” không đúng mẫu {pattern}",
    "too_short": "cần ít nhất {min_length} mục",
    "literal_error": "“{input}” không hợp lệ; chọn {expected}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "union_tag_invalid": "không có phép kiểm “{tag}”; có: {expected_tags}",
    "union_tag_not_found": "thiếu check: tên phép kiểm",
}


def _problem(source: Source, error: Any) -> Problem:
    path = tuple(part for part in error["loc"])
    kept = _within(source, path)
    return source.problem(kept, _sentence(error))


def _within(source: Source, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """The path without pydantic's own words for the members of a union; a missing key stays at its end."""
    here: tuple[Any, ...] = ()
    for part in path:
        if (*here, part) in source.lines:
            here = (*here, part)
    last = path[-1] if path else ""
    known = isinstance(last, str) and last in _keys()
    return (*here, last) if known and (not here or here[-1] != last) else here


def _sentence(error: Any) -> str:
    kind, context = error["type"], dict(error.get("ctx") or {})
    if kind == "scenario":
        return str(context["message"])
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        near = difflib.get_close_matches(key, _keys(), n=1)
        return f"không có mục “{key}”" + (f"; ý bạn là “{near[0]}”?" if near else "; xem docs/scenarios.md")
    if kind.startswith("union_tag") and context.get("discriminator") != "'check'":
        return "viết không đúng dạng ở đây; xem docs/scenarios.md"
    value = error.get("input")
    words = context | {"input": value if isinstance(value, str) else "giá trị này"}
    if kind in _SENTENCES:
        return _SENTENCES[kind].format_map(words)
    return f"giá trị không hợp lệ ({kind}); xem docs/scenarios.md"


@lru_cache(maxsize=1)
def _keys() -> tuple[str, ...]:
    models = [m for room in (model, rubric, questions) for m in vars(room).values() if _is_model(m)]
    return tuple(sorted({f.alias or n for m in models for n, f in m.model_fields.items()}))


def _is_model(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)


def _unique(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda one: one.line)
