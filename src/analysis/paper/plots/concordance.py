"""Plots of where a term stands in its speeches."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns
from analysis.paper.canvas import Margins, axes_or_new, axes_size_pt, label_columns, rows_height
from analysis.paper.checks import check_rows
from analysis.paper.labels import Language, label
from analysis.paper.rows import category_rows, note_column
from analysis.paper.style import COLOURS, GREY, PALE_GREY
from analysis.paper.texts import display_width, tick_texts

_LINES_FROM_PT = 5.0  # in thinner rows, lines would drown the strokes


def plot_kwic(lines: pd.DataFrame, *, language: Language = "en", ax: Axes | None = None) -> Axes:
    """Draw where each hit stands in its speech: a row for each speech, a stroke for each hit.

    Parameters
    ----------
    lines
        What `kwic` returns: doc_id and position, from 0 (the speech's beginning) to 1.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        Speeches in the order of the table, the number of hits at the right.

    Raises
    ------
    ValueError
        If the table is not what `kwic` returns.
    """
    check_columns("plot_kwic", lines, ["doc_id", "position"], "kwic()")
    check_rows("plot_kwic", lines)
    rows, speeches = pd.factorize(lines["doc_id"])
    counts = pd.Series(rows).value_counts()
    n = len(speeches)
    texts = tick_texts(speeches, columns=label_columns(ax, widest=40, share=0.4))
    margins = Margins(left=max(map(display_width, texts)) * 1.5, right=12, below=12, above=6)
    ax = axes_or_new(ax, height_mm=rows_height(n, margins, row_mm=4.2), margins=margins)
    fit = category_rows(ax, texts)
    _draw_hits(ax, lines["position"].to_numpy(dtype=float), rows)
    note_column(ax, label("hits", language), [f"{counts[row]:,}" for row in range(n)], fit=fit)
    _set_positions(ax, language)
    return ax


def _draw_hits(ax: Axes, positions: np.ndarray, rows: np.ndarray) -> None:
    row_pt = axes_size_pt(ax)[1] / (rows.max() + 1)
    half = max(0.36, min(0.5, 1.2 / row_pt))  # thin rows: strokes still touch no other row
    ax.grid(visible=False)
    if row_pt > _LINES_FROM_PT:
        ax.hlines(np.arange(rows.max() + 1), 0, 1, color=PALE_GREY, linewidth=0.5, zorder=1)
    ax.vlines(positions, rows - half, rows + half, color=COLOURS[0], linewidth=0.8)


def _set_positions(ax: Axes, language: Language) -> None:
    ax.set_xlim(-0.005, 1.005)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    ax.set_xlabel(label("position", language))
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_color(GREY)
