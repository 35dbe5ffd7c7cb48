"""The first features of each document or group."""

import numpy as np
import pandas as pd

from analysis.statistics.features import Dfm, described


def top_features(dfm: Dfm, *, n: int = 10) -> pd.DataFrame:
    """Rank the features of each row.

    Parameters
    ----------
    dfm
        Counts or weights; ``weight_tfidf(dfm.group(labels))`` ranks what marks each group.
    n
        How many features of each row.

    Returns
    -------
    DataFrame
        ``group`` (the row's name), ``rank`` (from 1), ``feature``, ``value`` (in the unit of
        `dfm.weighting`). Features of value 0 have no rank; ties are in the order of code
        points.
    """
    rows = []
    for number, name in enumerate(dfm.documents):
        values = dfm.matrix[[number]].toarray().ravel()
        best = np.argsort(-values, kind="stable")[:n]
        rows += [
            (str(name), rank, dfm.features[place], values[place])
            for rank, place in enumerate(best, start=1)
            if values[place] > 0
        ]
    table = pd.DataFrame(rows, columns=["group", "rank", "feature", "value"])
    return described(table, "top_features", dfm, n=n)
