import pandas as pd
import pytest

from analysis import Settings, assign_groups, assign_periods, compared_groups
from analysis.checks import TooFewSpeechesError
from analysis.corpus.settings import Groups, Period


def speeches(years, **columns):
    ids = [f"d{number}" for number in range(len(years))]
    index = pd.Index(ids, name="doc_id")
    return pd.DataFrame({"year": pd.array(years, dtype="Int64"), **columns}, index=index)


EARLY_AND_LATE = [
    Period(name="今", first=2012, last=2020),
    Period(name="昔", first=2000, last=2009),
]


def test_periods_of_the_study():
    labels = assign_periods(speeches([2012, 2000, 2009, 2010, None, 2020]), EARLY_AND_LATE)
    assert labels.name == "period"
    assert [None if pd.isna(label) else label for label in labels] == [
        "今", "昔", "昔", None, None, "今",
    ]  # fmt: skip
    assert list(labels.cat.categories) == ["昔", "今"]  # by year, not by name or place
    assert labels.cat.ordered


@pytest.mark.parametrize(
    ("years", "names"),
    [
        ([2001, 2002, 2003, 2004], ["2001–2002", "2003–2004"]),
        ([2001, 2002, 2002, 2002], ["2001", "2002"]),
        ([2001, 2001, 2001, 2005, 2009], ["2001", "2005–2009"]),
        ([2001, 2001], ["2001"]),
        ([None], []),
    ],
)
def test_halves_without_periods(years, names):
    assert list(assign_periods(speeches(years)).cat.categories) == names


def test_groups_by_column():
    settings = Settings(groups=Groups(column="level", target="省", reference="县"))
    labels = assign_groups(speeches([1, 2, 3, 4], level=["省", "县", "", "市"]), settings)
    assert list(labels.cat.categories) == ["省", "市", "县"]
    target, reference, is_target = compared_groups(labels, settings)
    assert (target, reference) == ("省", "县")
    assert is_target.to_dict() == {"d0": True, "d1": False}


def test_target_against_the_rest():
    settings = Settings(groups=Groups(column="level", target="省"))
    labels = assign_groups(speeches([1, 2, 3], level=["省", "县", "市"]), settings)
    target, reference, is_target = compared_groups(labels, settings)
    assert (target, reference) == ("省", "rest")
    assert list(is_target) == [True, False, False]


def test_the_only_other_group_is_called_by_its_name():
    settings = Settings(groups=Groups(column="level", target="省"))
    labels = assign_groups(speeches([1, 2], level=["省", "县"]), settings)
    assert compared_groups(labels, settings)[1] == "县"


def test_numbers_as_groups():
    settings = Settings(groups=Groups(column="year", target=2001, reference=2002))
    labels = assign_groups(speeches([2001, 2002, 2003]), settings)
    assert list(compared_groups(labels, settings)[2]) == [True, False]


def test_without_groups_the_last_period_is_the_target():
    settings = Settings()
    labels = assign_groups(speeches([2001, 2002, 2003, 2004]), settings)
    target, reference, is_target = compared_groups(labels, settings)
    assert (target, reference) == ("2003–2004", "2001–2002")
    assert list(is_target) == [False, False, True, True]


def test_an_order_of_the_column_is_kept():
    corpus = speeches([2013, 2001, 2002, 2014])
    corpus["period"] = assign_periods(corpus, EARLY_AND_LATE)
    for settings in (Settings(), Settings(groups=Groups(column="period", target="今"))):
        labels = assign_groups(corpus, settings)
        assert list(labels.cat.categories) == ["昔", "今"]
        assert compared_groups(labels, settings)[0] == "今"


def test_unknown_column_and_unknown_group():
    corpus = speeches([1, 2], level=["省", "县"])
    with pytest.raises(ValueError, match="did you mean 'level'"):
        assign_groups(corpus, Settings(groups=Groups(column="levle", target="省")))
    with pytest.raises(ValueError, match=r"'国', but no speech has it; there are: 省, 县"):
        assign_groups(corpus, Settings(groups=Groups(column="level", target="国")))


def test_one_group_is_too_few():
    labels = assign_groups(speeches([2001, 2001]), Settings())
    with pytest.raises(TooFewSpeechesError, match="needs two groups"):
        compared_groups(labels, Settings())


@pytest.mark.parametrize(
    ("target", "reference"), [("今", None), ("昔", "今"), ("昔", "昔"), ("今", "昔")]
)
def test_a_side_without_speeches_is_too_few(target, reference):
    between = Period(name="中", first=2010, last=2011)
    groups = Groups(column="period", target=target, reference=reference)
    settings = Settings(periods=[*EARLY_AND_LATE, between], groups=groups)
    labels = assign_groups(speeches([2001, 2010]), settings)  # none is of 今
    with pytest.raises(TooFewSpeechesError):
        compared_groups(labels, settings)


def test_levels_stand_in_their_order_from_the_centre_down():
    speeches = pd.DataFrame({"level": ["县", "省", "市"], "year": [2012] * 3}, index=list("abc"))
    settings = Settings(groups=Groups(column="level", target="县"))
    assert list(assign_groups(speeches, settings).cat.categories) == ["省", "市", "县"]
