"""Plots of what a corpus holds."""

from typing import Literal, get_args

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.checks import check_choice, check_columns
from analysis.paper.canvas import axes_or_new, legend_above, value_grid
from analysis.paper.checks import check_rows
from analysis.paper.labels import Language, label
from analysis.paper.style import fill
from analysis.paper.texts import tick_texts
from analysis.paper.years import gap_patch, set_years, shade_years

Measure = Literal["n_speeches", "n_characters"]


def plot_coverage(
    coverage: pd.DataFrame,
    *,
    measure: Measure = "n_speeches",
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw how much text each year has, stacked by group; years without any are hatched.

    Parameters
    ----------
    coverage
        What `coverage` returns: year, group, n_speeches, n_characters.
    measure
        Which column to draw. Characters are shown in thousands, in Chinese in 万.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        With one bar for each year and group.

    Raises
    ------
    ValueError
        If the table is not what `coverage` returns.
    """
    needed = ["year", "group", "n_speeches", "n_characters"]
    check_columns("plot_coverage", coverage, needed, "coverage()")
    check_choice("plot_coverage", "measure", measure, get_args(Measure))
    check_rows("plot_coverage", coverage)
    ax = axes_or_new(ax, height_mm=75)
    handles = _stack_bars(ax, coverage, measure, language=language)
    empty = _empty_years(coverage)
    shade_years(ax, empty)
    if empty:
        handles.append(gap_patch(label("no_speeches", language)))
    set_years(ax, int(coverage["year"].min()), int(coverage["year"].max()))
    _set_amounts(ax, measure, language)
    ax.set_xlabel(label("year", language))
    legend_above(ax, handles)
    return ax


def _stack_bars(
    ax: Axes, coverage: pd.DataFrame, measure: Measure, *, language: Language
) -> list[Artist]:
    # not pivot_table: a doubled row is an error, no mean
    heights = coverage.pivot(index="year", columns="group", values=measure)  # noqa: PD010
    heights = heights.fillna(0)
    groups = coverage["group"].unique()
    names = [group or label("no_group", language) for group in groups]
    bottom = pd.Series(0.0, index=heights.index)
    handles: list[Artist] = []
    for place, (group, text) in enumerate(zip(groups, tick_texts(names, columns=40), strict=True)):
        ax.bar(heights.index, heights[group], bottom=bottom, width=0.8, **fill(place))
        bottom += heights[group]
        handles.append(Patch(label=text, **fill(place)))
    return handles if len(groups) > 1 else []


def _empty_years(coverage: pd.DataFrame) -> list[int]:
    filled = set(coverage.loc[coverage["n_speeches"] > 0, "year"])
    every = range(int(coverage["year"].min()), int(coverage["year"].max()) + 1)
    return [year for year in every if year not in filled]


def _set_amounts(ax: Axes, measure: Measure, language: Language) -> None:
    ax.set_ylabel(label(measure, language))
    ax.set_ylim(bottom=0)
    value_grid(ax, "y")
    if measure == "n_speeches":
        ax.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10], integer=True))
        ax.yaxis.set_major_formatter("{x:,.0f}")
    else:
        unit = 10_000 if language == "zh" else 1_000
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / unit:,g}"))
