# What gn-import makes of an extract of OpenStreetMap, against a town that an independent script
# made of the same file.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/delft_osm/tudelft.osm.pbf" "$SHARED/data/town_delft/base.gpkg"
gn-import osm "$SHARED/data/delft_osm/tudelft.osm.pbf" --town ours --date 2025-08-01 \
    --theme address,building,green,hedge,light,street,tree,water,waterway 2> messages ||
    { cat messages >&2; exit 1; }
gn-import osm "$SHARED/data/delft_osm/tudelft.osm.pbf" --town streets 2> messages ||
    { cat messages >&2; exit 1; }
cp -r ours chain
ogrinfo -q chain/base.gpkg -sql "DELETE FROM green WHERE id IN ('osm:w137587831', 'osm:w818447239')" > /dev/null
gn-access chain -o ours.csv 2> messages || { cat messages >&2; exit 1; }
gn-access "$SHARED/data/town_delft" -o theirs.csv 2> messages || { cat messages >&2; exit 1; }
oracle import_delft
