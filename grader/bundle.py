"""A run's record as one signed file (zip) that can be read years later, and the guarded way back.

Members: manifest.json, manifest.sig (Ed25519 over the manifest's bytes), scenario.yaml, names.json, vocabulary.json,
start.json, journal (one entry a line: content, stamp, hash, with tabs between), trust.pem, crl, files/<sha256>.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from grader.chain import placed, sha256
from grader.record import Line, RunRecord
from grader.unpack import MANIFEST, MOST_LINES, REQUIRED, SIGNATURE, BrokenBundle, unpacked
from seed.worktime import Calendar

FORMAT = 1
READABLE = frozenset({1})
MOST_DAYS = 5_000  # of a calendar that differ from the plain week
_DAWN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """A bundle's manifest (its bytes, its signature, decoded) and its other members by name."""

    manifest_bytes: bytes
    signature: bytes
    manifest: Mapping[str, Any]
    members: Mapping[str, bytes]


def write_bundle(record: RunRecord, key: Ed25519PrivateKey) -> bytes:
    """The record as a bundle signed by this installation's key; files that the record lacks are left out."""
    members = _members(record)
    manifest = canonical(_manifest(record, members, key))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: manifest, SIGNATURE: key.sign(manifest), **members}.items():
            archive.writestr(zipfile.ZipInfo(name, _DAWN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def canonical(value: Any) -> bytes:
    """JSON bytes with sorted keys: equal values, equal bytes."""
    return msgspec.json.encode(value, order="sorted")


def _members(record: RunRecord) -> dict[str, bytes]:
    lines = (b"\t".join((one.content, one.stamp, one.hash.encode())) + b"\n" for one in record.lines)
    return {
        "scenario.yaml": record.scenario_text.encode(),
        "names.json": canonical({"values": dict(record.names), "kinds": dict(record.kinds)}),
        "vocabulary.json": canonical(record.vocabulary),
        "start.json": canonical(record.start),
        "journal": b"".join(lines),
        "trust.pem": record.trust_pem,
        "crl": record.crl or b"",
        **{f"files/{name}": record.files[name] for name in sorted(record.files)},
    }


def _manifest(record: RunRecord, members: Mapping[str, bytes], key: Ed25519PrivateKey) -> dict[str, Any]:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {
        "format": FORMAT,
        "run": record.run,
        "scenario": {
            "id": record.scenario_id,
            "version": record.scenario_version,
            "digest": record.scenario_digest,
            "variant": record.variant,
        },
        "now": record.now.isoformat(),
        "population": dict(record.population),
        "people": dict(record.people),
        "calendar": record.calendar.to_plain(),
        "software": record.software,
        "start_digest": record.start_digest,
        "chain": [line.hash for line in record.lines],
        "members": {name: sha256(content) for name, content in members.items()},
        "public_key": public.hex(),
    }


def open_bundle(source: bytes | Path | str) -> Bundle:
    """The members of a bundle, nothing verified yet. Raises BrokenBundle for anything hostile, cut off or strange."""
    members = unpacked(source)
    missing = [name for name in (MANIFEST, SIGNATURE, *REQUIRED) if name not in members]
    if missing:
        raise BrokenBundle(f"Hồ sơ lượt làm thiếu {', '.join(missing)}; hãy xuất lại từ hệ thống")
    manifest_bytes, signature = members.pop(MANIFEST), members.pop(SIGNATURE)
    manifest = _manifest_of(manifest_bytes)
    _short(manifest, members["journal"])
    return Bundle(manifest_bytes, signature, manifest, members)


def _short(manifest: Mapping[str, Any], journal: bytes) -> None:
    """No longer than any run: what each line costs is not spent on lines that nobody wrote."""
    chain = manifest.get("chain")
    if journal.count(b"\n") > MOST_LINES or (isinstance(chain, list) and len(chain) > MOST_LINES):
        raise BrokenBundle(f"“journal” có hơn {MOST_LINES} mục, không lượt làm nào dài như vậy; không đọc để an toàn")


def _manifest_of(content: bytes) -> Mapping[str, Any]:
    manifest = decoded(content, MANIFEST)
    format = manifest.get("format") if isinstance(manifest, dict) else None
    if type(format) is not int or format < 1:
        raise BrokenBundle(f"“{MANIFEST}” không nêu số định dạng; hãy xuất lại hồ sơ lượt làm từ hệ thống")
    if format not in READABLE:
        newest = max(READABLE)
        raise BrokenBundle(
            f"Hồ sơ lượt làm theo định dạng số {format}, bộ chấm này đọc đến số {newest}; hãy dùng bản phần mềm mới hơn"
        )
    return manifest  # type: ignore[no-any-return]


def decoded(content: bytes, name: str) -> Any:
    """The JSON of a member. Raises BrokenBundle."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BrokenBundle(f"“{name}” trong hồ sơ lượt làm không đọc được; hãy xuất lại từ hệ thống") from None


def lines_in(journal: bytes) -> tuple[Line, ...]:
    """The journal's lines as stored; a line that is not three parts has no hash and no place."""
    stored = journal.split(b"\n")
    return tuple(_line(one) for one in (stored if stored[-1] else stored[:-1]))


def _line(stored: bytes) -> Line:
    parts = stored.split(b"\t")
    if len(parts) != 3:
        return Line(stored, b"", "")
    return Line(parts[0], parts[1], parts[2].decode("ascii", "replace"))


def record_of(bundle: Bundle, doubted: frozenset[int] = frozenset(), lost: frozenset[str] = frozenset()) -> RunRecord:
    """The record that a bundle holds, without entries in `doubted` and members in `lost`. Raises BrokenBundle."""
    members = {name: content for name, content in bundle.members.items() if name not in lost}
    try:
        return _record(bundle.manifest, members, doubted)
    except (KeyError, TypeError, ValueError, AttributeError) as bad:
        if isinstance(bad, BrokenBundle):
            raise
        raise BrokenBundle("Hồ sơ lượt làm thiếu hoặc sai dữ liệu; hãy xuất lại từ hệ thống") from None


def _record(manifest: Mapping[str, Any], members: Mapping[str, bytes], doubted: frozenset[int]) -> RunRecord:
    scenario, chain = manifest["scenario"], list(map(str, manifest["chain"]))
    lines = placed(chain, lines_in(members.get("journal", b"")))
    names = _json(members, "names.json", _Names) or _Names({}, {})
    return RunRecord(
        scenario_id=str(scenario["id"]),
        scenario_version=str(scenario["version"]),
        scenario_digest=str(scenario["digest"]),
        scenario_text=members.get("scenario.yaml", b"").decode("utf-8"),
        variant=int(scenario["variant"]),
        run=str(manifest["run"]),
        now=_local(manifest["now"]),
        calendar=_calendar(manifest["calendar"]),
        lines=tuple(lines.get(number, Line(b"", b"", hash)) for number, hash in enumerate(chain, 1)),
        start=_json(members, "start.json", dict[str, dict[str, dict[str, Any]]] | None),
        names=names.values,
        kinds=names.kinds,
        vocabulary=_vocabulary(members),
        start_digest=str(manifest["start_digest"]),
        files={name[6:]: content for name, content in members.items() if name.startswith("files/")},
        trust_pem=members.get("trust.pem", b""),
        crl=members["crl"] or None if "crl" in members else b"",  # a lost list is not the same as none
        population=dict(manifest["population"]),
        people=dict(manifest["people"]),
        software=str(manifest["software"]),
        doubted=doubted,
    )


def _local(text: str) -> datetime:
    """A moment of the simulated clock, which knows no time zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(text)
    return moment


def _calendar(plain: Mapping[str, Any]) -> Calendar:
    if len(plain["days"]) > MOST_DAYS:
        raise BrokenBundle(f"Lịch trong “{MANIFEST}” kể hơn {MOST_DAYS} ngày riêng; không đọc để an toàn")
    return Calendar.from_plain(plain)


class _Names(msgspec.Struct):
    values: dict[str, str | int | list[str | int | None] | None]
    kinds: dict[str, str]


class _Declared(msgspec.Struct):
    title: str = ""
    frame: bool = False
    look_up: bool = False
    fields: dict[str, dict[str, Any]] = {}
    params: dict[str, dict[str, Any]] = {}


def _vocabulary(members: Mapping[str, bytes]) -> Any:
    """The vocabulary; as far as the grader reads it, it has the shape that it should have."""
    _json(members, "vocabulary.json", dict[str, dict[str, _Declared]])
    return _json(members, "vocabulary.json", dict[str, Any]) or {}


def _json(members: Mapping[str, bytes], name: str, shape: Any) -> Any:
    """The JSON of a member in this shape, None when the member is lost. Raises BrokenBundle."""
    if name not in members:
        return None
    try:
        return msgspec.convert(decoded(members[name], name), shape)
    except (msgspec.ValidationError, RecursionError):
        raise BrokenBundle(f"“{name}” trong hồ sơ lượt làm không đúng dạng; hãy xuất lại từ hệ thống") from None
