# Every command of the project. `make help` lists them; a target's `##` line is its entry there.
.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
STAGE ?= local
PORT ?= 8080
STACK_PORT ?= 4566
# Workers of the test run.
WORKERS ?= 2

BIN := .venv/bin
PY := $(BIN)/python

# A virtual environment is ready when its stamp bears the hash of its Python and its requirement files.
ready = $(1)/.ready-$(shell { $(PYTHON) -V; cat $(2); } 2>&1 | sha256sum | cut -c1-16)
DEV_FILES := requirements.txt requirements-dev.txt requirements-dev.lock tools/environment.py
STACK_FILES := requirements-stack.txt requirements-stack.lock tools/environment.py
DEV := $(call ready,.venv,$(DEV_FILES))
STACK := $(call ready,.venv-ms,$(STACK_FILES))

.PHONY: help
help: ## List every target and what it is for
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'
	@echo
	@echo "  Settings: PYTHON=python3.12 (3.11 to 3.13)   STAGE=local|production   PORT=8080   STACK_PORT=4566   WORKERS=2"

##@ Environment

$(DEV):
	@$(PYTHON) tools/environment.py .venv requirements-dev.txt requirements-dev.lock $@

$(STACK):
	@$(PYTHON) tools/environment.py .venv-ms requirements-stack.txt requirements-stack.lock $@

.PHONY: setup
setup: $(DEV) $(STACK) ## Make both virtual environments (every target does it when needed)
	@:

.PHONY: lock
lock: setup ## Write the exact versions of both environments into the lock files
	@$(PY) -m pip freeze --exclude setuptools --exclude wheel > requirements-dev.lock
	@.venv-ms/bin/python -m pip freeze --exclude setuptools --exclude wheel > requirements-stack.lock

##@ Local stack

.PHONY: run
run: setup ## Start the local stack: API and pages under one address, data kept between runs
	@exec $(PY) -m tools.local run --port $(PORT) --stack-port $(STACK_PORT)

.PHONY: import
import: $(DEV) ## Take a county's files into a stage, or name all their faults (COUNTY_DIR=folder, CHECK=1)
	@$(PY) -m tools.import_county $(COUNTY_DIR) --stage $(STAGE) --stack-port $(STACK_PORT) $(if $(CHECK),--check)

.PHONY: calendar
calendar: $(DEV) ## Take a holiday notice into the calendars, or name all its faults (FILE=notice.json, NAME=CN, CHECK=1)
	@$(PY) -m tools.import_notice $(FILE) --name $(or $(NAME),CN) --stage $(STAGE) --stack-port $(STACK_PORT) $(if $(CHECK),--check)

.PHONY: stop
stop: $(DEV) ## Stop a local stack that runs elsewhere (or was left behind), cleanly
	@$(PY) -m tools.local stop

.PHONY: docs
docs: $(DEV) ## Write what is generated: docs/problems.md, glossary.md, workflow.md, access.md; chalicelib/data/openapi.json
	@$(PY) -m tools.export_problems
	@$(PY) -m tools.export_glossary
	@$(PY) -m tools.export_workflow
	@$(PY) -m tools.export_openapi
	@$(PY) -m tests.access

.PHONY: clean-state
clean-state: $(DEV) ## Forget everything the local stack has stored
	@$(PY) -m tools.local clean-state

##@ Proof by example

.PHONY: demo
demo: setup ## Play four stories through HTTP with the clock moved on, and tell them (in Chinese)
	@$(PY) -m tools.demo

.PHONY: replay
replay: setup ## File N real texts, drive them at random, verify every promise (CSV=path N=300 SEED=1; HERE=1: on the running stack)
	@$(PY) -m tools.replay "$(CSV)" --number $(or $(N),300) --seed $(or $(SEED),1) $(if $(HERE),--here)

