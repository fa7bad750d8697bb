# The balance of a shower: water let run over the cells of small terrains, and made towns on paper.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle rain shapely
