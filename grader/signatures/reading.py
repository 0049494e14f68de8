"""A reader of PDFs that is quick where a PDF is written plainly and leaves everything else to the library's own.

Half of the time of judging a signature went into reading objects one byte at a time. An object written without odd
escapes, comments, line breaks inside strings, odd spaces or streams of unknown length is read here with one regular
expression; whatever is written in any other way, also what is merely unusual, is read by pyHanko. Both give equal
objects (a property test), so that judging is as strict as it was.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_DEEP = 32
_SPACE = rb"[\x00\t\n\x0c\r ]"
_AFTER = rb"(?=[\x00\t\n\x0c\r \[\]<>/(])"
_HEAD = re.compile(rb"(\d{1,9}) (\d{1,5}) obj(?=[\x00\t\n\x0c\r \[<(/])")
_TAIL = re.compile(_SPACE + rb"*(?:(endobj)|stream\r?\n)")
_STREAM_TAIL = re.compile(_SPACE + rb"*endstream" + _SPACE + rb"*endobj")
_TOKEN = re.compile(
    _SPACE + rb"*(?:"
    rb"(?P<name>/[!\"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]*+)" + _AFTER + rb"|"
    rb"(?P<id>[1-9]\d{0,7}) (?P<generation>\d{1,5}) (?P<reference>R)" + _AFTER + rb"|"
    rb"(?P<real>-?\d{0,12}\.\d{1,12})" + _AFTER + rb"|"
    rb"(?P<whole>-?\d{1,15})(?=[\x00\t\n\x0c\r \[\]<>/(])|"
    rb"<(?P<hex>[0-9A-Fa-f]*+)>|"
    rb"\((?P<text>[^()\\\r\n]*+(?:\\[0-3][0-7][0-7][^()\\\r\n]*+){0,2000}+)\)|"
    rb"(?P<word>true|false|null)" + _AFTER + rb"|"
    rb"(?P<mark><<|>>|\[|\])"
    rb")"
)
_OCTAL = re.compile(rb"\\([0-3][0-7][0-7])")
_OBJECTS: Any = generic  # the library declares no types for making them
_Reader: Any = PdfFileReader  # whose own `get_object` has more parameters than it declares
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False}


class PlainReader(_Reader):  # type: ignore[misc]
    """A `PdfFileReader` of these bytes; each object is read once for all revisions that share it."""

    _ready = False

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._read: dict[tuple[int, int, int], Any] = {}
        super().__init__(BytesIO(pdf))
        self._ready = not self.encrypted

    def get_object(
        self,
        ref: Any,
        revision: int | None = None,
        never_decrypt: bool = False,
        transparent_decrypt: bool = True,
        as_metadata_stream: bool = False,
    ) -> Any:
        """As the library's; `revision` None for the newest."""
        found = None if as_metadata_stream or not self._ready else self._plain(ref, revision)
        if found is not None:
            return found
        return super().get_object(ref, revision, never_decrypt, transparent_decrypt, as_metadata_stream)

    def _plain(self, ref: Any, revision: int | None) -> Any:
        newest = self.xrefs.total_revisions - 1
        place = self.xrefs.get_historical_ref(ref, newest if revision is None else revision)
        if not isinstance(place, int):  # nowhere, or inside an object stream
            return None
        asked = (ref.idnum, ref.generation, place)
        if asked not in self._read:
            self._read[asked] = plain_object(self._pdf, place, generic.Reference(ref.idnum, ref.generation, self))
        return self._read[asked]


def plain_object(pdf: bytes, place: int, ref: generic.Reference) -> Any:
    """The object `ref` that begins at byte `place`, None when it is not written plainly."""
    head = _HEAD.match(pdf, place)
    if head is None or (int(head[1]), int(head[2])) != (ref.idnum, ref.generation):
        return None
    found, end = _value(pdf, head.end(), ref)
    tail = None if found is None else _TAIL.match(pdf, end)
    if tail is None or tail[1]:
        return found if tail else None
    return _stream(pdf, tail.end(), found, ref)


def _stream(pdf: bytes, start: int, about: Any, ref: generic.Reference) -> Any:
    length = dict.get(about, "/Length") if type(about) is generic.DictionaryObject else None
    if type(length) is not generic.NumberObject or length < 0 or not _STREAM_TAIL.match(pdf, start + length):
        return None
    return _of(ref, generic.StreamObject(dict(about), encoded_data=pdf[start : start + length]))


def _value(pdf: bytes, at: int, ref: generic.Reference) -> tuple[Any, int]:
    """The value that begins at byte `at` and where it ends; None when one of its parts is not written plainly."""
    open_: list[tuple[bytes, list[Any]]] = []
    while True:
        token = _TOKEN.match(pdf, at)
        if token is None or len(open_) > MOST_DEEP:
            return None, at
        at = token.end()
        mark = token["mark"]
        if mark in (b"<<", b"["):
            open_.append((mark, []))
            continue
        value = _closed(mark, open_) if mark else _scalar(token, ref)
        if value is None:
            return None, at
        _of(ref, value)
        if not open_:
            return value, at
        open_[-1][1].append(value)


def _closed(mark: bytes, open_: list[tuple[bytes, list[Any]]]) -> Any:
    """The dictionary or array that ends here; None when it is not one, or a key is there twice."""
    begun, parts = open_.pop() if open_ else (b"", [])
    if (begun, mark) == (b"[", b"]"):
        return generic.ArrayObject(parts)
    names = parts[::2]
    plain = begun == b"<<" and mark == b">>" and len(parts) % 2 == 0 and len(set(map(str, names))) == len(names)
    if not plain or any(type(name) is not generic.NameObject for name in names):
        return None
    return _OBJECTS.DictionaryObject(dict(zip(names, parts[1::2], strict=True)))


def _scalar(token: re.Match[bytes], ref: generic.Reference) -> Any:
    kind = token.lastgroup
    if kind == "name":
        return generic.NameObject(token["name"].decode("ascii"))
    if kind == "reference":
        return _OBJECTS.IndirectObject(int(token["id"]), int(token["generation"]), ref.pdf)
    if kind == "whole":
        return _OBJECTS.NumberObject(token["whole"])
    if kind == "real":
        return _OBJECTS.FloatObject(token["real"].decode("ascii"))
    if kind == "word":
        known = _WORDS.get(token["word"])
        return _OBJECTS.NullObject() if known is None else _OBJECTS.BooleanObject(known)
    if kind == "hex":
        return generic.pdf_string(unhexlify(token["hex"])) if len(token["hex"]) % 2 == 0 else None
    return generic.pdf_string(_OCTAL.sub(_byte, token["text"]))


def _byte(octal: re.Match[bytes]) -> bytes:
    return bytes((int(octal[1], 8),))


def _of(ref: generic.Reference, value: Any) -> Any:
    value.container_ref = ref
    return value
