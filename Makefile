# The doors to the project; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BENCH := .build/release/bmm-bench
FORMATTED := Package.swift Sources Tests Fuzz

.PHONY: help
help: ## Lists these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: bench
bench: release ## Replays the incidents of the history; prints the table and where the results are.
	@$(BENCH) run Scenarios/history --out Results/runs/history

.PHONY: smoke
smoke: release ## Runs the small scenarios in virtual time, then on real sockets.
	@$(BENCH) run Scenarios/smoke --world sim --out Results/runs/smoke-sim
	@$(BENCH) run Scenarios/smoke --world live --out Results/runs/smoke-live

# A test compares the digests of the debug and the release build, hence the release program.
.PHONY: test
test: release ## Runs all tests, the house rules among them.
	@BMM_RELEASE_BENCH='$(CURDIR)/$(BENCH)' swift test --disable-xctest

.PHONY: baselines
baselines: release ## Makes Results/baselines anew: the smoke scenarios under ten seeds.
	@$(BENCH) run Scenarios/smoke --seeds 10 --no-report --out Results/baselines/smoke

.PHONY: compare
compare: release ## Runs the smoke scenarios under ten seeds and compares them with the baselines.
	@$(BENCH) run Scenarios/smoke --seeds 10 --out Results/runs/baselines/smoke > /dev/null
	@$(BENCH) compare Results/baselines/smoke Results/runs/baselines/smoke

.PHONY: history
history: release ## Runs the smoke scenarios and adds their figures to Results/history.ndjson.
	@$(BENCH) run Scenarios/smoke --history Results/history.ndjson

.PHONY: measure
measure: release ## Measures the bench's own speed, with peers beside it; FLAGS go to the command.
	@$(BENCH) measure $(FLAGS)

.PHONY: mutants
mutants: release ## Puts each known bug back and demands that a scenario catches it; Results/mutants.md.
	@$(BENCH) mutants --sound 1000 --markdown Results/mutants.md

.PHONY: fuzz
fuzz: swift ## Feeds Wire's parsers with mutated bytes, FUZZ_SECONDS (60) for each of six targets.
	@scripts/fuzz

.PHONY: interop
interop: release ## Runs the vendors' SDKs against the fake LLM, and schemathesis against the service.
	@scripts/interop

.PHONY: interop-controls
interop-controls: ## Tests these tests: without a fake LLM each of them has to fail.
	@scripts/interop --control dead
	@scripts/interop --control empty

.PHONY: soak
soak: release ## Attacks the served stack with 10,000 connections for a minute; needs python3.
	@scripts/soak

.PHONY: kill-proof
kill-proof: release ## Kills the served service 200 times and looks for what it had acknowledged.
	@scripts/kill-proof $(FLAGS)

.PHONY: docs
docs: release ## Writes docs/cli.md, the page of the command line, from the program.
	@$(BENCH) manual > docs/cli.md

.PHONY: lint
lint: swift ## Checks the formatting without changing a file.
	@swift format lint --strict --configuration .swift-format -r $(FORMATTED)

.PHONY: format
format: swift ## Formats all Swift sources in place.
	@swift format --in-place --configuration .swift-format -r $(FORMATTED)

.PHONY: check
check: lint test ## Checks everything: lint, then test. Run it before a commit.

.PHONY: clean
clean: ## Removes build products; results stay.
	@rm -rf .build .build-*

.PHONY: swift
swift:
	@scripts/require-swift

.PHONY: release
release: swift
	@scripts/install-libraries
	@scripts/build-release
