# make demo   analyse the demo corpora and say where the reports are
# make test   run the tests in two processes (make test JOBS=4 in four; each takes up to 1.6 GB)
# make test-all  those that compile for minutes as well
# make fuzz   read damaged files and strange texts for half an hour
# make cluster  the engines on a Spark of this machine (needs Java; installs half a gigabyte)
# make kill   kill sixty runs at work and look at what they leave (a quarter of an hour)
# make check  style, types, layers
# make lock   renew requirements.lock from pyproject.toml (needs uv)

PYTHON ?= python3
BIN = .venv/bin
READY = .venv/.ready
JOBS ?= 2

.PHONY: demo test test-all fuzz cluster kill check format lock clean

demo: $(READY)
	$(BIN)/voc demo

# A file is run by one process, in the order of the names: what its tests share is made once.
test: $(READY)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

test-all: $(READY)
	$(BIN)/python -m pytest -m ""

fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/test_properties.py
	$(BIN)/python benchmarks/fuzz.py --seconds 900

cluster: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pyspark>=4"
	$(BIN)/python -m pytest -m "cluster or not cluster" tests/test_engines.py

kill: $(READY)
	$(BIN)/python tests/killing.py

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The environment is made once, and again when the lock changes.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "voc needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

# sentence-transformers and torch are left out: bertopic asks for them, voc does not use them.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--override requirements.override --group dev --extra topics pyproject.toml -o requirements.lock

clean:
	rm -rf .venv voc-demo build dist
