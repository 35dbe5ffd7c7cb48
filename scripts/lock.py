"""Pin the dependencies of pyproject.toml: requirements*.lock, and environment.yml from them.

Run with ``make lock``. It needs uv, which is among the development dependencies.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = [
    sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal",
    "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet",
]  # fmt: skip
HEADER = """\
# Generated from requirements.lock by scripts/lock.py; change pyproject.toml instead.
name: tifa
channels:
  - conda-forge
dependencies:
  - python=3.12
  - pip
  - pip:
"""


def pins(lock: str) -> list[str]:
    """Return the requirements of a lock file without their hashes.

    Parameters
    ----------
    lock
        The content of the file.

    Returns
    -------
    list of str
        Such as ``"appnope==0.1.4 ; sys_platform == 'darwin'"``.
    """
    lines = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    return [line.removesuffix("\\").strip() for line in lines]


def environment(lock: str) -> str:
    """Write environment.yml for conda.

    Parameters
    ----------
    lock
        The content of requirements.lock.

    Returns
    -------
    str
        The content of the file.
    """
    requirements = [*pins(lock), "-e ."]
    return HEADER + "".join(f'      - "{requirement}"\n' for requirement in requirements)


def main() -> None:
    """Compile both locks and write environment.yml."""
    subprocess.run([*COMPILE, "-o", "requirements.lock"], cwd=ROOT, check=True)  # noqa: S603
    dev = ["--group", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock"]
    subprocess.run([*COMPILE, *dev], cwd=ROOT, check=True)  # noqa: S603
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (ROOT / "environment.yml").write_text(environment(lock), encoding="utf-8")


if __name__ == "__main__":
    main()
