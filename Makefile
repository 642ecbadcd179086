# make demo   compare the example reports: the answer in the terminal, the page in out/story.html
# make test   lint, types, all tests
# make eval   measure quality and hold it against the floors
# make lint   ruff and mypy alone          make lock    compile the locks anew
# make screenshots  docs/story.png anew
# make clean  remove all that make made
#
# Everything is installed into .venv, from locks with hashes; only Python (3.11 or later) and make
# need to be there. Another Python: make PYTHON=/path/to/python3 ...

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
UV := UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
COMPILE = $(UV) pip compile --quiet $(UPGRADE) --universal --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
PAGE := out/story.html

.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:
.PHONY: demo test eval lint lock screenshots clean

demo: $(VENV)/.package
	@mkdir -p $(dir $(PAGE))
	@$(BIN)/firsthand compare examples/reports -o $(PAGE)
	@echo "The page: $(CURDIR)/$(PAGE)"

test: lint
	@sh scripts/chromium.sh
	$(BIN)/pytest -v -n 2 --dist loadfile

eval: $(VENV)/.development
	$(BIN)/python benchmarks/eval.py

screenshots: $(VENV)/.development
	$(BIN)/python tests/screenshots.py

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Versions stay unless they must change: make lock UPGRADE=--upgrade takes the newest.
# The second and third lock are held to the versions of the first.
lock: $(VENV)/.tools
	$(COMPILE) pyproject.toml --extra dev -o requirements-dev.txt
	$(COMPILE) pyproject.toml -c requirements-dev.txt -o requirements.txt
	$(COMPILE) --group build -c requirements-dev.txt -o requirements-build.txt

clean:
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# uv, and what builds the package.
$(VENV)/.tools: requirements-build.txt
	@test -n "$(PYTHON)" || { echo "firsthand needs Python 3.11 or later: install it, or say" \
	  "where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements-build.txt
	@touch $@

# What firsthand runs on, and firsthand itself.
$(VENV)/.package: $(VENV)/.tools requirements.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.package requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@
