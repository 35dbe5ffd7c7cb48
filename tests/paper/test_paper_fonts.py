import importlib.util
import sys
from pathlib import Path

import pytest
from font_files import write_font
from matplotlib.font_manager import FontProperties, fontManager

from analysis.paper.fonts import (
    BUNDLED_FAMILY,
    bundled_font,
    fonts_used,
    register_font,
    usable_font,
)


@pytest.fixture(autouse=True)
def keep_font_list():
    before = list(fontManager.ttflist)
    yield
    fontManager.ttflist[:] = before
    fontManager._findfont_cached.cache_clear()


def found(family, **properties):
    return Path(fontManager.findfont(FontProperties(family=[family], **properties)))


def test_bundled_font_is_static_truetype_and_has_rare_characters():
    path = bundled_font()
    assert usable_font(path) == "truetype"
    assert path.name == "NotoSansSC-Regular.ttf"


def test_bundled_font_is_found_without_importing_zhplot():
    bundled_font()
    assert "zhplot" not in sys.modules


def test_missing_bundled_font_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="pip install --force-reinstall zhplot"):
        bundled_font()


@pytest.mark.parametrize("kind", [{"cff": True}, {"variable": True}, {}])
@pytest.mark.parametrize("first", [True, False])
def test_bundled_font_wins_over_a_font_of_the_machine_with_its_name(tmp_path, kind, first):
    other = write_font(tmp_path / "other.ttf", BUNDLED_FAMILY, **kind)
    fontManager.addfont(other)
    if first:
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())
        assert found(BUNDLED_FAMILY) == other
    register_font(bundled_font())
    assert found(BUNDLED_FAMILY).samefile(bundled_font())
    assert found(BUNDLED_FAMILY, weight="bold").samefile(bundled_font())


def test_a_second_registration_changes_nothing():
    register_font(bundled_font())
    before = list(fontManager.ttflist)
    register_font(bundled_font())
    assert fontManager.ttflist == before


def test_registration_that_matplotlib_ignores_is_an_error(monkeypatch):
    monkeypatch.setenv("MPL_IGNORE_SYSTEM_FONTS", "1")
    with pytest.raises(RuntimeError, match="unset it"):
        register_font(bundled_font())


def test_cff_font_is_recognised(tmp_path):
    assert usable_font(write_font(tmp_path / "a.otf", "Test Song", cff=True)) == "cff"


def test_variable_font_is_refused(tmp_path):
    path = write_font(tmp_path / "a.ttf", "Test Hei", variable=True)
    with pytest.raises(ValueError, match=r"a\.ttf is a variable font.*pass a static font"):
        usable_font(path)


def test_collection_is_read_face_by_face(tmp_path):
    face = write_font(tmp_path / "a.otf", "Test Song", cff=True).read_bytes()
    # one face, its table directory right after the 16 bytes of the collection's header
    header = b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"
    (tmp_path / "a.ttc").write_bytes(header + face)
    assert usable_font(tmp_path / "a.ttc") == "cff"


def test_other_files_are_refused(tmp_path):
    (tmp_path / "a.ttf").write_text("hello")
    with pytest.raises(ValueError, match="not a TrueType or OpenType font"):
        usable_font(tmp_path / "a.ttf")
    (tmp_path / "b.ttf").write_bytes(b"OTTO\x00\x09")
    with pytest.raises(ValueError, match="damaged font file"):
        usable_font(tmp_path / "b.ttf")
    with pytest.raises(FileNotFoundError, match=r"there is no font file .*c\.ttf"):
        usable_font(tmp_path / "c.ttf")


def test_fonts_used_passes_over_unknown_families():
    register_font(bundled_font())
    assert [path.name for path in fonts_used([BUNDLED_FAMILY, "No Such Font"])] == [
        "NotoSansSC-Regular.ttf"
    ]
