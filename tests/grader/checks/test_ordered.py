"""ordered: rules of order over finite traces."""

import pytest

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story, solved

ORDERS = {
    "{first: ask, then: accept}": [
        ("ask accept", "met"), ("accept", "missed"), ("ask", "missed"), ("", "missed"), ("accept ask", "missed"),
        ("ask accept accept", "met"), ("accept ask accept", "missed"),
    ],
    "{first: ask, then: accept, void_if: transfer}": [
        ("ask accept", "met"), ("ask transfer accept", "missed"), ("ask transfer ask accept", "met"),
        ("ask accept transfer", "met"), ("transfer ask accept", "met"), ("transfer accept", "missed"),
    ],
    "{when: ask, then_must: accept}": [
        ("ask accept", "met"), ("ask", "missed"), ("accept", "missed"), ("ask accept ask", "missed"),
        ("ask ask accept", "met"),
    ],
    "{when: ask, never_again: accept}": [
        ("ask", "met"), ("accept ask", "met"), ("ask accept", "missed"), ("", "missed"), ("accept", "missed"),
    ],
    "{what: ask, at_most: 1}": [("ask", "met"), ("ask ask", "missed"), ("accept", "blocked")],
    "{what: ask, exactly: 2}": [("ask", "missed"), ("ask ask", "met"), ("ask ask ask", "missed")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "acts", "expected"), [(rule, *case) for rule, cases in ORDERS.items() for case in cases]
)
def test_order_rules_over_finite_traces(rule, acts, expected):
    story = Story()
    for name in acts.split():
        getattr(story, name)()
    criterion = f"check: ordered, rules: [{rule.replace('transfer', 'pass')}]"
    assert outcome(criterion + (", needs: base" if "at_most" in rule else ""), story) == expected


def test_refused_acts_do_not_put_an_order_right():
    story = Story().act("mot_cua", "onestop.request_supplement", dossier=Story().dossier, refused=True).accept()
    assert outcome("check: ordered, rules: [{first: ask, then: accept}]", story) == "missed"


def test_an_order_names_the_act_that_came_too_early():
    told = found("check: ordered, rules: [{first: look, then: verify}]", Story().ask().verify().look())
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [2])
    assert "“onestop.verify” khi chưa có" in told.seen or "“verify” khi chưa có" in told.seen


PER = "check: ordered, rules: [{first: {does: eoffice.submit}, then: {does: signing.sign_person}, per: document}]"


def test_per_tells_cases_apart():
    story = solved(upto="submit").draft("doc2")
    assert outcome(PER, story) == "missed"
    assert outcome(PER, story.submit("doc1").sign("doc1").submit("doc2")) == "met"
    assert outcome(PER, story.sign("doc2")) == "met"
    assert outcome(PER, solved(upto="submit").draft("doc2").submit("doc1").sign("doc2")) == "missed"
