# make setup | test | check | fix | docs | bench | bench-language | gallery
PYTHON = .venv/bin/python
export CI

.PHONY: setup test check lint types contracts fix docs docs-fresh bench bench-language gallery golden

setup:
	@./talkreel --setup-tests

test: setup
	$(PYTHON) -m pytest -n 2 --dist loadgroup

check: lint types contracts test

lint: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: setup
	$(PYTHON) -m pyright --pythonpath $(PYTHON)

contracts: setup
	PYTHONPATH=src .venv/bin/lint-imports

fix: setup
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

docs: setup
	$(PYTHON) tools/build_docs.py

# About half an hour on two cores. BENCH="--only w1 --peers" measures a part; BENCH=--write puts the tables into its page.
bench: setup
	$(PYTHON) benchmarks/run.py $(BENCH)

# Seconds. BENCH=--fails lists what is not understood; BENCH=--write puts the tables into its page.
bench-language: setup
	$(PYTHON) benchmarks/language/run.py $(BENCH)

gallery: setup
	$(PYTHON) tools/build_gallery.py

golden: setup
	$(PYTHON) -m pytest tests/golden --regenerate
