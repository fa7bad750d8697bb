# What a stream says of itself: that it is whole. Rows that cannot be used are told, no rows are no
# loss of columns, and whatever was cut, poisoned or killed upstream is refused.
. "$SRC/tests/support/pipe.sh" || exit 3

# refused WHY: standard input or the file `cut.fgb` gives status 3, a message and no output
refused() {
    expect 3 bash -c 'gn-null -O -o out.csv < cut.fgb'
    [[ -s messages && ! -e out.csv ]] || wrong "$1: no message, or an output"
    expect 3 gn-null -O -o out.csv cut.fgb
    [[ -s messages && ! -e out.csv ]] || wrong "$1: no message, or an output (as a file)"
    rm -f out.csv
}

# ---- rows in = rows out + rejects ----
cat > mixed.csv << 'END'
id,wkt
good,POINT (85000 447000)
empty,POINT EMPTY
none,
nan,POINT (nan nan)
z,POINT Z (85001 447001 3)
multi,MULTIPOINT ((85002 447002))
several,"MULTIPOINT ((85002 447002),(85003 447003))"
line,"LINESTRING (85000 447000,85001 447001)"
infinite,POINT (inf 447000)
far,POINT (1e300 1e300)
END
ogr2ogr -q -f GPKG mixed.gpkg mixed.csv -oo GEOM_POSSIBLE_NAMES=wkt -oo KEEP_GEOM_COLUMNS=NO \
    -a_srs EPSG:28992 -nlt GEOMETRY -nln mixed 2> /dev/null
ogr2ogr -q -f GeoJSONSeq mixed.geojsonl mixed.gpkg -nln mixed -t_srs EPSG:4326 -sql \
    "SELECT * FROM mixed WHERE id NOT IN ('far', 'infinite', 'nan')" 2> /dev/null
ogr2ogr -q -f GeoJSON mixed.geojson mixed.gpkg -nln mixed -sql \
    "SELECT * FROM mixed WHERE id NOT IN ('far', 'infinite', 'nan')" 2> /dev/null
for format in gpkg geojsonl geojson; do
    in=$(ogrinfo -q -ro mixed.$format -sql 'SELECT count(*) FROM mixed' | sed -n 's/.* = //p')
    ((in >= 6)) || wrong "only $in rows are in mixed.$format"
    # more than 0.1 % outside the area of use is asked about: that row alone is left out
    where=$([[ $format == gpkg ]] && echo far.gpkg || echo mixed.$format)
    if [[ $format == gpkg ]]; then
        expect 3 gn-null -f csv mixed.gpkg
        ogr2ogr -q far.gpkg mixed.gpkg -where "id <> 'far'"
        in=$((in - 1))
    fi
    expect 0 gn-null -O --rejects rejects.csv -o rows.csv "$where"
    out=$(($(wc -l < rows.csv) - 1))
    rejected=$(($(wc -l < rejects.csv) - 1))
    same "$((out + rejected))" "$in" "rows and rejects of $format"
    same "$(cut -d, -f 3 rows.csv | sort | tr '\n' ' ')" "good id multi z " "usable rows of $format"
    says "warning"
    # the same from a pipe, and the numbers travel
    expect 0 bash -o pipefail -c "gn-null -q $where | gn-null | gn-null > through.fgb"
    grep -aq "\"rows\":{\"read\":$in,\"rejected\":$rejected}" through.fgb ||
        wrong "the numbers of $format do not travel"
    # --strict takes none of that, and leaves nothing
    expect 3 gn-null --strict -o strict.fgb "$where"
    [[ ! -e strict.fgb ]] || wrong "--strict leaves an output"
    bash -c "gn-null --strict $where 2> messages | gn-null -O -o strict.fgb 2>> messages"
    [[ ! -e strict.fgb ]] || wrong "--strict is not seen downstream"
done
if [[ -e $SHARED/data/amsterdam_addresses/null-empty-geoms.gpkg ]]; then
    real=$SHARED/data/amsterdam_addresses/null-empty-geoms.gpkg
    for layer in $(ogrinfo -q -ro "$real" | sed 's/^[0-9]*: //; s/ (.*//'); do
        in=$(ogrinfo -q -ro "$real" -sql "SELECT count(*) AS n FROM \"$layer\"" | sed -n 's/.* = //p')
        expect 0 gn-null -q -O --layer "$layer" --rejects rejects.csv -o rows.csv "$real"
        same "$(($(wc -l < rows.csv) + $(wc -l < rejects.csv) - 2))" "$in" "rows and rejects of $layer"
    done
else
    echo "without real null geometries: they are not there"
fi

# ---- no rows ----
points 5 > in.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
expect 0 gn-null --bbox 0,0,1,1 in.fgb > source.fgb
[[ -s source.fgb ]] || wrong "an empty stream has no bytes"
for format in fgb csv geojsonl geojson gpkg; do
    expect 0 bash -o pipefail -c "gn-null < source.fgb | gn-null --add 1 | gn-null | gn-null -o none.$format"
    [[ $format == geojsonl ]] && continue # no lines, no columns
    if [[ $format == csv ]]; then
        same "$(cat none.csv)" "x,y,id,n,null_value" "no rows in csv"
        continue
    fi
    ogrinfo -ro -al -so none.$format > facts 2>&1 || wrong "ogrinfo does not read no rows in $format"
    grep -q 'Feature Count: 0' facts || wrong "rows out of nothing in $format"
    [[ $format == geojson ]] || grep -q '^null_value: Integer64' facts || wrong "no columns in $format: $(cat facts)"
    [[ $format == geojson ]] || grep -q '28992' facts || wrong "no reference system in $format"
