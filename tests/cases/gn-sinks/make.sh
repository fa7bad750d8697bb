# Small elevation models for tests, as text: read it with `.`. A cell is 1 m, the north-western
# corner 105000 502100; a word is a height in metres, - is no-data.

# make_dtm FILE.tif [GDAL_TRANSLATE OPTIONS...] < rows of heights
make_dtm() {
    local file=$1 rows
    shift
    rows=$(cat)
    {
        echo "ncols $(head -n 1 <<< "$rows" | wc -w)"
        echo "nrows $(wc -l <<< "$rows")"
        printf 'xllcorner 105000\nyllcorner %d\ncellsize 1\nNODATA_value -9999\n' $((502100 - $(wc -l <<< "$rows")))
        sed 's/\(^\| \)-\( \|$\)/\1-9999\2/g; s/\(^\| \)-\( \|$\)/\1-9999\2/g' <<< "$rows"
    } > "$file.asc"
    gdal_translate -q -ot Float32 -a_srs EPSG:28992 "$@" "$file.asc" "$file"
    rm "$file.asc"
}
# everything is a sink
every() {
    gn-sinks --min-depth 0 --min-area 0 --min-volume 0 "$@" -O -o sinks.gpkg
}
# rows LAYER COLUMN,...: of sinks.gpkg, by id; numbers of at most 4 decimals
rows() {
    ogr2ogr -f CSV /vsistdout/ sinks.gpkg -sql "SELECT $2 FROM $1 ORDER BY id" |
        awk -F, -v OFS=, '{ for (i = 1; i <= NF; i++) if ($i ~ /^"?-?[0-9]/) { gsub(/"/, "", $i); $i = $i + 0 } print }'
}
# grid FILE.tif: its cells, row by row
grid() {
    gdal_translate -q -of AAIGrid -co DECIMAL_PRECISION=2 "$1" grid.asc
    sed '/^[a-zN]/d; s/^ *//; s/-9999\(\.00\)\?/-/g' grid.asc
    rm grid.*
}
