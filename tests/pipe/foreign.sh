# Streams from other programs, and ours through them: FlatGeobuf of GDAL with index and nulls, our
# stream through ogr2ogr and back with its history, text for jq and awk.
. "$SRC/tests/support/pipe.sh" || exit 3

cat > made.csv << 'END'
id,wkt,a_text,an_integer,a_real,a_date,a_moment
p1,POINT (85000.125 447000.25),"één; ""twee""",12345678901,0.1,2024-05-01,2024-05-01T12:30:00
p2,POINT (85001 447001),,,,,
p3,POINT (85002 447002),"a, b
c",-1,1e-300,1999-12-31,1999-12-31T23:59:59
END
ogr2ogr -q -f GPKG made.gpkg made.csv -oo GEOM_POSSIBLE_NAMES=wkt -oo KEEP_GEOM_COLUMNS=NO -oo AUTODETECT_TYPE=YES \
    -oo EMPTY_STRING_AS_NULL=YES -a_srs EPSG:28992 -nlt POINT -nln address
for index in YES NO; do
    ogr2ogr -q -lco SPATIAL_INDEX=$index made_$index.fgb made.gpkg
    expect 0 gn-null -f csv made_$index.fgb > file.csv
    expect 0 bash -c "cat made_$index.fgb | gn-null -f csv" > stream.csv
    expect 0 bash -c "cat made_$index.fgb | gn-null | gn-null -f csv" > twice.csv
    cmp file.csv stream.csv || wrong "index $index: a stream is read differently than a file"
    cmp file.csv twice.csv || wrong "index $index: a second tool reads it differently"
    same "$(grep -c '^8500' file.csv)" 3 "index $index: rows"
    same "$(grep '^85001' file.csv)" "85001.000,447001.000,p2,,,,," "index $index: nulls stay null"
    same "$(grep '^85000' file.csv | cut -d, -f 1-6)" '85000.125,447000.250,p1,"één; ""twee""",12345678901,0.1' \
        "index $index: values"
    # what GDAL reads of our output is what it reads of its own
    gn-null made_$index.fgb > ours.fgb
    ogr2ogr -q -f CSV /vsistdout/ made_$index.fgb -lco GEOMETRY=AS_WKT | sort > theirs.txt
    ogr2ogr -q -f CSV /vsistdout/ ours.fgb -lco GEOMETRY=AS_WKT | sort > ours.txt
    cmp theirs.txt ours.txt || wrong "index $index: GDAL reads our stream differently"
done

# many rows, in the order of an index, and cut
points 5000 > in.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
ogr2ogr -q indexed.fgb in.fgb
expect 0 gn-null -f csv indexed.fgb > indexed.csv
gn-null -f csv in.fgb > in.csv
cmp <(sort in.csv) <(sort indexed.csv) || wrong "an indexed file has other rows"
expect 0 bash -c 'cat indexed.fgb | gn-null --bbox 85000,446000,86000,448000 -f csv' > box.csv
gn-null --bbox 85000,446000,86000,448000 -f csv in.fgb > box_of_ours.csv
same "$(wc -l < box.csv)" "$(wc -l < box_of_ours.csv)" "rows of a box of an indexed stream"
cmp <(sort box.csv) <(sort box_of_ours.csv) || wrong "a box of an indexed stream has other rows"
for length in 100 20000 $(($(stat -c %s indexed.fgb) - 1)); do
    head -c "$length" indexed.fgb > cut.fgb
    expect 3 gn-null -o cut.csv cut.fgb
    expect 3 bash -c 'cat cut.fgb | gn-null -o cut.csv'
    [[ ! -e cut.csv ]] || wrong "an output of a foreign file that was cut"
done

# through ogr2ogr and back: rows, types and the history stay
history() {
    head -c 4000 "$1" | grep -ao '"steps":.*"inputs"' | head -n 1
}
gn-null --add 7 in.fgb > ours.fgb
[[ -n $(history ours.fgb) ]] || wrong "no history in our stream"
for index in YES NO; do
    expect 0 bash -o pipefail -c "gn-null --add 7 in.fgb | ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=$index /vsistdout/x.fgb /vsistdin/ > theirs.fgb"
    same "$(history theirs.fgb)" "$(history ours.fgb)" "history through ogr2ogr, index $index"
    expect 0 gn-null -f csv theirs.fgb > theirs.csv
    cmp <(gn-null -f csv ours.fgb | sort) <(sort theirs.csv) || wrong "other rows through ogr2ogr, index $index"
    expect 0 bash -o pipefail -c 'cat theirs.fgb | gn-null > back.fgb'
    expect 0 bash -o pipefail -c \
        "gn-null --add 7 in.fgb | ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=$index /vsistdout/x.fgb /vsistdin/ | gn-null > back.fgb"
    grep -aq '"rows":{"read":5000' back.fgb || wrong "the numbers do not survive ogr2ogr, index $index"
done
# ogr2ogr takes our failure for one
gn-null --add 1 in.fgb > whole.fgb
{ head -c -3 whole.fgb && printf '\377\377\377\377'; } > poisoned.fgb
! ogr2ogr -f CSV /vsistdout/ /vsistdin/ < poisoned.fgb > rows.csv 2> /dev/null || wrong "ogr2ogr does not see poison"

# text: as jq and awk have it, and as it comes back
expect 0 gn-null -f geojsonl in.fgb > ours.geojsonl
same "$(ogrinfo -ro -al -so ours.geojsonl | sed -n 's/^Feature Count: //p')" 5000 "lines as GDAL reads them"
if command -v jq > /dev/null; then
    same "$(jq -r '.properties.n' ours.geojsonl | awk '{ sum += $1 } END { print sum }')" 12497500 "a sum by jq"
    jq -c . ours.geojsonl | gn-null --crs EPSG:4326 -f csv > back.csv
    paste -d, in.csv back.csv | awk -F, 'NR > 1 && (($1 - $5) ^ 2 > 4e-6 || ($2 - $6) ^ 2 > 4e-6 || $3 != $7) { exit 1 }' ||
        wrong "other rows through jq"
fi
same "$(gn-null -f csv in.fgb | awk -F, 'NR > 1 { sum += $4 } END { print sum }')" 12497500 "a sum by awk"
expect 3 bash -c 'gn-null -f csv in.fgb | gn-null -o back.fgb'
says "CSV"

# real ones
if [[ -e $SHARED/data/amsterdam_addresses/addresses.gpkg ]]; then
    real=$SHARED/data/amsterdam_addresses/addresses.gpkg
    layer=$(ogrinfo -q -ro "$real" | sed -n '1{s/^1: //; s/ (.*//; p}')
    count=$(ogrinfo -q -ro "$real" -sql "SELECT count(*) AS n FROM \"$layer\"" | sed -n 's/.* = //p')
    ogr2ogr -q -t_srs EPSG:28992 real.fgb "$real" "$layer"
    expect 0 gn-null -q --rejects rejects.csv -f csv real.fgb > file.csv
    same "$(($(gn-null -q -O -o rows.gpkg real.fgb && ogrinfo -ro -al -so rows.gpkg | sed -n 's/^Feature Count: //p') + \
        $(tail -n +2 rejects.csv | wc -l)))" "$count" "real addresses"
    expect 0 bash -o pipefail -c 'cat real.fgb | gn-null -q | gn-null -f csv' > stream.csv
    cmp file.csv stream.csv || wrong "real addresses are read differently from a stream"
else
    echo "without real addresses: they are not there"
fi
finish
