# Land cover for tests of nature zones, after support/make_town.sh: read both with `.`. Squares of
# 100 m in RD New, so that areas can be worked out on paper.

# square ID XMIN YMIN XMAX YMAX PHYSICAL [CLASS [LEVEL]]: a row of land cover; vegetation on the ground by default
square() {
    printf '"POLYGON((%s %s,%s %s,%s %s,%s %s,%s %s))",%s,%s,%s,,,%s\n' \
        "$2" "$3" "$4" "$3" "$4" "$5" "$2" "$5" "$2" "$3" "$1" "${7-begroeidterreindeel}" "$6" "${8-0}"
}

# A wood, a meadow between, a second wood, a ditch, a street.
town_landcover() {
    echo wkt,id,class,physical,plus,function,level
    square a 105000 502000 105100 502100 loofbos
    square b 105100 502000 105200 502100 'grasland overig'
    square c 105200 502000 105300 502100 naaldbos
    square d 105000 502100 105300 502102 waterloop waterdeel
    square e 105000 502102 105300 502110 'open verharding' wegdeel
}

# land: a town of land cover alone, or with the themes named besides.
land() {
    make_town town landcover "$@"
}

# told FILE [LAYER]: the rows without their shapes, numbers to the square centimetre.
told() {
    ogr2ogr -f CSV /vsistdout/ "$1" -dialect OGRSQL -sql "SELECT id, class, status, members,
        CAST(area_m2 AS numeric(12,2)), CAST(core_area_m2 AS numeric(12,2)),
        CAST(width_mean_m AS numeric(8,2)) FROM nature_zone"
}
