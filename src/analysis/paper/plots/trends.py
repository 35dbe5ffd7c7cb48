"""Plots of how terms come and go over the years."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D

from analysis.checks import check_columns, shown
from analysis.paper.canvas import axes_or_new, legend_above, panel_axes, value_grid
from analysis.paper.checks import check_rows
from analysis.paper.labels import Language, label
from analysis.paper.style import COLOURS, LINESTYLES, MARKERS
from analysis.paper.texts import tick_texts
from analysis.paper.years import gap_patch, set_years, shade_years

MOST_LINES = 6
_MARKER_EVERY = 6
_NEEDED = ["term", "year", "n_speeches", "per_10k", "low", "high"]


@dataclass(frozen=True)
class Look:
    """Which of the lines in one Axes a term is."""

    place: int
    of: int

    @property
    def shift(self) -> float:
        """Years by which a lone point moves aside, so that points of one year stay apart."""
        return (self.place - (self.of - 1) / 2) * min(0.15, 0.7 / self.of)


def plot_term_trends(
    trends: pd.DataFrame,
    *,
    terms: Sequence[str] | None = None,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the rate of up to six terms over the years.

    A year without speeches is a hatched gap that no line crosses; a year between two gaps is
    a point. Bands, and bars at such points, are the interval from ``low`` to ``high``.

    Parameters
    ----------
    trends
        What `term_trends` returns: term, year, n_speeches, per_10k, low, high.
    terms
        Which terms, in this order; all when left out.
    language
        Language of the labels.
    ax
        Where to draw; a new figure when left out.

    Returns
    -------
    Axes
        With one line for each term.

    Raises
    ------
    ValueError
        If the table is not what `term_trends` returns, or has more terms than six.
    """
    check_columns("plot_term_trends", trends, _NEEDED, "term_trends()")
    check_rows("plot_term_trends", trends)
    terms = _choose_terms(trends, terms)
    ax = axes_or_new(ax, height_mm=85)
    years = _all_years(trends)
    texts = tick_texts(terms, columns=40)
    handles: list[Artist] = [
        _draw_term(ax, _rates(trends, term, years), Look(place, len(terms)), text=text)
        for place, (term, text) in enumerate(zip(terms, texts, strict=True))
    ]
    empty = _empty_years(trends, years)
    shade_years(ax, empty)
    if empty:
        handles.append(gap_patch(label("no_speeches", language)))
    _set_axes(ax, years)
    ax.set_xlabel(label("year", language))
    ax.set_ylabel(label("per_10k", language))
    legend_above(ax, handles)
    return ax


def plot_term_trend_panels(
    trends: pd.DataFrame,
    *,
    columns: int = 3,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> np.ndarray:
    """Draw the rate of many terms over the years, a panel each, every panel with its own scale.

    Parameters
    ----------
    trends
        What `term_trends` returns: term, year, n_speeches, per_10k, low, high.
    columns
        How many panels stand side by side.
    language
        Language of the labels.
    figure
        Where to draw; a new figure when left out.

    Returns
    -------
    ndarray
        One Axes for each term, in the order of the table; ``axes[0].figure`` is the figure.

    Raises
    ------
    ValueError
        If the table is not what `term_trends` returns.
    """
    check_columns("plot_term_trend_panels", trends, _NEEDED, "term_trends()")
    check_rows("plot_term_trend_panels", trends)
    terms = list(trends["term"].unique())
    columns = max(1, min(columns, len(terms)))
    years = _all_years(trends)
    empty = _empty_years(trends, years)
    axes = panel_axes(
        figure,
        len(terms),
        columns=columns,
        row_mm=34,
        around_mm=26 if len(terms) <= columns else 12,
    )
    for ax, term, text in zip(axes, terms, tick_texts(terms, columns=84 // columns), strict=True):
        _draw_term(ax, _rates(trends, term, years), Look(0, 1), text=text)
        shade_years(ax, empty)
        _set_axes(ax, years)
        ax.set_title(text, loc="left")
    axes[0].figure.supxlabel(label("year", language))
    axes[0].figure.supylabel(label("per_10k", language))
    if empty:
        patch = gap_patch(label("no_speeches", language))
        axes[0].figure.legend(handles=[patch], loc="outside upper right", frameon=False)
    return axes


def _choose_terms(trends: pd.DataFrame, terms: Sequence[str] | None) -> list[str]:
    there = list(trends["term"].unique())
    chosen = there if terms is None else list(terms)
    unknown = [term for term in chosen if term not in there]
    if unknown:
        raise ValueError(
            f"plot_term_trends() finds no term {unknown[0]!r} in the table; it has {shown(there)}"
        )
    if not chosen:
        raise ValueError("plot_term_trends() has nothing to draw: terms is empty")
    if len(chosen) > MOST_LINES:
        raise ValueError(
            f"plot_term_trends() draws at most {MOST_LINES} terms, got {len(chosen)}; "
            "choose some with terms=[…], or draw them all with plot_term_trend_panels()"
        )
    return chosen


def _all_years(trends: pd.DataFrame) -> np.ndarray:
    return np.arange(int(trends["year"].min()), int(trends["year"].max()) + 1)


def _empty_years(trends: pd.DataFrame, years: np.ndarray) -> list[int]:
    filled = set(trends.loc[trends["n_speeches"] > 0, "year"])
    return [int(year) for year in years if int(year) not in filled]


def _rates(trends: pd.DataFrame, term: str, years: np.ndarray) -> pd.DataFrame:
    """Lay one term out over all years, so that a year without a row is a gap as well."""
    rows = trends[trends["term"] == term].set_index("year")
    return rows[["per_10k", "low", "high"]].astype(float).reindex(years)


def _draw_term(ax: Axes, rates: pd.DataFrame, look: Look, *, text: str) -> Line2D:
    lone = _lone_years(rates["per_10k"])
    years = rates.index + np.where(lone, look.shift, 0.0)
    colour = COLOURS[look.place]
    (line,) = ax.plot(
        years,
        rates["per_10k"],
        color=colour,
        linestyle=LINESTYLES[look.place],
        marker=MARKERS[look.place],
        markevery=_marked(rates["per_10k"], lone, look),
        markersize=3.5,
        linewidth=1.2,
        label=text,
    )
    ax.fill_between(years, rates["low"], rates["high"], color=colour, alpha=0.15, linewidth=0)
    ax.vlines(years[lone], rates["low"][lone], rates["high"][lone], color=colour, linewidth=0.8)
    return line


def _lone_years(rate: pd.Series) -> np.ndarray:
    there = rate.notna().to_numpy()
    before = np.concatenate([[False], there[:-1]])
    after = np.concatenate([there[1:], [False]])
    return there & ~before & ~after


def _marked(rate: pd.Series, lone: np.ndarray, look: Look) -> list[int]:
    """Mark lone years and, to tell terms apart, every sixth year, staggered."""
    marks = lone
    if look.of > 1:
        at_steps = (np.arange(len(rate)) - look.place) % _MARKER_EVERY == 0
        marks = lone | (at_steps & rate.notna().to_numpy())
    return [int(i) for i in np.flatnonzero(marks)]


def _set_axes(ax: Axes, years: np.ndarray) -> None:
    set_years(ax, int(years[0]), int(years[-1]))
    top = ax.get_ylim()[1] if ax.dataLim.y1 > 0 else 1.0
    ax.set_ylim(-0.02 * top, top)  # room for the markers of zeros
    value_grid(ax, "y")
