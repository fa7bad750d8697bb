# scripts/demo says what it is doing before each step that takes long, and where the build's words
# are. Setting up and building are played by programs that only tell that they were called.
. "$SRC/tests/support/doc.sh" || exit 3

mkdir -p "$work/tree/scripts" "$work/bin"
cp "$SRC/scripts/demo" "$work/tree/scripts/"
played() {
    printf '#!/bin/sh\necho "[%s]" >> "%s"\nexit %s\n' "$2" "$work/said" "$3" > "$1"
    chmod +x "$1"
}
played "$work/tree/scripts/setup" setup 0
played "$work/bin/cmake" cmake 0
played "$work/bin/ninja" ninja 1

PATH=$work/bin:$PATH "$work/tree/scripts/demo" 2>> "$work/said" > "$work/out"
status=$?
((status == 3)) || complain "status $status instead of 3 after a build that fails"
[[ ! -s $work/out ]] || complain "words on standard output: $(cat "$work/out")"
order=$(grep -oE '^demo: (setting up|building|running)|^\[.*' "$work/said" | tr '\n' ' ')
wanted='demo: setting up [setup] demo: building [cmake] [ninja] '
[[ $order == "$wanted" ]] || complain "it goes '$order' instead of '$wanted'"

# with tools that work the run is announced too, and the manual that the last words name was built
printf '#!/bin/sh\necho "$*" > "%s"\n' "$work/targets" > "$work/bin/ninja"
mkdir -p "$work/tree/build/bin"
for tool in gn-trees gn-canopy gn-access gn-norm gn-check; do
    played "$work/tree/build/bin/$tool" "$tool" 0
done
: > "$work/said"
PATH=$work/bin:$PATH "$work/tree/scripts/demo" 2>> "$work/said" > "$work/out" || complain "it fails: $(cat "$work/said")"
grep -A1 -x 'demo: running.*' "$work/said" | tail -n 1 | grep -q '^\[gn-' || complain "the run is not announced: $(cat "$work/said")"
grep -qw papers "$work/targets" || complain "no manual pages are built: $(cat "$work/targets")"
exit "$result"
