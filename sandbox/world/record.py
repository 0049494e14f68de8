"""Record types and their plain form: frozen structs that know their kind and refer to each other by id.

A record type is a frozen, keyword-only `msgspec.Struct` that forbids unknown fields, with a class variable `kind`
and a field `id`. Its plain form holds JSON values only, and its bytes are those of RFC 8785 (sorted ASCII keys,
integers below 2**53, no floats).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Protocol, TypeVar, runtime_checkable

import msgspec
from msgspec import Meta


@runtime_checkable
class Record(Protocol):
    """Anything that exists in a world."""

    kind: ClassVar[str]

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Record)

Plain = dict[str, Any]

# Field types that the vocabulary, the rubric and the proof understand beyond text, number, date and choice.
PersonId = Annotated[str, Meta(extra={"type": "person"})]
StaffId = Annotated[str, Meta(extra={"type": "staff"})]
OrganisationId = Annotated[str, Meta(extra={"type": "organisation"})]
FileDigest = Annotated[str, Meta(extra={"type": "file"})]


def ref(kind: str) -> Meta:
    """Annotation of a field that holds the id of a record of `kind`: `Annotated[str, ref("dossier")]`."""
    return Meta(extra={"type": "record", "of": kind})


def choice(*values: str) -> Meta:
    """Annotation of a text field whose values are known: `Annotated[str, choice("draft", "signed")]`."""
    return Meta(extra={"type": "choice", "choices": values})


class RecordBase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every record type of the office derives from; row types inside records may derive from it too."""


_encoder = msgspec.json.Encoder(order="sorted")


def canonical(value: Any) -> bytes:
    """Bytes of a plain value or struct as RFC 8785 writes them; the same value gives the same bytes everywhere."""
    return _encoder.encode(value)


def digest(content: bytes) -> str:
    """SHA-256 in lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def to_plain(record: Any) -> Plain:
    """The plain form of a record: a new dictionary of JSON values."""
    plain: Plain = msgspec.to_builtins(record)
    return plain


def from_plain(cls: type[R], plain: Mapping[str, Any]) -> R:
    """The record of type `cls` with this plain form; `msgspec.ValidationError` when it does not fit."""
    return msgspec.convert(plain, cls)
