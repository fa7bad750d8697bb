# A full disk, under standard output and under files, in every format: status 3, the old output and
# nothing else.
# in a space of mounts of its own, which ends with the test whatever ends it
if [[ -z ${OWN_MOUNTS:-} ]] && unshare -m true 2> /dev/null; then
    OWN_MOUNTS=1 exec unshare -m bash "$0"
fi
. "$SRC/tests/support/pipe.sh" || exit 3

points 70000 > in.geojsonl
points 5 > few.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
expect 0 gn-null -o few.fgb few.geojsonl
expect 0 gn-sample --addresses 500 --no-rasters -o town
expect 0 gn-access -o access.fgb town
expect 0 gn-norm --criteria access --town town -o norm.gpkg access.fgb

# ---- standard output: also when everything fits into one last write ----
for input in in.fgb few.fgb; do
    for format in fgb csv geojsonl geojson; do
        expect 3 bash -c "gn-null -f $format $input > /dev/full"
        says "No space left on device"
    done
done
for command in 'gn-norm --json --criteria access --town town access.fgb' 'gn-norm --criteria access --town town access.fgb' \
    'gn-check --json norm.gpkg' 'gn-check norm.gpkg --fail-below access=1%' 'gn-null --help' 'gn-null --describe' \
    'gn-null --version' 'gn-trees --help' 'gn-access town'; do
    expect 3 bash -c "$command > /dev/full"
    [[ -s messages ]] || wrong "no word about the full disk: $command"
done
# no rows are bytes too
expect 3 bash -c 'gn-null --bbox 0,0,1,1 in.fgb > /dev/full'

# ---- a limit on the size of files: the same everywhere ----
echo old > old
for format in fgb csv geojsonl geojson gpkg; do
    cp old limited.$format
    status=0
    (
        ulimit -f 1000
        exec gn-null -O -o limited.$format in.fgb 2> messages
    ) || status=$?
    same "$status" 3 "$format over the limit ($(cat messages))"
    cmp -s old limited.$format || wrong "$format over the limit: not the old output"
done
[[ -z $(find . -name '.*' -type f) ]] || wrong "left: $(find . -name '.*' -type f)"

# ---- a disk that really is full ----
mkdir disk
if [[ -n ${OWN_MOUNTS:-} ]] && mount -t tmpfs -o size=5m groennet_test disk 2> /dev/null; then
    trap 'umount "$work/disk"; rm -rf "$work"' EXIT
    for format in fgb csv geojsonl geojson gpkg; do
        cp old disk/out.$format
        head -c 4000000 /dev/zero > disk/ballast
        expect 3 gn-null -O -o disk/out.$format in.fgb
        cmp -s old disk/out.$format || wrong "$format on a full disk: not the old output"
        same "$(find disk -mindepth 1 -printf '%f\n' | sort | tr '\n' ' ')" "ballast out.$format " "on the full disk"
        # what fits is written afterwards
        expect 0 gn-null -O -o disk/out.$format few.fgb
        expect 0 gn-null -O -o out.$format few.fgb
        cmp -s out.$format disk/out.$format || wrong "another $format on a nearly full disk"
        rm disk/out.$format
    done
    # any space left between nothing and enough
    size=$(($(stat -c %s norm.gpkg) / 1024))
    for room in $(seq 0 60 $((size * 3))); do
        head -c $((5 * 1024 * 1024 - room * 1024)) /dev/zero > disk/ballast 2> /dev/null
        status=0
        gn-norm --criteria access --town town -o disk/norm.gpkg access.fgb 2> messages || status=$?
        case $status in
        0) cmp -s norm.gpkg disk/norm.gpkg || wrong "done, with a bad output in $room kB" ;;
        3)
            [[ ! -e disk/norm.gpkg ]] || wrong "an output of a failed run in $room kB"
            ! grep -E 'INSERT|CREATE|sqlite3_' messages || wrong "a statement instead of a reason in $room kB"
            ;;
        *) wrong "status $status in $room kB ($(cat messages))" ;;
        esac
        rm -f disk/norm.gpkg
        same "$(find disk -mindepth 1 -printf '%f ')" "ballast " "on the full disk with $room kB"
    done
    same "$status" 0 "with room enough"
    rm disk/*
    expect 3 gn-sample --addresses 5000 --cell 1m -o disk/town
    [[ -z $(find disk -name 'base.gpkg' -o -name '.*') ]] || wrong "left of a town: $(find disk)"
    rm -r disk/*
    # the place for temporary copies
    gn-null -f geojson in.fgb > in.geojson
    expect 3 env TMPDIR="$work/disk" bash -c 'gn-null -O -o copied.fgb < in.geojson'
    says "temporary file"
    [[ ! -e copied.fgb && -z $(find disk -mindepth 1) ]] || wrong "left of a copy: $(find disk)"
else
    echo "without a disk of 5 MB: only root can mount one"
fi
finish
