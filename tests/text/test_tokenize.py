import sqlite3
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import split_passages, tokenize
from analysis.text import segmentation

TEXTS = {"c": "改革开放\n\n改革，发展。", "a": "高质量发展", "b": "　推动 高质量发展！"}


@pytest.fixture
def speeches(make_speeches):
    return make_speeches(TEXTS)


@pytest.fixture
def tokens(speeches):
    return tokenize(speeches, ["高质量发展"], cache=None)


def words_of(tokens, doc_id):
    frame = tokens.to_frame()
    return list(frame.loc[frame["doc_id"] == doc_id, "token"])


# --- tokens


def test_words_by_eye(tokens):
    assert words_of(tokens, "c") == ["改革开放", "改革", "，", "发展", "。"]
    assert words_of(tokens, "a") == ["高质量发展"]
    assert words_of(tokens, "b") == ["推动", "高质量发展", "！"]
    assert repr(tokens) == "Tokens(3 documents, 9 tokens, 8 types)"
    assert list(tokens.document_numbers) == [0] * 5 + [1] + [2] * 3


def test_layout(tokens):
    assert list(tokens.offsets) == [0, 5, 6, 9]
    assert (tokens.offsets.dtype, tokens.codes.dtype, tokens.starts.dtype) == (
        np.int64,
        np.int32,
        np.int32,
    )
    assert list(tokens.vocabulary) == sorted(set(tokens.to_frame()["token"]))


def test_positions_lead_to_the_words(tokens, speeches):
    frame = tokens.to_frame()
    assert list(frame.columns) == ["doc_id", "position", "token", "start"]
    for doc_id, _, token, start in frame.itertuples(index=False):
        assert speeches.loc[doc_id, "text"].startswith(token, start)
    assert list(frame["position"]) == [0, 1, 2, 3, 4, 0, 0, 1, 2]


@given(st.lists(st.text("改革开放发展。，\n　 aB1𠀀", max_size=30), min_size=1, max_size=4))
def test_only_white_space_is_left_out(texts):
    speeches = pd.DataFrame({"text": texts}, index=pd.Index(range(len(texts)), name="doc_id"))
    frame = tokenize(speeches, ["改革开放"], cache=None).to_frame()
    for number, text in enumerate(texts):
        kept = "".join(frame.loc[frame["doc_id"] == number, "token"])
        assert "".join(kept.split()) == "".join(text.split())


def test_one_speech_without_a_word_and_no_speech_at_all(make_speeches):
    tokens = tokenize(make_speeches({"a": " \n", "b": "改革"}), cache=None)
    assert list(tokens.offsets) == [0, 0, 1]
    nothing = tokenize(make_speeches({}), cache=None)
    assert (len(nothing), list(nothing.offsets), len(nothing.to_frame())) == (0, [0], 0)


def test_real_reports_keep_their_places(cgwr):
    some = cgwr.loc[["1954", "2024"]]
    tokens = tokenize(some, ["高质量发展"], cache=None)
    frame = tokens.to_frame()
    for doc_id, part in frame.groupby("doc_id"):
        text = some.loc[doc_id, "text"]
        starts = part["start"].to_numpy()
        ends = starts + part["token"].str.len().to_numpy()
        found = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        assert found == list(part["token"])
        assert (starts[1:] >= ends[:-1]).all()
    n = words_of(tokens, "2024").count("高质量发展")
    assert n == some.loc["2024", "text"].count("高质量发展") > 10


def test_speeches_are_not_changed(speeches):
    before = speeches.copy()
    tokenize(speeches, ["改革"], cache=None)
    pd.testing.assert_frame_equal(speeches, before)


def test_bad_arguments(speeches):
    with pytest.raises(ValueError, match="'c' stands twice"):
        tokenize(pd.concat([speeches, speeches]), cache=None)
    with pytest.raises(ValueError, match="needs the column 'text'"):
        tokenize(speeches.rename(columns={"text": "words"}), cache=None)
    with pytest.raises(TypeError, match=r"pass \['改革'\]"):
        tokenize(speeches, "改革", cache=None)


# --- parts of tokens


@pytest.mark.parametrize(
    "selection",
    [
        [True, False, True],
        np.array([True, False, True]),
        pd.Series({"b": True, "a": False, "c": True}),
        pd.Series({"b": True, "a": False, "c": True, "z": True}),
        pd.Series({"b": True, "a": False, "c": True}, dtype="boolean"),
        pd.Series({"b": True, "a": False, "c": True}, dtype=object),
    ],
)
def test_subset_by_mask(tokens, selection):
    part = tokens[selection]
    assert list(part.documents) == ["c", "b"]
    assert list(part.offsets) == [0, 5, 8]
    assert words_of(part, "c") == words_of(tokens, "c")
    assert words_of(part, "b") == words_of(tokens, "b")
    assert part.vocabulary is tokens.vocabulary


