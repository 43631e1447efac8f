# Two commands matter: `make demo` and `make test`. Each does everything it needs by itself.
PYTHON ?= python3
BIN := .venv/bin
# The checks read the settings, which want a secret; these tools serve nobody.
CHECKING := CONCORD_SECRET_KEY=0123456789-for-reading-the-settings-only CONCORD_POOL=0
.PHONY: pictures help setup demo serve test check fix bench bench-connections vendor lock chromium

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/:/'

setup: .venv/run.done ## everything ready, nothing started
	@$(BIN)/python -m concord setup

demo: .venv/run.done ## a practice with invented people, at http://localhost:8000 (PORT=... changes it)
	@$(BIN)/python -m concord demo

serve: .venv/run.done ## your own practice, at http://localhost:8000
	@$(BIN)/python -m concord up

test: check chromium ## all checks and all tests, browser included
	$(BIN)/python -m pytest -n auto

check: .venv/dev.done ## style, types, walls between rooms, templates, generated pages
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(CHECKING) $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint concord
	$(CHECKING) $(BIN)/python -m django make_docs --check --settings=concord.settings

fix: .venv/dev.done ## put right what a tool can
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

pictures: .venv/dev.done chromium ## take the pictures of the README anew
	CONCORD_PICTURES=1 $(BIN)/python -m pytest tests/demo/test_pictures.py

bench: .venv/dev.done .venv/bench.done ## how fast, as ratios, beside PCMCI and PCMCI+ too
	$(BIN)/python -m bench

bench-connections: .venv/dev.done .venv/bench.done ## the engine beside others and against simulated people; writes docs/made/connections-bench.md
	$(BIN)/python -m bench.connections.against
	$(BIN)/python -m bench.connections --parts lags,short,long,events,experiments,changes,watch-nulls,watch-daily,watch-links,pcmci,speed

vendor: ## copy the browser's assets into the repository, with their licences
	cd frontend && npm ci --ignore-scripts && node vendor.mjs
	uv run --no-project --with fonttools==4.68.0 --with brotli==1.2.1 python frontend/paper_fonts.py

lock: ## pin what requirements/*.in ask for, with hashes and without addresses
	for kind in run dev bench; do uv pip compile --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 requirements/$$kind.in -o requirements/$$kind.txt --quiet; done

chromium:
	@sh deploy/prepare.sh chromium

.venv/%.done: requirements/%.txt
	@sh deploy/prepare.sh packages $* "$(PYTHON)"
