"""save_figure and save_table: what the files hold, and that they come whole or not at all."""

import csv
import io
import json
import shutil
import subprocess
import sys
import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from analysis.corpus.fingerprint import corpus_fingerprint
from analysis.paper import files
from analysis.paper.figures import save_figure
from analysis.paper.tables import save_table

SUFFIXES = ["csv", "json", "pdf", "png", "svg"]


@pytest.fixture
def table():
    rates = pd.DataFrame({"term": ["改革", "开放"], "per_10k": [1.23456789, np.nan], "n": [3, 0]})
    rates.attrs = {"statistic": "term_trends", "parameters": {"level": np.float64(0.95)}}
    return rates


@pytest.fixture
def figure(table):
    figure, ax = plt.subplots()
    ax.bar(table["term"], table["n"])
    return figure


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows(path):
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_five_files(figure, table, tmp_path):
    path = save_figure(figure, "01-rates", data=table, caption="Rates", folder=tmp_path / "new")
    assert path == tmp_path / "new" / "01-rates.json"
    assert sorted(contents(path.parent)) == [f"01-rates.{suffix}" for suffix in SUFFIXES]


def test_json_says_how_it_was_made(figure, table, tmp_path):
    speeches = pd.DataFrame({"text": ["改革"]}, index=pd.Index(["a"], name="doc_id"))
    path = save_figure(figure, "a", data=table, caption="频次", speeches=speeches, folder=tmp_path)
    record = json.loads(path.read_text("utf-8"))
    assert list(record) == sorted(record)
    assert record["kind"] == "figure"
    assert record["alt"] == record["caption"] == "频次"
    assert record["statistic"] == "term_trends"
    assert record["parameters"] == {"level": 0.95}
    assert record["data"] == {"rows": 2, "columns": ["term", "per_10k", "n"]}
    assert record["corpus"] == {"n_speeches": 1, "sha256": corpus_fingerprint(speeches)}
    assert record["versions"]["matplotlib"] == mpl.__version__
    assert record["files"] == ["a.pdf", "a.svg", "a.png", "a.csv", "a.json"]
    assert "频次" in path.read_text("utf-8")


def test_json_of_a_plain_table(figure, tmp_path):
    path = save_figure(
        figure, "a", data=pd.DataFrame({"x": [1]}), caption="c", alt="d", folder=tmp_path
    )
    record = json.loads(path.read_text("utf-8"))
    assert (record["statistic"], record["parameters"], record["corpus"]) == (None, {}, None)
    assert record["alt"] == "d"


def test_csv_holds_the_numbers(table, tmp_path):
    path = save_table(table.set_index("term"), "t", caption="c", folder=tmp_path)
    columns = json.loads(path.read_text("utf-8"))["data"]["columns"]
    assert columns == ["term", "per_10k", "n"]
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw == "\ufeffterm,per_10k,n\n改革,1.23457,3\n开放,,0\n".encode()


def test_whole_numbers_stay_whole_and_indexes_stay(tmp_path):
    table = pd.DataFrame(
        {("n", "all"): [1234567.0, np.nan], ("n", "x"): [-0.0, 1e-9]}, index=["甲", "乙"]
    )
    save_table(table, "t", caption="c", folder=tmp_path)
    assert rows(tmp_path / "t.csv") == [
        ["index", "n all", "n x"],
        ["甲", "1234567", "0"],
        ["乙", "", "1e-09"],
    ]


def test_texts_cannot_become_formulas_and_numbers_stay_numbers(tmp_path):
    texts = ["=1+1", "+86", "-甲", "@me", "\tx", "＝1", "a=b", "——前言"]
    table = pd.DataFrame({"n": range(-8, 0), "=text": texts}, index=pd.Index(texts, name="-id"))
    table["category"] = pd.Categorical(texts)
    save_table(table, "t", caption="c", folder=tmp_path)
    quoted = ["'=1+1", "'+86", "'-甲", "'@me", "'\tx", "'＝1", "a=b", "——前言"]
    header, *body = rows(tmp_path / "t.csv")
    assert header == ["'-id", "n", "'=text", "category"]
    assert [row[0] for row in body] == [row[2] for row in body] == quoted
    assert [row[3] for row in body] == quoted
    assert body[0][1] == "-8"


def test_sets_are_written_in_order(tmp_path):
    table = pd.DataFrame({"who": [{"乙", "甲", "丙"}], "list": [[2, 1]]})
    save_table(table, "t", caption="c", folder=tmp_path)
    assert rows(tmp_path / "t.csv")[1] == ["['丙', '乙', '甲']", "[2, 1]"]


def test_table_has_two_files_and_says_so(table, tmp_path):
    path = save_table(table, "t", caption="c", folder=tmp_path)
    assert sorted(contents(tmp_path)) == ["t.csv", "t.json"]
    record = json.loads(path.read_text("utf-8"))
    assert (record["kind"], record["alt"], record["files"]) == ("table", None, ["t.csv", "t.json"])


@pytest.mark.parametrize("name", ["", ".hidden", "a/b", "../a", "图1", "a b", "a\n", "-a"])
def test_bad_names_are_refused(figure, table, tmp_path, name):
    with pytest.raises(ValueError, match="use letters a-z, digits"):
        save_figure(figure, name, data=table, caption="c", folder=tmp_path)
    with pytest.raises(ValueError, match="use letters a-z, digits"):
        save_table(table, name, caption="c", folder=tmp_path)
    assert contents(tmp_path) == {}


def test_caption_is_asked_for(figure, table, tmp_path):
    with pytest.raises(ValueError, match="'a' needs a caption"):
        save_figure(figure, "a", data=table, caption=" ", folder=tmp_path)


