"""Texts of the data, made to fit on a figure."""

import math
import re
import unicodedata
from collections.abc import Iterable

_LATIN = re.compile(r"[!-~]{2}")
_WORD_AT_END = re.compile(r"[!-~]+$")


def tick_texts(values: Iterable[object], *, columns: int) -> list[str]:
    """Make labels of data: in one line, shortened in the middle, never taken for mathtext.

    The end is kept because that is where titles carry their year. Labels that would become
    alike are shortened less.

    Parameters
    ----------
    values
        Names of documents, features, groups.
    columns
        Wanted width, in half-width columns.

    Returns
    -------
    list of str
        Texts with ``$`` escaped.
    """
    lines = [" ".join(str(value).split()) for value in values]
    longest = max(map(display_width, lines), default=0)
    shortened = lines
    for width in range(columns, longest + 8, 8):
        shortened = [_shorten(line, width) for line in lines]
        if len(set(shortened)) == len(set(lines)):
            break
    return [escape(line) for line in shortened]


def wrap(text: str, *, columns: int, most: int = 99) -> str:
    """Break a text into lines: anywhere between Han characters, never inside a Latin word.

    A space in the second half of a line is preferred, because it parts the words of a topic.

    Parameters
    ----------
    text
        One line.
    columns
        Width of a line, in half-width columns.
    most
        How many lines; the last one is shortened.

    Returns
    -------
    str
        Lines joined by line feeds.
    """
    lines: list[str] = []
    rest = text
    columns = max(columns, 2)  # one Han character
    while display_width(rest) > columns and len(lines) < most - 1:
        line = _take(rest, columns)
        space = line.rfind(" ")
        if rest[len(line)] != " " and display_width(line[:space]) >= 0.4 * columns and space > 0:
            line = line[:space]
        elif _LATIN.fullmatch(line[-1] + rest[len(line)]):
            line = _WORD_AT_END.sub("", line) or line
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    lines.append(rest if len(lines) < most - 1 else _shorten(rest, columns))
    return "\n".join(lines)


def wrap_evenly(text: str, *, columns: int) -> str:
    """Break a text into as few lines as `wrap` does, about equally long.

    Parameters
    ----------
    text
        One line.
    columns
        Greatest width of a line, in half-width columns.

    Returns
    -------
    str
        Lines joined by line feeds.
    """
    best = wrap(text, columns=columns)
    for narrower in range(columns - 1, 1, -1):
        attempt = wrap(text, columns=narrower)
        if attempt.count("\n") > best.count("\n"):
            break
        best = attempt
    return best


def escape(text: str) -> str:
    """Keep a dollar sign in the data from starting a formula.

    Parameters
    ----------
    text
        A text from the data.

    Returns
    -------
    str
        The text as matplotlib shows it literally.
    """
    return text.replace("$", r"\$")


def display_width(text: str) -> int:
    """Measure a text in half-width columns.

    Parameters
    ----------
    text
        One line.

    Returns
    -------
    int
        A Han character counts two, a Latin letter one.
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _shorten(line: str, columns: int) -> str:
    if display_width(line) <= columns:
        return line
    room = max(columns - 2, 4)
    head = _take(line, math.ceil(room * 0.6))
    tail = _take(line[::-1], room - display_width(head))[::-1]
    return f"{head}…{tail}"


def _take(line: str, columns: int) -> str:
    used = 0
    for place, character in enumerate(line):
        used += display_width(character)
        if used > columns:
            return line[:place]
    return line
