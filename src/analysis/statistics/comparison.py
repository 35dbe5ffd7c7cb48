"""Which words mark one group of speeches against another."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.checks import TooFewSpeechesError
from analysis.statistics.association import log_likelihood_ratio, log_ratio
from analysis.statistics.features import Dfm, described, require_counts


def keyness(dfm: Dfm, target: pd.Series, *, min_count: int = 5) -> pd.DataFrame:
    """Score each feature by how much more the target documents use it than the others.

    Parameters
    ----------
    dfm
        Counts.
    target
        Booleans indexed by document: True is the target, False the reference; documents
        that it does not name, or whose value is missing, take no part.
    min_count
        How often a feature must occur in both sides together.

    Returns
    -------
    DataFrame
        Indexed by ``feature``, strongest for the target first: ``n_target``,
        ``n_reference``; ``n_documents_target``, ``n_documents_reference`` (how many speeches
        have it); ``per_10k_target``, ``per_10k_reference`` (per 10,000 words, all words
        counted); ``log_ratio`` (effect size, in doublings; 0 counts as 0.5);
        ``log_likelihood`` (G² of the full 2×2 table, negative where the reference uses the
        feature more); ``p_value`` (χ², one degree of freedom, tokens taken as independent);
        ``q_value`` (Benjamini–Hochberg over the features shown).

    Raises
    ------
    TypeError
        If `dfm` holds weights, or `target` is not boolean.
    KeyError
        If `target` names a document that `dfm` does not have.
    TooFewSpeechesError
        If target or reference is empty, or has no words.

    References
    ----------
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence.
    Hardie (2014), Log Ratio: an informal introduction.
    Benjamini and Hochberg (1995), Controlling the false discovery rate.
    """
    require_counts("keyness", dfm)
    if not (isinstance(target, pd.Series) and pd.api.types.is_bool_dtype(target.dtype)):
        raise TypeError(
            "keyness() needs a boolean Series as target, such as speeches.level == '县'"
        )
    target = target.dropna()
    dfm = dfm[target.index]
    is_target = target.to_numpy(dtype=bool)
    sides = is_target, ~is_target
    if not all(side.any() for side in sides):
        raise TooFewSpeechesError(
            f"keyness() compares two groups of speeches; the target has {is_target.sum()}, "
            f"the reference {(~is_target).sum()}"
        )
    counts = [np.asarray(dfm.matrix[side].sum(axis=0)).ravel() for side in sides]
    present = [np.asarray((dfm.matrix[side] > 0).sum(axis=0)).ravel() for side in sides]
    sizes = int(dfm.n_words[sides[0]].sum()), int(dfm.n_words[sides[1]].sum())
    if not all(sizes):
        raise TooFewSpeechesError(
            f"keyness() compares words; the target has {sizes[0]}, the reference {sizes[1]}"
        )
    kept = counts[0] + counts[1] >= max(min_count, 1)
    table = _scored(*(count[kept] for count in counts), sizes)
    table.insert(2, "n_documents_target", present[0][kept])
    table.insert(3, "n_documents_reference", present[1][kept])
    table.index = pd.Index(dfm.features[kept], name="feature")
    table = table.sort_index().sort_values("log_likelihood", ascending=False, kind="stable")
    names = {"n_target": int(is_target.sum()), "n_reference": int((~is_target).sum())}
    return described(table, "keyness", dfm, min_count=min_count, speeches=names)


def _scored(n_target: np.ndarray, n_reference: np.ndarray, sizes: tuple[int, int]) -> pd.DataFrame:
    g2 = log_likelihood_ratio(n_target, n_reference, sizes)
    rates = 1e4 * n_target / sizes[0], 1e4 * n_reference / sizes[1]
    p_values = stats.chi2.sf(g2, 1)
    return pd.DataFrame(
        {
            "n_target": n_target,
            "n_reference": n_reference,
            "per_10k_target": rates[0],
            "per_10k_reference": rates[1],
            "log_ratio": log_ratio(n_target, n_reference, sizes),
            "log_likelihood": np.where(rates[0] >= rates[1], g2, -g2),
            "p_value": p_values,
            "q_value": stats.false_discovery_control(p_values) if len(p_values) else p_values,
        }
    )
