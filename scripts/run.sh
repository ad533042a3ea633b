#!/usr/bin/env bash
# From a fresh clone to a fictitious territory in the browser.
source "$(dirname "$0")/lib.sh"

preau=$target/release/preau
data=data/demo

build_release
if [ ! -d "$data" ]; then
  # Made beside and moved at the end: an interrupted first run leaves no half territory.
  rm -rf "$data.new"
  mkdir -p data
  step "fictitious territory" "$preau" --data "$data.new" demo --scale school
  mv "$data.new" "$data"
fi
exec "$preau" --data "$data" serve --demo
