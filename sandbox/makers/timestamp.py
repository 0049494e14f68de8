"""The sandbox's own time stamping authority (RFC 3161): in the process, on the run's clock, without a network."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import TimeStamper

from sandbox.makers.pki import Identity

POLICY = "2.25.219386107349531412872203461208174509383"  # an own arc made from a random number (ITU-T X.667)


class RunClockStamper(TimeStamper):
    """Stamps everything with one moment: the simulated time at which the signer signs."""

    def __init__(self, authority: Identity, moment: datetime) -> None:
        """`moment` must know its time zone."""
        super().__init__()
        der = authority.certificate.public_bytes(serialization.Encoding.DER)
        self._certificate = x509.Certificate.load(der)
        self._key = authority.key
        self._moment = moment

    async def async_request_tsa_response(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Grant the request (RFC 3161, section 2.4)."""
        token = cms.ContentInfo({"content_type": "signed_data", "content": self._signed(self._statement(request))})
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})

    def _statement(self, request: tsp.TimeStampReq) -> bytes:
        fields = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": request["message_imprint"],
            "serial_number": secrets.randbits(64),
            "gen_time": self._moment,
            "accuracy": {"seconds": 1},
        }
        if request["nonce"].native is not None:
            fields["nonce"] = request["nonce"]
        return bytes(tsp.TSTInfo(fields).dump())

    def _signed(self, statement: bytes) -> cms.SignedData:
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("message_digest", hashlib.sha256(statement).digest()),
                simple_cms_attribute("signing_certificate_v2", as_signing_certificate_v2(self._certificate)),
            ]
        )
        digest = algos.DigestAlgorithm({"algorithm": "sha256"})
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [digest],
                "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(statement)},
                "certificates": [self._certificate],
                "signer_infos": [self._signer_info(attributes, digest)],
            }
        )

    def _signer_info(self, attributes: cms.CMSAttributes, digest: algos.DigestAlgorithm) -> cms.SignerInfo:
        issuer = {"issuer": self._certificate.issuer, "serial_number": self._certificate.serial_number}
        assert isinstance(self._key, ec.EllipticCurvePrivateKey)
        return cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer}),
                "digest_algorithm": digest,
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signed_attrs": attributes,
                "signature": self._key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
            }
        )
