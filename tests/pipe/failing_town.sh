# A town of which one file after the other cannot be renamed: all of it is the old one, or all new.
. "$SRC/tests/support/faults.sh" || exit 3
export FAIL_PATH=town

mkdir town
cp "$SRC/data/sample/base.gpkg" town
cp "$SRC/data/sample/dtm.tif" M_sample.tif
cp "$SRC/data/sample/dsm.tif" R_sample.tif
all_files() { find town -type f | sort | sed 's/^/ /' | tr -d '\n'; }

# Rasters that were not there, and rasters that were: both go back.
for state in none old; do
    files=$(all_files)
    sum=$(cat town/* | sha256sum)
    number=1
    while failing rename "$number" ENOSPC gn-import ahn M_sample.tif R_sample.tif --town town -q; do
        same "$status" 3 "status, $state, rename $number"
        same "$(all_files)" "$files" "files, $state, rename $number"
        same "$(cat town/* | sha256sum)" "$sum" "contents, $state, rename $number"
        number=$((number + 1))
    done
    same "$status" 0 "status without a fault, $state"
    ((number > 4)) || wrong "no more than $((number - 1)) renames, $state"
    gdal_translate -q -scale 0 1 0 1.01 "$SRC/data/sample/dsm.tif" R_sample.tif
done
finish
