# Two commands do everything: `make run` and `make test`.
# Each target creates what it needs and is quick the second time.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
BENCH  := .venv-bench
MAILS  ?=
PORT   ?= 8025
EXCHANGE ?=

.PHONY: install run test lint pytest bench torture model clean lock

# The runtime packages and the build tool, locked with hashes, and this project itself, editable.
$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Netjes needs Python 3.11 or newer; $(PYTHON) is older. Say: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q addin_server  # an editable install compiles nothing
	touch $@

# The lexicons in the form that is read quickly, after a change of one.
$(VENV)/.lexicons: $(wildcard addin_server/lexicon/*/*.toml) hatch_build.py $(VENV)/.run
	$(BIN)/python hatch_build.py
	touch $@

# What tests and checks need besides: packages, the pane's type checker, a browser.
$(VENV)/.dev: $(VENV)/.run requirements-dev.txt package-lock.json tests/tools.py | $(VENV)/.lexicons
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python tests/tools.py npm ci
	$(BIN)/python tests/tools.py browser
	touch $@

install: $(VENV)/.run $(VENV)/.lexicons

run: $(VENV)/.run $(VENV)/.lexicons
	$(BIN)/netjes demo --port $(PORT) $(if $(MAILS),--mails "$(MAILS)") $(if $(EXCHANGE),--exchange)

lint: $(VENV)/.dev $(VENV)/.lexicons
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tests/tools.py tsc

# Beside each other: types use one core, and tests wait now and then. The last line says which failed.
test: $(VENV)/.dev $(VENV)/.lexicons
	@$(MAKE) --no-print-directory lint & lint=$$!; \
	$(MAKE) --no-print-directory pytest; tests=$$?; \
	wait $$lint; lint=$$?; \
	said() { [ $$1 = 0 ] && echo passed || echo FAILED; }; \
	echo "Style and types: $$(said $$lint). Tests: $$(said $$tests)."; \
	[ $$lint = 0 ] && [ $$tests = 0 ]

pytest: $(VENV)/.dev $(VENV)/.lexicons
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

# The usual libraries for the same work; only the benchmark needs them.
$(BENCH)/.done: benchmarks/requirements.txt
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

# How fast, beside what people would use instead. WRITE=1 puts it into docs/evidence.md; FULL=1
# takes longer turns, and sets the others beside a million too. TMPDIR chooses the disk.
bench: $(BENCH)/.done $(VENV)/.lexicons
	$(BENCH)/bin/python -m benchmarks.bench $(if $(WRITE),--write)
	$(BENCH)/bin/python -m benchmarks.reminders $(if $(FULL),--full) $(if $(WRITE),--write)

# Long forms of tests that `make test` runs shortly: hours.
torture: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz_mails --mails 100000
	$(BIN)/python -m tests.test_deadline_zones
	$(BIN)/python -m tests.torture_exchange --seconds 300
	$(BIN)/python -m tests.torture_server
	$(BIN)/python -m tests.torture_kills
	$(BIN)/python -m tests.torture_kills --database postgresql --postmasters 200 --shares 5000
	$(BIN)/python -m tests.torture_power
	$(BIN)/python -m tests.torture_points
	$(BIN)/python -m tests.torture_points --database postgresql
	$(BIN)/python -m tests.torture_poison
	$(BIN)/python -m tests.torture_model

# What the reader learns from tests/corpus, anew after a change of corpus, features or lexicon.
model: $(VENV)/.dev
	$(BIN)/python -m tests.corpus.learn
	$(BIN)/python -m tests.corpus.learn_titles
	$(BIN)/python -m tests.corpus.learn_employers

# Locked files anew, after a change of pyproject.toml. Needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml --group build -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml --group build --group dev -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml benchmarks/requirements.in -c requirements.txt -o benchmarks/requirements.txt

clean:
	rm -rf $(VENV) $(BENCH) node_modules var dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f addin_server/lexicon/*/*.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
