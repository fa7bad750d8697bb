# Walkable lines through the roads of a real place, by distances over a fine raster of the roads.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/town_otterlo/base.gpkg"
oracle centre shapely scipy
