"""Formulas (提法) counted exactly, on the text itself."""

from collections import Counter
from collections.abc import Iterable, Iterator

import ahocorasick_rs
import numpy as np
import pandas as pd

from analysis.checks import check_columns


def find_terms(speeches: pd.DataFrame, terms: Iterable[str]) -> pd.DataFrame:
    """Find every occurrence of each term.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    terms
        Strings as they stand in the text. The segmenter has no part in this.

    Returns
    -------
    DataFrame
        One row an occurrence, ordered by speech and place: ``doc_id``, ``term``, ``start``
        and ``end`` (character positions in ``text``, end excluded), and ``is_inside_longer``
        (True where the occurrence is part of an occurrence of a longer term of the list).
        Occurrences of one term do not overlap each other, as in `str.count`.

    Raises
    ------
    ValueError
        If `speeches` has no column ``text``, or a term is empty or stands twice.
    """
    check_columns("find_terms", speeches, ["text"], "read_corpus()")
    terms = checked_terms(terms)
    automaton = ahocorasick_rs.AhoCorasick(terms, matchkind=ahocorasick_rs.MatchKind.Standard)
    rows = [
        (doc_id, terms[number], start, end, inside)
        for doc_id, text in speeches["text"].items()
        for number, start, end, inside in _hits(automaton, text)
    ]
    columns = ["doc_id", "term", "start", "end", "is_inside_longer"]
    types = {"start": "int64", "end": "int64", "is_inside_longer": "bool"}
    return pd.DataFrame(rows, columns=columns).astype(types)


def _hits(automaton: ahocorasick_rs.AhoCorasick, text: str) -> Iterator[tuple[int, int, int, bool]]:
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    found.sort(key=lambda hit: (hit[1], -hit[2]))
    free_from: dict[int, int] = {}
    furthest = -1
    for number, start, end in found:
        if start < free_from.get(number, 0):
            continue  # str.count does not count 发展发展 twice in 发展发展发展
        free_from[number] = end
        # Earlier hits begin no later than this one, so reaching past its end is containing it.
        yield number, start, end, furthest >= end
        furthest = max(furthest, end)


def count_terms(speeches: pd.DataFrame, terms: Iterable[str]) -> pd.DataFrame:
    """Count terms in each speech, exactly as `str.count` would.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    terms
        Strings as they stand in the text.

    Returns
    -------
    DataFrame
        One row for each speech and term, zeros included, in the order of both arguments:
        ``doc_id``, ``term``, ``n`` (occurrences) and ``n_inside_longer`` (how many of them
        are part of a longer term of the list).

    Raises
    ------
    ValueError
        If `speeches` has no column ``text`` or an id twice, or a term is empty or stands
        twice.
    """
    terms = checked_terms(terms)
    found = find_terms(speeches, terms)
    if not speeches.index.is_unique:
        twice = speeches.index[speeches.index.duplicated()][0]
        raise ValueError(f"count_terms() needs an id for each speech; {twice!r} stands twice")
    every = pd.MultiIndex.from_product([speeches.index, terms], names=["doc_id", "term"])
    inside = found.groupby(["doc_id", "term"])["is_inside_longer"]
    counts = pd.DataFrame({"n": inside.size(), "n_inside_longer": inside.sum()})
    return counts.reindex(every, fill_value=0).astype(np.int64).reset_index()


def checked_terms(terms: Iterable[str]) -> list[str]:
    """Return the terms as a list, or say what is wrong with them.

    Parameters
    ----------
    terms
        A list of terms; a single string is an error, since it would count its characters.

    Returns
    -------
    list of str
        The same terms.

    Raises
    ------
    TypeError
        If it is one string.
    ValueError
        If there is no term, an empty one, or one that stands twice.
    """
    if isinstance(terms, str):
        raise TypeError(f"terms must be a list; pass [{terms!r}]")
    listed = list(terms)
    if not listed:
        raise ValueError("there are no terms; pass at least one")
    for term in listed:
        if not isinstance(term, str) or not term.strip():
            raise ValueError(f"a term must be a string with a character in it; got {term!r}")
    for term, n in Counter(listed).items():
        if n > 1:
            raise ValueError(f"the term {term!r} stands twice; leave one out")
    return listed
