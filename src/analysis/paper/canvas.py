"""What all plots share: a canvas of the right size, its grid and its legend."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from analysis.paper.style import GRID, MM_PER_INCH
from analysis.paper.texts import display_width

PAGE_MM = 225.0
"""The tallest figure that still leaves room for its caption on an A4 page."""

_HALF_NUMBER_MM = 3.5
POINTS_PER_MM = 72.0 / MM_PER_INCH


@dataclass(frozen=True)
class Margins:
    """Room that labels will take around an Axes, in millimetres; a guess made before layout."""

    left: float = 14.0
    right: float = 3.0
    below: float = 12.0
    above: float = 8.0


def figure_width() -> float:
    """Return the width of new figures, that of ``figure.figsize``.

    Returns
    -------
    float
        Millimetres.
    """
    return float(mpl.rcParams["figure.figsize"][0]) * MM_PER_INCH


def new_figure(height_mm: float) -> Figure:
    """Make a figure of the session's width.

    Parameters
    ----------
    height_mm
        Its height, in millimetres.

    Returns
    -------
    Figure
        Empty, with constrained layout, known to pyplot so that a notebook shows it.
    """
    size = (figure_width() / MM_PER_INCH, height_mm / MM_PER_INCH)
    return plt.figure(figsize=size, layout="constrained")


def axes_or_new(ax: Axes | None, *, height_mm: float, margins: Margins | None = None) -> Axes:
    """Return the Axes to draw on.

    Parameters
    ----------
    ax
        The caller's Axes, kept if given.
    height_mm
        Height of the new figure otherwise, in millimetres.
    margins
        What its labels will need. Layout comes later and measures them; until then the size of
        the Axes is this guess, which decides how many labels fit.

    Returns
    -------
    Axes
        `ax` or the Axes of a new figure.
    """
    if ax is not None:
        return ax
    margins = margins or Margins()
    width_mm = figure_width()
    guess = {
        "left": margins.left / width_mm,
        "right": 1 - margins.right / width_mm,
        "bottom": margins.below / height_mm,
        "top": 1 - margins.above / height_mm,
    }
    return new_figure(height_mm).subplots(gridspec_kw=guess)


def rows_height(n_rows: int, margins: Margins, *, row_mm: float) -> float:
    """Choose a height for a plot with a row for each thing, up to a page.

    Parameters
    ----------
    n_rows
        How many rows.
    margins
        Room below and above the rows.
    row_mm
        Wanted height of a row, in millimetres.

    Returns
    -------
    float
        Millimetres.
    """
    return min(PAGE_MM, n_rows * row_mm + margins.below + margins.above)


def panel_axes(
    figure: Figure | SubFigure | None, n: int, *, columns: int, row_mm: float, around_mm: float
) -> np.ndarray:
    """Make small multiples that share x, row by row, with numbers under each column.

    Parameters
    ----------
    figure
        Where to draw; None makes a new figure of fitting height.
    n
        How many panels.
    columns
        How many stand side by side.
    row_mm, around_mm
        Height of a row of panels, and of the rest of the figure, in millimetres.

    Returns
    -------
    ndarray
        The `n` Axes, in reading order.
    """
    columns = max(1, min(columns, n))
    rows = math.ceil(n / columns)
    where = figure or new_figure(rows * row_mm + around_mm)
    grid = where.subplots(rows, columns, sharex=True, squeeze=False).ravel()
    for unused in grid[n:]:
        unused.remove()
    above_empty = grid[n - columns : (rows - 1) * columns]
    for ax in above_empty:
        ax.tick_params(axis="x", labelbottom=True)
    if isinstance(where, Figure) and figure is None and len(above_empty):
        _let_numbers_hang(where, above_empty)
    return grid[:n]


def _let_numbers_hang(figure: Figure, axes: np.ndarray) -> None:
    """Let the numbers of these Axes hang into the empty places below, not push rows apart."""
    for ax in axes:
        ax.xaxis.set_in_layout(False)
    # so nothing keeps room for half a number at the right side any more
    rect = (0, 0, 1 - _HALF_NUMBER_MM / figure_width(), 1)
    figure.set_layout_engine("constrained", rect=rect)


def root_figure(ax: Axes) -> Figure:
    """Return the whole figure that an Axes is on.

    Parameters
    ----------
    ax
        Any Axes.

    Returns
    -------
    Figure
        Never a SubFigure.

    Raises
    ------
    ValueError
        If the Axes was removed from its figure.
    """
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise ValueError("this Axes is on no figure any more; pass another one as ax")
    return figure


def axes_size_pt(ax: Axes) -> tuple[float, float]:
    """Measure the room inside an Axes.

    Parameters
    ----------
    ax
        Any Axes.

    Returns
    -------
    tuple of float
        Width and height, in points.
    """
    points_per_pixel = 72.0 / root_figure(ax).dpi
    return ax.bbox.width * points_per_pixel, ax.bbox.height * points_per_pixel


def label_columns(ax: Axes | None, *, widest: int, share: float) -> int:
    """Choose how wide the labels of rows may be.

    Parameters
    ----------
    ax
        The caller's Axes, if any; else the width of a new figure counts.
    widest
        What is enough, in half-width columns of text.
    share
        How much of the width they may take.

    Returns
    -------
    int
        Half-width columns, at least 12.
    """
    width_pt = figure_width() * POINTS_PER_MM if ax is None else axes_size_pt(ax)[0]
    return max(12, min(widest, int(width_pt * share / (8.0 * 0.53))))


def value_grid(ax: Axes, axis: Literal["x", "y"]) -> None:
    """Draw grid lines across the values only, behind the data.

    Parameters
    ----------
    ax
        The Axes.
    axis
        The axis that the values are on.
    """
    ax.grid(visible=False)
    ax.grid(visible=True, axis=axis, color=GRID, linewidth=0.5)
    ax.set_axisbelow(True)


def legend_above(ax: Axes, handles: Sequence[Artist]) -> None:
    """Put a legend over the Axes, in as many columns as fit its width.

    Parameters
    ----------
    ax
        The Axes.
    handles
        Entries with labels; nothing is drawn when there is none.
    """
    if not handles:
        return
    size = float(mpl.rcParams["font.size"]) * 0.94
    around = 5.0 * size  # the handle, and the space on both sides of it
    entries = [display_width(str(entry.get_label())) * size * 0.53 + around for entry in handles]
    ax.legend(
        handles=list(handles),
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=_legend_columns(entries, axes_size_pt(ax)[0]),
        fontsize=size,
        frameon=False,
        borderaxespad=0.2,
        columnspacing=1.4,
        handlelength=2.6,
    )


def _legend_columns(entries: Sequence[float], room: float) -> int:
    """Find the most columns that fit; matplotlib fills them one after the other."""
    for columns in range(len(entries), 1, -1):
        parts = np.array_split(np.asarray(entries), columns)
        if sum(float(part.max()) for part in parts) <= room:
            return columns
    return 1
