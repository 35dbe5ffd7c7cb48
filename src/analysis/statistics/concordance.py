"""Every occurrence of a term in its context."""

import pandas as pd

from analysis.checks import check_columns, record
from analysis.text.terms import find_terms


def kwic(speeches: pd.DataFrame, term: str, *, width: int = 20) -> pd.DataFrame:
    """List the concordance lines of a term, found on the text itself.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    term
        A string as it stands in the text.
    width
        How many characters of context on each side; a line end shows as a space.

    Returns
    -------
    DataFrame
        One row an occurrence, as many as `str.count` counts: ``doc_id``, ``start``
        (character position in ``text``), ``left``, ``node``, ``right``, ``position`` (0 at
        the beginning of the speech, 1 at its end).

    Raises
    ------
    ValueError
        If `term` is empty, or `width` is negative.
    """
    check_columns("kwic", speeches, ["text"], "read_corpus()")
    if width < 0:
        raise ValueError(f"width must not be negative; got {width}")
    found = find_terms(speeches, [term])
    rows = []
    for doc_id, start, end in found[["doc_id", "start", "end"]].itertuples(index=False):
        text = speeches["text"].loc[doc_id]
        left = text[max(start - width, 0) : start].replace("\n", " ")
        right = text[end : end + width].replace("\n", " ")
        rows.append((doc_id, start, left, text[start:end], right, start / len(text)))
    columns = ["doc_id", "start", "left", "node", "right", "position"]
    table = pd.DataFrame(rows, columns=columns)
    return record(table, "kwic", term=term, width=width)
