# One list of verbs. `make demo` and `make test` do all set-up themselves.
PYTHON ?= python3
BIN := .venv/bin
RUN := PYTHONMALLOC=pymalloc $(BIN)/python -X dev -m pytest
# Python's development mode watches each turn of the event loop, a sixth of what a request costs
TEST := $(BIN)/python -m pytest
WORKERS ?= 2
CATALOGUE := kinerja_graph/locale/id/LC_MESSAGES/kinerja
# what is compiled once is not compiled again by each of the hundreds of processes that tests start
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help demo test check house fix docs messages snapshots engines scene unit dist lock nightly coverage readme site bench bench-country bench-fleet fleet-demo clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

demo: .venv/runs $(CATALOGUE).mo ## the main job on the example, on the embedded engine
	@$(BIN)/kinerja demo --out out
	@echo '(kinerja: source .venv/bin/activate)'

# engines that live for a minute are quicker when Java compiles little; nightly runs them as users do
test: export JDK_JAVA_OPTIONS ?= -XX:TieredStopAtLevel=1
test: .venv/develops $(CATALOGUE).mo ## every test, on both engines (installs what it needs)
	@$(BIN)/python tools/system_packages.py
	$(TEST) -n $(WORKERS) --dist worksteal tests

check: .venv/develops ## style, types, layers, spelling, secrets, known weaknesses
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory --jobs=2 types-mypy types-pyright
	$(BIN)/python tools/javascript.py check
	$(BIN)/codespell
	$(BIN)/yamllint --strict .
	$(BIN)/python tools/secret_scan.py
	$(BIN)/python tools/advisories.py

types-%: .venv/develops # at the same time: each takes one core
	$(BIN)/$*

house: .venv/develops ## sizes of files and functions, as a report
	$(BIN)/python tools/house_figures.py

fix: .venv/develops ## fix what can be fixed automatically
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/develops $(CATALOGUE).mo ## what is generated: pages of docs/, and the methods of a plan
	@$(BIN)/python tools/messages.py
	$(BIN)/python tools/plan_methods.py
	$(BIN)/python tools/rule_pages.py
	$(BIN)/python tools/schema_page.py
	$(BIN)/python tools/settings_page.py
	$(BIN)/python tools/commands_page.py
	$(BIN)/python tools/views_page.py
	$(BIN)/python tools/errors_page.py
	$(BIN)/python tools/api_page.py
	$(BIN)/python tools/licences.py
	$(BIN)/python tools/scale_page.py
	$(BIN)/python tools/sheets.py
	$(BIN)/python tools/gallery.py

site: .venv/develops ## the documentation site, into out/site (open index.html; it needs no internet)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

messages: .venv/develops ## the Indonesian catalogue: new texts in, unused ones out, compiled
	$(BIN)/python tools/messages.py

snapshots: .venv/develops $(CATALOGUE).mo ## accept the answers of today as those expected
	$(RUN) tests --snapshot-update

scene: .venv/develops ## the tests of the scene of pictures, in Node
	$(BIN)/python tools/javascript.py test

unit: .venv/develops $(CATALOGUE).mo ## the tests that need no engine (but for the one that adds a view)
	$(RUN) tests/unit tests/house

engines: .venv/develops $(CATALOGUE).mo ## the tests on both engines
	@$(BIN)/python tools/system_packages.py
	$(RUN) tests/engines

nightly: .venv/develops $(CATALOGUE).mo ## what is too long for every run
	@$(BIN)/python tools/system_packages.py
	KINERJA_TEST_GRAPHS=2000 KINERJA_TEST_KILLS=40 KINERJA_TEST_FUZZ=5000 KINERJA_TEST_MATRICES=5000 KINERJA_TEST_DISAGREEMENTS=10000 KINERJA_TEST_MUTANTS=all \
	  KINERJA_TEST_ROWS=1000000 KINERJA_TEST_SHAPES=all KINERJA_TEST_PAGES=all KINERJA_TEST_RUNAWAYS=all KINERJA_TEST_MOMENTS=all \
	  KINERJA_TEST_SECONDS=600 KINERJA_TEST_REQUESTS=200 KINERJA_TEST_PDF=all KINERJA_TEST_FLEET=50 $(RUN) tests
	KINERJA_TEST_SCHEME=neo4j $(RUN) tests/engines
	$(MAKE) coverage
	$(BIN)/python tools/bounds.py lowest
	$(BIN)/python tools/bounds.py newest
	$(BIN)/python tools/advisories.py --required

coverage: .venv/develops $(CATALOGUE).mo ## every test again, counting branches, processes of their own too; fails below the floor
	@$(BIN)/python tools/system_packages.py
	$(BIN)/coverage erase
	PYTHONMALLOC=pymalloc $(BIN)/coverage run -m pytest -n $(WORKERS) --dist worksteal tests
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

readme: .venv/develops ## what the commands of README and docs/ print today
	$(BIN)/python tools/readme.py

bench: .venv/develops $(CATALOGUE).mo ## figures beside what they are held against, on both engines
	@$(BIN)/python tools/system_packages.py
	PYTHONPATH=tools $(BIN)/python -m benchmarks.run

GOVERNMENTS ?= 500
INDICATORS ?= 1000000
MEMORY ?= 4g
bench-country: .venv/develops $(CATALOGUE).mo ## a whole country: figures and docs/scale.md (hours; GOVERNMENTS=5 INDICATORS=5000 is a try)
	@$(BIN)/python tools/system_packages.py
	PYTHONPATH=tools $(BIN)/python -m benchmarks.country \
	  --governments $(GOVERNMENTS) --indicators $(INDICATORS) --memory $(MEMORY)
	$(BIN)/python tools/scale_page.py

FLEET ?= 50,500
bench-fleet: .venv/develops $(CATALOGUE).mo ## a country on one worker and on two: figures and docs/scale.md (FLEET=5,10 is a try)
	@$(BIN)/python tools/system_packages.py
	PYTHONPATH=tools $(BIN)/python -m benchmarks.fleet --governments $(FLEET)
	$(BIN)/python tools/scale_page.py

fleet-demo: .venv/develops $(CATALOGUE).mo ## a country of 50 governments on two workers, one of which is killed; its page
	@PYTHONPATH=tools $(BIN)/python tools/fleet_demo.py

dist: .venv/develops ## wheel and source archive, checked
	rm -rf dist
	$(BIN)/python -m build --installer uv
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python -m check_wheel_contents dist/*.whl

lock: ## new versions into requirements/
	$(BIN)/uv pip compile -q --universal --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --extra py2neo --group dev pyproject.toml -o requirements/develop.txt

clean: ## remove the environment and what was made
	rm -rf .venv node_modules out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "kinerja_graph needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/runs: .venv/bin/python requirements/run.txt pyproject.toml
	@test -f .venv/develops || { echo "Installing (once) ..."; \
	  $(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/run.txt && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e . ; }
	@touch $@

.venv/develops: .venv/bin/python requirements/develop.txt pyproject.toml
	@echo "Installing what development needs (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/develop.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@ .venv/runs

# an installation compiles the catalogue (hatch_build.py); this is for one that changed since
$(CATALOGUE).mo: $(CATALOGUE).po | .venv/runs
	@if test -f .venv/develops; then $(BIN)/python tools/messages.py --compile; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .; fi
