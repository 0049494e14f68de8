"""Questions beside the briefing: answered on any page, changed until submission, refused with the input kept."""

from __future__ import annotations

import pytest

from grader.proof import idle, prefixes, solution
from sandbox.runs.play import Keeping, Player
from sandbox.runs.records import record_of
from sandbox.ui.messages import MESSAGES, capital
from scenarios import check, loads, plan
from scenarios.questions import ANSWER, WHY
from tests.players.test_http import player
from tests.runs.house import House
from tests.runs.test_pages import form_of, soup
from tests.runs.tiny import SOURCE

QUESTIONS = """
questions:
  count: {text: "Có bao nhiêu việc của ${citizen.full_name}?", kind: number, unit: việc}
  holder: {text: Ai đang giữ việc?, kind: choice, choices: {van_thu: Văn thư, chu_tich: Chủ tịch}}
  ways: {text: Có thể làm gì?, kind: set, choices: {remark: Ghi chú, close: Kết thúc, burn: Đốt}}
  day: {text: Ngày nào phải xong?, kind: date}
  why: {text: Vì sao?, kind: text}
"""
CRITERIA = """
  - {id: counted, title: Đếm đúng, points: 2, missed: Đếm lại, check: answer, question: count, right: 1}
  - {id: ways_known, title: Biết, points: 2, missed: Xem lại, check: answer, question: ways, right: [close, remark]}
  - id: said_why
    title: Nói vì sao
    points: 4
    missed: Nêu lý do
    check: written
    question: why
    elements: [{title: lý do, any: [vì, do]}]
    by_hand: 3
guide:
  count_them: Đếm số việc rồi trả lời
"""
STEPS = """
  count_them: {who: van_thu, does: drill.answer, about: {question: count}}
  name_ways: {who: van_thu, does: drill.answer, about: {question: ways}}
  say_why: {who: van_thu, does: drill.answer, about: {question: why}}
solution:
  - count_them: {answer: "1"}
  - name_ways: {chosen: [remark, close]}
  - say_why: {answer: Vì việc đã chờ lâu}
"""
MISTAKES = """
mistakes:
  - {id: miscounts, change: count_them, to: {answer: "2"}, loses: [counted]}
  - {id: says_nothing, drop: say_why, loses: [said_why]}
"""
ASKING = (
    SOURCE.replace("\ncast:", f"{QUESTIONS}cast:").replace("\nsolution:\n", STEPS).replace("\nmistakes:\n", MISTAKES)
    .partition("guide:")[0].rstrip("\n") + CRITERIA
)  # fmt: skip


