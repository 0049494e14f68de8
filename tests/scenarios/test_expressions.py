"""CEL expressions: typed when loaded, budgeted, evaluated in a process of their own that may be lost at any time."""

import os
import time

import pytest

from sandbox.app import declare_office
from sandbox.world.action import office
from sandbox.world.vocabulary import vocabulary
from scenarios import ScenarioError, check, expressions, library, loads, must_fit
from scenarios.expressions import engine
from scenarios.expressions.types import names_in, signature, variables
from tests.grader.story import VOCABULARY
from tests.scenarios.test_load import TEXT

needs_cel = pytest.mark.skipif(not expressions.installed(), reason="the extra cel is not installed")
SIXTY = "[" + ",".join(map(str, range(60))) + "]"
LOOP = f"{SIXTY}.map(a, {SIXTY}.map(b, {SIXTY}.map(c, a * b * c))).size() > 0"


def with_where(where: str) -> str:
    one = f"{{id: w, title: t, points: 1, missed: m, check: ends_with, record: $dossier, where: {where!r}}}"
    return TEXT.replace("criteria:\n", f"criteria:\n  - {one}\n")


def told(where: str) -> list[str]:
    text = with_where(where)
    problems = check(loads(text.encode()), VOCABULARY)
    line = 1 + text[: text.index("{id: w,")].count("\n")
    assert all(one.line == line for one in problems), (problems, line)
    return [one.message for one in problems]


@needs_cel
@pytest.mark.parametrize(
    "where",
    [
        "record.supplements == 1", "record.asked.size() > 0", "record.officer == null", "record.officer == mother",
        "records.document.map(d, d.number).size() == 1", "sum(records.dossier.map(d, d.supplements)) == 1",
        "record.state.startsWith('sub') && record.owner_name == mother.full_name",
        "certificate == 'x' || certificate.form == 'y'",
    ],
)  # fmt: skip
def test_an_expression_over_what_there_is_may_stand_in_a_rubric(where):
    assert told(where) == []


@needs_cel
@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("record.supplement == 1", "undeclared reference to 'record.supplement'"),
        ("record.supplements == 'one'", "no matching overload"),
        ("record.supplements", "the value is INT, not BOOL"),
        ("record.asked", "not BOOL"),
        ("record.supplements ==", "Syntax error"),
        ("records.dosier.size() == 1", "undeclared reference"),
        ("nobody.name == 'x'", "undeclared reference"),
        ("__import__('os').system('x') == 0", "undeclared reference"),
        (LOOP, "budget exceeded"),
        ("+".join(["1"] * 300) + " == 300", "recursion"),
        ("(" * 60 + "true" + ")" * 60, "recursion"),
    ],
)
def test_what_can_never_work_is_refused_with_its_line(where, why):
    assert any(why.casefold() in one.casefold() for one in told(where)), told(where)


def test_an_endless_text_is_refused():
    with pytest.raises(ScenarioError, match="dài quá"):
        loads(with_where("true || " * 200 + "true").encode())


def test_without_the_extra_the_scenario_is_refused_and_says_what_to_install(monkeypatch):
    monkeypatch.setattr(engine.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ScenarioError, match=r"chưa cài phần cel; hãy cài thao-truong-so\[cel\]"):
        must_fit(loads(with_where("record.supplements == 1").encode()), VOCABULARY)


@pytest.mark.parametrize("scenario", library().values(), ids=lambda one: one.id)
def test_the_library_does_without_the_extra(monkeypatch, scenario):
    declare_office()
    words = vocabulary(office)
    monkeypatch.setattr(engine.importlib.util, "find_spec", lambda name: None)
    must_fit(scenario, words)


@needs_cel
def test_patterns_may_have_one_too_with_the_parameters_of_their_act():
    never = "{id: n, title: t, points: 1, check: never, needs: returned, missed: m, what: %s}"
    what = "{does: onestop.transfer, where: %r}"
    for where, right in (("params.to == 'dat'", True), ("params.too == 'dat'", False), ("record.state == ''", False)):
        text = TEXT.replace("criteria:\n", f"criteria:\n  - {never % (what % where)}\n")
        assert (check(loads(text.encode()), VOCABULARY) == []) is right


INT = {"n": "int", "m": "int", "rows": "list<map<string, dyn>>"}


