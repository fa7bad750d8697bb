# Manual pages: there is one per tool and one of what they share. Each has the sections a reader
# looks for, its examples run, it speaks only of options that exist, and man has nothing to complain of.
. "$SRC/tests/support/doc.sh" || exit 3

shopt -s nullglob
sources=("$SRC"/tools/gn-*.c)
((${#sources[@]})) || {
    echo "skipped: there are no tools yet"
    exit 77
}
export GN_TOWN=data/sample
# has_sections PAGE SECTION...
has_sections() {
    local page=$1 section
    shift
    for section; do
        grep -qx "# $section" "$page" || complain "$(basename "$page") has no section $section"
    done
}
# check_options PAGE: options in its prose are in the file `options`, unless the line names a tool:
# commands are run below
check_options() {
    local option
    while read -r option; do
        grep -qx -- "$option" "$work/options" || complain "$(basename "$1") speaks of --$option, which is no option"
    done < <(sed 's/\\//g' "$1" | grep -vE '\bgn-[a-z]+' |
        grep -oE -- '--[a-z][a-z-]*' | sed 's/^--//' | sort -u)
}
# has_examples PAGE: they can be run, and are
has_examples() {
    # grep -q would leave at the first, and what writes to it then ends by a signal
    sed -n '/^# EXAMPLES/,/^# [^E]/p' "$1" | grep -E '^[[:space:]]*\$ ' > /dev/null ||
        complain "$(basename "$1") has no example that can be run"
    check_examples "$1"
    # scdoc takes a backslash away, also in what a reader copies
    # shellcheck disable=SC2016 # the fences of examples
    awk '/^```/ { inside = !inside } inside && index($0, "\\")' "$1" > "$work/eaten"
    [[ ! -s $work/eaten ]] || complain "$(basename "$1"): an example with a backslash: $(head -n 1 "$work/eaten")"
}
# is_readable MADE WORDS: man prints it, with these words, and has nothing to say
is_readable() {
    local made=$1 warnings
    shift
    [[ -e $made ]] && command -v man > /dev/null || return 0
    warnings=$(MANWIDTH=80 man --warnings -l "$made" 2>&1 > /dev/null)
    [[ -z $warnings ]] || complain "$(basename "$made"): $warnings"
    MANWIDTH=80 man -l "$made" 2> /dev/null | grep -- "$*" > /dev/null || complain "$(basename "$made") lacks $*"
}

for source in "${sources[@]}"; do
    tool=$(basename "$source" .c)
    page=$SRC/tools/$tool.1.scd
    if [[ ! -e $page ]]; then
        complain "$tool has no manual page"
        continue
    fi
    has_sections "$page" NAME SYNOPSIS DESCRIPTION OPTIONS EXAMPLES "EXIT STATUS" "MEMORY USAGE" "SEE ALSO"
    grep -qx '@OPTIONS@' "$page" || complain "$tool.1.scd does not say @OPTIONS@"

    "$tool" --describe | jq -r '.options[].name' > "$work/options"
    cat "$work/options" >> "$work/all"
    check_options "$page"
    has_examples "$page"
    is_readable "$GN_BUILD/share/man/man1/$tool.1" --help
done

page=$SRC/tools/groennet.7.scd
has_sections "$page" NAME DESCRIPTION "EXIT STATUS" ENVIRONMENT FILES EXAMPLES "SEE ALSO"
mv "$work/all" "$work/options"
check_options "$page"
has_examples "$page"
is_readable "$GN_BUILD/share/man/man7/groennet.7" GN_TOWN
# every table is one that a municipality may change
for table in "$SRC"/data/*.csv; do
    sed -n '/^# FILES/,/^# [^F]/p' "$page" | grep -qF "_$(basename "$table")_" ||
        complain "groennet.7.scd names no $(basename "$table")"
done
exit $result
