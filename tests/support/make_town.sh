# Small towns for tests, by hand: read it with `.` and call make_town. Everything lies in RD New
# within 105000 502000 105400 502400, so that answers can be worked out on paper. Each layer comes
# from a text of its own (functions town_<theme>); a test that wants a town with one fault makes the
# layer with the fault by make_layer and names it with the theme's option, or redefines the function.

# Four houses in two buurten; a5 stands free, a6 is no home.
town_address() {
    cat << 'END'
wkt,id,address_id,street,home,building_id,neighbourhood_id,source_date
POINT(105045 502056),o1,a1,Dorpsstraat,1,b1,BU1,2025-01-01
POINT(105095 502056),o2,a2,Dorpsstraat,1,b2,BU1,2025-01-01
POINT(105255 502056),o3,a3,Dorpsstraat,1,b3,BU2,2025-01-01
POINT(105305 502056),o4,a4,Dorpsstraat,1,b4,BU2,2025-01-01
POINT(105350 502030),o5,a5,Kade,1,,BU2,2025-01-01
POINT(105353 502030),o6,a6,Kade,0,,BU2,2025-01-01
END
}

town_building() {
    cat << 'END'
wkt,id,height_m,ground_m,status
"POLYGON((105040 502052,105050 502052,105050 502060,105040 502060,105040 502052))",b1,6,0,
"POLYGON((105090 502052,105100 502052,105100 502060,105090 502060,105090 502052))",b2,6,0,
"POLYGON((105250 502052,105260 502052,105260 502060,105250 502060,105250 502052))",b3,9,0,
"POLYGON((105300 502052,105310 502052,105310 502060,105300 502060,105300 502052))",b4,,0,
END
}

# Five trees before b1, one before b3, two beyond reach of every house.
town_tree() {
    cat << 'END'
wkt,id,height_m,crown_d_m,public,status
POINT(105038 502045),t1,8,5,1,standing
POINT(105043 502045),t2,8,5,1,standing
POINT(105048 502045),t3,8,5,1,standing
POINT(105053 502045),t4,8,5,1,standing
POINT(105058 502045),t5,12,8,1,standing
POINT(105255 502045),t6,10,6,0,standing
POINT(105150 502150),t7,10,6,1,standing
POINT(105150 502170),t8,10,6,1,standing
END
}

town_green() {
    cat << 'END'
wkt,id,class,public
"POLYGON((105010 502100,105160 502100,105160 502200,105010 502200,105010 502100))",g1,park,1
END
}

# s3 leaves the park at an angle, so that one place on it is nearest.
town_street() {
    cat << 'END'
wkt,id,name,class,foot
"LINESTRING(105000 502050,105170 502050)",s1,Dorpsstraat,weg,1
"LINESTRING(105170 502050,105400 502050)",s2,Dorpsstraat,weg,1
"LINESTRING(105170 502050,105174 502220)",s3,Parklaan,weg,1
END
}

town_water() {
    cat << 'END'
wkt,id,class
"POLYGON((105200 502300,105300 502300,105300 502350,105200 502350,105200 502300))",w1,plas
END
}

town_neighbourhood() {
    cat << 'END'
wkt,id,code,name,kind,parent_code
"POLYGON((105000 502000,105200 502000,105200 502400,105000 502400,105000 502000))",BU1,BU1,West,buurt,WK1
"POLYGON((105200 502000,105400 502000,105400 502400,105200 502400,105200 502000))",BU2,BU2,Oost,buurt,WK1
"POLYGON((105000 502000,105400 502000,105400 502400,105000 502400,105000 502000))",WK1,WK1,Dorp,wijk,GM1
"POLYGON((105000 502000,105400 502000,105400 502400,105000 502400,105000 502000))",GM1,GM1,Dorp,gemeente,
END
}

TOWN_THEMES="address building tree green street water neighbourhood"

# geometry_type THEME
geometry_type() {
    case $1 in
        address | tree) echo wkbPoint ;;
        street | hedge) echo wkbLineString ;;
        *) echo wkbPolygon ;;
    esac
}

# vrt_layer NAME TYPE SRS, for the text NAME.csv; numbers are found by the columns' names.
vrt_layer() {
    local column
    echo "<OGRVRTLayer name='$1'><SrcDataSource relativeToVRT='1'>$1.csv</SrcDataSource>"
    echo "<OpenOptions><OOI key='EMPTY_STRING_AS_NULL'>YES</OOI></OpenOptions>"
    echo "<SrcLayer>$1</SrcLayer>"
    echo "<GeometryType>$2</GeometryType>${3:+<LayerSRS>$3</LayerSRS>}"
    echo "<GeometryField encoding='WKT' field='wkt'/>"
    for column in $(head -n 1 "$1.csv" | tr ',' ' '); do
        case $column in
            wkt) ;;
            *_m) echo "<Field name='$column' type='Real' nullable='true'/>" ;;
            home | public | foot | level) echo "<Field name='$column' type='Integer'/>" ;;
            *_date) echo "<Field name='$column' type='Date'/>" ;;
            *) echo "<Field name='$column' type='String'/>" ;;
        esac
    done
    echo "</OGRVRTLayer>"
}

# make_town [FOLDER [THEME...]]: one GeoPackage with the themes named, all by default.
make_town() {
    local town=${1:-town} themes theme work
    shift $(($# > 0))
    themes=${*:-$TOWN_THEMES}
    work=$(mktemp -d)
    mkdir -p "$town"
    (
        cd "$work" || exit
        echo "<OGRVRTDataSource>"
        for theme in $themes; do
            "town_$theme" > "$theme.csv"
            vrt_layer "$theme" "$(geometry_type "$theme")" "${TOWN_SRS-EPSG:28992}"
        done
        echo "</OGRVRTDataSource>"
    ) > "$work/town.vrt"
    ogr2ogr -f GPKG "$town/base.gpkg" "$work/town.vrt"
    rm -r "$work"
}

# make_layer FILE LAYER [TYPE] < text: one layer of its own, in the format of the file's suffix.
make_layer() {
    local work
    work=$(mktemp -d)
    cat > "$work/$2.csv"
    {
        echo "<OGRVRTDataSource>"
        (cd "$work" && vrt_layer "$2" "${3:-$(geometry_type "$2")}" "${TOWN_SRS-EPSG:28992}")
        echo "</OGRVRTDataSource>"
    } > "$work/layer.vrt"
    ogr2ogr "$1" "$work/layer.vrt" "$2"
    rm -r "$work"
}

# refused COMMAND...: runs it with an output that exists, prints its status, and tells when that
# output is no longer what it was or something lies beside it.
refused() {
    local status=0
    echo kept > old.fgb
    "$@" -O -o old.fgb || status=$?
    echo "$status"
    cmp -s old.fgb <(echo kept) || echo "old.fgb has changed"
    compgen -G '.old*' || true
}

# answers NAME,... COMMAND...: these columns of what it writes as csv.
answers() {
    local columns=$1
    shift
    "$@" -f csv | awk -F, -v wanted="$columns" '
        NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; count = split(wanted, name, ",") }
        { for (i = 1; i <= count; i++) printf "%s%s", $place[name[i]], i < count ? "," : "\n" }'
}

# town_raster FILE OPTIONS...: a grid of 0.5 m over the town, of one value (-burn).
town_raster() {
    local file=$1
    shift
    gdal_create -q -of GTiff -bands 1 -ot Float32 -outsize 800 800 -a_srs EPSG:28992 \
        -a_ullr 105000 502400 105400 502000 "$file" "$@"
}
