# Rows in = rows out + rejects, and the numbers travel with the stream.
. "$SRC/tests/support/pipe.sh" || exit 3

points 5 > in.geojsonl
cat >> in.geojsonl << 'END'
{"type":"Feature","properties":{"id":"null","n":5},"geometry":null}
{"type":"Feature","properties":{"id":"line","n":6},"geometry":{"type":"LineString","coordinates":[[4.35,52.0],[4.36,52.0]]}}
END
expect 0 gn-null --rejects bad.csv -o good.csv in.geojsonl
says "warning"
same "$(($(wc -l < good.csv) - 1))" 5 "rows out"
same "$(($(wc -l < bad.csv) - 1))" 2 "rejects"
same "$(head -n 1 bad.csv)" "x,y,id,n,reason" "heading of the rejects"
same "$(grep -c '^,,null,5,.*geometry' bad.csv)" 1 "a null geometry has no coordinates"
same "$(cut -d, -f1-3 bad.csv | tail -n 1)" "4.350000000,52.000000000,line" "a reject lies where it came from"
expect 2 gn-null -O --rejects in.geojsonl -o other.csv in.geojsonl
same "$(wc -l < in.geojsonl)" 7 "the input"
expect 0 gn-null -O --rejects bad.geojsonl -o good.csv in.geojsonl
same "$(grep -c '"reason":' bad.geojsonl)" 2 "rejects as GeoJSON"
grep line bad.geojsonl | grep -qF '[[4.350000000,52.000000000],[4.360000000,52.000000000]]' ||
    wrong "a reject is cut short: $(grep line bad.geojsonl)"
! grep -q '"crs"' bad.geojsonl || wrong "rejects in WGS84 claim to be in another system"
# the other way round: rejects in metres although the output is in degrees
ogr2ogr -f GeoJSON -t_srs EPSG:28992 metres.geojson in.geojsonl
expect 0 gn-null -O --rejects bad.geojsonl --out-crs EPSG:4326 -o good.csv metres.geojson
grep line bad.geojsonl | grep -q 'EPSG::28992.*[[][[][0-9]*[.][0-9]\{3\},' || wrong "rejects in RD: $(grep line bad.geojsonl)"
expect 3 gn-null --strict -O -o strict.csv in.geojsonl
[[ ! -e strict.csv ]] || wrong "--strict leaves an output"
expect 0 gn-null -q -O -o good.csv in.geojsonl
[[ ! -s messages ]] || wrong "-q is not quiet: $(cat messages)"

# in the header of the stream: counted before the first row went out
gn-null -q in.geojsonl | gn-null > through.fgb
grep -aq '"rows":{"read":7,"rejected":2}' through.fgb || wrong "the counts do not travel"
grep -aq '"tool":"gn-null"' through.fgb || wrong "no history"

# progress for programs
expect 3 gn-null missing.geojsonl -o p.csv
expect 0 gn-null --progress=machine -o p.fgb in.geojsonl
says "@progress 100"
finish
