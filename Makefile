# `make` or `make help` lists what there is.
PYTHON ?= python3
PYTHON_NEXT ?= python3.13
PORT ?= 8000
DATA_DIR ?= data
ARTICLES ?= 10000
export PORT DATA_DIR
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
STATIC_FILES := $(shell find static */static -type f 2>/dev/null | sed 's/ /\\ /g')
# For the site on this machine; another SITE_URL or SECRET_KEY_FILE in the environment goes first.
HERE := SITE_URL="$${SITE_URL:-http://127.0.0.1:$$PORT}" SECRET_KEY_FILE="$${SECRET_KEY_FILE:-$$DATA_DIR/secret_key}"
# What the container runs with, as far as checks can see it.
AS_DEPLOYED := SITE_URL=https://paper.example SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')"

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: staticfiles/staticfiles.json  ## the newsroom on http://127.0.0.1:$PORT with the demo newspaper (PORT=, DATA_DIR=)
	@DEBUG=0 COMPRESS_STATIC=0 $(HERE) $(BIN)/python manage.py serve --demo

dev: $(RUNTIME)  ## the same with debug on and autoreload
	@DEBUG=1 $(HERE) sh -ec '$(BIN)/python manage.py migrate --verbosity 0; $(BIN)/python manage.py demo --if-empty; exec $(BIN)/python manage.py runserver 127.0.0.1:$$PORT'

# Two at a time: both databases side by side, and the browser, which alone fills two processors, once one is through.
test: $(DEV)  ## all tests, on SQLite and, if its programs are here, on PostgreSQL
	@$(MAKE) --no-print-directory -j2 --keep-going --output-sync=target test-postgres test-sqlite test-browser

test-sqlite: $(DEV)
	@env -u DATABASE_URL $(BIN)/pytest -m "not browser"

test-postgres: $(DEV)
	@if scripts/postgres here; then echo "The same on PostgreSQL:"; scripts/postgres run $(BIN)/pytest -m "not browser"; \
	else echo "Not run: the tests on PostgreSQL, because this machine has no initdb and pg_ctl."; fi

test-browser: $(DEV)
	@env -u DATABASE_URL $(BIN)/pytest -m browser

check: $(DEV) lint  ## what CI runs: lint, migrations, deploy settings, all tests
	@DEBUG=1 $(BIN)/python -W error manage.py makemigrations --check
	@$(AS_DEPLOYED) $(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	@$(MAKE) --no-print-directory test

lint: $(DEV)  ## ruff and the order of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

fmt: $(DEV)  ## let ruff tidy the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: staticfiles/staticfiles.json  ## the times of the paper's pages, few stories and many (ARTICLES=), and of pictures
	@$(BIN)/python bench/pages.py --articles $(ARTICLES)
	@$(BIN)/python bench/photos.py

test-next: .venv-next/.dev  ## the tests on the next Django and Python (PYTHON_NEXT=python3.13)
	@.venv-next/bin/pytest

lock: $(DEV)  ## renew requirements.lock, from which the image is built
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --python-version 3.13 --python-platform linux --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock requirements-scale.txt

.PHONY: help run dev test test-sqlite test-postgres test-browser check lint fmt bench test-next lock
.DEFAULT_GOAL := help

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Newsroom needs Python 3.11 or newer, not " + sys.version.split()[0] + ". Name one: make PYTHON=python3.13 ..." if sys.version_info < (3, 11) else 0)'
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

$(RUNTIME): requirements.txt | .venv/bin/pip
	@echo "Installing what the newsroom runs on (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV): requirements.txt requirements-scale.txt requirements-dev.txt | .venv/bin/pip
	@echo "Installing the tests' tools (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(RUNTIME)

.venv-next/.dev: requirements.txt requirements-scale.txt requirements-dev.txt
	@$(PYTHON_NEXT) -m venv .venv-next
	@.venv-next/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@.venv-next/bin/pip install --quiet --disable-pip-version-check 'Django>=6.1,<6.2'
	@touch $@

staticfiles/staticfiles.json: $(STATIC_FILES) $(RUNTIME)
	@echo "Collecting style sheets, scripts and fonts"
	@DEBUG=0 COMPRESS_STATIC=0 $(HERE) $(BIN)/python manage.py collectstatic --no-input --clear --verbosity 0
