"""How text in a DOCX looks in the end: defaults, styles and direct formatting laid over each other (ISO/IEC 29500)."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.oxml.ns import qn

from grader.documents.model import Align, Span

TWIPS_OF_MM = 1440 / 25.4
SINGLE = 1.15  # line height of Times New Roman at single spacing, as a part of its size
_ALIGNS: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "justify",
    "distribute": "justify",
}  # fmt: skip


class Paragraph(NamedTuple):
    """A paragraph's own look. `before`, `after` in points; `line`, `rule`: w:spacing as written."""

    align: Align
    indent: float
    before: float
    after: float
    line: float
    rule: str
    ruled: bool
    bullet: str
    chain: tuple[Any, ...]

    def lines(self, size: float) -> float:
        """Line spacing, 1 is single; exact heights are compared with a text of `size` points."""
        if self.rule in ("exact", "atLeast"):
            height = self.line / 20
            return round(height / (size * SINGLE), 3) if size and (self.rule == "exact" or height > size) else 1.0
        return round(self.line / 240, 3)


class Looks:
    """The styles of one document."""

    def __init__(self, document: Any):
        styles = document.styles.element
        self._styles = {one.get(qn("w:styleId")): one for one in styles.iterchildren(qn("w:style"))}
        self._default = next(
            (
                one
                for one in self._styles.values()
                if one.get(qn("w:default")) in ("1", "true") and one.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        defaults = styles.find(qn("w:docDefaults"))
        self._base = [] if defaults is None else [defaults]
        self._fonts = _theme_fonts(document)
        self._bullets = _bullets(document)
        self._chains: dict[str, tuple[Any, ...]] = {}

    def paragraph(self, element: Any) -> Paragraph:
        """The look of this w:p."""
        own = element.find(qn("w:pPr"))
        style = _value(own, "w:pStyle") if own is not None else ""
        chain = self._chain(style or (self._default.get(qn("w:styleId")) if self._default is not None else ""))
        layers = [layer for layer in (_inner(one, "w:pPr") for one in (*self._base, *chain)) if layer is not None]
        layers += [own] if own is not None else []
        spacing, indent = _merged(layers, "w:spacing"), _merged(layers, "w:ind")
        first = float(indent.get("firstLine") or 0) - float(indent.get("hanging") or 0)
        return Paragraph(
            _ALIGNS.get(_last(layers, "w:jc") or "left", "left"),
            round(first / TWIPS_OF_MM, 2),
            _points(spacing, "before"),
            _points(spacing, "after"),
            float(spacing.get("line") or 240),
            spacing.get("lineRule") or "auto",
            any(_has_bottom(layer) for layer in layers[-1:]),
            self._bullet(layers),
            chain,
        )

    def run(self, run: Any, text: str, paragraph: Paragraph) -> Span:
        """The text of this w:r as it looks in its paragraph."""
        own = run.find(qn("w:rPr"))
        styled = self._chain(_value(own, "w:rStyle")) if own is not None else ()
        layers = [_inner(one, "w:rPr") for one in (*self._base, *paragraph.chain, *styled)]
        layers = [layer for layer in (*layers, own) if layer is not None]
        hidden = _on(layers, "w:vanish")
        shown = "" if hidden else text.upper() if _on(layers, "w:caps") else text
        underline = _last(layers, "w:u") or "none"
        colour = _last(layers, "w:color") or "auto"
        return Span(
            shown,
            self._font(layers, text),
            float(_last(layers, "w:sz") or 20) / 2,
            _on(layers, "w:b"),
            _on(layers, "w:i"),
            underline != "none",
            "000000" if colour == "auto" else colour.upper(),
        )

    def _chain(self, style: str) -> tuple[Any, ...]:
        """The style and those it is based on, the farthest first; a circle ends where it closes."""
        if style not in self._chains:
            found: list[Any] = []
            name = style
            while name in self._styles and self._styles[name] not in found and len(found) < 30:
                found.append(self._styles[name])
                name = _value(self._styles[name], "w:basedOn")
            self._chains[style] = tuple(reversed(found))
        return self._chains[style]

    def _font(self, layers: list[Any], text: str) -> str:
        slot = "ascii" if text.isascii() else "hAnsi"
        name = "Times New Roman"
        for layer in layers:
            fonts = layer.find(qn("w:rFonts"))
            if fonts is not None:
                themed = fonts.get(qn(f"w:{slot}Theme"))
                name = self._fonts.get(themed or "", "") or fonts.get(qn(f"w:{slot}")) or name
        return name

    def _bullet(self, layers: list[Any]) -> str:
        numbering = [one for one in (layer.find(qn("w:numPr")) for layer in layers) if one is not None]
        return self._bullets.get(_value(numbering[-1], "w:numId"), "") if numbering else ""


def _inner(one: Any, name: str) -> Any:
    """The properties in a style, or in the document's defaults."""
    found = one.find(qn(name))
    if found is None and one.tag == qn("w:docDefaults"):
        found = one.find(f"{qn(name + 'Default')}/{qn(name)}")
    return found


def _value(holder: Any, name: str) -> str:
    found = holder.find(qn(name)) if holder is not None else None
    return "" if found is None else found.get(qn("w:val")) or ""


def _last(layers: list[Any], name: str) -> str:
    return next((value for layer in reversed(layers) if (value := _value(layer, name))), "")


def _on(layers: list[Any], name: str) -> bool:
    """A toggle that is on: the last layer that speaks of it decides."""
    for layer in reversed(layers):
        found = layer.find(qn(name))
        if found is not None:
            return found.get(qn("w:val")) not in ("0", "false", "off", "none")
    return False


def _merged(layers: list[Any], name: str) -> dict[str, str]:
    """Attributes of an element, each from the last layer that has it."""
    found: dict[str, str] = {}
    for layer in layers:
        one = layer.find(qn(name))
        if one is not None:
            found.update({key.rpartition("}")[2]: value for key, value in one.attrib.items()})
    return found


def _points(spacing: dict[str, str], side: str) -> float:
    if spacing.get(f"{side}Autospacing") in ("1", "true"):
        return 14.0
    return float(spacing.get(side) or 0) / 20


def _has_bottom(layer: Any) -> bool:
    found = layer.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    return found is not None and found.get(qn("w:val")) not in ("none", "nil")


def _theme_fonts(document: Any) -> dict[str, str]:
    """Fonts that the theme's slots stand for, such as minorHAnsi → Calibri."""
    from lxml import etree

    part = next((one.target_part for one in document.part.rels.values() if one.reltype.endswith("/theme")), None)
    if part is None:
        return {}
    tree = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    found = {}
    for which in ("major", "minor"):
        latin = tree.find(f".//{{*}}{which}Font/{{*}}latin")
        if latin is not None:
            found.update({f"{which}{slot}": latin.get("typeface", "") for slot in ("HAnsi", "Ascii", "Bidi")})
    return found


def _bullets(document: Any) -> dict[str, str]:
    """List id → the bullet that stands before its items, for lists that have one; a dash counts as a dash."""
    part = next((one.target_part for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None)
    if part is None:
        return {}
    kinds = {}
    for abstract in part.element.iter(qn("w:abstractNum")):
        level = abstract.find(qn("w:lvl"))
        if level is not None and _value(level, "w:numFmt") == "bullet":
            kinds[abstract.get(qn("w:abstractNumId"))] = f"{_value(level, 'w:lvlText') or '•'} "
    nums = ((one.get(qn("w:numId")), _value(one, "w:abstractNumId")) for one in part.element.iter(qn("w:num")))
    return {num: kinds[abstract] for num, abstract in nums if abstract in kinds}
