# Datasets over the network: only when allowed, and then the same answer as from the files.
. "$SRC/tests/support/pipe.sh" || exit 3

expect 0 gn-sample --addresses 500 -o town
mkdir served
for theme in tree building address; do
    ogr2ogr -q -lco SPATIAL_INDEX=NO served/$theme.fgb town/base.gpkg $theme
done
cp town/base.gpkg town/dsm.tif town/dtm.tif served
coproc server { exec python3 "$SRC/tests/support/serve.py" served; }
read -r -t 20 url <&"${server[0]}" || wrong "the server did not start"

expect 0 gn-trees -O -o files.csv town
expect 0 gn-trees --allow-network --town town --tree "$url/tree.fgb" --building "$url/building.fgb" \
    --dsm "$url/dsm.tif" --dtm "$url/dtm.tif" -O -o network.csv "$url/address.fgb"
cmp files.csv network.csv || wrong "the network gives other counts than the files"

for option in "--tree $url/tree.fgb" "--dsm $url/dsm.tif" "$url/address.fgb"; do
    # shellcheck disable=SC2086 # an option and its value
    expect 2 gn-trees --town town $option -o none.csv
    says 'is on the network, which is not allowed'
done
expect 3 gn-trees --allow-network --tree "$url/base.gpkg:tree" town -o none.csv
expect 3 gn-trees --allow-network --tree "$url/missing.fgb" town -o none.csv
[[ ! -e none.csv ]] || wrong "a refused run left an output"
finish
