#!/usr/bin/env bash
# Feeds the readers what nobody would send: fuzz.sh [READER] [SECONDS]; each for a minute by default.
# What breaks a promise is left in fuzz/artifacts; send it to the reader again by naming its file:
# cargo fuzz run READER FILE.
source "$(dirname "$0")/lib.sh"

readers=(aaf annuaire onde oneroster siecle sts table workbook)
[ $# -eq 0 ] || readers=("$1")
seconds=${2:-60}

# The fuzzer's instrumentation is an unstable flag of the compiler; the product needs none.
export RUSTC_BOOTSTRAP=1

fuzz() {
  mkdir -p "fuzz/corpus/$1"
  cargo fuzz run --sanitizer none "$1" "fuzz/corpus/$1" "fuzz/seeds/$1" -- \
    -max_total_time="$seconds" -timeout=10 -max_len=65536 -print_final_stats=1
}

need_cargo
need_cargo_tool cargo-fuzz
build_web
for reader in "${readers[@]}"; do
  [ -f "fuzz/targets/$reader.rs" ] || die "unknown reader: $reader (${readers[*]})"
  step "$reader" fuzz "$reader"
done
