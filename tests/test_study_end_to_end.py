"""The whole study, as a newcomer runs it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [pytest.mark.study, pytest.mark.timeout(900)]


def _run(corpus, figures, **environment):
    command = [sys.executable, "-m", "analysis.cli", "run", str(corpus), "--to", str(figures)]
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        cwd=figures.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def _digests(folder):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files}  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    figures = tmp_path_factory.mktemp("demo") / "figures"
    _run(ROOT / "corpus" / "demo", figures, PYTHONHASHSEED="0", TZ="UTC", OMP_NUM_THREADS="1")
    return figures


def test_makes_every_figure_in_five_files_and_a_page(demo):
    records = [json.loads(file.read_text("utf-8")) for file in demo.glob("0*.json")]
    figures = [record for record in records if record["kind"] == "figure"]
    assert len(figures) >= 10
    assert {path.name[:2] for path in demo.glob("0*.pdf")} == {"01", "02", "03", "04"}
    page = (demo / "index.html").read_text("utf-8")
    for record in records:
        assert record["caption"]
        assert [name for name in record["files"] if not (demo / name).stat().st_size] == []
        assert [name for name in record["files"] if f'href="{name}"' not in page] == []
    assert not (demo.parent / ".figures-before").exists()


def test_same_bytes_under_another_hash_seed_time_zone_locale_and_thread_count(demo, tmp_path):
    other = {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C", "OMP_NUM_THREADS": "2",
             "OPENBLAS_NUM_THREADS": "2", "TIFA_CACHE": str(tmp_path / "cold")}  # fmt: skip
    shuffled = tmp_path / "demo"
    shutil.copytree(ROOT / "corpus" / "demo", shuffled)
    table = shuffled / "speeches.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([header, *reversed(rows)]) + "\n", "utf-8")
    _run(shuffled, tmp_path / "figures", **other)
    assert _digests(tmp_path / "figures") == _digests(demo)


def test_one_speech_runs_or_says_why_not(shared, tmp_path):
    corpus = tmp_path / "seed"
    corpus.mkdir()
    shutil.copy(shared / "seed_speech.txt", corpus)
    messages = _run(corpus, tmp_path / "figures")
    assert "comparing needs two groups of speeches" in messages
    made = {path.stem for path in (tmp_path / "figures").glob("*.pdf")}
    assert {"01-coverage", "01-words", "03-topics", "04-panels"} <= made
    assert "comparing needs two groups" in (tmp_path / "figures" / "index.html").read_text("utf-8")


def test_the_real_reports(shared, tmp_path):
    _run(shared / "corpora" / "cgwr", tmp_path / "figures")
    assert len(list((tmp_path / "figures").glob("*.pdf"))) >= 10
