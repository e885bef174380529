# make setup | test | check | soak | audit | fix | docs | bench | bench-language | gallery
PYTHON = .venv/bin/python
export CI

.PHONY: setup test check soak audit lint types contracts fix docs docs-fresh bench bench-language gallery golden

setup:
	@./talkreel --setup-tests

test: setup
	$(PYTHON) -m pytest -n 2 --dist loadgroup

check: lint types contracts test

# The long forms of what `make test` does in short: hours. SOAK="--minutes 1440" is a day under load and kills.
soak: setup
	TALKREEL_SOAK=1 $(PYTHON) -m pytest -n 2 --dist loadgroup $$(grep -rl TALKREEL_SOAK tests --include='test_*.py')
	$(PYTHON) benchmarks/aged.py
	$(PYTHON) benchmarks/soak.py $(SOAK)

# Asks a service on the network which weaknesses are known of what is locked, and writes what there is to out/sbom.json.
audit:
	python3 -m venv out/audit && out/audit/bin/pip install -q pip-audit cyclonedx-bom
	out/audit/bin/cyclonedx-py requirements requirements.lock -o out/sbom.json
	out/audit/bin/pip-audit --disable-pip --require-hashes -r requirements.lock

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
