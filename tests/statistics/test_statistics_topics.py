import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import NMF
from small_corpora import tokens_of
from threadpoolctl import threadpool_limits

from analysis import (
    TopicModel,
    count_features,
    topic_model,
    topic_passages,
    topic_shares,
    topic_terms,
    weight_tfidf,
)
from analysis.checks import TooFewSpeechesError

SUBJECTS = {
    "农": ["农业", "粮食", "乡村", "耕地", "种子"],
    "兵": ["国防", "军队", "边防", "士兵", "演习"],
    "学": ["教育", "学校", "教师", "学生", "课程"],
}
SIZES = {"农": 20, "学": 14, "兵": 8}


def planted():
    """Make documents of three disjoint vocabularies, in mixed order, and their subjects."""
    rng = np.random.default_rng(7)
    subjects = rng.permutation([name for name, size in SIZES.items() for _ in range(size)])
    texts = [" ".join(rng.choice(SUBJECTS[name], 40)) for name in subjects]
    return texts, subjects


@pytest.fixture(scope="module")
def dfm():
    return count_features(tokens_of(*planted()[0]))


@pytest.fixture(params=["nmf", "kmeans"])
def method(request):
    return request.param


def test_planted_topics_are_recovered(dfm, method):
    model = topic_model(dfm, 3, method=method)
    subjects = planted()[1]
    largest_first = ["农", "学", "兵"]
    found = model.shares.idxmax(axis=1).map(dict(enumerate(largest_first, start=1)))
    assert found.tolist() == subjects.tolist()
    assert (model.shares.max(axis=1) > 0.99).all()
    for topic, name in enumerate(largest_first, start=1):
        row = model.weights.loc[topic]
        assert set(row[row > 1e-6].index) == set(SUBJECTS[name])
        assert set(model.labels[topic].split()) <= set(SUBJECTS[name])
        assert len(model.labels[topic].split()) == 3


def test_shares_and_weights_add_up_to_one(dfm, method):
    for n_topics in (2, 3, 5):
        model = topic_model(dfm, n_topics, method=method)
        np.testing.assert_allclose(model.shares.sum(axis=1), 1)
        np.testing.assert_allclose(model.weights.sum(axis=1), 1)
        assert (model.shares.to_numpy() >= 0).all()
        assert (model.weights.to_numpy() >= 0).all()
        sizes = model.shares.mean().round(12)
        assert sizes.is_monotonic_decreasing
        assert model.shares.columns.tolist() == list(range(1, n_topics + 1))


def test_the_same_on_every_run_and_for_every_number_of_threads(dfm, method):
    models = []
    for threads in (1, 2, 2):
        with threadpool_limits(limits=threads):
            models.append(topic_model(dfm, 4, method=method))
    for other in models[1:]:
        pd.testing.assert_frame_equal(models[0].shares, other.shares, check_exact=True)
        pd.testing.assert_frame_equal(models[0].weights, other.weights, check_exact=True)
        assert models[0].labels.tolist() == other.labels.tolist()


def test_weights_and_shares_equal_scikit_learns_nmf():
    texts = planted()[0]  # pairs of them are mixtures, so that no share is just 0 or 1
    dfm = count_features(tokens_of(*texts, *map(" ".join, zip(texts[1:], texts, strict=False))))
    with threadpool_limits(limits=1):
        oracle = NMF(3, init="nndsvda", random_state=2012, max_iter=1000)
        loadings = oracle.fit_transform(weight_tfidf(dfm).matrix)
    terms = oracle.components_ / oracle.components_.sum(axis=1, keepdims=True)
    shares = loadings * oracle.components_.sum(axis=1)
    shares /= shares.sum(axis=1, keepdims=True)
    order = np.argsort(-shares.mean(axis=0))
    model = topic_model(dfm, 3)
    np.testing.assert_allclose(model.weights, terms[order], atol=1e-12)
    np.testing.assert_allclose(model.shares, shares[:, order], atol=1e-12)


def test_documents_without_features_are_reported_and_take_no_part(method):
    texts = ["农业 粮食", "， 。", "军队 国防", "农业 粮食 粮食", "", "国防 军队 军队"]
    model = topic_model(count_features(tokens_of(*texts)), 2, method=method)
    assert model.without_features.tolist() == ["d1", "d4"]
    assert model.shares.index.tolist() == ["d0", "d2", "d3", "d5"]
    assert topic_terms(model).attrs["parameters"]["without_features"] == ["d1", "d4"]


def test_too_few_documents_or_features_are_counted_in_the_error(method):
    few = count_features(tokens_of("农业 粮食 乡村", "军队 国防", "，"))
    with pytest.raises(
        TooFewSpeechesError, match=r"3 topics in 2 documents \(2 different\) with 5 features"
    ):
        topic_model(few, 3, method=method)
    poor = count_features(tokens_of("农业", "农业 农业", "农业", "农业"))
    with pytest.raises(
        TooFewSpeechesError, match=r"2 topics in 4 documents \(1 different\) with 1 features"
    ):
        topic_model(poor, 2, method=method)
    none = count_features(tokens_of("，", "。"))
    with pytest.raises(TooFewSpeechesError, match="0 documents"):
        topic_model(none, 2, method=method)


