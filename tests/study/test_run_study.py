"""Whole runs of notebooks of a few lines; each starts a kernel for every notebook."""

import json
import os
import time

import pytest
from small_studies import SAVE, contents, write_corpus, write_notebook

from analysis import CorpusError, run_study
from analysis.study.rerun import NotebookError


@pytest.fixture
def study(tmp_path):
    """Return what runs the notebooks of this test on a corpus of two speeches."""
    corpus = write_corpus(tmp_path / "speeches")

    def run(**options):
        options = {"figures": tmp_path / "figures", "report": lambda line: None} | options
        return run_study(corpus, notebooks=tmp_path / "notebooks", **options)

    run.notebooks, run.figures, run.corpus = (
        tmp_path / "notebooks", tmp_path / "figures", corpus,
    )  # fmt: skip
    return run


def test_a_run_writes_page_and_record_and_clears_up_after_the_last_one(study):
    write_notebook(study.notebooks, "01-a.ipynb", SAVE, 'save("01-stays"); save("01-goes")')
    write_notebook(study.notebooks, "notes.ipynb", "1 / 0")  # has no number: not of the study
    lines = []
    outcomes = study(report=lines.append)
    assert [(o.notebook, o.title, o.stopped) for o in outcomes] == [("01-a", "A study", "")]
    assert lines[0] == "[1/1] 01-a"
    record = json.loads((study.figures / "run.json").read_text(encoding="utf-8"))
    assert sorted(record["files"]) == sorted(contents(study.figures))
    assert (record["corpus"], record["n_speeches"]) == ("speeches", 2)
    before = contents(study.corpus)
    (study.figures / "draft.docx").write_bytes(b"mine")
    (study.figures / "old").mkdir()
    (study.figures / "old" / "01-goes.csv").write_bytes(b"mine too")
    write_notebook(study.notebooks, "01-a.ipynb", SAVE, 'save("01-stays", "New caption.")')
    study()
    assert sorted(contents(study.figures)) == [
        "01-stays.csv", "01-stays.json", "draft.docx", "index.html", "old/01-goes.csv", "run.json",
    ]  # fmt: skip
    assert "New caption." in (study.figures / "index.html").read_text(encoding="utf-8")
    assert contents(study.corpus) == before
    assert {p.name for p in study.figures.parent.iterdir()} == {"speeches", "notebooks", "figures"}


@pytest.mark.parametrize("tagged", [True, False])
def test_a_failing_notebook_is_named_with_cell_and_reason_and_changes_nothing(study, tagged):
    study.figures.mkdir()
    (study.figures / "run.json").write_text('{"files": ["01-a.csv", "run.json"]}')
    (study.figures / "01-a.csv").write_bytes(b"\xef\xbb\xbfearlier")
    (study.figures / "mine.txt").write_bytes(b"mine")
    before = contents(study.figures)
    failing = '\n\nraise KeyError("没有这一列")'
    write_notebook(study.notebooks, "01-a.ipynb", "x = 1", failing, "x = 2", tagged=tagged)
    with pytest.raises(NotebookError) as caught:
        study()
    message = str(caught.value)
    # The heading is cell 1, the parameters 2, then x = 1, then the one that fails.
    assert message.splitlines()[0] == "01-a.ipynb, cell 4: KeyError: '没有这一列'"
    assert 'the cell begins: raise KeyError("没有这一列")' in message
    assert "\x1b" not in message
    assert contents(study.figures) == before
    assert {p.name for p in study.figures.parent.iterdir()} == {"speeches", "notebooks", "figures"}


def test_a_failure_in_the_parameters_is_of_their_cell(study):
    write_notebook(study.notebooks, "01-a.ipynb")
    text = (study.notebooks / "01-a.ipynb").read_text(encoding="utf-8")
    (study.notebooks / "01-a.ipynb").write_text(
        text.replace('corpus = \\"\\"', "corpus = nothing"), encoding="utf-8"
    )
    with pytest.raises(NotebookError, match=r"^01-a\.ipynb, cell 2: NameError: .*nothing"):
        study()


def test_a_kernel_that_dies_is_a_notebook_error_too(study):
    write_notebook(study.notebooks, "01-a.ipynb", "import os; os._exit(3)")
    with pytest.raises(NotebookError, match=r"^01-a\.ipynb: .*[Kk]ernel died"):
        study()
    assert not study.figures.exists()


def test_too_few_speeches_stop_that_notebook_only_and_the_page_says_why(study):
    stop = 'from analysis.checks import TooFewSpeechesError\nraise TooFewSpeechesError("two <b>")'
    write_notebook(study.notebooks, "01-a.ipynb", SAVE, 'save("01-x")', stop, 'save("01-y")')
    write_notebook(study.notebooks, "02-b.ipynb", SAVE, 'save("02-z")', title="The next")
    lines = []
    outcomes = study(report=lines.append)
    assert [outcome.stopped for outcome in outcomes] == ["two <b>", ""]
    assert any("stopped: two <b>" in line for line in lines)
    page = (study.figures / "index.html").read_text(encoding="utf-8")
    assert "This notebook stopped early: two &lt;b&gt;" in page
    assert page.index("01-x.csv") < page.index("The next</h2>") < page.index("02-z.csv")
    assert "01-y" not in page
    record = json.loads((study.figures / "run.json").read_text(encoding="utf-8"))
    assert [book["stopped"] for book in record["notebooks"]] == ["two <b>", ""]


def test_figures_of_a_killed_run_are_brought_back_before_the_next(study):
    write_notebook(study.notebooks, "01-a.ipynb", "1 / 0")
    aside = study.figures.with_name(".figures-before")
    aside.mkdir()
    (aside / "01-a.png").write_bytes(b"earlier")
    with pytest.raises(NotebookError, match="cell 3: ZeroDivisionError"):
        study()
    assert contents(study.figures) == {"01-a.png": b"earlier"}
    assert not aside.exists()


@pytest.mark.parametrize("place", [".", "figures", "texts/figures", ".."])
def test_figures_in_or_around_the_corpus_are_refused(study, place):
    write_notebook(study.notebooks, "01-a.ipynb", "1")
    before = contents(study.corpus)
    with pytest.raises(CorpusError, match="in or around the corpus"):
        study(figures=study.corpus / place)
    assert contents(study.corpus) == before
    assert not (study.corpus / "figures").exists()


def test_a_file_in_the_place_of_the_figures_is_refused(study):
    write_notebook(study.notebooks, "01-a.ipynb", "1")
    study.figures.write_bytes(b"mine")
    with pytest.raises(FileExistsError, match="is a file"):
        study()
    assert study.figures.read_bytes() == b"mine"


def test_no_notebooks_and_no_corpus(study, tmp_path):
    study.notebooks.mkdir()
    with pytest.raises(FileNotFoundError, match="no notebooks in"):
        study()
    write_notebook(study.notebooks, "01-a.ipynb", "1")
    with pytest.raises(FileNotFoundError, match="is not there"):
        run_study(tmp_path / "nowhere", notebooks=study.notebooks, figures=study.figures)
    assert not study.figures.exists()


def test_what_a_killed_run_left_is_swept_away_after_a_day(study, tmp_path):
    write_notebook(study.notebooks, "01-a.ipynb", SAVE, 'save("01-stays")')
    old, fresh = tmp_path / ".tifa-run-old", tmp_path / ".tifa-run-fresh"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "figure.pdf").write_bytes(b"half")
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(old, (two_days_ago, two_days_ago))
    study()
    assert not old.exists()
    assert fresh.exists()
