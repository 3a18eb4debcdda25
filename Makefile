# vanthu: `make demo` shows it at work, `make test` proves it, `make` alone lists the targets.
# Nothing outside this folder is touched, except that `make demo` installs Tesseract when the machine has none.

ifeq ($(OS),Windows_NT)
$(error Windows: xem mục «Windows» của README.md / see the section «Windows» of README.en.md)
endif

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
READY := .venv/.ready
SCAN ?= samples/scan/003.pdf
ARGS ?=

.PHONY: help setup demo test test-all test-marked lint format typecheck bench figures rules picture pictures samples record golden model lock clean tesseract

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## the environment .venv with the locked packages and the command vanthu

# The stamp: made again only when the lock, the project file or the script has changed, so a second run needs no network.
$(READY): requirements.lock pyproject.toml scripts/make_environment.sh
	@sh scripts/make_environment.sh
	@touch $@

tesseract: ## Tesseract 5 with Vietnamese data, installed when missing
	@sh scripts/check_tesseract.sh

demo: $(READY) tesseract ## set everything up and show the table of a scanned report (SCAN=file.pdf for your own)
	@echo "vanthu extract $(SCAN)"
	@$(BIN)/vanthu extract "$(SCAN)"

test: $(READY) ## the default tests: no network, no Tesseract
	@echo "Bộ kiểm tra mặc định; bỏ qua các kiểm tra đánh dấu «tesseract», «postgres», «office», «browser» và «slow» (make test-all chạy tất cả)."
	@echo "The default tests; those marked «tesseract», «postgres», «office», «browser» and «slow» are left out (make test-all runs everything)."
	$(BIN)/python -m pytest $(ARGS)

test-marked: $(READY) tesseract ## only the tests that the default leaves out: real Tesseract, PostgreSQL, LibreOffice, Chromium, slow ones
	$(BIN)/python -m pytest -m "tesseract or slow or postgres or office or browser" $(ARGS)

test-all: $(READY) tesseract ## every test
	$(BIN)/python -m pytest -m "" $(ARGS)

lint: $(READY) ## ruff: rules and format, nothing changed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY) ## ruff: put imports and format right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

typecheck: $(READY) ## mypy --strict
	$(BIN)/mypy
	$(BIN)/mypy training

bench: $(READY) tesseract ## measure accuracy, speed and memory again into benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks $(ARGS)

figures: $(READY) ## copy the measured figures from benchmarks/RESULTS.md into both READMEs
	$(BIN)/python scripts/readme_figures.py

rules: $(READY) ## write docs/checks.md again from the data of the checks
	$(BIN)/python scripts/checks_page.py

picture: $(READY) tesseract ## draw the picture of the READMEs again
	$(BIN)/python scripts/readme_picture.py

pictures: $(READY) ## take the pictures of the review page in docs/images again (needs Chromium)
	$(BIN)/python -m pytest -q -m browser -k pictured --update-golden tests/test_review_browser.py

samples: $(READY) tesseract ## make the sample files of samples/ again from their texts
	$(BIN)/python samples/make_renditions.py $(ARGS)

record: $(READY) tesseract ## record again what Tesseract reads on the sample scans, for the tests without it
	$(BIN)/python samples/record_ocr.py $(ARGS)

golden: $(READY) ## write the expected outputs of the samples anew; look at the change with git diff
	$(BIN)/python -m pytest tests/test_golden.py --update-golden $(ARGS)

model: $(READY) tesseract ## train the models of restoration again, for hours (CORPUS=folder of training text)
	@sh scripts/make_models.sh "$(CORPUS)"

lock: ## resolve requirements.lock again (needs uv on the PATH; ARGS=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "Cần uv (pip install uv) / uv is needed (pip install uv)" >&2; exit 1; }
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --only-binary :all: --emit-build-options --no-annotate --no-header --quiet $(ARGS) -o requirements.lock >/dev/null

clean: ## remove what is built: .venv, caches, dist
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
