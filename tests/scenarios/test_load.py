"""The format: a whole scenario loads; every slip is told with file, line and how to go on."""

from pathlib import Path

import pytest

from scenarios import ScenarioError, library, load, loads
from tests.grader.story import FILE

TEXT = FILE.read_text("utf-8")


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ScenarioError) as caught:
        loads(text.encode(), "birth/scenario.yaml")
    return [(one.line, one.path, one.message) for one in caught.value.problems]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_whole_scenario_loads():
    made = load(FILE)
    assert (made.id, made.max_score, made.pass_mark, made.minutes) == ("birth", 22, 70, 30)
    assert list(made.ways) == ["main"]
    assert made.guided
    assert made.criteria[0].hints[0].cost == 1
    assert made.steps["look"].times is None
    assert len(made.digest) == 64


def test_the_same_file_is_read_once():
    assert load(FILE) is load(FILE)


SLIPS = [
    ("points: 3\n    check", "poins: 3\n    check", "poins", "ý bạn là “points”?"),
    ("title: Hồ sơ khai sinh nộp thiếu giấy\n", "", "# A small", "thiếu mục bắt buộc"),
    ("minutes: 30", "minutes: thirty", "minutes: thirty", "không phải số nguyên"),
    ("minutes: 30", "minutes: 0", "minutes: 0", "phải từ 1"),
    ("level: basic", "level: hard", "level: hard", "không hợp lệ; chọn"),
    ("critical: true", "critical: yes", "critical: yes", "phải là true hoặc false"),
    ("check: in_time, what: ask", "check: intime, what: ask", "check: intime", "không có phép kiểm “intime”"),
    (
        "within: 8 working hours, missed: Xem phần",
        "within: soon, missed: Xem phần",
        "within: soon",
        "không phải thời hạn",
    ),
    (
        "within: 8 working hours, missed: Xem phần",
        "within: 1 day, by: 2026-11-26, missed: Xem phần",
        "within: 1 day, by",
        "cần đúng một trong within",
    ),
    ("{first: papers, then: accept}", "{first: papers, then_must: accept}", "then_must", "quy tắc thứ tự phải là"),
    ("{supplements: 1,", "{supplements: {more: 1},", "{more: 1}", "không có phép so “more”"),
    ("same_set: [chung_sinh, cccd]", "same_set: chung_sinh", "same_set: chung_sinh", "cần một danh sách"),
    ("[{kind: person, staff", "[{kind: {like: person}, staff", "{like: person}", "không có phép so “like”"),
    ("{supplements: 1,", "{supplements: {one_of: [{less: 1}]},", "{less: 1}", "không có phép so"),
    ("{supplements: 1,", "{supplements: {mentions: [[1]]},", "mentions", "“mentions” cần một văn bản"),
    ("record: $dossier\n", "record: dossier\n", "record: dossier\n", "phải là tham chiếu như $dossier"),
    ("record: $dossier\n", "record: $dossier|upper\n", "record: $dossier|upper", "phải là tên trần"),
    ("{upon: ask, after: 2 working days,", "{after: 2 working days,", "papers: {after", "cần đúng một trong upon"),
    ("{upon: ask,", "{upon: aks,", "upon: aks", "không có bước “aks”"),
    ("- accept\n", "- acept\n", "- acept", "không có bước “acept”"),
    ("- accept\n", "- sign\n", "- sign", "học viên không đóng vai “chu_tich”"),
    ("- wait_for: papers", "- wait_for: paper", "wait_for: paper\n", "không có bước “paper”"),
    ("- pass: {to: tu_phap}", "- {pass: {}, look: {}}", "- {pass", "mỗi dòng chỉ một bước"),
    ("- pass: {to: tu_phap}", "- pass: tu_phap", "- pass: tu_phap", "phải là một bảng"),
    ("- pass: {to: tu_phap}", "- [pass]", "- [pass]", "mỗi bước viết là"),
    ("change: ask, to: {missing: [chung_sinh]}", "change: ask", "change: ask", "change cần to"),
    ("drop: seal,", "drop: sael,", "drop: sael", "không có bước “sael”"),
    ("drop: seal,", "", "{id: seal_forgotten,", "chưa nói làm sai thế nào"),
    ("before: return, do:", "do:", "{id: late,", "cần đúng một trong before, after"),
    ("loses: [on_time]", "loses: [ontime]", "loses: [ontime]", "không có tiêu chí “ontime”"),
    ("loses: [on_time]", "loses: []", "loses: []", "cần ít nhất 1"),
    ("needs: returned, rules", "needs: retuned, rules", "needs: retuned", "không có tiêu chí “retuned”"),
    ("needs: returned, rules", "needs: on_time, rules", "needs: on_time", "khẳng định"),
    (
        "check: nothing_else, needs: returned,",
        "check: nothing_else,",
        "check: nothing_else,",
        "đạt cả khi không làm gì",
    ),
    ("{id: checked,", "{id: returned,", "title: Trả đúng người", "hai tiêu chí cùng tên"),
    ("submitter: $mother", "submitter: $mothr", "$mothr", "chưa khai báo tên “mothr”"),
    (
        "owner_name: ${child_name}",
        "owner_name: ${certificate}",
        "owner_name: ${certificate}",
        "chỉ có khi học viên đã làm ra",
    ),
    ("born_at|long}", "born_at|lang}", "born_at|lang", "không có bộ lọc “lang”"),
    ("pin: $pins.van_thu", "pin: $pins.chu_tich", "$pins.chu_tich", "không có mã PIN"),
    ('van_thu: "135790"', 'van_thu: "12345"', "van_thu:", "không đúng mẫu"),
    ("birth: {birth_of: mother}", "birth: {birth_of: neighbour}", "birth_of: neighbour", "phải được chọn trước"),
    (
        "birth: {birth_of: mother}",
        "birth: {birth_of: mother, of: mother}",
        "birth_of: mother, of",
        "cần đúng một cách chọn",
    ),
    ("given: {one_of: [An, Bình]}", "mother: {one_of: [An, Bình]}", "mother: {one_of", "đã dùng ở people"),
    ("between: [10, 99]", "between: [99, 10]", "between: [99, 10]", "số nhỏ trước"),
    ("between: [10, 99]", "between: [10]", "between: [10]", "thiếu mục bắt buộc"),
    (", makes: certificate", "", "certificate: {made", "chưa bước nào trong steps ghi makes"),
    ("makes: certificate", "makes: paper", "makes: paper", "chưa khai báo “paper” trong things"),
    ("\nguide:\n  ask:", "\nguide:\n  asking:", "asking:", "không có bước “asking”"),
    ("- {paper: $notice}", "- {paper: $notice, note: x}", "{paper: $notice, note", "đúng một trong quote"),
    ("plays: [mot_cua, tu_phap, van_thu]", "plays: []", "plays: []", "cần ít nhất 1"),
    ("does: onestop.receive,", "does: receive,", "does: receive", "không đúng mẫu"),
    ("points: 3\n    check", "points: [3]\n    check", "points: [3]", "không hợp lệ"),
    (
        "document: $certificate}}\n  sign:",
        "document: $certificate}}\n  sign_:",
        "  sign: {upon",
        "cần ghi rõ who và then",
    ),
]


