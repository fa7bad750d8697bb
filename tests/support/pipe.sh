# Read by the tests of pipe/: an empty folder to work in, the tools in the path, and a few words to
# say what is expected.
set -uo pipefail
export PATH=$GN_BIN:$GN_TEST_BIN:$PATH
unset GN_TOWN GN_DATA_DIR SOURCE_DATE_EPOCH NO_COLOR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
failures=0

# wrong TEXT...
wrong() {
    echo "wrong: $*" >&2 # the caller may have sent standard output elsewhere
    failures=$((failures + 1))
}
# expect STATUS COMMAND...: runs it, standard error goes to the file `messages`
expect() {
    local wanted=$1 got=0
    shift
    "$@" 2> messages || got=$?
    ((got == wanted)) || wrong "status $got instead of $wanted: $* ($(cat messages))"
}
# says WORDS: the last command said this
says() {
    grep -qF -- "$*" messages || wrong "'$*' is not in: $(cat messages)"
}
# same TEXT TEXT WHAT
same() {
    [[ $1 == "$2" ]] || wrong "$3: '$1' instead of '$2'"
}
# points COUNT: as many points in RD New, as lines of GeoJSON
points() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "{\"type\":\"Feature\",\"properties\":{\"id\":\"a%d\",\"n\":%d},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.9f,%.9f]}}\n",
                i, i, 4.35 + (i % 1000) * 1e-5, 52.0 + int(i / 1000) * 1e-5
    }'
}
# rows FILE: the number of features
rows() {
    gn-null -f csv "$1" | tail -n +2 | wc -l
}
finish() {
    exit $((failures > 0))
}
