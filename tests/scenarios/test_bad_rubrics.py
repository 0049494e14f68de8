"""A rubric that refers to nothing, runs in a circle or rewards doing nothing is refused with file and line."""

import pytest

from scenarios import ScenarioError, loads, must_fit
from tests.grader.story import VOCABULARY
from tests.scenarios.test_load import TEXT

HEAD = TEXT.partition("criteria:\n")[0].partition("mistakes:\n")[0]
BASE = "{id: base, title: t, points: 1, missed: m, check: happened, what: ask}"
LINE = HEAD.count("\n") + 3


def refused(criterion: str, *more: str) -> list[str]:
    """What is said about the criterion `c`, which stands on line `LINE`."""
    rows = (BASE, f"{{id: c, title: t, points: 1, missed: m, {criterion}}}", *more)
    text = HEAD + "criteria:\n" + "".join(f"  - {row}\n" for row in rows)
    with pytest.raises(ScenarioError) as caught:
        must_fit(loads(text.encode(), "birth/scenario.yaml"), VOCABULARY)
    assert str(caught.value).startswith("birth/scenario.yaml")
    assert all(one.line >= LINE for one in caught.value.problems), caught.value.problems
    return [one.message for one in caught.value.problems if one.line == LINE]


def other(criterion: str, id: str = "d") -> str:
    return f"{{id: {id}, title: t, points: 1, missed: m, {criterion}}}"


NOWHERE = [
    ("check: happened, what: aks", "không có bước “aks” trong steps"),
    ("check: never, needs: base, what: [ask, nothing]", "không có bước “nothing” trong steps"),
    ("check: ordered, rules: [{first: ask, then: acept}]", "không có bước “acept”"),
    ("check: in_time, what: accept, since: aks, within: 1 working day", "không có bước “aks”"),
    ("check: in_time, what: accept, since: $dosier.due, within: 1 working day", "chưa khai báo tên “dosier”"),
    ("check: in_time, what: accept, by: $dossier.deu", "“dossier” không có trường “deu”; ý bạn là “due”?"),
    ("check: ends_with, record: $dosier, has: {state: accepted}", "chưa khai báo tên “dosier”"),
    ("check: ends_with, record: $number, has: {state: accepted}", "không phải một bản ghi"),
    ("check: ends_with, record: $dossier, has: {stat: accepted}", "không có trường “stat”"),
    ("check: ends_with, record: $dossier, has: {owner_name: $certificate.feilds}", "không có trường “feilds”"),
    ("check: ends_with, record: $dossier, has: {owner_name: '${dossier.owner}'}", "không có trường “owner”"),
    ("check: ends_with, record: $dossier, any_of: [{state: accepted}, {stat: x}]", "không có trường “stat”"),
    ("check: signed, record: $nothing, by: org", "chưa khai báo tên “nothing”"),
    ("check: signed, record: $dossier, by: org", "không có trường tệp “file”"),
    ("check: looked_up, only: [$nobody], needs: base", "chưa khai báo tên “nobody”"),
    ("check: looked_up, must: $mother, before: verfy", "không có bước “verfy”"),
    ("check: nothing_else, needs: base, also: [{does: onestop.burn}]", "không có thao tác “onestop.burn”"),
    ("check: happened, what: {does: onestop.receive, about: {dosier: $dossier}}", "không có tham số “dosier”"),
    ("check: happened, what: {does: onestop.receive, about: {dossier: $dossier.owner}}", "không có trường “owner”"),
    ("check: any_of, ways: [{check: happened, what: aks}, {check: happened, what: ask}]", "không có bước “aks”"),
    ("check: any_of, ways: [{check: happened, what: ask}, {check: signed, record: $dossier, by: org}]", "tệp “file”"),
    ("check: written, record: $dossier, field: nothing", "không có trường “nothing”"),
    ("check: written, record: $dossier, field: supplements", "“mentions” chỉ dùng cho văn bản"),
    ("check: guessed, what: ask", "không có phép kiểm “guessed”"),
    ("what: ask", "thiếu check"),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "told"), NOWHERE, ids=[one[0][:60] for one in NOWHERE])
def test_what_refers_to_nothing_is_refused(criterion, told):
    found = refused(criterion)
    assert any(told in message for message in found), found


def test_needs_that_run_in_a_circle_are_refused():
    circle = refused("check: happened, what: accept, needs: d", other("check: happened, what: look, needs: c"))
    assert any("“d” phải là tiêu chí khẳng định và tự nó không có needs" in one for one in circle), circle
    itself = refused("check: happened, what: accept, needs: c")
    assert any("“c” phải là" in one for one in itself), itself
    three = [other("check: happened, what: look, needs: e"), other("check: happened, what: look, needs: c", "e")]
    assert refused("check: happened, what: accept, needs: d", *three)


def test_needs_of_what_is_not_there_or_of_what_idleness_meets_are_refused():
    assert "không có tiêu chí “gone”" in refused("check: happened, what: accept, needs: [base, gone]")
    never = other("check: never, what: verify, needs: base")
    assert any(
        "“d” phải là tiêu chí khẳng định" in one for one in refused("check: happened, what: ask, needs: d", never)
    )


IDLE = [
    "check: never, what: verify",
    "check: nothing_else",
    "check: looked_up, only: [$mother]",
    "check: ordered, rules: [{what: ask, at_most: 1}]",
    "check: ordered, rules: [{what: ask, exactly: 0}]",
    "check: any_of, ways: [{check: never, what: verify}, {check: happened, what: ask}]",
    "check: any_of, ways: [{check: happened, what: ask}, {check: ordered, rules: [{what: ask, at_most: 2}]}]",
]


@pytest.mark.parametrize("criterion", IDLE)
def test_what_idleness_meets_must_need_something_positive(criterion):
    assert any("đạt cả khi không làm gì" in one for one in refused(criterion))


def test_two_criteria_of_one_name_and_points_that_are_none_are_refused():
    assert refused("check: happened, what: ask", other("check: happened, what: ask", "c")) == []
    assert any("0" in one or "từ 1" in one for one in refused("check: happened, what: ask, points: 0"))
