import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import count_characters, split_passages


def passages_of(text, characters=300):
    return split_passages(
        pd.DataFrame({"text": [text]}, index=pd.Index(["d"], name="doc_id")), characters=characters
    )


def test_by_eye():
    text = "一二三。\n四五。\n六七八九十。\n甲。"
    passages = passages_of(text, 5)
    assert list(passages.columns) == ["speech", "start", "end", "n_characters", "text"]
    assert list(passages["text"].str.strip()) == ["一二三。\n四五。", "六七八九十。\n甲。"]
    assert list(passages["n_characters"]) == [5, 6]
    assert list(passages.index) == ["d#1", "d#2"]
    assert set(passages["speech"]) == {"d"}


def test_a_long_paragraph_ends_with_a_sentence():
    text = "一二三四。" * 10
    assert set(passages_of(text, 4)["n_characters"]) == {8}


def test_closing_quotes_stay_with_their_sentence():
    text = "他说：“一二三四。”五六七八。（九十百千。）万"
    passages = passages_of(text, 2)
    assert list(passages["text"]) == ["他说：“一二三四。”", "五六七八。", "（九十百千。）", "万"]


@pytest.mark.parametrize(
    ("rest", "sizes"), [("甲", [11]), ("甲乙", [12]), ("甲乙丙丁", [14]), ("甲乙丙丁戊", [10, 5])]
)
def test_what_is_left_joins_the_passage_before_it_when_it_is_short(rest, sizes):
    text = f"一二三四五六七八九十。\n{rest}。\n"
    assert list(passages_of(text, 10)["n_characters"]) == sizes


@given(st.text("一二三。！；”）\n a，", max_size=200), st.integers(1, 30))
def test_together_they_are_the_whole_text(text, characters):
    passages = passages_of(text, characters)
    assert "".join(passages["text"]) == text
    assert (passages["end"] > passages["start"]).all()
    ends = [0, *passages["end"]]
    assert list(passages["start"]) == ends[:-1]
    assert ends[-1] == len(text)
    assert list(passages["n_characters"]) == [count_characters(part) for part in passages["text"]]
    for n in passages["n_characters"].iloc[:-1]:
        assert n >= characters


def test_real_reports(cgwr):
    passages = split_passages(cgwr)
    for doc_id, part in passages.groupby("speech"):
        assert "".join(part["text"]) == cgwr.loc[doc_id, "text"]
    assert 300 <= passages["n_characters"].median() < 600


def test_bad_arguments():
    with pytest.raises(ValueError, match="at least 1; got 0"):
        passages_of("一", 0)
    with pytest.raises(ValueError, match="needs the column 'text'"):
        split_passages(pd.DataFrame({"x": ["一"]}))
