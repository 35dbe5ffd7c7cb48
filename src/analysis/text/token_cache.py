"""Segmented texts kept between runs, by content."""

import contextlib
import hashlib
import sqlite3
import warnings
import zlib
from collections.abc import Generator
from pathlib import Path

import numpy as np

_FORMAT = "1"


def text_key(engine: str, text: str, spans: list[tuple[int, int]]) -> bytes:
    """Name a segmented text after all that its words depend on.

    Parameters
    ----------
    engine
        The segmenter and its version.
    text
        The text.
    spans
        The terms kept whole in it. Terms that do not occur in the text have no part in its
        name: adding one to the study leaves the text's entry valid.

    Returns
    -------
    bytes
        SHA-256.
    """
    digest = hashlib.sha256(f"{_FORMAT}|{engine}|{spans}|".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()


class TokenCache:
    """Word lengths by text key, in one SQLite file that several runs may share.

    Each text is committed by itself, so that a killed run loses none that is done.

    Parameters
    ----------
    file
        The database; None keeps nothing.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._connection = _connect(file) if file else None

    def get(self, key: bytes) -> np.ndarray | None:
        """Return the word lengths of a text.

        Parameters
        ----------
        key
            What `text_key` returned.

        Returns
        -------
        ndarray of int64 or None
            None when the text is not here.
        """
        if self._connection is None:
            return None
        query = "SELECT width, lengths FROM texts WHERE key = ?"
        try:
            row = self._connection.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            self._go_on_after(error)
            return None
        if row is None:
            return None
        try:
            return np.frombuffer(zlib.decompress(row[1]), dtype=f"<u{row[0]}").astype(np.int64)
        except (zlib.error, TypeError, ValueError):
            return None  # a damaged entry: the text is segmented anew, and put again

    def put(self, key: bytes, lengths: list[int]) -> None:
        """Keep the word lengths of a text.

        Parameters
        ----------
        key
            What `text_key` returned.
        lengths
            Characters per word.
        """
        if self._connection is None:
            return
        width = 1 if max(lengths, default=0) < 256 else 4
        packed = zlib.compress(np.asarray(lengths, dtype=f"<u{width}").tobytes())
        query = "INSERT OR REPLACE INTO texts VALUES (?, ?, ?)"
        try:
            self._connection.execute(query, (key, width, packed))
        except sqlite3.Error as error:
            self._go_on_after(error)

    def _go_on_after(self, error: sqlite3.Error) -> None:
        """Begin a new file where this one is damaged; do without where it cannot be used."""
        self.close()
        try:
            if _is_damage(error) and self._file is not None:
                _remove(self._file)
                self._connection = _opened(self._file)
                return
        except (sqlite3.Error, OSError):
            pass
        warnings.warn(f"segmenting without the cache {self._file}: {error}", stacklevel=5)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@contextlib.contextmanager
def open_cache(file: Path | None) -> Generator[TokenCache]:
    """Open the cache, and go on without it where it cannot be had.

    Parameters
    ----------
    file
        The database; None keeps nothing.

    Yields
    ------
    TokenCache
        Closed at the end.
    """
    try:
        cache = TokenCache(file)
    except (sqlite3.Error, OSError) as error:
        warnings.warn(f"segmenting without the cache {file}: {error}", stacklevel=3)
        cache = TokenCache(None)
    try:
        yield cache
    finally:
        cache.close()


def _connect(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(file)
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        _remove(file)
        return _opened(file)


def _is_damage(error: sqlite3.Error) -> bool:
    """Tell a file that is no sound database from one that is locked, read-only or full."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _remove(file: Path) -> None:
    """Delete the database with its log, which must not be played into the next one."""
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, width INTEGER, lengths BLOB)"
            " WITHOUT ROWID"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection
