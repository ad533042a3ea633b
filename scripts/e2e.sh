#!/usr/bin/env bash
# Some walkthroughs: e2e.sh [PLAYWRIGHT ARGUMENT…], for example
#   scripts/e2e.sh pupil --project phone
#   scripts/e2e.sh --update-snapshots     accept the accessibility trees, then review the diff
#   PREAU_SHOTS=1 scripts/e2e.sh          write the screenshots
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh
source scripts/browser.sh

need_cargo
work_in_memory
step "PostgreSQL" need_postgres
step "pages" build_web
step "walkthroughs" walkthroughs "$@"
