# What to type on a fresh machine: `make demo` to try the bot in a browser, `make test` to check it.
# Both set up their own virtual environment from the locks first; nothing else needs installing.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: help demo run test check eval format catalogues lock bench browser clean

help:
	@echo "make demo    chat with the bot in your browser: no token, no network"
	@echo "make run     serve Telegram (needs TELEGRAM_BOT_TOKEN)"
	@echo "make test    run every test"
	@echo "make check   ruff and mypy --strict"
	@echo "make eval    measure the answers, beside peers and with each signal off"
	@echo "make bench   measure speed and memory beside peers"
	@echo "make lock    pin the dependencies again, with hashes"
	@echo "make catalogues  bring the translations in step with the code"

demo: $(VENV)/.runtime
	@$(BIN)/dossier demo

run: $(VENV)/.runtime
	@$(BIN)/dossier run

test: $(VENV)/.dev browser
	$(BIN)/python -m pytest -q

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(VENV)/.dev
	$(BIN)/python -m tests.evaluation.report

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

catalogues: $(VENV)/.dev
	$(BIN)/python -m tests.catalogues

lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q pyproject.toml --group build --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --group dev --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate -c requirements.lock -o requirements-dev.lock

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is missing: apt-get install python3 python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install -q --require-hashes --only-binary :all: -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(PIP) install -q --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# The tests of the chat page drive Debian's own Chromium.
browser:
	@command -v chromium >/dev/null || { \
		echo "Installing Chromium, which the tests of the chat page drive ..."; \
		as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-color-emoji >/dev/null; } || { \
		echo "Chromium could not be installed: run 'apt-get install chromium' as root."; exit 1; }

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
