import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from small_corpora import speeches_of, tokens_of

from analysis import count_features, keyness, tokenize, top_features, topic_model, weight_tfidf

DOCUMENTS = ["改革 开放 ， 改革 。", "开放 2012 GDP 、", "， 。", "改革 党 党 党"]
MANY = st.lists(
    st.lists(st.sampled_from(["甲", "乙乙", "丙", "GDP", "，", "9"]), max_size=12).map(" ".join),
    min_size=1,
    max_size=6,
)


@pytest.fixture
def dfm():
    return count_features(tokens_of(*DOCUMENTS))


def test_counts_by_eye(dfm):
    assert list(dfm.features) == ["GDP", "党", "开放", "改革"]
    assert dfm.to_frame().to_numpy().tolist() == [[0, 0, 1, 2], [1, 0, 1, 0], [0] * 4, [0, 3, 0, 1]]
    assert dfm.n_words.tolist() == [3, 2, 0, 4]
    assert dfm.matrix.dtype == np.int64
    assert dfm.is_counts
    assert (len(dfm), dfm.weighting) == (4, "count")


@given(MANY)
def test_counts_equal_scikit_learns_count_vectorizer(documents):
    dfm = count_features(tokens_of(*documents))
    words = [[w for w in document.split() if w not in ("，", "9")] for document in documents]
    if not any(words):
        assert len(dfm.features) == 0
        return
    oracle = CountVectorizer(analyzer=lambda document: document)
    matrix = oracle.fit_transform(words)
    assert list(dfm.features) == list(oracle.get_feature_names_out())
    np.testing.assert_array_equal(dfm.matrix.toarray(), matrix.toarray())
    np.testing.assert_array_equal(dfm.n_words, matrix.sum(axis=1).A1)


def test_counts_equal_count_vectorizer_on_segmented_text():
    speeches = speeches_of("坚持改革开放，坚持党的领导。", "GDP增长7.5%，改革开放。", "党的领导。")
    tokens = tokenize(speeches, ["改革开放"], cache=None, progress=False)
    frame = tokens.to_frame()
    words = [
        [w for w in frame.loc[frame["doc_id"] == name, "token"] if any(c.isalpha() for c in w)]
        for name in speeches.index
    ]
    oracle = CountVectorizer(analyzer=lambda document: document)
    matrix = oracle.fit_transform(words)
    dfm = count_features(tokens)
    assert "改革开放" in dfm.features
    assert list(dfm.features) == list(oracle.get_feature_names_out())
    np.testing.assert_array_equal(dfm.matrix.toarray(), matrix.toarray())


@given(MANY, st.integers(0, 3))
def test_min_documents_is_count_vectorizers_min_df(documents, least):
    dfm = count_features(tokens_of(*documents), min_documents=least)
    words = [[w for w in document.split() if w not in ("，", "9")] for document in documents]
    seen = [w for document in words for w in set(document)]
    assert list(dfm.features) == sorted({w for w in seen if seen.count(w) >= least})


def test_left_out_words_stay_in_the_denominator():
    tokens = tokens_of(*DOCUMENTS)
    dfm = count_features(tokens, stop_words=["改革"], min_characters=2, min_documents=2)
    assert list(dfm.features) == ["开放"]
    assert dfm.n_words.tolist() == [3, 2, 0, 4]


def test_the_ideographic_zero_is_a_word():
    assert list(count_features(tokens_of("〇 ○ 二〇三五")).features) == ["〇", "二〇三五"]


def test_counts_of_a_part_equal_the_part_of_the_counts(dfm):
    part = count_features(tokens_of(*DOCUMENTS)[["d3", "d0"]])
    assert list(part.features) == ["党", "开放", "改革"]  # a feature occurs somewhere
    pd.testing.assert_frame_equal(part.to_frame(), dfm[["d3", "d0"]].to_frame()[part.features])


def test_tfidf_equals_scikit_learns_transformer_and_vectorizer(dfm):
    words = [[w for w in d.split() if w in dfm.features] for d in DOCUMENTS]
    weights = weight_tfidf(dfm)
    by_vectorizer = TfidfVectorizer(analyzer=lambda document: document).fit_transform(words)
    by_transformer = TfidfTransformer().fit_transform(dfm.matrix)
    np.testing.assert_allclose(weights.matrix.toarray(), by_vectorizer.toarray(), rtol=1e-14)
    np.testing.assert_array_equal(weights.matrix.toarray(), by_transformer.toarray())
    assert not weights.is_counts
    assert dfm.is_counts  # the counts stay what they were


