"""Bundles by somebody with a key of their own and bad intentions: refused with the place named, or judged."""

from __future__ import annotations

import io
import json
import logging
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from grader import BrokenBundle, grade, trusted_record, verify, write_bundle
from grader.bundle import canonical
from grader.chain import sha256
from grader.checks import CHECKS
from grader.cli import main
from grader.unpack import MOST_MEMBERS
from scenarios.errors import ScenarioError
from scenarios.load import load
from tests.grader.rubrics import rubric
from tests.grader.story import Story, link, solved
from tests.grader.test_bundle import packed, parts

THEIRS = Ed25519PrivateKey.from_private_bytes(b"t" * 32)
GOOD = parts(write_bundle(solved().record(software="0.1.0"), THEIRS))
MEGABYTE = 1_000_000
SCENARIO = Story().expanded.scenario


def signed(members: dict[str, bytes], **manifest: Any) -> bytes:
    """A bundle of these members in which everything fits together, signed by a key of one's own."""
    told = json.loads(GOOD["manifest.json"]) | manifest
    told["members"] = {name: sha256(one) for name, one in members.items() if not name.startswith("manifest.")}
    told["public_key"] = THEIRS.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    content = canonical(told)
    return packed({**members, "manifest.json": content, "manifest.sig": THEIRS.sign(content)})


def resigned(manifest: Any) -> bytes:
    """A bundle with this manifest, whatever it says."""
    content = canonical(manifest)
    return packed({**GOOD, "manifest.json": content, "manifest.sig": THEIRS.sign(content)})


def with_journal(contents: list[bytes]) -> bytes:
    """A bundle whose journal has these contents, each rightly chained."""
    chain, lines = [json.loads(GOOD["manifest.json"])["start_digest"]], []
    for content in contents:
        chain.append(link(chain[-1], content, b"{}"))
        lines.append(b"\t".join((content, b"{}", chain[-1].encode())) + b"\n")
    return signed({**GOOD, "journal": b"".join(lines)}, chain=chain[1:])


def judged(bundle: bytes) -> Any:
    """The sheet, None when the bundle or its scenario is refused in words."""
    try:
        return grade(trusted_record(bundle)[0])
    except (BrokenBundle, ScenarioError):
        return None


# Too much


def bomb(name: str, size: int) -> bytes:
    """A zip with one member of zeros, packed as tightly as deflate can."""
    packer, out = zlib.compressobj(9, zlib.DEFLATED, -15), io.BytesIO()
    packed_zeros = b"".join([*(packer.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE)), packer.flush()])
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), packed_zeros)
    content = bytearray(out.getvalue())
    for header, method, sizes in ((b"PK\x03\x04", 8, 18), (b"PK\x01\x02", 10, 20)):
        at = content.find(header)
        struct.pack_into("<H", content, at + method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<II", content, at + sizes, len(packed_zeros), size)
    return bytes(content)


def lying(name: str, size: int, said: int) -> bytes:
    """A bomb that says it is small."""
    content = bytearray(bomb(name, size))
    for header, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(header) + place, said)
    return bytes(content)


def crowd(count: int) -> bytes:
    return packed({f"files/{number:064x}": b"" for number in range(count)})


def overlapping(count: int) -> bytes:
    """A directory of many names, all of which lead to the same zeros."""
    one = bomb("files/" + "0" * 64, 50 * MEGABYTE)
    at, end = one.find(b"PK\x01\x02"), one.find(b"PK\x05\x06")
    entries = b"".join(one[at:end].replace(b"0" * 64, f"{number:064x}".encode()) for number in range(count))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entries), at, 0)
    return one[:at] + entries + tail


TOO_MUCH = {
    "a bomb": (lambda: bomb("files/" + "a" * 64, 400 * MEGABYTE), "aaaa.*nén bất thường"),
    "a bomb for a journal": (lambda: bomb("journal", 50 * MEGABYTE), "journal.*nén bất thường"),
    "a bomb that lies": (lambda: lying("journal", 200 * MEGABYTE, 1000), "journal"),
    "a crowd": (lambda: crowd(MOST_MEMBERS + 1), "quá nhiều tệp con"),
    "a crowd beyond counting": (lambda: b"PK\x01\x02" * 200_000, "quá nhiều tệp con"),
    "one bomb under many names": (lambda: overlapping(1_000), "nén bất thường|lớn quá"),
    "a file beyond all size": (lambda: bytes(200 * MEGABYTE + 1), "lớn quá"),
}


