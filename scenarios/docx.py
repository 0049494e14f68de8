"""A letter as DOCX: the same letter gives the same bytes, on any machine and with any version of any library."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from scenarios.papers import Look, Set
from seed.text import nfc

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
DAWN = (2026, 1, 1, 0, 0, 0)
LEFT_SHARE = 0.43  # of the text's width for the left half of header and ending
ROOM = 4  # empty lines for the signature


def docx(letter: Set) -> bytes:
    """The bytes of the letter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _parts(letter).items():
            archive.writestr(zipfile.ZipInfo(name, DAWN), HEAD + content)
    return out.getvalue()


def _parts(letter: Set) -> dict[str, str]:
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("number", "header"),
            ("foot", "footer"),
        )
    )
    inner = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}.xml"/>'
        for id, kind, target in (("s", "styles", "styles"), ("h", "header", "number"), ("f", "footer", "foot"))
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="d" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{_body(letter)}{_section(letter)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>',
        "word/styles.xml": _styles(),
        "word/number.xml": f"<w:hdr {SPACES}>{_page_number(letter)}</w:hdr>",
        "word/foot.xml": f"<w:ftr {SPACES}>{_page_number(letter)}</w:ftr>",
    }


def _styles() -> str:
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f"<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font}"
        '<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    )


# Body


def _body(letter: Set) -> str:
    told = letter.letter
    parts = [_header(letter)]
    if told.kind:
        parts += [_lines(letter, "kind", [told.kind]), _lines(letter, "subject", [told.subject])]
    parts += [_addressees(letter), _lines(letter, "bases", told.bases), _lines(letter, "body", told.body.split("\n"))]
    return "".join((*parts, _plain(10), _ending(letter), _plain(2)))


def _header(letter: Set) -> str:
    told = letter.letter
    who = _lines(letter, "parent", [told.parent] if told.parent else []) + _lines(letter, "org", told.org.split(" / "))
    nation = _lines(letter, "nation", [told.nation]) + _lines(letter, "motto", [told.motto])
    number = _lines(letter, "number", [told.number])
    if not told.kind and told.subject:
        number += _lines(letter, "about", [told.subject])
    return _table(letter, (who, nation), (number, _lines(letter, "date", [told.date])))


def _addressees(letter: Set) -> str:
    names = letter.letter.addressees
    if len(names) == 1:
        return _lines(letter, "addressees", [f"Kính gửi: {names[0]}"])
    listed = [f"- {name}{'.' if name is names[-1] else ';'}" for name in names]
    return _lines(letter, "addressees", ["Kính gửi:", *listed] if names else [])


def _ending(letter: Set) -> str:
    told = letter.letter
    left = _lines(letter, "label", [told.label] if told.label else []) + _lines(letter, "recipients", told.recipients)
    capacity = _lines(letter, "capacity", told.capacity.split(" / "))
    return _table(letter, (left, capacity + _plain(14) * ROOM + _lines(letter, "signer", [told.signer])))


def _table(letter: Set, *rows: tuple[str, str]) -> str:
    width = _width(letter)
    widths = (_twips(width * LEFT_SHARE), _twips(width * (1 - LEFT_SHARE)))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    told = ""
    for row in rows:
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{content or _plain(12)}</w:tc>'
            for wide, content in zip(widths, row, strict=True)
        )
        told += f"<w:tr>{''.join(cells)}</w:tr>"
    layout = '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{layout}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{told}</w:tbl>"
    )


def _lines(letter: Set, component: str, texts: list[str] | tuple[str, ...]) -> str:
    look = letter.looks[component]
    told = "".join(_paragraph(text, look) for text in texts)
    if not texts or not look.line:
        return told
    half = LEFT_SHARE if component in ("org", "parent") else 1 - LEFT_SHARE if component == "motto" else 1
    return told + _rule(_width(letter) * half, look.line)


def _paragraph(text: str, look: Look) -> str:
    spacing = f'<w:spacing w:before="{_points(look.before)}" w:after="0" w:line="{round(look.spacing * 240)}" '
    indent = f'<w:ind w:firstLine="{_twips(look.indent * 10)}"/>' if look.indent else ""
    breaks = '<w:br w:type="page"/>' if text.startswith("\f") else ""
    return (
        f'<w:p><w:pPr>{spacing}w:lineRule="auto"/>{indent}<w:jc w:val="{look.align}"/></w:pPr>'
        f'<w:r>{_run(look)}{breaks}<w:t xml:space="preserve">{escape(nfc(text.lstrip(chr(12))))}</w:t></w:r></w:p>'
    )


def _run(look: Look) -> str:
    font = escape(look.font, {'"': "&quot;"})
    size = round(look.size * 2)
    return (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f"{'<w:b/>' * look.bold}{'<w:i/>' * look.italic}"
        f'<w:color w:val="{look.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _plain(size: int) -> str:
    return f'<w:p><w:pPr><w:rPr><w:sz w:val="{size * 2}"/></w:rPr></w:pPr></w:p>'


def _rule(room: float, length: float) -> str:
    """A line of that length (mm) in the middle of `room`: the lower border of an empty, very low paragraph."""
    side = _twips(max(room - length, 0) / 2)
    return (
        '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="0" w:after="40" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


# Page


def _section(letter: Set) -> str:
    page = letter.page
    where = {"top": "header", "all": "header", "bottom": "footer"}.get(str(page["number"]), "")
    number = f'<w:{where}Reference w:type="default" r:id="{where[:1]}"/>' if where else ""
    margins = " ".join(f'w:{side}="{_twips(float(page[side]))}"' for side in ("top", "right", "bottom", "left"))
    first = "" if page["number"] == "all" else "<w:titlePg/>"
    return (
        f'<w:sectPr>{number}<w:pgSz w:w="{_twips(float(page["width"]))}" w:h="{_twips(float(page["height"]))}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>{first}</w:sectPr>'
    )


def _page_number(letter: Set) -> str:
    size = round(float(letter.page["number_size"]) * 2)
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:rPr>'
        f'<w:sz w:val="{size}"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    )


def _width(letter: Set) -> float:
    return float(letter.page["width"]) - float(letter.page["left"]) - float(letter.page["right"])


def _twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def _points(points: float) -> int:
    return round(points * 20)
