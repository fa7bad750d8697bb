# Themes come as streams too: process substitution gives a tool several at once.
. "$SRC/tests/support/pipe.sh" || exit 3

expect 0 gn-sample --addresses 500 --no-rasters -o town
ogr2ogr -q green.fgb town/base.gpkg green
ogr2ogr -q street.fgb town/base.gpkg street
expect 0 gn-access -O -o files.csv town
expect 0 bash -c 'gn-access --town town --green <(cat green.fgb) --street <(cat street.fgb) -f csv <(gn-null town) > streams.csv'
cmp files.csv streams.csv || wrong "streams give other distances than files"
# one that was cut or failed is seen
expect 3 bash -c 'gn-access --town town --green <(head -c 3000 green.fgb) town > none.fgb'
expect 3 bash -c 'gn-access --town town --green <(gn-null missing.fgb 2> /dev/null) town > none.fgb'
finish
