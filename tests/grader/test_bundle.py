"""A bundle can be read anywhere, and shows what was altered; a hostile file is told so and harms nobody."""

import io
import json
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from grader import BrokenBundle, grade, trusted_record, verify, write_bundle
from grader.bundle import canonical
from grader.chain import sha256
from tests.grader.story import Story, link, solved

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def parts(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def bundle() -> bytes:
    story = solved()
    story.files = {sha256(b"a pdf"): b"a pdf"}
    return write_bundle(story.record(software="0.1.0"), KEY)


@pytest.fixture
def members(bundle) -> dict[str, bytes]:
    return parts(bundle)


def test_a_bundle_gives_the_same_score_sheet_as_the_run_itself(bundle):
    record, told = trusted_record(bundle)
    assert told.intact
    assert grade(record).to_json() == grade(solved().record()).to_json()
    assert record.files[sha256(b"a pdf")] == b"a pdf"


def test_the_same_record_gives_the_same_members(bundle):
    story = solved()
    story.files = {sha256(b"a pdf"): b"a pdf"}
    assert parts(write_bundle(story.record(software="0.1.0"), KEY)) == parts(bundle)


def test_verification_tells_run_head_and_the_fingerprint_of_the_installation(bundle):
    told = verify(bundle)
    assert (told.run, told.scenario, told.entries) == ("r1", "birth", 11)
    assert told.head == solved().lines[-1].hash
    assert len(told.fingerprint) == 64


def test_an_entry_whose_text_was_changed_is_named_and_left_out_of_the_judgement(members):
    members["journal"] = members["journal"].replace(b'"opinion":"pass"', b'"opinion":"fail"', 1)
    record, told = trusted_record(packed(members))
    assert {one.entry for one in told.alterations} == {6}
    assert record.entries[5] is None
    assert grade(record).finding("checked").outcome == "undecided"


def test_a_changed_entry_with_its_hash_made_anew_is_found_too(members):
    lines = members["journal"].split(b"\n")
    content, stamp, _ = lines[5].split(b"\t")
    content = content.replace(b"tu_phap", b"mot_cua")
    before = lines[4].split(b"\t")[2].decode()
    lines[5] = b"\t".join((content, stamp, link(before, content, stamp).encode()))
    members["journal"] = b"\n".join(lines)
    told = verify(packed(members))
    assert {one.entry for one in told.alterations} == {6}


def test_a_removed_entry_leaves_a_gap_where_it_was(members):
    lines = members["journal"].split(b"\n")
    del lines[4]
    members["journal"] = b"\n".join(lines)
    record, told = trusted_record(packed(members))
    assert [one.entry for one in told.alterations] == [5]
    assert [entry is None for entry in record.entries] == [number == 5 for number in range(1, 12)]


def test_a_cut_journal_leaves_its_end_undecided(members):
    members["journal"] = b"\n".join(members["journal"].split(b"\n")[:6]) + b"\n"
    record, told = trusted_record(packed(members))
    assert [one.entry for one in told.alterations] == [7, 8, 9, 10, 11]
    sheet = grade(record)
    assert sheet.passed is None
    assert sheet.finding("returned").outcome == "undecided"


def test_added_lines_are_told_and_not_believed(members):
    members["journal"] += b'{"seq":12}\t{}\t' + b"0" * 64 + b"\n"
    record, told = trusted_record(packed(members))
    assert [one.what for one in told.alterations] == ["journal"]
    assert grade(record).to_json() == grade(solved().record()).to_json()


def test_lines_in_another_order_are_told(members):
    lines = members["journal"].split(b"\n")[:-1]
    members["journal"] = b"\n".join([*reversed(lines), b""])
    assert [one.what for one in verify(packed(members)).alterations] == ["journal"]


@pytest.mark.parametrize("name", ["names.json", "vocabulary.json", "start.json", "trust.pem", "crl"])
def test_a_changed_member_is_named_and_never_makes_a_definite_finding_worse(members, name):
    members[name] = b'{"values":{},"kinds":{}}' if name == "names.json" else b"{}"
    record, told = trusted_record(packed(members))
    assert [one.name for one in told.alterations] == [name]
    assert {one.outcome for one in grade(record).findings} <= {"met", "undecided"}


def test_changed_added_and_lost_files_are_named(members):
    changed = "files/" + sha256(b"a pdf")
    members[changed] = b"another pdf"
    members["files/" + "0" * 64] = b"added"
    told = {one.name: one.message for one in verify(packed(members)).alterations}
    assert set(told) == {changed, "files/" + "0" * 64}
    del members[changed]
    assert "không còn" in {one.name: one.message for one in verify(packed(members)).alterations}[changed]


def test_a_manifest_signed_by_nobody_decides_nothing(members):
    members["manifest.sig"] = b"0" * 64
    record, told = trusted_record(packed(members))
    assert not told.signed
    assert set(grade(record, Story().expanded.scenario).outcomes().values()) == {"undecided"}


def test_a_manifest_with_another_key_inside_is_not_signed(members):
    manifest = json.loads(members["manifest.json"])
    manifest["public_key"] = "zz"
    members["manifest.json"] = canonical(manifest)
    assert not verify(packed(members)).signed


def test_a_changed_rubric_is_not_used(members):
    members["scenario.yaml"] = members["scenario.yaml"].replace(b"points: 3", b"points: 9")
    record, told = trusted_record(packed(members))
    assert [one.name for one in told.alterations] == ["scenario.yaml"]
    assert record.scenario_text == ""


HOSTILE = {
    "not a zip": b"PK or not",
    "nothing": b"",
    "cut off": write_bundle(solved().record(), KEY)[:700],
    "empty zip": packed({}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_bundle_is_told_in_vietnamese(content):
    with pytest.raises(BrokenBundle, match="hãy xuất lại"):
        verify(content)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/abs", "files/../x", "files/abc", "C:\\x", "notes.txt"])
def test_strange_names_are_refused(members, name):
    with pytest.raises(BrokenBundle, match="tệp lạ"):
        verify(packed({**members, name: b"x"}))


def test_a_bomb_is_refused_before_it_is_unpacked(members):
    with pytest.raises(BrokenBundle, match="nén bất thường"):
        verify(packed({**members, "files/" + "a" * 64: b"\0" * 50_000_000}))


def test_names_that_come_twice_are_refused(members):
    out = io.BytesIO(packed(members))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("journal", b"")
    with pytest.raises(BrokenBundle, match="trùng nhau"):
        verify(out.getvalue())


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig", "journal", "start.json"])
def test_a_missing_member_is_named(members, name):
    del members[name]
    with pytest.raises(BrokenBundle, match=name):
        verify(packed(members))


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 99}', b"[" * 100_000, b"\xff"])
def test_a_manifest_that_cannot_be_read_is_refused(members, content):
    with pytest.raises(BrokenBundle):
        verify(packed({**members, "manifest.json": content}))


@pytest.mark.parametrize("key", ["chain", "calendar", "now", "scenario", "run", "members"])
def test_a_manifest_without_what_it_must_hold_is_refused_or_unsigned(members, key):
    manifest = json.loads(members["manifest.json"])
    del manifest[key]
    content = canonical(manifest)
    members |= {"manifest.json": content, "manifest.sig": KEY.sign(content)}
    try:
        _, told = trusted_record(packed(members))
    except BrokenBundle:
        return
    assert not told.intact


WRONG_SHAPES = [
    ("names.json", b'{"values": {"mother": {}}, "kinds": {}}'),
    ("names.json", b'{"values": {}, "kinds": {"dossier": []}}'),
    ("start.json", b'{"dossier": []}'),
    ("start.json", b'{"dossier": {"x": 5}}'),
    ("vocabulary.json", b'{"actions": {"a.b": {"params": []}}}'),
    ("vocabulary.json", b"[]"),
    ("names.json", b"["),
]


@pytest.mark.parametrize(("name", "content"), WRONG_SHAPES)
def test_a_member_of_another_shape_is_refused_though_it_is_signed(members, name, content):
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name] = sha256(content)
    signed = canonical(manifest)
    members |= {name: content, "manifest.json": signed, "manifest.sig": KEY.sign(signed)}
    with pytest.raises(BrokenBundle, match=name):
        trusted_record(packed(members))


@pytest.mark.parametrize(("key", "value"), [("now", "9999-12-31T23:00:00"), ("now", "0001-01-01T00:00:00")])
def test_a_run_at_the_end_of_time_is_graded_without_a_fall(members, key, value):
    manifest = json.loads(members["manifest.json"]) | {key: value}
    signed = canonical(manifest)
    members |= {"manifest.json": signed, "manifest.sig": KEY.sign(signed)}
    record, told = trusted_record(packed(members))
    assert told.intact
    assert grade(record).max_score == 22


def test_a_bundle_of_an_empty_run_can_be_graded():
    record, told = trusted_record(write_bundle(Story().record(), KEY))
    assert told.intact
    assert grade(record).high == 0
