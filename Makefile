# Two commands do everything: `make study` and `make test`. Python 3.11 or newer is all they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: study test lab lint bench lock clean

study: .venv/study.stamp  ## install, then run the whole study on the demo corpus
	$(BIN)/tifa run

test: .venv/dev.stamp  ## install, then pass the tests
	$(BIN)/python -m pytest

lab: .venv/study.stamp  ## JupyterLab on the notebooks
	$(BIN)/tifa lab

lint: .venv/dev.stamp  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check src

bench: .venv/dev.stamp  ## speed, side by side with peers
	$(BIN)/python -m benchmarks

lock: .venv/dev.stamp  ## pin the dependencies of pyproject.toml
	$(BIN)/python scripts/lock.py

clean:  ## remove the installation and the caches, not the figures
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tifa needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/study.stamp: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/dev.stamp: .venv/study.stamp requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
