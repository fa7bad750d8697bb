# Towns that an independent script made of the same raw files: what gn-import makes of them has the
# same ids and counts per theme and the same areas, every difference has its name, and the norm's
# chain says the same.
. "$SRC/tests/support/oracle.sh" || exit 3
data=$SHARED/data
needs "$data/otterlo_bgt/otterlo.zip" "$data/otterlo_addresses/dutch_addresses_28992.gpkg" \
    "$data/town_otterlo/base.gpkg" "$data/delft_3dfier/bgt_pand.sqlite" \
    "$data/town_delft_centre/base.gpkg" "$data/cbs_areas/derived_buurt_2014_coarse.gpkg"
export SHARED
oracle import_towns
