# Whatever call to the kernel fails, in every format: status 0 means that the output is whole, and
# after a failure the old output is there and nothing else.
. "$SRC/tests/support/faults.sh" || exit 3
export FAIL_PATH=target_here

points 5 > in.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
echo old > old
mkdir target_here

# An interruption or half a write is no failure; but SQLite takes half a write for a full disk.
harmless='out.!(gpkg): write +(*) @(EINTR|short)'
shopt -s extglob

# judge WHAT OUTPUT GOOD: after `failing`
judge() {
    local what output=$2 good=$3
    what="$1 ($(head -n 1 messages))"
    # shellcheck disable=SC2053 # a pattern
    [[ $1 != $harmless || $status == 0 ]] || wrong "no reason to fail: $what"
    # whether the bytes are on the disk is not known then
    [[ $1 != *" fsync "* || $status == 3 ]] || wrong "no fsync, and yet done: $what"
    case $status in
    0) cmp -s "$output" "$good" || wrong "done, with a bad output: $what" ;;
    3)
        [[ -s messages ]] || wrong "a failure without a word: $what"
        # the folder is fsynced when the new file is there already
        cmp -s "$output" old || { [[ $1 =~ \ (fsync|open|close)\  ]] && cmp -s "$output" "$good"; } ||
            wrong "failed, and the output is not the old one: $what"
        ;;
    *) wrong "status $status: $what" ;;
    esac
    [[ $1 == *" unlink "* || -z $(beside target_here "${output##*/}") ]] ||
        wrong "left behind: $what: $(beside target_here "${output##*/}")"
}
# every_call OUTPUT GOOD CALL HOW STEP COMMAND...
every_call() {
    local output=$1 good=$2 call=$3 how=$4 step=$5 number before=$failures
    shift 5
    runs=0
    for number in $(numbers "$step"); do
        ((failures < before + 5)) || break
        find target_here -mindepth 1 -delete
        cp old "$output"
        failing "$call" "$number" "$how" "$@" -O -o "$output" > /dev/null || break
        runs=$((runs + 1))
        judge "${output##*/}: $call $number $how" "$output" "$good"
    done
    ((runs > 0)) || [[ $call == truncate ]] || wrong "$*: no $call was made to fail"
}

for format in fgb csv geojsonl geojson gpkg; do
    output=target_here/out.$format
    step=$([[ $format == gpkg ]] && echo 5 || echo 1)
    expect 0 gn-null -o "good.$format" in.fgb
    FAIL_ALWAYS=1 every_call "$output" "good.$format" write ENOSPC 1 gn-null in.fgb
    for how in EIO EINTR short; do
        every_call "$output" "good.$format" write $how "$step" gn-null in.fgb
    done
    for call in open fsync rename close truncate unlink; do
        every_call "$output" "good.$format" $call EIO 1 gn-null in.fgb
    done
done

# rejects are an output like any other
cat in.geojsonl - > bad.geojsonl <<< '{"type":"Feature","properties":{"id":"null","n":5},"geometry":null}'
expect 0 gn-null --rejects good_rejects.csv -o good_rows.csv bad.geojsonl
for call in open write fsync rename; do
    for number in $(numbers 1); do
        find target_here -mindepth 1 -delete
        failing $call "$number" ENOSPC gn-null --rejects target_here/rejects.csv \
            -o target_here/rows.csv bad.geojsonl || break
        if ((status == 0)); then
            cmp -s target_here/rejects.csv good_rejects.csv || wrong "done, with bad rejects: $call $number"
            cmp -s target_here/rows.csv good_rows.csv || wrong "done, with bad rows: $call $number"
        else
            same "$status" 3 "rejects: $call $number"
            [[ ! -e target_here/rejects.csv ]] || cmp -s target_here/rejects.csv good_rejects.csv ||
                wrong "half the rejects: $call $number"
            [[ ! -e target_here/rows.csv ]] || cmp -s target_here/rows.csv good_rows.csv ||
                wrong "half the rows: $call $number"
        fi
        [[ -z $(beside target_here rejects.csv rows.csv) ]] ||
            wrong "left behind: $call $number: $(beside target_here rejects.csv rows.csv)"
    done
done
finish
