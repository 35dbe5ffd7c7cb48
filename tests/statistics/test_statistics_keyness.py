import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from small_corpora import tokens_of

from analysis import count_features, keyness
from analysis.checks import TooFewSpeechesError
from analysis.statistics.association import log_likelihood_ratio, log_ratio

WORDS = st.lists(st.sampled_from("甲乙丙丁，"), min_size=0, max_size=20).map(" ".join)


def compare(target, reference, **options):
    """Score words of two lists of documents written with blanks."""
    dfm = count_features(tokens_of(*target, *reference))
    sides = [True] * len(target) + [False] * len(reference)
    return keyness(dfm, pd.Series(sides, index=dfm.documents), **options)


def scipy_g2(a, b, sizes):
    table = np.array([[a, b], [sizes[0] - a, sizes[1] - b]])
    table = table[table.sum(axis=1) > 0]  # all words are this word: no second row, no contrast
    if len(table) == 1:
        return 0.0
    return stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=3))
def test_g2_equals_scipy_chi2_contingency_for_every_word(target, reference):
    sizes = [sum(word != "，" for d in side for word in d.split()) for side in (target, reference)]
    assume(min(sizes) > 0)
    table = compare(target, reference, min_count=1)
    for word, row in table.iterrows():
        a, b = (sum(d.split().count(word) for d in side) for side in (target, reference))
        assert (row["n_target"], row["n_reference"]) == (a, b)
        expected = scipy_g2(a, b, sizes)
        assert abs(row["log_likelihood"]) == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert row["p_value"] == pytest.approx(stats.chi2.sf(expected, 1), rel=1e-6, abs=1e-9)
        higher = a / sizes[0] >= b / sizes[1]
        assert row["log_likelihood"] == 0 or (row["log_likelihood"] > 0) == higher
        assert row["per_10k_target"] == pytest.approx(1e4 * a / sizes[0])
        assert row["per_10k_reference"] == pytest.approx(1e4 * b / sizes[1])


@pytest.mark.parametrize(("a", "b"), [(0, 7), (7, 0), (0, 0), (40, 0), (40, 60), (1, 1)])
def test_g2_equals_scipy_with_zero_cells(a, b):
    sizes = (40, 60)
    expected = 0.0 if a + b == 0 else scipy_g2(a, b, sizes)
    assert log_likelihood_ratio([a], [b], sizes)[0] == pytest.approx(expected, abs=1e-9)


def test_g2_of_dunning_1993_table_3():
    """Dunning prints -2 log λ = 270.72 for "the swiss": 110, 2442; 111, 29114."""
    table = np.array([[110, 2442], [111, 29114]])
    g2 = log_likelihood_ratio([110], [2442], (110 + 111, 2442 + 29114))
    assert g2[0] == pytest.approx(270.72, abs=0.005)
    assert g2[0] == pytest.approx(
        stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    )


def test_worked_by_hand_in_the_manner_of_rayson_and_garside_2000():
    # 100 words each; the word 30:10. Row 40 of 200, so each side is expected to have 20 and 80.
    by_hand = 2 * (
        30 * np.log(30 / 20) + 10 * np.log(10 / 20) + 70 * np.log(70 / 80) + 90 * np.log(90 / 80)
    )
    row = compare(["党 " * 30 + "国 " * 70], ["党 " * 10 + "国 " * 90]).loc["党"]
    assert row["log_likelihood"] == pytest.approx(by_hand)
    assert by_hand == pytest.approx(12.97, abs=0.005)
    assert row["log_ratio"] == pytest.approx(np.log2(3))
    assert (row["n_documents_target"], row["n_documents_reference"]) == (1, 1)


def test_one_to_none_does_not_outrank_three_to_one():
    # Two texts of four words: the short form of G2 (occurrences only) says 1.39 and 1.05.
    table = compare(["三 三 三 一"], ["三 二 二 二"], min_count=1)
    assert table.loc["三", "log_likelihood"] > table.loc["一", "log_likelihood"]
    assert table.index[0] == "三"
    assert table.loc["三", "log_likelihood"] == pytest.approx(scipy_g2(3, 1, (4, 4)))


