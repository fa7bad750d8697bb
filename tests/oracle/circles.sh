# Canopy in circles around addresses, summed directly.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle circles shapely