.PHONY: fuzz
fuzz: setup ## Send N generated requests to every operation as every role, hold each answer to the description (N=20000 SEED=1 OWN=1)
	@$(PY) -m tools.fuzz --number $(or $(N),20000) --seed $(or $(SEED),1) $(if $(OWN),--own)

##@ Packaging

.PHONY: package
package: $(DEV) ## Package a stage into out/STAGE (production: on Python 3.13 only)
	@$(PY) -m tools.package $(STAGE)

##@ Gates

.PHONY: test
test: lint security types imports template cover ## Run every gate and every test, as CI does

.PHONY: lint
lint: $(DEV) ## Check style (ruff) and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: security
security: $(DEV) ## Look for what a program must not do (bandit) and a repository must not hold (detect-secrets)
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive app.py chalicelib tools infra
	@$(PY) -m tools.secrets

.PHONY: audit
audit: $(DEV) ## Ask the network what is known against the versions we pin (pip-audit); no part of `make test`
	@for pins in requirements.txt requirements-dev.lock requirements-stack.lock; do \
	  $(BIN)/pip-audit --strict --disable-pip --no-deps --progress-spinner off --requirement $$pins || exit 1; done

.PHONY: fmt
fmt: $(DEV) ## Format the code and repair what ruff can repair
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: types
types: $(DEV) ## Check types (mypy, strict)
	@$(BIN)/mypy

.PHONY: imports
imports: $(DEV) ## Check that rooms import in one direction only
	@$(BIN)/lint-imports

.PHONY: template
template: $(DEV) ## Check the CloudFormation of every stage (cfn-lint)
	@$(PY) -m tools.package local
	@$(PY) -m tools.template production > out/production-template.json
	@$(BIN)/cfn-lint out/local/template.json out/production-template.json

.PHONY: cover
cover: setup ## Run all tests and demand the coverage: domain 100 %, overall 95 %
	@$(PY) -m coverage erase
	@$(PY) -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=
	@$(PY) -m coverage report --include='chalicelib/domain/*' --fail-under=100
	@$(PY) -m coverage report --fail-under=95

.PHONY: obligations
obligations: $(DEV) ## Run the tests that cite a clause and list id, tests, state (FOR=H-12)
	@$(PY) -m tools.obligations --for "$(FOR)"

.PHONY: explore
explore: $(DEV) ## Walk through everything that can happen to a case, and check every promise (SLICE=name, SEED=1)
	@$(PY) -m tools.explore $(if $(SLICE),--slice "$(SLICE)",--rulebooks 500 --seed $(or $(SEED),1)) --workers $(WORKERS)

.PHONY: mutate
mutate: $(DEV) ## Change the domain in thousands of ways, name what no test notices (MODULE=deadlines, AGAIN=1)
	@$(PY) -m tools.mutate $(MODULE) $(if $(AGAIN),--again) $(if $(REPORT),--report) $(if $(BUDGET),--budget $(BUDGET))

.PHONY: bench
bench: setup ## Measure cold start, CPU, units and sweeps, and keep the figures in docs/performance.md
	@$(PY) -m tools.bench --keep

.PHONY: rulebook
rulebook: $(DEV) ## Check a rulebook file and say its rules in words (FILE=path)
	@$(PY) tools/rulebook_check.py $(FILE)

.PHONY: redrive
redrive: $(DEV) ## Queue dead letters again (QUEUE=notices, sweep or uploads)
	@$(PY) -m tools.redrive $(or $(QUEUE),notices) --stage $(STAGE) --stack-port $(STACK_PORT)

.PHONY: verify
verify: $(DEV) ## Prove that no timeline and no audit event was changed, lost or moved (OUT=file keeps the chains)
	@$(PY) -m tools.verify --stage $(STAGE) --stack-port $(STACK_PORT) $(if $(OUT),--out $(OUT))

.PHONY: clean
clean: ## Remove what was built (keeps virtual environments and the local stack's data)
	@rm -rf out mutants .coverage .coverage.* .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
