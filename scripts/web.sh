#!/usr/bin/env bash
# Builds the pages' styles and scripts into web/dist.
source "$(dirname "$0")/lib.sh"

step "pages" build_web
