# Canopy from crowns and trees, by overlays of the whole town in GEOS.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle canopy_crowns shapely
