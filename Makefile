VENV := .venv
UV := $(VENV)/bin/uv
COMPILE := $(UV) pip compile -q pyproject.toml --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: lock
lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group test -o requirements-test.lock
