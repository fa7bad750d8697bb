# Straight distances on real data, by every address against every edge of every target.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/town_delft/base.gpkg"
oracle straight shapely
