"""Corpora that a reader counts by eye, made without files and without a segmenter."""

import numpy as np
import pandas as pd

from analysis import Tokens


def speeches_of(*texts, years=None):
    """Make a table as `read_corpus` returns it, with ids d0, d1 …"""
    index = pd.Index([f"d{number}" for number in range(len(texts))], name="doc_id", dtype=str)
    years = [2000 + number for number in range(len(texts))] if years is None else years
    return pd.DataFrame({"year": pd.array(years, dtype="Int64"), "text": list(texts)}, index=index)


def tokens_of(*documents):
    """Make tokens of documents written as words with blanks between them."""
    words = [document.split() for document in documents]
    flat = [word for document in words for word in document]
    starts = [n for document in words for n in range(len(document))]
    codes, vocabulary = pd.factorize(np.array(flat, dtype=object), sort=True)
    return Tokens(
        pd.Index([f"d{number}" for number in range(len(words))], name="doc_id", dtype=str),
        np.cumsum([0, *map(len, words)]),
        codes.astype(np.int32),
        np.array(starts, dtype=np.int32),
        pd.Index(vocabulary, dtype=str),
    )
