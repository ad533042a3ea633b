#!/usr/bin/env bash
# Measures: bench.sh [NAME]. Standard output carries one JSON line per figure and nothing else.
source "$(dirname "$0")/lib.sh"
source scripts/browser.sh

build_release
step "measuring program" cargo build --release -p bench
case "${1:-usable}" in
  usable)
    need_node
    need_chromium
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    npm_packages e2e
    ;;
esac
step "measures" cargo run --quiet --release -p bench -- "$@"
