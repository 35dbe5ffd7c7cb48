"""The files of a figure or a table: their record, and how all of them reach the disk."""

import json
import platform
import re
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.corpus.fingerprint import corpus_fingerprint
from analysis.paper.cells import column_names, csv_content

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PACKAGES = (
    "jieba",
    "matplotlib",
    "numpy",
    "pandas",
    "scikit-learn",
    "scipy",
    "tifa-study",
    "zhplot",
)


def check_description(name: str, caption: str) -> None:
    """Refuse a name that is no safe file name, and a result without a caption.

    Parameters
    ----------
    name
        The file name without suffix.
    caption
        What the result shows.

    Raises
    ------
    ValueError
        If one of them does not do.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"name is {name!r}; use letters a-z, digits, '.', '_' and '-', "
            "beginning with a letter or digit, such as '02-keyness'"
        )
    if not caption.strip():
        raise ValueError(f"{name!r} needs a caption that says what it shows")


def write_result(
    folder: Path,
    name: str,
    data: pd.DataFrame,
    *,
    kind: Literal["figure", "table"],
    caption: str,
    alt: str | None,
    speeches: pd.DataFrame | None,
    pictures: Mapping[str, bytes],
) -> Path:
    """Write the pictures of a result, its numbers and how it was made: all of them, or none.

    Parameters
    ----------
    folder
        Where to; made if it is not there.
    name
        The file name without suffix.
    data
        The numbers; ``data.attrs`` names the statistic and its parameters.
    kind
        Whether there is a picture.
    caption, alt
        What it shows, and the same for who cannot see it.
    speeches
        The speeches it was made from, for their hash.
    pictures
        Content by suffix.

    Returns
    -------
    Path
        The JSON file, which names the others.

    Raises
    ------
    TypeError
        If a parameter in ``data.attrs`` is nothing that JSON can hold.
    OSError
        If the folder cannot be written.
    """
    contents = {name + suffix: content for suffix, content in pictures.items()}
    contents[f"{name}.csv"] = csv_content(data)
    record = f"{name}.json"
    contents[record] = _describe_result(
        name,
        data,
        kind=kind,
        caption=caption,
        alt=alt,
        speeches=speeches,
        files=[*contents, record],
    )
    _write_files(folder, contents)
    return folder / record


def _describe_result(
    name: str,
    data: pd.DataFrame,
    *,
    kind: Literal["figure", "table"],
    caption: str,
    alt: str | None,
    speeches: pd.DataFrame | None,
    files: list[str],
) -> bytes:
    """Write down how a result was made, as JSON without dates."""
    description = {
        "name": name,
        "kind": kind,
        "caption": caption,
        "alt": alt,
        "statistic": data.attrs.get("statistic"),
        "parameters": data.attrs.get("parameters", {}),
        "data": {"rows": len(data), "columns": column_names(data)},
        "corpus": _describe_corpus(speeches),
        "versions": {package: version(package) for package in _PACKAGES}
        | {"python": platform.python_version()},
        "files": files,
    }
    text = json.dumps(
        description,
        ensure_ascii=False,
        sort_keys=True,
        indent=2,
        default=_plain_value,
    )
    return f"{text}\n".encode()


def _write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put files into a folder: all of them, or none.

    They are written beside their places first and then moved over one by one, in the order
    given. If a move fails (on Windows, a PDF that is open in a viewer), the earlier files are
    put back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".saving-") as temporary:
        fresh, earlier = Path(temporary) / "fresh", Path(temporary) / "earlier"
        fresh.mkdir()
        earlier.mkdir()
        for name, content in contents.items():
            (fresh / name).write_bytes(content)
            if (folder / name).exists():
                shutil.copy2(folder / name, earlier / name)
        _move_all(list(contents), fresh, folder, earlier=earlier)


def _move_all(names: list[str], fresh: Path, folder: Path, *, earlier: Path) -> None:
    moved = []
    try:
        for name in names:
            (fresh / name).replace(folder / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            if (earlier / name).exists():
                (earlier / name).replace(folder / name)
            else:
                (folder / name).unlink()
        raise


def _describe_corpus(speeches: pd.DataFrame | None) -> dict[str, Any] | None:
    if speeches is None:
        return None
    return {"n_speeches": len(speeches), "sha256": corpus_fingerprint(speeches)}


def _plain_value(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(
        f"data.attrs['parameters'] holds {value!r}, which JSON cannot hold; "
        "note text, numbers, lists and dicts only"
    )
