# Read by the cases of gn-audit: a town in which nothing is wrong, and what is found in one, a line a
# finding. A case damages one thing and shows that this and nothing else is found.
. "$SRC/tests/support/make_town.sh"

town_address() {
    cat << 'END_OF_LAYER'
wkt,id,address_id,street,object,home,building_id,neighbourhood_id,area_m2,source_date
POINT(105045 502056),0999010000000001,0999200000000001,Dorpsstraat,vbo,1,0999100000000001,BU1,100,2025-01-01
POINT(105095 502056),0999010000000002,0999200000000002,Dorpsstraat,vbo,1,0999100000000002,BU1,100,2025-01-01
POINT(105255 502056),0999010000000003,0999200000000003,Dorpsstraat,vbo,1,0999100000000003,BU2,100,2025-01-01
POINT(105305 502056),0999010000000004,0999200000000004,Dorpsstraat,vbo,1,0999100000000004,BU2,100,2025-01-01
POINT(105350 502030),0999010000000005,0999200000000005,Dorpsstraat,vbo,1,0999100000000005,BU2,100,2025-01-01
POINT(105353 502030),0999010000000006,0999200000000006,Dorpsstraat,vbo,0,0999100000000005,BU2,100,2025-01-01
END_OF_LAYER
}

town_building() {
    cat << 'END_OF_LAYER'
wkt,id,height_m,year,status
"POLYGON((105040 502052,105050 502052,105050 502060,105040 502060,105040 502052))",0999100000000001,6,1950,
"POLYGON((105090 502052,105100 502052,105100 502060,105090 502060,105090 502052))",0999100000000002,6,1960,
"POLYGON((105250 502052,105260 502052,105260 502060,105250 502060,105250 502052))",0999100000000003,9,1970,
"POLYGON((105300 502052,105310 502052,105310 502060,105300 502060,105300 502052))",0999100000000004,9,1980,
"POLYGON((105345 502026,105358 502026,105358 502034,105345 502034,105345 502026))",0999100000000005,9,2021,
END_OF_LAYER
}

town_coverage() {
    cat << 'END_OF_LAYER'
wkt,id,theme,completeness
"POLYGON((104000 501000,106000 501000,106000 503000,104000 503000,104000 501000))",c1,tree,all
END_OF_LAYER
}

town_neighbourhood() {
    cat << 'END_OF_LAYER'
wkt,id,code,name,kind,parent_code,year,homes
"POLYGON((105000 502000,105200 502000,105200 502400,105000 502400,105000 502000))",BU1,BU1,West,buurt,WK1,2025,2
"POLYGON((105200 502000,105400 502000,105400 502400,105200 502400,105200 502000))",BU2,BU2,Oost,buurt,WK1,2025,5
"POLYGON((105000 502000,105400 502000,105400 502400,105000 502400,105000 502000))",WK1,WK1,Dorp,wijk,GM1,2025,7
END_OF_LAYER
}

TOWN_THEMES="$TOWN_THEMES coverage"

# The other themes are those of make_town, all of one date.
for theme in building tree green street water neighbourhood coverage; do
    eval "plain_$(declare -f "town_$theme")"
    eval "town_$theme() { plain_town_$theme | sed -e '1s/\$/,source_date/' -e '2,\$s/\$/,2025-01-01/'; }"
done

# grid FILE AWK [GDAL_TRANSLATE OPTIONS]: 200 by 200 cells of 2 m over the town, whose values awk gives
# for row r and column c (from 0); -9999 is no data.
grid() {
    local file=$1 value=$2
    shift 2
    awk 'BEGIN {
        print "ncols 200\nnrows 200\nxllcorner 105000\nyllcorner 502000\ncellsize 2\nNODATA_value -9999"
        for (r = 0; r < 200; r++)
            for (c = 0; c < 200; c++)
                printf "%.3f%s", '"$value"', c < 199 ? " " : "\n"
    }' > grid.asc
    rm -f "$file"
    gdal_translate -q -of GTiff -ot Float32 -a_srs EPSG:28992 "$@" grid.asc "$file"
    rm -f grid.asc
}

# sound [FOLDER]: the town without fault. Its ground rises a little to the east, the surface lies 2 m
# above it, and round every tree there is a crown.
sound() {
    local town=${1:-town}
    make_town "$town"
    grid "$town/dtm.tif" '1.2 + c * 0.003' -mo flight_year=2022
    grid "$town/dsm.tif" '3.2 + c * 0.003' -mo TIFFTAG_DATETIME='2022:03:01 12:00:00'
    gdal_create -q -of GTiff -ot Byte -outsize 200 200 -a_srs EPSG:28992 \
        -a_ullr 105000 502400 105400 502000 -burn 0 "$town/canopy.tif"
    gdal_rasterize -q -burn 1 -l tree "$town/base.gpkg" "$town/canopy.tif"
}

# change SQL [FOLDER]: what is wrong with a layer of the town
change() {
    ogrinfo -q -dialect SQLITE -sql "$1" "${2:-town}/base.gpkg" > sql.txt || cat sql.txt
    rm -f sql.txt
}

# audit ARGUMENTS: severity theme check count/of (ids) detail, and the status
audit() {
    local status=0
    gn-audit --json "$@" > report.json || status=$?
    jq -r '.findings[] | [.severity, .theme, .check,
        (if .count == null then "-" else "\(.count)/\(.of)" end), "(" + (.ids | join(" ")) + ")",
        (.detail // "-"), (.areas[] | "\(.code)=\(.count)/\(.of)\(if .stands then "!" else "" end)")] |
        join(" ")' report.json
    echo "status $status"
}
