"""A made-up handwritten signature: drawn from the letters of a name, the same for the same name."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random
from typing import NamedTuple

from seed.text import fold

WIDTH, HEIGHT = 153.0, 62.0  # points: 54 × 22 mm
BLUE = (0.05, 0.16, 0.55)
TALL, DEEP = frozenset("bdfhkltđ"), frozenset("gjpqyz")


class Dot(NamedTuple):
    """A point of the pen's way, and how wide the pen is there (points)."""

    x: float
    y: float
    pen: float


def scribble(name: str) -> list[list[Dot]]:
    """The strokes of the signature of `name`, within WIDTH × HEIGHT, y upwards."""
    rng = Random(f"signature:{fold(name)}")
    words = fold(name).split() or ["x"]
    strokes = [_written(words, rng), _flourish(rng)]
    return _fitted(strokes)


def as_pdf(strokes: list[list[Dot]]) -> bytes:
    """Drawing operators for a form XObject of WIDTH × HEIGHT."""
    red, green, blue = BLUE
    out = [f"q 1 J 1 j {red:.2f} {green:.2f} {blue:.2f} RG"]
    for stroke in strokes:
        for a, b in pairwise(stroke):
            out.append(f"{(a.pen + b.pen) / 2:.2f} w {a.x:.1f} {a.y:.1f} m {b.x:.1f} {b.y:.1f} l S")
    return "\n".join([*out, "Q"]).encode("ascii")


def as_svg(strokes: list[list[Dot]]) -> str:
    """The same drawing as SVG, for papers that are typeset with a signature on them."""
    colour = "#" + "".join(f"{round(255 * part):02x}" for part in BLUE)
    lines = [
        f'<path d="M{a.x:.1f} {a.y:.1f}L{b.x:.1f} {b.y:.1f}" stroke-width="{(a.pen + b.pen) / 2:.2f}"/>'
        for stroke in strokes
        for a, b in pairwise(stroke)
    ]
    turned = f'transform="matrix(1 0 0 -1 0 {HEIGHT:g})"'  # y downwards there
    frame = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}"'
    style = f'stroke="{colour}" stroke-linecap="round" fill="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}><g {turned} {style}>{"".join(lines)}</g></svg>'


def _written(words: list[str], rng: Random) -> list[Dot]:
    """One running line: a large first letter, then waves as tall and deep as the letters of the given name."""
    knots = _capital(rng)
    x = knots[-1][0]
    for place, letter in enumerate(words[-1][1:9] + words[0][:1]):
        fading = 1 - 0.07 * place
        up = (30 if letter in TALL else 11) * fading * rng.uniform(0.85, 1.2)
        down = (-18 if letter in DEEP else -1.5) * rng.uniform(0.8, 1.2)
        step = rng.uniform(7.5, 11)
        knots += [(x + step * 0.75, up), (x + step * 0.35, up * 0.75), (x + step * 0.6, down), (x + step, 2.0)]
        x += step
    knots += [(x + 16, rng.uniform(6, 14)), (x + 34, rng.uniform(-4, 8))]
    return _smooth(knots, rng)


# Capitals as points, in parts of their width and height: looped, round, peaked, tailed.
CAPITALS = (
    ((0, 0.1), (0.6, 1), (0.9, 0.92), (0.35, 0.14), (0.2, -0.15), (0.7, -0.08), (1.25, 0.5), (0.8, 0.55), (1.5, 0.05)),
    ((1.3, 0.8), (0.7, 1), (0, 0.5), (0.35, 0.02), (1.1, 0.1), (1.35, 0.55), (0.9, 0.6), (0.9, 0.2), (1.7, 0.05)),
    ((-0.2, 0.02), (0.5, 0.9), (0.62, 0.9), (0.7, -0.05), (0.9, 0.35),
     (1.2, 0.8), (1.3, 0.75), (1.35, 0.05), (1.6, 0.05)),
    ((0.1, 0.75), (0.5, 1.0), (0.55, 0.2), (0.3, -0.5), (-0.1, -0.3), (0.4, 0.1), (0.9, 0.3), (1.1, 0.1), (1.5, 0.08)),
)  # fmt: skip


def _capital(rng: Random) -> list[tuple[float, float]]:
    high, wide = rng.uniform(32, 44), rng.uniform(12, 22)
    return [(x * wide, y * high) for x, y in rng.choice(CAPITALS)]


def _flourish(rng: Random) -> list[Dot]:
    left, right, low = rng.uniform(-6, 8), rng.uniform(70, 110), rng.uniform(-14, -8)
    under = [(right * 0.8, low + 6), (left, low), (left + 8, low - 5), (right * 0.6, low + 1), (right + 14, low + 7)]
    single = [(left + 10, low - 2), (right * 0.5, low + 2), (right + 8, low + 12)]
    crossed = [(right * 0.2, 22), (right * 0.55, 26), (right, 34)]
    return _smooth(rng.choice((under, single, crossed)), rng)


def _smooth(knots: list[tuple[float, float]], rng: Random, parts: int = 7) -> list[Dot]:
    """Catmull-Rom through the knots; slow and downward the pen is wider. Leans to the right."""
    padded = [knots[0], *knots, knots[-1]]
    line: list[tuple[float, float]] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for t in (i / parts for i in range(parts)):
            line.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    base = rng.uniform(0.75, 0.95)
    dots = []
    for (x0, y0), (x1, y1) in pairwise(line):
        speed = math.hypot(x1 - x0, y1 - y0)
        pen = base + (0.45 if y1 < y0 else 0.0) - min(speed, 6) * 0.05
        dots.append(Dot(x1 + 0.28 * y1, y1 + 0.03 * x1, max(pen, 0.45)))
    return dots


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _fitted(strokes: list[list[Dot]]) -> list[list[Dot]]:
    xs = [dot.x for stroke in strokes for dot in stroke]
    ys = [dot.y for stroke in strokes for dot in stroke]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDTH - 12) / wide, (HEIGHT - 8) / high)
    left, low = (WIDTH - wide * scale) / 2 - min(xs) * scale, (HEIGHT - high * scale) / 2 - min(ys) * scale
    return [[Dot(left + dot.x * scale, low + dot.y * scale, dot.pen) for dot in stroke] for stroke in strokes]
