# Everything a person types. `make demo` and `make test` need only python3 (3.11 or newer), pip and make.

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
PORT ?= 8000
FRONT_END := $(shell find src/trifecta -path src/trifecta/web/static -prune -o \( -name '*.css' -o -name '*.js' \) -print)
COMPILED := $(shell python3 hatch_compile.py sources)
LOCKING := $(UV) pip compile -q pyproject.toml --universal --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate
export OPENBLAS_NUM_THREADS ?= 1
# Where this is set, each process compiles all that it imports anew, which more than doubles a start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install demo demo-clean test test-postgres check bench docs lock clean
.DEFAULT_GOAL := help

help: ## what can be typed here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(UV):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Trifecta needs Python 3.11 or newer; python3 here is $$(python3 --version)."; exit 2; }
	@python3 -m venv $(VENV) || { echo "python3 cannot make a virtual environment; install its venv module."; exit 2; }
	@$(PY) -m pip install -q --disable-pip-version-check uv

# The newest of lock files, build hook and front-end sources decides whether anything is installed again.
$(VENV)/.run: $(UV) requirements.lock pyproject.toml hatch_build.py hatch_compile.py package-lock.json \
		$(FRONT_END) $(COMPILED)
	@echo "Installing …"
	@$(UV) pip install -q --python $(PY) -r requirements.lock
	@TRIFECTA_COMPILE=no $(UV) pip install -q --python $(PY) --no-deps -e .
	@touch $@

# Apart, because whoever looks at the demo need not wait for it.
$(VENV)/.compiled: $(VENV)/.run
	@echo "Compiling …"
	@$(UV) pip install -q --python $(PY) --no-deps -e .
	@touch $@

$(VENV)/.test: $(VENV)/.compiled requirements-test.lock
	@$(UV) pip install -q --python $(PY) -r requirements-test.lock
	@touch $@

install: $(VENV)/.compiled ## the command `trifecta`, in .venv/bin

demo: $(VENV)/.run ## a living desk with a year behind it, in the browser
	@$(VENV)/bin/trifecta demo --port $(PORT)

demo-clean: $(VENV)/.run ## wipe the demo desk and start over at the next `make demo`
	@$(VENV)/bin/trifecta demo --wipe

test: $(VENV)/.test ## every test: rules, rows, pages in a browser, what differs on PostgreSQL
	@$(PY) -m pytest -q -n 2 --dist loadgroup

test-postgres: $(VENV)/.test ## every test that has rows, with the rows in PostgreSQL
	@TRIFECTA_TEST_DATABASE=postgres $(PY) -m pytest -q -n 2 --dist loadgroup

check: $(VENV)/.test ## lint, floors, types
	@$(VENV)/bin/ruff check -q
	@$(VENV)/bin/ruff format -q --check
	@$(VENV)/bin/lint-imports --no-logo | tail -n +1 | grep -v '^$$' | tail -3
	@$(VENV)/bin/mypy

bench: $(VENV)/.test ## each figure beside its yardstick in the same run
	@$(PY) -m bench

docs: $(VENV)/.test ## write the reference from the code
	@$(PY) -m docs.from_code

lock: $(UV) ## resolve the dependencies anew
	@$(LOCKING) -o requirements.lock
	@$(LOCKING) --group test -o requirements-test.lock

clean: ## remove everything that was built or installed
	@rm -rf $(VENV) build dist node_modules src/trifecta/web/static .mypy_cache .ruff_cache .pytest_cache
