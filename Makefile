# Thin on purpose: the work is in scripts/, which can be read and run without make.
.DEFAULT_GOAL := help
.PHONY: help run build test bench survive fuzz fmt lint web clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## install what is missing, build, and serve a fictitious territory on http://localhost:8080
	@scripts/run.sh

build: ## build the complete release binary
	@scripts/build.sh

test: ## run every test on both databases and in a real browser (ONLY="web rust docs e2e" for some)
	@scripts/test.sh $(ONLY)

bench: ## measure everything (ONLY=name for one figure); JSON lines on standard output
	@scripts/bench.sh $(ONLY)

survive: ## kill -9 the server a hundred times while pupils hand in, on both databases (KILLS=100)
	@scripts/survive.sh $(KILLS)

fuzz: ## feed the readers of files random damage (ONLY=reader for one)
	@scripts/fuzz.sh $(ONLY)

fmt: ## format the code
	@cargo fmt --all

lint: ## check format, lints, licences and scripts (ONLY="format clippy licences scripts" for some)
	@scripts/lint.sh $(ONLY)

web: ## build the pages' styles and scripts
	@scripts/web.sh

clean: ## remove what was built (never data/)
	@scripts/clean.sh
