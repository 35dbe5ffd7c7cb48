"""`Tokens`: the words of all documents as integers."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.checks import document_positions


@dataclass(frozen=True, eq=False)
class Tokens:
    """The words of all documents, in order, as codes into one vocabulary.

    Attributes
    ----------
    documents : Index
        The ``doc_id`` of each document.
    offsets : ndarray of int64, shape (n_documents + 1,)
        The tokens of document ``i`` are ``offsets[i]:offsets[i + 1]``.
    codes : ndarray of int32, shape (n_tokens,)
        The place of each token in `vocabulary`.
    starts : ndarray of int32, shape (n_tokens,)
        The character position of each token in its document's ``text``.
    vocabulary : Index of str
        The types, in the order of their code points. White space is no token; punctuation
        is. A part of the tokens keeps the whole vocabulary.
    """

    documents: pd.Index
    offsets: np.ndarray
    codes: np.ndarray
    starts: np.ndarray
    vocabulary: pd.Index

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        return (
            f"Tokens({len(self):,} documents, {len(self.codes):,} tokens, "
            f"{len(self.vocabulary):,} types)"
        )

    def __getitem__(self, selection: Iterable[object]) -> "Tokens":
        """Select documents by a boolean mask or by their ids; nothing is segmented again."""
        chosen = document_positions(self.documents, selection)
        lengths = np.diff(self.offsets)[chosen]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        shifts = np.repeat(self.offsets[:-1][chosen] - offsets[:-1], lengths)
        at = np.arange(offsets[-1]) + shifts
        return Tokens(
            self.documents[chosen], offsets, self.codes[at], self.starts[at], self.vocabulary
        )

    @property
    def document_numbers(self) -> np.ndarray:
        """The number of the document that each token stands in, shape (n_tokens,)."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    def split(self, passages: pd.DataFrame) -> "Tokens":
        """Make each passage a document of its own; nothing is segmented again.

        Parameters
        ----------
        passages
            What `split_passages` returns for the same speeches: consecutive spans that
            cover each document.

        Returns
        -------
        Tokens
            With ``passages.index`` as documents. A token belongs to the passage in which it
            begins; positions are counted from the start of the passage.

        Raises
        ------
        ValueError
            If the passages are of other documents, or in another order.
        """
        if list(passages["speech"].unique()) != list(self.documents):
            raise ValueError(
                "split() needs the passages of these very documents, in their order; "
                "pass split_passages(speeches) with the speeches that were tokenized"
            )
        order = pd.Series(np.arange(len(self)), index=self.documents)
        # One growing number line for all documents, so that one search places every token.
        width = 1 + max(int(passages["end"].max()), int(self.starts.max(initial=0)))
        borders = order.loc[passages["speech"]].to_numpy() * width + passages["start"].to_numpy()
        places = self.document_numbers * width + self.starts
        offsets = np.append(np.searchsorted(places, borders), len(places))
        passage_of = np.repeat(np.arange(len(passages)), np.diff(offsets))
        starts = self.starts - passages["start"].to_numpy()[passage_of]
        return Tokens(passages.index, offsets, self.codes, starts.astype(np.int32), self.vocabulary)

    def to_frame(self) -> pd.DataFrame:
        """Write the tokens out as a table.

        Returns
        -------
        DataFrame
            One row a token: ``doc_id``, ``position`` (from 0 in each document), ``token``,
            ``start`` (character position in ``text``).
        """
        numbers = self.document_numbers
        return pd.DataFrame(
            {
                "doc_id": self.documents[numbers],
                "position": np.arange(len(self.codes)) - self.offsets[numbers],
                "token": self.vocabulary[self.codes],
                "start": self.starts,
            }
        )
