"""A scenario against the office's vocabulary: unknown words and values that do not fit are told with their line."""

import copy

import pytest

from scenarios import ScenarioError, check, loads, must_fit
from scenarios.types import BadType, field_spec, typed
from tests.grader.story import FILE, VOCABULARY, scenario
from tests.scenarios.test_load import TEXT, changed, line_of


def problems(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in check(loads(text.encode()), VOCABULARY)]


def test_the_small_scenario_fits():
    assert check(scenario(), VOCABULARY) == []
    assert must_fit(scenario(), VOCABULARY) is scenario()


SLIPS = [
    ("does: onestop.receive,", "does: onestop.recieve,", "ý bạn là “onestop.receive”?"),
    ("kind: dossier", "kind: dosier", "không có loại bản ghi “dosier”; ý bạn là “dossier”?"),
    ("owner_name: ${child_name}", "owner_nam: ${child_name}", "không có trường “owner_nam”; ý bạn là “owner_name”?"),
    ("state: submitted", "state: lost", "“lost” không phải một trong: submitted"),
    ("supplements: 0", "supplements: none", "“none” không phải số nguyên"),
    ("submitter: $mother", "submitter: 12", "“12” không phải số định danh"),
    ("submitted_at: $start - 1 working day at 16:20", "submitted_at: 23/11/2026", "không phải thời điểm; viết như"),
    ("asked: []", "asked: none", "phải là một danh sách"),
    ("about: {dossier: $dossier}}\n  papers:", "about: {dosier: $dossier}}\n  papers:", "không có tham số “dosier”"),
    ("made: document,", "made: doc,", "không có loại bản ghi “doc”"),
    ("where: {form: birth_certificate,", "where: {frm: birth_certificate,", "không có trường “frm”"),
    ("- verify: {opinion: pass,", "- verify: {opinion: maybe,", "“maybe” không phải một trong: pass, fail"),
    ("- verify: {opinion: pass, note: Đủ điều kiện}", "- verify: {opinion: pass}", "cần tham số “note”"),
    ("- pass: {to: tu_phap}", "- pass: {too: tu_phap}", "không có tham số “too”"),
    ("to: {missing: [chung_sinh]}", "to: {mising: [chung_sinh]}", "không có tham số “mising”"),
    ("do: [{who: tu_phap, does: registry.look_up,", "do: [{who: tu_phap, does: registry.lookup,", "registry.lookup"),
    ("params: {papers: [cccd]}", "params: {paper: [cccd]}", "không có tham số “paper”"),
    (
        "upon: submit, after",
        "does: eoffice.submit, when: {dokument: x}, params: {document: '@document'}, after",
        "không có tham số “dokument”",
    ),
    ("has: {supplements: 1,", "has: {supplement: 1,", "không có trường “supplement”"),
    ("has: {supplements: 1,", "has: {supplements: one,", "“one” không phải số nguyên"),
    ("has: {supplements: 1,", "has: {supplements: {text: one},", "“text” chỉ dùng cho văn bản"),
    ("asked: {same_set: [chung_sinh, cccd]}", "asked: {at_least: 1}", "“at_least” chỉ dùng cho số và ngày giờ"),
    ("has: {supplements: 1,", "has: {supplements: {same_set: [1]},", "“same_set” chỉ dùng cho danh sách"),
    ("{kind: person, staff: chu_tich}", "{kind: persons, staff: chu_tich}", "“persons” không phải một trong"),
    ("{kind: person, staff: chu_tich}", "{knd: person}", "hàng không có trường “knd”"),
    ('"fields.child_name"', '"felds.child_name"', "không có trường “felds.child_name”"),
    ("record: $certificate, has: {signatures", "record: $number, has: {signatures", "không phải một bản ghi"),
    ("record: $certificate, has: {signatures", "record: $notice, has: {signatures", "không có trường “signatures”"),
]


@pytest.mark.parametrize(("old", "new", "words"), SLIPS, ids=[f"{n}-{one[1][:20]}" for n, one in enumerate(SLIPS)])
def test_what_the_office_does_not_know_is_told(old, new, words):
    text = changed(old, new)
    told = problems(text)
    assert any(words in message for _, message in told), told
    first = line_of(text, new)
    assert any(first <= line <= first + new.count("\n") for line, _ in told), (first, told)


