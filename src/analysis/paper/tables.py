"""A table into a paper: its numbers, and how they were made."""

from pathlib import Path

import pandas as pd

from analysis.paper.files import check_description, write_result


def save_table(
    table: pd.DataFrame,
    name: str,
    *,
    caption: str,
    speeches: pd.DataFrame | None = None,
    folder: Path | str = "figures",
) -> Path:
    """Save a table that is printed as a table.

    Writes NAME.csv and NAME.json, both or none, with the same bytes on every run.

    Parameters
    ----------
    table
        Any result table. In the CSV, a text that a spreadsheet would take for a formula gets
        a ``'`` in front.
    name
        The file name without suffix: letters, digits, ``.``, ``_`` and ``-``.
    caption
        What the table shows, as it stands in the paper.
    speeches
        The speeches that the numbers come from: their number and hash go into the JSON.
    folder
        Where to; made if it is not there.

    Returns
    -------
    Path
        The JSON file, which names the other.

    Raises
    ------
    ValueError
        If the name or the caption does not do. Nothing is written then.
    """
    check_description(name, caption)
    return write_result(
        Path(folder),
        name,
        table,
        kind="table",
        caption=caption,
        alt=None,
        speeches=speeches,
        pictures={},
    )
