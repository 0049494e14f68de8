"""What a certificate may be used for, by its key usage and extended key usage (RFC 5280, 4.2.1.3 and 4.2.1.12)."""

from __future__ import annotations

from asn1crypto import x509

SIGNING = frozenset({"digital_signature", "non_repudiation"})
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
DOCUMENTS = frozenset(
    {
        "1.3.6.1.5.5.7.3.36",  # id-kp-documentSigning, RFC 9336
        "1.3.6.1.5.5.7.3.4",  # id-kp-emailProtection, by which many authorities issue to signers
        "1.3.6.1.4.1.311.10.3.12",  # Microsoft document signing
        "1.2.840.113583.1.1.5",  # Adobe authentic documents
        "2.5.29.37.0",  # any
    }
)


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether documents may be signed with it: for signatures, and for no other purposes only."""
    usage, purposes = certificate.key_usage_value, _purposes(certificate)
    signs = usage is not None and bool(SIGNING & usage.native)
    return signs and (purposes is None or bool(DOCUMENTS & purposes))


def may_stamp(certificate: x509.Certificate) -> bool:
    """Whether it is a time stamping authority's: for that purpose alone, and critical (RFC 3161, 2.3)."""
    critical = "extended_key_usage" in certificate.critical_extensions
    return critical and _purposes(certificate) == {TIME_STAMPING}


def _purposes(certificate: x509.Certificate) -> set[str] | None:
    """The purposes that it is limited to, None when it names none."""
    found = certificate.extended_key_usage_value
    return None if found is None else {one.dotted for one in found}
