#!/usr/bin/env bash
# Leaves the complete program in release/preau of the target folder.
source "$(dirname "$0")/lib.sh"

build_release
say "built: $target/release/preau"
