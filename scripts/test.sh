#!/usr/bin/env bash
# Every test: test.sh [web] [rust] [docs] [e2e]; all of them by default.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh
source scripts/browser.sh

logs=$target/test-logs
mkdir -p "$logs"
rm -f "$logs"/*

web() {
  build_web
  (cd web && npm test --silent)
}

# Both databases; then: was every SQL statement of the code run on both?
rust() {
  local trace=$target/sql-trace
  need_cargo_tool cargo-nextest
  rm -rf "$trace"
  mkdir -p "$trace"
  PREAU_SQL_TRACE=$trace cargo nextest run --color never --workspace --no-fail-fast 2>&1 | tee "$logs/rust"
  build_debug
  "$target/debug/statements" "$trace"
}

docs() { cargo test --quiet --workspace --doc 2>&1 | tee "$logs/docs"; }

e2e() { walkthroughs "$@" 2>&1 | tee "$logs/e2e"; }

# counted FILE SED-SCRIPT: the sum of the numbers that the script prints.
counted() { [ ! -f "$logs/$1" ] || sed -nE "$2" "$logs/$1" | awk '{ n += $1 } END { print n + 0 }'; }

total() {
  local rust docs e2e
  rust=$(counted rust 's/^ +Summary .* ([0-9]+) passed.*/\1/p')
  docs=$(counted docs 's/^test result: ok\. ([0-9]+) passed.*/\1/p')
  e2e=$(counted e2e 's/^ +([0-9]+) passed .*/\1/p')
  printf '%s passed, 0 failed\n' "$((${rust:-0} + ${docs:-0} + ${e2e:-0}))"
}

need_cargo
work_in_memory
[ $# -gt 0 ] || set -- web docs rust e2e
case " $* " in *" rust "* | *" e2e "*) step "PostgreSQL" need_postgres ;; esac
[ "$*" = web ] || step "pages" build_web
for part in "$@"; do
  case $part in
    web | rust | docs | e2e) step "$part tests" "$part" ;;
    *) die "unknown part: $part (web, rust, docs, e2e)" ;;
  esac
done
[ "$*" = web ] || total
