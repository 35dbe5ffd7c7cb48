import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from small_corpora import speeches_of

from analysis import count_characters, term_changes, term_trends
from analysis.checks import TooFewSpeechesError
from analysis.statistics.intervals import poisson_interval

TEN_TERMS = [
    "改革", "改革开放", "高质量发展", "阶级斗争", "市场经济",
    "社会主义", "社会主义市场经济", "四个现代化", "小康", "人民",
]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.6235, 11.668), (10, 4.795, 18.390)],
)
def test_poisson_interval_equals_the_printed_table_of_garwood(n, low, high):
    found = poisson_interval(n)
    assert found[0] == pytest.approx(low, abs=6e-4)
    assert found[1] == pytest.approx(high, abs=6e-4)


@given(st.integers(0, 10_000), st.floats(0.5, 0.999))
def test_poisson_interval_equals_the_chi2_quantile_form(n, confidence):
    tail = (1 - confidence) / 2
    low, high = poisson_interval(n, confidence=confidence)
    assert low == pytest.approx(stats.chi2.ppf(tail, 2 * n) / 2 if n else 0.0)
    assert high == pytest.approx(stats.chi2.ppf(1 - tail, 2 * n + 2) / 2)


def test_poisson_interval_ends_where_the_poisson_tails_have_their_share():
    low, high = poisson_interval([3, 50], confidence=0.9)
    np.testing.assert_allclose(stats.poisson.sf([2, 49], low), 0.05)
    np.testing.assert_allclose(stats.poisson.cdf([3, 50], high), 0.05)


@pytest.mark.parametrize("wrong", [0, 1, 95, -0.5, float("nan")])
def test_poisson_interval_refuses_a_confidence_that_is_none(wrong):
    with pytest.raises(ValueError, match="between 0 and 1; got"):
        poisson_interval(1, confidence=wrong)


def test_counts_of_ten_terms_equal_str_count_on_the_work_reports(cgwr):
    trends = term_trends(cgwr, TEN_TERMS).set_index(["term", "year"])
    years = range(1954, cgwr["year"].max() + 1)
    assert len(trends) == 10 * len(years)
    for year in years:
        texts = cgwr.loc[cgwr["year"] == year, "text"]
        for term in TEN_TERMS:
            row = trends.loc[(term, year)]
            assert row["n_speeches"] == len(texts)
            assert row["n_characters"] == sum(count_characters(text) for text in texts)
            if len(texts):
                assert row["n"] == sum(text.count(term) for text in texts)
                assert row["per_10k"] == pytest.approx(1e4 * row["n"] / row["n_characters"])
                assert row["low"] <= row["per_10k"] <= row["high"]
            else:
                assert row[["n", "per_10k", "low", "high"]].isna().all()
    assert trends.loc[("改革", 1970), "n_speeches"] == 0  # no congress met


def test_rates_and_gap_years_by_hand():
    speeches = speeches_of("改革，改革。", "开放改革开放", "改革abc12", years=[2003, 2001, 2003])
    trends = term_trends(speeches, ["开放", "改革"])
    assert trends["term"].tolist() == ["开放"] * 3 + ["改革"] * 3
    assert trends["year"].tolist() == [2001, 2002, 2003] * 2
    assert trends["n"].fillna(-1).tolist() == [2, -1, 0, 1, -1, 3]
    assert trends["n_speeches"].tolist() == [1, 0, 2] * 2
    assert trends["n_characters"].tolist() == [6, 0, 6] * 2
    np.testing.assert_allclose(
        trends["per_10k"], [20000 / 6, np.nan, 0, 10000 / 6, np.nan, 30000 / 6]
    )
    # 95 % of a Poisson count of 0 is 0 to 3.6889, here of 6 characters.
    assert trends.loc[2, "low"] == 0
    assert trends.loc[2, "high"] == pytest.approx(1e4 * 3.688879 / 6)
    assert trends.attrs["parameters"]["confidence"] == 0.95


def test_the_order_of_speeches_moves_nothing():
    speeches = speeches_of("改革甲", "改革改革乙", "丙改革", years=[2001, 2005, 2001])
    pd.testing.assert_frame_equal(
        term_trends(speeches, ["改革"]), term_trends(speeches[::-1], ["改革"])
    )


def test_undated_speeches_are_an_error_with_names_and_remedy():
    speeches = speeches_of("改革", "开放", years=[2001, None])
    with pytest.raises(ValueError, match=r"none for d1.*speeches\['year'\]\.notna\(\)"):
        term_trends(speeches, ["改革"])
    assert len(term_trends(speeches[speeches["year"].notna()], ["改革"])) == 1


def test_no_dated_speech_at_all_is_too_few():
    speeches = speeches_of("改革", years=[None])
    with pytest.raises(TooFewSpeechesError, match="no speech"):
        term_trends(speeches[speeches["year"].notna()], ["改革"])


def test_a_year_without_a_chinese_character_has_no_rate():
    with pytest.raises(ValueError, match="no Chinese character in the speeches of 2000"):
        term_trends(speeches_of("GDP", "改革"), ["改革"])


@pytest.mark.parametrize("wrong", [[], [""], ["改革", "改革"], [" "]])
def test_wrong_terms_are_refused(wrong):
    with pytest.raises(ValueError, match="term"):
        term_trends(speeches_of("改革"), wrong)


def test_deviance_equals_scipy_power_divergence(cgwr):
    trends = term_trends(cgwr, TEN_TERMS)
    changes = term_changes(trends)
    for term in TEN_TERMS:
        part = trends[(trends["term"] == term) & trends["n"].notna()]
        n = part["n"].to_numpy(dtype=float)
        size = part["n_characters"].to_numpy(dtype=float)
        oracle = stats.power_divergence(n, n.sum() * size / size.sum(), lambda_="log-likelihood")
        assert changes.loc[term, "deviance"] == pytest.approx(oracle.statistic)
        assert changes.loc[term, "p_value"] == pytest.approx(oracle.pvalue)
        assert changes.loc[term, "n"] == n.sum()
    assert changes["deviance"].is_monotonic_decreasing


def test_changes_by_eye():
    speeches = speeches_of("甲乙" * 9, "乙" * 8, "乙丙甲" + "丁" * 12, years=[2001, 2003, 2004])
    changes = term_changes(term_trends(speeches, ["甲", "丙", "无", "乙"]))
    assert changes.index[-1] == "无"
    assert changes.loc["甲", ["n", "first_year", "last_year", "peak_year"]].tolist() == [
        10, 2001, 2004, 2001,
    ]  # fmt: skip
    assert changes.loc["乙", "peak_year"] == 2003
    assert changes.loc["丙", ["n", "first_year", "last_year"]].tolist() == [1, 2004, 2004]
    assert changes.loc["无", ["first_year", "last_year", "peak_year"]].isna().all()
    assert (changes.loc["无", "deviance"], changes.loc["无", "p_value"]) == (0, 1)


def test_terms_that_occur_nowhere_are_last_in_a_corpus_of_one_year():
    changes = term_changes(term_trends(speeches_of("有有"), ["一", "有", "丁"]))
    assert changes.index.tolist() == ["有", "一", "丁"]
    assert changes["p_value"].isna().all()
