"""A table as CSV: the same text on every run, and nothing that a spreadsheet would run."""

from typing import Any

import numpy as np
import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_content(table: pd.DataFrame) -> bytes:
    """Write a table as CSV that Excel opens rightly and every run writes alike.

    UTF-8 with a byte order mark, LF line ends, six significant digits, whole numbers in full,
    empty cells for missing values. The index is kept unless it is the plain 0, 1, 2 …
    A *text* that a spreadsheet would run as a formula (it begins with ``= + - @``, their
    full-width forms, a tab or a carriage return) gets a ``'`` in front; numbers never do.

    Parameters
    ----------
    table
        Any table.

    Returns
    -------
    bytes
        The content of the file.
    """
    flat = _with_index(table)
    cells = {
        place: [_cell(value) for value in flat.iloc[:, place]] for place in range(flat.shape[1])
    }
    texts = pd.DataFrame(cells, index=flat.index, dtype=object)
    header = [_cell(name) for name in column_names(table)]
    written = texts.to_csv(index=False, header=header, lineterminator="\n")
    return written.encode("utf-8-sig")


def column_names(table: pd.DataFrame) -> list[str]:
    """Name the columns of a table as its CSV does.

    Parameters
    ----------
    table
        Any table.

    Returns
    -------
    list of str
        One name a column, those of the index first; the levels of a name with many levels are
        joined by a space.
    """
    return [
        " ".join(map(str, name)).strip() if isinstance(name, tuple) else str(name)
        for name in _with_index(table).columns
    ]


def _with_index(table: pd.DataFrame) -> pd.DataFrame:
    plain = isinstance(table.index, pd.RangeIndex) and table.index.start == 0
    if plain and table.index.name is None:
        return table
    return table.reset_index(allow_duplicates=True)


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell holds anything
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, set | frozenset):
        value = sorted(value)  # a set has no order of its own
    if isinstance(value, list | tuple | dict | np.ndarray):
        return str(value)
    if pd.isna(value):
        return ""
    return _number(value) if isinstance(value, float | np.floating) else str(value)


def _number(number: float | np.floating) -> str:
    # Six digits: the later ones differ between machines and numbers of threads.
    value = float(number)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.6g}"
