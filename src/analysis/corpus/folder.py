"""A folder of speeches becomes the table `speeches`."""

from collections import Counter
from pathlib import Path, PurePosixPath

import pandas as pd

from analysis.corpus.decoding import decode_text
from analysis.corpus.faults import CorpusError, Fault
from analysis.corpus.guessing import guess_title, guess_year
from analysis.corpus.metadata import (
    STANDARD_COLUMNS,
    check_dates,
    find_metadata,
    read_metadata,
    undecodable,
)
from analysis.corpus.settings import read_settings

TEXTS_FOLDER = "texts"
_NOT_SPEECHES = ("originals", "gold", "runs")


def read_corpus(folder: Path | str) -> pd.DataFrame:
    r"""Read a folder of speeches.

    The folder holds text files (UTF-8), in itself or in ``texts/``, and usually a table
    ``speeches.csv`` with a row for each of them. The column ``file`` names the text file;
    without it, ``doc_id`` does (``<doc_id>.txt``). All other columns are kept. Columns with
    other names are mapped in ``study.toml``, section ``[columns]``. Without a table, title
    and year are proposed from file name and heading, and marked. Nothing in the folder is
    changed.

    Parameters
    ----------
    folder
        The corpus folder.

    Returns
    -------
    DataFrame
        One row a speech, indexed by ``doc_id`` and ordered by date, then ``doc_id``:

        - ``title``, ``date`` (ISO 8601, at the precision given), ``year`` (Int64, missing
          where nothing tells it), ``speaker``, ``organ``, ``level``, ``place``, ``genre``
          (empty strings where not given), and every other column as text;
        - ``title_from``, ``year_from``: ``"metadata"``, or for a guess ``"heading"`` or
          ``"file name"``, or ``""`` where there is none;
        - ``text``: the speech, with ``\n`` at line ends.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    CorpusError
        With every fault of the corpus at once, each with file, row, value and remedy.
    """
    folder = Path(folder)
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.is_file() else "is not there"
        raise FileNotFoundError(
            f"the corpus folder {folder} {what}; pass a folder that holds speeches as .txt files"
        )
    settings = read_settings(folder)
    texts = _text_files(folder)
    metadata = find_metadata(folder)
    if metadata is None:
        rows, faults = _rows_of_files(texts)
    else:
        rows, faults = read_metadata(metadata, settings.columns)
        if not rows.columns.is_unique:
            raise CorpusError(folder, faults)
        rows, more = _with_files(rows, folder, texts, metadata.name)
        faults += more
    rows = rows.assign(**{name: "" for name in STANDARD_COLUMNS if name not in rows.columns})
    name = "" if metadata is None else metadata.name
    rows, more = check_dates(rows, name)
    faults += more
    rows["text"], more = _read_texts(folder, rows["file"])
    faults += more
    if rows.empty and not faults:
        faults.append(Fault(str(folder), "holds no speech", "put .txt files into it"))
    if faults:
        raise CorpusError(folder, faults)
    return _arranged(_with_guesses(rows))


def _text_files(folder: Path) -> list[str]:
    """List the texts of the folder, as POSIX paths within it."""
    found = []
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts)
        is_text = path.suffix.lower() == ".txt" and file.is_file()
        if is_text and not hidden and path.parts[0] not in _NOT_SPEECHES:
            found.append(path.as_posix())
    return sorted(found)


def _rows_of_files(texts: list[str]) -> tuple[pd.DataFrame, list[Fault]]:
    ids = [_id_of(file) for file in texts]
    counts = Counter(ids)
    faults = [
        Fault(file, "another text has the same id:", "rename one of the files", value=doc_id)
        for file, doc_id in zip(texts, ids, strict=True)
        if counts[doc_id] > 1
    ]
    return pd.DataFrame({"doc_id": ids, "file": texts}, dtype=str), faults


def _id_of(file: str) -> str:
    """Name a document after its file, without ``texts/`` and the ending."""
    return PurePosixPath(file.removeprefix(f"{TEXTS_FOLDER}/")).with_suffix("").as_posix()


