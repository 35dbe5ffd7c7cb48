from pathlib import Path

import pytest
from small_studies import contents

from analysis.study.replacing import recover_folder, replace_folder


def fill(folder, **files):
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def figures(tmp_path):
    return fill(tmp_path / "figures", stale="old", kept_name="old", foreign="mine")


@pytest.fixture
def new(tmp_path):
    return fill(tmp_path / ".tifa-run-x" / "figures", kept_name="new", fresh="new")


def test_foreign_files_survive_and_stale_ones_go(figures, new):
    (figures / "notes" / ".deep").mkdir(parents=True)
    (figures / "notes" / ".deep" / "mine.md").write_bytes(b"\x00mine")
    replace_folder(figures, new, generated=["stale", "kept_name"])
    assert contents(figures) == {
        "kept_name": b"new",
        "fresh": b"new",
        "foreign": b"mine",
        "notes/.deep/mine.md": b"\x00mine",
    }
    assert [path.name for path in figures.parent.iterdir()] in (
        [figures.name, ".tifa-run-x"],
        [".tifa-run-x", figures.name],
    )


def test_foreign_links_and_empty_folders_survive_as_what_they_are(figures, new, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "big.dat").write_bytes(b"big")
    try:
        (figures / "link").symlink_to("../elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("this system gives us no symbolic links")
    (figures / "empty").mkdir()
    (figures / "made").mkdir()
    replace_folder(figures, new, generated=["stale", "made"])
    assert (figures / "link").is_symlink()
    assert (figures / "link" / "big.dat").read_bytes() == b"big"
    assert (figures / "empty").is_dir()
    assert not (figures / "made").exists()


def test_a_folder_that_is_not_there_yet(tmp_path, new):
    replace_folder(tmp_path / "figures", new, generated=[])
    assert contents(tmp_path / "figures") == {"kept_name": b"new", "fresh": b"new"}


def test_a_kill_between_the_two_renames_loses_nothing(figures, new, monkeypatch):
    before = contents(figures)
    rename = Path.rename

    class Killed(BaseException):
        pass

    def killed(path, target):
        if path == new:
            raise Killed
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed)
    # A real kill runs nothing more; so neither may the clean-up of this process.
    monkeypatch.setattr("analysis.study.replacing.recover_folder", lambda folder: None)
    with pytest.raises(Killed):
        replace_folder(figures, new, generated=["stale"])
    assert not figures.exists()
    monkeypatch.undo()
    recover_folder(figures)
    assert contents(figures) == before
    recover_folder(figures)
    assert contents(figures) == before


def test_a_rename_that_fails_puts_the_earlier_figures_back_at_once(figures, new, monkeypatch):
    before = contents(figures)
    rename = Path.rename

    def failing(path, target):
        if path == new:
            raise PermissionError("open in a viewer")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError, match="viewer"):
        replace_folder(figures, new, generated=["stale"])
    assert contents(figures) == before


def test_a_kill_after_both_renames_leaves_the_new_figures(figures, tmp_path):
    fill(tmp_path / ".figures-before", stale="old")
    before = contents(figures)
    recover_folder(figures)
    assert contents(figures) == before
    assert not (tmp_path / ".figures-before").exists()


def test_nothing_to_recover(tmp_path):
    recover_folder(tmp_path / "figures")
    assert list(tmp_path.iterdir()) == []
