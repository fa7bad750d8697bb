# --bbox is half-open: tiles that touch hold every address once. The points lie on whole metres, so
# that many lie on the tiles' edges.
. "$SRC/tests/support/pipe.sh" || exit 3

awk 'BEGIN {
    print "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":["
    for (i = 0; i < 100; i++)
        for (j = 0; j < 100; j++)
            printf "%s{\"type\":\"Feature\",\"properties\":{\"id\":\"%d-%d\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%d,%d]}}\n",
                i + j ? "," : "", i, j, 85000 + i, 447000 + j
    print "]}"
}' > grid.geojson
expect 0 gn-null -o grid.fgb grid.geojson
expect 0 gn-null -f csv grid.fgb > whole.csv
same "$(wc -l < whole.csv)" 10001 "rows of the whole"
for x in 85000 85030 85060 85090; do
    for y in 447000 447050; do
        expect 0 gn-null -f csv --bbox "$x,$y,$((x + 30)),$((y + 50))" grid.fgb > tile.csv
        tail -n +2 tile.csv
    done
done > tiles.csv
cmp <(tail -n +2 whole.csv | sort) <(sort tiles.csv) || wrong "the tiles are not the whole"

# the same from a stream and from a process substitution
expect 0 bash -c 'gn-null grid.fgb | gn-null -f csv --bbox 85000,447000,85030,447050' > stream.csv
same "$(wc -l < stream.csv)" 1501 "a tile of a stream"
expect 0 gn-null -f csv <(cat grid.fgb) > substituted.csv
cmp whole.csv substituted.csv || wrong "a process substitution is read differently"

# the other way round: to degrees and back within a millimetre
expect 0 gn-null -f csv --out-crs EPSG:4326 grid.fgb > degrees.csv
same "$(awk -F, 'NR == 2 { printf "%.4f %.4f", $1, $2 }' degrees.csv)" \
    "$(echo 85000 447000 | gdaltransform -output_xy -s_srs EPSG:28992 -t_srs EPSG:4326 | awk '{ printf "%.4f %.4f", $1, $2 }')" \
    "degrees as gdaltransform has them"
expect 0 gn-null -o degrees.geojsonl grid.fgb
expect 0 gn-null --crs EPSG:4326 -f csv degrees.geojsonl > back.csv
paste -d, whole.csv back.csv | awk -F, 'NR > 1 && (($1 - $4) ^ 2 > 1e-6 || ($2 - $5) ^ 2 > 1e-6) { bad = 1 } END { exit bad }' ||
    wrong "there and back is not the same place"

# a theme in another system comes to the town's, and the output is the same without it
expect 0 gn-null -v --tree degrees.geojsonl -f csv grid.fgb > themed.csv
says "EPSG:28992"
cmp whole.csv themed.csv || wrong "opening a theme changes the rows"

# The three measures: the sample town as a whole, with any number of threads, in tiles, and in a tile
# of a town that was cut to what the tile needs.
town=$SRC/data/sample
by_id() {
    tail -n +2 "$1" | sort
}
read -r xmin ymin xmax ymax < <(ogrinfo -so "$town/base.gpkg" address |
    sed -n 's/^Extent: (\(.*\), \(.*\)) - (\(.*\), \(.*\))/\1 \2 \3 \4/p' |
    awk '{ print int($1), int($2), int($3) + 1, int($4) + 1 }')
columns=("$xmin" $(((2 * xmin + xmax) / 3)) $(((xmin + 2 * xmax) / 3)) "$xmax")
lines=("$ymin" $(((ymin + ymax) / 2)) "$ymax")
# measure NAME TOOL OPTION...: the same rows whatever it is cut into
measure() {
    local name=$1 tool=$2
    shift 2
    expect 0 "$tool" "$@" -j 1 -f csv "$town" > "$name.csv"
    same "$(wc -l < "$name.csv")" 2001 "rows of $name"
    for threads in 2 4; do
        expect 0 "$tool" "$@" -j "$threads" -f csv "$town" > threads.csv
        cmp "$name.csv" threads.csv || wrong "$name with $threads threads is not the same"
    done
    for i in 0 1 2; do
        for k in 0 1; do
            expect 0 "$tool" "$@" -f csv -o - "$town" \
                --bbox "${columns[i]},${lines[k]},${columns[i + 1]},${lines[k + 1]}" > tile.csv
            tail -n +2 tile.csv
        done
    done > tiles.csv
    cmp <(by_id "$name.csv") <(sort tiles.csv) || wrong "the tiles of $name are not the whole"
}
measure trees gn-trees
measure trees_whole gn-trees --facade whole --floors range
measure canopy gn-canopy
measure circles gn-canopy --area circle --radius 100m
measure access gn-access
measure straight gn-access --mode straight

# Themes cut to a tile of 120 m and a halo of 150 m: a reach of 30 m or a circle of 100 m, the widest
# crown of 25 m, and buildings as they come. Where the data end is said for the whole.
x=$(((xmin + xmax) / 2)) y=$(((ymin + ymax) / 2))
tile=$x,$y,$((x + 120)),$((y + 120))
halo=("$((x - 150))" "$((y - 150))" "$((x + 270))" "$((y + 270))")
mkdir cut
expect 0 ogr2ogr -q cut/base.gpkg "$town/base.gpkg" coverage
for theme in address building tree water neighbourhood; do
    expect 0 ogr2ogr -q -update -spat "${halo[@]}" cut/base.gpkg "$town/base.gpkg" "$theme"
done
for raster in dsm dtm; do
    expect 0 gdal_translate -q -projwin "${halo[0]}" "${halo[3]}" "${halo[2]}" "${halo[1]}" \
        "$town/$raster.tif" "cut/$raster.tif"
done
(($(rows cut/base.gpkg:tree) < $(rows "$town/base.gpkg:tree") / 2)) || wrong "the town was not cut"
for run in "gn-trees" "gn-trees --facade whole" "gn-canopy --area circle --radius 100m"; do
    read -r -a command <<< "$run"
    expect 0 "${command[@]}" -f csv --bbox "$tile" "$town" > whole.csv
    (($(wc -l < whole.csv) > 10)) || wrong "$run: nobody lives in the tile"
    expect 0 "${command[@]}" -f csv --bbox "$tile" cut > tile.csv
    cmp <(by_id whole.csv) <(by_id tile.csv) || wrong "$run: a town cut to its halo is not the same"
done
finish
