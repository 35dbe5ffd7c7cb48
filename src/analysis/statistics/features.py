"""`Dfm`: documents by features, as counts or as weights."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import document_positions, record, shown
from analysis.text.tokens import Tokens

COUNTS = "count"
TFIDF = "tf-idf: n × (ln((1 + documents) / (1 + document frequency)) + 1), rows of length 1"


@dataclass(frozen=True, eq=False)
class Dfm:
    """A document-feature matrix whose rows and columns have names.

    Attributes
    ----------
    matrix : csr_array, shape (n_documents, n_features)
        Integers are counts, floats are weights.
    documents : Index
        The id of each row.
    features : Index of str
        The feature of each column, in the order of code points.
    n_words : ndarray of int64, shape (n_documents,)
        All words of each document, those that are no feature (stop words) too: the
        denominator of rates.
    weighting : str
        What the values are, in words.
    """

    matrix: sparse.csr_array
    documents: pd.Index
    features: pd.Index
    n_words: np.ndarray
    weighting: str = COUNTS

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        size = f"{len(self):,} documents × {len(self.features):,} features"
        return f"Dfm({size}, {self.weighting})"

    def __getitem__(self, selection: Iterable[object]) -> "Dfm":
        """Select documents by a boolean mask or by their ids; all features stay."""
        chosen = document_positions(self.documents, selection)
        return Dfm(
            self.matrix[chosen],
            self.documents[chosen],
            self.features,
            self.n_words[chosen],
            self.weighting,
        )

    @property
    def is_counts(self) -> bool:
        """Whether the values are counts."""
        return np.issubdtype(self.matrix.dtype, np.integer)

    def group(self, labels: pd.Series) -> "Dfm":
        """Add the documents of each group together.

        Parameters
        ----------
        labels
            The group of each document, indexed by its id; documents whose label is missing
            are left out.

        Returns
        -------
        Dfm
            One row a group, in the order of the categories (or sorted).

        Raises
        ------
        TypeError
            If the values are weights, whose sum means nothing.
        KeyError
            If a document has no row in `labels`.
        """
        require_counts("Dfm.group", self)
        missing = self.documents.difference(labels.index)
        if len(missing):
            raise KeyError(f"no group is given for {shown(missing)}")
        groups = labels.loc[self.documents].astype("category").cat
        codes = groups.codes.to_numpy()
        known = np.flatnonzero(codes >= 0)
        ones = np.ones(len(known), dtype=np.int64)
        shape = (len(groups.categories), len(self))
        adding = sparse.csr_array((ones, (codes[known], known)), shape=shape)
        present = np.flatnonzero(np.diff(adding.indptr))
        return Dfm(
            sparse.csr_array(adding @ self.matrix)[present],
            pd.Index(groups.categories[present], name=labels.name),
            self.features,
            (adding @ self.n_words)[present],
        )

    def to_frame(self) -> pd.DataFrame:
        """Write the matrix out as a table.

        Returns
        -------
        DataFrame
            Dense, indexed by document, one column a feature.
        """
        return pd.DataFrame(self.matrix.toarray(), self.documents, self.features)


def count_features(
    tokens: Tokens,
    *,
    stop_words: Iterable[str] = (),
    min_characters: int = 1,
    min_documents: int = 1,
) -> Dfm:
    """Count the words of each document.

    Parameters
    ----------
    tokens
        What `tokenize` returns. Its words are tokens with a Chinese character or a letter in
        them; punctuation and numbers are none.
    stop_words
        Words that become no feature.
    min_characters
        The shortest word that becomes a feature, in characters.
    min_documents
        In how many documents a feature must occur.

    Returns
    -------
    Dfm
        Counts (int64). Left-out words stay in `n_words`.
    """
    vocabulary = tokens.vocabulary
    is_word = np.array([_is_word(word) for word in vocabulary], dtype=bool)
    lengths = np.array([len(word) for word in vocabulary], dtype=np.int64)
    kept = is_word & (lengths >= min_characters) & ~vocabulary.isin(list(stop_words))
    numbers = tokens.document_numbers
    words = is_word[tokens.codes]
    n_words = np.bincount(numbers[words], minlength=len(tokens)).astype(np.int64)
    counts = _matrix(numbers, tokens.codes, (len(tokens), len(vocabulary)))
    occurs_in = np.bincount(counts.indices, minlength=len(vocabulary))
    columns = np.flatnonzero(kept & (occurs_in >= max(min_documents, 1)))
    return Dfm(counts[:, columns], tokens.documents, vocabulary[columns], n_words)


def _matrix(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> sparse.csr_array:
    ones = np.ones(len(rows), dtype=np.int64)
    counts = sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()
    counts.sort_indices()
    return counts


def _is_word(token: str) -> bool:
    # Chinese characters are letters to Python, but for 〇, which is a number to it.
    return any(map(str.isalpha, token)) or "〇" in token


def weight_tfidf(dfm: Dfm) -> Dfm:
    """Weight counts by TF-IDF.

    Parameters
    ----------
    dfm
        Counts.

    Returns
    -------
    Dfm
        Weights (float64), as scikit-learn's `TfidfTransformer` has them by default:
        ``n × (ln((1 + N) / (1 + df)) + 1)``, each row divided by its Euclidean length.
        `weighting` says so.

    Raises
    ------
    TypeError
        If `dfm` holds weights already.

    References
    ----------
    Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, ch. 6; the
    smoothing is scikit-learn's.
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    require_counts("weight_tfidf", dfm)
    weights = sparse.csr_array(TfidfTransformer().fit_transform(dfm.matrix))
    return Dfm(weights, dfm.documents, dfm.features, dfm.n_words, TFIDF)


def require_counts(function: str, dfm: Dfm) -> None:
    """Refuse weights where counts are needed.

    Parameters
    ----------
    function
        Name for the message.
    dfm
        What the caller passed.

    Raises
    ------
    TypeError
        If it is no `Dfm`, or holds weights.
    """
    if not isinstance(dfm, Dfm):
        raise TypeError(
            f"{function}() needs the Dfm that count_features() returns; got {type(dfm).__name__}"
        )
    if not dfm.is_counts:
        raise TypeError(
            f"{function}() needs counts; dfm holds weights, pass what count_features() returns"
        )


def described(table: pd.DataFrame, statistic: str, dfm: Dfm, **parameters: object) -> pd.DataFrame:
    """Note on a result table that it was made from a `Dfm`.

    Parameters
    ----------
    table
        The result.
    statistic
        The function's name.
    dfm
        What it was made from.
    **parameters
        Its settings.

    Returns
    -------
    DataFrame
        `table` itself.
    """
    size = {"n_documents": len(dfm), "n_features": len(dfm.features)}
    return record(table, statistic, **parameters, weighting=dfm.weighting, **size)
