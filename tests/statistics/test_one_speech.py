"""Every statistic on a corpus of one speech works, or says that one is too few."""

import pandas as pd
import pytest

from analysis import (
    clustering,
    count_features,
    coverage,
    keyness,
    kwic,
    read_corpus,
    similarity,
    split_passages,
    term_changes,
    term_trends,
    tokenize,
    top_features,
    topic_model,
    topic_passages,
    topic_shares,
    topic_terms,
    weight_tfidf,
)
from analysis.checks import TooFewSpeechesError


@pytest.fixture(scope="module")
def speeches(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    text = (shared / "seed_speech.txt").read_bytes()
    (folder / "speech.txt").write_bytes(text)
    return read_corpus(folder)


@pytest.fixture(scope="module")
def dfm(speeches):
    return count_features(tokenize(speeches, progress=False), min_characters=2)


def test_the_speech_is_read(speeches):
    assert len(speeches) == 1
    assert speeches["year"].tolist() == [2024]


def test_features_and_weights(dfm):
    assert len(dfm) == 1
    assert top_features(dfm, n=2)["feature"].tolist() == ["工作", "政协"]
    assert len(top_features(weight_tfidf(dfm), n=5)) == 5


def test_trends_changes_and_coverage(speeches):
    text = speeches["text"].iloc[0]
    trends = term_trends(speeches, ["政协", "改革", "无此一说"])
    assert trends["n"].tolist() == [text.count("政协"), text.count("改革"), 0]
    changes = term_changes(trends)
    assert changes.index[-1] == "无此一说"
    assert changes["p_value"].isna().all()
    assert coverage(speeches)["n_speeches"].tolist() == [1]
    assert len(kwic(speeches, "政协")) == text.count("政协")


def test_topics_of_its_passages(speeches):
    passages = split_passages(speeches)
    tokens = tokenize(speeches, progress=False).split(passages)
    model = topic_model(count_features(tokens, min_characters=2, min_documents=2), 3)
    shares = topic_shares(model, passages, speeches["year"])
    assert shares["group"].tolist() == [2024] * 3
    assert shares["share"].sum() == pytest.approx(1)
    assert len(topic_passages(model, passages)) == 3  # one speech: one passage a topic
    assert set(topic_terms(model)["topic"]) == {1, 2, 3}


@pytest.mark.parametrize("statistic", ["keyness", "similarity", "topic_model"])
def test_statistics_of_several_speeches_say_that_one_is_too_few(dfm, statistic):
    attempts = {
        "keyness": lambda: keyness(dfm, pd.Series(True, index=dfm.documents)),
        "similarity": lambda: clustering(similarity(dfm)),
        "topic_model": lambda: topic_model(dfm, 5),
    }
    with pytest.raises(TooFewSpeechesError, match=rf"^{statistic}\(\).* 1"):
        attempts[statistic]()
