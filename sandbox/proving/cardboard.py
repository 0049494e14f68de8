"""Papers of cardboard: bytes that say what the real ones would be, and the reader who takes their word for it.

Typesetting and signing take a thousand times as long as the acts they belong to. The proof therefore plays with these,
and shows for every solution and every named mistake that the findings are those of the real papers. Only a paper whose
page a criterion reads is set, when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from grader.documents import Paper as Page
from grader.documents import read_paper
from grader.record import RunRecord
from grader.verdicts import SignatureVerdict, Verdicts
from sandbox.world.effects import Maker
from sandbox.world.record import canonical

MOST_PAGES = 2_000


class Signature(msgspec.Struct, frozen=True):
    """Who signed in which field, at which simulated moment (ISO 8601).

    `broken`: something was written after it although its field locks all others, as the organisation's does.
    """

    field: str
    signer: str
    name: str
    at: str
    broken: bool = False


class Paper(msgspec.Struct, frozen=True):
    """What a PDF would show: the layout with its fields, what was written in later, the signatures in their order.

    `sealed`: how often something was written into the paper after the last signature.
    """

    form: str
    fields: dict[str, Any]
    written: dict[str, Any] = {}
    signatures: tuple[Signature, ...] = ()
    sealed: int = 0


_read = msgspec.json.Decoder(Paper).decode


def paper(content: bytes) -> Paper | None:
    """The paper that these bytes are, None when they are no cardboard."""
    try:
        return _read(content)
    except msgspec.DecodeError:
        return None


def _typeset(inputs: Mapping[str, Any], read: Callable[[str], bytes]) -> bytes:
    return canonical(Paper(str(inputs["form"]), {**inputs["fields"], "at": inputs["at"]}))


def _write_number(inputs: Mapping[str, Any], read: Callable[[str], bytes]) -> bytes:
    old = _read(read(inputs["file"]))
    written = {name: value for name, value in inputs.items() if name != "file"}
    kept = tuple(msgspec.structs.replace(one, broken=one.broken or one.field == "org") for one in old.signatures)
    sealed = old.sealed + bool(old.signatures)
    return canonical(msgspec.structs.replace(old, written=written, sealed=sealed, signatures=kept))


def _sign(kind: str) -> Maker:
    def sign(inputs: Mapping[str, Any], read: Callable[[str], bytes]) -> bytes:
        old = _read(read(inputs["file"]))
        field = str(inputs.get("field", kind))
        if any(one.field == field for one in old.signatures):
            raise ValueError(f"the signature field {field!r} is already signed")
        signer = inputs["signer"]
        signed = Signature(field, str(signer["id"]), str(signer["name"]), str(inputs["at"]))
        return canonical(msgspec.structs.replace(old, signatures=(*old.signatures, signed), sealed=0))

    return sign


MAKERS: dict[str, Maker] = {
    "typeset": _typeset,
    "write_number": _write_number,
    "sign_person": _sign("person"),
    "sign_org": _sign("org"),
}


class Reader:
    """Reads cardboard: its signatures as a `SignatureReader`, its page as a `ReadsPapers`.

    `makers`: the real ones, which set a page that a criterion asks for, once for all papers that say the same.
    """

    def __init__(self, makers: Mapping[str, Maker]):
        self._makers = makers
        self._pages: dict[bytes, Page] = {}

    def __call__(self, content: bytes, record: RunRecord, at: datetime) -> Verdicts:
        """What real signatures made like this would be found to be."""
        found = paper(content)
        if found is None or not found.signatures:
            return Verdicts(verdict="failed", reason="FORMAT_FAILURE" if found is None else "NO_SIGNATURE")
        last = len(found.signatures) - 1
        signed = tuple(_verdict(one, number < last or found.sealed > 0) for number, one in enumerate(found.signatures))
        broken = any(one.broken for one in found.signatures)
        return Verdicts(verdict="failed" if broken else "passed", signatures=signed)

    def paper(self, content: bytes) -> Page | None:
        """The page as the real paper would show it, None when this is no cardboard. Raises Unreadable."""
        found = paper(content)
        if found is None:
            return None
        fields = {name: value for name, value in found.fields.items() if name != "at"}
        said = canonical([found.form, fields, found.written])
        if said not in self._pages:
            if len(self._pages) >= MOST_PAGES:
                self._pages.clear()
            self._pages[said] = read_paper(self._set(found, fields))
        return self._pages[said]

    def _set(self, found: Paper, fields: Mapping[str, Any]) -> bytes:
        """The real paper, unsigned: what is drawn for a signature is no part of the page that is judged."""
        asked = {"form": found.form, "fields": fields, "at": found.fields["at"]}
        pdf = self._makers["typeset"](asked, dict[str, bytes]().__getitem__)
        return self._makers["write_number"]({"file": "", **found.written}, lambda _: pdf) if found.written else pdf


def _verdict(one: Signature, changed: bool) -> SignatureVerdict:
    return SignatureVerdict(
        field=one.field,
        kind="org" if one.field == "org" else "person",
        signer_id=one.signer,
        signer_name=one.name,
        signed_at=datetime.fromisoformat(one.at),
        timestamp_ok=True,
        verdict="failed" if one.broken else "passed",
        reason="FORMAT_FAILURE" if one.broken else "",
        covers_whole_file=not changed,
        changes_after="forbidden" if one.broken else "allowed" if changed else "none",
    )
