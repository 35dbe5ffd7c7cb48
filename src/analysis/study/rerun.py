"""The whole study again: every notebook on a corpus, every figure, one page."""

import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from analysis.checks import TooFewSpeechesError
from analysis.corpus.faults import CorpusError, Fault
from analysis.corpus.fingerprint import corpus_fingerprint
from analysis.corpus.folder import read_corpus
from analysis.corpus.settings import read_settings
from analysis.paths import project_folder
from analysis.study.page import Outcome, write_page
from analysis.study.replacing import recover_folder, replace_folder

RECORD = "run.json"
_BEING_MADE = ".tifa-run-"
_DAY = 24 * 60 * 60


class NotebookError(RuntimeError):
    """A notebook failed; the message names the cell and the reason."""


def run_study(
    corpus: Path | str,
    *,
    figures: Path | str = "figures",
    notebooks: Path | str | None = None,
    report: Callable[[str], None] = print,
) -> list[Outcome]:
    """Run the notebooks on a corpus and write all figures, tables and their page.

    The folder of figures is replaced at the very end, as a whole: when a notebook fails, or
    the run is killed, the earlier figures are still there. Files in it that no run made
    stay. A notebook for which the corpus is too small stops there, and the page says so.

    Parameters
    ----------
    corpus
        The corpus folder.
    figures
        Where the results go.
    notebooks
        A folder of notebooks, run in the order of their names; the project's own when None.
    report
        Called with a line of text at each step.

    Returns
    -------
    list of Outcome
        One for each notebook.

    Raises
    ------
    CorpusError, FileNotFoundError
        If the corpus cannot be read.
    NotebookError
        If a notebook fails.
    """
    corpus, figures = Path(corpus).resolve(), Path(figures).resolve()
    folder = Path(notebooks) if notebooks else project_folder() / "notebooks"
    sources = sorted(folder.glob("[0-9]*.ipynb"))
    if not sources:
        raise FileNotFoundError(f"no notebooks in {folder}; names begin with a number")
    speeches, settings = read_corpus(corpus), read_settings(corpus)
    _check_place(corpus, figures)
    figures.parent.mkdir(parents=True, exist_ok=True)
    recover_folder(figures)
    _sweep(figures.parent)
    with tempfile.TemporaryDirectory(dir=figures.parent, prefix=_BEING_MADE) as temporary:
        new = Path(temporary) / "figures"
        new.mkdir()
        outcomes = []
        for number, source in enumerate(sources, start=1):
            report(f"[{number}/{len(sources)}] {source.stem}")
            outcomes.append(_run_notebook(source, corpus, new))
            if outcomes[-1].stopped:
                report(f"      stopped: {outcomes[-1].stopped}")
        write_page(new, title=settings.title or corpus.name, speeches=speeches, sections=outcomes)
        _write_record(new, corpus.name, speeches, outcomes)
        replace_folder(figures, new, generated=_generated(figures))
    report(f"wrote {figures / 'index.html'}")
    return outcomes


def _sweep(folder: Path) -> None:
    """Take away what killed runs left; a day is longer than any run that still goes on."""
    for left in folder.glob(f"{_BEING_MADE}*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)


def _check_place(corpus: Path, figures: Path) -> None:
    """Refuse to write into the corpus, which is never changed, or in place of it."""
    if figures == corpus or corpus in figures.parents or figures in corpus.parents:
        fault = Fault(str(figures), "figures cannot be written in or around the corpus",
                      "name another folder with --to")  # fmt: skip
        raise CorpusError(corpus, [fault])
    if figures.exists() and not figures.is_dir():
        raise FileExistsError(f"{figures} is a file; name a folder with --to")


def _run_notebook(source: Path, corpus: Path, figures: Path) -> Outcome:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    parameters = {"corpus": str(corpus), "figures": str(figures)}
    title = _title(source)
    with tempfile.TemporaryDirectory() as temporary:
        try:
            papermill.execute_notebook(
                source,
                Path(temporary) / source.name,
                parameters=parameters,
                kernel_name="python3",
                language="python",
                cwd=temporary,
                progress_bar=False,
                extra_arguments=["--IPKernelApp.log_level=CRITICAL"],  # its note on TCP is noise
            )
        except PapermillExecutionError as error:
            reason = _plain(error.evalue)
            if error.ename == TooFewSpeechesError.__name__:
                return Outcome(source.stem, title, reason)
            raise NotebookError(
                f"{source.name}, cell {_cell_number(source, error)}: {error.ename}: {reason}\n"
                f"  the cell begins: {_first_line(error.source)}"
            ) from None
        except RuntimeError as error:  # the kernel died, or never answered
            raise NotebookError(f"{source.name}: {_plain(str(error))}") from None
    return Outcome(source.stem, title)


def _cell_number(source: Path, error: object) -> int:
    """Count the cell as the notebook shows it, from 1: papermill put one in before it."""
    cells = json.loads(source.read_text(encoding="utf-8"))["cells"]
    # Without a cell of parameters, papermill puts its own before all others.
    put_in = next((n + 1 for n, cell in enumerate(cells) if "parameters" in _tags(cell)), 0)
    index = int(getattr(error, "cell_index", 0))
    return index if index >= put_in else index + 1


def _tags(cell: dict[str, object]) -> list[str]:
    metadata = cell.get("metadata")
    return metadata.get("tags", []) if isinstance(metadata, dict) else []


def _first_line(code: str) -> str:
    return next((line for line in code.splitlines() if line.strip()), "")


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", str(text))


def _title(source: Path) -> str:
    """Read a notebook's heading."""
    for cell in json.loads(source.read_text(encoding="utf-8"))["cells"]:
        for line in "".join(cell["source"]).splitlines():
            if cell["cell_type"] == "markdown" and line.startswith("# "):
                return line.removeprefix("# ").strip()
    return source.stem


def _write_record(
    folder: Path, corpus: str, speeches: pd.DataFrame, outcomes: list[Outcome]
) -> None:
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    record = {
        "corpus": corpus,
        "sha256": corpus_fingerprint(speeches),
        "n_speeches": len(speeches),
        "notebooks": [asdict(outcome) for outcome in outcomes],
        "files": [*files, RECORD],
    }
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / RECORD).write_text(text, encoding="utf-8", newline="\n")


def _generated(figures: Path) -> list[str]:
    """List what the last run wrote, by its own record."""
    try:
        record = json.loads((figures / RECORD).read_text(encoding="utf-8"))
        return [str(name) for name in record["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