def test_axes_instead_of_figure(figure, table, tmp_path):
    with pytest.raises(TypeError, match=r"pass ax\.figure; got Axes"):
        save_figure(figure.axes[0], "a", data=table, caption="c", folder=tmp_path)


def test_subfigure_saves_the_whole_figure(table, tmp_path):
    figure = plt.figure()
    part, _ = figure.subfigures(1, 2)
    ax = part.subplots()
    save_figure(ax.figure, "a", data=table, caption="c", folder=tmp_path)
    with Image.open(tmp_path / "a.png") as image:
        assert image.width == pytest.approx(170 / 25.4 * 300, abs=1)


def test_parameters_that_json_cannot_hold_are_an_error(figure, table, tmp_path):
    table.attrs["parameters"] = {"f": object()}
    with pytest.raises(TypeError, match="which JSON cannot hold"):
        save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    assert contents(tmp_path) == {}


def test_failing_render_leaves_earlier_files_alone(figure, table, tmp_path):
    save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    before = contents(tmp_path)
    figure.axes[0].set_title("𠮷")
    with pytest.raises(ValueError, match=r"𠮷 \(U\+20BB7\), nothing was saved"):
        save_figure(figure, "a", data=table * 2, caption="new", folder=tmp_path)
    assert contents(tmp_path) == before


def test_failing_move_puts_earlier_files_back(figure, table, tmp_path, monkeypatch):
    save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    before = contents(tmp_path)
    (tmp_path / "a.png").unlink()
    (tmp_path / "a.png").mkdir()  # a file cannot replace a folder
    (tmp_path / "a.png" / "x").touch()
    monkeypatch.setattr(files.shutil, "copy2", lambda a, b: a.is_file() and shutil.copy(a, b))
    with pytest.raises(OSError, match=r"a\.png"):
        save_figure(figure, "a", data=table, caption="new", folder=tmp_path)
    shutil.rmtree(tmp_path / "a.png")
    del before["a.png"]
    assert contents(tmp_path) == before


def test_failing_first_save_leaves_nothing(figure, table, tmp_path):
    (tmp_path / "a.png").mkdir()
    (tmp_path / "a.png" / "x").touch()
    with pytest.raises(OSError, match=r"a\.png"):
        save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_saving_leaves_the_figure_and_the_session_alone(figure, table, tmp_path):
    mpl.rcParams["font.size"] = 11
    engine, dpi = figure.get_layout_engine(), figure.dpi
    save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    assert mpl.rcParams["font.size"] == 11
    assert figure.get_layout_engine() is engine
    assert figure.dpi == dpi
    assert plt.fignum_exists(figure.number)


def test_figure_without_layout_engine_stays_without(table, tmp_path):
    figure = plt.figure(layout="none")
    figure.add_axes((0.2, 0.2, 0.5, 0.5))
    save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    assert figure.get_layout_engine() is None
    assert figure.axes[0].get_position().bounds == pytest.approx((0.2, 0.2, 0.5, 0.5))


def test_saving_again_and_after_display_gives_the_same_bytes(figure, table, tmp_path):
    save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    before = contents(tmp_path)
    figure.savefig(io.BytesIO(), dpi=77)
    save_figure(figure, "a", data=table, caption="c", folder=tmp_path)
    assert contents(tmp_path) == before


def test_other_warnings_are_passed_on(figure, table, tmp_path, monkeypatch):
    def warn(*args, **kwargs):
        warnings.warn("something else", UserWarning, stacklevel=2)

    monkeypatch.setattr(figure, "draw_without_rendering", warn)
    with pytest.warns(UserWarning, match="something else"):
        save_figure(figure, "a", data=table, caption="c", folder=tmp_path)


SCRIPT = """
import sys
import matplotlib; matplotlib.use("agg")
import numpy as np
import pandas as pd
from analysis.paper.figures import save_figure
from analysis.paper.plots.comparison import plot_keyness
from analysis.paper.plots.topics import plot_topic_shares
from analysis.paper.style import use_report_style

use_report_style()
features = pd.Index(["改革", "镕喆堃×", "“双循环”", "a_{$x$}"], name="feature")
keywords = pd.DataFrame({"n_target": [9, 5, 1, 0], "n_reference": [1, 2, 5, 8],
    "log_ratio": [3.2, 1.1, -2, -np.inf], "log_likelihood": [12.3, 4.5, -3, -9]}, index=features)
keywords.attrs = {"statistic": "keyness", "parameters": {"groups": {"丙", "乙", "甲"}}}
ax = plot_keyness(keywords, language="zh")
ax.set_title(r"频次 $x^2$")
save_figure(ax.figure, "keyness", data=keywords, caption="关键性", folder=sys.argv[1])
shares = pd.DataFrame([(y, t, "改革 市场", (t + y) % 3 / 3 if y != 1979 else np.nan, y - 1979)
    for y in (1978, 1979, 1980) for t in (1, 2)],
    columns=["group", "topic", "label", "share", "n_speeches"])
ax = plot_topic_shares(shares)
save_figure(ax.figure, "shares", data=shares, caption="Shares", folder=sys.argv[1])
"""


def test_same_bytes_whatever_hash_seed_time_zone_threads_locale_and_caches(tmp_path):
    environments = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "OMP_NUM_THREADS": "1", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "Asia/Shanghai",
            "OMP_NUM_THREADS": "4",
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1000000000",
            "MPLCONFIGDIR": str(tmp_path / "config"),
        },
    ]
    results = []
    for place, environment in enumerate(environments):
        folder = tmp_path / str(place)
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)],
            env={"HOME": str(tmp_path), **environment},
            check=True,
        )
        results.append(contents(folder))
    assert sorted(results[0]) == [f"{name}.{s}" for name in ("keyness", "shares") for s in SUFFIXES]
    assert results[0] == results[1]
