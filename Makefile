# Two commands: `make demo` and `make test`. Each sets up all it needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
SERVE ?= 1
PORT ?= 8420
.PHONY: demo test setup clean

setup: $(VENV)/.built