def test_tfidf_by_the_formula_that_weighting_names(dfm):
    weights = weight_tfidf(dfm)
    assert "n × (ln((1 + documents) / (1 + document frequency)) + 1)" in weights.weighting
    assert "length 1" in weights.weighting
    counts = dfm.matrix.toarray()
    raw = counts * (np.log((1 + 4) / (1 + (counts > 0).sum(axis=0))) + 1)
    length = np.sqrt((raw**2).sum(axis=1, keepdims=True))
    length[2] = 1  # d2 has no features: zeros, not NaN
    np.testing.assert_allclose(weights.matrix.toarray(), raw / length, rtol=1e-14)
    assert weights.weighting in repr(weights)


def test_a_part_is_chosen_by_mask_series_or_ids(dfm):
    mask = np.array([True, False, False, True])
    aligned = pd.Series([True, False, True, False], index=["d3", "d2", "d0", "d1"])
    for chosen in (mask, list(mask), aligned, ["d0", "d3"], pd.Index(["d0", "d3"])):
        part = dfm[chosen]
        assert list(part.documents) == ["d0", "d3"]
        assert part.matrix.toarray().tolist() == [[0, 0, 1, 2], [0, 3, 0, 1]]
        assert part.n_words.tolist() == [3, 4]
    assert list(dfm[["d3", "d0"]].documents) == ["d3", "d0"]
    assert dfm["d3"].n_words.tolist() == [4]
    assert len(dfm[[]]) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["d9"], "d9"),
        (np.array([True]), "1 places for 4"),
        (pd.Series([True], index=["d0"]), "says nothing of d1, d2, d3"),
    ],
)
def test_a_wrong_selection_is_named(dfm, wrong, said):
    with pytest.raises(KeyError, match=said):
        dfm[wrong]


def test_group_sums_equal_pandas_groupby(dfm):
    labels = pd.Series(["乙", "甲", None, "乙"], index=dfm.documents, name="level")
    grouped = dfm.group(labels)
    oracle = dfm.to_frame().groupby(labels.to_numpy()).sum()
    assert list(grouped.documents) == ["乙", "甲"]
    np.testing.assert_array_equal(grouped.matrix.toarray(), oracle.to_numpy())
    assert grouped.n_words.tolist() == [7, 2]
    assert grouped.is_counts
    assert len(weight_tfidf(grouped)) == 2


def test_groups_keep_the_order_of_categories_and_drop_empty_ones(dfm):
    labels = pd.Series(
        pd.Categorical(["县", "省", "县", "省"], categories=["省", "市", "县"]), index=dfm.documents
    )
    shuffled = labels.sample(frac=1, random_state=1)
    assert list(dfm.group(shuffled).documents) == ["省", "县"]
    assert dfm.group(shuffled).n_words.tolist() == [6, 3]


def test_group_names_the_document_without_a_label(dfm):
    with pytest.raises(KeyError, match="no group is given for d3"):
        dfm.group(pd.Series("a", index=["d0", "d1", "d2"]))


def test_weights_are_refused_where_counts_are_needed(dfm):
    weights = weight_tfidf(dfm)
    mask = pd.Series([True, False, False, True], index=dfm.documents)
    for attempt in (
        lambda: weights.group(mask),
        lambda: keyness(weights, mask),
        lambda: weight_tfidf(weights),
        lambda: topic_model(weights, 2),
    ):
        with pytest.raises(TypeError, match=r"needs counts; dfm holds weights.*count_features\(\)"):
            attempt()
    with pytest.raises(TypeError, match=r"got DataFrame"):
        keyness(dfm.to_frame(), mask)


def test_top_features_by_eye(dfm):
    table = top_features(dfm, n=2)
    assert table.to_numpy().tolist() == [
        ["d0", 1, "改革", 2],
        ["d0", 2, "开放", 1],
        ["d1", 1, "GDP", 1],  # a tie: the order of code points
        ["d1", 2, "开放", 1],
        ["d3", 1, "党", 3],
        ["d3", 2, "改革", 1],
    ]
    assert table.attrs["parameters"]["weighting"] == "count"
