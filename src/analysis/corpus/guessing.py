"""Title and year of a speech that comes without metadata: proposals, marked as such."""

import re

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_NUMERAL_YEAR = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LONGEST_TITLE = 60
_LINES_OF_HEADING = 5


def guess_title(text: str, stem: str) -> tuple[str, str]:
    """Propose the title of a speech.

    Parameters
    ----------
    text
        The speech.
    stem
        The file's name without its ending.

    Returns
    -------
    title : str
        The first short line among the first lines, else `stem`. A line that ends like a
        sentence or an address (同志们：) is no title.
    source : {"heading", "file name"}
        Where it is from.
    """
    for line in _heading(text):
        if len(line) <= _LONGEST_TITLE and not line.endswith(("：", "。", "！", "；", ":")):
            return line, "heading"
    return stem, "file name"


def guess_year(title: str, text: str, stem: str) -> tuple[int | None, str]:
    """Propose the year of a speech.

    Parameters
    ----------
    title
        Its title.
    text
        The speech.
    stem
        The file's name without its ending.

    Returns
    -------
    year : int or None
        The one year named in the file's name, else the first in the title, else the first
        in the lines under it; None when there is none.
    source : {"file name", "heading", ""}
        Where it is from.
    """
    in_name = set(_YEAR.findall(stem))
    if len(in_name) == 1:
        return int(in_name.pop()), "file name"
    for line in [title, *_heading(text)]:
        if found := _YEAR.search(line) or _NUMERAL_YEAR.search(line):
            return int(found[1].translate(_NUMERALS)), "heading"
    return None, ""


def _heading(text: str) -> list[str]:
    """Return the first short lines: a long one is already the speech."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line for line in lines[:_LINES_OF_HEADING] if len(line) <= _LONGEST_TITLE]
