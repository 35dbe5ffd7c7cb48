import itertools
import sys
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.segmentation import Segmenter

SENTENCE = "坚持以习近平新时代中国特色社会主义思想为指导，推动高质量发展，实现GDP增长5%。"


@pytest.fixture(scope="module")
def jieba():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    return jieba


def cut(text, terms=()):
    words, at = [], 0
    for length in Segmenter(terms).lengths(text):
        words.append(text[at : at + length])
        at += length
    assert at == len(text)
    return words


def test_terms_are_kept_whole():
    terms = ["高质量发展", "新时代中国特色社会主义思想", "习近平新时代中国特色社会主义思想"]
    words = cut(SENTENCE, terms)
    assert "高质量发展" in words
    assert "习近平新时代中国特色社会主义思想" in words
    assert "高质量发展" not in cut(SENTENCE)  # which is why there are terms


@pytest.mark.parametrize(
    ("text", "terms", "kept"),
    [
        ("甲乙丙丁", ["甲乙", "甲乙丙"], ["甲乙丙"]),  # longest
        ("甲乙丙丁", ["甲乙", "乙丙丁"], ["甲乙"]),  # leftmost, though shorter
        ("甲乙丙丁", ["乙丙", "丙丁"], ["乙丙"]),
        ("甲乙甲乙", ["甲乙"], ["甲乙", "甲乙"]),
        ("抓革命、促生产！", ["抓革命、促生产"], ["抓革命、促生产"]),
        ("😀𠀀甲乙", ["甲乙"], ["甲乙"]),
        ("", ["甲"], []),
    ],
)
def test_leftmost_then_longest(text, terms, kept):
    assert [word for word in cut(text, terms) if word in terms] == kept
    assert cut(text, terms) == cut(text, terms[::-1])


@given(
    st.text("甲乙丙", max_size=30),
    st.lists(st.text("甲乙丙", min_size=1, max_size=4), max_size=6),
    st.randoms(),
)
def test_spans_by_brute_force_in_any_order_of_terms(text, terms, chance):
    spans, at = [], 0
    while at < len(text):
        here = [len(term) for term in terms if text.startswith(term, at)]
        if here:
            spans.append((at, at + max(here)))
        at += max(here, default=1)
    mixed = chance.sample(terms, len(terms))
    given = Segmenter(terms).terms_in(text)
    assert given == spans
    found = Segmenter(mixed).terms_in(text)
    assert found == spans


def test_order_of_terms_does_not_move_the_words(cgwr):
    text = cgwr.loc["2024", "text"][:3000]
    terms = ["改革", "改革开放", "高质量发展", "发展", "中国式现代化", "现代化"]
    expected = Segmenter(terms).lengths(text)
    for mixed in itertools.islice(itertools.permutations(terms), 1, None, 200):
        assert Segmenter(mixed).lengths(text) == expected


def test_terms_do_not_leak(jieba):
    before, global_before = cut(SENTENCE), jieba.lcut(SENTENCE)
    frequencies = dict(jieba.dt.FREQ)
    assert "高质量发展" in cut(SENTENCE, ["高质量发展"])
    assert cut(SENTENCE) == before
    assert jieba.lcut(SENTENCE) == global_before
    assert frequencies == jieba.dt.FREQ


def test_words_added_to_the_global_jieba_do_not_reach_us(jieba):
    before = cut(SENTENCE)
    jieba.add_word("推动高质量发展", 10**8)
    try:
        assert "推动高质量发展" in jieba.lcut(SENTENCE)
        assert cut(SENTENCE) == before
    finally:
        jieba.del_word("推动高质量发展")
        jieba.dt.FREQ.pop("推动高质量发展", None)
        jieba.finalseg.Force_Split_Words.discard("推动高质量发展")


@pytest.fixture(scope="module")
def fresh(jieba, tmp_path_factory):
    """Oracle: a tokenizer as jieba itself makes it."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tokenizer.initialize()
    return tokenizer


def test_without_terms_identical_to_jieba(fresh, shared):
    text = (shared / "seed_speech.txt").read_text(encoding="utf-8-sig")
    assert cut(text) == list(fresh.cut(text))
    assert cut(SENTENCE) == list(fresh.cut(SENTENCE))


@given(st.text("改革开放发展的高质量。，\n　 aB1%😀𠀀", max_size=30))
def test_without_terms_identical_to_jieba_on_anything(fresh, text):
    assert cut(text) == list(fresh.cut(text))


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_pieces_are_the_whole_text(text, terms):
    try:
        text.encode()
        "".join(terms).encode()
    except UnicodeEncodeError:
        return
    cut(text, terms)  # asserts it


def test_one_string_is_no_list_of_terms():
    with pytest.raises(TypeError, match=r"pass \['改革'\]"):
        Segmenter("改革")


def test_jieba_leaves_no_file_in_the_shared_temporary_folder(tmp_path):
    import os
    import subprocess

    program = "from analysis.text.segmentation import Segmenter; Segmenter().lengths('改革开放')"
    environment = os.environ | {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert list(tmp_path.iterdir()) == []
    assert done.stderr == done.stdout == ""
