"""Small multiples of horizontal bars: the top names of each group or topic."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.paper.canvas import panel_axes, value_grid
from analysis.paper.rows import category_rows
from analysis.paper.style import COLOURS
from analysis.paper.texts import tick_texts, wrap


@dataclass(frozen=True)
class BarPanels:
    """Which columns of a ranked table make the panels, the rows and the bars."""

    panel: str
    name: str
    value: str
    titles: Mapping[object, str]
    """Title by panel; a panel that is not in it is titled by itself."""


def draw_bar_panels(
    table: pd.DataFrame,
    panels: BarPanels,
    *,
    columns: int,
    xlabel: str,
    figure: Figure | SubFigure | None,
) -> np.ndarray:
    """Draw one panel of bars for each group of a table with the column ``rank``.

    Parameters
    ----------
    table
        A row for each bar.
    panels
        What its columns mean.
    columns
        How many panels stand side by side.
    xlabel
        What the values are.
    figure
        Where to draw; None makes a new one.

    Returns
    -------
    ndarray
        One Axes for each panel, in the order of the table.
    """
    groups = list(table[panels.panel].unique())
    columns = max(1, min(columns, len(groups)))
    n_rows = int(table[panels.panel].value_counts().iloc[0])
    row_mm = n_rows * 3.8 + 16
    axes = panel_axes(figure, len(groups), columns=columns, row_mm=row_mm, around_mm=6)
    titles = tick_texts([panels.titles.get(group, group) for group in groups], columns=200)
    limits = _limits(table[panels.value])
    for ax, group, title in zip(axes, groups, titles, strict=True):
        rows = table[table[panels.panel] == group].sort_values("rank", kind="stable")
        _draw_bars(ax, rows[panels.name], rows[panels.value], n_rows=n_rows)
        ax.set_xlim(*limits)
        ax.set_title(wrap(title, columns=48 // columns, most=2), loc="left")
    axes[0].figure.supxlabel(xlabel)
    return axes


def _limits(values: pd.Series) -> tuple[float, float]:
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    room = 0.04 * (high - low) or 1.0
    return (low - room if low < 0 else 0.0), (high + room if high > 0 else 0.0)


def _draw_bars(ax: Axes, names: pd.Series, values: pd.Series, *, n_rows: int) -> None:
    ax.barh(np.arange(len(values)), values.to_numpy(), height=0.72, color=COLOURS[0])
    category_rows(ax, tick_texts(names, columns=20), n_rows=n_rows)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 2.5, 5, 10]))
    value_grid(ax, "x")
