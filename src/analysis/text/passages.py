"""Speeches cut into passages of like length, at the ends of paragraphs and sentences."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.checks import check_columns
from analysis.text.characters import count_characters

# A sentence with its closing quotes and brackets; a line end closes one too.
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）》]*|\n+|$)")


def split_passages(speeches: pd.DataFrame, *, characters: int = 300) -> pd.DataFrame:
    """Cut speeches into passages: the unit in which topics are sought.

    A passage ends with the paragraph in which it reaches `characters`, or with a sentence
    once it is twice as long. What is left at the end of a speech joins the passage before
    it when it is shorter than half of `characters`.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    characters
        Han characters.

    Returns
    -------
    DataFrame
        One row a passage, in order, indexed by ``doc_id`` (the speech's id, ``#`` and a
        number from 1): ``speech`` (the id of the speech), ``start`` and ``end`` (character
        positions in the speech; together the passages are the whole of it),
        ``n_characters`` (Han), ``text``.

    Raises
    ------
    ValueError
        If `speeches` has no column ``text``, or `characters` is less than 1.
    """
    check_columns("split_passages", speeches, ["text"], "read_corpus()")
    if characters < 1:
        raise ValueError(f"characters must be at least 1; got {characters}")
    rows = [
        (f"{doc_id}#{number}", doc_id, start, end, n, text[start:end])
        for doc_id, text in speeches["text"].items()
        for number, (start, end, n) in enumerate(_passages(text, characters), start=1)
    ]
    columns = ["doc_id", "speech", "start", "end", "n_characters", "text"]
    return pd.DataFrame(rows, columns=columns).set_index("doc_id")


def _passages(text: str, characters: int) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    begin, n = 0, 0
    for end, size, closes_paragraph in _sentences(text):
        n += size
        if (n >= characters and closes_paragraph) or n >= 2 * characters:
            spans.append((begin, end, n))
            begin, n = end, 0
    if begin < len(text):
        if spans and 2 * n < characters:
            start, _, before = spans.pop()
            spans.append((start, len(text), before + n))
        else:
            spans.append((begin, len(text), n))
    return spans


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the end of each sentence, its Han characters, and whether a line ends there."""
    for match in _SENTENCE.finditer(text):
        if match[0]:
            at_line_end = match[0].endswith("\n") or text[match.end() : match.end() + 1] == "\n"
            yield match.end(), count_characters(match[0]), at_line_end
