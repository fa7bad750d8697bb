# Least cost against GRASS r.cost.
. "$SRC/tests/support/oracle.sh" || exit 3
command -v grass > /dev/null || {
    echo "skipped: no GRASS (package grass-core)" >&2
    exit 77
}
oracle cost_grass
