"""Plots of topics: their terms, and their share of each group of speeches."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from analysis.checks import check_columns
from analysis.paper.canvas import axes_or_new, label_columns, legend_above, rows_height
from analysis.paper.checks import check_rows
from analysis.paper.columns import plan_columns, put_columns
from analysis.paper.heat import (
    add_scale,
    cells_width_pt,
    draw_cells,
    heat_margins,
)
from analysis.paper.labels import Language, label
from analysis.paper.panels import BarPanels, draw_bar_panels
from analysis.paper.rows import category_rows
from analysis.paper.texts import tick_texts
from analysis.paper.years import gap_patch, hatch_background


def plot_topic_terms(
    terms: pd.DataFrame,
    *,
    n: int = 10,
    columns: int = 3,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> np.ndarray:
    """Draw the first terms of each topic side by side, with one scale for all.

    Parameters
    ----------
    terms
        What `topic_terms` returns: topic, label, rank, term, weight.
    n
        How many terms of each topic to draw.
    columns
        How many panels stand side by side.
    language
        Language of the labels.
    figure
        Where to draw; a new figure when left out.

    Returns
    -------
    ndarray
        One Axes for each topic; ``axes[0].figure`` is the figure.

    Raises
    ------
    ValueError
        If the table is not what `topic_terms` returns.
    """
    needed = ["topic", "label", "rank", "term", "weight"]
    check_columns("plot_topic_terms", terms, needed, "topic_terms()")
    check_rows("plot_topic_terms", terms)
    panels = BarPanels(panel="topic", name="term", value="weight", titles=_titles(terms))
    first = terms[terms["rank"] <= n]
    text = label("weight", language)
    return draw_bar_panels(first, panels, columns=columns, xlabel=text, figure=figure)


def plot_topic_shares(
    shares: pd.DataFrame, *, language: Language = "en", ax: Axes | None = None
) -> Axes:
    """Draw the share of each topic in each group as a heat map; groups without text are hatched.

    Parameters
    ----------
    shares
        What `topic_shares` returns: group (a year or any label), topic, label, share.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        A row for each topic, a column for each group.

    Raises
    ------
    ValueError
        If the table is not what `topic_shares` returns.
    """
    check_columns(
        "plot_topic_shares", shares, ["group", "topic", "label", "share"], "topic_shares()"
    )
    check_rows("plot_topic_shares", shares)
    # not pivot_table: a doubled row is an error, no mean
    cells = shares.pivot(index="topic", columns="group", values="share")  # noqa: PD010
    cells = cells[list(shares["group"].unique())]
    values = cells.to_numpy(dtype=float)
    titles = _titles(shares)
    texts = tick_texts(
        [titles[topic] for topic in cells.index], columns=label_columns(ax, widest=36, share=0.4)
    )
    below = plan_columns(list(cells.columns), width_pt=cells_width_pt(ax, texts))
    margins = heat_margins(texts, below_pt=below.height_pt, above_mm=8)
    ax = axes_or_new(
        ax, height_mm=max(40, rows_height(len(cells), margins, row_mm=6.5)), margins=margins
    )
    top = float(np.nanmax(values)) if np.isfinite(values).any() else 1.0
    mesh = draw_cells(ax, values, limits=(0.0, top or 1.0))
    category_rows(ax, texts)
    ax.set_ylim(len(cells) - 0.5, -0.5)
    put_columns(ax, below, n=len(cells.columns))
    add_scale(ax, mesh, label("share", language), shown=lambda share: f"{100 * share:g}")
    if np.isnan(values).any():
        hatch_background(ax)
        legend_above(ax, [gap_patch(label("no_speeches", language))])
    return ax


def _titles(table: pd.DataFrame) -> dict[object, str]:
    pairs = table[["topic", "label"]].drop_duplicates("topic").itertuples(index=False)
    return {topic: _numbered(topic, str(words)) for topic, words in pairs}


def _numbered(topic: int, words: str) -> str:
    return words if words.startswith(f"{topic} ") else f"{topic} {words}"
