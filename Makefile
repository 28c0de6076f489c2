# make run    makes the environment, compiles the bytecode, opens the coach
# make test   makes the environment, passes the tests
# make check  make test, make coverage and make pythons, with ruff, mypy --strict and import-linter: exactly what CI runs
# make coverage  asks that examples walk every branch of the domain (coach/domain), and names those that none walks
# make pythons  runs what needs no second program, and the wheel, on every other Python from 3.11 to 3.14 that is found here
# make bench  measures what bench/README.md shows         make soak  the long tests, and the laws on more examples
# make mutants  changes the rules, one thing at a time, and looks whether their tests notice
# make pictures  writes screenshots/*.svg anew   make docs  the tables in docs/, and the schemas

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

# constraints.txt pins what the tests and pictures were made with; pyproject.toml says what the coach can live with.
ifdef UV
make_venv = $(UV) venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
install = VIRTUAL_ENV=$(VENV) $(UV) pip install --compile-bytecode --constraint constraints.txt
else
make_venv = $(PYTHON) -m venv $(VENV)
install = $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
endif

# On every core and two more; what plays the coach goes test by test, all else by the file (tests/conftest.py).
parallel := --numprocesses auto --dist loadgroup
# Bytecode is kept, also where the shell says otherwise: without it each worker prepares all tests anew, for ten seconds,
# and each coach that a test starts compiles what was changed.
compiled := $(BIN)/python -m compileall -q coach
pytest := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest

# Without the laws: what chance draws today may be drawn by no run tomorrow, and no branch is to hang on that.
covered := $(pytest) tests/domain -m "not soak and not hypothesis" $(parallel) --cov

.PHONY: run test check pythons coverage bench soak mutants pictures docs clean

run: $(VENV)/installed
	@echo "Compiling what changed, then opening the coach …"
	@$(compiled)
	@$(BIN)/coach

test: $(VENV)/tested-with
	@echo "Running the tests on every core; some minutes, a dot a test …"
	@$(compiled)
	@$(pytest) $(parallel)

check: $(VENV)/tested-with
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(compiled)
	$(covered)
	$(pytest) tests/domain -m "hypothesis and not soak" $(parallel)
	$(pytest) --ignore tests/domain $(parallel)
	.ci/pythons

pythons: $(VENV)/tested-with
	@.ci/pythons

coverage: $(VENV)/tested-with
	@echo "Walking the domain by its examples; a minute or two, a dot a test …"
	@$(compiled)
	@$(covered)

bench: $(VENV)/tested-with
	@$(compiled)
	@$(BIN)/python bench/run.py

soak: $(VENV)/tested-with
	@$(compiled)
	@$(pytest) -m "soak or hypothesis" --hypothesis-profile=soak

mutants: $(VENV)/tested-with
	@$(install) cosmic-ray
	@$(BIN)/python bench/mutants.py

pictures: $(VENV)/tested-with
	@$(BIN)/python screenshots/make.py

docs: $(VENV)/tested-with
	@$(BIN)/python docs/make.py

clean:
	rm -rf $(VENV) .venv-3.* build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/installed: pyproject.toml constraints.txt
	@echo "Making the environment in $(VENV) with $$($(PYTHON) --version), once: about half a minute …"
	@$(make_venv)
	@echo "Installing what the coach needs …"
	@$(install) --editable .
	@touch $@

$(VENV)/tested-with: $(VENV)/installed requirements-dev.txt
	@echo "Installing what the tests need …"
	@$(install) --requirement requirements-dev.txt
	@touch $@
