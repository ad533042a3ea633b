#!/usr/bin/env bash
# A PostgreSQL server of one's own, for tests that harm it: private-postgres.sh [MEGABYTES OF DISK].
# Prints its address, then obeys the lines of standard input, printing "done" after each: `kill` (-9,
# every process), `start`, `restart` (as an administrator does), `fill` (no room is left on its
# disk), `empty`. Gone when standard input ends.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

start_private_postgres "${1:-}"
printf '%s\n' "$PREAU_TEST_PG"
while read -r order; do
  case $order in
    kill) kill_private_postgres ;;
    start) launch_private_postgres ;;
    restart) restart_private_postgres ;;
    fill) fill_private_disk ;;
    empty) empty_private_disk ;;
    *) die "unknown order: $order (kill, start, restart, fill, empty)" ;;
  esac
  printf 'done\n'
done
