# The elevation model on real sheets, by GDAL, NumPy, SciPy and Shapely.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/achterhoek_dtm_hydamo/dtm" "$SHARED/data/town_delft_centre" \
    "$SHARED/data/delft_3dfier/derived" "$SHARED/data/amsterdam_trees_ahn4/derived"
oracle ahn shapely scipy
