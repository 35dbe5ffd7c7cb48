"""What a plot refuses."""

import pandas as pd

from analysis.checks import TooFewSpeechesError


def check_rows(function: str, table: pd.DataFrame) -> None:
    """Refuse to draw nothing.

    Parameters
    ----------
    function
        Name for the message.
    table
        What the caller passed.

    Raises
    ------
    TooFewSpeechesError
        If the table has no rows.
    """
    if table.empty:
        raise TooFewSpeechesError(f"{function}() has nothing to draw: the table has no rows")
