# shellcheck shell=bash
# What every script needs: say things, time steps, find or install tools. Sourced, never run.
# Everything said goes to standard error: standard output belongs to the results (`make bench`).

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Cargo reads a relative CARGO_TARGET_DIR from where it is called; the scripts change folder.
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target=$root/$target ;; esac
export CARGO_TARGET_DIR=$target

say() { printf '%s\n' "$*" >&2; }
die() {
  say "error: $*"
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# step TITLE COMMAND…: runs the command between two lines, the second with its duration.
# Never `command || …` here: bash would then ignore failures inside the command's functions.
current=
step() {
  local outer=$current start=$SECONDS
  current=$1
  shift
  say "── $current"
  "$@"
  say "── $current: $((SECONDS - start)) s"
  current=$outer
}

# What must be undone however the script ends, the last one first.
cleanups=()
finish() {
  local code=$? at
  [ "$code" = 0 ] || [ -z "$current" ] || say "── $current: FAILED"
  for ((at = ${#cleanups[@]} - 1; at >= 0; at--)); do "${cleanups[at]}"; done
}
trap finish EXIT

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    die "this needs an administrator: $*"
  fi
}

apt_updated=
# install WHAT PACKAGE…: from the Debian or Ubuntu archive; elsewhere says what is needed.
install() {
  local what=$1
  shift
  has apt-get || die "$what is missing. Install it with your system's packages, then run this again."
  say "installing $what ($*)"
  [ -n "$apt_updated" ] || as_root apt-get update -qq >&2
  apt_updated=yes
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Tests make and drop a thousand databases: in memory, where there is room for them, no disk waits.
scratch=
work_in_memory() {
  local enough_kb=6000000
  [ -z "${TMPDIR:-}" ] && [ "$(free_kb_of_memory)" -ge $enough_kb ] || return 0
  scratch=$(mktemp -d /dev/shm/preau.XXXXXX)
  chmod 711 "$scratch" # the private PostgreSQL is another user's
  cleanups+=(drop_scratch)
  export TMPDIR=$scratch
}

# What may be written to /dev/shm: the smaller of its room and of the free memory.
free_kb_of_memory() {
  { df -k --output=avail /dev/shm | tail -n 1 && sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo; } 2>/dev/null |
    sort -n | head -n 1 | grep . || echo 0
}

drop_scratch() { rm -rf "$scratch"; }

need_cargo() {
  has cargo || [ ! -x "$HOME/.cargo/bin/cargo" ] || PATH=$HOME/.cargo/bin:$PATH
  has cargo || die "Rust is missing. Install it with: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  has cc || install "a C compiler" gcc libc6-dev
}

# need_cargo_tool PACKAGE: a cargo subcommand, built from source once.
need_cargo_tool() {
  has "$1" || step "building $1, once" cargo install "$1" --locked --quiet
}

node_major() { node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }

# Node 20 or newer. Where the system's is older, npm's own package of Node goes beside the build.
need_node() {
  local own=$target/tools/node_modules/node/bin
  [ ! -x "$own/node" ] || PATH=$own:$PATH
  { has node && has npm; } || install "Node.js" nodejs npm
  [ "$(node_major)" -lt 20 ] || return 0
  say "Node $(node --version) is too old: fetching Node 22 into $target/tools"
  mkdir -p "$target/tools"
  npm install --silent --no-save --prefix "$target/tools" node@22 >&2
  PATH=$own:$PATH
  [ "$(node_major)" -ge 20 ] || die "Node 20 or newer is needed."
}

# npm_packages FOLDER: `npm ci`, only when the lock file changed since the last one.
npm_packages() {
  local folder=$1 stamp=$1/node_modules/.installed
  if [ "$folder/package-lock.json" -nt "$stamp" ]; then
    (cd "$folder" && npm ci --silent --no-audit --no-fund --no-update-notifier) >&2
    mkdir -p "$folder/node_modules"
    touch "$stamp"
  fi
}

# The pages' styles and scripts, rebuilt when one of their sources is newer.
build_web() {
  local stamp=web/node_modules/.built
  need_node
  npm_packages web
  if [ ! -d web/dist ] || [ ! -f "$stamp" ] || [ -n "$(newer_than "$stamp")" ]; then
    (cd web && npm run --silent build) >&2
    touch "$stamp"
  fi
}

newer_than() {
  find web crates/*/islands crates/*/*/islands -type d \( -name node_modules -o -name dist \) -prune \
    -o -type f -newer "$1" -print -quit 2>/dev/null || true
}

build_release() {
  need_cargo
  step "pages" build_web
  step "release binary" cargo build --release -p preau
}

# The programs, as the tests built their libraries: with the same selection nothing is compiled twice.
build_debug() { cargo build --quiet --workspace --bins --tests; }
