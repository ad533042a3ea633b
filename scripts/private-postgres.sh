#!/usr/bin/env bash
# A PostgreSQL server of one's own, for tests that kill it. Prints its address, then obeys the lines
# of standard input, printing "done" after each: `kill` (-9, every process), `start`, `restart` (as an administrator does). Gone when
# standard input ends.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

start_private_postgres
printf '%s\n' "$PREAU_TEST_PG"
while read -r order; do
  case $order in
    kill) kill_private_postgres ;;
    start) launch_private_postgres ;;
    restart) restart_private_postgres ;;
    *) die "unknown order: $order (kill, start, restart)" ;;
  esac
  printf 'done\n'
done
