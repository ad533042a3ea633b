#!/usr/bin/env bash
# Checks that run no test: lint.sh [format] [clippy] [licences] [scripts]; all of them by default.
source "$(dirname "$0")/lib.sh"

clippy() {
  build_web # the web crate embeds what it builds
  cargo clippy --quiet --workspace --all-targets -- -D warnings
}

licences() {
  need_cargo_tool cargo-deny
  cargo deny --log-level error check licenses bans sources
}

scripts() {
  has shellcheck || install "shellcheck" shellcheck
  shellcheck --external-sources --source-path=SCRIPTDIR scripts/*.sh .ci/run
  need_node
  npm_packages e2e
  (cd e2e && npm run --silent check)
}

need_cargo
[ $# -gt 0 ] || set -- format clippy licences scripts
for check in "$@"; do
  case $check in
    format) step "format" cargo fmt --all --check ;;
    clippy | licences | scripts) step "$check" "$check" ;;
    *) die "unknown check: $check (format, clippy, licences, scripts)" ;;
  esac
done