@pytest.fixture
def asking(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The tiny office with a scenario that asks; its questions are the only difference."""
    monkeypatch.setitem(house.runs.grounds.scenarios, "tiny", loads(ASKING.encode()))
    return house


@pytest.fixture
def run(asking: House) -> str:
    return asking.begin()


def sent(web, run, question, **fields):
    """Send the form of a question from the first page of the run."""
    page = soup(web.get(f"/r/{run}/tiny/"))
    form = page.select_one(f'form[data-form="drill.answer"][data-on="{question}"]')
    hidden = [(one["name"], one["value"]) for one in form.select("input[type=hidden]")]
    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    return web.post(str(form["action"]), [*hidden, *pairs])


def test_the_questions_stand_beside_the_briefing_filled_for_this_variant(asking, run, me):
    text = soup(me.get(f"/r/{run}/")).select_one("#brief .questions").get_text()
    name = asking.runs.beginning(asking.runs.row(run)).expanded.names["citizen.full_name"]
    assert f"Có bao nhiêu việc của {name}?" in text
    assert "Tính bằng việc" in text


def test_an_answer_stands_in_the_journal_is_shown_and_can_be_changed(asking, run, me):
    url, status, text = sent(me, run, "count", answer="2")
    assert (status, url) == (200, f"/r/{run}/tiny/?done=1")
    page = soup((url, status, text))
    assert page.select_one("#q-count")["value"] == "2"
    assert page.select_one("[data-outcome=done]")["data-done"] == ANSWER
    sent(me, run, "count", answer="1 việc")
    contents = [one.content.params for one in asking.runs.store.entries(run)]
    assert [one["answer"] for one in contents] == ["2", "1 việc"]
    assert asking.runs.grading.submit(asking.runs.row(run)).finding("counted").outcome == "met"


@pytest.mark.parametrize(
    ("question", "field", "typed", "told"),
    [
        ("count", "answer", "một <b>việc</b>", "không phải một số"),
        ("day", "answer", "31/02/2026", "không phải một ngày"),
        ("holder", "answer", "nobody", "Hãy chọn trong các mục đã cho"),
        ("why", "answer", "dài " * 1300, "dài quá"),
        ("why", "answer", "a\x07b", "ký tự không dùng được"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_input_kept(asking, run, me, question, field, typed, told):
    answer = sent(me, run, question, **{field: typed})
    page = soup(answer)
    assert answer[1] == 422
    assert told in page.select_one("[data-outcome=invalid]").get_text()
    assert page.select_one(f"#q-{question}-error")
    control = page.select_one(f"#q-{question}")
    kept = control.get_text().strip() if control.name == "textarea" else control.get("value")
    assert question == "holder" or kept == typed.strip() or kept == typed
    assert asking.runs.row(run).seq == 0
    assert not page.select_one(f"#brief form[data-on={question}]"), "one form, one id"


def test_several_are_chosen_and_may_be_taken_back(asking, run, me):
    sent(me, run, "ways", chosen=["remark", "close"])
    page = soup(me.get(f"/r/{run}/tiny/"))
    assert {one["value"] for one in page.select("form[data-on=ways] input[checked]")} == {"close", "remark"}
    sent(me, run, "ways")
    assert asking.runs.grading.submit(asking.runs.row(run)).finding("ways_known").seen == "Chưa trả lời"


def test_a_question_that_is_not_asked_cannot_be_answered(asking, run, me):
    form = form_of(soup(me.get(f"/r/{run}/tiny/")), ANSWER) | {"question": "secret", "answer": "1"}
    assert me.post(f"/r/{run}/answer", list(form.items()))[1] == 404


def test_after_submission_answers_are_shown_and_cannot_be_changed(asking, run, me):
    form = form_of(soup(me.get(f"/r/{run}/tiny/")), ANSWER) | {"answer": "1"}
    sent(me, run, "count", answer="2")
    asking.runs.grading.submit(asking.runs.row(run))
    assert me.post(f"/r/{run}/answer", list(form.items()))[1] in (400, 403)
    page = soup(me.get(f"/r/{run}/tiny/"))
    assert not page.select('form[data-form="drill.answer"]')
    assert "2" in page.select_one(".questions").get_text()


def test_markup_in_an_answer_is_text_wherever_it_is_shown(asking, run, me):
    evil = "<script>alert(1)</script> vì {{ 7*7 }}"
    _, status, text = sent(me, run, "why", answer=evil)
    assert status == 200
    assert "<script>alert" not in text
    assert "{{ 7*7 }}" in text


def test_the_same_is_played_headless_and_through_the_pages(asking, run):
    beginning = asking.runs.beginning(asking.runs.row(run))
    player(asking, run).play(plan(beginning.expanded), {})
    made = Player(beginning.start, Keeping(asking.runs.grounds.makers).makers).play(plan(beginning.expanded), {})
    through_pages = [entry.content_bytes for entry in asking.runs.store.entries(run)]
    assert through_pages == [entry.content_bytes for entry in made.entries]
    sheet = asking.runs.grading.submit(asking.runs.row(run))
    assert (sheet.low, sheet.high, sheet.max_score) == (15, 18, 18)


@pytest.mark.parametrize("mistake", ["miscounts", "says_nothing"])
def test_a_mistake_in_an_answer_loses_its_criterion(asking, run, mistake):
    beginning = asking.runs.beginning(asking.runs.row(run))
    player(asking, run).play(plan(beginning.expanded, mistake=mistake), {})
    sheet = asking.runs.grading.submit(asking.runs.row(run))
    named = {one.id: one.loses for one in beginning.scenario.mistakes}[mistake]
    assert [one.criterion for one in sheet.findings if one.outcome == "missed"] == list(named)


def test_the_guide_goes_on_when_its_question_was_answered(asking, me):
    run = asking.begin(guided=True)
    assert "Đếm số việc" in soup(me.get(f"/r/{run}/tiny/")).select_one(".step").get_text()
    sent(me, run, "why", answer="vì")
    assert soup(me.get(f"/r/{run}/tiny/")).select_one(".step")
    sent(me, run, "count", answer="1")
    assert not soup(me.get(f"/r/{run}/tiny/")).select_one(".step")


def test_the_scenario_fits_its_office(asking):
    assert check(loads(ASKING.encode()), asking.runs.grounds.vocabulary) == []


def test_a_proof_counts_what_waits_for_a_person_as_given(asking, run):
    beginning = asking.runs.beginning(asking.runs.row(run))
    made = Player(beginning.start, asking.runs.grounds.makers).play(plan(beginning.expanded), {})
    record = record_of(asking.runs.grounds, beginning, made.entries, made.files)
    assert solution(beginning.expanded, "main", record).holds
    assert prefixes(beginning.expanded, "main", record).holds
    assert idle(beginning.expanded, record.upto(0)).holds
    assert not solution(beginning.expanded, "main", record.upto(len(record.entries) - 1)).holds


# By the plain form of the act, whatever the pages offer


def plainly(web, run, question, **fields):
    """Send the act's own form, which anybody can open by its address."""
    url = f"/r/{run}/do/drill.answer"
    form = form_of(soup(web.get(url)), ANSWER) | {"_step": "do", "question": question}
    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    return web.post(url, [*((name, one) for name, one in form.items() if name not in fields), *pairs])


UNFIT = [
    ("secret", {"answer": "1"}, "không hỏi câu ấy"),
    ("", {"answer": "1"}, "không hỏi câu ấy"),
    ("count", {"answer": "một việc"}, "“một việc” không phải một số"),
    ("count", {"answer": "nan"}, "không phải một số"),
    ("count", {"answer": "9" * 31}, "không phải một số"),
    ("count", {"chosen": ["remark"]}, "không phải một số"),
    ("day", {"answer": "31/02/2026"}, "không phải một ngày"),
    ("holder", {"answer": "nobody"}, "ãy chọn trong các mục đã cho"),
    ("ways", {"chosen": ["remark", "fly"]}, "ãy chọn trong các mục đã cho"),
    ("why", {"answer": "x" * 1_000_000}, "dài quá 5000 ký tự"),
]


@pytest.mark.parametrize(("question", "fields", "told"), UNFIT, ids=[f"{one[0]}-{n}" for n, one in enumerate(UNFIT)])
def test_the_plain_request_refuses_what_the_page_refuses_and_keeps_the_input(asking, run, me, question, fields, told):
    sent(me, run, "count", answer="2")
    answer = plainly(me, run, question, **fields)
    page = soup(answer)
    assert answer[1] == 422
    assert told in page.select_one("[data-outcome=invalid]").get_text()
    typed = fields.get("answer") or "\n".join(fields["chosen"])
    controls = page.select("main [name=answer], main [name=chosen]") or page.select("[name=answer], [name=chosen]")
    assert typed in [one.get("value") or one.get_text().strip() for one in controls]
    assert [one.content.params["answer"] for one in asking.runs.store.entries(run)] == ["2"]


@pytest.mark.parametrize(
    ("question", "fields"), [("count", {"answer": "1 việc"}), ("ways", {"chosen": ["close", "remark"]}), ("why", {})]
)
def test_the_plain_request_takes_what_can_be_read(asking, run, me, question, fields):
    assert plainly(me, run, question, **fields)[1] == 200
    assert asking.runs.row(run).seq == 1


def test_what_is_wrong_is_told_in_the_readers_language(asking, run, me):
    me.client.set_cookie("lang", "en")
    for answer in (sent(me, run, "count", answer="tám"), plainly(me, run, "count", answer="tám")):
        told = soup(answer).select_one("[data-outcome=invalid]").get_text()
        assert "“tám” is not a number; write it like 1.250.000 or 12,5" in told


def test_every_reason_why_an_answer_cannot_be_read_has_its_words():
    for code, words in WHY.items():
        assert capital(MESSAGES[f"answer_{code}"]) == words


def hinted(web, run, criterion):
    url = f"/r/{run}/do/drill.take_hint"
    form = form_of(soup(web.get(url)), "drill.take_hint") | {"_step": "do", "criterion": criterion}
    return web.post(url, list(form.items()))


def test_a_hint_that_there_is_not_cannot_be_taken_by_the_plain_request(asking, run, me):
    for criterion in ("said_why", "nothing at all"):
        answer = hinted(me, run, criterion)
        assert answer[1] == 422
        assert "không có gợi ý nào" in soup(answer).select_one("[data-outcome=invalid]").get_text()
    assert asking.runs.row(run).seq == 0
    assert hinted(me, run, "closed")[1] == 200


def test_an_exam_gives_no_hint_by_the_plain_request_either(asking, me):
    run = asking.begin(mode="exam")
    assert hinted(me, run, "closed")[1] == 422
    assert asking.runs.row(run).seq == 0
