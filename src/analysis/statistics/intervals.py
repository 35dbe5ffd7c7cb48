"""Confidence intervals."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats


def poisson_interval(n: ArrayLike, *, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Give the exact interval for the mean of a Poisson count.

    Parameters
    ----------
    n
        Counts, any shape.
    confidence
        Between 0 and 1.

    Returns
    -------
    low, high : ndarray
        Of the shape of `n`; `low` is 0 where the count is 0.

    Raises
    ------
    ValueError
        If `confidence` is not between 0 and 1.

    References
    ----------
    Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1; got {confidence}")
    counts = np.asarray(n, dtype=float)
    tail = (1 - confidence) / 2
    # The lower limit of a count of 0 is 0; gamma with shape 0 is not defined.
    low = np.where(counts > 0, stats.gamma.ppf(tail, np.maximum(counts, 1)), 0.0)
    return low, stats.gamma.ppf(1 - tail, counts + 1)
