# Read by the tests of pipe/ that let calls fail, kill and fill disks: what pipe.sh has, the library
# fail_io.c, and how to look at an output folder afterwards.
. "$SRC/tests/support/pipe.sh" || exit 3

"${CC:-cc}" -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -o "$work/fail_io.so" \
    "$SRC/tests/support/fail_io.c" || exit 3

# failing CALL NUMBER HOW COMMAND...: runs it with that call failing (see fail_io.c; FAIL_PATH and
# FAIL_ALWAYS as they are set). `messages` and `status` say how it went; false when the command
# made fewer such calls.
failing() {
    local call=$1 number=$2 how=$3
    shift 3
    rm -f "$work/failed"
    status=0
    # shellcheck disable=SC2034 # the status is for the caller
    { # the shell's own word about a killed command goes to `messages` too
        env LD_PRELOAD="$work/fail_io.so" ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0" \
            FAIL_CALL="$call" FAIL_AT="$number" FAIL_WITH="$how" FAIL_LOG="$work/failed" "$@"
    } 2> "$work/messages" || status=$?
    [[ -e $work/failed ]]
}
# numbers STEP: which calls to let fail: all of the first ones, then some
numbers() {
    seq 1 "$1" 60
    seq 67 "$(($1 * 10))" 500
    seq 511 97 20000
}
# beside FOLDER NAME...: what lies there under other names, hidden ones too
beside() {
    local folder=$1 name names=()
    shift
    for name in "$@"; do
        names+=(! -name "$name")
    done
    find "$folder" -mindepth 1 "${names[@]}" -printf '%f '
}
# gpkg_is_good FILE: SQLite and GDAL read all of it
gpkg_is_good() {
    [[ $(ogrinfo -q -ro "$1" -sql 'PRAGMA integrity_check' 2>&1 | grep -c '= ok$') == 1 ]] &&
        ogrinfo -ro -al -so "$1" > /dev/null 2>&1
}
