"""A folder of results replaced as a whole, or not at all."""

import shutil
from collections.abc import Iterable
from pathlib import Path


def _backup(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-before")


def recover_folder(folder: Path) -> None:
    """Bring back the folder that a killed run had just put aside.

    Parameters
    ----------
    folder
        The folder of results.
    """
    backup = _backup(folder)
    if not backup.exists():
        return
    if folder.exists():
        shutil.rmtree(backup)
    else:
        backup.rename(folder)


def replace_folder(folder: Path, new: Path, *, generated: Iterable[str]) -> None:
    """Put a new folder in the place of an old one.

    Parameters
    ----------
    folder
        The folder of results; it need not exist.
    new
        The folder that takes its place, on the same file system.
    generated
        Files of `folder` that an earlier run made. They go; all others are kept.
    """
    made = set(generated)
    if folder.exists():
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder)
            if path.as_posix() in made or (new / path).exists():
                continue
            if file.is_symlink() or file.is_file():
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, new / path, follow_symlinks=False)
            elif file.is_dir():
                (new / path).mkdir(parents=True)
        folder.rename(_backup(folder))
    try:
        new.rename(folder)
    finally:
        recover_folder(folder)
