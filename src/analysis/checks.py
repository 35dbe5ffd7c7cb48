"""What is checked at the door, and the errors that say so."""

import difflib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd


class TooFewSpeechesError(ValueError):
    """The statistic is sound, but this corpus has too little for it."""


def shown(values: Iterable[object], *, most: int = 8) -> str:
    """Return a short list of values for an error message.

    Parameters
    ----------
    values
        What there is.
    most
        How many are shown before the rest is counted.

    Returns
    -------
    str
        ``"a, b, c … and 12 more"``, or ``"nothing"``.
    """
    names = [str(value) for value in values]
    if not names:
        return "nothing"
    rest = f" … and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def near_key(key: str, known: Iterable[str]) -> str:
    """Return a hint naming the known key that is nearest to a misspelled one.

    Parameters
    ----------
    key
        What was written.
    known
        What could have been written.

    Returns
    -------
    str
        ``"did you mean 'terms'?"``, or the list of known keys when none is near.
    """
    known = list(known)
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"known here: {shown(known, most=20)}"


def check_choice(function: str, parameter: str, value: object, choices: Sequence[str]) -> None:
    """Refuse a value that is not one of the choices, and list them.

    Parameters
    ----------
    function, parameter
        Names for the message.
    value
        What the caller passed.
    choices
        What may be passed.

    Raises
    ------
    ValueError
        If `value` is not in `choices`.
    """
    if value not in choices:
        listed = ", ".join(repr(choice) for choice in choices)
        raise ValueError(f"{function}() has no {parameter} {value!r}; pass one of {listed}")


def check_columns(function: str, table: pd.DataFrame, columns: Sequence[str], source: str) -> None:
    """Refuse a table that lacks columns, and say what makes such a table.

    Parameters
    ----------
    function
        Name for the message.
    table
        What the caller passed.
    columns
        What `function` needs.
    source
        What returns a right table, such as ``"read_corpus()"``.

    Raises
    ------
    TypeError
        If `table` is not a DataFrame.
    ValueError
        If a column is missing.
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"{function}() needs the DataFrame that {source} returns; got {type(table).__name__}"
        )
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(
            f"{function}() needs the column {missing[0]!r}, which {source} makes; "
            f"the table has: {shown(table.columns, most=20)}"
        )


def record(table: pd.DataFrame, statistic: str, **parameters: object) -> pd.DataFrame:
    """Note on a result table how it was made, for the record beside a figure.

    Parameters
    ----------
    table
        The result; its `attrs` are set, nothing else.
    statistic
        The function's name.
    **parameters
        Its settings, as JSON can hold them.

    Returns
    -------
    DataFrame
        `table` itself.
    """
    table.attrs = {"statistic": statistic, "parameters": parameters}
    return table


def document_positions(documents: pd.Index, selection: Iterable[object]) -> np.ndarray:
    """Turn a selection of documents into their places.

    Parameters
    ----------
    documents
        The ids of all documents.
    selection
        A boolean mask (a Series is aligned by its index), or ids.

    Returns
    -------
    ndarray of int64
        Places in `documents`; ids in the order given, a mask in the order of `documents`.

    Raises
    ------
    KeyError
        If an id is not there, or a mask does not speak of every document.
    """
    if isinstance(selection, str):
        selection = [selection]
    if isinstance(selection, pd.Series) and _is_mask(selection):
        missing = documents.difference(selection.dropna().index)
        if len(missing):
            raise KeyError(f"the mask says nothing of {shown(missing)}")
        return np.flatnonzero(selection.loc[documents].to_numpy(dtype=bool))
    chosen = np.asarray(selection if isinstance(selection, np.ndarray) else list(selection))
    if chosen.dtype == bool:
        if len(chosen) != len(documents):
            raise KeyError(f"the mask has {len(chosen)} places for {len(documents)} documents")
        return np.flatnonzero(chosen)
    places = documents.get_indexer(pd.Index(chosen, dtype=documents.dtype))
    if (places < 0).any():
        unknown = [name for name, place in zip(chosen, places, strict=True) if place < 0]
        raise KeyError(f"no document is called {shown(unknown)}; there are {shown(documents)}")
    return places


def _is_mask(selection: pd.Series) -> bool:
    """Tell a mask, with or without missing values, from a Series of ids."""
    known = selection.dropna()
    return pd.api.types.is_bool_dtype(known.dtype) or (
        len(known) > 0 and known.map(lambda value: isinstance(value, (bool, np.bool_))).all()
    )
