import pytest

from analysis import corpus_fingerprint, read_corpus

FILES = {
    "speeches.csv": "doc_id,year,level\na,2001,省\nb,2002,县\n",
    "a.txt": "甲",
    "b.txt": "乙",
}


@pytest.fixture
def speeches(make_corpus):
    return read_corpus(make_corpus(FILES))


def test_order_does_not_move_it(speeches):
    fingerprint = corpus_fingerprint(speeches)
    assert len(fingerprint) == 64
    assert corpus_fingerprint(speeches.iloc[::-1]) == fingerprint
    assert corpus_fingerprint(speeches[speeches.columns[::-1]]) == fingerprint


@pytest.mark.parametrize("column", ["text", "level", "title", "speaker"])
def test_every_cell_moves_it(speeches, column):
    changed = speeches.copy()
    changed.loc["a", column] += "。"
    assert corpus_fingerprint(changed) != corpus_fingerprint(speeches)


def test_ids_years_and_parts_move_it(speeches):
    changed = speeches.copy()
    changed.loc["a", "year"] = 2003
    prints = {
        corpus_fingerprint(speeches),
        corpus_fingerprint(changed),
        corpus_fingerprint(speeches.rename(index={"a": "c"})),
        corpus_fingerprint(speeches.iloc[:1]),
        corpus_fingerprint(speeches.assign(text=["乙", "甲"])),
    }
    assert len(prints) == 5


def test_it_is_the_same_wherever_the_corpus_lies(make_corpus, speeches):
    elsewhere = read_corpus(make_corpus(FILES, "elsewhere"))
    assert corpus_fingerprint(elsewhere) == corpus_fingerprint(speeches)
