"""The notebooks as they are committed: clean, short of code, and running without a warning."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def _cells(notebook: Path, kind: str) -> list[dict]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == kind]


def test_there_are_notebooks_and_the_readme_has_a_line_for_each():
    readme = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert len(NOTEBOOKS) >= 4
    assert [notebook.name for notebook in NOTEBOOKS if f"]({notebook.name})" not in readme] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_committed_without_outputs(notebook):
    verify = [sys.executable, "-m", "nbstripout", "--verify", str(notebook)]
    assert subprocess.run(verify, check=False).returncode == 0


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_defines_nothing_and_begins_with_a_question(notebook):
    for cell in _cells(notebook, "code"):
        nodes = ast.walk(ast.parse("".join(cell["source"])))
        forbidden = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
        assert not [node for node in nodes if isinstance(node, forbidden)]
    assert "".join(_cells(notebook, "markdown")[0]["source"]).splitlines()[0].endswith("?")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_has_one_parameter_cell(notebook):
    tags = [cell["metadata"].get("tags", []) for cell in _cells(notebook, "code")]
    assert tags.count(["parameters"]) == 1


@pytest.mark.study
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_top_to_bottom_without_a_warning(notebook, tmp_path):
    # Run as a user would, from notebooks/, but with warnings as errors and nothing on stderr.
    script = "\n\n".join("".join(cell["source"]) for cell in _cells(notebook, "code"))
    script = script.replace('"../figures"', repr(str(tmp_path)))
    environment = {**os.environ, "PYTHONWARNINGS": "error", "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=notebook.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert list(tmp_path.glob("*.pdf"))
