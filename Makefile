# make demo    set up and show: events from a page
# make test    set up and run every test
# make check   what CI runs: test, lint, types, contracts
# make gate    what the coder reaches on the annotated articles, then its floors
# make bench   speed and memory
# make bench-reading   our reader beside others on the fixture pages (PAGES=FOLDER for other pages)
# make constraints    pin the newest versions anew (needs uv)
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-$(shell cat constraints.txt pyproject.toml | cksum | cut -d' ' -f1)
DEMO := fixtures/sites/www.nknews.org/trade-office-turned-down/page.html

.PHONY: help setup demo test check lint types contracts gate bench bench-reading constraints clean

help:
	@sed -n 's/^# make /make /p' Makefile

# Modules of this checkout are compiled each time: the start of the command is measured, and Python may be told not to write
# bytecode on its own.
setup: $(READY)
	@$(BIN)/python -m compileall -q src

$(READY): tools/setup.sh constraints.txt pyproject.toml
	@tools/setup.sh $(VENV)
	@rm -f $(VENV)/.ready-* && touch $@

demo: setup
	$(BIN)/dprk-events extract --pretty --no-text $(DEMO)

test: setup
	$(BIN)/python -m pytest

check: test lint types contracts

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

gate: setup
	$(BIN)/python -m tests.gate.scoring
	$(BIN)/python -m pytest tests/gate

bench: setup
	$(BIN)/python bench/run.py

# The readers to compare with are no part of the pinned set: what is not installed is left out.
bench-reading: setup
	$(BIN)/python bench/reading.py $(PAGES)

constraints:
	printf 'hatchling\neditables\n' | uv pip compile pyproject.toml - --extra test --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command 'make constraints' -o constraints.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
