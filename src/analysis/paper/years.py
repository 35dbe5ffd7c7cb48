"""Years on an axis, and the years without speeches."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

_EACH_YEAR_UP_TO = 6


def set_years(ax: Axes, first: int, last: int) -> None:
    """Give an Axes whole years on x, also when there is only one.

    Parameters
    ----------
    ax
        The Axes.
    first, last
        The years to show.
    """
    margin = max(0.7, (8 - (last - first)) / 2)
    ax.set_xlim(first - margin, last + margin)
    if last - first <= _EACH_YEAR_UP_TO:
        ax.set_xticks(range(first, last + 1))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(nbins="auto", steps=[1, 2, 5, 10], integer=True))
    ax.xaxis.set_major_formatter("{x:.0f}")


def shade_years(ax: Axes, years: Sequence[int]) -> None:
    """Hatch the years that have no speeches, one band for each run of years.

    Parameters
    ----------
    ax
        An Axes with years on x.
    years
        The missing years, ascending.
    """
    for first, last in runs(years):
        ax.axvspan(first - 0.5, last + 0.5, zorder=0, **_gap_look())


def gap_patch(text: str) -> Patch:
    """Make the legend entry for missing years or groups.

    Parameters
    ----------
    text
        Its label.

    Returns
    -------
    Patch
        Hatched as the gaps are.
    """
    return Patch(label=text, **_gap_look())


def runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """Join consecutive years.

    Parameters
    ----------
    years
        Ascending.

    Returns
    -------
    list of tuple
        First and last year of each run.
    """
    joined: list[tuple[int, int]] = []
    for year in years:
        if joined and joined[-1][1] == year - 1:
            joined[-1] = (joined[-1][0], year)
        else:
            joined.append((year, year))
    return joined


def _gap_look() -> dict[str, Any]:
    return {
        "facecolor": "#f7f7f7",
        "edgecolor": "#d0d0d0",
        "hatch": "////",
        "linewidth": 0.0,
    }


def hatch_background(ax: Axes) -> None:
    """Hatch what no cell of a heat map covers.

    Parameters
    ----------
    ax
        An Axes with a heat map.
    """
    ax.patch.set(**_gap_look())