@pytest.mark.parametrize(
    "selection", [["b", "c"], pd.Index(["b", "c"]), np.array(["b", "c"]), ("b", "c")]
)
def test_subset_by_ids_in_their_order(tokens, selection):
    part = tokens[selection]
    assert list(part.documents) == ["b", "c"]
    assert list(part.to_frame()["token"]) == words_of(tokens, "b") + words_of(tokens, "c")


def test_subset_of_one_and_of_none(tokens):
    assert list(tokens["a"].documents) == ["a"]
    assert len(tokens[[]]) == 0
    assert len(tokens[[False] * 3].codes) == 0


def test_subset_by_a_query(tokens, speeches):
    longer = speeches[speeches["text"].str.len() > 5]
    assert list(tokens[longer.index].documents) == ["c", "b"]
    assert list(tokens[speeches["text"].str.len() > 5].documents) == ["c", "b"]


def test_unknown_ids(tokens):
    with pytest.raises(KeyError, match="no document is called x; there are c, a, b"):
        tokens[["a", "x"]]
    with pytest.raises(KeyError, match="2 places for 3 documents"):
        tokens[[True, False]]
    with pytest.raises(KeyError, match="the mask says nothing of b"):
        tokens[pd.Series({"a": True, "c": True})]
    with pytest.raises(KeyError, match="the mask says nothing of b"):
        tokens[pd.Series({"a": True, "b": None, "c": True}, dtype="boolean")]


# --- the cache


@pytest.fixture
def file(tmp_path):
    return tmp_path / "some" / "tokens.sqlite"


def same(one, other):
    assert list(one.documents) == list(other.documents)
    assert list(one.vocabulary) == list(other.vocabulary)
    for name in ("offsets", "codes", "starts"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_a_hit_does_not_call_jieba(speeches, file, monkeypatch):
    first = tokenize(speeches, ["改革"], cache=file)

    def refuse():
        raise AssertionError("jieba was called")

    monkeypatch.setattr(segmentation, "_jieba", refuse)
    same(tokenize(speeches, ["改革"], cache=file), first)
    same(tokenize(speeches.iloc[::-1], ["改革"], cache=file)[list("cab")], first)
    with pytest.raises(AssertionError, match="jieba was called"):
        tokenize(speeches, ["改革"], cache=None)


def test_the_users_cache_is_where_the_variable_says(speeches, segmented, tmp_path, monkeypatch):
    monkeypatch.setenv("TIFA_CACHE", str(tmp_path / "elsewhere"))
    tokenize(speeches)
    assert (tmp_path / "elsewhere" / "tokens.sqlite").is_file()
    tokenize(speeches)
    assert len(segmented) == 3


def test_a_new_speech_is_the_only_one_segmented(make_speeches, file, segmented):
    tokenize(make_speeches(TEXTS), cache=file)
    segmented.clear()
    tokenize(make_speeches({"new": "新的讲话"} | TEXTS), cache=file)
    assert segmented == ["新的讲话"]


def test_a_new_term_concerns_only_texts_that_contain_it(make_speeches, file, segmented):
    speeches = make_speeches(TEXTS)
    tokenize(speeches, ["改革"], cache=file)
    segmented.clear()
    tokenize(speeches, ["改革", "高质量发展", "人民公社"], cache=file)
    assert segmented == [TEXTS["a"], TEXTS["b"]]
    segmented.clear()
    tokenize(speeches, ["高质量发展", "改革"], cache=file)
    tokenize(speeches, ["改革"], cache=file)  # and the former entries are still there
    assert segmented == []


def test_without_a_cache_everything_is_segmented(speeches, segmented):
    for _ in range(2):
        tokenize(speeches, cache=None)
        tokenize(speeches, cache=False)
    assert len(segmented) == 12


def test_words_longer_than_a_byte_can_say(make_speeches, file):
    text = "a" * 300 + "改革"
    first = tokenize(make_speeches({"a": text}), cache=file)
    same(tokenize(make_speeches({"a": text}), cache=file), first)
    assert list(first.starts) == [0, 300]


def test_a_file_that_is_no_database_is_made_anew(speeches, file, segmented):
    file.parent.mkdir()
    file.write_bytes(b"no database at all, but long enough to have a header" * 10)
    first = tokenize(speeches, cache=file)
    same(tokenize(speeches, cache=file), first)
    assert len(segmented) == 3


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_damaged_database_is_made_anew(make_speeches, file, segmented, keep):
    speeches = make_speeches({f"d{n}": f"第{n}篇讲话。" * 50 for n in range(200)})
    first = tokenize(speeches, cache=file, progress=False)
    content = file.read_bytes()
    size = int(keep * len(content))
    file.write_bytes(content[:size] + b"\xff" * (len(content) - size))
    same(tokenize(speeches, cache=file, progress=False), first)
    segmented.clear()
    same(tokenize(speeches, cache=file, progress=False), first)
    assert len(segmented) < 200  # at most what was done before the damage was met


@pytest.mark.parametrize("lengths", [b"", b"not zlib", None])
def test_a_damaged_entry_is_made_anew(speeches, file, segmented, lengths):
    import zlib

    first = tokenize(speeches, cache=file)
    connection = sqlite3.connect(file)
    packed = zlib.compress(b"\x01") if lengths == b"" else lengths
    connection.execute("UPDATE texts SET lengths = ?", (packed,))
    connection.commit()
    connection.close()
    same(tokenize(speeches, cache=file), first)
    same(tokenize(speeches, cache=file), first)
    assert len(segmented) == 6


def test_a_cache_that_cannot_be_had(speeches, tmp_path):
    (tmp_path / "file").write_text("x")
    expected = tokenize(speeches, cache=None)
    for unusable in (tmp_path / "file" / "tokens.sqlite", tmp_path):
        with pytest.warns(UserWarning, match="segmenting without the cache"):
            same(tokenize(speeches, cache=unusable), expected)
    assert (tmp_path / "file").read_text() == "x"


def test_a_cache_that_fails_on_the_way(speeches, file):
    expected = tokenize(speeches, cache=None)
    tokenize(speeches.iloc[:1], cache=file)
    connection = sqlite3.connect(file)
    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON texts BEGIN SELECT RAISE(FAIL, 'full'); END"
    )
    connection.close()
    with pytest.warns(UserWarning, match="segmenting without the cache .*: full") as caught:
        same(tokenize(speeches, cache=file), expected)
    assert len(caught) == 1
    assert file.is_file()


