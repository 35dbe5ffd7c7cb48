"""Who is compared with whom: speeches labelled by column or by period."""

from collections.abc import Sequence

import pandas as pd

from analysis.checks import TooFewSpeechesError, near_key, shown
from analysis.corpus.settings import Groups, Period, Settings

_LEVELS = ("中央", "省", "市", "县", "乡")


def assign_periods(speeches: pd.DataFrame, periods: Sequence[Period] = ()) -> pd.Series:
    """Label each speech with the period that its year falls into.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    periods
        The periods of ``study.toml``. Without any, the years are cut into two halves with
        as near as can be the same number of speeches.

    Returns
    -------
    Series
        Named ``period``, indexed by ``doc_id``: an ordered categorical of period names,
        missing where the year is unknown or in no period.
    """
    spans = [(period.name, period.first, period.last) for period in periods]
    if not spans:
        spans = _halves(speeches["year"].dropna().astype(int))
    labels = pd.Series(None, index=speeches.index, name="period", dtype=object)
    for name, first, last in spans:
        labels[speeches["year"].between(first, last).fillna(False).astype(bool)] = name
    ordered = [name for name, _, _ in sorted(spans, key=lambda span: span[1])]
    return labels.astype(pd.CategoricalDtype(ordered, ordered=True))


def _halves(years: pd.Series) -> list[tuple[str, int, int]]:
    if years.empty:
        return []
    distinct = sorted(years.unique())
    if len(distinct) == 1:
        return [(str(distinct[0]), distinct[0], distinct[0])]
    # The cut that leaves the two sides most alike in number of speeches.
    before = [int((years < year).sum()) for year in distinct]
    cut = min(range(1, len(distinct)), key=lambda k: abs(2 * before[k] - len(years)))
    sides = distinct[:cut], distinct[cut:]
    return [(_span(side), int(side[0]), int(side[-1])) for side in sides]


def _span(years: list[int]) -> str:
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def assign_groups(speeches: pd.DataFrame, settings: Settings) -> pd.Series:
    """Label each speech with the group in which the study compares it.

    Parameters
    ----------
    speeches
        What `read_corpus` returns.
    settings
        The study's decisions; without ``[groups]``, the groups are the periods.

    Returns
    -------
    Series
        Indexed by ``doc_id``, named after the column: an ordered categorical.

    Raises
    ------
    ValueError
        If the column, or one of its groups, is not in the corpus; the message says what is.
    TooFewSpeechesError
        If no speech has a group.
    """
    column = settings.groups.column if settings.groups else "period"
    if column == "period" and "period" not in speeches.columns:
        labels = assign_periods(speeches, settings.periods)
    elif column in speeches.columns:
        labels = _labels(speeches[column])
    else:
        raise ValueError(
            f"study.toml compares by {column!r}, but the speeches have no such column; "
            f"{near_key(column, speeches.columns)}"
        )
    if settings.groups:
        _check_groups(labels, settings.groups)
    if labels.isna().all():
        raise TooFewSpeechesError(
            "no speech is in a period, since none has a fitting year; write years into the "
            "metadata, or name another column under [groups] in study.toml"
        )
    return labels


def _labels(column: pd.Series) -> pd.Series:
    """Order groups by name, unless they are levels or the column has an order of its own."""
    values = column.astype("string")
    values = values.mask(values == "")
    names = sorted(values.dropna().unique())
    if set(names) <= set(_LEVELS):
        names = [level for level in _LEVELS if level in names]
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = [str(name) for name in column.cat.categories if str(name)]
    return values.astype(pd.CategoricalDtype(names, ordered=True))


def _check_groups(labels: pd.Series, groups: Groups) -> None:
    for name in (groups.target, groups.reference):
        if name is not None and str(name) not in list(labels.cat.categories):
            raise ValueError(
                f"study.toml compares {groups.column} {str(name)!r}, but no speech has it; "
                f"there are: {shown(labels.cat.categories, most=20)}"
            )


def compared_groups(labels: pd.Series, settings: Settings) -> tuple[str, str, pd.Series]:
    """Tell which two groups are compared.

    Parameters
    ----------
    labels
        What `assign_groups` returns.
    settings
        The study's decisions; without ``[groups]``, the last group is held against all
        that are before it.

    Returns
    -------
    target, reference : str
        The names of the two sides.
    is_target : Series of bool
        True in the target, False in the reference; speeches of neither are left out.

    Raises
    ------
    TooFewSpeechesError
        If one side has no speech.
    """
    present = labels.dropna()
    names = [str(name) for name in present.cat.categories if (present == name).any()]
    if len(names) < 2:
        raise TooFewSpeechesError(
            f"comparing needs two groups of speeches; by {labels.name} there is "
            f"{shown(names)}. Name another column under [groups] in study.toml"
        )
    target = str(settings.groups.target) if settings.groups else names[-1]
    reference = settings.groups.reference if settings.groups else None
    if reference is not None:
        present = present[present.isin([target, str(reference)])]
    others = [name for name in names if name != target]
    rest = str(reference) if reference is not None else others[0] if len(others) == 1 else "rest"
    is_target = (present == target).rename(labels.name)
    if is_target.all() or not is_target.any():
        empty = rest if is_target.all() else target
        raise TooFewSpeechesError(
            f"comparing {labels.name} {target!r} with {rest!r} needs speeches on both sides; "
            f"there is none in {empty!r}, only in {shown(names)}"
        )
    return target, rest, is_target
