# make run: the demo home, on http://127.0.0.1:8080/     make test: every test
# Both say what they are about to do and install only what is missing.

SHELL := /bin/bash
VENV := .venv
KIOSK_HOME ?= $(CURDIR)/.home
KIOSK_PORT ?= 8080
export KIOSK_HOME KIOSK_PORT

.PHONY: run test lock lint types format bench clean

run: $(VENV)/.run-ready
	@exec $(VENV)/bin/kiosk run --demo

test: $(VENV)/.test-ready
	@exec deploy/run-tests $(TESTS)

lint: $(VENV)/.test-ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.test-ready
	$(VENV)/bin/mypy

format: $(VENV)/.test-ready
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

lock:
	uv pip compile pyproject.toml --extra build --generate-hashes --universal --no-header --no-emit-index-url -o requirements.txt
	uv pip compile pyproject.toml --extra build --extra dev --generate-hashes --universal --no-header --no-emit-index-url -o requirements-dev.txt

bench: $(VENV)/.test-ready
	for bench in taps find place; do $(VENV)/bin/python -m tests.benchmarks.bench_$$bench; done

$(VENV)/.run-ready: requirements.txt deploy/set-up
	@deploy/set-up run

$(VENV)/.test-ready: requirements-dev.txt deploy/set-up
	@deploy/set-up test

clean:
	rm -rf $(VENV) .home .mypy_cache .ruff_cache .pytest_cache .hypothesis