def test_fewer_different_documents_than_topics(method):
    same = count_features(tokens_of(*["农业 粮食 乡村"] * 5))
    with pytest.raises(TooFewSpeechesError, match=r"2 topics in .*1 different"):
        topic_model(same, 2, method=method)


def test_wrong_choices_are_named(dfm):
    with pytest.raises(ValueError, match="'lda'; pass one of 'nmf', 'kmeans'"):
        topic_model(dfm, 3, method="lda")
    with pytest.raises(ValueError, match="at least 2; got 1"):
        topic_model(dfm, 1)


def test_topic_terms_are_the_weights_in_order(dfm):
    model = topic_model(dfm, 3)
    table = topic_terms(model, n=4)
    assert table.groupby("topic")["rank"].apply(list).tolist() == [[1, 2, 3, 4]] * 3
    for topic, part in table.groupby("topic"):
        largest = model.weights.loc[topic].nlargest(4)
        np.testing.assert_allclose(part["weight"], largest)
        assert set(part["term"]) == set(largest.index)
        assert set(part["label"]) == {model.labels[topic]}


def model_of(shares, documents):
    numbers = pd.RangeIndex(1, len(shares[0]) + 1, name="topic")
    return TopicModel(
        pd.DataFrame(shares, index=documents, columns=numbers),
        pd.DataFrame(np.eye(len(numbers)), numbers, list("甲乙丙")[: len(numbers)]),
        pd.Series(list("甲乙丙")[: len(numbers)], index=numbers),
        pd.Index(["c#2"]),
        "nmf",
        1,
    )


@pytest.fixture
def passages():
    return pd.DataFrame(
        {
            "speech": ["a", "a", "b", "c", "c"],
            "n_characters": [100, 300, 200, 100, 50],
            "text": ["一", "二", "三", "四", "五"],
        },
        index=["a#1", "a#2", "b#1", "c#1", "c#2"],
    )


@pytest.fixture
def by_hand():
    return model_of([[1, 0], [0.5, 0.5], [0, 1], [0.25, 0.75]], ["a#1", "a#2", "b#1", "c#1"])


def test_topic_shares_are_weighted_by_characters_with_a_gap_year(by_hand, passages):
    years = pd.Series([2001, 2001, 2003], index=["a", "b", "c"], dtype="Int64")
    table = topic_shares(by_hand, passages, years)
    # 2001: (100·1 + 300·½ + 200·0) / 600; c#2 has no features and no part in 2003.
    np.testing.assert_allclose(table["share"], [250 / 600, 350 / 600, np.nan, np.nan, 0.25, 0.75])
    assert table["group"].tolist() == [2001, 2001, 2002, 2002, 2003, 2003]
    assert table["n_speeches"].tolist() == [2, 2, 0, 0, 1, 1]
    assert table["label"].tolist() == ["甲", "乙"] * 3


def test_topic_shares_of_named_groups_leave_unlabelled_speeches_out(by_hand, passages):
    levels = pd.Series(
        pd.Categorical(["县", None, "省"], categories=["省", "市", "县"]), index=["a", "b", "c"]
    )
    table = topic_shares(by_hand, passages, levels)
    assert table["group"].tolist() == ["省", "省", "县", "县"]
    np.testing.assert_allclose(table["share"], [0.25, 0.75, 250 / 400, 150 / 400])
    ids = pd.Series(["a", "b", "c"], index=["a", "b", "c"])
    assert topic_shares(by_hand, passages, ids)["group"].unique().tolist() == ["a", "b", "c"]


@pytest.mark.parametrize("years", [[], [None] * 3])
def test_topic_shares_without_a_single_label_are_too_few(by_hand, passages, years):
    groups = pd.Series(years, index=["a", "b", "c"][: len(years)], dtype="Int64")
    with pytest.raises(TooFewSpeechesError, match=r"topic_shares\(\).*label"):
        topic_shares(by_hand, passages, groups)


def test_topic_shares_need_the_passages_of_the_model(by_hand, passages):
    with pytest.raises(ValueError, match="a#2"):
        topic_shares(by_hand, passages.drop("a#2"), pd.Series({"a": 1, "b": 1, "c": 1}))


def test_topic_passages_are_the_purest_of_different_speeches(by_hand, passages):
    table = topic_passages(by_hand, passages, n=2)
    assert table[["topic", "passage", "share"]].to_numpy().tolist() == [
        [1, "a#1", 1.0],
        [1, "c#1", 0.25],
        [2, "b#1", 1.0],
        [2, "c#1", 0.75],
    ]


def test_a_document_whose_words_are_in_no_topic_is_reported_and_not_spread_evenly():
    texts = [*planted()[0], "独语 独语"]
    model = topic_model(count_features(tokens_of(*texts)), 3)
    loner = f"d{len(texts) - 1}"
    assert list(model.without_features) == [loner]
    assert loner not in model.shares.index
    np.testing.assert_allclose(model.shares.sum(axis=1), 1.0)
