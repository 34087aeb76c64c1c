# Everything a newcomer, a developer and the CI run. `make` alone lists it.
# PORT, HOST, DATABASE_URL and KENES_VAR are taken from the environment or from this command line.

.DEFAULT_GOAL := help
.PHONY: help prepare setup run test proof lint messages lock screenshots pictures

VENV := .venv
PYTHON := $(VENV)/bin/python
MANAGE := $(PYTHON) manage.py
LOCK := requirements-dev.txt
# A copy of the lock that was installed last: a new clock on the file alone installs nothing again.
INSTALLED := $(VENV)/installed.txt
STAMPS := $(or $(KENES_VAR),var)/stamps
# Folders are listed with their files, so that an added or a deleted file counts as a change.
ASSET_SOURCES := $(shell find static/css cms/locale plugins/*/locale -not -name '*.mo' 2>/dev/null)
STATIC_SOURCES := $(shell find static */static plugins/*/static 2>/dev/null)
# tests/conftest.py deals the tests out, browser tests first and together.
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadscope --no-loadscope-reorder
COMPILE := $(PYTHON) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --python-version 3.11

# An empty value would be read as a value; only what is set is handed on.
$(foreach name,PORT HOST DATABASE_URL KENES_VAR,$(if $($(name)),$(eval export $(name)),$(eval unexport $(name))))

help:
	@echo "make run        set up what is missing and serve the site with its demonstration content"
	@echo "make test       prove the product, on SQLite or with DATABASE_URL=postgres://user:password@host/name"
	@echo "make proof      the same at full size"
	@echo "make setup      only set up: packages, .env, translations, static files, database"
	@echo "make screenshots  take a picture of every page into var/screenshots"
	@echo "make pictures   take the pictures of the editor's guide anew, into docs/pictures/guide"
	@echo "make lint       check the style of the code"
	@echo "make messages   collect the strings to translate into cms/locale"
	@echo "make lock       pin the packages of pyproject.toml again (LOCK_FLAGS=--upgrade for newer ones)"

$(INSTALLED): $(LOCK)
	@if cmp -s $(LOCK) $@ && $(PYTHON) -c '' 2>/dev/null; then touch $@; exit 0; fi; \
	for python in $(BASE_PYTHON) python3 python3.14 python3.13 python3.12 python3.11 none; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then break; fi; \
	done; \
	if [ $$python = none ]; then \
		echo "Kenes needs Python 3.11 or newer and found none. Install it, or name it: make run BASE_PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		rm -rf $(VENV); \
		if ! $$python -m venv $(VENV); then \
			rm -rf $(VENV); \
			echo "Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
			exit 1; \
		fi; \
	fi; \
	echo "Installing the packages of $(LOCK)"; \
	if ! { $(PYTHON) -m pip install --quiet --disable-pip-version-check uv \
		&& $(PYTHON) -m uv pip sync --quiet --python $(PYTHON) --require-hashes $(LOCK); }; then \
		echo "uv could not do it; plain pip takes about a minute longer"; \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK) || exit 1; \
	fi; \
	cp $(LOCK) $@

.env:
	@$(PYTHON) -m cms.environment

$(STAMPS)/assets: $(INSTALLED) $(ASSET_SOURCES) | .env
	@$(MANAGE) build_assets
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/static: $(STAMPS)/assets $(STATIC_SOURCES)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@

# What the tests need: no database of this copy is touched.
prepare: $(INSTALLED) .env $(STAMPS)/assets

setup: prepare $(STAMPS)/static
	@$(MANAGE) migrate --no-input --verbosity 0

# The database is set up by the server's own process: each start of Django costs four seconds.
run: prepare $(STAMPS)/static
	@exec $(MANAGE) serve --demonstrate

# What only npm has, for the tests alone: its lock pins it by hashes and names no address.
$(STAMPS)/tools: tests/tools/package.json tests/tools/package-lock.json
	@command -v npm >/dev/null || { echo "The browser tests need npm. On Debian and Ubuntu: apt install npm" >&2; exit 1; }
	@cd tests/tools && npm ci --silent --ignore-scripts
	@mkdir -p $(STAMPS) && touch $@

lint: $(INSTALLED)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

test: prepare lint $(STAMPS)/tools
	$(PYTEST)

proof: prepare lint $(STAMPS)/tools
	KENES_FULL=1 $(PYTEST)

# Every page at two widths, in both languages: var/screenshots.
screenshots: prepare
	$(PYTHON) -m tests.browser.screenshots

# What the guide in the admin shows, in both languages: docs/pictures/guide.
pictures: prepare
	$(PYTHON) -m tests.browser.guide_pictures

messages: prepare
	$(MANAGE) makemessages -l kk -l ru --add-location file --no-wrap \
		--ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'benchmarks/*' --ignore 'node_modules/*'

lock: $(INSTALLED)
	@$(PYTHON) -m uv --version >/dev/null 2>&1 || $(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) $(LOCK_FLAGS) --quiet --output-file requirements.txt
	$(COMPILE) $(LOCK_FLAGS) --quiet --extra opensearch --constraints requirements.txt --output-file requirements-opensearch.txt
	$(COMPILE) $(LOCK_FLAGS) --quiet --extra opensearch --extra dev --constraints requirements-opensearch.txt \
		--output-file $(LOCK)
