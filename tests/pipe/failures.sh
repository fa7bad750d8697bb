# What goes wrong upstream is seen downstream, and no half file is left.
. "$SRC/tests/support/pipe.sh" || exit 3

points 70000 > in.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl

# a full disk
for format in fgb csv geojsonl geojson; do
    expect 3 bash -c "gn-null -f $format in.fgb > /dev/full"
done
# a reader that leaves: SIGPIPE, as any filter
gn-null -f csv in.fgb 2> messages | head -n 1 > /dev/null
same "${PIPESTATUS[0]}" 141 "closed pipe"
# and takes away what it had begun beside the stream
expect 0 gn-sample --addresses 2000 --no-rasters -o town
gn-trees town --sightlines lines.gpkg --by-tree trees.gpkg -f csv 2> messages | true
same "${PIPESTATUS[0]}" 141 "closed pipe, with files beside it"
same "$(cat messages; find . -maxdepth 1 -name '.?*'; find . -name 'lines*' -o -name 'trees*')" "" "left behind"

# failing after the first batch: the next tool refuses what it got
bash -c 'gn-null --fail late in.fgb 2> /dev/null | gn-null -o out.fgb' 2> messages
same "$?" 3 "status after an upstream failure"
[[ ! -e out.fgb ]] || wrong "an output in spite of the upstream failure"
# killed, before the first row and amid the rows (it waits for a full pipe): no end mark
bash -c 'gn-null --wait in.fgb > cut.fgb & sleep 0.5; kill -9 $!' 2> /dev/null
expect 3 bash -c 'gn-null -o out.fgb < cut.fgb'
mkfifo pipe
bash -c 'gn-null in.fgb > pipe & exec 3< pipe; head -c 100000 <&3 > cut.fgb; kill -9 $!; cat <&3 >> cut.fgb' 2> /dev/null
(($(stat -c %s cut.fgb) > 100000)) || wrong "killed before the rows"
expect 3 bash -c 'gn-null -o out.fgb < cut.fgb'
says "failed or was killed"
gn-null in.fgb > whole.fgb
head -c 100000 whole.fgb > cut.fgb
expect 3 bash -c 'gn-null -o out.fgb < cut.fgb'
size=$(stat -c %s whole.fgb)
head -c $((size - 3)) whole.fgb > cut.fgb # a cut between rows
expect 3 bash -c 'gn-null -o out.fgb < cut.fgb'
expect 3 bash -c 'gn-null -o out.fgb < /dev/null'
[[ ! -e out.fgb ]] || wrong "an output of a cut stream"

# outputs are not overwritten, and never the input
echo kept > old.csv
cp in.fgb kept.fgb
expect 2 gn-null -o old.csv in.fgb
same "$(cat old.csv)" kept "an existing file"
expect 0 gn-null -O -o old.csv in.fgb
expect 2 gn-null -O -o in.fgb in.fgb
ln -s in.fgb link.fgb
expect 2 gn-null -O -o link.fgb in.fgb
cmp in.fgb kept.fgb || wrong "the input is not what it was"

# signals
for name in TERM INT HUP; do
    number=$(kill -l $name)
    env --default-signal=INT gn-null --wait -o stopped.gpkg in.fgb 2> messages &
    sleep 0.7
    kill -s $name $!
    wait $!
    same "$?" $((128 + number)) "status on SIG$name"
    [[ -z $(find . -name '*stopped*') ]] || wrong "left after SIG$name: $(find . -name '*stopped*')"
done
# somebody has the output open
touch busy.gpkg busy.gpkg-wal
expect 75 gn-null -O -o busy.gpkg in.fgb
finish
