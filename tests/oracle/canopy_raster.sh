# Canopy from rasters, by 64 samples a cell laid by GDAL.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle canopy_raster shapely
