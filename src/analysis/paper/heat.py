"""Heat maps: cells, their scale, and the cells without a value."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colors import Colormap
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.paper.canvas import (
    POINTS_PER_MM,
    Margins,
    axes_size_pt,
    figure_width,
    root_figure,
)
from analysis.paper.texts import display_width

_LIGHT_FROM = 0.45  # where cividis is light enough for black figures on it
_SCALE_MM = 20.0


def row_label_mm(texts: Sequence[str]) -> float:
    """Guess the room that labels need beside the rows.

    Parameters
    ----------
    texts
        The labels.

    Returns
    -------
    float
        Millimetres.
    """
    return max(map(display_width, texts)) * 8.0 * 0.53 / POINTS_PER_MM + 2


def cells_width_pt(ax: Axes | None, texts: Sequence[str]) -> float:
    """Guess the room for the cells between the labels of their rows and the colour bar.

    Parameters
    ----------
    ax
        The caller's Axes, if any.
    texts
        The labels of the rows.

    Returns
    -------
    float
        Points.
    """
    if ax is not None:
        return max(axes_size_pt(ax)[0] * 0.85 - row_label_mm(texts) * POINTS_PER_MM * 0.6, 1.0)
    return (figure_width() - row_label_mm(texts) - _SCALE_MM) * POINTS_PER_MM


def heat_margins(texts: Sequence[str], *, below_pt: float, above_mm: float) -> Margins:
    """Collect the room that the labels of a heat map need.

    Parameters
    ----------
    texts
        The labels of the rows.
    below_pt
        Height of the labels of the columns, in points.
    above_mm
        Height of the legend, in millimetres.

    Returns
    -------
    Margins
        In millimetres.
    """
    below = below_pt / POINTS_PER_MM + 4
    return Margins(left=row_label_mm(texts), right=_SCALE_MM, below=below, above=above_mm)


def draw_cells(ax: Axes, values: np.ndarray, *, limits: tuple[float, float]) -> QuadMesh:
    """Draw a table of values as coloured cells, row 0 on top; NaN stays empty.

    Parameters
    ----------
    ax
        Where.
    values
        Rows by columns.
    limits
        The values of the darkest and the lightest colour.

    Returns
    -------
    QuadMesh
        For the colour bar.
    """
    n_rows, n_columns = values.shape
    # Few cells are parted by white lines. Many have lines of their own colour, which close the
    # hairlines that PDF viewers show between them.
    few = max(n_rows, n_columns) <= 40
    ax.grid(visible=False)
    mesh = ax.pcolormesh(
        np.arange(n_columns + 1) - 0.5,
        np.arange(n_rows + 1) - 0.5,
        np.ma.masked_invalid(values),
        cmap="cividis",
        vmin=limits[0],
        vmax=limits[1],
        edgecolors="white" if few else "face",
        linewidth=0.3 if few else 0.25,
    )
    ax.set_xlim(-0.5, n_columns - 0.5)
    ax.set_ylim(n_rows - 0.5, -0.5)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return mesh


def add_scale(
    ax: Axes, mesh: QuadMesh, text: str, *, shown: Callable[[float], str] = "{:g}".format
) -> None:
    """Add a colour bar beside the cells.

    Parameters
    ----------
    ax
        Where the cells are.
    mesh
        What `draw_cells` returns.
    text
        What the values are.
    shown
        How a value is written.
    """
    bar = root_figure(ax).colorbar(mesh, ax=ax, fraction=0.04, pad=0.02, aspect=30)
    bar.outline.set_visible(False)
    bar.ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    bar.ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: shown(round(value, 10))))
    bar.ax.tick_params(length=2)
    bar.set_label(text)


def write_values(ax: Axes, mesh: QuadMesh, values: np.ndarray, *, size: float) -> None:
    """Write each value into its cell, black or white, whichever is readable.

    Parameters
    ----------
    ax
        Where the cells are.
    mesh
        What `draw_cells` returns.
    values
        Rows by columns.
    size
        Font size, in points.
    """
    colours: Colormap = mesh.get_cmap()
    for row, column in zip(*np.nonzero(np.isfinite(values)), strict=True):
        red, green, blue, _ = colours(mesh.norm(values[row, column]))
        light = 0.3 * red + 0.59 * green + 0.11 * blue
        ax.text(
            column,
            row,
            f"{values[row, column]:.2f}",
            ha="center",
            va="center",
            fontsize=size,
            color="black" if light > _LIGHT_FROM else "white",
        )


def outward_limits(values: np.ndarray, *, step: float = 0.1) -> tuple[float, float]:
    """Round the range of some values outward.

    Parameters
    ----------
    values
        Any values; NaN is passed over.
    step
        To multiples of this.

    Returns
    -------
    tuple of float
        Lower and upper limit, never equal; (0, 1) if there is no value.
    """
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low = math.floor(round(float(finite.min()) / step, 6)) * step
    high = math.ceil(round(float(finite.max()) / step, 6)) * step
    return (low, high) if high > low else (low, low + step)
