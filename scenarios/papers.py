"""Letters that lie ready in a scenario as DOCX: what they say, and where their layout departs from NĐ 30/2020.

A letter is declared, not kept as a file: it says who is who in this variant, and the scenario's digest covers it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import StringConstraints, model_validator

from scenarios.written import Name, Part, Sentence, wrong


class Look(NamedTuple):
    """How a component looks: points, weight, slope, place, and what follows it. `line`: mm that a line is long."""

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    font: str = "Times New Roman"
    colour: str = "000000"
    before: float = 0  # points
    indent: float = 0  # cm
    spacing: float = 1  # lines
    line: float = 0


# As the decree has them (NĐ 30/2020/NĐ-CP, Phụ lục I).
LOOKS: Mapping[str, Look] = {
    "nation": Look(12, bold=True, align="center"),
    "motto": Look(13, bold=True, align="center", line=57),
    "parent": Look(12, align="center"),
    "org": Look(12, bold=True, align="center", line=24),
    "number": Look(13, align="center"),
    "about": Look(12, align="center", before=6),
    "date": Look(13, italic=True, align="center"),
    "kind": Look(14, bold=True, align="center", before=12),
    "subject": Look(14, bold=True, align="center", line=40),
    "addressees": Look(14, align="center", before=12),
    "bases": Look(14, italic=True, align="both", before=6, indent=1.27),
    "body": Look(14, align="both", before=6, indent=1.27),
    "capacity": Look(14, bold=True, align="center"),
    "signer": Look(14, bold=True, align="center"),
    "label": Look(12, bold=True, italic=True),
    "recipients": Look(11),
}
# mm, and where page numbers stand: top, bottom, none, all (on the first page too).
PAGE: Mapping[str, float | str] = {
    "width": 210.0, "height": 297.0, "top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0, "number": "top",
    "number_size": 14.0,
}  # fmt: skip
NUMBERS = ("top", "bottom", "none", "all")
ALIGNS = ("left", "center", "right", "both")
_departure = re.compile(r"([a-z]+)\.([a-z_]+)")
Departures = dict[Annotated[str, StringConstraints(max_length=40)], Annotated[str, StringConstraints(max_length=80)]]


class Letter(Part):
    """A letter's text. `kind`: tên loại, "" for a công văn; `capacity`: lines parted by ` / `; `body`: a paragraph a
    line."""

    parent: str = ""
    org: Sentence
    number: Sentence
    date: Sentence
    kind: str = ""
    subject: str = ""
    addressees: tuple[Sentence, ...] = ()
    bases: tuple[Sentence, ...] = ()
    body: Sentence
    capacity: Sentence
    signer: Sentence
    recipients: tuple[Sentence, ...] = ()
    nation: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    label: str = "Nơi nhận:"


class File(Part):
    """A DOCX: a letter of its own, or one `like` an earlier file that `says` something else and departs `but` so.

    `but`: component.attribute → value, such as `page.left: "20"`, `motto.bold: no`, `body.align: left`.
    """

    letter: Letter | None = None
    like: Name | None = None
    says: dict[Name, Any] = {}
    but: Departures = {}

    @model_validator(mode="after")
    def _one_way(self) -> File:
        if (self.letter is None) == (self.like is None) or (self.says and self.letter):
            raise wrong("cần đúng một trong letter, like; says chỉ đi với like")
        unknown = [name for name in self.says if name not in Letter.model_fields]
        if unknown:
            raise wrong(f"văn bản không có phần “{unknown[0]}”; có: {', '.join(Letter.model_fields)}")
        for name, value in self.but.items():
            departed(name, value)
        return self


def departed(name: str, value: str) -> tuple[str, str, Any]:
    """Component, attribute and typed value of a departure; a fault when there is no such thing."""
    found = _departure.fullmatch(name)
    component, attribute = (found[1], found[2]) if found else ("", "")
    known = PAGE if component == "page" else LOOKS[component]._asdict() if component in LOOKS else {}
    if attribute not in known:
        raise wrong(f"không có chỗ “{name}” để trình bày khác đi")
    return component, attribute, _typed(name, attribute, value, known[attribute])


def _typed(name: str, attribute: str, value: str, usual: Any) -> Any:
    if isinstance(usual, bool):
        if value not in ("yes", "no"):
            raise wrong(f"“{name}” phải là yes hoặc no")
        return value == "yes"
    if isinstance(usual, int | float):
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,2})?", value):
            raise wrong(f"“{name}” phải là một số như 12.5")
        return float(value)
    choices = {"number": NUMBERS, "align": ALIGNS}.get(attribute)
    if choices and value not in choices:
        raise wrong(f"“{name}” phải là một trong {', '.join(choices)}")
    return value


class Set(NamedTuple):
    """A letter ready to be written: its text, its looks and its page."""

    letter: Letter
    looks: Mapping[str, Look]
    page: Mapping[str, float | str]


def settled(files: Mapping[str, File], name: str) -> Set:
    """The letter of that name with all departures; those of the file it is like come first."""
    one = files[name]
    if one.letter is not None:
        base = Set(one.letter, LOOKS, PAGE)
    else:
        likeness = settled(files, one.like or "")
        base = likeness._replace(letter=Letter.model_validate({**likeness.letter.model_dump(), **one.says}))
    looks, page = dict(base.looks), dict(base.page)
    for told, value in one.but.items():
        component, attribute, typed = departed(told, value)
        if component == "page":
            page[attribute] = typed
        else:
            looks[component] = looks[component]._replace(**{attribute: typed})
    return Set(base.letter, looks, page)
