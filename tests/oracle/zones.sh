# Zones of Otterlo, classified, merged and measured by other code; and the same town a quarter turned.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/data/town_otterlo/base.gpkg" "$SHARED/data/natura2000_nl/veluwe.json"
oracle zones shapely
