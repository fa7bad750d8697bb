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
# run_examples NAME FILE: runs the commands in FILE one after the other; the first failure counts
run_examples() {
    [[ -s $2 ]] || return 0
    if ! (cd "$work/run" && bash -euo pipefail -x "$2") > "$work/log" 2>&1; then
        complain "$1: an example fails:"
        tail -n 15 "$work/log"
    fi
}
