"""Cut the interface's fonts from the npm package @fontsource/be-vietnam-pro (OFL): run once, by hand, when it changes.

    npm pack @fontsource/be-vietnam-pro && tar xzf fontsource-be-vietnam-pro-*.tgz
    pip install fonttools brotli
    python tools/cut_fonts.py package

Writes into sandbox/ui/static one merged Latin and Vietnamese subset for each weight, and a cut of the digits with equal
widths, because the family has no tabular figures. fonttools is not a dependency of the project.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[1] / "sandbox" / "ui" / "static"
ASCII = range(0x20, 0x7F)
SIGNS = (
    0xA0,
    0xA7,
    0xAB,
    0xB0,
    0xB7,
    0xBB,
    0xD7,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x2022,
    0x2026,
    0x20AB,
)
BASES = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
LETTERS = (*map(ord, BASES), *range(0x1EA0, 0x1EFA))
DIGITS = tuple(map(ord, "0123456789/:.-"))


def load(package: Path, part: str, weight: int) -> TTFont:
    return TTFont(package / "files" / f"be-vietnam-pro-{part}-{weight}-normal.woff2")


def cut(font: TTFont, signs: tuple[int, ...], features: tuple[str, ...]) -> TTFont:
    """The font with only these characters and features, without hints and long names."""
    options = Options(
        hinting=False, desubroutinize=True, name_IDs=[1, 2], layout_features=list(features), notdef_outline=True
    )
    options.drop_tables += ["GDEF", "STAT", "gasp", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    return font


def merged(package: Path, weight: int) -> TTFont:
    """Latin and Vietnamese in one font."""
    parts = []
    for part in ("latin", "vietnamese"):
        font = cut(load(package, part, weight), (*ASCII, *SIGNS, *LETTERS), ("kern",))
        font.flavor = None
        parts.append(Path(f"{part}-{weight}.ttf"))
        font.save(parts[-1])
    whole = Merger().merge([str(one) for one in parts])
    for one in parts:
        one.unlink()
    return cut(whole, (*ASCII, *SIGNS, *LETTERS), ("kern",))


def equal_digits(font: TTFont) -> TTFont:
    """Only digits and the signs between them; every digit as wide as the widest, its outline in the middle."""
    cut(font, DIGITS, ())
    names = [font.getBestCmap()[ord(sign)] for sign in "0123456789"]
    widest = max(font["hmtx"][name][0] for name in names)
    glyphs = font["glyf"]
    for name in names:
        width, bearing = font["hmtx"][name]
        shift = (widest - width) // 2
        glyphs[name].coordinates.translate((shift, 0))
        glyphs[name].recalcBounds(glyphs)
        font["hmtx"][name] = (widest, bearing + shift)
    return font


def save(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.save(STATIC / name)
    print(name, (STATIC / name).stat().st_size)


def main() -> None:
    package = Path(sys.argv[1])
    for weight in (400, 600):
        save(merged(package, weight), f"be-vietnam-pro-{weight}.woff2")
        save(equal_digits(load(package, "latin", weight)), f"be-vietnam-pro-digits-{weight}.woff2")
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (STATIC / "be-vietnam-pro-OFL.txt").write_text(licence, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
