"""The formulas and the stop words that come with the project."""

import pandas as pd

from analysis.paths import project_folder


def read_lexicon() -> pd.DataFrame:
    """Read the formulas of Chinese political discourse that the project ships.

    Returns
    -------
    DataFrame
        One row a formula, in the order of the file: ``term``, ``area`` (policy area).
    """
    file = project_folder() / "corpus" / "lexicon" / "terms.csv"
    return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")


def read_stop_words() -> list[str]:
    """Read the stop list that the project ships: function words, no content words.

    Returns
    -------
    list of str
        In the order of the file; lines that begin with ``#`` are comments.
    """
    file = project_folder() / "corpus" / "lexicon" / "stopwords.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
