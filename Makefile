# Two commands for a machine with Python 3.11 or later, git and make:
#   make demo   sets up, judges the samples and shows the tables
#   make test   sets up, lints, checks types and runs the tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test docs lint types format clean pythons fuzz

demo: $(VENV)/.demo
	@echo; echo "== One fictional body in three eras: nothing fails by the law of its day (only the register asks who it is) =="; echo
	@$(BIN)/ccgcheck validate --format table sample_constitutions/wharfedale-*.yaml
	@echo; echo "== Five fictional bodies, each with faults in one area =="; echo
	@$(BIN)/ccgcheck validate --format table sample_constitutions/faults || test $$? -eq 1
	@echo; echo "== Real bodies, as far as they were read =="; echo
	@$(BIN)/ccgcheck validate --format table sample_constitutions/real || test $$? -eq 1
	@echo; echo "== What a fictional body did in a year: as it should be, then with two dozen faults =="; echo
	@$(BIN)/ccgcheck validate --format table sample_constitutions/cases/swaledale
	@$(BIN)/ccgcheck validate --format table sample_constitutions/cases/greenholme || test $$? -eq 1
	@echo; echo "== What people explained and decided, as on 31 March 2019 =="; echo
	@$(BIN)/ccgcheck validate --format table --today 2019-03-31 --select COI-3,GOV-323 sample_constitutions/cases/greenholme sample_constitutions/settled || test $$? -eq 1
	@mkdir -p build
	@$(BIN)/ccgcheck validate --today 2019-03-31 --format html=build/report.html sample_constitutions || test $$? -eq 1
	@echo; echo "Every sample in one report to read in a browser: build/report.html"
	@echo; echo "Next: $(BIN)/ccgcheck validate YOUR-CONSTITUTION.yaml, or $(BIN)/ccgcheck --help"

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/ccgcheck test
	$(BIN)/pytest -n auto

# Runs the tests on each version of Python that is promised; name others with PYTHONS="python3.12 /opt/python3.13".
PYTHONS ?= python3.11 python3.12 python3.13
pythons:
	@for python in $(PYTHONS); do \
	  name=$$($$python -c 'import sys; print("build/python-%d.%d" % sys.version_info[:2])') && \
	  $$python -m venv $$name && $$name/bin/python -m pip install --quiet -e '.[dev]' && \
	  echo "== $$name ==" && $$name/bin/python -m pytest -n auto || exit 1; \
	done

# Fuzzes for ten minutes each; needs atheris in a Python named by PYTHON. See fuzz/README.md.
fuzz:
	fuzz/run.sh 600

# Writes docs/reference anew from the rule pack.
docs: $(VENV)/.demo
	$(BIN)/python -m ccgcheck.report.markdown_reference

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "ccgcheck needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
