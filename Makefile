# The commands of the house; `make` alone lists them.
# PYTHON=python3.12 chooses the interpreter of a new .venv; otherwise the first 3.11+ is taken.

.DEFAULT_GOAL := help
.PHONY: help setup run demo test quick e2e newest faults fuzz check fix map bench sbom browser services lake

VENV := .venv
PY   := $(VENV)/bin/python
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; \
	done)
PIP  := $(PY) -m pip install --quiet --disable-pip-version-check --no-input

# Reports carry Vietnamese names, and a bare machine speaks ASCII.
export PYTHONUTF8 := 1
# Served from a terminal, the log is text for people; elsewhere each event is a line of JSON.
run demo: export DASHBOARD_LOG ?= text

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /make \1	/p' Makefile

run: $(VENV)/run.stamp ## the dashboard on http://127.0.0.1:8501, with a demonstration if there is no data
	@test -n "$$DASHBOARD_STORE$$DASHBOARD_WAREHOUSE" || $(PY) -m etl demo --if-absent
	@exec $(PY) -m streamlit run dashboard.py

demo: export DASHBOARD_STORE := store/demonstration
demo: $(VENV)/run.stamp ## the dashboard with the demonstration, even where real reports are loaded
	@$(PY) -m etl demo --if-absent
	@exec $(PY) -m streamlit run dashboard.py

test: setup browser services ## every test, with coverage
	@$(PY) -m pytest -n 2 -m "not e2e and not scale and not faults" --cov --cov-report=term
	@$(PY) -m pytest -n 2 -m "e2e or scale or faults"

quick: setup ## the fast tests: no browser, no million rows, no kills, no lake
	@$(PY) -m pytest -q -n 2 -m "not e2e and not scale and not faults and not lake"

lake: setup services ## the tests on DuckLake, with a PostgreSQL and an S3 of their own
	@$(PY) -m pytest -n 2 -m lake

e2e: setup browser ## the tests in a real browser
	@$(PY) -m pytest -n 2 -m e2e

newest: setup $(VENV)/duckdb-2 ## the tests of the warehouse on the newest DuckDB 2
	@PYTHONPATH=$(VENV)/duckdb-2 $(PY) -m pytest -q -n 2 -m "not scale and not faults and not lake" \
		tests/data tests/etl/targets $(wildcard tests/etl/test_[klmu]*.py)

faults: setup ## kill, fill and damage the store hundreds of times; into docs/reliability.md
	@$(PY) -m tests.faults

check: setup ## format, lint, types, imports, map; changes nothing
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) docs/map.py --check
	@$(PY) -m bandit -q -c pyproject.toml -r data etl pages access dashboard.py
	@git ls-files -z | xargs -0 $(VENV)/bin/detect-secrets-hook \
		--exclude-files tests/etl/read/test_encodings.py

fix: setup ## format, mend what can be mended, redraw the map
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@$(PY) docs/map.py

map: setup ## write the list of modules into docs/architecture.md
	@$(PY) docs/map.py

bench: setup browser services .venv-bench/stamp ## how fast loading, asking, checking and a page are, beside others
	@$(PY) -m bench
	@$(PY) -m tests.faults.lake

fuzz: setup ## five minutes of any bytes at the reader; needs `pip install atheris==3.0.0`
	@DASHBOARD_STORE=/dev/null/store $(PY) -m tests.fuzz 300

sbom: setup ## the software bill of materials (CycloneDX) of every package held
	@grep -hv '^-' requirements-lake.txt requirements.txt constraints.txt | sort -u | \
		$(PY) -m cyclonedx_py requirements --output-reproducible -o sbom.json -

setup: $(VENV)/dev.stamp ## the environment of a developer

browser: setup
	@$(PY) tests/e2e/browser.py
	@$(PY) -m tests.e2e.nginx

services: setup
	@$(PY) tests/lake/services.py

# A stamp is younger than the requirements it was made from, or they are installed again.
$(VENV)/dev.stamp: requirements-dev.txt requirements-lake.txt $(VENV)/run.stamp
	@echo "Installing the packages for checks and tests ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Beside the environment: the pages and the lake keep the release that is pinned for them.
$(VENV)/duckdb-2: Makefile | $(VENV)/run.stamp
	@$(PIP) --upgrade --no-deps --target $@ duckdb==2.0.1
	@touch $@

$(VENV)/run.stamp: requirements.txt constraints.txt | $(PY)
	@echo "Installing the packages (a minute or two, once) ..."
	@$(PIP) -r requirements.txt
	@touch $@

# What is measured beside us stays away from the program and its tests.
.venv-bench/stamp: requirements-bench.txt constraints.txt | $(PY)
	@echo "Installing the libraries to measure beside (800 MB) ..."
	@sh .ci/venv "$(PYTHON)" .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
		-r requirements-bench.txt
	@touch $@

$(PY):
	@sh .ci/venv "$(PYTHON)" $(VENV)
