# Makes norm.gpkg as gn-norm leaves it, from rows `code,name,level,parent_code,homes` and then pass,
# fail and unknown for trees, canopy, access and the norm, on standard input; an empty cell is null.
make_norm() {
    local head=code,name,level,parent_code,homes criterion
    for criterion in trees canopy access norm; do
        head+=,${criterion}_pass,${criterion}_fail,${criterion}_unknown
    done
    {
        echo "wkt,id,norm,$head"
        sed -e 's/^/"POLYGON((100000 500000,101000 500000,101000 501000,100000 500000))",,4-40-400,/'
    } > rows.csv
    ogr2ogr -f GPKG norm.gpkg rows.csv -nln norm_neighbourhood -a_srs EPSG:28992 \
        -oo GEOM_POSSIBLE_NAMES=wkt -oo KEEP_GEOM_COLUMNS=NO -oo AUTODETECT_TYPE=YES \
        -oo EMPTY_STRING_AS_NULL=YES
}

# Two districts of the town of the examples; canopy was measured, access was not known everywhere.
make_town() {
    make_norm << END
BU99990001,Centrum,buurt,WK999900,900,765,135,0,0,900,0,850,50,0,0,900,0
BU99990002,'s-Gravenhof,buurt,WK999900,500,400,100,0,500,0,0,440,60,0,350,150,0
BU99990003,Kanaalzone,buurt,WK999901,412,252,160,0,0,412,0,400,12,0,0,412,0
BU99990004,Polder,buurt,WK999901,20,1,19,0,20,0,0,0,4,16,0,19,1
WK999900,Oost,wijk,GM9999,1400,1165,235,0,500,900,0,1290,110,0,350,1050,0
WK999901,West,wijk,GM9999,432,253,179,0,20,412,0,400,16,16,0,431,1
GM9999,Voorbeeld,gemeente,,1832,1418,414,0,520,1312,0,1690,126,16,350,1481,1
totaal,Voorbeeld,totaal,,1832,1418,414,0,520,1312,0,1690,126,16,350,1481,1
END
}

# Writes where the layer came from, as gn-norm does: $1 is the newest date of its inputs.
add_history() {
    sqlite3 norm.gpkg "
        CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY, md_scope TEXT, md_standard_uri TEXT,
            mime_type TEXT, metadata TEXT);
        CREATE TABLE gpkg_metadata_reference (reference_scope TEXT, table_name TEXT,
            column_name TEXT, row_id_value INTEGER, timestamp TEXT, md_file_id INTEGER,
            md_parent_id INTEGER);
        INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'urn:groennet:provenance',
            'application/json', '{\"groennet\":\"0.1.0\",\"steps\":[{\"tool\":\"gn-norm\",
            \"version\":\"0.1.0\",\"columns\":[],\"options\":{},
            \"inputs\":{\"tree\":{\"name\":\"base.gpkg:tree\",\"date\":\"$1\"}}}]}');
        INSERT INTO gpkg_metadata_reference
            VALUES ('table', 'norm_neighbourhood', NULL, NULL, '2024-05-01T00:00:00.000Z', 1, NULL)"
}

write_targets() {
    cat > targets.csv << END
criterion,year,area,min_pct
trees,2026,,60
trees,2030,,80
trees,2026,WK999901,50
access,2026,,90
END
}
