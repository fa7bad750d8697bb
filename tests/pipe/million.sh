# A million addresses through a chain: every stage's memory stays where it was, the rows are all
# there. What it took is printed; nothing is asserted about time.
. "$SRC/tests/support/pipe.sh" || exit 3
if grep -aq __asan_init "$(command -v gn-null)" && [[ ${GROENNET_LONG:-} != 1 ]]; then
    echo "skipped: too slow with sanitizers (GROENNET_LONG=1)"
    exit 77
fi
command -v python3 > /dev/null || {
    echo "skipped: memory is measured with Python"
    exit 77
}
# what a sanitizer keeps says nothing
limit_mb=80
! grep -aq __asan_init "$(command -v gn-null)" || limit_mb=1000000

# shellcheck disable=SC2317 # called by other shells
# stage NAME COMMAND...: its highest memory use goes to the file NAME.kb
stage() {
    local name=$1
    shift
    python3 -c '
import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as f:
    f.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status)' "$name.kb" "$@"
}
report() {
    local name kb
    for name in "$@"; do
        kb=$(cat "$name.kb")
        echo "$name: $((kb / 1024)) MB"
        ((kb / 1024 < limit_mb)) || wrong "$name needs $((kb / 1024)) MB for a million addresses"
    done
}
seconds() {
    local begin
    begin=$(date +%s%N)
    "$@"
    took=$((($(date +%s%N) - begin) / 1000000))
}

# with the columns that gn-norm judges
# shellcheck disable=SC2317
make_points() {
    awk 'BEGIN {
        for (i = 0; i < 1000000; i++)
            printf "{\"type\":\"Feature\",\"properties\":{\"id\":\"a%d\",\"building_id\":\"b%d\",\"home\":1,\"neighbourhood_id\":\"BU1\",\"trees_in_sight\":%d,\"canopy_pct\":%d.5,\"green_dist_m\":%d.25},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.7f,%.7f]}}\n",
                i, i / 3, i % 9, i % 100, i % 900, 4.35 + (i % 1000) * 1e-4, 52.0 + int(i / 1000) * 1e-4
    }'
}
seconds bash -o pipefail -c "$(declare -f make_points); make_points | gn-null --crs EPSG:4326 > million.fgb"
echo "text to FlatGeobuf: $took ms"
same "$(tail -c 3 million.fgb)" END "end mark of a million"

# what the filter costs beyond moving the bytes
# against_cat STAGES...: both commands with that many stages
against_cat() {
    local cats=${1//gn-null/cat} cat_ms
    seconds bash -c "cat million.fgb | $cats > /dev/null"
    cat_ms=$took
    seconds bash -c "cat million.fgb | $1 > /dev/null"
    echo "$1: $took ms, $cats: $cat_ms ms, ratio $((took * 100 / (cat_ms ? cat_ms : 1))) %"
}
echo "$(($(stat -c %s million.fgb) / 1000000)) MB"
against_cat 'gn-null'
against_cat 'gn-null | gn-null | gn-null'

export -f stage
expect 0 bash -o pipefail -c 'cat million.fgb | stage first gn-null | stage second gn-null --add 7 |
    stage third gn-null | stage text gn-null -f csv > million.csv'
cat messages
same "$(wc -l < million.csv)" 1000001 "rows after four tools"
report first second third text
cmp <(gn-null --add 7 -f csv million.fgb) million.csv || wrong "four tools change a row"

# gn-norm counts every home once, for which it keeps something of each: told, not limited
seconds expect 0 bash -o pipefail -c 'cat million.fgb | stage feed gn-null | stage norm gn-norm -f fgb > norm.fgb'
cat messages
echo "gn-norm: $(($(cat norm.kb) / 1024)) MB, $took ms"
report feed
finish
