# A row that goes in comes out, through any number of tools and formats, unchanged.
. "$SRC/tests/support/pipe.sh" || exit 3

points 70000 > in.geojsonl # more than one batch
expect 0 gn-null -o one.fgb in.geojsonl
same "$(rows one.fgb)" 70000 "rows of a file"
expect 0 bash -o pipefail -c 'gn-null one.fgb | gn-null | gn-null | gn-null -o four.csv'
expect 0 gn-null -o direct.csv one.fgb
cmp direct.csv four.csv || wrong "three tools in a pipe changed a row"
same "$(head -n 1 direct.csv)" "x,y,id,n" "heading"

# columns are added, not replaced
expect 0 bash -o pipefail -c 'gn-null --add 7 one.fgb | gn-null --add 8 --name other -o two.csv'
same "$(sed -n 2p two.csv | cut -d, -f 3-)" "a0,0,7,8" "added columns"
expect 2 bash -o pipefail -c 'gn-null --add 7 one.fgb | gn-null --add 8 > again.fgb'
says "--name"

# the same bytes again
expect 0 gn-null --add 7 -o a.gpkg one.fgb
expect 0 gn-null --add 7 -j 1 -o b.gpkg one.fgb
cmp a.gpkg b.gpkg || wrong "two runs differ"

# no rows are rows too
head -n 1 in.geojsonl > first.geojsonl
expect 0 bash -o pipefail -c 'gn-null --bbox 0,0,1,1 --crs EPSG:4326 first.geojsonl | gn-null --add 1 -f csv > none.csv'
same "$(cat none.csv)" "x,y,id,n,null_value" "an empty stream keeps its columns"
finish
