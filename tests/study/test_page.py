from html.parser import HTMLParser

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import save_figure, save_table
from analysis.study.page import Outcome, write_page

EVIL = '<script>alert("1")</script>&"\''


class Read(HTMLParser):
    """What a browser would see: tags with attributes, and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def of(self, tag, key):
        return [attributes[key] for name, attributes in self.tags if name == tag]


def speeches(*years):
    return pd.DataFrame({"year": pd.array(years, dtype="Int64")})


def write(folder, sections, *, title="研究", of=None):
    of = speeches(2001, 2003) if of is None else of
    write_page(folder, title=title, speeches=of, sections=sections)
    return Read((folder / "index.html").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    figure = Figure(figsize=(2, 1))
    figure.add_subplot()
    data = pd.DataFrame({"term": ["改革", EVIL], "n": [1, 2]})
    save_figure(figure, "01-first", data=data, caption=f"A {EVIL}", alt="Alt", folder=tmp_path)
    long = pd.DataFrame({"text": [f"{EVIL} {number}" for number in range(30)]})
    save_table(long, "02-second", caption="Second.", folder=tmp_path)
    save_table(long[:1], "99-other", caption="Other.", folder=tmp_path)
    return tmp_path


def test_corpus_text_and_captions_are_text_and_never_markup(folder):
    sections = [Outcome("01-a", EVIL, stopped=EVIL), Outcome("02-b", "B")]
    page = write(folder, sections, title=EVIL)
    source = (folder / "index.html").read_text(encoding="utf-8")
    assert "<script" not in source
    assert not [tag for tag, _ in page.tags if tag in ("script", "iframe", "link")]
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    text = "".join(page.texts)
    assert f"A {EVIL}" in text
    assert f"{EVIL} 24" in text
    assert f"This notebook stopped early: {EVIL}" in text


def test_every_figure_with_its_links_stands_in_its_section(folder):
    page = write(folder, [Outcome("01-a", "A"), Outcome("02-b", "B")])
    links = page.of("a", "href")
    for suffix in ("svg", "pdf", "png", "csv", "json"):
        assert f"01-first.{suffix}" in links
    assert {"02-second.csv", "02-second.json", "99-other.csv"} <= set(links)
    assert page.of("img", "src") == ["01-first.png"]
    assert page.of("img", "alt") == ["Alt"]
    local = [link for link in links if not link.startswith("#")]
    assert all((folder / link).is_file() for link in local)
    anchors = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert anchors == ["01-a", "01-first", "02-b", "02-second", "99-other"]
    assert [link for link in links if link.startswith("#")] == ["#01-a", "#02-b"]


def test_a_long_table_says_how_much_of_it_is_shown(folder):
    text = "".join(write(folder, [Outcome("01-a", "A")]).texts)
    assert "25 of 30 rows" in text
    assert " 29" not in text


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2001, 2003], "2 speeches, 2001–2003."),
        ([2001], "1 speech, 2001."),
        ([2001, None], "2 speeches, 2001."),
        ([None], "1 speech, years unknown."),
    ],
)
def test_the_lead_counts_speeches_and_years(tmp_path, years, said):
    assert said in "".join(write(tmp_path, [], of=speeches(*years)).texts)


def test_the_same_bytes_on_every_run_and_no_other_json(folder):
    (folder / "run.json").write_text("{}")
    write(folder, [Outcome("01-a", "A")])
    first = (folder / "index.html").read_bytes()
    write(folder, [Outcome("01-a", "A")])
    assert (folder / "index.html").read_bytes() == first
    assert b"\r" not in first
