# Findings of gn-audit on real towns, each counted by other means.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED"/data/town_{otterlo,delft,delft_centre}/base.gpkg "$SHARED"/data/delft_3dfier/derived/delft_ahn3_05m_ndsm.tif
oracle audit shapely
