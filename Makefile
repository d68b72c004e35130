# Two commands, each doing its whole set-up: `make demo` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
SERVE ?= 1
PORT ?= 8420
BIN := .venv/bin
export CANCU_STORE ?= var/store

.PHONY: help demo test fast newest clean
help:
	@echo "make demo          nạp ví dụ, in lỗi tìm được, mở bàn làm việc / load the examples, print what is wrong, serve the workbench"
	@echo "make demo SERVE=0  như trên, không mở máy chủ / the same without serving"
	@echo "make test          định dạng, lint, kiểu, tầng, mọi phép thử / format, lint, types, layers, all tests"
	@echo "make fast          như make test, không gồm các phép thử cần phần hệ thống / without tests that need system parts"
	@echo "make newest        vài phép thử với bản mới nhất của mọi gói / a few tests with the newest version of every package"
	@echo "make clean         xóa .venv, .tools, var"

demo:
	@.ci/setup venv
	@.ci/setup parts tesseract
	@$(BIN)/cancu register import examples/register.csv
	@$(BIN)/cancu load examples/corpus
	@$(BIN)/cancu findings --family misquote --family outdated --severity error --severity warning
	@if [ "$(SERVE)" = 1 ]; then $(BIN)/cancu serve --port $(PORT); fi

test:
	@.ci/setup venv
	@.ci/setup parts chromium tesseract java virtuoso libreoffice fonts
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n 2 --dist worksteal -q

fast:
	@.ci/setup venv
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/mypy && $(BIN)/lint-imports
	@$(BIN)/pytest -q -m "not chromium and not virtuoso and not libreoffice"

newest:  # every package as new as pyproject.toml allows, which is what an installation without the lock gets
	@rm -rf .tools/newest && uv venv -q .tools/newest
	@uv pip install -q --python .tools/newest/bin/python . pytest pytest-timeout hypothesis jsonschema httpx2
	@env -u CANCU_STORE .tools/newest/bin/python -m pytest -q tests/api/test_cli.py tests/api/test_cli_speech.py tests/api/test_reference.py

clean:
	rm -rf .venv .tools var
