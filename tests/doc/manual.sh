# Manual pages: there is one per tool, it has the sections a reader looks for, its examples run, it
# speaks only of options that exist, and man has nothing to complain of.
. "$SRC/tests/support/doc.sh" || exit 3

shopt -s nullglob
sources=("$SRC"/tools/gn-*.c)
((${#sources[@]})) || {
    echo "skipped: there are no tools yet"
    exit 77
}
for source in "${sources[@]}"; do
    tool=$(basename "$source" .c)
    page=$SRC/tools/$tool.1.scd
    if [[ ! -e $page ]]; then
        complain "$tool has no manual page"
        continue
    fi
    for section in NAME SYNOPSIS DESCRIPTION OPTIONS EXAMPLES "EXIT STATUS" "MEMORY USAGE" "SEE ALSO"; do
        grep -qx "# $section" "$page" || complain "$tool.1.scd has no section $section"
    done
    grep -qx '@OPTIONS@' "$page" || complain "$tool.1.scd does not say @OPTIONS@"

    # options in prose are the tool's own, unless the line names a tool: commands are run below
    "$tool" --describe | jq -r '.options[].name' | sort > "$work/options"
    while read -r option; do
        grep -qx -- "$option" "$work/options" || complain "$tool.1.scd speaks of --$option, which $tool does not have"
    done < <(sed 's/\\//g' "$page" | grep -vE '\bgn-[a-z]+' |
        grep -oE -- '--[a-z][a-z-]*' | sed 's/^--//' | sort -u)

    sed -n '/^# EXAMPLES/,/^# [^E]/p' "$page" | grep -qE '^[[:space:]]*\$ ' || complain "$tool.1.scd has no example that can be run"
    export GN_TOWN=data/sample
    check_examples "$page"
    # scdoc takes a backslash away, also in what a reader copies
    # shellcheck disable=SC2016 # the fences of examples
    awk '/^```/ { inside = !inside } inside && index($0, "\\")' "$page" > "$work/eaten"
    [[ ! -s $work/eaten ]] || complain "$tool.1.scd: an example with a backslash: $(head -n 1 "$work/eaten")"

    made=$GN_BUILD/share/man/man1/$tool.1
    if [[ -e $made ]] && command -v man > /dev/null; then
        warnings=$(MANWIDTH=80 man --warnings -l "$made" 2>&1 > /dev/null)
        [[ -z $warnings ]] || complain "$tool.1: $warnings"
        MANWIDTH=80 man -l "$made" 2> /dev/null | grep -q -- '--help' || complain "$tool.1 lacks the options"
    fi
done
exit $result
