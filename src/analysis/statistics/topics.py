"""Topics of passages: what the speeches are about, and how much of it."""

import warnings
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse
from threadpoolctl import threadpool_limits

from analysis.checks import TooFewSpeechesError, check_choice, check_columns, record, shown
from analysis.statistics.features import Dfm, require_counts, weight_tfidf
from analysis.statistics.ranking import rank_features

METHODS = ("nmf", "kmeans")
_WORDS_IN_LABEL = 3
_CANDIDATES = 10
_LEAST_EXPLAINED = 0.001  # of the squared weights of a document


@dataclass(frozen=True, eq=False)
class TopicModel:
    """Topics, numbered from 1 by their share of the corpus, the largest first.

    Attributes
    ----------
    shares : DataFrame, shape (n_documents, n_topics)
        How much of each document each topic has; rows add up to 1. The documents of
        `without_features` are not in it.
    weights : DataFrame, shape (n_topics, n_features)
        How much each feature belongs to each topic; rows add up to 1.
    labels : Series
        Topic number → a label of three words.
    without_features : Index
        The documents of which nothing can be said: they have no feature, or the topics
        explain less than a thousandth of their squared weights (NMF).
    method, seed
        How it was made.
    """

    shares: pd.DataFrame
    weights: pd.DataFrame
    labels: pd.Series
    without_features: pd.Index
    method: str
    seed: int

    def __repr__(self) -> str:
        return f"TopicModel({len(self.labels)} topics of {len(self.shares):,} documents)"


def topic_model(dfm: Dfm, n_topics: int, *, method: str = "nmf", seed: int = 2012) -> TopicModel:
    """Find topics in documents.

    Parameters
    ----------
    dfm
        Counts, of passages rather than of whole speeches: a report speaks of everything, a
        passage of one or two things.
    n_topics
        How many topics.
    method
        ``"nmf"``: non-negative matrix factorisation of TF-IDF weights, so that a document
        may mix topics. ``"kmeans"``: k-means clusters of the same weights, so that each
        document has one.
    seed
        The start of the random numbers.

    Returns
    -------
    TopicModel
        The same for the same input, whatever the number of threads.

    Raises
    ------
    TypeError
        If `dfm` holds weights.
    ValueError
        If `method` is unknown, or `n_topics` is less than 2.
    TooFewSpeechesError
        If there are fewer different documents or features than topics.
    RuntimeError
        If NMF does not converge.

    References
    ----------
    Lee and Seung (1999), Learning the parts of objects by non-negative matrix
    factorization; Boutsidis and Gallopoulos (2008) for the start (NNDSVD).
    """
    require_counts("topic_model", dfm)
    check_choice("topic_model", "method", method, METHODS)
    if n_topics < 2:
        raise ValueError(f"n_topics must be at least 2; got {n_topics}")
    has_features = np.diff(dfm.matrix.indptr) > 0
    n_different = _count_different(dfm[has_features].matrix)
    if min(n_different, len(dfm.features)) < n_topics:
        raise TooFewSpeechesError(
            f"topic_model() cannot find {n_topics} topics in {has_features.sum()} documents "
            f"({n_different} different) with {len(dfm.features)} features; ask for fewer"
        )
    weights = weight_tfidf(dfm[has_features]).matrix
    # One thread: sums in another order differ in the last bits, and then so does the file.
    with threadpool_limits(limits=1):
        fit = _fit_nmf if method == "nmf" else _fit_kmeans
        shares, terms = fit(weights, n_topics, seed)
    has_topic = has_features.copy()
    has_topic[has_features] = shares.sum(axis=1) > 0
    shares = shares[shares.sum(axis=1) > 0]
    order = np.argsort(-np.round(shares.mean(axis=0), 12), kind="stable")
    numbers = pd.RangeIndex(1, n_topics + 1, name="topic")
    table = pd.DataFrame(terms[order], numbers, dfm.features)
    return TopicModel(
        pd.DataFrame(shares[:, order], dfm.documents[has_topic], numbers),
        table,
        _labels(table),
        dfm.documents[~has_topic],
        method,
        seed,
    )


def _count_different(counts: sparse.csr_array) -> int:
    """Count the rows that differ in more than length: no others can be told apart."""
    rows = [slice(*ends) for ends in pairwise(counts.indptr)]
    shares = [np.round(counts.data[row] / counts.data[row].sum(), 12) for row in rows]
    return len(
        {
            (counts.indices[row].tobytes(), share.tobytes())
            for row, share in zip(rows, shares, strict=True)
        }
    )


