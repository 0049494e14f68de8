"""The bundle's format is what docs/bundle.md and the schema say: read here without a line of the grader."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from grader import grade, trusted_record, verify, write_bundle
from sandbox.world.journal import Change, Content, Refusal, Stamp
from tests.grader.story import solved
from tests.grader.test_bundle import KEY, packed, parts

ROOT = Path(__file__).parents[2]
GOLDEN = sorted(Path(__file__).with_name("golden").glob("v*.zip"))
SCHEMA = json.loads((ROOT / "grader" / "schema" / "bundle-1.json").read_text("utf-8"))
MADE = write_bundle(solved().record(software="0.1.0", people={"account": "1", "mode": "exam"}), KEY)
BUNDLES = [pytest.param(one.read_bytes(), id=one.stem) for one in GOLDEN] + [pytest.param(MADE, id="made")]


# A reader by docs/bundle.md alone: zip, JSON, SHA-256 and Ed25519.


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def read(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(journal: bytes) -> list[list[bytes]]:
    return [line.split(b"\t") for line in journal.split(b"\n")[:-1]]


def faults(members: dict[str, bytes]) -> list[str]:
    """What in a bundle is not as it was signed, in the order of the page's steps."""
    manifest = json.loads(members["manifest.json"])
    return [*_signature(members, manifest), *_members(members, manifest), *_chain(members, manifest)]


def _signature(members: dict[str, bytes], manifest: dict) -> list[str]:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(manifest["public_key"]))
    try:
        key.verify(members["manifest.sig"], members["manifest.json"])
    except InvalidSignature:
        return ["signature"]
    return []


def _members(members: dict[str, bytes], manifest: dict) -> list[str]:
    found = {name: sha(content).hex() for name, content in members.items() if not name.startswith("manifest.")}
    listed = manifest["members"]
    return [name for name in sorted({*found, *listed}) if found.get(name) != listed.get(name)]


def _chain(members: dict[str, bytes], manifest: dict) -> list[str]:
    told = []
    before, stored = bytes.fromhex(manifest["start_digest"]), lines(members["journal"])
    if len(stored) != len(manifest["chain"]):
        told.append("number of entries")
    for number, (line, listed) in enumerate(zip(stored, manifest["chain"], strict=False), 1):
        content, stamp, written = line
        before = sha(before + sha(content) + sha(stamp))
        if not before.hex() == written.decode() == listed:
            told.append(f"entry {number}")
    return told


# Its tests


def plain(bundle: bytes) -> dict:
    members = read(bundle)
    told = {name: json.loads(members[name]) for name in SCHEMA["properties"] if name != "journal"}
    journal = [dict(zip(("content", "stamp", "hash"), line, strict=True)) for line in lines(members["journal"])]
    told["journal"] = [
        {"content": json.loads(one["content"]), "stamp": json.loads(one["stamp"]), "hash": one["hash"].decode()}
        for one in journal
    ]
    return told


def problems(value, part: str = "") -> list[str]:
    """What the schema, or one part of it, says against the value."""
    asked = {**SCHEMA, "$ref": f"#/$defs/{part}", "properties": {}, "required": []} if part else SCHEMA
    found = jsonschema.Draft202012Validator(asked).iter_errors(value)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("bundle", BUNDLES)
def test_real_bundles_are_as_the_schema_says(bundle):
    assert problems(plain(bundle)) == []


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_reader_by_the_page_alone_finds_a_real_bundle_whole(bundle):
    assert faults(read(bundle)) == []


def test_the_same_reader_sees_what_verify_sees():
    members = read(MADE)
    members["journal"] = members["journal"].replace(b'"opinion":"pass"', b'"opinion":"fail"', 1)
    assert faults(members) == ["journal", "entry 6", *[f"entry {number}" for number in range(7, 12)]]
    members["manifest.sig"] = bytes(64)
    assert faults(members)[0] == "signature"
    assert [one.what for one in verify(packed(members)).alterations] == ["signature", "journal"]


