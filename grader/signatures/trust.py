"""Whom the judge of signatures believes: certificates, the list of revoked ones, and the hours of Vietnam."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding

VIETNAM = timezone(timedelta(hours=7))


class Trust(NamedTuple):
    """Certificates that are trusted, those that help to build chains, and who may sign a list of revoked ones."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]
    keys: dict[bytes, CertificateIssuerPublicKeyTypes]  # by subject name


@lru_cache(maxsize=32)
def trust_in(trust_pem: bytes) -> Trust:
    """What PEM certificates say; without a readable self-signed one there are no roots, and nothing is believed."""
    try:
        certificates = pyca.load_pem_x509_certificates(trust_pem)
    except ValueError:
        return Trust((), (), {})
    readable = [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in certificates]
    roots = tuple(each for each in readable if each.issuer == each.subject)
    keys = {each.subject.public_bytes(): each.public_key() for each in certificates}
    return Trust(roots, tuple(each for each in readable if each not in roots), keys)  # type: ignore[arg-type]


class NoList(Exception):
    """The list of revoked certificates cannot be read, or is not the issuer's."""


def revoked_at(certificate: x509.Certificate, trust: Trust, crl: bytes) -> datetime | None:
    """When the certificate was revoked, by the issuer's list (DER); None when it was not. Raises NoList."""
    issuer = certificate.issuer.dump()
    try:
        listed, key = pyca.load_der_x509_crl(crl), trust.keys[issuer]
    except (ValueError, KeyError):
        raise NoList from None
    if listed.issuer.public_bytes() != issuer or not listed.is_signature_valid(key):
        raise NoList
    entry = listed.get_revoked_certificate_by_serial_number(certificate.serial_number)
    return None if entry is None else naive(entry.revocation_date_utc)


def aware(local: datetime | None) -> datetime | None:
    """The moment of a naive Vietnamese time."""
    return None if local is None else local.replace(tzinfo=VIETNAM)


def naive(moment: datetime | None) -> datetime | None:
    """A moment in naive Vietnamese time."""
    return None if moment is None else moment.astimezone(VIETNAM).replace(tzinfo=None)
