"""Signed letters at fault, one for each sub-indication of ETSI EN 319 102-1 that a signature here can come to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from sandbox.makers.pki import SIGNERS_TO, Identity, Installation, Signer, _certificate, _leaf, _name, _usage
from tests.makers.papers import CHAIRMAN, Office, office

CONTENTS = re.compile(rb"/Contents <([0-9a-fA-F]{64,})>")
NOON = datetime(2026, 11, 23, 12)
SIGNING = {"digital_signature": True, "content_commitment": True}


class Odd(NamedTuple):
    """A PDF, whom to believe, when it is judged and by which list of revoked certificates."""

    pdf: bytes
    trust: bytes
    at: datetime = NOON
    crl: bytes | None = None


def with_contents(pdf: bytes, content: bytes, which: int = 0) -> bytes:
    """The PDF with another signature value in the place of its own, which no signature covers."""
    place = list(CONTENTS.finditer(pdf))[which]
    room = len(place[1])
    return pdf[: place.start(1)] + content.hex().encode().ljust(room, b"0") + pdf[place.end(1) :]


def signature_value(pdf: bytes, which: int = 0) -> cms.ContentInfo:
    """The value of a signature, counted from the first in the file."""
    return cms.ContentInfo.load(bytes.fromhex(CONTENTS.findall(pdf)[which].decode()))


def altered(pdf: bytes, change: Callable[[Any, Any], None]) -> bytes:
    """The PDF after `change(signed data, signer info)` of its first signature value."""
    value = signature_value(pdf)
    change(value["content"], value["content"]["signer_infos"][0])
    return with_contents(pdf, value.dump())


def unstamped(pdf: bytes) -> bytes:
    """Without the time stamp."""

    def change(_: Any, signer: Any) -> None:
        signer["unsigned_attrs"] = cms.CMSAttributes([])

    return altered(pdf, change)


def fresh() -> Office:
    """An office with keys of its own."""
    return Office(Path(mkdtemp(prefix="odd-")))


def keys(made: Office) -> Installation:
    """The keys by which this office's makers sign."""
    return made.makers["sign_person"]._installation()  # type: ignore[attr-defined, no-any-return]


def signed_by(
    usage: dict[str, bool],
    bits: int = 2048,
    end: datetime = SIGNERS_TO,
    purposes: Sequence[str] = (),
) -> tuple[Office, bytes]:
    """A letter signed with a chairman's certificate of this use, strength, end and extended use; and its office."""
    made = fresh()
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    subject = _name((NameOID.COMMON_NAME, CHAIRMAN["name"]), (NameOID.USER_ID, CHAIRMAN["id"]))
    about = [*_leaf(), (_usage(**usage), True)]
    if purposes:
        about.append((x509.ExtendedKeyUsage([x509.ObjectIdentifier(one) for one in purposes]), False))
    certificate = _certificate(subject, key, keys(made).issuing, about, end)
    keys(made).signer = lambda who: Identity(certificate, key)  # type: ignore[method-assign]
    return made, made.signed(made.draft())


def stamped_by(*purposes: str, critical: bool = True) -> tuple[Office, bytes]:
    """A letter whose time stamp an authority's certificate with these extended uses made; and its office."""
    made = fresh()
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name((NameOID.COMMON_NAME, "SANDBOX dấu thời gian khác"))
    about: list[Any] = [*_leaf(), (_usage(digital_signature=True), True)]
    if purposes:
        about.append((x509.ExtendedKeyUsage([x509.ObjectIdentifier(one) for one in purposes]), critical))
    keys(made).time_stamp = Identity(_certificate(subject, key, keys(made).issuing, about), key)
    return made, made.signed(made.draft())


@cache
def letter() -> bytes:
    """A letter with the chairman's signature only, at ten."""
    return office().signed(office().draft())


def of(pdf: bytes, **other: Any) -> Odd:
    return Odd(pdf, office().installation.trust_pem(), **other)


def passed() -> Odd:
    return of(letter())


def format_failure() -> Odd:
    return of(with_contents(letter(), b"no signature value"))


def hash_failure() -> Odd:
    spoilt = bytearray(letter())
    spoilt[spoilt.index(b"stream") + 20] ^= 1  # inside the compressed first page
    return of(bytes(spoilt))


def sig_crypto_failure() -> Odd:
    def change(_: Any, signer: Any) -> None:
        value = bytearray(signer["signature"].native)
        value[7] ^= 1
        signer["signature"] = bytes(value)

    return of(altered(letter(), change))


def no_signing_certificate_found() -> Odd:
    def change(data: Any, _: Any) -> None:
        data["certificates"] = []

    return of(altered(letter(), change))


