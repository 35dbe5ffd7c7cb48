"""`tokenize`: from speeches to `Tokens`, each text segmented once in its life."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from analysis.checks import check_columns
from analysis.paths import cache_folder
from analysis.text.segmentation import ENGINE, Segmenter
from analysis.text.token_cache import TokenCache, open_cache, text_key
from analysis.text.tokens import Tokens


def tokenize(
    speeches: pd.DataFrame,
    terms: Iterable[str] = (),
    *,
    cache: Path | bool | None = True,
    progress: bool = True,
) -> Tokens:
    """Segment speeches into words.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    terms
        Formulas kept whole, the longest first; they win over jieba in this call only.
    cache
        The SQLite file that keeps segmented texts; True is the user's own, None or False
        keeps nothing. A text is found again by its content, jieba's version and the terms
        that occur in it.
    progress
        Whether a bar shows the texts that must be segmented anew, if that takes long.

    Returns
    -------
    Tokens
        With ``speeches.index`` as documents.

    Raises
    ------
    ValueError
        If `speeches` has no column ``text``, or two speeches have one id.
    """
    check_columns("tokenize", speeches, ["text"], "read_corpus()")
    if not speeches.index.is_unique:
        twice = speeches.index[speeches.index.duplicated()][0]
        raise ValueError(f"tokenize() needs an id for each speech; {twice!r} stands twice")
    segmenter = Segmenter(terms)
    texts = list(speeches["text"])
    file = cache_folder() / "tokens.sqlite" if cache is True else cache or None
    with open_cache(file) as kept:
        lengths = _segment(texts, segmenter, kept, progress)
    return _tokens(speeches.index, texts, lengths)


def _segment(
    texts: list[str], segmenter: Segmenter, cache: TokenCache, progress: bool
) -> list[np.ndarray]:
    spans = [segmenter.terms_in(text) for text in texts]
    keys = [text_key(ENGINE, text, found) for text, found in zip(texts, spans, strict=True)]
    known = [_whole(cache.get(key), text) for key, text in zip(keys, texts, strict=True)]
    missing = [number for number, lengths in enumerate(known) if lengths is None]
    bar = tqdm(missing, "segmenting", unit="text", delay=2, disable=None if progress else True)
    for number in bar:
        lengths = segmenter.lengths(texts[number], spans[number])
        cache.put(keys[number], lengths)
        known[number] = np.asarray(lengths, dtype=np.int64)
    return [lengths for lengths in known if lengths is not None]


def _whole(lengths: np.ndarray | None, text: str) -> np.ndarray | None:
    """Pass on only what covers the text: an entry that was damaged is no entry."""
    return lengths if lengths is not None and int(lengths.sum()) == len(text) else None


def _tokens(documents: pd.Index, texts: list[str], lengths: list[np.ndarray]) -> Tokens:
    words: list[str] = []
    starts: list[int] = []
    offsets = [0]
    for text, sizes in zip(texts, lengths, strict=True):
        ends = np.cumsum(sizes)
        for start, end in zip((ends - sizes).tolist(), ends.tolist(), strict=True):
            word = text[start:end]
            if not word.isspace():
                words.append(word)
                starts.append(start)
        offsets.append(len(words))
    codes, vocabulary = pd.factorize(np.array(words, dtype=object), sort=True)
    return Tokens(
        documents,
        np.array(offsets, dtype=np.int64),
        codes.astype(np.int32),
        np.array(starts, dtype=np.int32),
        pd.Index(vocabulary, dtype=str),
    )
