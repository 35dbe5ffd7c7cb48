"""A figure into a paper: vector and pixel files, the numbers shown, and how they were made."""

from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure, SubFigure

from analysis.paper.files import check_description, write_result
from analysis.paper.rendering import render_figure


def save_figure(
    figure: Figure | SubFigure,
    name: str,
    *,
    data: pd.DataFrame,
    caption: str,
    alt: str | None = None,
    speeches: pd.DataFrame | None = None,
    folder: Path | str = "figures",
) -> Path:
    """Save a figure with the numbers that it shows.

    Writes NAME.pdf, NAME.svg, NAME.png (300 dpi), NAME.csv and NAME.json, all of them or none,
    with the same bytes on every run. The session's rcParams do not reach the files.

    Parameters
    ----------
    figure
        ``ax.figure`` of any plot.
    name
        The file name without suffix: letters, digits, ``.``, ``_`` and ``-``.
    data
        The table that the figure draws. In the CSV, a text that a spreadsheet would take for a
        formula gets a ``'`` in front.
    caption
        What the figure shows, as it stands in the paper.
    alt
        The same for readers who cannot see it; the caption when left out.
    speeches
        The speeches that the numbers come from: their number and hash go into the JSON.
    folder
        Where to; made if it is not there.

    Returns
    -------
    Path
        The JSON file, which names the others.

    Raises
    ------
    TypeError
        If `figure` is something else, such as the Axes.
    ValueError
        If the name or the caption does not do, a character is in none of the fonts (the message
        names it), or a text is set in a variable font. Nothing is written then.
    """
    check_description(name, caption)
    alt = alt or caption
    pictures = render_figure(_whole(figure), name, caption=caption, alt=alt)
    return write_result(
        Path(folder),
        name,
        data,
        kind="figure",
        caption=caption,
        alt=alt,
        speeches=speeches,
        pictures=pictures,
    )


def _whole(figure: Figure | SubFigure) -> Figure:
    if not isinstance(figure, Figure | SubFigure):
        raise TypeError(
            f"save_figure() needs a Figure, pass ax.figure; got {type(figure).__name__}"
        )
    return figure if isinstance(figure, Figure) else figure.get_figure(root=True)
