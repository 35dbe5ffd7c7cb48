import numpy as np
import pandas as pd
import pytest
from small_corpora import tokens_of

from analysis import count_features, distinctive_features, weight_tfidf
from analysis.checks import TooFewSpeechesError

DOCUMENTS = ["改革 改革 开放", "改革 企业", "斗争 斗争 群众", "斗争 改革", "外交"]
GROUPS = ["新", "新", "旧", "旧", None]


@pytest.fixture
def weights():
    return weight_tfidf(count_features(tokens_of(*DOCUMENTS)))


@pytest.fixture
def groups(weights):
    return pd.Series(GROUPS, index=weights.documents, name="period")


def test_equals_the_difference_of_means_by_pandas(weights, groups):
    means = weights.to_frame().groupby(groups).mean()
    expected = (means.loc["新"] - means.loc["旧"]).sort_values(ascending=False)
    found = distinctive_features(weights, groups).query("group == '新'")
    above = expected[expected > 1e-9]
    assert list(found["feature"]) == list(above.index)
    np.testing.assert_allclose(found["value"], above, atol=1e-11)


def test_a_word_of_both_groups_marks_only_one(weights, groups):
    found = distinctive_features(weights, groups)
    assert found.loc[found["feature"] == "改革", "group"].tolist() == ["新"]
    assert found.loc[found["feature"] == "斗争", "group"].tolist() == ["旧"]
    assert "外交" not in set(found["feature"])


def test_moves_not_when_documents_are_shuffled(weights, groups):
    shuffled = weights[list(weights.documents[[3, 1, 4, 0, 2]])]
    pd.testing.assert_frame_equal(
        distinctive_features(shuffled, groups), distinctive_features(weights, groups)
    )


def test_one_group_has_nothing_to_be_told_from(weights, groups):
    with pytest.raises(TooFewSpeechesError, match="by period there is 1"):
        distinctive_features(weights, groups.where(groups == "新"))
