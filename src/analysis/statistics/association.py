"""How strongly a word goes with a group: measures of 2×2 tables."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy


def log_likelihood_ratio(
    n_target: ArrayLike, n_reference: ArrayLike, sizes: tuple[int, int]
) -> np.ndarray:
    """Compute G² of the full 2×2 table, for many words at once.

    Parameters
    ----------
    n_target, n_reference
        Occurrences of each word in target and reference, shape (n_words,).
    sizes
        All words of target and of reference.

    Returns
    -------
    ndarray of float, shape (n_words,)
        ``2 Σ O ln(O / E)`` over all four cells, not negative.

    References
    ----------
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
    Computational Linguistics 19.
    """
    a, b = np.asarray(n_target, dtype=float), np.asarray(n_reference, dtype=float)
    c, d = sizes[0] - a, sizes[1] - b
    total = float(sizes[0] + sizes[1])
    g2 = np.zeros_like(a)
    for observed, row, column in (
        (a, a + b, sizes[0]),
        (b, a + b, sizes[1]),
        (c, c + d, sizes[0]),
        (d, c + d, sizes[1]),
    ):
        expected = row * column / total
        g2 += xlogy(observed, np.divide(observed, expected, where=expected > 0,
                                        out=np.ones_like(observed)))  # fmt: skip
    return np.maximum(2 * g2, 0.0)


def log_ratio(n_target: ArrayLike, n_reference: ArrayLike, sizes: tuple[int, int]) -> np.ndarray:
    """Compute the binary logarithm of the ratio of two rates.

    Parameters
    ----------
    n_target, n_reference
        Occurrences of each word in target and reference, shape (n_words,).
    sizes
        All words of target and of reference.

    Returns
    -------
    ndarray of float, shape (n_words,)
        In doublings: 1 is twice as frequent in the target, -1 half as frequent. A count of
        0 is taken as 0.5.

    References
    ----------
    Hardie (2014), Log Ratio: an informal introduction, CASS, Lancaster University.
    """
    a = np.maximum(np.asarray(n_target, dtype=float), 0.5)
    b = np.maximum(np.asarray(n_reference, dtype=float), 0.5)
    return np.log2((a / sizes[0]) / (b / sizes[1]))
