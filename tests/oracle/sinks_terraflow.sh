#!/usr/bin/env bash
# GRASS r.terraflow on 1,000 x 1,000 cells: the filled surface must be ours, cell by cell. No code is
# shared. Prints the number of cells.
# shellcheck source=tests/support/oracle.sh
source "$SRC/tests/support/oracle.sh"
if ! command -v grass > /dev/null; then
    echo "skipped: no GRASS (grass-core, scripts/setup --bench)" >&2
    exit 77
fi
oracle sinks_terraflow
