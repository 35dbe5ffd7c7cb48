import numpy as np
import pandas as pd
import pytest
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist
from sklearn.metrics.pairwise import cosine_similarity
from small_corpora import tokens_of

from analysis import clustering, count_features, leaf_order, similarity, weight_tfidf
from analysis.checks import TooFewSpeechesError


@pytest.fixture(scope="module")
def dfm():
    rng = np.random.default_rng(3)
    texts = [" ".join(rng.choice(list("甲乙丙丁戊己庚辛"), 25)) for _ in range(9)]
    return count_features(tokens_of(*texts))


@pytest.mark.parametrize("weigh", [lambda dfm: dfm, weight_tfidf], ids=["counts", "tfidf"])
def test_similarity_equals_scikit_learns_cosine_similarity(dfm, weigh):
    table = similarity(weigh(dfm))
    np.testing.assert_allclose(table, cosine_similarity(weigh(dfm).matrix), atol=1e-14)
    assert list(table.index) == list(table.columns) == list(dfm.documents)
    np.testing.assert_array_equal(table, table.T)
    np.testing.assert_array_equal(np.diag(table), 1)


def test_similarity_by_hand():
    table = similarity(count_features(tokens_of("甲 乙", "甲 丙", "丁", "甲 甲 乙 乙")))
    np.testing.assert_allclose(table.loc["d0"], [1, 1 / 2, 0, 1])


def test_similarity_needs_two_documents_with_features():
    with pytest.raises(TooFewSpeechesError, match="two speeches or more; there is 1"):
        similarity(count_features(tokens_of("甲 乙")))
    with pytest.raises(ValueError, match="no features in d1; leave"):
        similarity(count_features(tokens_of("甲", "，")))


@pytest.mark.parametrize("method", ["average", "complete", "single"])
def test_clustering_has_the_heights_of_scipy_linkage(dfm, method):
    weights = weight_tfidf(dfm)
    merges = clustering(similarity(weights), method=method)
    oracle = hierarchy.linkage(pdist(weights.matrix.toarray(), "cosine"), method)
    np.testing.assert_allclose(merges["distance"], oracle[:, 2], atol=1e-11)
    np.testing.assert_array_equal(merges["n_speeches"], oracle[:, 3])
    pairs = [sorted(pair) for pair in merges[["left", "right"]].to_numpy().tolist()]
    assert pairs == [sorted(pair) for pair in oracle[:, :2].astype(int).tolist()]


def test_clustering_by_eye():
    names = list("abc")
    table = pd.DataFrame([[1, 0.9, 0.2], [0.9, 1, 0.4], [0.2, 0.4, 1]], names, names)
    merges = clustering(table)
    np.testing.assert_allclose(merges["distance"], [0.1, (0.8 + 0.6) / 2])
    assert sorted(merges.loc[0, ["left", "right"]]) == [0, 1]
    assert sorted(merges.loc[1, ["left", "right"]]) == [2, 3]
    assert merges["n_speeches"].tolist() == [2, 3]
    assert len(clustering(table.iloc[:2, :2])) == 1


def test_clustering_names_the_methods_there_are(dfm):
    with pytest.raises(ValueError, match="'ward'; pass one of 'average', 'complete', 'single'"):
        clustering(similarity(dfm), method="ward")


def test_leaf_order_puts_the_documents_of_a_cluster_together():
    alike = pd.DataFrame(
        [[1, 0.1, 0.9, 0.1], [0.1, 1, 0.2, 0.8], [0.9, 0.2, 1, 0.1], [0.1, 0.8, 0.1, 1]],
        index=list("甲乙丙丁"),
        columns=list("甲乙丙丁"),
    )
    order = "".join(leaf_order(clustering(alike), alike.index))
    assert sorted(order) == sorted("甲乙丙丁")
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset("甲丙"), frozenset("乙丁")}
    with pytest.raises(ValueError, match="a tree of 4 documents and 3 names"):
        leaf_order(clustering(alike), list("甲乙丙"))
