#!/usr/bin/env bash
# Kills the server, -9, while pupils hand in and others read: survive.sh [KILLS]; a hundred by default.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

need_cargo
need_cargo_tool cargo-nextest
step "PostgreSQL" need_postgres
step "pages" build_web
export PREAU_KILLS=${1:-100}
step "$PREAU_KILLS kills on each database" cargo nextest run --workspace --profile long \
  -E 'binary(survive) & test(/^kill::/)'
