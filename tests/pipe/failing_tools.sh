# The real writers of several layers and files while calls fail: gn-sample, gn-norm, and gn-norm
# --update of a GeoPackage that must keep its other layers. And reading: what could not be read is
# never a shorter result.
. "$SRC/tests/support/faults.sh" || exit 3

expect 0 gn-sample --addresses 500 --cell 8m -o town
expect 0 gn-access -o access.fgb town
expect 0 gn-norm --criteria access --town town -o good.gpkg access.fgb
gpkg_is_good good.gpkg || wrong "gpkg_is_good does not know a good file"

# judge WHAT FILE OLD GOOD
judge() {
    if ((status == 0)); then
        cmp -s "$2" "$4" || wrong "done, with a bad $2: $1 ($(head -n 1 messages))"
    else
        same "$status" 3 "$1 ($(head -n 1 messages))"
        cmp -s "$2" "$3" || cmp -s "$2" "$4" || wrong "half a $2: $1 ($(head -n 1 messages))"
    fi
}

export FAIL_PATH=target_here
mkdir target_here
cp good.gpkg old.gpkg
ogr2ogr -update -nln other -nlt POINT old.gpkg access.fgb
cp old.gpkg new.gpkg
expect 0 gn-norm --criteria access --town town --update -o new.gpkg access.fgb
for call in write open unlink; do
    for number in $(numbers 7); do
        cp old.gpkg target_here/norm.gpkg
        failing $call "$number" ENOSPC gn-norm --criteria access --town town --update \
            -o target_here/norm.gpkg access.fgb || break
        judge "gn-norm --update: $call $number" target_here/norm.gpkg old.gpkg new.gpkg
        [[ $call == unlink || -z $(beside target_here norm.gpkg) ]] ||
            wrong "left behind: $call $number: $(beside target_here norm.gpkg)"
        find target_here -mindepth 1 -delete
    done
    ((number > 7)) || wrong "gn-norm --update: no $call was made to fail"
done

# a town is several files: each is whole or not there, and the town only when all went well
for call in write open rename fsync; do
    for number in $(numbers 7); do
        find target_here -mindepth 1 -delete
        failing $call "$number" EIO gn-sample --addresses 500 --cell 8m -o target_here || break
        for name in base.gpkg dsm.tif dtm.tif; do
            [[ $status != 0 && ! -e target_here/$name ]] ||
                judge "gn-sample: $call $number" target_here/$name town/$name town/$name
        done
        [[ -z $(beside target_here base.gpkg dsm.tif dtm.tif) ]] ||
            wrong "left behind: $call $number: $(beside target_here base.gpkg dsm.tif dtm.tif)"
    done
done
# GDAL writes rasters through the C library: a limit on the size of files stands for the full disk
for kilobytes in 1 4 12 16 20 30; do
    find target_here -mindepth 1 -delete
    status=0
    (
        trap '' XFSZ
        ulimit -f "$kilobytes"
        exec gn-sample --addresses 500 --cell 8m -o target_here 2> /dev/null
    ) || status=$?
    same "$status" 3 "gn-sample with files of at most $kilobytes kB"
    for name in dsm.tif dtm.tif; do
        [[ ! -e target_here/$name ]] || cmp -s town/$name target_here/$name ||
            wrong "half a $name at $kilobytes kB"
    done
    [[ -z $(beside target_here dsm.tif dtm.tif) ]] ||
        wrong "left behind at $kilobytes kB: $(beside target_here dsm.tif dtm.tif)"
done

# reading
points 20000 > reading.geojsonl
expect 0 gn-null -o reading.fgb reading.geojsonl
expect 0 gn-null -o reading.gpkg reading.fgb
export FAIL_PATH=reading.
for format in fgb geojsonl gpkg; do
    gn-null -f csv reading.$format > good.csv
    for how in EIO EINTR short; do
        for number in $(numbers 9); do
            failing read "$number" $how gn-null -f csv reading.$format > read.csv || break
            ((status == 3)) || { ((status == 0)) && cmp -s read.csv good.csv; } ||
                wrong "status $status and other rows: reading $format: $number $how"
            # these two happen to any healthy file
            [[ $how == EIO || $status == 0 ]] ||
                wrong "no reason to fail: reading $format: $number $how ($(head -n 1 messages))"
        done
        ((number > 1)) || wrong "no read of $format was made to fail"
    done
done
finish
