"""The first features of each document or group."""

import numpy as np
import pandas as pd

from analysis.checks import TooFewSpeechesError
from analysis.statistics.features import Dfm, described


def top_features(dfm: Dfm, *, n: int = 10) -> pd.DataFrame:
    """Rank the features of each row.

    Parameters
    ----------
    dfm
        Counts or weights; ``dfm.group(labels)`` ranks the words of each group.
    n
        How many features of each row.

    Returns
    -------
    DataFrame
        ``group`` (the row's name), ``rank`` (from 1), ``feature``, ``value`` (in the unit of
        `dfm.weighting`). Features of value 0 have no rank; ties are in the order of code
        points.
    """
    rows = [
        (str(name), *ranked)
        for number, name in enumerate(dfm.documents)
        for ranked in rank_features(dfm.matrix[[number]].toarray().ravel(), dfm.features, n)
    ]
    table = pd.DataFrame(rows, columns=["group", "rank", "feature", "value"])
    return described(table, "top_features", dfm, n=n)


def distinctive_features(dfm: Dfm, groups: pd.Series, *, n: int = 10) -> pd.DataFrame:
    """Rank the features that weigh more in the documents of a group than in all others.

    The weights of the documents are averaged, so that a long speech counts no more than a
    short one. TF-IDF weights of whole groups would not do: of two or three groups nearly all
    have every word, and what is left is a list of the most frequent.

    Parameters
    ----------
    dfm
        Weights, as `weight_tfidf` returns them for documents.
    groups
        The group of each document, indexed by its id; documents whose label is missing take
        no part.
    n
        How many features of each group.

    Returns
    -------
    DataFrame
        ``group``, ``rank`` (from 1), ``feature``, ``value`` (mean weight in the group less
        mean weight in the documents of all other groups, above 0). Ties are in the order of
        code points.

    Raises
    ------
    TooFewSpeechesError
        If there is only one group.
    """
    labels = groups.loc[dfm.documents].astype("category")
    names = [name for name in labels.cat.categories if (labels == name).any()]
    if len(names) < 2:
        raise TooFewSpeechesError(
            f"distinctive_features() compares groups of speeches; by {groups.name} there is "
            f"{len(names)}"
        )
    rows = []
    for name in names:
        inside = (labels == name).to_numpy(dtype=bool)
        outside = (labels.notna() & (labels != name)).to_numpy(dtype=bool)
        means = [np.asarray(dfm.matrix[side].mean(axis=0)).ravel() for side in (inside, outside)]
        differences = np.round(means[0] - means[1], 12)
        rows += [(str(name), *ranked) for ranked in rank_features(differences, dfm.features, n)]
    table = pd.DataFrame(rows, columns=["group", "rank", "feature", "value"])
    return described(table, "distinctive_features", dfm, n=n)


def rank_features(values: np.ndarray, features: pd.Index, n: int) -> list[tuple[int, str, float]]:
    """Rank the features of one row.

    Parameters
    ----------
    values
        One value a feature.
    features
        Their names.
    n
        How many.

    Returns
    -------
    list of (rank, feature, value)
        From rank 1; features of value 0 or less have none, and ties keep their order.
    """
    best = np.argsort(-values, kind="stable")[:n]
    return [
        (rank, features[place], values[place])
        for rank, place in enumerate(best, start=1)
        if values[place] > 0
    ]
