"""Where the words of a text end: formulas first, jieba between them."""

import importlib.metadata
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import ahocorasick_rs

if TYPE_CHECKING:
    import jieba

ENGINE = f"jieba {importlib.metadata.version('jieba')}, HMM on"


class Segmenter:
    """Cut texts into words; the terms of one study, and of no other, are kept whole.

    Parameters
    ----------
    terms
        Kept whole wherever they stand. Where two overlap, the one that begins first wins,
        and of two that begin together the longer one, whatever their order here.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        if isinstance(terms, str):
            raise TypeError(f"terms must be a list; pass [{terms!r}]")
        self.terms = sorted(set(terms))
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick(self.terms, matchkind=kind)

    def terms_in(self, text: str) -> list[tuple[int, int]]:
        """Find the terms that will be kept whole.

        Parameters
        ----------
        text
            Any text.

        Returns
        -------
        list of (start, end)
            Character positions, not overlapping, in order.
        """
        return [(start, end) for _, start, end in self._automaton.find_matches_as_indexes(text)]

    def lengths(self, text: str, spans: list[tuple[int, int]] | None = None) -> list[int]:
        """Cut a text into words.

        Parameters
        ----------
        text
            Any text.
        spans
            What `terms_in` returned for it, when that is known already.

        Returns
        -------
        list of int
            The length of each piece in characters; together they are the whole text.
        """
        spans = self.terms_in(text) if spans is None else spans
        return list(_lengths(text, spans))


def _lengths(text: str, spans: list[tuple[int, int]]) -> Iterator[int]:
    cut = _jieba().cut
    at = 0
    for start, end in spans:
        if start > at:
            yield from map(len, cut(text[at:start]))
        yield end - start
        at = end
    if at < len(text):
        yield from map(len, cut(text[at:]))


@cache
def _jieba() -> "jieba.Tokenizer":
    """Make a jieba of our own: words added to the global one do not reach it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, and has old escapes
        import jieba
    tokenizer = jieba.Tokenizer()
    # What initialize() does, without its cache file in the shared temporary folder.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
