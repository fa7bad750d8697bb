# Places where water could be stored, on the sample town and on real land cover; and laws that hold
# whatever the numbers are.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle potential shapely
