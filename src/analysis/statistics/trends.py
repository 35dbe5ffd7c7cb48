"""How terms rise and fall over the years."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import xlogy

from analysis.checks import TooFewSpeechesError, check_columns, record, shown
from analysis.statistics.intervals import poisson_interval
from analysis.text.characters import count_characters
from analysis.text.terms import checked_terms, count_terms


def term_trends(
    speeches: pd.DataFrame, terms: Iterable[str], *, confidence: float = 0.95
) -> pd.DataFrame:
    """Follow terms through the years, by exact counts on the text.

    Parameters
    ----------
    speeches
        What `read_corpus` returns, each with its year.
    terms
        Strings as they stand in the text; the segmenter has no part in this.
    confidence
        Of the interval.

    Returns
    -------
    DataFrame
        One row for each term and each year from the first to the last: ``term``, ``year``,
        ``n`` (occurrences, as `str.count`), ``n_speeches``, ``n_characters`` (Han),
        ``per_10k`` (per 10,000 characters), ``low`` and ``high`` (exact Poisson interval of
        that rate). In a year without a speech ``n_speeches`` and ``n_characters`` are 0 and
        the others are missing: a gap, not a zero.

    Raises
    ------
    ValueError
        If a speech has no year, or a term is empty or stands twice.
    TooFewSpeechesError
        If there is no speech, or a year's speeches have no Chinese character.

    References
    ----------
    Garwood (1936), Fiducial limits for the Poisson distribution, for the interval.
    """
    check_columns("term_trends", speeches, ["year", "text"], "read_corpus()")
    terms = checked_terms(terms)
    if speeches.empty:
        raise TooFewSpeechesError("term_trends() has no speech to count in; is none dated?")
    undated = speeches.index[speeches["year"].isna()]
    if len(undated):
        raise ValueError(
            f"term_trends() needs the year of every speech; none for {shown(undated)}. "
            "Write it into speeches.csv, or pass speeches[speeches['year'].notna()]"
        )
    years = speeches["year"].astype(int)
    sizes = speeches["text"].map(count_characters).groupby(years).agg(["size", "sum"])
    sizes.columns = ["n_speeches", "n_characters"]
    if (sizes["n_characters"] == 0).any():
        empty = sizes.index[sizes["n_characters"] == 0]
        raise TooFewSpeechesError(
            f"no Chinese character in the speeches of {shown(empty)}: no rate"
        )
    counts = count_terms(speeches, terms)
    counts["year"] = counts["doc_id"].map(years)
    n = counts.groupby(["term", "year"])["n"].sum()
    span = range(years.min(), years.max() + 1)
    every = pd.MultiIndex.from_product([terms, span], names=["term", "year"])
    table = pd.DataFrame({"n": n.reindex(every).astype("Int64")}).reset_index()
    table = table.merge(sizes.reindex(span, fill_value=0), left_on="year", right_index=True,
                        how="left")  # fmt: skip
    return record(_with_rates(table, confidence), "term_trends", confidence=confidence,
                  interval="Poisson, exact (Garwood)", terms=terms)  # fmt: skip


def _with_rates(table: pd.DataFrame, confidence: float) -> pd.DataFrame:
    known = table["n"].notna().to_numpy()
    counts = table["n"].fillna(0).to_numpy(dtype=float)
    scale = np.full(len(table), np.nan)
    scale[known] = 1e4 / table["n_characters"].to_numpy(dtype=float)[known]
    low, high = poisson_interval(counts, confidence=confidence)
    return table.assign(per_10k=counts * scale, low=low * scale, high=high * scale)


def term_changes(trends: pd.DataFrame) -> pd.DataFrame:
    """Rank terms by how unevenly they are spread over the years.

    Parameters
    ----------
    trends
        What `term_trends` returns.

    Returns
    -------
    DataFrame
        Indexed by ``term``, the most changeable first; terms that occur nowhere are last:
        ``n`` (in all years), ``first_year`` and ``last_year`` with an occurrence (missing
        without any), ``peak_year`` (highest rate), ``deviance`` (G² of the yearly counts
        against one constant rate), ``p_value`` (χ²; counts taken as Poisson).

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, ch. 6, for the deviance.
    """
    columns = ["term", "year", "n", "n_characters", "per_10k"]
    check_columns("term_changes", trends, columns, "term_trends()")
    known = trends.dropna(subset=["n"])
    rows = [_change(str(term), part) for term, part in known.groupby("term", sort=False)]
    table = pd.DataFrame(rows).set_index("term")
    table = table.astype(dict.fromkeys(("n", "first_year", "last_year", "peak_year"), "Int64"))
    table = table.sort_index().sort_values(["deviance", "n"], ascending=False, kind="stable")
    return record(table, "term_changes")


def _change(term: str, part: pd.DataFrame) -> dict[str, object]:
    n = part["n"].to_numpy(dtype=float)
    size = part["n_characters"].to_numpy(dtype=float)
    used = part.loc[part["n"] > 0, "year"]
    expected = n.sum() * size / size.sum()
    ratio = np.divide(n, expected, out=np.ones_like(n), where=expected > 0)
    deviance = float(max(2 * (xlogy(n, ratio) - (n - expected)).sum(), 0.0))
    return {
        "term": term,
        "n": int(n.sum()),
        "first_year": used.min() if len(used) else pd.NA,
        "last_year": used.max() if len(used) else pd.NA,
        "peak_year": part.loc[part["per_10k"].idxmax(), "year"] if len(used) else pd.NA,
        "deviance": deviance,
        "p_value": float(stats.chi2.sf(deviance, len(n) - 1)) if len(n) > 1 else np.nan,
    }
