# Everything a person needs: `make demo` and `make test`. Windows without make: see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo serve test test-fast test-postgres soak bench prove lint types lock clean

demo: $(READY)
	$(BIN)/thaotruong demo

serve: $(READY)
	$(BIN)/thaotruong serve

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $(READY)

# All tests: the fast ones first, in parallel; then those that drive a browser or kill servers.
test: $(READY) lint types
	$(BIN)/python -m pytest -q -n 2 -m "not slow and not browser and not ondemand"
	$(BIN)/python -m pytest -q -n 2 --durations=5 -m "slow and not browser and not ondemand"
	$(BIN)/python tests/browser_finder.py
	$(BIN)/python -m pytest -q --durations=5 -m "browser and not ondemand"

test-fast: $(READY)
	$(BIN)/python -m pytest -q -n 2 -m "not slow and not browser and not ondemand"

# The tests that keep runs, on PostgreSQL: THAOTRUONG_TEST_DATABASE names a server where databases may be made.
test-postgres: $(READY)
	THAOTRUONG_TEST_DATABASE=$${THAOTRUONG_TEST_DATABASE:-postgresql+psycopg://postgres@127.0.0.1:5432/postgres} \
	$(BIN)/python -m pytest -q -n 2 tests/runs tests/accounts tests/pages -m "not browser and not ondemand"

# 200 kills of the server instead of 20.
soak: $(READY)
	$(BIN)/python -m pytest -q -m ondemand

bench: $(READY)
	$(BIN)/python -m tests.bench

prove: $(READY)
	$(BIN)/thaotruong scenario prove --all

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

lock:
	uv pip compile --universal --python-version 3.11 pyproject.toml --extra postgres --extra server --extra cel --group dev \
	  --generate-hashes -o requirements.lock

clean:
	rm -rf $(VENV) build dist *.egg-info
