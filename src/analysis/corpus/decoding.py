"""Bytes to text, without a guess and without a replacement character."""

import codecs

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(content: bytes) -> str:
    r"""Decode a text file that is UTF-8, or that names its encoding by a byte order mark.

    Parameters
    ----------
    content
        The bytes of the file.

    Returns
    -------
    str
        The text with ``\n`` at line ends and without the mark.

    Raises
    ------
    UnicodeDecodeError
        If the bytes are not text in that encoding; nothing is replaced.
    """
    mark, encoding = b"", "utf-8"
    for each, named in BYTE_ORDER_MARKS:
        if content.startswith(each):
            mark, encoding = each, named
            break
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        # Offsets are of the file: the mark counts.
        start, end = error.start + len(mark), error.end + len(mark)
        raise UnicodeDecodeError(encoding, content, start, end, error.reason) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def likely_encoding(content: bytes) -> str | None:
    """Name an encoding that fits bytes which are not UTF-8, as a hint for a message.

    Parameters
    ----------
    content
        The bytes of the file.

    Returns
    -------
    str or None
        ``"GB18030"`` or ``"Big5"`` when the bytes decode strictly and most of what they
        give is common Chinese characters; None when neither does.
    """
    for codec, name in (("gb18030", "GB18030"), ("big5hkscs", "Big5")):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        # The most frequent characters of any Chinese prose, in both scripts.
        frequent = sum(text.count(character) for character in "的一是在和人国國中大会會")
        if frequent > 0.02 * len(text):
            return name
    return None