def _with_files(
    rows: pd.DataFrame, folder: Path, texts: list[str], metadata: str
) -> tuple[pd.DataFrame, list[Fault]]:
    """Find the text file of each row, and the rows of each text file."""
    if "file" not in rows.columns and "doc_id" not in rows.columns:
        problem = "the table has neither a column file nor doc_id"
        remedy = "add one, or map it in study.toml under [columns]"
        raise CorpusError(folder, [Fault(metadata, problem, remedy, 1)])
    faults: list[Fault] = []
    files: list[str] = []
    present = set(texts)
    column = "file" if "file" in rows.columns else "doc_id"
    for number, named in rows[column].items():
        at = int(str(number))
        file = named if column == "file" or not named else f"{named}.txt"
        file = PurePosixPath(file).as_posix() if named else ""  # without ./
        problem, remedy = "there is no file", "put it there, or delete the row"
        if not named:
            problem, remedy = "the cell is empty", "name the text file"
        elif PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
            problem, remedy = "leads out of the corpus:", "copy the text into the corpus folder"
        elif file in present or f"{TEXTS_FOLDER}/{file}" in present:
            files.append(file if file in present else f"{TEXTS_FOLDER}/{file}")
            continue
        elif _is_file(folder / file):
            problem, remedy = "this is not a .txt file:", "save it as plain text, UTF-8"
        faults.append(Fault(metadata, problem, remedy, at, column, named))
        files.append("")
    rows = rows.assign(file=files)
    is_given = "doc_id" in rows.columns and column == "file"
    if "doc_id" not in rows.columns:
        rows["doc_id"] = [_id_of(file) if file else "" for file in files]
    elif column == "file":
        faults += [
            Fault(
                metadata,
                "the cell is empty",
                "give the speech an id",
                int(str(number)),
                "doc_id",
                doc_id,
            )
            for number, doc_id in rows["doc_id"].items()
            if not doc_id
        ]
    # Of one column made from the other, only what the other does not show already.
    once = rows if is_given else rows[~rows[column].duplicated(keep=False)]
    other = "doc_id" if column == "file" else "file"
    faults += _twice(rows, column, metadata) + _twice(once, other, metadata)
    faults += [
        Fault(file, f"no row of {metadata} names this text", "add a row, or take the file away")
        for file in sorted(present.difference(files))
    ]
    return rows, faults


def _is_file(path: Path) -> bool:
    """Answer no to names that no file can have, such as a speech pasted into the cell."""
    try:
        return path.is_file()
    except OSError:
        return False


def _twice(rows: pd.DataFrame, column: str, metadata: str) -> list[Fault]:
    counts = Counter(rows[column])
    return [
        Fault(
            metadata,
            "stands in several rows:",
            "give each speech its own",
            int(str(number)),
            column,
            value,
        )
        for number, value in rows[column].items()
        if value and counts[value] > 1
    ]


def _read_texts(folder: Path, files: pd.Series) -> tuple[list[str], list[Fault]]:
    texts: list[str] = []
    faults: list[Fault] = []
    for file in files:
        text = ""
        if file:
            content = (folder / file).read_bytes()
            try:
                text = decode_text(content)
                if not text.strip():
                    faults.append(Fault(file, "the text is empty", "fill it, or take it away"))
            except UnicodeDecodeError as error:
                faults.append(undecodable(file, content, error))
        texts.append(text)
    return texts, faults


def _with_guesses(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill empty titles and years, and say in two columns which are guesses."""
    titles, years = [], []
    for title, year, text, file in rows[["title", "year", "text", "file"]].itertuples(index=False):
        stem = PurePosixPath(file).stem
        named = (title, "metadata") if title else guess_title(text, stem)
        titles.append(named)
        years.append((year, "metadata") if pd.notna(year) else guess_year(named[0], text, stem))
    return rows.assign(
        title=[title for title, _ in titles],
        title_from=[source for _, source in titles],
        year=pd.array([year for year, _ in years], dtype="Int64"),
        year_from=[source for _, source in years],
    )


def _arranged(rows: pd.DataFrame) -> pd.DataFrame:
    """Order rows by date and columns by convention, whatever the order of the files."""
    when = rows["date"].where(rows["date"] != "", rows["year"].astype("string").fillna("9999"))
    rows = rows.assign(_when=when).sort_values(["_when", "doc_id"], kind="stable")
    first = [*STANDARD_COLUMNS, "title_from", "year_from", "file"]
    others = [name for name in rows.columns if name not in {*first, "doc_id", "text", "_when"}]
    return rows.set_index("doc_id")[[*first, *others, "text"]]
