import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import count_terms
from analysis.text.terms import find_terms

TERMS = st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6, unique=True)
TEXTS = st.lists(st.text("甲乙丙。", max_size=40), min_size=1, max_size=3)


def speeches(*texts):
    index = pd.Index([f"d{number}" for number in range(len(texts))], name="doc_id")
    return pd.DataFrame({"text": list(texts)}, index=index)


def occurrences(text, term):
    """Find them as `str.count` counts them: from the left, not overlapping."""
    at = text.find(term)
    while at >= 0:
        yield at, at + len(term)
        at = text.find(term, at + len(term))


def inside_longer(text, term, terms):
    longer = [
        span for other in terms if len(other) > len(term) for span in occurrences(text, other)
    ]
    return sum(
        any(first <= start and end <= last for first, last in longer)
        for start, end in occurrences(text, term)
    )


def test_nested_formulas_by_eye():
    text = "社会主义市场经济体制和社会主义市场经济，市场经济。"
    terms = ["市场经济", "社会主义市场经济", "社会主义市场经济体制"]
    counts = count_terms(speeches(text), terms)
    assert list(counts.columns) == ["doc_id", "term", "n", "n_inside_longer"]
    assert list(counts["n"]) == [3, 2, 1]
    assert list(counts["n_inside_longer"]) == [2, 1, 0]


def test_find_terms_by_eye():
    found = find_terms(speeches("改革", "要改革开放"), ["改革开放", "改革"])
    assert found.to_dict("list") == {
        "doc_id": ["d0", "d1", "d1"],
        "term": ["改革", "改革开放", "改革"],
        "start": [0, 1, 1],
        "end": [2, 5, 3],
        "is_inside_longer": [False, False, True],
    }


def test_a_term_that_overlaps_itself_is_counted_as_str_count_does():
    counts = count_terms(speeches("发展发展发展"), ["发展发展", "发展"])
    assert list(counts["n"]) == [1, 3]
    assert list(counts["n_inside_longer"]) == [0, 2]


def test_zeros_are_rows_in_the_order_of_both_arguments():
    counts = count_terms(speeches("乙", "甲").iloc[::-1], ["丙", "甲"])
    assert list(zip(counts["doc_id"], counts["term"], counts["n"], strict=True)) == [
        ("d1", "丙", 0),
        ("d1", "甲", 1),
        ("d0", "丙", 0),
        ("d0", "甲", 0),
    ]
    assert counts["n"].dtype == counts["n_inside_longer"].dtype == np.int64


@pytest.mark.parametrize("texts", [(), ("",), ("乙",)])
def test_nothing_found(texts):
    corpus = speeches(*texts)
    assert len(find_terms(corpus, ["甲"])) == 0
    counts = count_terms(corpus, ["甲"])
    assert list(counts["n"]) == [0] * len(texts)


def test_positions_are_characters_beyond_the_first_plane_too():
    text = "𠀀😀改革𠀀"
    found = find_terms(speeches(text), ["改革", "𠀀"])
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == [
        "𠀀",
        "改革",
        "𠀀",
    ]


@given(TEXTS, TERMS)
def test_equal_to_str_count(texts, terms):
    counts = count_terms(speeches(*texts), terms)
    assert list(counts["n"]) == [text.count(term) for text in texts for term in terms]


@given(TEXTS, TERMS)
def test_inside_longer_by_brute_force(texts, terms):
    counts = count_terms(speeches(*texts), terms)
    assert list(counts["n_inside_longer"]) == [
        inside_longer(text, term, terms) for text in texts for term in terms
    ]


@given(TEXTS, TERMS)
def test_places_by_brute_force(texts, terms):
    found = find_terms(speeches(*texts), terms)
    expected = {
        (f"d{number}", term, *span)
        for number, text in enumerate(texts)
        for term in terms
        for span in occurrences(text, term)
    }
    rows = list(found[["doc_id", "term", "start", "end"]].itertuples(index=False, name=None))
    assert set(rows) == expected
    assert len(rows) == len(expected)
    assert rows == sorted(rows, key=lambda row: (row[0], row[2], -row[3]))


@pytest.mark.parametrize(
    ("terms", "error", "message"),
    [
        ("改革", TypeError, r"pass \['改革'\]"),
        ([], ValueError, "at least one"),
        (["改革", ""], ValueError, "got ''"),
        (["改革", " "], ValueError, "got ' '"),
        ([["改革"]], ValueError, "must be a string"),
        (["改革", "改革"], ValueError, "'改革' stands twice"),
    ],
)
def test_bad_terms(terms, error, message):
    with pytest.raises(error, match=message):
        count_terms(speeches("改革"), terms)


def test_ids_that_stand_twice():
    corpus = pd.concat([speeches("改革"), speeches("改革改革")])
    with pytest.raises(ValueError, match="'d0' stands twice"):
        count_terms(corpus, ["改革"])


def test_tables_that_are_no_speeches():
    with pytest.raises(ValueError, match=r"needs the column 'text', which read_corpus\(\) makes"):
        count_terms(pd.DataFrame({"txt": ["改革"]}), ["改革"])
    with pytest.raises(TypeError, match="got list"):
        count_terms(["改革"], ["改革"])  # ty: ignore[invalid-argument-type]


TEN = [
    "改革",
    "改革开放",
    "社会主义",
    "社会主义市场经济",
    "社会主义市场经济体制",
    "人民公社",
    "高质量发展",
    "习近平新时代中国特色社会主义思想",
    "新时代中国特色社会主义思想",
    "发展",
]


def test_ten_formulas_of_the_reports_equal_str_count(cgwr):
    counts = count_terms(cgwr, TEN).set_index(["doc_id", "term"])
    expected = [text.count(term) for text in cgwr["text"] for term in TEN]
    assert list(counts["n"]) == expected
    assert (counts["n_inside_longer"] <= counts["n"]).all()
    nested = counts.loc[("2024", "新时代中国特色社会主义思想")]
    assert nested["n"] == nested["n_inside_longer"] > 0
