"""verify: whether anything in a bundle was altered since the installation signed it, and what."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from grader.bundle import Bundle, lines_in, open_bundle, record_of
from grader.chain import altered, misplaced, placed, sha256
from grader.record import Line, RunRecord

ANY_NUMBER = 200
"""More entries than any criterion asks for, where nobody knows how many there were."""


class Alteration(msgspec.Struct, frozen=True):
    """One thing that is not as it was signed. `what`: signature, member, journal, file; `name` or `entry` say which."""

    what: str
    message: str
    name: str = ""
    entry: int = 0


class Verification(msgspec.Struct, frozen=True):
    """What `verify` found. `fingerprint`: SHA-256 of the installation's public key, to be compared by other means."""

    intact: bool
    run: str
    scenario: str
    entries: int
    head: str
    fingerprint: str
    alterations: tuple[Alteration, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether the manifest is the one the installation signed."""
        return not any(one.what == "signature" for one in self.alterations)

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)


def verify(source: bytes | Path | str | Bundle, key: str = "") -> Verification:
    """Checks signature, members, hash chain and files. Raises BrokenBundle when there is nothing to check.

    `key`: fingerprint of the installation's key as the reader knows it by other means; without it any key is good.
    """
    bundle = source if isinstance(source, Bundle) else open_bundle(source)
    manifest, chain = bundle.manifest, chain_of(bundle)
    found = (*_of_another(bundle, key), *_alterations(bundle))
    scenario = manifest.get("scenario")
    return Verification(
        intact=not found,
        run=str(manifest.get("run", "")),
        scenario=str(scenario.get("id", "")) if isinstance(scenario, dict) else "",
        entries=len(chain),
        head=chain[-1] if chain else str(manifest.get("start_digest", "")),
        fingerprint=fingerprint_of(bundle),
        alterations=found,
    )


def fingerprint_of(bundle: Bundle) -> str:
    """SHA-256 of the key that the bundle says it was signed by, "" when that is no key."""
    key = str(bundle.manifest.get("public_key", ""))
    return sha256(bytes.fromhex(key)) if _is_key(key) else ""


def _of_another(bundle: Bundle, key: str) -> Iterator[Alteration]:
    wanted = "".join(key.split()).lower()
    if wanted and fingerprint_of(bundle) != wanted:
        yield Alteration("signature", "Hồ sơ do khóa khác ký, không phải khóa của cơ sở đã nêu")


def chain_of(bundle: Bundle) -> list[str]:
    """Hashes of all entries as the manifest lists them."""
    chain = bundle.manifest.get("chain")
    return list(map(str, chain)) if isinstance(chain, list) else []


def trusted_record(source: bytes | Path | str | Bundle, key: str = "") -> tuple[RunRecord, Verification]:
    """The record without what fails verification, so that it is judged as missing evidence, and the verification.

    Nothing is left when the signature does not hold, not even how many entries there were: it could be anything.
    Without its own scenario (altered), the record must be graded by one that is handed in.
    """
    bundle = source if isinstance(source, Bundle) else open_bundle(source)
    told = verify(bundle, key)
    if not told.signed:
        record = record_of(bundle, lost=frozenset(bundle.members))
        count = max(len(record.lines), ANY_NUMBER)
        return dataclasses.replace(record, count=count, doubted=frozenset(range(1, count + 1))), told
    doubted = frozenset(one.entry for one in told.alterations if one.entry)
    lost = frozenset(one.name for one in told.alterations if one.name)
    return record_of(bundle, doubted, lost), told


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False


def _alterations(bundle: Bundle) -> Iterator[Alteration]:
    if not _signed(bundle):
        message = "Chữ ký của cơ sở đào tạo trên bản kê không đúng: bản kê đã bị sửa, hoặc không do cơ sở này ký"
        yield Alteration("signature", message)
    yield from _members(bundle)
    yield from _journal(bundle)


def _signed(bundle: Bundle) -> bool:
    key = str(bundle.manifest.get("public_key", ""))
    if not _is_key(key):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bundle.signature, bundle.manifest_bytes)
    except InvalidSignature:
        return False
    return True


def _members(bundle: Bundle) -> Iterator[Alteration]:
    listed = bundle.manifest.get("members")
    listed = listed if isinstance(listed, dict) else {}
    for name in sorted({*listed, *bundle.members}):
        if name == "journal":
            continue
        what = "file" if name.startswith("files/") else "member"
        if name not in bundle.members:
            yield Alteration(what, f"“{name}” có trong bản kê nhưng không còn trong hồ sơ", name)
        elif name not in listed:
            yield Alteration(what, f"“{name}” không có trong bản kê: được thêm vào sau", name)
        elif sha256(bundle.members[name]) != listed[name]:
            yield Alteration(what, f"“{name}” đã bị sửa sau khi ký", name)
        elif what == "file" and sha256(bundle.members[name]) != name[6:]:
            yield Alteration(what, f"“{name}” không đúng với tên (mã băm) của nó", name)


def _journal(bundle: Bundle) -> Iterator[Alteration]:
    chain, stored = chain_of(bundle), lines_in(bundle.members["journal"])
    lines = placed(chain, stored)
    wrong = set(altered(str(bundle.manifest.get("start_digest", "")), chain, lines))
    found = [*_entries(len(chain), lines, wrong), *_out_of_place(chain, stored, lines)]
    if not found and not _as_listed(bundle):
        found = [Alteration("journal", "Nhật ký không đúng từng byte với bản kê")]
    yield from found


def _entries(count: int, lines: Mapping[int, Line], wrong: set[int]) -> Iterator[Alteration]:
    """Entries of the chain that are gone or not what was signed."""
    for number in range(1, count + 1):
        if number not in lines:
            yield Alteration("journal", f"Nhật ký: mục {number} không còn, hoặc đã bị sửa", entry=number)
        elif number in wrong:
            yield Alteration("journal", f"Nhật ký: mục {number} đã bị sửa", entry=number)


def _out_of_place(chain: Sequence[str], stored: Sequence[Line], lines: Mapping[int, Line]) -> Iterator[Alteration]:
    """Lines that no entry of the chain explains, that come again, or that stand elsewhere than in the chain."""
    numbers = {hash: number for number, hash in enumerate(chain, 1)}
    order: dict[int, int] = {}
    for place, line in enumerate(stored, 1):
        number = numbers.get(line.hash)
        if number in order:
            yield Alteration("journal", f"Nhật ký: dòng {place} lặp lại mục {number}, là dòng thừa")
        elif number is not None:
            order[number] = place
        elif place in lines or place > len(chain):
            yield Alteration("journal", f"Nhật ký: dòng {place} được thêm vào, là dòng thừa")
    moved = misplaced(list(order))
    if moved:
        named = ", ".join(map(str, moved))
        yield Alteration("journal", f"Nhật ký: thứ tự bị đổi, mục {named} đứng sai chỗ")


def _as_listed(bundle: Bundle) -> bool:
    listed = bundle.manifest.get("members")
    return isinstance(listed, dict) and sha256(bundle.members["journal"]) == listed.get("journal")
