"""The faults of a corpus, collected so that one reading names them all."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it stands, and what to do about it.

    Attributes
    ----------
    file
        The file in which it stands.
    problem
        What is wrong.
    remedy
        What to do.
    row
        The line of a table, counted as a spreadsheet counts (the header is row 1).
    column, value
        The cell, where there is one.
    """

    file: str
    problem: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        value = "" if self.value is None else f" {self.value!r}"
        return f"{place}: {self.problem}{value}; {self.remedy}"


class CorpusError(ValueError):
    """A corpus or its settings cannot be used as they are.

    Parameters
    ----------
    folder
        The corpus folder (or the file) that was read.
    faults
        Everything that was found wrong.

    Attributes
    ----------
    faults : tuple of Fault
        The same, for programs.
    """

    def __init__(self, folder: Path | str, faults: list[Fault]) -> None:
        self.folder = str(folder)
        self.faults = tuple(faults)
        number = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = [f"{self.folder} has {number}:", *(f"  {fault}" for fault in faults)]
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type["CorpusError"], tuple[str, list[Fault]]]:
        return type(self), (self.folder, list(self.faults))