def test_q_equals_scipy_and_benjamini_hochberg_by_hand():
    table = compare(["甲 " * 30 + "乙 " * 9 + "丙 " * 5], ["乙 " * 10 + "丙 " * 20 + "丁 " * 9])
    p = table["p_value"].to_numpy()
    np.testing.assert_allclose(table["q_value"], stats.false_discovery_control(p))
    order = np.argsort(p)
    stepped = p[order] * len(p) / np.arange(1, len(p) + 1)
    by_hand = np.empty(len(p))
    by_hand[order] = np.minimum.accumulate(stepped[::-1])[::-1]
    np.testing.assert_allclose(table["q_value"], np.minimum(by_hand, 1))
    assert (table["q_value"] >= table["p_value"]).all()


def test_log_ratio_by_hand():
    # Hardie: twice as frequent is 1; half is -1; a zero is taken as half an occurrence.
    ratios = log_ratio([8, 2, 4, 0, 4], [4, 4, 0, 4, 4], (100, 100))
    np.testing.assert_allclose(ratios, [1, -1, 3, -3, 0])
    np.testing.assert_allclose(log_ratio([8], [8], (100, 200)), [1])


def test_swapping_target_and_reference_flips_every_sign():
    one, other = ["甲 甲 乙", "丙 甲 甲 丁 丁"], ["乙 乙 丙", "甲 乙 戊"]
    there, back = compare(one, other, min_count=1), compare(other, one, min_count=1)
    back = back.loc[there.index]
    for column in ("log_likelihood", "log_ratio"):
        np.testing.assert_allclose(there[column], -back[column], atol=1e-12)
    for column in ("n", "n_documents", "per_10k"):
        np.testing.assert_allclose(there[f"{column}_target"], back[f"{column}_reference"])
    np.testing.assert_allclose(there["p_value"], back["p_value"])


def test_shuffling_documents_moves_nothing():
    rng = np.random.default_rng(5)
    texts = [" ".join(rng.choice(list("甲乙丙丁戊己"), 30)) for _ in range(12)]
    dfm = count_features(tokens_of(*texts))
    target = pd.Series(rng.random(12) < 0.5, index=dfm.documents)
    before = keyness(dfm, target)
    for _ in range(5):
        order = rng.permutation(dfm.documents)
        after = keyness(dfm[order], target.sample(frac=1, random_state=int(rng.integers(99))))
        pd.testing.assert_frame_equal(before, after, check_exact=True)


def test_min_count_leaves_words_out_but_not_of_the_denominators():
    table = compare(["甲 甲 乙"], ["甲 丙 丙 丙"], min_count=3)
    assert sorted(table.index) == ["丙", "甲"]
    assert table.loc["甲", "per_10k_target"] == pytest.approx(1e4 * 2 / 3)
    nothing = compare(["甲"], ["乙"], min_count=9)
    assert list(nothing.columns) == list(table.columns)
    assert nothing.empty


def test_documents_that_the_target_does_not_name_take_no_part():
    dfm = count_features(tokens_of("甲 甲", "乙 乙", "丙 丙"))
    table = keyness(dfm, pd.Series({"d1": False, "d0": True}), min_count=1)
    assert sorted(table.index) == ["乙", "甲"]
    assert table.attrs["parameters"]["speeches"] == {"n_target": 1, "n_reference": 1}


def test_documents_of_which_the_target_says_missing_take_no_part():
    # A comparison with an unknown year, such as speeches["year"] >= 2013, is missing.
    dfm = count_features(tokens_of("甲 甲", "乙 乙", "丙 丙"))
    years = pd.Series([2015, 2010, None], index=dfm.documents, dtype="Int64")
    table = keyness(dfm, years >= 2013, min_count=1)
    assert sorted(table.index) == ["乙", "甲"]


@pytest.mark.parametrize(
    ("sides", "said"), [([True, True], "target has 2, the reference 0"), ([False] * 2, "has 0")]
)
def test_an_empty_side_is_an_error_that_counts_both(sides, said):
    dfm = count_features(tokens_of("甲 乙", "乙"))
    with pytest.raises(TooFewSpeechesError, match=said):
        keyness(dfm, pd.Series(sides, index=dfm.documents))


def test_a_side_without_words_is_an_error_not_a_division_by_zero():
    with pytest.raises(TooFewSpeechesError, match="word"):
        compare(["， ， 。"], ["甲 乙"], min_count=1)


def test_wrong_targets_are_named():
    dfm = count_features(tokens_of("甲 乙", "乙"))
    for wrong in ([True, False], pd.Series([1, 0], index=dfm.documents)):
        with pytest.raises(TypeError, match="boolean Series"):
            keyness(dfm, wrong)
    with pytest.raises(KeyError, match="d7"):
        keyness(dfm, pd.Series({"d0": True, "d7": False}))
