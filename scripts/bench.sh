#!/usr/bin/env bash
# Measures: bench.sh [NAME]. Standard output carries one JSON line per figure and nothing else.
source "$(dirname "$0")/lib.sh"

build_release
step "measuring program" cargo build --release -p bench
step "measures" cargo run --quiet --release -p bench -- "$@"
