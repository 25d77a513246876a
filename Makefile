# Two commands: `make demo` sets everything up and opens the board; `make test` sets everything up and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Else every worker of the tests, and every command that they start, would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
# Tests of screens wait more than they work, so that two of them keep a core busy.
WORKERS = $(shell $(PYTHON) -c "import os; print(2 * (os.cpu_count() or 1))")

.PHONY: demo test coverage mutants soak opened lint types contracts installed check bench growth pictures schema golden lock licences wheel audit fuzz clean

demo: $(VENV)/.runs
	$(BIN)/tracker demo

test: $(VENV)/.tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# What reports and the board look like to other programs: needs chromium, node with npm, poppler-utils,
# LibreOffice and tmux.
opened: $(VENV)/.tests tests/opened/node_modules
	$(BIN)/python -m pytest -m opened -n auto --dist loadfile tests/opened

tests/opened/node_modules: tests/opened/package-lock.json
	npm ci --prefix tests/opened --no-audit --no-fund
	touch $@

# The rules by branch, by the tests that call them themselves; anything left out fails.
coverage: $(VENV)/.tests
	$(BIN)/coverage run -m pytest tests/domain tests/workspace/test_views.py
	$(BIN)/coverage report

# Faults put into the rules one at a time: those that no test notices are printed.
mutants: $(VENV)/.tests
	$(BIN)/python -m tests.mutants

# The long round: a thousand kills, full disks, many at once, damage, large workbooks; it ends with the number of
# cases.
soak: $(VENV)/.tests
	$(BIN)/python -m pytest -m soak -n auto tests
	$(MAKE) fuzz

# Coverage-guided fuzzing of the readers and of every command's words, a minute for each.
fuzz: $(VENV)/.tests requirements-fuzz.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.txt
	$(BIN)/python -m fuzz 60

types: $(VENV)/.tests
	$(BIN)/mypy

contracts: $(VENV)/.tests
	$(BIN)/lint-imports

# The wheel, in an empty environment outside the checkout.
installed: $(VENV)/.tests
	.ci/wheel

check: test lint types contracts

bench: $(VENV)/.tests
	$(BIN)/python -m benchmarks

growth: $(VENV)/.tests
	$(BIN)/python -m benchmarks.growth

# The wheel, and beside it the bill of materials (CycloneDX) of all that an installation takes in.
DIST := dist
wheel: $(VENV)/.tests
	$(BIN)/python -m build --wheel --no-isolation --outdir $(DIST) .
	$(BIN)/python -m supply bill >$(DIST)/bill-of-materials.cdx.json

# Whether anything that is locked has a known weakness; it asks for the advisories, so it needs the network.
audit: requirements-audit.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements-dev.txt

licences: $(VENV)/.tests
	$(BIN)/python -m supply licences

# The locks hold hashes and name no host.
lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt -o requirements-dev.txt
	uv pip compile pyproject.toml --extra build --extra dev --extra fuzz --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements-dev.txt -o requirements-fuzz.txt
	uv pip compile pyproject.toml --extra audit --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt -o requirements-audit.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.tests: requirements-dev.txt $(VENV)/.runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) dist tracker-demo

pictures: $(VENV)/.tests
	$(BIN)/python docs/pictures/make.py

# The JSON Schema of a report, from the types of the model.
schema: $(VENV)/.tests
	$(BIN)/python -m tracker.reports.schema > docs/report.schema.json

# The reports that the tests compare with, word for word; read the difference before you keep it.
golden: $(VENV)/.tests
	$(BIN)/python -m pytest -q tests/reports/test_golden.py --golden
