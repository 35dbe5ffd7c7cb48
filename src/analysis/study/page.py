"""One page with every figure and table of a run."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

_ROWS_OF_TABLE = 25
_ROWS_OF_FIGURE = 12
PAGE = "index.html"


@dataclass(frozen=True)
class Outcome:
    """How a notebook ended: a section of the page.

    Attributes
    ----------
    notebook
        Its name; figures whose names begin with the same number belong to it.
    title
        Its heading.
    stopped
        Why it ended early, where the corpus is too small for it; else empty.
    """

    notebook: str
    title: str
    stopped: str = ""


def write_page(
    folder: Path, *, title: str, speeches: pd.DataFrame, sections: list[Outcome]
) -> None:
    """Write ``index.html`` over the figures and tables that lie in a folder.

    Parameters
    ----------
    folder
        Holds what `save_figure` and `save_table` wrote.
    title
        Of the study.
    speeches
        What `read_corpus` returned.
    sections
        The notebooks, in order.
    """
    loader = jinja2.PackageLoader("analysis.study", ".")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    results = _results(folder)
    years = speeches["year"].dropna()
    page = environment.get_template("page.html.jinja").render(
        title=title,
        n_speeches=len(speeches),
        years="–".join(dict.fromkeys([str(years.min()), str(years.max())]))
        if len(years) else "years unknown",
        sections=[
            {"title": section.title, "stopped": section.stopped, "anchor": section.notebook,
             "results": [result for result in results if _belongs(result, section)]}
            for section in sections
        ],
        others=[
            result
            for result in results
            if not any(_belongs(result, section) for section in sections)
        ],
    )  # fmt: skip
    (folder / PAGE).write_text(page + "\n", encoding="utf-8", newline="\n")


def _belongs(result: dict[str, Any], section: Outcome) -> bool:
    return result["name"].split("-")[0] == section.notebook.split("-")[0]


def _results(folder: Path) -> list[dict[str, Any]]:
    records = []
    for file in sorted(folder.glob("*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        if record.get("kind") not in ("figure", "table"):
            continue
        most = _ROWS_OF_FIGURE if record["kind"] == "figure" else _ROWS_OF_TABLE
        with (folder / f"{record['name']}.csv").open(encoding="utf-8-sig", newline="") as table:
            header, *rows = list(csv.reader(table))
        record |= {"header": header, "rows": rows[:most], "n_rows": len(rows)}
        records.append(record)
    return records
