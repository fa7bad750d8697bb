# Hostile inputs: each row of files.csv gives one file, alone in a folder, to a tool. It must end
# with the status and the words of the row and name the file, in 20 seconds and 4 GB, without
# reading any other file, asking the network, or leaving anything beside the input, in the folder
# for temporary files, or of a half-made town. Rows with status 0 show that the same file without
# its sting is read, or that the sting does nothing. Words of the test's name: only those rows.
# shellcheck disable=SC2034 # commands of the table use $in, $out, $good and $port
set -uo pipefail
here=$SRC/tests/hostile
export PATH=$GN_BIN:$PATH PYTHONDONTWRITEBYTECODE=1 GN_DATA_DIR=$SRC/data
unset GN_TOWN SOURCE_DATE_EPOCH NO_COLOR
work=$(mktemp -d)
listener=
trap '[[ -n $listener ]] && kill "$listener" 2> /dev/null; rm -rf "$work"' EXIT
mark=GEHEIM-7f3a
failures=0 rows=0
only=${1:-}

wrong() {
    echo "wrong: line $line ($file; $command): $*"
    sed 's/^/    /' "$work/said" | cut -c 1-300 | head -n 5
    failures=$((failures + 1))
}

# Traps: a file that nobody may read (it would be a fine table of trees), a port nobody may ask.
mkdir "$work/secret" "$work/stock"
secret=$work/secret/canary.csv
printf 'id,%s,rd_x,rd_y\n%s,8,105000,502000\n' "$mark" "$mark" > "$secret"
mkfifo "$work/hold"
/usr/bin/python3 "$here/listen.py" "$work/asked" < "$work/hold" > "$work/port" &
listener=$!
exec 9> "$work/hold"
until [[ -s $work/port ]]; do sleep 0.05; done
port=$(< "$work/port")
/usr/bin/python3 "$here/make.py" "$work/stock" "$secret" "$port" || exit 3
good=$work/stock
cp -r "$SRC/data/sample" "$good/town"
gn-sinks "$good/town" -q -o "$good/sinks.gpkg" || exit 3
few_box='--bbox 142760,507660,142800,507690'
few="$few_box -j 1"
plugins=$GN_BUILD/tests/plugins
mkdir -p "$good/home/.gdal"
printf '[configoptions]\nGDAL_DRIVER_PATH=%s\n' "$plugins" > "$good/home/.gdal/gdalrc"

# Does this file system tell when a file was read?
old='2001-01-01'
forget() {
    touch -a -d "$old" "$@"
}
was_read() {
    [[ $(stat -c %x "$1") != "$old"* ]]
}
cp "$secret" "$work/probe"
forget "$work/probe"
cat "$work/probe" > /dev/null
was_read "$work/probe" || echo "note: no times of access here, so reading is seen by content alone"
# The traps work.
/usr/bin/python3 -c "import sys, urllib.request as r; r.urlopen('http://127.0.0.1:' + sys.argv[1])" \
    "$port"
[[ -s $work/asked ]] || { echo "wrong: the listener does not listen"; exit 1; }
rm "$work/asked"
armed() { # COMMAND...: GDAL itself gives the secret away
    [[ $("$@" 2>&1) == *"$mark"* ]] || { echo "wrong: no attack on GDAL either: $*"; exit 1; }
}
armed env GDAL_DRIVER_PATH="$plugins" ogrinfo --formats
armed env HOME="$good/home" ogrinfo --formats
armed ogrinfo -q -al "$good/gpkg-vtext/bomen.gpkg" evil
armed ogrinfo -q -al "$good/vrt-json/bomen.geojson"
ogrinfo -q -al "$good/json-crs-link/bomen.geojson" > /dev/null 2>&1
[[ -s $work/asked ]] || { echo "wrong: not even GDAL asks for a system by its address"; exit 1; }
rm "$work/asked"

# A sanitizer's shadow needs all addresses there are.
limit=4194304
grep -qaF __asan_init "$GN_BIN/gn-import" && limit=unlimited

list() {
    (cd "$1" && find . -printf '%p %y %s %T@ %l\n' | sort)
}
# Files beside the input, but for the parts of a shapefile.
others() {
    [[ -n $file ]] || return 0
    find "$row/in" -type f ! -path "$in" ! -name '*.shx' ! -name '*.dbf' ! -name '*.prj' 2> /dev/null
}

run() {
    (
        ulimit -v "$limit" && cd "$row/cwd" || exit 99
        export TMPDIR=$row/tmp HOME=$row/home
        eval "timeout -k 2 20 $command"
    ) < /dev/null > "$work/stdout" 2> "$work/said"
}

check_words() {
    local word rest=${words#!}
    [[ $status == 1 ]] && cat "$work/stdout" >> "$work/said" # findings are an answer
    [[ $status == 0 || -z $file || $words == !* || $command == *"< "* ]] || rest+="|${file##*/}"
    while IFS= read -r -d '|' word; do
        [[ -z $word ]] || grep -qF -- "$word" "$work/said" || wrong "it does not say '$word'"
    done <<< "$rest|"
    grep -qE 'Sanitizer|runtime error:' "$work/said" && wrong "a sanitizer reports"
}

check_traps() {
    local path
    grep -rqaF "$mark" "$row/out" "$work/stdout" "$work/said" && wrong "the secret got out"
    was_read "$secret" && wrong "the secret was read"
    for path in $(others); do
        was_read "$path" && wrong "${path##*/} was read"
    done
    [[ -s $work/asked ]] && wrong "the network was asked: $(cat "$work/asked")"
    rm -f "$work/asked"
}

check_traces() {
    [[ $before == "$(list "$row/in")" ]] || wrong "the input's folder changed: $(list "$row/in")"
    local left
    left=$(find "$row/cwd" "$row/tmp" -mindepth 1)
    [[ -z $left ]] || wrong "left: $left"
    [[ $status == 0 || -z $(ls -A "$row/out") ]] || wrong "output left: $(find "$row/out")"
}

try() {
    local row=$work/row in before got=0
    rm -rf "$row"
    mkdir -p "$row/in" "$row/out" "$row/cwd" "$row/tmp" "$row/home"
    out=$row/out in=$row/in/${file##*/}
    if [[ -n $file ]]; then
        cp -al "$good/${file%/*}/." "$row/in" || wrong "there is no such file"
    fi
    mapfile -t beside < <(others)
    forget "$secret" "${beside[@]}"
    before=$(list "$row/in")
    run || got=$?
    [[ $got == "$status" ]] || wrong "status $got instead of $status"
    check_words
    check_traps
    check_traces
}

line=0
while IFS=, read -r file what command status words source more; do
    line=$((line + 1))
    ((line == 1)) && continue
    [[ -n $only && $file$command != *$only* ]] && continue
    if [[ -z $source || -n $more ]]; then
        : > "$work/said"
        wrong "this row has not six cells: '$what'"
        continue
    fi
    rows=$((rows + 1))
    try
done < "$here/files.csv"
echo "$rows rows, $failures wrong"
exit $((failures > 0))
