"""The metadata table: found, read as text, renamed, and every cell checked."""

import csv
import datetime
import io
import re
from pathlib import Path

import pandas as pd

from analysis.checks import near_key, shown
from analysis.corpus.decoding import decode_text, likely_encoding
from analysis.corpus.faults import CorpusError, Fault

STANDARD_COLUMNS = (
    "title", "date", "year", "speaker", "organ", "level", "place", "genre",
)  # fmt: skip
RESERVED_COLUMNS = ("text", "title_from", "year_from")

_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?月?)?年?",
    re.ASCII,  # \d alone takes full-width digits too, and passes them on
)


def find_metadata(folder: Path) -> Path | None:
    """Find the one CSV file that describes the speeches.

    Parameters
    ----------
    folder
        The corpus folder.

    Returns
    -------
    Path or None
        ``speeches.csv``, else ``metadata.csv``, else the only CSV file; None without any.

    Raises
    ------
    CorpusError
        If there are several and none has one of the two names.
    """
    for name in ("speeches.csv", "metadata.csv"):
        if (folder / name).is_file():
            return folder / name
    tables = sorted(folder.glob("*.csv"))
    if len(tables) > 1:
        names = shown(table.name for table in tables)
        fault = Fault(names, "which of these describes the speeches?", "call that one speeches.csv")
        raise CorpusError(folder, [fault])
    return tables[0] if tables else None


def read_metadata(file: Path, columns: dict[str, str]) -> tuple[pd.DataFrame, list[Fault]]:
    """Read the metadata table as text and check its form.

    Parameters
    ----------
    file
        The CSV file, UTF-8 with or without a mark.
    columns
        Our name → the name in the file, from ``study.toml``.

    Returns
    -------
    rows : DataFrame
        All cells as stripped strings, columns renamed, indexed by the row in the file (the
        header is row 1).
    faults : list of Fault
        Rows with too many or too few cells, column names that stand twice or are missing.

    Raises
    ------
    CorpusError
        If the file is not UTF-8 text, or has no header.
    """
    content = file.read_bytes()
    try:
        text = decode_text(content)
    except UnicodeDecodeError as error:
        raise CorpusError(file.parent, [undecodable(file.name, content, error)]) from None
    reader = csv.reader(io.StringIO(text), strict=True)
    faults: list[Fault] = []
    numbers: list[int] = []
    cells: list[list[str]] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        before = reader.line_num
        for row in reader:
            number, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                problem = f"the row has {len(row)} cells, the header {len(header)}"
                faults.append(Fault(file.name, problem, "quote cells that hold a comma", number))
                continue
            numbers.append(number)
            cells.append([cell.strip() for cell in row])
    except csv.Error as error:
        fault = Fault(file.name, f"the table cannot be read ({error})", "mend the quotes",
                      reader.line_num)  # fmt: skip
        raise CorpusError(file.parent, [fault]) from None
    if not header:
        raise CorpusError(file.parent, [Fault(file.name, "is empty", "give it a header row")])
    names, renaming_faults = _renamed(header, columns, file.name)
    rows = pd.DataFrame(cells, columns=names, index=numbers, dtype=str)
    return rows, faults + renaming_faults


def _renamed(
    header: list[str], columns: dict[str, str], file: str
) -> tuple[list[str], list[Fault]]:
    faults = [
        Fault(
            "study.toml",
            f"columns.{ours}: {file} has no column",
            near_key(theirs, header),
            value=theirs,
        )
        for ours, theirs in columns.items()
        if theirs not in header
    ]
    ours_of = {theirs: ours for ours, theirs in columns.items()}
    names = [ours_of.get(name, name) for name in header]
    faults += [
        Fault(file, "this column stands twice:", "rename one of them", 1, value=name)
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    faults += [
        Fault(file, "this column name is kept for the program:", "rename it", 1, value=name)
        for name in names
        if name in RESERVED_COLUMNS
    ]
    faults += [
        Fault(file, "a column has no name", "name it, or delete it", 1)
        for name in names
        if name == ""
    ]
    return names, faults


def undecodable(name: str, content: bytes, error: UnicodeDecodeError) -> Fault:
    """Describe bytes that are not text, with the encoding that they might be in.

    Parameters
    ----------
    name
        The file.
    content
        Its bytes.
    error
        What decoding raised.

    Returns
    -------
    Fault
        With the offset of the first such byte, counted from 0.
    """
    likely = likely_encoding(content)
    hint = f"it reads as {likely}: " if likely else ""
    return Fault(
        name,
        f"byte {error.start} is not {error.encoding.upper()} text:",
        f"{hint}save the file as UTF-8",
        value=error.object[error.start : error.start + 4].hex(" "),
    )


def parse_date(value: str) -> str:
    """Bring a date to ISO 8601, at the precision at which it is given.

    Parameters
    ----------
    value
        ``2024-03-05``, ``2024/3/5``, ``2024年3月5日``, ``2024-03``, ``2024年`` or the like.

    Returns
    -------
    str
        ``2024-03-05``, ``2024-03`` or ``2024``.

    Raises
    ------
    ValueError
        If it is no date, or no day of the calendar.
    """
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError("this is not a date:")
    year, month, day = match["year"], match["month"], match["day"]
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError("there is no such day:") from None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def check_dates(rows: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Fault]]:
    """Check the columns ``date`` and ``year`` and hold them against each other.

    Parameters
    ----------
    rows
        The metadata, cells as strings; both columns must be there.
    file
        Its file, for the messages.

    Returns
    -------
    rows : DataFrame
        A copy with ISO dates and with the year (Int64, missing where neither cell tells).
    faults : list of Fault
        Impossible dates and years, and years that contradict their date.
    """
    faults: list[Fault] = []
    dates: list[str] = []
    years: list[int | None] = []
    for number, row in rows.iterrows():
        at = int(str(number))
        date, year = "", None
        if row["date"]:
            try:
                date = parse_date(row["date"])
                year = int(date[:4])
            except ValueError as error:
                remedy = "write it as 2024-03-05, 2024-03 or 2024"
                faults.append(Fault(file, str(error), remedy, at, "date", row["date"]))
        if row["year"]:
            if not re.fullmatch(r"[12][0-9]{3}", row["year"]):
                remedy = "write four digits, as 2024"
                faults.append(Fault(file, "this is not a year:", remedy, at, "year", row["year"]))
            elif year is not None and int(row["year"]) != year:
                problem = f"the date is {date}, but the year is"
                faults.append(Fault(file, problem, "mend one of the two", at, "year", row["year"]))
            else:
                year = int(row["year"])
        dates.append(date)
        years.append(year)
    return rows.assign(date=dates, year=pd.array(years, dtype="Int64")), faults
