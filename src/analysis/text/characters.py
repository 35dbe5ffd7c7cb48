"""Chinese characters: what they are and how many a text has."""

import numpy as np

# Script=Han of Unicode 16, without radicals (which are symbols) and punctuation.
_HAN = (
    (0x3007, 0x3007),  # 〇
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAD9),
    (0x20000, 0x323AF),
)


def is_han(text: str) -> np.ndarray:
    """Tell which characters of a text are Chinese characters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    ndarray of bool, shape (len(text),)
        True where the character is of the script Han.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    found = np.zeros(len(points), dtype=bool)
    for first, last in _HAN:
        found |= (points >= first) & (points <= last)
    return found


def count_characters(text: str) -> int:
    """Count the Chinese characters of a text: the denominator of every rate.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    int
        Han characters; punctuation, digits, Latin letters and spaces do not count.
    """
    return int(is_han(text).sum())
