"""The command ``tifa``."""

import json
import subprocess
import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Tifa (提法): comparative study of Chinese political discourse.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tifa {version('tifa-study')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Hold the options of the command itself."""


@app.command()
def run(
    corpus: Annotated[
        Path | None, typer.Argument(help="The corpus folder.", show_default="corpus/demo")
    ] = None,
    to: Annotated[Path, typer.Option(help="The folder for figures.")] = Path("figures"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the outcome as one JSON object.")
    ] = False,
) -> None:
    """Run every notebook on a corpus: all figures, all tables, one page."""
    from analysis.study.rerun import run_study

    folder = corpus or _demo()
    outcomes = run_study(folder, figures=to, report=lambda line: typer.echo(line, err=True))
    if as_json:
        notebooks = [
            {"notebook": outcome.notebook, "stopped": outcome.stopped or None}
            for outcome in outcomes
        ]
        page = str(to / "index.html")
        typer.echo(json.dumps({"page": page, "notebooks": notebooks}, ensure_ascii=False))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the notebooks; more options go to JupyterLab."""
    from analysis.paths import project_folder

    # Rooted above notebooks/, so that corpora and figures can be opened beside them.
    places = [
        f"--ServerApp.root_dir={project_folder()}",
        "--LabApp.default_url=/lab/tree/notebooks",
    ]
    command = [sys.executable, "-m", "jupyterlab", *places, *context.args]
    raise typer.Exit(subprocess.call(command))  # noqa: S603 - our own words only


def _demo() -> Path:
    from analysis.paths import project_folder

    here = Path("corpus/demo")
    return here if here.is_dir() else project_folder() / "corpus" / "demo"


def main() -> None:
    """Run the command; a refused input is a message and exit code 1, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        typer.echo(f"tifa: {error}", err=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
