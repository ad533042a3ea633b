#!/usr/bin/env bash
# Removes what was built. People's data (data/) is never touched.
source "$(dirname "$0")/lib.sh"

need_cargo
cargo clean --quiet
rm -rf web/dist web/node_modules e2e/node_modules e2e/test-results e2e/report e2e/shots
