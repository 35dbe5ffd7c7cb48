"""Tiny fonts to test with: each has A, 改 and 革, every glyph a box of its own width."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

GLYPHS = {".notdef": 500, "A": 600, "gai": 1000, "ge": 1000}
CHARACTERS = {ord("A"): "A", ord("改"): "gai", ord("革"): "ge"}


def write_font(path: Path, family: str, *, cff: bool = False, variable: bool = False) -> Path:
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupCharacterMap(CHARACTERS)
    if cff:
        strings = {name: _box(T2CharStringPen(width, None)) for name, width in GLYPHS.items()}
        charstrings = {name: pen.getCharString() for name, pen in strings.items()}
        builder.setupCFF(family.replace(" ", ""), {}, charstrings, {})
    else:
        builder.setupGlyf({name: _box(TTGlyphPen(None)).glyph() for name in GLYPHS})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in GLYPHS.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    names = {"familyName": family, "styleName": "Regular", "fullName": f"{family} Regular"}
    builder.setupNameTable(names | {"psName": f"{family.replace(' ', '')}-Regular"})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    builder.save(path)
    return path


def _box(pen):
    pen.moveTo((50, 0))
    pen.lineTo((50, 700))
    pen.lineTo((400, 700))
    pen.lineTo((400, 0))
    pen.closePath()
    return pen
