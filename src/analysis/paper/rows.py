"""A label beside each row, and notes on its other side."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from analysis.paper.canvas import axes_size_pt
from analysis.paper.style import GREY
from analysis.paper.texts import display_width

SMALLEST_PT = 7.0


@dataclass(frozen=True)
class TickFit:
    """Which of many places get a label, and how large, so that none touches the next."""

    font_size: float
    step: int

    def places(self, n: int) -> list[int]:
        """List the labelled places.

        Parameters
        ----------
        n
            How many places there are.

        Returns
        -------
        list of int
            Places from 0.
        """
        return list(range(0, n, self.step))


def fit_ticks(
    length_pt: float, n: int, *, largest_pt: float = 8.0, smallest_pt: float = SMALLEST_PT
) -> TickFit:
    """Fit one line of text to each of `n` places, or to every second, third … place.

    Parameters
    ----------
    length_pt
        Room for all places, in points.
    n
        How many places.
    largest_pt, smallest_pt
        Wanted font size, and the smallest that will do, in points.

    Returns
    -------
    TickFit
        A label for every place if they fit in the smallest size.
    """
    each_pt = length_pt / max(n, 1)
    font_size = min(largest_pt, max(smallest_pt, each_pt * 0.85))
    return TickFit(font_size=font_size, step=max(1, math.ceil(smallest_pt * 1.12 / each_pt)))


def category_rows(
    ax: Axes, texts: Sequence[str], *, n_rows: int = 0, smallest_pt: float = SMALLEST_PT
) -> TickFit:
    """Put one label beside each row, the first row on top.

    Parameters
    ----------
    ax
        The Axes; rows are at y = 0, 1, 2 …
    texts
        A label for each row.
    n_rows
        Room for this many rows, if that is more.
    smallest_pt
        The smallest font size that will do, in points.

    Returns
    -------
    TickFit
        How the labels were fitted, for notes on the other side.
    """
    n = max(len(texts), n_rows)
    fit = fit_ticks(axes_size_pt(ax)[1], n, smallest_pt=smallest_pt)
    places = fit.places(len(texts))
    ax.set_yticks(places, [texts[place] for place in places], fontsize=fit.font_size)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(n - 0.4, -0.6)
    return fit


def note_column(
    ax: Axes, heading: str, notes: Sequence[str], *, fit: TickFit, start_pt: float = 0.0
) -> float:
    """Write a right-aligned column of notes beside the rows, with a heading above the Axes.

    Parameters
    ----------
    ax
        The Axes.
    heading
        What the notes are.
    notes
        A note for each row.
    fit
        What `category_rows` returned.
    start_pt
        Distance from the right side of the Axes, in points.

    Returns
    -------
    float
        Where the next column starts, in points.
    """
    size = min(fit.font_size, 7.5)
    widest = max(display_width(text) for text in [heading, *notes])
    end_pt = start_pt + widest * size * 0.56 + 6
    look: dict[str, Any] = {
        "textcoords": "offset points",
        "ha": "right",
        "fontsize": size,
        "color": GREY,
    }
    ax.annotate(heading, (1, 1), (end_pt, 3), xycoords="axes fraction", va="bottom", **look)
    for row in fit.places(len(notes)):
        ax.annotate(
            notes[row],
            (1, row),
            (end_pt, 0),
            xycoords=ax.get_yaxis_transform(),
            va="center",
            annotation_clip=False,
            **look,
        )
    return end_pt
