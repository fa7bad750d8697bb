# Every tool with threads gives the same bytes with one thread and with four, evidence included. In a
# build with ThreadSanitizer a race is a failure of its own (status 66).
. "$SRC/tests/support/pipe.sh" || exit 3

output=out.fgb
town=("$SRC/data/sample")
# compares TOOL OPTIONS...: an option of the form KEY=FILE writes FILE beside the result
compares() {
    local threads tool=$1
    shift
    for threads in 1 4; do
        mkdir -p "$threads"
        (cd "$threads" && expect 0 "$tool" -j "$threads" "${town[@]}" -O -o "$output" "$@" &&
            exit "$failures") || failures=$((failures + 1))
    done
    for file in 1/*; do
        cmp "$file" "4/${file#1/}" || wrong "$tool $*: $file depends on the number of threads"
    done
    rm -rf 1 4
}

compares gn-trees
compares gn-trees --reach 50m --floors range --trees-block --sightlines lines.gpkg --by-tree trees.gpkg
compares gn-trees --method radius --from building
compares gn-access --routes routes.gpkg --targets-out targets.gpkg
compares gn-access --mode straight
compares gn-canopy
compares gn-canopy --area circle
# A mask of many blocks; and one that is none in a corner, whose areas are read another way.
mask=(-q -ot Byte -init 0 -burn 1 -tr 0.5 0.5 -tap -co TILED=YES -co BLOCKXSIZE=64 -co BLOCKYSIZE=64)
expect 0 gdal_rasterize "${mask[@]}" -a_nodata 255 -l green "${town[0]}/base.gpkg" mask.tif
compares gn-canopy --canopy "$PWD/mask.tif"
output=out.gpkg
compares gn-zones -q
# The sample town has one natuurzone: its parks are more.
expect 0 ogr2ogr -f GPKG parks.gpkg "$SRC/data/sample/base.gpkg" -sql "SELECT geom, id FROM green WHERE class = 'park'"
compares gn-links --zones "$PWD/parks.gpkg" -q
town=(--town "$SRC/data/sample")
compares gn-storage -q
finish
