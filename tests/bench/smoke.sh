# The benches still run: on a tiny town, one turn, whatever the figures are. Peers that are not
# installed are left out.
set -uo pipefail
python=/usr/bin/python3
"$python" -c 'from osgeo import gdal' 2> /dev/null || {
    echo "skipped: no Python with GDAL (package python3-gdal)"
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
result=0
complain() {
    echo "$1"
    result=1
}

PYTHONDONTWRITEBYTECODE=1 "$python" "$SRC/tests/bench/bench.py" --tiny --bin "$GN_BIN" \
    --programs "$GN_TEST_BIN" --work "$work" > "$work/out.md" 2> "$work/err" || {
    echo "bench.py ended with status $?"
    cat "$work/err"
    exit 1
}
for title in "Trees in sight" "Canopy" "Elevation models" "Sinks" "Access" "Least cost" "The chain" "Records of a box" "Importing"; do
    grep -q "^### $title" "$work/out.md" || complain "no table '$title'"
done
# The kernel and the oracle answered alike, and the timed programs had something to do.
for row in "lines on which the two differ, ties apart | 0 " "circles of 250 m by prefix sums" \
    "cells: search | [0-9.]* s of processor, [1-9]" \
    "filled surface, labels and catchments, 0 million cells, [1-9]" \
    "search alone, from all sources at once, as gn-access asks: [1-9]" "over reading its layers by GDAL alone" "^| 500 |" \
    "out of 1,000 rows, 0 MB | [0-9.]* s of processor" "of which the fingerprint of the file .* | 0.0" \
    "^| 1,000 | 300 "; do
    grep -q "$row" "$work/out.md" || complain "no row '$row'"
done
grep -nwE 'nan|inf' "$work/out.md" && complain "a figure is no number"
exit $result
