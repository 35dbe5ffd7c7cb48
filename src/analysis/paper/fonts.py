"""The font of every figure: the bundled Noto Sans SC, or one checked font of the user's own."""

import importlib.util
import os
import struct
from pathlib import Path
from typing import Literal

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

BUNDLED_FAMILY = "Noto Sans SC"

Outlines = Literal["truetype", "cff"]
"""How a font stores its glyphs; this decides which ``pdf.fonttype`` is safe."""

_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_CFF = (b"OTTO",)
_COLLECTION = b"ttcf"


def bundled_font() -> Path:
    """Find the Noto Sans SC Regular file that comes with the dependency zhplot.

    zhplot is never imported: importing it changes rcParams.

    Returns
    -------
    Path
        A TrueType file.

    Raises
    ------
    FileNotFoundError
        If zhplot, or the file inside it, is not installed.
    """
    spec = importlib.util.find_spec("zhplot")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        path = Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
        if path.is_file():
            return path
    raise FileNotFoundError(
        "the bundled font NotoSansSC-Regular.ttf was not found; "
        "install it again with: pip install --force-reinstall zhplot==1.0.0"
    )


def usable_font(path: Path) -> Outlines:
    """Check that a font file can be printed, and say what outlines it has.

    Parameters
    ----------
    path
        A ``.ttf``, ``.otf`` or ``.ttc`` file.

    Returns
    -------
    {"truetype", "cff"}
        CFF outlines (every Noto or Source Han ``.otf``) must be saved with ``pdf.fonttype`` 3:
        with 42 they are garbage in Ghostscript and MuPDF (matplotlib#20870).

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is no TrueType or OpenType font, or a variable font: matplotlib cannot choose
        a weight in it and would draw its thinnest.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no font file {path}")
    faces = _table_names(path)
    if any("fvar" in tables for tables in faces):
        raise ValueError(
            f"{path} is a variable font, which matplotlib draws in its thinnest weight; "
            "pass a static font file, such as the Regular of the same family"
        )
    is_cff = any({"CFF ", "CFF2"} & tables for tables in faces)
    return "cff" if is_cff else "truetype"


def register_font(path: Path) -> str:
    """Make matplotlib draw a family from this file, whatever fonts the machine has.

    Other files that carry the same family name are forgotten for this session: matplotlib takes
    the first match of its list, which may be a CFF or a variable font of the machine.

    Parameters
    ----------
    path
        A font file that `usable_font` accepts.

    Returns
    -------
    str
        The family name, for ``font.family``.

    Raises
    ------
    RuntimeError
        If matplotlib still finds another file.
    """
    family = family_name(path)
    if _registered(family) != {os.fspath(path)}:
        fontManager.ttflist[:] = [
            entry for entry in fontManager.ttflist if entry.name.lower() != family.lower()
        ]
        fontManager.addfont(path)
    _check_chosen(family, path)
    return family


def family_name(path: Path) -> str:
    """Read the family name of a font file.

    Parameters
    ----------
    path
        A font file that `usable_font` accepts.

    Returns
    -------
    str
        The name by which matplotlib knows it.
    """
    return FT2Font(os.fspath(path)).family_name


def fonts_used(families: list[str]) -> list[Path]:
    """Find the files that matplotlib takes for these families.

    Parameters
    ----------
    families
        Family names; unknown ones are passed over, as matplotlib does.

    Returns
    -------
    list of Path
        A file for each family that is known.
    """
    found = []
    for family in families:
        try:
            found.append(_find(family))
        except ValueError:
            continue
    return found


def _registered(family: str) -> set[str]:
    return {entry.fname for entry in fontManager.ttflist if entry.name.lower() == family.lower()}


def _find(family: str) -> Path:
    return Path(fontManager.findfont(FontProperties(family=[family]), fallback_to_default=False))


def _check_chosen(family: str, path: Path) -> None:
    try:
        chosen = _find(family)
    except ValueError as error:
        raise RuntimeError(
            f"matplotlib does not use the font {path}; "
            "if the environment variable MPL_IGNORE_SYSTEM_FONTS is set, unset it"
        ) from error
    if not chosen.samefile(path):
        raise RuntimeError(f"matplotlib draws {family} from {chosen}, not from {path}")


def _table_names(path: Path) -> list[set[str]]:
    """Read the names of the tables of each face of a font file."""
    content = path.read_bytes()
    try:
        if content[:4] == _COLLECTION:
            (n_faces,) = struct.unpack_from(">I", content, 8)
            offsets = struct.unpack_from(f">{n_faces}I", content, 12)
            return [_face_tables(content, offset) for offset in offsets]
        if content[:4] in _TRUETYPE + _CFF:
            return [_face_tables(content, 0)]
    except struct.error as error:
        raise ValueError(f"{path} is a damaged font file") from error
    raise ValueError(f"{path} is not a TrueType or OpenType font (.ttf, .otf, .ttc)")


def _face_tables(content: bytes, offset: int) -> set[str]:
    (n_tables,) = struct.unpack_from(">H", content, offset + 4)
    records = (offset + 12 + 16 * i for i in range(n_tables))
    return {struct.unpack_from(">4s", content, record)[0].decode("latin-1") for record in records}
