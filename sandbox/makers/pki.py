"""The installation's own SANDBOX certificate authority: keys and certificates worth nothing outside a drill."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

VIETNAM = timezone(timedelta(hours=7))
VALID_FROM = datetime(2024, 1, 1, tzinfo=UTC)
SIGNERS_TO = datetime(2031, 1, 1, tzinfo=UTC)
AUTHORITIES_TO = datetime(2041, 1, 1, tzinfo=UTC)  # longer, so that a stamp can prove a signature came too late
ROOT_NAME = "SANDBOX CA Mô phỏng (KHÔNG CÓ GIÁ TRỊ PHÁP LÝ)"
ISSUING_NAME = "SANDBOX CA cấp chứng thư Mô phỏng"
TIME_STAMP_NAME = "SANDBOX dấu thời gian Mô phỏng"
LONGEST_NAME = 64  # bytes; RFC 5280, appendix A, bounds CN, O, OU and title


class Signer(NamedTuple):
    """Whom a certificate names. `id` is a post's slug (`chu_tich`) or `org:<code>` for an organisation."""

    id: str
    name: str
    post: str
    org: str


class Identity(NamedTuple):
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: Key


class Installation:
    """The keys of one installation, kept in `folder`, each made the first time that it is needed.

    Several processes may start on an empty folder at once: a key file is published whole or not at all, the first
    one wins and everybody uses it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[Signer, Identity] = {}
        self._lock = Lock()

    @cached_property
    def root(self) -> Identity:
        """The self-signed certificate that the sandbox trusts."""
        return self._identity("root", lambda: _authority(ROOT_NAME, None))

    @cached_property
    def issuing(self) -> Identity:
        """The authority that issues certificates to officials and organisations."""
        return self._identity("issuing", lambda: _authority(ISSUING_NAME, self.root))

    @cached_property
    def time_stamp(self) -> Identity:
        """The time stamping authority (RFC 3161)."""
        return self._identity("time_stamp", lambda: _time_stamper(self.issuing))

    def signer(self, who: Signer) -> Identity:
        """The certificate of an official or organisation, issued when first asked for."""
        with self._lock:
            if who not in self._kept:
                label = hashlib.sha256("\n".join(who).encode()).hexdigest()[:24]
                self._kept[who] = self._identity(f"signer-{label}", lambda: _signer(who, self.issuing))
            return self._kept[who]

    def trust_pem(self) -> bytes:
        """Root and issuing certificate as PEM: all that a judge of signatures has to be given."""
        return b"".join(_certificate_pem(each.certificate) for each in (self.root, self.issuing))

    @cached_property
    def bundle_key(self) -> ed25519.Ed25519PrivateKey:
        """The key that signs the records of runs."""
        pem = self._kept_file("bundle.pem", lambda: _key_pem(ed25519.Ed25519PrivateKey.generate()))
        key = serialization.load_pem_private_key(pem, None)
        assert isinstance(key, ed25519.Ed25519PrivateKey)
        return key

    def public_fingerprint(self) -> str:
        """SHA-256 of the raw public bundle key, as hexadecimal."""
        return hashlib.sha256(self.bundle_key.public_key().public_bytes_raw()).hexdigest()

    def revoke(self, serial: int, at: datetime) -> None:
        """Revoke the certificate with this serial number from `at` (naive Vietnamese time). The first word stands."""
        entry = json.dumps({"serial": str(serial), "at": at.isoformat()}).encode()
        self._kept_file(f"revoked-{serial:x}.json", lambda: entry)

    def crl(self, at: datetime) -> bytes:
        """The issuing authority's list of revoked certificates (DER) as it stands at `at` (naive Vietnamese time)."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuing.certificate.subject)
            .last_update(_utc(at))
            .next_update(_utc(at) + timedelta(days=30))
        )
        for path in sorted(self.folder.glob("revoked-*.json")):
            row = json.loads(path.read_bytes())
            when = datetime.fromisoformat(row["at"])
            if when <= at:
                builder = builder.add_revoked_certificate(_revoked(int(row["serial"]), when))
        return builder.sign(self.issuing.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _identity(self, name: str, make: Callable[[], Identity]) -> Identity:
        pem = self._kept_file(f"{name}.pem", lambda: _identity_pem(make()))
        key = serialization.load_pem_private_key(pem, None)
        assert isinstance(key, Key)
        return Identity(x509.load_pem_x509_certificate(pem), key)

    def _kept_file(self, name: str, make: Callable[[], bytes]) -> bytes:
        path = self.folder / name
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            _publish(path, make())
        return path.read_bytes()


def _publish(path: Path, content: bytes) -> None:
    """Create `path` whole or not at all; leave it alone when another process was faster."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links; renaming there may replace an equal newcomer's file
        if not path.exists():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _authority(name: str, parent: Identity | None) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name((NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, "SANDBOX Thao trường số"))
    usage = _usage(key_cert_sign=True, crl_sign=True)
    extensions = [(x509.BasicConstraints(ca=True, path_length=None if parent is None else 0), True), (usage, True)]
    return Identity(_certificate(subject, key, parent, extensions), key)


def _time_stamper(parent: Identity) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name((NameOID.COMMON_NAME, TIME_STAMP_NAME), (NameOID.ORGANIZATION_NAME, "SANDBOX Thao trường số"))
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    usage = _usage(digital_signature=True, content_commitment=True)
    return Identity(_certificate(subject, key, parent, [*_leaf(), (usage, True), (purpose, True)]), key)


def _signer(who: Signer, parent: Identity) -> Identity:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = _name(
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, who.org),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "SANDBOX - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"),
        (NameOID.TITLE, who.post),
        (NameOID.COMMON_NAME, _cut(who.name, LONGEST_NAME - 10) + " (SANDBOX)"),
        (NameOID.USER_ID, who.id),
    )
    usage = _usage(digital_signature=True, content_commitment=True)
    return Identity(_certificate(subject, key, parent, [*_leaf(), (usage, True)], SIGNERS_TO), key)


def _certificate(
    subject: x509.Name,
    key: Key,
    parent: Identity | None,
    extensions: list[tuple[x509.ExtensionType, bool]],
    end: datetime = AUTHORITIES_TO,
) -> x509.Certificate:
    signing_key = key if parent is None else parent.key
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if parent is None else parent.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(above, critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signing_key, hashes.SHA256())


def _leaf() -> list[tuple[x509.ExtensionType, bool]]:
    return [(x509.BasicConstraints(ca=False, path_length=None), True)]


def _usage(**granted: bool) -> x509.KeyUsage:
    names = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
    names += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{name: granted.get(name, False) for name in names})


def _name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, _cut(text, LONGEST_NAME)) for oid, text in parts if text])


def _cut(text: str, length: int) -> str:
    while len(text.encode()) > length:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def _revoked(serial: int, when: datetime) -> x509.RevokedCertificate:
    return x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(_utc(when)).build()


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=VIETNAM).astimezone(UTC)


def _certificate_pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: Key | ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _identity_pem(identity: Identity) -> bytes:
    return _certificate_pem(identity.certificate) + _key_pem(identity.key)
