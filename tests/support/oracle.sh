# Read by the oracles in Python: an empty folder to work in, the tools in the path, and the Python
# that Debian's packages are made for (one in the path may lack them).
set -euo pipefail
here=$SRC/tests/oracle
export PATH=$GN_BIN:$PATH PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1
unset GN_TOWN GN_DATA_DIR SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# needs FILE...: real data that may be absent
needs() {
    local file
    for file in "$@"; do
        [[ -e $file ]] && continue
        echo "skipped: no $file (real data, see cmake -DGROENNET_SHARED)" >&2
        exit 77
    done
}
# oracle NAME MODULE...: runs oracle/NAME.py; the modules are those it cannot do without
oracle() {
    local name=$1 module python=${GN_PYTHON:-/usr/bin/python3}
    shift
    for module in osgeo numpy "$@"; do
        "$python" -c "import $module" 2> /dev/null && continue
        echo "skipped: no Python module $module (scripts/setup)" >&2
        exit 77
    done
    "$python" "$here/$name.py"
}
