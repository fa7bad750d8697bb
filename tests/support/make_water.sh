# Small towns of water for tests, by hand: read it with `.`. Everything lies in RD New, in the square
# of 400 m north-east of 105000 502000, so that volumes can be worked out on paper.

# water_layer FILE LAYER [TYPE] < text: a layer (of polygons), added to the GeoPackage. Columns: wkt,
# and any others, numbers where all that is in them is numbers.
water_layer() {
    local work update=()
    work=$(mktemp -d)
    [[ ! -e $1 ]] || update=(-update)
    cat > "$work/$2.csv"
    ogr2ogr -f GPKG "${update[@]}" -oo AUTODETECT_TYPE=YES -oo GEOM_POSSIBLE_NAMES=wkt \
        -oo KEEP_GEOM_COLUMNS=NO -oo EMPTY_STRING_AS_NULL=YES -a_srs EPSG:28992 -nlt "${3:-POLYGON}" \
        -nln "$2" "$1" "$work/$2.csv"
    rm -r "$work"
}

# box X Y WIDTH HEIGHT: a rectangle as a cell of CSV, metres from 105000 502000
box() {
    local x=$((105000 + $1)) y=$((502000 + $2))
    local e=$((x + $3)) n=$((y + $4))
    echo "\"POLYGON(($x $y,$e $y,$e $n,$x $n,$x $y))\""
}

# water_raster FILE OPTIONS...: 80 x 80 cells of 5 m over the square, of one value (-burn).
water_raster() {
    local file=$1
    shift
    gdal_create -q -of GTiff -bands 1 -ot Float32 -outsize 80 80 -a_srs EPSG:28992 \
        -a_nodata -9999 -a_ullr 105000 502400 105400 502000 "$file" "$@"
}

# water_grid FILE CELL < rows: a raster from the square's south-west corner on, north row first
water_grid() {
    local work
    work=$(mktemp -d)
    cat > "$work/rows"
    {
        echo "ncols $(head -n 1 "$work/rows" | wc -w)"
        echo "nrows $(wc -l < "$work/rows")"
        printf 'xllcorner 105000\nyllcorner 502000\ncellsize %s\nNODATA_value -9999\n' "$2"
        cat "$work/rows"
    } > "$work/grid.asc"
    gdal_translate -q -ot Float32 -a_srs EPSG:28992 "$work/grid.asc" "$1"
    rm -r "$work"
}

# book COLUMN,... OPTIONS...: these columns of the book that gn-storage makes
book() {
    local columns=$1
    shift
    gn-storage "$@" -O -o book.gpkg || return
    ogr2ogr -f CSV /vsistdout/ -dialect sqlite -sql "SELECT $columns FROM storage_book" book.gpkg
}

# place X Y WIDTH HEIGHT ID: a stretch of a street as a row of layer landcover
place() {
    echo "$(box "$1" "$2" "$3" "$4"),$5,wegdeel,open verharding,rijbaan lokale weg,G0396"
}

# ground FILE < rows: layer landcover
ground() {
    { echo wkt,id,class,physical,function,bronhouder && cat; } | water_layer "$1" landcover
}

# places COLUMN,... OPTIONS...: these columns of the places that gn-storage finds
places() {
    local columns=$1
    shift
    gn-storage "$@" -O -o places.gpkg || return
    ogr2ogr -f CSV /vsistdout/ -dialect sqlite -sql "SELECT $columns FROM storage_potential" places.gpkg
}

# sinks_of FILE < rows: layers sink and catchment as gn-sinks makes them. Columns of a row:
# id,parent_id,child_a,child_b,volume_m3,z_spill_m,spill_to,X Y WIDTH HEIGHT of the catchment; its
# depression is the part that begins 10 m from its south-west corner, 20 m x 10 m. Without a place
# (it has children) the depression lies around the origin.
sinks_of() {
    local sinks catchments id parent a b volume spill to place x y width height
    sinks="wkt,id,parent_id,child_a,child_b,volume_m3,z_spill_m,spill_to"
    catchments="wkt,id"
    while IFS=, read -r id parent a b volume spill to place; do
        read -r x y width height <<< "${place:-0 0 0 0}"
        sinks+=$'\n'"$(box $((x + 10)) $((y + 10)) 20 10),$id,$parent,$a,$b,$volume,$spill,$to"
        [[ -z $place ]] || catchments+=$'\n'"$(box "$x" "$y" "$width" "$height"),$id"
    done
    rm -f "$1"
    water_layer "$1" sink <<< "$sinks"
    water_layer "$1" catchment <<< "$catchments"
}

# rain COLUMN,... OPTIONS...: these columns of the balance that gn-rain makes
rain() {
    local columns=$1
    shift
    gn-rain "$@" -O -o balance.gpkg || return
    ogr2ogr -f CSV /vsistdout/ -dialect sqlite -sql "SELECT $columns FROM balance" balance.gpkg
}
