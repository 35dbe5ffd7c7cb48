"""The house holds: who may import whom, and how public names are made."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "analysis"

# What each wing may import, by the storeys of docs and design.
ROOMS = {"paths", "checks"}
GROUND = {"corpus", "text"}
UPPER = {"paper", "provenance", "statistics"}
MAY_IMPORT = {
    "paths": set(),
    "checks": set(),
    "corpus": ROOMS,
    "text": ROOMS,
    "paper": ROOMS | GROUND,
    "provenance": ROOMS | GROUND,
    "statistics": ROOMS | GROUND,
    "study": ROOMS | GROUND | UPPER,
    "cli": ROOMS | GROUND | UPPER | {"study"},
}

VERBS = {"assign", "count", "plot", "read", "run", "save", "split", "tokenize", "use", "weight"}

# Statistics are named by nouns of the field; a new one is written down here.
NOUNS = {
    "clustering", "compared_groups", "corpus_fingerprint", "coverage", "distinctive_features",
    "keyness", "kwic", "leaf_order",
    "similarity", "term_changes", "term_trends", "top_features", "topic_model",
    "topic_passages", "topic_shares", "topic_terms",
}  # fmt: skip

FILES = sorted(file for file in SOURCE.rglob("*.py") if file != SOURCE / "__init__.py")


def wing_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_wings(file: Path) -> set[tuple[int, str]]:
    """List the wings that a file imports, with the line, relative imports resolved."""
    package = ["analysis", *file.relative_to(SOURCE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            modules = [f"{base}.{name.name}" for name in node.names]
        else:
            continue
        for module in modules:
            parts = module.split(".")
            if parts[0] == "analysis":
                found.add((node.lineno, parts[1] if len(parts) > 1 else ""))
    return found


# --- wings


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_wing_imports_only_from_below(file):
    wing = wing_of(file)
    allowed = MAY_IMPORT[wing] | {wing}
    wrong = [(line, name) for line, name in imported_wings(file) if name not in allowed]
    assert not wrong, f"{wing} may import {sorted(allowed)}"


def test_every_wing_has_its_storey():
    assert {wing_of(file) for file in FILES} <= set(MAY_IMPORT)


def test_wings_of_one_storey_do_not_import_each_other():
    for storey in (ROOMS, GROUND, UPPER):
        for wing in storey:
            assert not MAY_IMPORT[wing] & storey


@pytest.mark.parametrize("folder", sorted(SOURCE.rglob("__init__.py")), ids=str)
def test_the_wings_own_init_is_empty(folder):
    if folder.parent != SOURCE:
        assert folder.read_text(encoding="utf-8") == ""


def test_import_analysis_is_light():
    program = "import sys, analysis; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    heavy = {"pandas", "numpy", "matplotlib", "scipy", "sklearn", "jieba", "seaborn", "pydantic"}
    assert not heavy & set(done.stdout.split())


# --- public names


def public_names() -> dict[str, tuple[str, str]]:
    """Read from the stub: our name → its wing and its module."""
    tree = ast.parse((SOURCE / "__init__.pyi").read_text(encoding="utf-8"))
    names = {}
    for node in tree.body:
        assert isinstance(node, ast.ImportFrom)
        assert node.level == 1
        assert node.module is not None
        for name in node.names:
            assert name.asname == name.name, "a public name is written `x as x`"
            names[name.name] = (node.module.split(".")[0], node.module)
    return names


def definition(name: str) -> ast.FunctionDef | ast.ClassDef:
    file = SOURCE / (PUBLIC[name][1].replace(".", "/") + ".py")
    assert file.is_file(), f"{name} is named in __init__.pyi, but {file.name} is not written"
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node
    raise AssertionError(f"{file} does not define {name}")


PUBLIC = public_names()
FUNCTIONS = sorted(name for name in PUBLIC if name.islower())
CLASSES = sorted(set(PUBLIC) - set(FUNCTIONS))


@pytest.mark.parametrize("name", PUBLIC)
def test_public_names_can_be_imported(name):
    import analysis

    assert name in dir(analysis)
    assert getattr(analysis, name).__module__ == f"analysis.{PUBLIC[name][1]}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_verbs_or_nouns_of_the_field(name):
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name)
    assert name in NOUNS or name.split("_")[0] in VERBS
    assert PUBLIC[name][0] == "paper" or not name.startswith(("plot_", "save_"))
    assert PUBLIC[name][0] != "statistics" or name in NOUNS or name.startswith(("count", "weight"))


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name.startswith("plot_")])
def test_a_plot_draws_the_result_of_the_same_name(name):
    noun = name.removeprefix("plot_")
    panels = noun.removesuffix("_panels")
    assert noun in PUBLIC or (panels != noun and {panels, f"{panels}s"} & set(PUBLIC))


@pytest.mark.parametrize("name", CLASSES)
def test_classes_are_in_capitals_and_say_what_they_hold(name):
    assert re.fullmatch(r"([A-Z][a-z0-9]*)+", name)
    assert ast.get_docstring(definition(name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_at_most_three_positional_parameters(name):
    node = definition(name)
    assert isinstance(node, ast.FunctionDef)
    assert len(node.args.posonlyargs) + len(node.args.args) <= 3
    assert node.args.vararg is None or not node.name.startswith("plot_")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_everything_is_annotated(name):
    node = definition(name)
    assert isinstance(node, ast.FunctionDef)
    assert node.returns is not None
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
    assert [argument.arg for argument in every if argument.annotation is None] == []


# --- docstrings


def sections(docstring: str) -> dict[str, str]:
    parts = re.split(r"^([A-Z][A-Za-z ]+)\n-{3,}$", inspect.cleandoc(docstring), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def raises_itself(node: ast.FunctionDef) -> bool:
    """Tell whether the body raises, functions within it left out."""
    rest: list[ast.AST] = list(node.body)
    while rest:
        part = rest.pop()
        if isinstance(part, ast.Raise):
            return True
        if not isinstance(part, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            rest.extend(ast.iter_child_nodes(part))
    return False


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_have_numpydoc_sections(name):
    node = definition(name)
    assert isinstance(node, ast.FunctionDef)
    docstring = ast.get_docstring(node)
    assert docstring
    assert docstring.splitlines()[0].endswith(".")
    found = sections(docstring)
    arguments = node.args
    names = [a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
    if names:
        entries = re.findall(r"^\*{0,2}(\w.*)$", found["Parameters"], flags=re.M)
        documented = [name.strip("* ") for entry in entries
                      for name in entry.split(":")[0].split(",")]  # fmt: skip
        assert [name for name in documented if name in names] == names
        assert set(documented) - set(names) <= {
            extra.arg for extra in (arguments.vararg, arguments.kwarg) if extra
        }
    returns_nothing = isinstance(node.returns, ast.Constant) and node.returns.value is None
    assert returns_nothing or {"Returns", "Yields"} & set(found)
    assert not raises_itself(node) or "Raises" in found
    order = ["Parameters", "Attributes", "Returns", "Yields", "Raises", "Warns", "See Also",
             "Notes", "References", "Examples"]  # fmt: skip
    assert list(found) == [section for section in order if section in found]


STATISTICS_FILES = [file for file in FILES if wing_of(file) in {"statistics", "provenance"}]


@pytest.mark.parametrize("file", STATISTICS_FILES, ids=lambda file: file.name)
def test_statistics_never_draw(file):
    modules = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module.split(".")[0])
    assert not modules & {"matplotlib", "seaborn", "zhplot"}
