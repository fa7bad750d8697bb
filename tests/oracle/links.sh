# Links of made towns, from polygons to the table, by other code; hedges, quarter turns and blocks of grids.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle links shapely