def test_two_runs_may_share_it(speeches, file):
    from analysis.text.token_cache import open_cache

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with open_cache(file):
            first = tokenize(speeches, cache=file)
            same(tokenize(speeches, cache=file), first)


# --- passages of tokens


def by_hand(tokens, passages):
    """Cut each document's tokens at the passages' borders, one by one."""
    frame = tokens.to_frame()
    for speech, start, end in passages[["speech", "start", "end"]].itertuples(index=False):
        part = frame[(frame["doc_id"] == speech) & frame["start"].between(start, end - 1)]
        yield list(part["token"]), list(part["start"] - start)


@given(
    st.lists(st.text("改革开放发展。，；”\n ", min_size=1, max_size=60), min_size=1, max_size=4),
    st.integers(1, 20),
)
def test_split_by_hand(texts, characters):
    speeches = pd.DataFrame({"text": texts}, index=pd.Index([f"d{n}" for n in range(len(texts))]))
    tokens = tokenize(speeches, ["改革。开放"], cache=None)
    passages = split_passages(speeches, characters=characters)
    parts = tokens.split(passages)
    assert list(parts.documents) == list(passages.index)
    found = parts.to_frame()
    for doc_id, (words, starts) in zip(passages.index, by_hand(tokens, passages), strict=True):
        here = found[found["doc_id"] == doc_id]
        assert list(here["token"]) == words
        assert list(here["start"]) == starts
    assert len(parts.codes) == len(tokens.codes)


def test_split_equals_tokenizing_the_passages(cgwr):
    some = cgwr.loc[["2023", "2024"]]
    passages = split_passages(some)
    parts = tokenize(some, cache=None).split(passages)
    alone = tokenize(passages, cache=None)  # no word of jieba goes across a sentence's end
    assert parts.to_frame()[["doc_id", "token", "start"]].equals(
        alone.to_frame()[["doc_id", "token", "start"]]
    )


def test_split_wants_the_same_documents(tokens, speeches):
    passages = split_passages(speeches)
    for other in (passages.iloc[::-1], passages.iloc[:1], split_passages(speeches.iloc[::-1])):
        with pytest.raises(ValueError, match="the passages of these very documents"):
            tokens.split(other)