@needs_cel
def test_unknown_values_leave_it_open_unless_the_rest_decides():
    assert expressions.evaluate("n > 1 || m > 1", INT, {"n": 2})
    assert not expressions.evaluate("n > 1 && m > 1", INT, {"n": 1})
    with pytest.raises(expressions.Cannot) as cannot:
        expressions.evaluate("n > 1 && m > 1", INT, {"n": 2})
    assert not cannot.value.hopeless


@needs_cel
def test_sums_are_of_whole_numbers_only():
    rows = [{"a": 2, "b": "x"}, {"a": 3, "b": "y"}]
    assert expressions.evaluate("sum(rows.map(r, r.a)) == 5", INT, {"rows": rows})
    assert expressions.evaluate("sum(rows.map(r, r.zz)) == 0 || true", INT, {"rows": []})
    with pytest.raises(expressions.Cannot):
        expressions.evaluate("sum(rows.map(r, r.b)) == 5", INT, {"rows": rows})


@needs_cel
def test_an_explosion_over_real_data_is_cut_short_and_the_next_question_answered():
    began = time.monotonic()
    with pytest.raises(expressions.Cannot):
        expressions.evaluate("rows.map(p, p.n).size() == 1", INT, {"rows": [{"n": n} for n in range(20_000)]})
    with pytest.raises(expressions.Cannot):
        expressions.evaluate("rows.all(a, rows.all(b, a.n < b.n + 500))", INT, {"rows": [{"n": n} for n in range(500)]})
    assert expressions.evaluate("n == 7", INT, {"n": 7})
    assert time.monotonic() - began < 3 * engine.DEADLINE


@needs_cel
def test_a_worker_that_is_silent_or_gone_is_put_away_and_another_started(monkeypatch, tmp_path):
    process = engine._Process()
    assert process.ask(ASKED) == {"value": True}
    process._worker.kill()
    process._worker.wait()
    assert process.ask(ASKED) == {"value": True}
    silent = tmp_path / "silent.py"
    silent.write_text("import sys, json\nprint(json.dumps({'ready': 1}), flush=True)\nsys.stdin.read()\n")
    monkeypatch.setattr(engine, "WORKER", silent)
    monkeypatch.setattr(engine, "DEADLINE", 0.3)
    process.stop()
    assert "too long" in process.ask(ASKED)["fault"]
    assert process._worker is None
    monkeypatch.setattr(engine, "WORKER", tmp_path / "missing.py")
    assert "fault" in process.ask(ASKED)
    process.stop()


ASKED = '{"expression": "1 == 1", "types": {}, "data": {}}'


@needs_cel
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_that_was_forked_off_has_a_worker_of_its_own(monkeypatch):
    assert expressions.evaluate("n == 8", INT, {"n": 8})
    mine = engine._process()
    monkeypatch.setattr(engine.os, "getpid", lambda: -1)
    assert engine._process() is not mine
    engine._process().stop()
    monkeypatch.undo()
    engine._held[:] = [mine]


def test_names_are_found_outside_texts_and_calls():
    told = "record.a.startsWith('mother.x') && mother.full_name == \"record.b\" || size(records.pay) > 1"
    assert set(names_in(told)) == {"record.a", "mother.full_name", "records.pay"}


def test_only_what_is_used_is_declared():
    made = variables("record.supplements > 1 && mother.sex == 'x'", VOCABULARY, {"mother"}, kind="dossier")
    assert made == {"record.supplements": "int", "mother.sex": "dyn"}
    assert variables("record.id == actor", VOCABULARY, {"record"}, action="onestop.receive") == {"actor": "string"}


@pytest.mark.parametrize(
    ("spec", "written"),
    [
        ({"type": "integer"}, "int"), ({"type": "bool"}, "bool"), ({"type": "date"}, "string"),
        ({"type": "any"}, "dyn"), ({"type": "text"}, "string"),
        ({"type": "text", "optional": True}, "dyn"), ({"type": "list", "item": {"type": "text"}}, "list<string>"),
        ({"type": "rows"}, "list<map<string, dyn>>"), ({"type": "map"}, "map<string, dyn>"),
    ],
)  # fmt: skip
def test_declared_types_in_the_words_of_cel(spec, written):
    assert signature(spec) == written
