# Hasila. `make` alone prints this help.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# The first Python 3.11 outside any virtual environment.
PYTHON ?= $(shell for p in python3.11 python3 python; do $$p -c 'import os, sys; \
	sys.version_info[:2] == (3, 11) or sys.exit(1); print(os.path.realpath(sys.executable))' 2>/dev/null && break; done)
VENV := .venv
STAMP := $(VENV)/.installed
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export DVC_NO_ANALYTICS := 1
export PYTHONHASHSEED := 0
export MPLBACKEND := agg

.PHONY: help repro test lint lock clean bench verify site

help:  ## print this help
	@grep -hE '^[a-z]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "make %-8s %s\n", $$1, $$2}'
	@echo
	@echo "make repro REPORTS=path   runs everything on another folder of .txt reports"

# A missing or stale environment is made from the lock: every package with its hash, none beside it.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 found; install it, or run make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)
	@echo "installing the locked packages into $(VENV) …"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

repro: $(STAMP)  ## set up and run the whole pipeline (REPORTS=path: on another folder)
ifdef REPORTS
	@python -m analysis use "$(REPORTS)"
endif
	@dvc repro

test: $(STAMP)  ## set up and run all tests, notebooks included
	@ruff check .
	@ruff format --check src tests
	@pytest --numprocesses=auto
	@pytest --nbval reports/notebooks

verify: $(STAMP)  ## run HEAD again in a clean clone and compare every output with the record
	@python -m analysis verify

site: $(STAMP)  ## build the pages in reports/site (report, map, notebooks, evidence)
	@dvc repro site

bench: $(STAMP)  ## measure speeds, beside those of other packages
	@python tools/bench.py

lint: $(STAMP)  ## format the code and strip notebook outputs
	@ruff format src tests
	@ruff check --fix .
	@nbstripout notebooks/*.ipynb

lock: $(STAMP)  ## compile requirements.lock and environment.yml from pyproject.toml (needs uv)
	@bash tools/make_lock.sh

clean:  ## remove the environment and what the pipeline wrote to data/processed
	@rm -rf $(VENV) data/processed
