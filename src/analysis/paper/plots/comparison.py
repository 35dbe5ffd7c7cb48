"""Plots of what sets groups of speeches apart."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Patch

from analysis.checks import check_columns
from analysis.paper.canvas import (
    Margins,
    axes_or_new,
    label_columns,
    legend_above,
    rows_height,
    value_grid,
)
from analysis.paper.checks import check_rows
from analysis.paper.labels import LABELS, Language, label
from analysis.paper.panels import BarPanels, draw_bar_panels
from analysis.paper.rows import TickFit, category_rows, note_column
from analysis.paper.style import fill
from analysis.paper.texts import escape, tick_texts


def plot_keyness(
    keywords: pd.DataFrame,
    *,
    n: int = 15,
    target: str | None = None,
    reference: str | None = None,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the features that set a target corpus most apart from a reference corpus.

    Bars are signed log-likelihoods: to the right what the target uses more, to the left what
    the reference uses more. Beside them stand the log ratio and both counts, target first.

    Parameters
    ----------
    keywords
        What `keyness` returns.
    n
        How many features of each side to draw.
    target, reference
        Names of the two corpora for the legend.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        With one bar for each feature, the strongest of the target on top.

    Raises
    ------
    ValueError
        If the table is not what `keyness` returns.
    """
    needed = ["n_target", "n_reference", "log_ratio", "log_likelihood"]
    check_columns("plot_keyness", keywords, needed, "keyness()")
    check_rows("plot_keyness", keywords)
    shown = _strongest(keywords, n)
    columns = label_columns(ax, widest=28, share=0.25)
    margins = Margins(left=30, right=38, below=12, above=12)
    ax = axes_or_new(ax, height_mm=rows_height(len(shown), margins, row_mm=4.0), margins=margins)
    values = shown["log_likelihood"].to_numpy(dtype=float)
    for side, places in enumerate((values > 0, values <= 0)):
        rows = np.flatnonzero(places)
        ax.barh(rows, values[rows], height=0.72, **fill(side))
    ax.axvline(0, color="black", linewidth=0.6)
    fit = category_rows(ax, tick_texts(shown.index, columns=columns))
    _note_numbers(ax, shown, fit, language)
    value_grid(ax, "x")
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(label("log_likelihood", language))
    names = (target or label("target", language), reference or label("reference", language))
    texts = tick_texts(names, columns=44)
    legend_above(ax, [Patch(label=text, **fill(i)) for i, text in enumerate(texts)])
    return ax


def plot_top_features(
    top: pd.DataFrame,
    *,
    columns: int = 3,
    value: str | None = None,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> np.ndarray:
    """Draw the top features of each group side by side, with one scale for all.

    Parameters
    ----------
    top
        What `top_features` returns: group, rank, feature, value.
    columns
        How many panels stand side by side.
    value
        What the values are, for the label of x: a key of the table of labels, such as
        ``"count"``, or a text that is the same in every language, such as ``"TF-IDF"``.
    language
        Language of the labels.
    figure
        Where to draw; a new figure when left out.

    Returns
    -------
    ndarray
        One Axes for each group, in the order of the table; ``axes[0].figure`` is the figure.

    Raises
    ------
    ValueError
        If the table is not what `top_features` returns.
    """
    check_columns("plot_top_features", top, ["group", "rank", "feature", "value"], "top_features()")
    check_rows("plot_top_features", top)
    panels = BarPanels(panel="group", name="feature", value="value", titles={})
    key = value or "value"
    text = label(key, language) if key in LABELS else escape(key)
    return draw_bar_panels(top, panels, columns=columns, xlabel=text, figure=figure)


def _strongest(keywords: pd.DataFrame, n: int) -> pd.DataFrame:
    ordered = keywords.sort_values("log_likelihood", ascending=False, kind="stable")
    more, less = ordered[ordered["log_likelihood"] > 0], ordered[ordered["log_likelihood"] <= 0]
    return pd.concat([more.head(n), less.tail(n)])


def _note_numbers(ax: Axes, shown: pd.DataFrame, fit: TickFit, language: Language) -> None:
    ratios = [_signed(value) for value in shown["log_ratio"]]
    pairs = zip(shown["n_target"], shown["n_reference"], strict=True)
    counts = [f"{target:,.0f} : {reference:,.0f}" for target, reference in pairs]
    end = note_column(ax, label("log_ratio", language), ratios, fit=fit)
    note_column(ax, label("count", language), counts, fit=fit, start_pt=end)


def _signed(value: float) -> str:
    if math.isnan(value):
        return "–"
    sign = "−" if value < 0 else "+"
    return sign + ("∞" if math.isinf(value) else f"{abs(value):.1f}")
