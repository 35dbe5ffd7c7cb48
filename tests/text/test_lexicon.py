from analysis import count_terms, read_lexicon, read_stop_words
from analysis.paths import project_folder
from analysis.text.segmentation import Segmenter

AREAS = {"理论", "政治", "党建", "经济", "农业", "社会", "文化", "外交", "国防", "生态"}


def test_terms():
    lexicon = read_lexicon()
    assert list(lexicon.columns) == ["term", "area"]
    assert lexicon["term"].is_unique
    assert set(lexicon["area"]) == AREAS
    assert len(lexicon) > 150
    assert all(not any(character.isspace() for character in term) for term in lexicon["term"])
    assert lexicon["term"].str.len().min() >= 2


def test_stop_words():
    words = read_stop_words()
    assert len(words) == len(set(words)) > 300
    assert {"的", "了", "和", "以及", "我们", "进行"} <= set(words)
    assert not set(words) & set(read_lexicon()["term"])
    assert not any(word.startswith("#") for word in words)


def test_files_are_utf8_with_plain_line_ends():
    for name in ("terms.csv", "stopwords.txt"):
        content = (project_folder() / "corpus" / "lexicon" / name).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_each_formula_alone_is_one_word():
    terms = list(read_lexicon()["term"])
    segmenter = Segmenter(terms)
    assert [segmenter.lengths(term) for term in terms] == [[len(term)] for term in terms]


def test_most_formulas_are_spoken_in_the_reports(cgwr):
    terms = list(read_lexicon()["term"])
    n = count_terms(cgwr, terms).groupby("term")["n"].sum()
    assert (n > 0).mean() > 0.75
