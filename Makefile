# Two commands do all: `make map` sets up and maps the samples, `make test` sets up and tests.
# Everything lives in .venv and in the user's cache folder; nothing else on the machine is changed,
# except that `make test` asks apt for a browser, and setting up for python3-venv, where they are missing
# and the user is root.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
SETUP := pyproject.toml hatch_build.py $(wildcard geo_events/maps/frontend/*.json geo_events/maps/frontend/src/*)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: map test benchmarks clean

map: $(VENV)/.installed
	$(BIN)/geo-events map seeds -o maps --title "Sample reports"

test: $(VENV)/.installed-for-tests
	$(BIN)/python tests/browser_setup.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

benchmarks: $(VENV)/.installed-for-tests
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/gazetteer.py
	$(BIN)/python benchmarks/main_job.py
	$(BIN)/python benchmarks/map.py

$(VENV)/.installed: $(SETUP) | $(BIN)/python
	$(PIP) install --editable .
	touch $@

$(VENV)/.installed-for-tests: $(VENV)/.installed
	$(PIP) install --editable '.[test,notebook]'
	touch $@

# Debian keeps what venv needs to bring pip along in a package of its own, which may be missing.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "geo-events needs Python 3.11 or newer; install it, or name it: make map PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); $(MAKE) --no-print-directory venv-from-apt; }

.PHONY: venv-from-apt
venv-from-apt:
	@if [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); \
	else \
		folder=$$(mktemp -d) && cd $$folder && apt-get download -qq python3-pip-whl && dpkg -x python3-pip-whl*.deb . \
		&& cd "$(CURDIR)" && $(PYTHON) -m venv --without-pip $(VENV) \
		&& PYTHONPATH=$$(ls $$folder/usr/share/python-wheels/pip-*.whl) $(BIN)/python -m pip install --quiet pip; \
	fi || { echo "no virtual environment could be made; install the package python3-venv" >&2; exit 1; }

clean:
	rm -rf $(VENV) .browser build dist maps/*.html maps/*.csv maps/*.geojson maps/*.parquet maps/*.json
