# Rules of style (lint.awk) over all sources of ours.
set -uo pipefail
: "${SRC:=$(cd "$(dirname "$0")/../.." && pwd)}"
mapfile -t sources < <(find "$SRC/libgeo" "$SRC/tools" "$SRC/tests" -name '*.[ch]' -not -name '.*' | sort)
if ! awk -v root="$SRC" -f "$SRC/tests/lint/lint.awk" "${sources[@]}"; then
    exit 1
fi
