"""Chinese glyphs reach the page: three checks of the files, not of the text in them."""

import logging
import re
import shutil
import subprocess
from contextlib import contextmanager

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from font_files import write_font
from matplotlib.font_manager import fontManager
from PIL import Image
from pypdf import PdfReader

from analysis.paper.figures import save_figure
from analysis.paper.style import use_report_style

DATA = pd.DataFrame({"x": [1]})
LABELS = ["朱镕基", "喆堃", "×", "“两个确立”", "—…·−", r"比率 $\log_2 x$ 改革", "习近平 2012–2026"]


@contextmanager
def logged(*names):
    """Collect warnings at the loggers themselves, because they may not propagate."""
    records = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield records
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def draw(labels):
    figure, ax = plt.subplots()
    ax.plot(range(len(labels)), [-1, *range(1, len(labels))])
    ax.set_xticks(range(len(labels)), labels, rotation=90)
    ax.set_title(labels[0])
    return figure


def embedded_fonts(path):
    """Yield name, subtype and font file of every font of a PDF."""
    for page in PdfReader(path).pages:
        for entry in page["/Resources"]["/Font"].values():
            font = entry.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            files = {key: descriptor[key] for key in descriptor if key.startswith("/FontFile")}
            yield font.get("/BaseFont", font.get("/Name")), font["/Subtype"], files


def test_labels_are_drawn_with_embedded_truetype(tmp_path):
    with logged("matplotlib.mathtext", "matplotlib.font_manager") as records:
        save_figure(draw(LABELS), "a", data=DATA, caption="c", folder=tmp_path)
    assert records == []
    fonts = list(embedded_fonts(tmp_path / "a.pdf"))
    assert any("NotoSansSC" in name for name, _, _ in fonts)
    for name, _, files in fonts:
        assert "LastResort" not in name
        assert list(files) == ["/FontFile2"]
        assert files["/FontFile2"].get_object().get_data()[:4] == b"\x00\x01\x00\x00"


def test_pdf_and_png_carry_no_dates_and_no_programs(tmp_path):
    save_figure(draw(LABELS), "a", data=DATA, caption="标题", alt="说明", folder=tmp_path)
    metadata = PdfReader(tmp_path / "a.pdf").metadata
    assert dict(metadata) == {"/Title": "标题", "/Subject": "说明"}
    with Image.open(tmp_path / "a.png") as image:
        assert image.text == {"Title": "标题", "Description": "说明"}
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert "<title>标题</title>" in drawn
    assert not re.search(r"dc:date|[Mm]atplotlib v", drawn)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("𠮷", r"𠮷 \(U\+20BB7\)"),
        (r"$x$ 𠮷", r"𠮷 \(U\+20BB7\)"),
        (r"$\mathrm{改}$", r"改 \(U\+6539\)"),
        ("𠮷\U0002a6d6", r"𠮷 \(U\+20BB7\), \U0002a6d6 \(U\+2A6D6\)"),
    ],
)
def test_missing_characters_are_an_error_that_names_them_each_time(tmp_path, text, named):
    figure = draw([text])
    for _ in range(2):  # the second time, matplotlib's caches know the text
        with pytest.raises(ValueError, match=f"lack {named}, nothing was saved"):
            save_figure(figure, "a", data=DATA, caption="c", folder=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_missing_character_in_a_tick_label_is_found(tmp_path):
    figure = draw(["甲", "𠮷"])
    with pytest.raises(ValueError, match="𠮷"):
        save_figure(figure, "a", data=DATA, caption="c", folder=tmp_path)


def test_style_of_the_session_does_not_reach_the_files(tmp_path):
    save_figure(draw(LABELS), "a", data=DATA, caption="c", folder=tmp_path)
    figure = draw(LABELS)
    mpl.rcdefaults()
    mpl.rcParams.update({"pdf.fonttype": 3, "svg.fonttype": "none", "savefig.bbox": "tight"})
    mpl.rcParams.update({"axes.unicode_minus": False, "savefig.dpi": 50, "svg.hashsalt": None})
    save_figure(figure, "b", data=DATA, caption="c", folder=tmp_path)
    for suffix in ("pdf", "svg", "png"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_figure_drawn_without_the_style_says_what_to_call(tmp_path):
    mpl.rcdefaults()
    with pytest.raises(ValueError, match=r"call use_report_style\(\) before drawing"):
        save_figure(draw(["改革"]), "a", data=DATA, caption="c", folder=tmp_path)


def test_own_cff_font_is_embedded_as_shapes(tmp_path):
    before = list(fontManager.ttflist)
    use_report_style(font=write_font(tmp_path / "song.otf", "Test Song", cff=True))
    save_figure(draw(["改革", "开放"]), "a", data=DATA, caption="c", folder=tmp_path)
    kinds = {kind for _, kind, _ in embedded_fonts(tmp_path / "a.pdf")}
    fontManager.ttflist[:] = before
    assert kinds == {"/Type3"}


def test_variable_font_of_one_text_is_refused(tmp_path):
    before = list(fontManager.ttflist)
    fontManager.addfont(write_font(tmp_path / "hei.ttf", "Test Hei", variable=True))
    figure = draw(["甲"])
    figure.axes[0].set_xlabel("改", fontfamily="Test Hei")
    with pytest.raises(ValueError, match=r"hei\.ttf is a variable font"):
        save_figure(figure, "a", data=DATA, caption="c", folder=tmp_path / "new")
    fontManager.ttflist[:] = before


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript (gs) is not installed")
def test_ghostscript_sees_what_the_png_shows(tmp_path):
    save_figure(draw(LABELS), "a", data=DATA, caption="c", folder=tmp_path)
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pnggray", "-r100"]
    options = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", f"-sOutputFile={tmp_path / 'gs.png'}"]
    subprocess.run([*command, *options, str(tmp_path / "a.pdf")], check=True)
    with Image.open(tmp_path / "gs.png") as second, Image.open(tmp_path / "a.png") as first:
        small = (85, 45)
        theirs = np.asarray(second.convert("L").resize(small), dtype=float)
        ours = np.asarray(first.convert("L").resize(small), dtype=float)
    assert np.abs(theirs - ours).mean() < 3
    assert np.corrcoef(theirs.ravel(), ours.ravel())[0, 1] > 0.97
