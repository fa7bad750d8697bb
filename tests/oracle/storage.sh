# The book of cubic metres: made towns of all kinds and units, and the groundwater of a real polder.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle storage shapely