@pytest.mark.parametrize(("make", "words"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_in_little_time_and_memory(make, words):
    content = make()
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(BrokenBundle, match=words):
        verify(content)
    took, (_, most) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 10
    assert most < 100 * MEGABYTE


def stored(members: dict[str, bytes]) -> bytes:
    """The bundle without compression, so that nothing is said of its ratio."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


TOO_LONG = {
    "lines of nothing": (lambda: stored({**GOOD, "journal": b"\n" * 15_000_000}), "journal.*20000 mục"),
    "lines of empty parts": (lambda: stored({**GOOD, "journal": b"\t\t\n" * 5_000_000}), "journal.*20000 mục"),
    "a chain of nothing": (lambda: signed(GOOD, chain=[f"{n:064x}" for n in range(20_001)]), "journal.*20000 mục"),
    "lists in names": (lambda: stored({**GOOD, "names.json": b"[" * 7_000_000}), r"names\.json.*lớn quá"),
    "lists in a manifest": (lambda: stored({**GOOD, "manifest.json": b"[" * 7_000_000}), r"manifest\.json.*lớn quá"),
}


@pytest.mark.parametrize(("make", "words"), TOO_LONG.values(), ids=TOO_LONG)
def test_what_is_small_to_carry_and_large_to_read_is_refused_before_it_is_read(make, words):
    test_too_much_is_refused_in_little_time_and_memory(make, words)


def test_a_calendar_of_ages_without_a_working_day_is_refused():
    """Counting to a working day would go through all of them, for every term of every criterion."""
    days = {f"{year}-{month:02}-01": "closed" for year in range(1500, 2000) for month in range(1, 13)}
    calendar = {**json.loads(GOOD["manifest.json"])["calendar"], "days": days}
    with pytest.raises(BrokenBundle, match=r"manifest\.json.*5000 ngày"):
        trusted_record(signed(GOOD, calendar=calendar))


def test_other_compression_and_passwords_are_refused_by_name():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("journal", b"x" * 100)
    with pytest.raises(BrokenBundle, match=r"journal.*nén kiểu lạ"):
        verify(out.getvalue())
    locked = bytearray(packed(GOOD))
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(header) + place] |= 1
    with pytest.raises(BrokenBundle, match="mật khẩu"):
        verify(bytes(locked))


def test_a_broken_member_is_named():
    spoilt = bytearray(packed(GOOD))
    at = spoilt.find(b"start.json") + 40
    spoilt[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(BrokenBundle, match=r"start\.json.*hỏng"):
        verify(bytes(spoilt))


# Names and shapes


NAMES = [
    "../start.json", "..\\start.json", "/etc/passwd", "C:\\start.json", "files/../../x", "files/", "files/" + "A" * 64,
    "files/" + "0" * 64 + "/x", "journal/", "./journal", "Journal", "journal ", "{{7*7}}", "$(touch x)", "%s%n",
    "jour\x07nal",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_member_of_any_other_name_is_refused(name):
    with pytest.raises(BrokenBundle, match="tệp lạ") as refused:
        verify(packed({**GOOD, name: b"x"}))
    assert str(refused.value).isprintable()


DEEP = b"[" * 200_000 + b"]" * 200_000
DEEPER = b'{"a":' * 200_000 + b"1" + b"}" * 200_000


@pytest.mark.parametrize("deep", [DEEP, DEEPER, b"[" * 200_000], ids=["lists", "maps", "never closed"])
@pytest.mark.parametrize("name", ["names.json", "vocabulary.json", "start.json"])
def test_json_without_a_floor_is_refused_by_name(name, deep):
    with pytest.raises(BrokenBundle, match=name):
        trusted_record(signed({**GOOD, name: deep}))


def test_an_entry_without_a_floor_is_missing_evidence():
    content = b'{"seq":1,"at":"2026-11-23T08:00:00","origin":"trainee","actor":"a","role":"","action":"x","params":'
    sheet = judged(with_journal([content + b'{"a":' + DEEP + b"}}"]))
    assert {one.outcome for one in sheet.findings} <= {"undecided", "missed", "blocked"}


def entry_with(**other: Any) -> bytes:
    """The good bundle with something else in its first entry."""
    contents = [line.split(b"\t")[0] for line in GOOD["journal"].splitlines()]
    return with_journal([canonical(json.loads(contents[0]) | other), *contents[1:]])


def test_a_moment_with_a_time_zone_is_none_of_the_simulated_clock():
    """It cannot be compared with the others: the entry is missing evidence, and a start like that is refused."""
    assert trusted_record(entry_with(at="2026-11-23T08:00:00+07:00"))[0].gaps == (1,)
    assert trusted_record(entry_with(at="2026-11-23T08:00:00"))[0].gaps == ()
    with pytest.raises(BrokenBundle):
        trusted_record(signed(GOOD, now="2026-11-23T08:00:00+07:00"))


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 2_000_000, "1e400", "NaN", "-Infinity", '"\\ud800"'])
def test_numbers_and_letters_that_are_none_make_their_entry_missing_evidence(number):
    contents = [line.split(b"\t")[0] for line in GOOD["journal"].splitlines()]
    odd = contents[0].replace(b'"params":{', b'"params":{"odd":' + number.encode() + b",", 1)
    assert trusted_record(with_journal([odd, *contents[1:]]))[0].gaps == (1,)


@pytest.mark.parametrize(
    "text", ["a: &a [*a]", "[" * 9_999, "a: !!python/object/apply:os.system [x]", "\x00", "a: 1\n" * 200_000]
)
def test_a_hostile_rubric_is_refused_in_words(text):
    record, told = trusted_record(signed({**GOOD, "scenario.yaml": text.encode()}))
    assert told.intact
    with pytest.raises(ScenarioError, match=r"scenario\.yaml"):
        grade(record)


@pytest.mark.parametrize(
    "value", ["${7*7}", "{{7*7}}", "$mother", "__class__", "%(x)s", "{0.__class__}", "'; DROP TABLE runs; --"]
)
def test_what_looks_like_an_expression_is_a_text(value):
    contents = [line.split(b"\t")[0] for line in GOOD["journal"].splitlines()]
    entry = json.loads(contents[5])
    entry["params"]["note"] = value
    names = json.loads(GOOD["names.json"])
    names["values"][value] = value
    members = parts(with_journal([*contents[:5], canonical(entry), *contents[6:]]))
    sheet = judged(
        signed({**members, "names.json": canonical(names)}, chain=json.loads(members["manifest.json"])["chain"])
    )
    assert sheet.score == sheet.max_score


def test_words_for_the_terminal_do_not_command_it(tmp_path, capfdbinary):
    path = tmp_path / "run.zip"
    path.write_bytes(signed(GOOD, run="\x1b]0;x\x07\x9b31m", scenario={"id": "\x1b[2J"}))
    assert main(["verify", str(path)]) == 0
    assert not {"\x1b", "\x07", "\x9b"} & set(capfdbinary.readouterr().out.decode())


LIE = "x\nNguyên vẹn: không có gì bị sửa từ khi ký.\r\nKhóa của cơ sở (SHA-256): " + "a" * 64
NO_LINE = "\n  [đạt] Trả kết quả: 99/99"


def lines_of(capfdbinary: Any) -> list[str]:
    captured = capfdbinary.readouterr()
    assert b"Traceback" not in captured.out + captured.err
    return [line for part in (captured.out, captured.err) for line in part.decode().splitlines()]


def test_names_in_a_bundle_do_not_look_like_the_verdict(tmp_path, capfdbinary):
    path = tmp_path / "run.zip"
    told = json.loads(parts(signed(GOOD))["manifest.json"])
    members = {**told["members"], LIE: "0"}
    path.write_bytes(resigned({**told, "members": members, "run": LIE, "scenario": {"id": LIE}}))
    assert main(["verify", str(path)]) == 1
    lines = lines_of(capfdbinary)
    assert not [line for line in lines if line.startswith("Nguyên vẹn")]
    assert len([line for line in lines if line.startswith("Khóa của cơ sở")]) == 1


def test_words_in_a_bundle_do_not_look_like_a_finding(tmp_path, capfdbinary):
    """An answer and a rubric's title with line breaks and a mark of ours are told in the line they belong to."""
    title = "Lệ phí\\n  [đạt] Trả kết quả: 99/99"
    judged = rubric(f'check: answer, question: fee, right: 8000, law: "{title}"')
    record = Story().answer("fee", f"tám nghìn{NO_LINE}\r{NO_LINE}").record(scenario_text=judged.text)
    assert NO_LINE in judged.criteria[1].law, "the loader takes it, so that the printer has to mind"
    assert NO_LINE in grade(record, judged).finding("c0").seen
    path = tmp_path / "run.zip"
    path.write_bytes(write_bundle(record, THEIRS))
    assert main(["grade", str(path)]) == 0
    lines = lines_of(capfdbinary)
    assert [line for line in lines if "tám nghìn" in line and "99/99" in line]
    assert not [line for line in lines if line.startswith("  [đạt]")]


def test_a_fault_of_a_check_is_told_in_a_line_and_not_as_a_traceback(tmp_path, capfdbinary, monkeypatch):
    def broken(criterion: Any, case: Any) -> Any:
        raise TypeError(f"half-way{NO_LINE}")

    for name in list(CHECKS):
        monkeypatch.setitem(CHECKS, name, broken)
    log = logging.getLogger("grader")
    monkeypatch.setattr(log, "propagate", False)
    monkeypatch.setattr(log, "handlers", [])
    path = tmp_path / "run.zip"
    path.write_bytes(signed(GOOD))
    assert main(["grade", str(path)]) == 0
    lines = lines_of(capfdbinary)
    assert [line for line in lines if line.startswith("LỖI BỘ CHẤM") and "TypeError: half-way" in line]
    assert not [line for line in lines if line.startswith("  [đạt]")]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
@pytest.mark.parametrize("asked", [["verify", "/dev/zero"], ["grade", "RUN", "--scenario", "/dev/zero"]])
def test_a_file_without_end_is_refused_after_as_much_as_may_be(tmp_path, capfdbinary, asked):
    path = tmp_path / "run.zip"
    path.write_bytes(signed(GOOD))
    assert main([str(path) if one == "RUN" else one for one in asked]) == 2
    assert "lớn" in "".join(lines_of(capfdbinary))


def test_a_scenario_file_of_gigabytes_is_not_read(tmp_path):
    path = tmp_path / "scenario.yaml"
    with path.open("wb") as file:
        file.truncate(3_000 * MEGABYTE)
    tracemalloc.start()
    with pytest.raises(ScenarioError, match="lớn hơn"):
        load(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20 * MEGABYTE
