"""The pins, and the files made from them."""

import importlib.util
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _lock_script():
    spec = importlib.util.spec_from_file_location("lock", ROOT / "scripts" / "lock.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_environment_is_in_step_with_the_lock():
    assert _read("environment.yml") == _lock_script().environment(_read("requirements.lock"))


def test_every_dependency_is_pinned():
    project = tomllib.loads(_read("pyproject.toml"))
    names = [re.match(r"[\w.-]+", item)[0] for item in project["project"]["dependencies"]]
    pins = _lock_script().pins(_read("requirements.lock"))
    pinned = [re.match(r"[\w.-]+", pin)[0] for pin in pins]
    assert [name for name in names if name not in pinned] == []


def test_locks_have_hashes_and_name_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = _read(name)
        pins = [line for line in text.splitlines() if re.match(r"[\w.-]+==", line)]
        assert len(pins) > 100
        assert [pin for pin in pins if not pin.endswith("\\")] == []
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_the_two_locks_agree():
    script = _lock_script()
    runtime = script.pins(_read("requirements.lock"))
    development = script.pins(_read("requirements-dev.lock"))
    assert [
        pin
        for pin in runtime
        if pin.split(" ;")[0] not in {pin.split(" ;")[0] for pin in development}
    ] == []
