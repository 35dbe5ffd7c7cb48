"""Plots of how alike speeches are."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, shown
from analysis.paper.canvas import (
    POINTS_PER_MM,
    Margins,
    axes_or_new,
    label_columns,
    rows_height,
    value_grid,
)
from analysis.paper.checks import check_rows
from analysis.paper.columns import CELL_LABEL_PT, plan_columns, put_columns
from analysis.paper.heat import (
    add_scale,
    cells_width_pt,
    draw_cells,
    heat_margins,
    outward_limits,
    write_values,
)
from analysis.paper.labels import Language, label
from analysis.paper.rows import category_rows
from analysis.paper.style import PALE_GREY
from analysis.paper.texts import tick_texts
from analysis.paper.tree import Tree, tree_of

_WRITE_FROM_PT = 24.0  # width of a cell that holds "0.00"


def plot_similarity(
    similarity: pd.DataFrame,
    *,
    order: Sequence[str] | None = None,
    limits: tuple[float, float] | None = None,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw how alike each two speeches are as a heat map; the diagonal stays empty.

    With a dozen speeches or fewer the values are written into the cells; with many, only every
    second or third label is drawn.

    Parameters
    ----------
    similarity
        What `similarity` returns: a square table, speeches by speeches, 0 to 1.
    order
        All speeches in the order wanted; that of the table when left out.
    limits
        The values of the darkest and the lightest colour; pass ``(0, 1)`` to compare figures.
        When left out, the range of the values, rounded outward to tenths.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        The first speech on top and on the left.

    Raises
    ------
    ValueError
        If the table is not what `similarity` returns, or `order` does not name each speech once.
    """
    _check_square(similarity)
    check_rows("plot_similarity", similarity)
    if order is not None:
        _check_order(similarity, order)
        similarity = similarity.loc[list(order), list(order)]
    values = similarity.to_numpy(dtype=float, copy=True)
    np.fill_diagonal(values, np.nan)
    columns = label_columns(ax, widest=30, share=0.4)
    texts = tick_texts(similarity.index, columns=columns)
    width_pt = cells_width_pt(ax, texts)
    below = plan_columns(list(similarity.columns), width_pt=width_pt, columns=columns)
    margins = heat_margins(texts, below_pt=below.height_pt, above_mm=2)
    side_mm = min(width_pt / POINTS_PER_MM, 12.0 * len(texts))
    height_mm = max(side_mm, 20) + margins.below + margins.above
    ax = axes_or_new(ax, height_mm=height_mm, margins=margins)
    ax.set_facecolor(PALE_GREY)
    mesh = draw_cells(ax, values, limits=limits or outward_limits(values))
    fit = category_rows(ax, texts, smallest_pt=CELL_LABEL_PT)
    ax.set_ylim(len(texts) - 0.5, -0.5)
    put_columns(ax, below, n=len(texts))
    if width_pt / len(texts) >= _WRITE_FROM_PT:
        write_values(ax, mesh, values, size=min(fit.font_size, 7.5))
    add_scale(ax, mesh, label("similarity", language))
    return ax


def plot_clustering(
    clustering: pd.DataFrame,
    *,
    leaves: Sequence[str],
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw a clustering as a tree that grows to the right, one leaf a row.

    Parameters
    ----------
    clustering
        What `clustering` returns: left, right, distance; nodes are numbered as in SciPy, first
        the leaves, then the merges.
    leaves
        Names of the leaves, in the order in which they are numbered.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        With a line for each merge; distance 0 is on the right, at the leaves.

    Raises
    ------
    ValueError
        If the table is not what `clustering` returns, or does not go with the leaves.
    """
    check_columns("plot_clustering", clustering, ["left", "right", "distance"], "clustering()")
    tree = tree_of(clustering, list(leaves))
    columns = label_columns(ax, widest=48, share=0.45)
    margins = Margins(below=12, above=3)
    height_mm = rows_height(len(tree.leaves), margins, row_mm=3.6)
    ax = axes_or_new(ax, height_mm=height_mm, margins=margins)
    for distances, rows in tree.forks:
        ax.plot(distances, rows, color="black", linewidth=0.8, linestyle="-", marker="")
    category_rows(ax, tick_texts(tree.leaves, columns=columns))
    ax.yaxis.tick_right()
    ax.tick_params(axis="y", length=0)
    for side in ("left", "right"):
        ax.spines[side].set_visible(False)
    ax.set_xlim(_far_end(tree), 0)
    value_grid(ax, "x")
    ax.set_xlabel(label("distance", language))
    return ax


def _check_square(similarity: pd.DataFrame) -> None:
    if not isinstance(similarity, pd.DataFrame) or not similarity.index.equals(similarity.columns):
        raise ValueError(
            "plot_similarity() draws what similarity() returns: "
            "a DataFrame with the same doc_id on rows and columns, in the same order"
        )


def _check_order(similarity: pd.DataFrame, order: Sequence[str]) -> None:
    given, there = list(order), list(similarity.index)
    if sorted(map(str, given)) != sorted(map(str, there)):
        wrong = [name for name in given if name not in there or given.count(name) > 1]
        wrong += [name for name in there if name not in given]
        raise ValueError(
            f"plot_similarity(): order must name each of the {len(there)} speeches once; "
            f"unknown, missing or doubled: {shown(dict.fromkeys(wrong))}"
        )


def _far_end(tree: Tree) -> float:
    farthest = max((max(distances) for distances, _ in tree.forks), default=0.0)
    return farthest * 1.03 or 1.0