def test_the_schema_knows_every_field_of_an_entry_and_no_other():
    for part, struct in (("content", Content), ("stamp", Stamp), ("change", Change)):
        wanted = {one.name for one in msgspec.structs.fields(struct)}
        assert set(SCHEMA["$defs"][part]["properties"]) == wanted
    refused = SCHEMA["$defs"]["content"]["properties"]["refused"]["anyOf"][1]["properties"]
    assert set(refused) == {one.name for one in msgspec.structs.fields(Refusal)}


def changed(part: str, **fields) -> dict:
    value = plain(MADE)[part]
    return {**(value[0]["content"] if part == "journal" else value), **fields}


WRONG = {
    "another format": ("manifest", "manifest.json", {"format": 2}),
    "a chain of numbers": ("manifest", "manifest.json", {"chain": [1]}),
    "a strange member": ("manifest", "manifest.json", {"members": {"../x": "0" * 64}}),
    "something more": ("manifest", "manifest.json", {"extra": 1}),
    "an unknown origin": ("content", "journal", {"origin": "ghost"}),
    "a moment with a zone": ("content", "journal", {"at": "2026-11-22T08:00:00Z"}),
    "a name that is a map": ("names", "names.json", {"values": {"a": {}}}),
}


@pytest.mark.parametrize(("part", "member", "fields"), WRONG.values(), ids=WRONG)
def test_the_schema_refuses_what_the_page_does_not_allow(part, member, fields):
    assert problems(changed(member), part) == []
    assert problems(changed(member, **fields), part)


def test_the_command_prints_the_schema():
    done = subprocess.run([sys.executable, "-m", "grader", "schema"], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == SCHEMA


def test_the_page_names_every_member():
    page = (ROOT / "docs" / "bundle.md").read_text("utf-8")
    listed = SCHEMA["$defs"]["manifest"]["properties"]["members"]["required"]
    assert [
        name for name in (*listed, "manifest.json", "manifest.sig", "files/<sha256>") if f"`{name}`" not in page
    ] == []


# Golden files


def test_there_are_golden_files_of_every_format():
    assert {one.stem for one in GOLDEN} == {"v1-letter", "v1-birth"}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda one: one.stem)
def test_an_old_bundle_is_whole_and_gives_the_same_sheet_byte_for_byte(path):
    record, told = trusted_record(path)
    assert (told.alterations, told.intact) == ((), True)
    assert grade(record).to_json() == path.with_suffix(".json").read_bytes(), "see tools/golden_bundles.py"


def test_a_golden_letter_is_signed_and_a_golden_birth_has_a_fault():
    outcomes = {path.stem: json.loads(path.with_suffix(".json").read_bytes())["findings"] for path in GOLDEN}
    assert {one["criterion"]: one["outcome"] for one in outcomes["v1-letter"]}["signed"] == "met"
    assert [one["criterion"] for one in outcomes["v1-birth"] if one["outcome"] == "missed"] == ["right_content"]


@pytest.mark.parametrize(
    ("format", "words"),
    [(2, "định dạng số 2, bộ chấm này đọc đến số 1"), ("1", "không nêu số"), (None, "không nêu số")],
)
def test_an_unknown_format_is_told_clearly(format, words):
    from grader import BrokenBundle

    members = parts(MADE)
    members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), "format": format}).encode()
    with pytest.raises(BrokenBundle, match=words):
        verify(packed(members))


# Whose key


def test_the_key_of_another_installation_is_told():
    known = verify(MADE).fingerprint
    assert verify(MADE, known.upper()).intact
    told = verify(MADE, "0" * 64)
    assert [(one.what, told.signed) for one in told.alterations] == [("signature", False)]
    assert set(grade(trusted_record(MADE, "0" * 64)[0], solved().expanded.scenario).outcomes().values()) == {
        "undecided"
    }
