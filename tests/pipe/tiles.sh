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
finish