def no_certificate_chain_found() -> Odd:
    made = fresh()
    return of(made.signed(made.draft()))


def expired() -> Odd:
    return of(office().signed(office().draft(), at="2032-05-05T09:00:00"), at=datetime(2032, 5, 6))


def not_yet_valid() -> Odd:
    """Stamped before the signer's certificate began."""
    made = fresh()
    early = _beginning(datetime(2027, 1, 1), keys(made).signer(Signer(**CHAIRMAN)), keys(made).issuing)
    keys(made).signer = lambda who: early  # type: ignore[method-assign]
    return Odd(made.signed(made.draft()), made.installation.trust_pem())


def _beginning(moment: datetime, signer: Identity, issuing: Identity) -> Identity:
    """The same certificate, but valid from `moment` (UTC) only."""
    old = signer.certificate
    builder = x509.CertificateBuilder(old.issuer, old.subject, old.public_key(), old.serial_number)
    builder = builder.not_valid_before(moment).not_valid_after(SIGNERS_TO)
    for one in old.extensions:
        builder = builder.add_extension(one.value, one.critical)
    return Identity(builder.sign(issuing.key, hashes.SHA256()), signer.key)


def out_of_bounds_no_poe() -> Odd:
    return of(unstamped(letter()), at=datetime(2033, 1, 1))


def revoked(stamped: bool = True) -> Odd:
    made = fresh()
    pdf = made.signed(made.draft())
    who = made.installation.signer(Signer(**CHAIRMAN))
    made.installation.revoke(who.certificate.serial_number, datetime(2026, 11, 20))
    crl = made.installation.crl(NOON)
    return Odd(pdf if stamped else unstamped(pdf), made.installation.trust_pem(), crl=crl)


def revoked_no_poe() -> Odd:
    return revoked(stamped=False)


def timestamp_order_failure() -> Odd:
    return of(letter(), at=datetime(2026, 11, 23, 9))


def sealed_before_it_was_signed() -> Odd:
    return of(office().sealed(letter(), at="2026-11-23T09:30:00"))


def chain_constraints_failure() -> Odd:
    made, pdf = signed_by({"key_encipherment": True})
    return Odd(pdf, made.installation.trust_pem())


def crypto_constraints_failure() -> Odd:
    made, pdf = signed_by(SIGNING, bits=1024)
    return Odd(pdf, made.installation.trust_pem())


def sig_constraints_failure() -> Odd:
    return of(office().signed(office().draft(), id=""))


def try_later() -> Odd:
    return of(letter(), crl=b"")


def certificate_chain_general_failure() -> Odd:
    return Odd(letter(), b"no certificates at all")


# Sub-indication → how a letter comes to it, its main indication and what the finding says.
ODD: dict[str, tuple[Callable[[], Odd], str, str]] = {
    "": (passed, "TOTAL-PASSED", "met"),
    "FORMAT_FAILURE": (format_failure, "TOTAL-FAILED", "missed"),
    "HASH_FAILURE": (hash_failure, "TOTAL-FAILED", "missed"),
    "SIG_CRYPTO_FAILURE": (sig_crypto_failure, "TOTAL-FAILED", "missed"),
    "REVOKED": (revoked, "TOTAL-FAILED", "missed"),
    "EXPIRED": (expired, "TOTAL-FAILED", "missed"),
    "NOT_YET_VALID": (not_yet_valid, "TOTAL-FAILED", "missed"),
    "SIG_CONSTRAINTS_FAILURE": (sig_constraints_failure, "INDETERMINATE", "missed"),
    "CHAIN_CONSTRAINTS_FAILURE": (chain_constraints_failure, "INDETERMINATE", "missed"),
    "CRYPTO_CONSTRAINTS_FAILURE": (crypto_constraints_failure, "INDETERMINATE", "missed"),
    "NO_SIGNING_CERTIFICATE_FOUND": (no_signing_certificate_found, "INDETERMINATE", "missed"),
    "NO_CERTIFICATE_CHAIN_FOUND": (no_certificate_chain_found, "INDETERMINATE", "missed"),
    "OUT_OF_BOUNDS_NO_POE": (out_of_bounds_no_poe, "INDETERMINATE", "missed"),
    "REVOKED_NO_POE": (revoked_no_poe, "INDETERMINATE", "missed"),
    "TIMESTAMP_ORDER_FAILURE": (timestamp_order_failure, "INDETERMINATE", "missed"),
    "TRY_LATER": (try_later, "INDETERMINATE", "undecided"),
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": (certificate_chain_general_failure, "INDETERMINATE", "undecided"),
}
