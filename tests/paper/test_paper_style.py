from itertools import pairwise

import matplotlib as mpl
import pytest
from font_files import write_font
from matplotlib.colors import to_rgb

from analysis.paper.labels import LABELS, label
from analysis.paper.style import COLOURS, HATCHES, LINESTYLES, MARKERS, fill, use_report_style


def test_report_style_is_set_for_the_session():
    mpl.rcdefaults()
    use_report_style()
    assert mpl.rcParams["font.family"] == ["Noto Sans SC", "DejaVu Sans"]
    assert mpl.rcParams["pdf.fonttype"] == 42
    assert mpl.rcParams["svg.fonttype"] == "path"
    assert mpl.rcParams["figure.figsize"][0] * 25.4 == pytest.approx(170)
    assert mpl.rcParams["savefig.bbox"] is None


def test_own_font_comes_first_and_cff_is_drawn_as_shapes(tmp_path):
    use_report_style(font=write_font(tmp_path / "a.otf", "Test Song", cff=True))
    assert mpl.rcParams["font.family"] == ["Test Song", "Noto Sans SC", "DejaVu Sans"]
    assert mpl.rcParams["pdf.fonttype"] == 3


def test_own_variable_font_changes_nothing(tmp_path):
    path = write_font(tmp_path / "a.ttf", "Test Hei", variable=True)
    with pytest.raises(ValueError, match="variable font"):
        use_report_style(font=path)
    assert mpl.rcParams["font.family"] == ["Noto Sans SC", "DejaVu Sans"]


def test_another_file_of_the_bundled_family_is_refused(tmp_path):
    path = write_font(tmp_path / "a.otf", "Noto Sans SC", cff=True)
    with pytest.raises(ValueError, match="used anyway"):
        use_report_style(font=path)


def test_every_text_is_at_least_seven_points():
    names = ["font.size", "axes.titlesize", "axes.labelsize", "legend.fontsize"]
    names += ["xtick.labelsize", "ytick.labelsize", "figure.titlesize", "figure.labelsize"]
    assert min(mpl.rcParams[name] for name in names) >= 7


def test_cycles_are_as_long_as_each_other():
    assert len({len(COLOURS), len(LINESTYLES), len(MARKERS), len(HATCHES)}) == 1
    assert len(set(map(str, LINESTYLES))) == len(LINESTYLES)


def test_first_three_colours_differ_in_grey():
    greys = sorted(
        0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in map(to_rgb, COLOURS[:3])
    )
    assert min(b - a for a, b in pairwise(greys)) > 0.25


def test_fills_of_many_groups_are_all_different():
    looks = {(fill(place)["facecolor"], fill(place)["hatch"]) for place in range(30)}
    assert len(looks) == 30


def test_every_label_is_there_in_both_languages():
    for key in LABELS:
        assert label(key, "en").isprintable()
        assert label(key, "zh").isprintable()


def test_label_has_the_terms_of_the_field():
    assert label("per_10k", "zh") == "每万字频次"
    assert label("log_ratio", "zh") == "对数比"


def test_unknown_language_and_key_are_errors_that_list_the_choices():
    with pytest.raises(ValueError, match="no language 'fr'; pass one of 'en', 'zh'"):
        label("year", "fr")
    with pytest.raises(ValueError, match="no key 'yaer'; pass one of 'year'"):
        label("yaer")
