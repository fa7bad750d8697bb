# Networks for tests of gn-links, after support/make_town.sh: read both with `.`. Everything lies in
# RD New from 105000 502000 on, in cells of 1 m unless a test says otherwise.

# told_links FILE: the links without their lines, numbers as far as they are worked out on paper.
told_links() {
    ogr2ogr -f CSV /vsistdout/ "$1" -dialect OGRSQL -sql "SELECT from_id, to_id, kind, status,
        CAST(length_m AS numeric(9,3)), CAST(cost AS numeric(12,3)), CAST(euclid_m AS numeric(9,3)),
        CAST(gap_max_m AS numeric(9,3)), CAST(width_min_m AS numeric(9,3)) FROM nature_link"
}

# zone ID XMIN YMIN XMAX YMAX [CLASS [SUBCLASS]]: a row of zones, metres from the corner
zone() {
    awk -v x=105000 -v y=502000 -v id="$1" -v x0="$2" -v y0="$3" -v x1="$4" -v y1="$5" -v c="${6-natuurzone}" -v s="${7-green}" 'BEGIN {
        printf "\"POLYGON((%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f))\",%s,%s,%s\n",
            x + x0, y + y0, x + x1, y + y0, x + x1, y + y1, x + x0, y + y1, x + x0, y + y0, id, c, s }'
}

# zones FILE < rows of zone
zones() {
    { echo wkt,id,class,subclass; cat; } | make_layer "$1" nature_zone
}

# grid FILE [CELL] < rows of numbers, the northernmost first; -9999 is no-data. Its south-west corner
# is 105000 502000.
grid() {
    local rows columns
    cat > grid.txt
    rows=$(wc -l < grid.txt)
    columns=$(head -n 1 grid.txt | wc -w)
    printf 'ncols %d\nnrows %d\nxllcorner 105000\nyllcorner 502000\ncellsize %s\nNODATA_value -9999\n' \
        "$columns" "$rows" "${2-1}" | cat - grid.txt > grid.asc
    gdal_translate -q -ot Float32 -a_srs EPSG:28992 grid.asc "$1"
    rm grid.asc grid.txt
}

# row COUNT VALUE: that many times the value
row() {
    awk -v n="$1" -v v="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s ", v }'
}
