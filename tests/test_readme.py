"""What the READMEs print runs as printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ["README.md", "README.zh-CN.md"]


@pytest.mark.study
@pytest.mark.parametrize("name", READMES)
def test_python_blocks_run_one_after_another(name, tmp_path):
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    script = "\n".join(blocks).replace('"figures"', repr(str(tmp_path)))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=ROOT,
        env={**os.environ, "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    made_by_a_run = "figures/index.html"
    assert targets
    assert [
        target for target in targets if target != made_by_a_run and not (ROOT / target).exists()
    ] == []


@pytest.mark.parametrize("name", READMES)
def test_names_the_commands_of_the_makefile(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"make ([a-z]+)", text))
    assert {"study", "test"} <= named <= set(targets)
