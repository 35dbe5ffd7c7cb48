"""Which speeches are alike, and how they cluster."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from analysis.checks import TooFewSpeechesError, check_choice, record, shown
from analysis.statistics.features import Dfm, described

METHODS = ("average", "complete", "single")


def similarity(dfm: Dfm) -> pd.DataFrame:
    """Compute the cosine similarity of all pairs of documents.

    Parameters
    ----------
    dfm
        Counts or weights; TF-IDF weights keep common words from drowning the others.

    Returns
    -------
    DataFrame
        Square, indexed and named by document, symmetric, 1 on the diagonal, from 0 (no
        feature shared) to 1.

    Raises
    ------
    TooFewSpeechesError
        If there are fewer than two documents, or one has no features, so that nothing can
        be said of it.
    """
    if len(dfm) < 2:
        raise TooFewSpeechesError(f"similarity() needs two speeches or more; there is {len(dfm)}")
    values = dfm.matrix.astype(np.float64)
    lengths = np.sqrt(np.asarray(values.multiply(values).sum(axis=1)).ravel())
    if not lengths.all():
        raise TooFewSpeechesError(
            f"no features in {shown(dfm.documents[lengths == 0])}; leave these documents out"
        )
    products = (values @ values.T).toarray()
    cosines = np.clip(products / np.outer(lengths, lengths), 0.0, 1.0)
    np.fill_diagonal(cosines, 1.0)
    names = dfm.documents.rename("doc_id")
    table = pd.DataFrame((cosines + cosines.T) / 2, index=names, columns=names.rename(None))
    return described(table, "similarity", dfm, measure="cosine")


def clustering(similarities: pd.DataFrame, *, method: str = "average") -> pd.DataFrame:
    """Cluster documents step by step, the most alike first.

    Parameters
    ----------
    similarities
        What `similarity` returns.
    method
        ``"average"``, ``"complete"`` or ``"single"`` linkage of the distance 1 − similarity.

    Returns
    -------
    DataFrame
        One row a merge, in order: ``left``, ``right`` (0 … n−1 are the documents in their
        order, n … the merges), ``distance``, ``n_speeches`` (in the cluster made).

    Raises
    ------
    ValueError
        If `method` is unknown.
    """
    check_choice("clustering", "method", method, METHODS)
    # Rounding keeps ties ties, so that the tree does not hang on the last bit.
    distances = np.round(1 - similarities.to_numpy(), 12)
    np.fill_diagonal(distances, 0.0)
    merges = hierarchy.linkage(squareform(distances), method=method, optimal_ordering=True)
    table = pd.DataFrame(merges, columns=["left", "right", "distance", "n_speeches"])
    table = table.astype({"left": int, "right": int, "n_speeches": int})
    return record(table, "clustering", method=method, distance="1 - cosine")


def leaf_order(merges: pd.DataFrame, documents: Sequence[str] | pd.Index) -> list[str]:
    """Order documents as they stand in the tree, so that those of a cluster are neighbours.

    Parameters
    ----------
    merges
        What `clustering` returns.
    documents
        The documents that were clustered, in the order of the similarities.

    Returns
    -------
    list of str
        All documents.

    Raises
    ------
    ValueError
        If there are not as many documents as the tree has leaves.
    """
    if len(documents) != len(merges) + 1:
        raise ValueError(
            f"leaf_order() has a tree of {len(merges) + 1} documents and {len(documents)} names"
        )
    tree = merges[["left", "right", "distance", "n_speeches"]].to_numpy(dtype=float)
    return [str(documents[leaf]) for leaf in hierarchy.leaves_list(tree)]
