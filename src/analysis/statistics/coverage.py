"""What the corpus covers: speeches and characters by year."""

import pandas as pd

from analysis.checks import check_columns, record
from analysis.text.characters import count_characters


def coverage(speeches: pd.DataFrame, groups: pd.Series | None = None) -> pd.DataFrame:
    """Count speeches and characters by year and group.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    groups
        A label for each speech, indexed by ``doc_id``; speeches without one are in the group
        ``""``.

    Returns
    -------
    DataFrame
        One row for each year from the first to the last and each group: ``year``, ``group``
        (``""`` without groups), ``n_speeches``, ``n_characters`` (Han). Years without a
        speech have zeros. Speeches of unknown year are not in it: ``attrs["parameters"]``
        counts them as ``n_undated``.
    """
    check_columns("coverage", speeches, ["year", "text"], "read_corpus()")
    labels = pd.Series("", index=speeches.index) if groups is None else groups.loc[speeches.index]
    if isinstance(labels.dtype, pd.CategoricalDtype):
        order = [str(name) for name in labels.cat.categories if (labels == name).any()]
    else:
        order = sorted(labels.dropna().astype(str).unique())
    labels = labels.astype("string").fillna("").astype(object)
    order += [""] if "" in set(labels) and "" not in order else []
    frame = pd.DataFrame(
        {
            "year": speeches["year"],
            "group": labels,
            "n_speeches": 1,
            "n_characters": speeches["text"].map(count_characters),
        }
    )
    dated = frame.dropna(subset=["year"]).astype({"year": int})
    years = range(dated["year"].min(), dated["year"].max() + 1) if len(dated) else []
    every = pd.MultiIndex.from_product([years, order], names=["year", "group"])
    sums = dated.groupby(["year", "group"])[["n_speeches", "n_characters"]].sum()
    table = sums.reindex(every, fill_value=0).astype("int64").reset_index()
    return record(table, "coverage", n_undated=int(frame["year"].isna().sum()))
