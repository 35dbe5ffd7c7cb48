"""JupyterLab in a real browser: every notebook opens, and Run All works."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def chromium():
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("TIFA_REQUIRE_BROWSER"):
            pytest.fail("chromium is not installed, and TIFA_REQUIRE_BROWSER is set")
        pytest.skip("chromium is not installed")
    return found


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a copy of the project's notebooks and demo corpus."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    shutil.copytree(ROOT / "corpus", home / "corpus")
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (home / "config" / "labconfig").mkdir(parents=True)
    (home / "config" / "labconfig" / "page_config.json").write_text(json.dumps(off))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
        "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={home}",
        "--ServerApp.ip=127.0.0.1",
    ]  # fmt: skip
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(home / "config")}
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=home)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api", home / "server.log")
        yield address, home
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address, log):
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(log.read_text())


@pytest.fixture(scope="module")
def page(chromium, lab):
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser.new_page(viewport={"width": 1400, "height": 1000})
        browser.close()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_works(page, lab, name):
    address, home = lab
    page.goto(f"{address}/lab/tree/notebooks/{name}?reset", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.wait_for_selector("#jp-bottom-panel >> text=/Python 3.*Idle/", timeout=90_000)
    page.click("#jp-MainMenu >> text=Run")
    page.click("li[data-command='runmenu:run-all']")
    file = home / "notebooks" / name
    codes = _run_and_save(page, file)
    outputs = [output for cell in codes for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] in ("error", "stream")] == []
    assert [cell["source"] for cell in codes if not cell["execution_count"]] == []
    images = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(images) >= 2
    number = re.match(r"\d+", name)[0]
    assert len(list((home / "figures").glob(f"{number}-*.pdf"))) == len(images)
    if target := os.environ.get("TIFA_SCREENSHOTS"):
        page.locator(".jp-OutputArea-output img").first.scroll_into_view_if_needed()
        time.sleep(2)  # JupyterLab draws what has come into view a little later
        page.screenshot(path=Path(target) / f"{Path(name).stem}.png")


def _run_and_save(page, file):
    """Save until every code cell has run: what is not saved is not known."""
    for _ in range(150):
        page.keyboard.press("Control+s")
        time.sleep(1)
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        codes = [cell for cell in cells if cell["cell_type"] == "code"]
        kinds = [output["output_type"] for cell in codes for output in cell["outputs"]]
        if "error" in kinds or all(cell["execution_count"] for cell in codes):
            return codes
    pytest.fail(f"{file.name} did not finish")
