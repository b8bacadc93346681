# The two to know: `make demo` and `make test`. Both do all set-up, in .venv, and both may be run again.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
# Tests wait for servers, browsers and databases: one worker more than there are processors fills those waits.
JOBS ?= $(shell expr $$(nproc) + 1)
export NO_MKDOCS_2_WARNING := 1
# Tests start programs by the hundred: what they read is compiled once, even where the shell asks Python not to keep it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-long lint types contract unit docs docs-serve screenshots bench lock format mutants wheel clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/run.stamp  ## close a real pooled fund, write each partner's statement to out/, and open its pages
	$(BIN)/cronfa demo

test: .venv/dev.stamp tools-of-debian  ## everything that must hold before a change is accepted
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint types contract docs
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not long" --ignore=tests/web
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not long" tests/web  # another Django, with people and pages

test-long: .venv/dev.stamp tools-of-debian  ## the long versions: more examples, more histories, more killed processes
	CRONFA_LONG=1 $(BIN)/pytest -n $(JOBS) --dist worksteal --ignore=tests/web
	CRONFA_LONG=1 $(BIN)/pytest -n $(JOBS) --dist worksteal tests/web

lint: .venv/dev.stamp
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/bandit -q -c pyproject.toml -r src -lll

types: .venv/dev.stamp
	$(BIN)/mypy

contract: .venv/dev.stamp
	$(BIN)/lint-imports --no-cache

docs: .venv/dev.stamp  ## the manual, built strictly into site/
	$(BIN)/mkdocs build --strict --quiet

docs-serve: .venv/dev.stamp  ## the manual on http://127.0.0.1:8000 while it is written
	$(BIN)/mkdocs serve

screenshots: .venv/dev.stamp tools-of-debian  ## a picture of every page, in both languages and at two widths, under docs/pages/
	nice $(BIN)/python tools/screenshots.py

bench: .venv/dev.stamp .venv-bench/stamp  ## measure against peers and write docs/reference/performance.md
	$(BIN)/python -m benchmarks

mutants: .venv/dev.stamp  ## do the tests notice broken code? money, ledger and settlement, mutant by mutant
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements/mutants.txt
	$(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut export-cicd-stats && cat mutants/mutmut-cicd-stats.json

format: .venv/dev.stamp  ## put the code in the house's layout
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

lock: .venv/dev.stamp  ## renew the locks in requirements/ after pyproject.toml changed
	tools/lock

wheel: .venv/run.stamp  ## the installable wheel, with the example inside, in dist/
	$(BIN)/python -m pip wheel -qq --no-build-isolation --no-deps --no-index --wheel-dir dist .

clean:  ## remove what can be made again
	rm -rf .venv .venv-bench out site dist build mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: tools-of-debian
tools-of-debian:
	@tools/need hledger=hledger ledger=ledger pdftotext=poppler-utils chromium=chromium

.venv/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml tools/environment
	@tools/environment run
	@touch $@

.venv/dev.stamp: requirements/dev.txt requirements/build.txt pyproject.toml tools/environment
	@tools/environment dev
	@touch .venv/run.stamp $@

.venv-bench/stamp: requirements/bench.txt
	@$(BIN)/python -m venv .venv-bench
	@.venv-bench/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements/bench.txt
	@touch $@
