"""Digital signatures as makers: PAdES B-T by an official or an organisation, drawn as NĐ 30/2020, Phụ lục I, asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.pdf_utils.content import AppearanceContent
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sandbox.makers import drawing
from sandbox.makers.openfields import SteadyWriter, form_fields
from sandbox.makers.pki import VIETNAM, Identity, Installation, Signer
from sandbox.makers.timestamp import RunClockStamper
from sandbox.makers.typeset import compiled

RESERVED = 8192  # hexadecimal digits for signature, chain and time stamp; pyHanko signs twice to guess them

Read = Callable[[str], bytes]


class SignatureMaker:
    """Signs the open field `kind` ("person" or "org") of a typeset paper."""

    def __init__(self, installation: Callable[[], Installation], kind: str) -> None:
        self._installation = installation
        self._kind = kind

    def __call__(self, inputs: Mapping[str, Any], read: Read) -> bytes:
        """The signed PDF.

        inputs: `file` (SHA-256 of the PDF), `signer` {id, name, post, org; for a seal also `place`}, `at` (ISO, naive
        Vietnamese time: the moment of the time stamp), `field` (optional, default the kind's own).
        Raises `ValueError` when the PDF has no such open field.
        """
        who = Signer(**{key: str(inputs["signer"].get(key, "")) for key in Signer._fields})
        field = inputs.get("field", self._kind)
        writer = SteadyWriter(BytesIO(read(inputs["file"])))
        _require_open(writer, field)
        place = str(inputs["signer"].get("place", ""))
        style = _Seal(who.org or who.name, place) if self._kind == "org" else _Handwriting(who.name)
        return _signed(writer, field, self._installation(), who, datetime.fromisoformat(inputs["at"]), style)


class KeptKeySigner(signers.Signer):
    """Signs with a private key that is already loaded."""

    def __init__(self, identity: Identity, issuer: Identity) -> None:
        store = SimpleCertificateStore()
        store.register(_asn1(issuer))
        super().__init__(signing_cert=_asn1(identity), cert_registry=store, embed_roots=False)
        self._key = identity.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        assert digest_algorithm == "sha256"
        assert isinstance(self._key, RSAPrivateKey)
        return self._key.sign(data, PKCS1v15(), hashes.SHA256())


def _signed(
    writer: SteadyWriter, field: str, installation: Installation, who: Signer, at: datetime, style: _Handwriting | _Seal
) -> bytes:
    moment = at.replace(tzinfo=VIETNAM)
    signer = KeptKeySigner(installation.signer(who), installation.issuing)
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=who.name or who.org
    )
    maker = _RunClockPdfSigner(
        metadata, signer=signer, timestamper=RunClockStamper(installation.time_stamp, moment), stamp_style=style
    )
    maker.moment = moment
    out = BytesIO()
    maker.sign_pdf(writer, existing_fields_only=True, bytes_reserved=RESERVED, output=out)
    return out.getvalue()


class _RunClockPdfSigner(signers.PdfSigner):
    """Writes the run's clock, not the wall clock, into the signature dictionary."""

    moment: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.moment
        return session


@dataclass(frozen=True)
class _Handwriting:
    """Blue, no text, no ground (Phụ lục I: the image of the signature of the competent person)."""

    name: str

    def create_stamp(self, writer: Any, box: BoxConstraints, text_params: Any) -> AppearanceContent:
        scale = b"q %.4f 0 0 %.4f 0 0 cm\n" % (box.width / drawing.WIDTH, box.height / drawing.HEIGHT)
        return _Drawn(scale + _strokes(self.name) + b"\nQ", writer, box)


@dataclass(frozen=True)
class _Seal:
    """The organisation's round red seal in its real size."""

    org: str
    place: str

    def create_stamp(self, writer: Any, box: BoxConstraints, text_params: Any) -> AppearanceContent:
        content = _Drawn(b"q /Seal Do Q", writer, box)
        page = PdfFileReader(BytesIO(_seal_page(self.org, self.place)))
        content.resources.xobject[NameObject("/Seal")] = writer.import_page_as_xobject(page)
        return content


class _Drawn(AppearanceContent):
    def __init__(self, operators: bytes, writer: Any, box: BoxConstraints) -> None:
        super().__init__(writer, box=box)
        self._operators = operators

    def render(self) -> bytes:
        return self._operators


def _require_open(writer: SteadyWriter, field: str) -> None:
    widget = form_fields(writer).get(field)
    if widget is None or widget.get_object()["/FT"] != "/Sig":
        raise ValueError(f"the document has no signature field {field!r}")
    if "/V" in widget.get_object():
        raise ValueError(f"the signature field {field!r} is already signed")


@lru_cache(maxsize=64)
def _strokes(name: str) -> bytes:
    return drawing.as_pdf(drawing.scribble(name))


@lru_cache(maxsize=64)
def _seal_page(org: str, place: str) -> bytes:
    return compiled("seal", {"org": org, "place": place})


def _asn1(identity: Identity) -> x509.Certificate:
    return x509.Certificate.load(identity.certificate.public_bytes(serialization.Encoding.DER))