def test_a_signature_is_looked_for_in_a_field_that_holds_a_file():
    signed = "{id: s, title: t, points: 1, check: signed, record: $certificate, file: form, by: chu_tich, missed: m}"
    text = TEXT.replace("criteria:\n", f"criteria:\n  - {signed}\n")
    assert [m for _, m in problems(text)] == ["loại “document” không có trường tệp “form”"]
    assert problems(text.replace("file: form, ", "")) == []


def test_patterns_inside_criteria_are_checked_too():
    never = "{id: n, title: t, points: 1, check: never, needs: returned, what: {does: onestop.stopp}, missed: m}"
    assert any("onestop.stopp" in m for _, m in problems(TEXT.replace("criteria:\n", f"criteria:\n  - {never}\n")))


def test_must_fit_raises_with_every_problem():
    wrong = changed("supplements: 0", "supplements: x").replace("state: submitted", "state: y")
    with pytest.raises(ScenarioError) as caught:
        must_fit(loads(wrong.encode()), VOCABULARY)
    assert len(caught.value.problems) == 2


def test_another_office_without_the_action_is_told():
    smaller = copy.deepcopy(VOCABULARY)
    del smaller["actions"]["eoffice.submit"]
    assert [one.message for one in check(scenario(), smaller)] == ["không có thao tác “eoffice.submit”"]


@pytest.mark.parametrize(
    ("written", "spec", "value"),
    [
        ("5", {"type": "integer"}, 5), ("-5", {"type": "integer"}, -5), ("05", {"type": "text"}, "05"),
        ("true", {"type": "bool"}, True), ("false", {"type": "bool"}, False),
        ("2026-11-23", {"type": "date"}, "2026-11-23"), ("2026-11-23T08:10:00", {"type": "date"}, "2026-11-23"),
        ("2026-11-23", {"type": "datetime"}, "2026-11-23T00:00:00"),
        ("2026-11-23T08:10", {"type": "datetime"}, "2026-11-23T08:10:00"),
        ("", {"type": "staff", "optional": True}, None), ("", {"type": "text"}, ""),
        ("", {"type": "date", "optional": True}, None),
        (["1", "2"], {"type": "list", "item": {"type": "integer"}}, [1, 2]),
        ([{"n": "1"}], {"type": "rows", "fields": {"n": {"type": "integer"}}}, [{"n": 1}]),
        ({"a": "1"}, {"type": "map"}, {"a": "1"}), ("x", {"type": "any"}, "x"), ("x", None, "x"),
        (5, {"type": "integer"}, 5),
    ],
)  # fmt: skip
def test_a_written_value_becomes_what_is_declared(written, spec, value):
    assert typed(written, spec) == value


@pytest.mark.parametrize(
    ("written", "spec"),
    [
        ("5.0", {"type": "integer"}), ("", {"type": "integer"}), ("yes", {"type": "bool"}), ("x", {"type": "date"}),
        (["x"], {"type": "text"}), ("x", {"type": "list"}), ("x", {"type": "map"}),
        ("z", {"type": "choice", "choices": ["y"]}),
        ([{"m": "1"}], {"type": "rows", "fields": {"n": {"type": "integer"}}}), ({}, {"type": "integer"}),
        ("2026-02-30", {"type": "date"}),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_what_is_declared_is_refused(written, spec):
    with pytest.raises(BadType):
        typed(written, spec)


def test_paths_find_the_declaration_of_what_they_lead_to():
    fields = VOCABULARY["records"]["document"]["fields"]
    assert field_spec(fields, "fields.child_name") == {"type": "text"}
    assert field_spec(fields, "signatures.0.kind")["choices"] == ["person", "org"]
    assert field_spec(fields, "signatures.0.no") is None
    assert field_spec(fields, "form.x") is None
    assert FILE.exists()


def test_what_a_record_cannot_be_without_is_asked_for_also_in_its_rows():
    office = copy.deepcopy(VOCABULARY)
    fields = office["records"]["dossier"]["fields"]
    fields["procedure"]["required"] = fields["id"]["required"] = True
    row = {"at": {"type": "datetime", "required": True}, "by": {"type": "staff"}}
    fields["steps"] = {"type": "rows", "fields": row}
    text = changed("supplements: 0", "steps: [{at: $start, by: tu_phap}, {by: tu_phap}]")
    text = "\n".join(line for line in text.splitlines() if not line.strip().startswith("procedure:"))
    told = [one.message for one in check(loads(text.encode()), office)]
    assert [one for one in told if "thiếu" in one] == ["thiếu “procedure”", "thiếu “at”"]