def _fit_nmf(weights: sparse.csr_array, n_topics: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(n_topics, init="nndsvda", random_state=seed, max_iter=2000, tol=1e-4)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            loadings = model.fit_transform(sparse.csr_matrix(weights))
        except ConvergenceWarning:
            raise RuntimeError(
                f"NMF with {n_topics} topics did not settle in {model.max_iter} steps; "
                'ask for fewer topics, or pass method="kmeans"'
            ) from None
    terms = model.components_
    # How much of each row (of length 1) the topics explain, without the dense product W H.
    explained = 2 * (loadings * (weights @ terms.T)).sum(axis=1)
    explained -= ((loadings @ (terms @ terms.T)) * loadings).sum(axis=1)
    # A topic's loadings and its term weights share one free factor: fix it by the terms.
    scale = terms.sum(axis=1)
    scale[scale == 0] = 1.0
    loadings = np.where(explained[:, None] >= _LEAST_EXPLAINED, loadings * scale, 0.0)
    totals = loadings.sum(axis=1, keepdims=True)
    shares = np.divide(loadings, totals, where=totals > 0, out=np.zeros_like(loadings))
    return shares, terms / scale[:, None]


def _fit_kmeans(
    weights: sparse.csr_array, n_topics: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.cluster import KMeans

    matrix = sparse.csr_matrix(weights)
    # KMeans refuses the 64-bit indices that SciPy gives our matrices.
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    model = KMeans(n_topics, n_init=10, random_state=seed).fit(matrix)
    shares = np.zeros((weights.shape[0], n_topics))
    shares[np.arange(weights.shape[0]), model.labels_] = 1.0
    centres = np.maximum(model.cluster_centers_, 0.0)
    return shares, centres / centres.sum(axis=1, keepdims=True)


def _labels(weights: pd.DataFrame) -> pd.Series:
    """Name a topic by those of its strongest words that the others have least."""
    values = weights.to_numpy()
    lift = values / np.maximum(values.sum(axis=0), 1e-300)
    # A word outside the first ten would stand in the label and not in the figure.
    ranks = np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable")
    scores = np.where(ranks < _CANDIDATES, np.round(values * lift, 12), -1.0)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :_WORDS_IN_LABEL]
    names = [" ".join(weights.columns[row]) for row in best]
    return pd.Series(names, index=weights.index, name="label")


def topic_terms(model: TopicModel, *, n: int = 10) -> pd.DataFrame:
    """List the strongest features of each topic.

    Parameters
    ----------
    model
        What `topic_model` returns.
    n
        How many of each topic.

    Returns
    -------
    DataFrame
        ``topic``, ``label``, ``rank`` (from 1), ``term``, ``weight`` (share of the topic).
    """
    rows = [
        (topic, model.labels[topic], *ranked)
        for topic, values in model.weights.iterrows()
        for ranked in rank_features(values.to_numpy(), model.weights.columns, n)
    ]
    table = pd.DataFrame(rows, columns=["topic", "label", "rank", "term", "weight"])
    return _described(table, "topic_terms", model)


def topic_shares(model: TopicModel, passages: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Add up the topics of passages by group of speeches.

    Parameters
    ----------
    model
        What `topic_model` returned for the passages.
    passages
        What `split_passages` returned.
    groups
        A label for each speech, indexed by its ``doc_id``: years, levels, the ids themselves.

    Returns
    -------
    DataFrame
        One row for each group and topic: ``group``, ``topic``, ``label``, ``share`` (of the
        Han characters of the group's passages that have features; 0 to 1), ``n_speeches``.
        When the labels are whole numbers (years), those between that no speech has are rows
        with ``n_speeches`` 0 and a missing share.

    Raises
    ------
    ValueError
        If `passages` lacks a document of the model.
    TooFewSpeechesError
        If no speech of the model has a label.
    """
    check_columns("topic_shares", passages, ["speech", "n_characters"], "split_passages()")
    missing = model.shares.index.difference(passages.index)
    if len(missing):
        raise ValueError(
            f"topic_shares() needs the passages of the model; none is {shown(missing)}"
        )
    passages = passages.loc[model.shares.index]
    label = passages["speech"].map(groups)
    known = label.notna().to_numpy()
    if not known.any():
        raise TooFewSpeechesError("topic_shares() has a label for none of the model's speeches")
    weight = passages["n_characters"].to_numpy(dtype=float)[known]
    weighted = model.shares[known].mul(weight, axis=0)
    by = label[known].astype(int) if pd.api.types.is_integer_dtype(groups.dtype) else label[known]
    sums = weighted.groupby(by.to_numpy()).sum()
    shares = sums.div(sums.sum(axis=1), axis=0)
    speeches = passages["speech"][known].groupby(by.to_numpy()).nunique()
    if pd.api.types.is_integer_dtype(groups.dtype):
        every: list[object] = list(range(min(shares.index), max(shares.index) + 1))
    elif isinstance(groups.dtype, pd.CategoricalDtype):
        every = [name for name in groups.cat.categories if name in shares.index]
    else:
        every = sorted(shares.index)
    rows = [
        (group, topic, model.labels[topic],
         shares.loc[group, topic] if group in shares.index else np.nan,
         int(speeches.get(group, 0)))
        for group in every
        for topic in model.labels.index
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["group", "topic", "label", "share", "n_speeches"])
    return _described(table, "topic_shares", model)


def topic_passages(model: TopicModel, passages: pd.DataFrame, *, n: int = 3) -> pd.DataFrame:
    """Find the passages that show best what a topic is.

    Parameters
    ----------
    model
        What `topic_model` returned for the passages.
    passages
        What `split_passages` returned.
    n
        How many of each topic, of different speeches.

    Returns
    -------
    DataFrame
        ``topic``, ``label``, ``speech``, ``passage`` (its id), ``share`` (of the topic in
        the passage), ``text``.
    """
    rows = []
    for topic in model.labels.index:
        ordered = model.shares[topic].round(12).sort_values(ascending=False, kind="stable")
        found = passages.loc[ordered.index].assign(share=ordered).drop_duplicates("speech")
        rows += [
            (topic, model.labels[topic], row.speech, passage, row.share, row.text)
            for passage, row in found.head(n).iterrows()
            if row.share > 0
        ]
    columns = ["topic", "label", "speech", "passage", "share", "text"]
    return _described(pd.DataFrame(rows, columns=columns), "topic_passages", model)


def _described(table: pd.DataFrame, statistic: str, model: TopicModel) -> pd.DataFrame:
    return record(
        table,
        statistic,
        method=model.method,
        seed=model.seed,
        n_topics=len(model.labels),
        n_documents=len(model.shares),
        without_features=[str(name) for name in model.without_features],
    )
