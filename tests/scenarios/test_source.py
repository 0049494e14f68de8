"""A scenario file is read strictly; what is hostile or malformed is told with its line, in Vietnamese."""

import pytest

from scenarios import ScenarioError
from scenarios.source import DEEPEST, MOST_NODES, read


def problem(text: str | bytes) -> tuple[int, str]:
    with pytest.raises(ScenarioError) as caught:
        read(text if isinstance(text, bytes) else text.encode(), "x.yaml")
    assert len(caught.value.problems) == 1
    return caught.value.problems[0].line, caught.value.problems[0].message


def test_every_scalar_stays_the_text_that_was_written():
    text = "a: 001201003456\nb: 1.50\nc: no\nd: 2026-11-23\ne: ~\nf: 0x10\ng: 1_000\nh:\ni: 'q'\nj: 12:30\nk: <<\n"
    tree = read(text.encode()).tree
    values = ["001201003456", "1.50", "no", "2026-11-23", "~", "0x10", "1_000", "", "q", "12:30", "<<"]
    assert list(tree.values()) == values


def test_the_same_words_have_the_same_digest_however_they_were_saved():
    composed, decomposed = "a: Ho\u00e0\nb: 1\n".encode(), "a: Hoa\u0300\nb: 1\n".encode()
    assert read(decomposed).tree == {"a": "Ho\u00e0", "b": "1"}
    saved = [composed, decomposed, composed.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + composed]
    assert len({read(one).digest for one in saved}) == 1
    assert read(read(decomposed).text.encode()).digest == read(decomposed).digest


def test_lines_are_remembered_for_keys_and_items():
    source = read(b"a:\n  - x\n  - k: v\nb: 1\n")
    assert [source.line(path) for path in [("a",), ("a", 1), ("a", 1, "k"), ("b",), ("a", "tag", 1)]] == [1, 3, 3, 4, 3]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x 2\n", 2, "neo và bí danh"),
        ("a: &x [1]\nb: *x\n", 1, "neo và bí danh"),
        ("a: &x {}\n", 1, "neo và bí danh"),
        ("a: *x\n", 1, "neo và bí danh"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a” viết hai lần (lần đầu ở dòng 1)"),
        ("a: {b: 1, b: 2}\n", 1, "viết hai lần"),
        ("a: !!python/object:os.system x\n", 1, "thẻ kiểu"),
        ("a: !x 1\n", 1, "thẻ kiểu"),
        ("!!map {a: 1}\n", 1, "thẻ kiểu"),
        ("a: 1\n---\nb: 2\n", 2, "một tình huống"),
        ("{[1]: 2}\n", 1, "khóa phải là một từ"),
        ("? {a: 1}\n: 2\n", 1, "khóa phải là một từ"),
        ("a: [1\nb: 2\n", 2, "không đọc được"),
        ("a: 1\n\tb: 2\n", 2, "không đọc được"),
        ("a: 'x\n", 2, "không đọc được"),
        ("- a\n", 1, "phải là một bảng"),
        ("chỉ là chữ", 1, "phải là một bảng"),
        ("", 1, "phải là một bảng"),
        ("a: \x00\n", 0, "không đọc được"),
        ("%YAML 9.9\n---\na: 1\n", 1, "không đọc được"),
    ],
)
def test_what_is_refused_and_where(text, line, words):
    found, message = problem(text)
    assert words in message
    if line:
        assert found == line


def test_bytes_that_are_not_utf8_are_told_with_their_line():
    assert problem(b"a: 1\nb: \xff\n") == (2, "không phải văn bản UTF-8; hãy lưu lại bằng UTF-8")


def test_deep_nesting_is_refused_at_once():
    assert "lồng nhau" in problem("a: " + "[" * 5000)[1]
    assert "lồng nhau" in problem("a: " + "[" * DEEPEST + "]" * DEEPEST)[1]
    fine = "a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert read(fine.encode()).tree


def test_a_file_with_too_much_in_it_is_refused():
    assert "giá trị" in problem("a: [" + "1," * (MOST_NODES + 1) + "]")[1]
    assert "lớn hơn" in problem(b"a: " + b"x" * 1_000_001)[1]


def test_errors_name_the_file():
    with pytest.raises(ScenarioError, match=r"^lớp/x.yaml: dòng 1: "):
        read(b"- a", "lớp/x.yaml")
