# Cool places by counting cells, and the shade along the walks to them by GEOS and by sampling.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle cool shapely
