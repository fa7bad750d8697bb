#!/usr/bin/env bash
# An outside engine on real data: GDAL's viewshed from every facade point of every address of a real
# town, against the counts and verdicts of gn-trees. Prints the agreement. Facade points and surface
# come from the Python oracle beside it; nothing is shared with the library.
set -euo pipefail

town=$SHARED/data/town_delft_centre
if [ ! -e "$town/base.gpkg" ]; then
    echo "skipped: no $town" >&2
    exit 77
fi
for python in ${GN_PYTHON:-/usr/bin/python3 python3}; do
    "$python" -c 'import numpy; from osgeo.gdal import ViewshedGenerate' 2> /dev/null && break
    python=
done
if [ -z "$python" ]; then
    echo "skipped: no Python with GDAL (package python3-gdal)" >&2
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

"$GN_BIN/gn-trees" "$town" -f csv -o "$work/sight.csv"
"$python" "$SRC/tests/oracle/viewshed.py" "$town" "$work/sight.csv"

# Would it notice? An eye a hand above the ground must fall through the floor.
"$GN_BIN/gn-trees" "$town" --eye 0.2m -f csv -o "$work/low.csv"
if "$python" "$SRC/tests/oracle/viewshed.py" "$town" "$work/low.csv" > "$work/told"; then
    cat "$work/told"
    echo "an eye at 0.2 m agrees with GDAL's at 1.6 m" >&2
    exit 1
fi
