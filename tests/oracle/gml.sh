# Geometries of BGT files as read from GML, against GDAL's reading of them.
. "$SRC/tests/support/oracle.sh" || exit 3
export PATH=$GN_TEST_BIN:$PATH
needs "$SHARED/data/otterlo_bgt/otterlo.zip" "$SHARED/data/otterlo_bgt/bgt_pand_template.gfs" \
    "$SHARED/data/kadaster_samples/0221PND15092020.zip"
oracle gml shapely
