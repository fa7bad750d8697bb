# What gn-import makes of an extract of OpenStreetMap, against a town that an independent script
# made of the same file.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/delft_osm/tudelft.osm.pbf" "$SHARED/data/town_delft/base.gpkg"
gn-import osm "$SHARED/data/delft_osm/tudelft.osm.pbf" --town ours --date 2025-08-01 \
    --theme address,building,green,hedge,light,street,tree,water,waterway 2> messages ||
    { cat messages >&2; exit 1; }
gn-import osm "$SHARED/data/delft_osm/tudelft.osm.pbf" --town streets 2> messages ||
    { cat messages >&2; exit 1; }
oracle import_delft
