# shellcheck shell=bash
# A Chromium and the walkthroughs. Sourced after lib.sh.

# Exports PREAU_CHROMIUM, the browser to drive.
need_chromium() {
  [ -z "${PREAU_CHROMIUM:-}" ] || return 0
  find_chromium || { install "Chromium" chromium && find_chromium; } ||
    die "Chromium is missing: install it, or name a browser of its family in PREAU_CHROMIUM."
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    if PREAU_CHROMIUM=$(command -v "$name"); then
      export PREAU_CHROMIUM
      return 0
    fi
  done
  return 1
}

# walkthroughs [PLAYWRIGHT ARGUMENT…]
walkthroughs() {
  need_node
  need_chromium
  export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
  npm_packages e2e
  build_debug
  (cd e2e && PREAU_BIN=${PREAU_BIN:-$target/debug/preau} npx --no-install playwright test "$@")
}
