# Read by the tests of doc/: a folder in which data/ and styles/ are those of the source tree and
# everything else may be written.
set -uo pipefail
export PATH=$GN_BIN:$PATH
unset GN_DATA_DIR SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/run"
ln -s "$SRC/data" "$SRC/styles" "$work/run/"
result=0 # for those who read this

complain() {
    echo "$*"
    # shellcheck disable=SC2034
    result=1
}
# check_examples FILE: its examples run, and print what it says they print
check_examples() {
    local page=$1
    if ! (cd "$work/run" && "$SRC/tests/support/examples" "$page") > "$work/fresh" 2> "$work/log"; then
        complain "$(basename "$page"): an example fails:"
        tail -n 15 "$work/log"
    elif ! diff "$page" "$work/fresh" > "$work/diff"; then
        complain "$(basename "$page"): examples print something else now (tests/support/examples refreshes a page):"
        head -n 20 "$work/diff"
    fi
}
