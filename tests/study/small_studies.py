"""Corpora and notebooks of a few lines."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = 'corpus = ""\nfigures = ""'
SAVE = """
import json
from pathlib import Path
def save(name, caption="What it shows.", **more):
    files = [f"{name}.csv", f"{name}.json"]
    record = {"name": name, "kind": "table", "caption": caption, "files": files}
    Path(figures, f"{name}.csv").write_text("term,n\\n改革,2\\n", encoding="utf-8-sig")
    Path(figures, f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
"""


def write_corpus(folder, texts=("改革开放。", "发展经济。")):
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{2001 + number}年讲话.txt").write_text(text, encoding="utf-8")
    return folder


def write_notebook(folder, name, *cells, title="A study", tagged=True):
    """Write a heading, the parameters, and code cells: the first given is cell 3."""
    folder.mkdir(exist_ok=True)
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"] if tagged else []})
    book = new_notebook(
        cells=[new_markdown_cell(f"Intro.\n# {title}"), parameters, *map(new_code_cell, cells)]
    )
    nbformat.write(book, folder / name)


def contents(folder):
    """Read every file of a folder, hidden ones too."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
