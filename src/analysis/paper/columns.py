"""A label under each column of a heat map: upright, in several lines, thinned out, or turned."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from analysis.paper.rows import fit_ticks
from analysis.paper.texts import display_width, tick_texts, wrap_evenly

CELL_LABEL_PT = 6.0
"""The smallest label of a heat map: with many speeches, small labels beat missing ones."""

_SIZE_PT = 7.5
_COLUMN_PT = _SIZE_PT * 0.53  # a half-width column of text
_MOST_LINES = 3


@dataclass(frozen=True)
class ColumnLabels:
    """Labels that fit under the columns."""

    places: list[int]
    texts: list[str]
    font_size: float
    rotation: int
    height_pt: float


def plan_columns(values: Sequence[object], *, width_pt: float, columns: int = 28) -> ColumnLabels:
    """Choose how to label the columns.

    Parameters
    ----------
    values
        The columns' names; whole numbers are years, of which round ones are labelled.
    width_pt
        Room for all columns, in points.
    columns
        Width of a turned label, in half-width columns of text.

    Returns
    -------
    ColumnLabels
        Upright if they fit side by side in up to three lines, else turned.
    """
    room = width_pt / max(len(values), 1) / _COLUMN_PT
    each = int(room) - 1
    full = tick_texts(values, columns=1000)
    if all(isinstance(value, int | np.integer) for value in values):
        return _thinned(values, full, room=room)
    short = tick_texts(values, columns=max(each * _MOST_LINES - 2, 1))
    lines = [wrap_evenly(text, columns=each) for text in short]
    n_lines = max(text.count("\n") + 1 for text in lines)
    if each >= _longest_word(full) and n_lines <= _MOST_LINES:
        places = list(range(len(values)))
        return ColumnLabels(places, lines, _SIZE_PT, 0, n_lines * _SIZE_PT * 1.4)
    return _turned(tick_texts(values, columns=columns), width_pt)


def put_columns(ax: Axes, labels: ColumnLabels, *, n: int) -> None:
    """Put the labels under the columns.

    Parameters
    ----------
    ax
        The Axes; columns are at x = 0, 1, 2 …
    labels
        What `plan_columns` returns.
    n
        How many columns there are.
    """
    ax.set_xticks(labels.places, labels.texts, fontsize=labels.font_size, rotation=labels.rotation)
    ax.tick_params(axis="x", length=2)
    ax.set_xlim(-0.5, n - 0.5)


def _thinned(values: Sequence[object], texts: Sequence[str], *, room: float) -> ColumnLabels:
    needed = max(map(display_width, texts)) + 2
    # Years 2, 5 or 10 apart, counted from the year 0, so that the labels are round.
    step = next(step for step in (1, 2, 5, 10, 20, 50, 10_000) if room * step >= needed)
    places = [
        place for place, value in enumerate(values) if step == 1 or int(str(value)) % step == 0
    ] or [0]
    return ColumnLabels(places, [texts[i] for i in places], _SIZE_PT, 0, _SIZE_PT * 1.4)


def _longest_word(texts: Sequence[str]) -> int:
    """Measure what no line may be narrower than: an unbroken Latin word, or four Han characters."""
    return max(
        [
            min(8, max(map(display_width, texts))),
            *(len(word) for text in texts for word in re.findall(r"[!-~]+", text)),
        ]
    )


def _turned(texts: Sequence[str], width_pt: float) -> ColumnLabels:
    fit = fit_ticks(width_pt, len(texts), largest_pt=_SIZE_PT, smallest_pt=CELL_LABEL_PT)
    places = fit.places(len(texts))
    height_pt = max(map(display_width, texts)) * fit.font_size * 0.53
    shown = [texts[i] for i in places]
    return ColumnLabels(places, shown, fit.font_size, 90, math.ceil(height_pt))
