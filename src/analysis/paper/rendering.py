"""A figure as the bytes of its files: the same on every run, and never with a box for a glyph."""

import io
import logging
import re
import warnings
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib import style
from matplotlib.cbook import is_math_text
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from analysis.paper.fonts import fonts_used, usable_font
from analysis.paper.style import font_type, report_parameters

_MISSING = re.compile(r"Glyph (\d+) .* missing from font")


def render_figure(figure: Figure, name: str, *, caption: str, alt: str) -> dict[str, bytes]:
    """Render a figure as PDF, SVG and PNG.

    The session's own rcParams do not reach the files: they are rendered in the report style,
    with ``pdf.fonttype`` 3 if a text of the figure is set in a font with CFF outlines.

    Parameters
    ----------
    figure
        What to render.
    name
        The name in error messages.
    caption, alt
        Written into the files as their title and their description.

    Returns
    -------
    dict
        Content by suffix: ``.pdf``, ``.svg``, ``.png`` (300 dpi).

    Raises
    ------
    ValueError
        If a character is in none of the fonts, or a text is set in a variable font.
    """
    missing: set[str] = set()
    with (
        _report_style(figure),
        _collect_missing(missing),
        _collect_missing_in_formulas(missing),
        _settled_layout(figure),
    ):
        contents = {
            suffix: _render(figure, suffix[1:], metadata)
            for suffix, metadata in _metadata(caption, alt).items()
        }
        _parse_formulas_again(figure)
    if missing:
        raise ValueError(_missing_message(name, missing))
    return contents


def _metadata(caption: str, alt: str) -> dict[str, dict[str, Any]]:
    """Describe each file, without the dates and versions that matplotlib adds by itself."""
    return {
        ".pdf": {
            "Title": caption,
            "Subject": alt,
            "Creator": None,
            "Producer": None,
            "CreationDate": None,
        },
        ".svg": {"Title": caption, "Description": alt, "Creator": None, "Date": None},
        ".png": {"Title": caption, "Description": alt, "Software": None},
    }


def _render(figure: Figure, kind: str, metadata: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format=kind, metadata=dict(metadata))
    return buffer.getvalue()


@contextmanager
def _report_style(figure: Figure) -> Generator[None, None, None]:
    parameters = report_parameters()
    # A figure keeps its own layout engine. If it has none, savefig would leave it with this one.
    parameters["figure.constrained_layout.use"] = False
    if "cff" in _outlines(figure):
        parameters |= font_type("cff")
    with style.context(parameters, after_reset=True):
        yield


def _outlines(figure: Figure) -> set[str]:
    families = {family for text in _texts(figure) for family in text.get_fontfamily()}
    return {usable_font(path) for path in fonts_used(sorted(families))}


def _texts(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_visible()]


@contextmanager
def _settled_layout(figure: Figure) -> Generator[None, None, None]:
    """Lay out once at the printed resolution, so that all three files share one geometry."""
    engine = figure.get_layout_engine() or "none"  # None would mean: as rcParams say
    dpi = figure.dpi
    figure.dpi = mpl.rcParams["savefig.dpi"]
    try:
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        yield
    finally:
        figure.dpi = dpi
        figure.set_layout_engine(engine)


@contextmanager
def _collect_missing(missing: set[str]) -> Generator[None, None, None]:
    """Gather the characters that matplotlib warns of, and pass every other warning on."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for warning in caught:
        found = _MISSING.match(str(warning.message))
        if found:
            missing.add(chr(int(found[1])))
        else:
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )


class _MissingInFormula(logging.Handler):
    """Mathtext only logs a missing glyph, and draws a currency sign for it."""

    def __init__(self, missing: set[str]) -> None:
        super().__init__(logging.WARNING)
        self.missing = missing

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the character, the last argument of mathtext's message."""
        if "does not have a glyph" in str(record.msg) and isinstance(record.args, tuple):
            self.missing.add(chr(int(str(record.args[-1]))))


@contextmanager
def _collect_missing_in_formulas(missing: set[str]) -> Generator[None, None, None]:
    handler = _MissingInFormula(missing)
    logger = logging.getLogger("matplotlib.mathtext")
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False  # the error names the characters once; the log would, a dozen times
    try:
        yield
    finally:
        logger.propagate = propagates
        logger.removeHandler(handler)


def _parse_formulas_again(figure: Figure) -> None:
    # With a new parser: the shared one answers from its cache and then logs nothing.
    parser = MathTextParser("path")
    for text in _texts(figure):
        content = text.get_text()
        if text.get_parse_math() and not text.get_usetex() and is_math_text(content):
            parser.parse(content, 72, text.get_fontproperties())


def _missing_message(name: str, missing: set[str]) -> str:
    named = ", ".join(f"{character} (U+{ord(character):04X})" for character in sorted(missing))
    return (
        f"the fonts of figure {name!r} lack {named}, nothing was saved; "
        "call use_report_style() before drawing, and pass it a font file that has them "
        "if they are still missing"
    )