done
same "$(stat -c %s none.geojsonl)" 0 "no rows in geojsonl"
expect 0 gn-sample --addresses 500 --no-rasters -o town
expect 0 bash -o pipefail -c 'gn-null --bbox 0,0,1,1 town | gn-access --town town |
    gn-norm --criteria access --town town -o norm.gpkg'
same "$(ogrinfo -q -ro norm.gpkg -sql 'SELECT count(*) FROM norm_address' | sed -n 's/.* = //p')" 0 \
    "no homes in gn-norm"
expect 3 bash -c 'gn-null -O -o out.fgb < /dev/null'
says "failed"
: > none.geojsonl
expect 3 gn-null -O -o out.fgb none.geojsonl

# ---- cut anywhere, spoilt anywhere ----
gn-null in.fgb > whole.fgb
size=$(stat -c %s whole.fgb)
expect 0 gn-null -f csv whole.fgb > rows.csv
# the beginnings of the features, from the end of the header on
header=$((12 + $(od -An -tu4 -j8 -N4 whole.fgb)))
at=$header
borders=()
while ((at < size - 3)); do
    borders+=("$at")
    at=$((at + 4 + $(od -An -tu4 -j"$at" -N4 whole.fgb)))
done
same "${#borders[@]} $at" "5 $((size - 3))" "features and end mark of a stream"
same "$(tail -c 3 whole.fgb)" END "end mark"
for length in $(seq 1 61 "$header") "${borders[@]}" $((borders[1] + 2)) $((borders[1] + 4)) $((borders[4] + 50)) \
    $((size - 3)) $((size - 2)) $((size - 1)); do
    head -c "$length" whole.fgb > cut.fgb
    refused "cut at $length of $size"
done
for at in "${borders[@]}" $((size - 3)); do
    { head -c "$at" whole.fgb && printf '\377\377\377\377'; } > cut.fgb
    refused "poison at $at"
    # any reader must see it, not only ours
    ! ogr2ogr -f CSV /vsistdout/ cut.fgb > rows_of_ogr.csv 2> /dev/null || wrong "GDAL reads past poison at $at"
done
for more in x END "$(head -c 200 /dev/zero | tr '\0' x)"; do
    { cat whole.fgb && printf %s "$more"; } > cut.fgb
    refused "'$more' after the end mark"
done
cat whole.fgb whole.fgb > cut.fgb
refused "two streams one after the other"
# a size that cannot be, a header that cannot be
for bytes in '\377\377\377\177' '\377\377\377\376' '\000\000\000\000' '\003\000\000\000'; do
    { head -c "${borders[2]}" whole.fgb && printf %b "$bytes" && tail -c +$((borders[2] + 5)) whole.fgb; } > cut.fgb
    refused "a feature of an impossible size"
    { head -c 8 whole.fgb && printf %b "$bytes" && tail -c +13 whole.fgb; } > cut.fgb
    refused "a header of an impossible size"
done
# text: cut inside a line, and poisoned by a tool that failed
gn-null -f geojsonl in.fgb > whole.geojsonl
for cut in 1 30 100; do
    head -c -$cut whole.geojsonl > cut.fgb
    ((cut == 1)) || refused "lines cut $cut bytes before the end"
done
gn-null -f geojson in.fgb | head -c -5 > cut.fgb
refused "a collection that is cut"
points 70000 > many.geojsonl
expect 0 gn-null -o many.fgb many.geojsonl
for format in fgb geojsonl geojson; do
    ! gn-null --add 1 --fail late -f $format many.fgb > cut.fgb 2> /dev/null || wrong "--fail late does not fail"
    [[ -s cut.fgb ]] || wrong "--fail late fails before anything is written"
    refused "a failed tool in $format"
    # a tool whose own upstream was cut says so at once
    head -c -50000 many.fgb | gn-null --add 1 -f $format > cut.fgb 2> /dev/null
    same "${PIPESTATUS[1]}" 3 "a tool whose input was cut"
    [[ -s cut.fgb ]] || wrong "nothing is written before the cut is seen"
    refused "a tool whose input was cut, $format"
done
gn-null --add 1 --fail late many.fgb > cut.fgb 2> /dev/null
cmp -s <(tail -c 4 cut.fgb) <(printf '\377\377\377\377') ||
    wrong "no poison at the end of a failed stream"
# the same in pipes, where the status of the last tool must be enough
for stage in 1 2 3; do
    tools=("gn-null many.fgb" gn-null gn-null)
    tools[stage - 1]+=" --fail late"
    expect 3 bash +o pipefail -c "${tools[0]} 2> /dev/null | ${tools[1]} 2> /dev/null | ${tools[2]} -O -o out.gpkg"
    [[ ! -e out.gpkg ]] || wrong "an output although stage $stage failed"
done
# killed while it writes into the pipe: the pipe is full, so it is still there
for number in 1 2; do
    (
        (
            gn-null many.fgb 2> /dev/null &
            echo $! > killed
            wait
        ) 2> /dev/null | {
            head -c $((number * 700000))
            kill -KILL "$(cat killed)"
            cat
        } | gn-null -O -o out.csv
    ) 2> messages
    same "$?" 3 "a killed upstream tool"
    [[ ! -e out.csv ]] || wrong "an output of a killed upstream tool"
done
finish
