import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.metadata import parse_date

DAYS = st.dates()


@given(DAYS, st.sampled_from(["{0:04}-{1:02}-{2:02}", "{0:04}/{1}/{2}", "{0:04}.{1}.{2}",
                              "{0:04}年{1}月{2}日"]))  # fmt: skip
def test_every_day_of_the_calendar(day, form):
    written = form.format(day.year, day.month, day.day)
    assert parse_date(written) == day.isoformat()


@given(DAYS, st.sampled_from(["{0:04}-{1:02}", "{0:04}/{1}", "{0:04}年{1}月"]))
def test_every_month(day, form):
    assert parse_date(form.format(day.year, day.month)) == day.isoformat()[:7]


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_no_other_day(year, month, day):
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        expected = datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        with pytest.raises(ValueError, match="there is no such day"):
            parse_date(written)
    else:
        assert parse_date(written) == expected


@pytest.mark.parametrize(("written", "iso"), [("2024", "2024"), ("2024年", "2024")])
def test_years(written, iso):
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    "written",
    ["", "24-03-05", "2024-3-5-1", "05.03.2024", "2024-03-05T00:00", "２０２４", "二〇二四年", "x"],
)
def test_what_is_no_date(written):
    with pytest.raises(ValueError, match="this is not a date"):
        parse_date(written)