@pytest.mark.parametrize(("old", "new", "where", "words"), SLIPS, ids=[f"{n}-{s[3][:24]}" for n, s in enumerate(SLIPS)])
def test_a_slip_is_told_with_its_line_and_how_to_go_on(old, new, where, words):
    text = changed(old, new)
    told = problems(text)
    assert any(words in message for _, _, message in told), told
    assert line_of(text, where) in [line for line, _, message in told if words in message], told


def test_all_problems_are_told_at_once_in_the_order_of_their_lines():
    text = changed("minutes: 30", "minutes: x").replace("level: basic", "level: x").replace("points: 4", "points: x")
    told = problems(text)
    assert len(told) == 3
    assert [line for line, _, _ in told] == sorted(line for line, _, _ in told)


def test_an_error_reads_as_file_line_path_and_sentence():
    with pytest.raises(ScenarioError) as caught:
        loads(changed("minutes: 30", "minutes: x").encode(), "birth/scenario.yaml")
    assert str(caught.value) == "birth/scenario.yaml: dòng 6, minutes: “x” không phải số nguyên từ 0 trở lên"


def test_a_thing_of_the_cast_that_cannot_be_guessed_must_be_written():
    text = changed("{upon: submit, after: 30 minutes}", "{upon: ask}")
    assert any("không suy ra được tham số “document”" in message for _, _, message in problems(text))


def test_names_of_things_do_not_clash_with_given_ones():
    assert any("đã dùng ở tên có sẵn" in m for _, _, m in problems(changed("  number: {between", "  start: {between")))


def test_a_range_may_hold_one_number_but_not_run_backwards():
    assert loads(changed("{between: [10, 99]}", "{between: [10, 10]}").encode()).values["number"].between == (10, 10)
    told = problems(changed("{between: [10, 99]}", "{between: [10, 9]}"))
    assert any("số nhỏ trước" in message for _, _, message in told)


def folder(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).mkdir()
    (tmp_path / name / "scenario.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_library_lists_its_folders_by_id(tmp_path):
    folder(tmp_path, "second", TEXT.replace("id: birth\n", "id: second\n", 1))
    folder(tmp_path, "birth", TEXT)
    assert list(library(tmp_path)) == ["birth", "second"]
    assert load(tmp_path / "birth").id == "birth"


def test_a_folder_must_be_called_as_its_scenario(tmp_path):
    with pytest.raises(ScenarioError, match="phải trùng tên thư mục “other”"):
        library(folder(tmp_path, "other", TEXT))


def test_the_shipped_library_loads():
    assert all(one.id == id for id, one in library().items())


def test_carriage_returns_and_a_byte_order_mark_do_no_harm():
    assert loads(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()).id == "birth"
