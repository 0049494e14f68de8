"""where: CEL expressions in a rubric, over the record at the end, over acts, and what lost evidence does to them."""

import pytest

from scenarios import expressions
from scenarios.expressions import engine
from tests.grader.rubrics import found, outcome
from tests.grader.story import Story

needs_cel = pytest.mark.skipif(not expressions.installed(), reason="the extra cel is not installed")
pytestmark = needs_cel

TWO = (
    "check: ends_with, record: $dossier, has: {state: submitted}, "
    "where: 'record.supplements * 2 == record.asked.size()'"
)
SUM = "check: ends_with, record: $dossier, where: 'sum(records.dossier.map(d, d.supplements)) == 2'"


def test_an_expression_must_hold_beside_the_properties():
    assert outcome(TWO, Story().ask()) == "met"
    assert outcome(TWO, Story().ask("cccd")) == "missed"
    assert outcome(TWO, Story().ask().accept()) == "missed"


def test_its_title_is_what_the_trainee_reads():
    titled = TWO.replace("where: '", "where: {title: hai giấy mỗi lần, holds: '") + "}"
    told = found(titled, Story().ask("cccd"))
    assert (told.seen, told.expected) == ("“hai giấy mỗi lần” không đúng", "“hai giấy mỗi lần”")
    assert told.evidence


def test_sums_over_all_records_of_a_kind():
    assert outcome(SUM, Story().ask().ask()) == "met"
    assert outcome(SUM, Story().ask()) == "missed"
    more = Story().ask().act("x", "onestop.receive", ("dossier", "other", {"supplements": 1}))
    assert outcome(SUM, more) == "met"
    assert outcome(SUM, more.act("x", "onestop.receive", ("dossier", "other", None))) == "missed"


def test_names_of_the_scenario_stand_without_their_dollar():
    named = "check: ends_with, record: $dossier, where: 'record.submitter == mother && certificate == \"doc1\"'"
    assert outcome(named, Story().draft()) == "met"
    assert outcome(named, Story()) == "missed"
    assert outcome(named, Story().draft().draft("doc2")) == "undecided"
    assert outcome(named, Story().draft(), names={}) == "undecided"


def test_acts_may_be_told_by_an_expression():
    two = 'params.missing.size() == 2 && actor == "mot_cua"'
    act = f"check: happened, what: {{does: onestop.request_supplement, where: '{two}'}}"
    assert outcome(act, Story().ask()) == "met"
    assert outcome(act, Story().ask("cccd")) == "missed"
    assert outcome(act, Story().ask(who="van_thu")) == "missed"


def test_lost_evidence_leaves_it_open():
    assert outcome(TWO, Story().ask(), doubted=frozenset({1})) == "undecided"
    assert outcome(SUM, Story().ask().ask(), doubted=frozenset({1})) == "undecided"
    assert outcome(TWO, Story().ask(), vocabulary={}) == "undecided"


def test_a_value_that_is_not_there_or_a_loop_over_real_records_is_open_and_never_points():
    missing = "check: ends_with, record: $certificate, where: 'record.fields.nobody == \"x\"'"
    told = found(missing, Story().draft())
    assert (told.outcome, told.points, told.high) == ("undecided", 0, 1)
    each = 'records.document.all(a, records.document.all(b, a.id != b.id + "z"))'
    loop = f"check: ends_with, record: $dossier, where: '{each}'"
    story = Story()
    story.start["document"] = {f"d{n}": {"id": f"d{n}"} for n in range(400)}
    assert outcome(loop, story) == "undecided"


def test_without_the_extra_an_old_record_is_graded_with_the_finding_open(monkeypatch):
    monkeypatch.setattr(engine, "installed", lambda: False)
    engine._told.cache_clear()
    assert outcome(TWO, Story().ask()) == "undecided"
    engine._told.cache_clear()
