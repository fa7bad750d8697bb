#!/bin/sh
# Checks the QGIS styles without a screen. check.sh [FILE.gpkg [PNG_DIR [MORE.gpkg ...]]]: without a
# file a made-up result is drawn; MORE are the files with evidence (sight lines, routes and so on).
# Status 77: no QGIS here (see README.md for the packages).
set -eu
here=$(cd "$(dirname "$0")" && pwd)

for python in ${GN_PYTHON:-/usr/bin/python3 python3}; do
    if "$python" -c 'import qgis.core, osgeo' 2>/dev/null; then found=$python; break; fi
done
if [ -z "${found:-}" ]; then
    echo "skipped: no Python with QGIS (packages python3-qgis and qgis-providers)" >&2
    exit 77
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export QT_QPA_PLATFORM=offscreen HOME="$work" XDG_RUNTIME_DIR="$work" QGIS_CUSTOM_CONFIG_PATH="$work"
export PYTHONDONTWRITEBYTECODE=1
chmod 700 "$work"

file=${1:-} png=${2:-} all=
if [ $# -ge 2 ]; then shift 2; else set --; fi
if [ -z "$file" ]; then
    file=$work/fake.gpkg all=--all
    "$found" "$here/fake.py" "$file" "$here/../../styles"
    "$found" "$here/fake.py" --bare "$work/bare.gpkg" "$here/../../styles"
    "$found" "$here/render.py" "$work/bare.gpkg"
fi
"$found" "$here/render.py" $all ${png:+--png "$png"} "$file" "$@"
[ -z "$all" ] || "$found" "$here/select.py" ${png:+--png "$png"} "$file"
