# shellcheck shell=bash
# A PostgreSQL server for the tests. Sourced after lib.sh; `need_postgres` exports PREAU_TEST_PG.
# Order: the one named by PREAU_TEST_PG; a private one; where its programs cannot be had, one that
# trusts us on 127.0.0.1:5432.

private_pg=
private_port=

# The folder with initdb and pg_ctl: on the path, or where Debian keeps the newest.
pg_binaries() {
  local found
  if found=$(command -v initdb); then
    dirname "$(readlink -f "$found")"
    return
  fi
  found=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
  [ -z "$found" ] || dirname "$found"
}

trusted_url() {
  local user url
  has psql || return 1
  for user in postgres "$(id -un)"; do
    url=postgres://$user@127.0.0.1:5432/postgres
    if [ "$(ask "$url" 'SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user')" = t ]; then
      printf '%s\n' "$url"
      return
    fi
  done
  return 1
}

ask() { PGCONNECT_TIMEOUT=3 psql --no-psqlrc --no-password -tAc "$2" "$1" 2>/dev/null || true; }

# PostgreSQL refuses to run as root.
as_pg() {
  if [ "$(id -u)" = 0 ]; then
    # From a folder that user may read.
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

# start_private_postgres MEGABYTES|"": a cluster of our own in a temporary folder, gone when the
# script ends. With a size, its tables are on a disk of that size, which can be full; its log is not.
start_private_postgres() {
  local bin
  bin=$(pg_binaries)
  if [ -z "$bin" ]; then
    install "PostgreSQL" postgresql
    bin=$(pg_binaries)
  fi
  [ -n "$bin" ] || die "PostgreSQL is installed but initdb was not found."
  need_node
  private_port=$(free_port)
  private_pg=$(mktemp -d "${TMPDIR:-/tmp}/preau-pg.XXXXXX")
  [ "$(id -u)" != 0 ] || chown postgres "$private_pg"
  cleanups+=(stop_private_postgres)
  [ -z "$1" ] || mount_private_disk "$1"
  as_pg "$bin/initdb" -D "$private_pg/data" --waldir="$private_pg/wal" -U postgres --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$private_pg/initdb.log" 2>&1 ||
    die "initdb: $(cat "$private_pg/initdb.log")"
  launch_private_postgres
  PREAU_TEST_PG=postgres://postgres@127.0.0.1:$private_port/postgres
}

mount_private_disk() {
  as_pg mkdir -m 700 "$private_pg/data"
  as_root mount -t tmpfs -o "size=$1m,mode=700,uid=$(as_pg id -u)" preau "$private_pg/data"
}

# Leaves no block to write to, which is when dd gives up; or the room there was.
fill_private_disk() {
  local ballast=$private_pg/data/ballast
  as_pg dd if=/dev/zero of="$ballast" bs=1M 2>/dev/null || true
  as_pg dd if=/dev/zero of="$ballast" bs=4k oflag=append conv=notrunc 2>/dev/null || true
}
empty_private_disk() { as_pg rm "$private_pg/data/ballast"; }

# Without fsync: a killed server loses nothing, only a power cut would, and this is a test.
launch_private_postgres() {
  as_pg "$(pg_binaries)/pg_ctl" -D "$private_pg/data" -l "$private_pg/data/server.log" -w -t 60 start -o \
    "-p $private_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$private_pg \
     -c max_connections=300 -c max_pred_locks_per_transaction=256 -c fsync=off" >/dev/null ||
    die "PostgreSQL did not start: $(cat "$private_pg/data/server.log")"
}

# kill -9 of the server and of every process it started; returns when they are gone.
kill_private_postgres() {
  local server one all
  server=$(head -n 1 "$private_pg/data/postmaster.pid")
  all=$(pgrep -P "$server" || true)
  for one in $server $all; do kill -9 "$one" 2>/dev/null || true; done
  for one in $server $all; do
    while kill -0 "$one" 2>/dev/null; do sleep 0.05; done
  done
}

# What an upgrade of the system does: connections are cut, what they do is undone.
restart_private_postgres() {
  as_pg "$(pg_binaries)/pg_ctl" -D "$private_pg/data" -m fast -w -t 60 stop >/dev/null
  launch_private_postgres
}

stop_private_postgres() {
  [ -n "$private_pg" ] || return 0
  as_pg "$(pg_binaries)/pg_ctl" -D "$private_pg/data" -m immediate stop >/dev/null 2>&1 || true
  ! mountpoint -q "$private_pg/data" || as_root umount "$private_pg/data"
  rm -rf "$private_pg"
  private_pg=
}

# Each test may open its own pool: fewer tests at once where the server takes few connections.
share_connections() {
  local most per_test=16 at_once cores
  has psql || return 0
  most=$(ask "$PREAU_TEST_PG" 'SHOW max_connections')
  [ -n "$most" ] || die "PostgreSQL does not answer at PREAU_TEST_PG."
  cores=$(getconf _NPROCESSORS_ONLN)
  at_once=$(((most - 10) / per_test))
  if [ "$at_once" -lt "$cores" ]; then
    export NEXTEST_TEST_THREADS=$((at_once > 1 ? at_once : 1))
    say "PostgreSQL takes $most connections: $NEXTEST_TEST_THREADS tests at once"
  fi
}

need_postgres() {
  local how="given"
  if [ -z "${PREAU_TEST_PG:-}" ]; then
    if [ -z "$(pg_binaries)" ] && PREAU_TEST_PG=$(trusted_url); then
      how="found"
    else
      start_private_postgres ""
      how="private"
    fi
  fi
  export PREAU_TEST_PG
  share_connections
  say "PostgreSQL: $how"
}
