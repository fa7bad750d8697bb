# Walking distances on real data, by a search of our own and by NetworkX.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/town_delft/base.gpkg"
oracle network shapely networkx
