#!/usr/bin/env bash
# Every address of two real towns: trees in sight (over elevation models, and past prisms) and radius
# counts from all three starts, as gn-trees writes them, against an oracle in Python that reads the
# towns with GDAL and shares no code with the library.
set -euo pipefail

for python in ${GN_PYTHON:-/usr/bin/python3 python3}; do
    "$python" -c 'import numpy, osgeo.gdal' 2> /dev/null && break
    python=
done
if [ -z "$python" ]; then
    echo "skipped: no Python with GDAL (package python3-gdal)" >&2
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

status=0
for town in town_delft_centre town_otterlo; do
    if [ ! -e "$SHARED/data/$town/base.gpkg" ]; then
        echo "skipped: no $SHARED/data/$town" >&2
        exit 77
    fi
    answers=()
    for kind in sight:facade sight:point radius:facade radius:point radius:building; do
        "$GN_BIN/gn-trees" "$SHARED/data/$town" --method "${kind%:*}" --from "${kind#*:}" \
            -f csv -o "$work/$town-$kind.csv"
        answers+=("$kind:$work/$town-$kind.csv")
    done
    echo "$town:"
    PYTHONDONTWRITEBYTECODE=1 "$python" "$SRC/tests/oracle/trees_towns.py" \
        "$SHARED/data/$town" "${answers[@]}" || status=1
done
exit "$status"
