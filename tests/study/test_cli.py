import os
import subprocess
import sys

import pytest


@pytest.fixture
def tifa(tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "analysis.cli", *map(str, arguments)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "200", "NO_COLOR": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


def test_help_names_the_commands(tifa):
    done = tifa("--help")
    assert done.returncode == 0
    assert "run" in done.stdout
    assert "lab" in done.stdout
    assert done.stderr == ""
    of_run = tifa("run", "--help")
    assert of_run.returncode == 0
    assert "--to" in of_run.stdout
    assert "--json" in of_run.stdout


def test_version(tifa):
    done = tifa("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "tifa")


def test_a_faulty_corpus_shows_every_fault_and_no_traceback(tifa, tmp_path):
    corpus = tmp_path / "speeches"
    corpus.mkdir()
    (corpus / "a.txt").write_text("改革", encoding="utf-8")
    (corpus / "empty.txt").write_text("", encoding="utf-8")
    (corpus / "alone.txt").write_text("开放", encoding="utf-8")
    (corpus / "speeches.csv").write_text(
        "file,date\na.txt,2013-02-30\nempty.txt,2014\ngone.txt,2015\n", encoding="utf-8"
    )
    done = tifa("run", corpus)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for said in ("4 faults", "2013-02-30", "empty.txt", "gone.txt", "alone.txt"):
        assert said in done.stderr
    assert not (tmp_path / "figures").exists()


@pytest.mark.parametrize(
    "wrong", [["run", "--nonsense"], ["walk"], ["run", "a", "b"], ["run", "--to"]]
)
def test_wrong_usage_is_exit_code_2(tifa, wrong):
    done = tifa(*wrong)
    assert done.returncode == 2
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_folder_is_exit_code_1(tifa):
    done = tifa("run", "nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("tifa: the corpus folder ")
    assert "nowhere is not there; pass a folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_figures_inside_the_corpus_are_exit_code_1(tifa, tmp_path):
    (tmp_path / "speeches").mkdir()
    (tmp_path / "speeches" / "a.txt").write_text("改革", encoding="utf-8")
    done = tifa("run", "speeches", "--to", "speeches/figures")
    assert done.returncode == 1
    assert "name another folder with --to" in done.stderr
