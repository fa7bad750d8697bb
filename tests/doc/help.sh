# --help names every option of --describe within 80 columns; the completion knows them too.
. "$SRC/tests/support/doc.sh" || exit 3

export PATH=$GN_TEST_BIN:$PATH
for program in "$GN_BIN"/gn-* "$GN_TEST_BIN"/gn-null; do
    [[ -x $program ]] || continue
    tool=$(basename "$program")
    "$tool" --help > "$work/help" || complain "$tool --help fails"
    "$tool" --describe > "$work/describe" || complain "$tool --describe fails"
    while read -r option; do
        grep -qE -- "--$option( |=|\[|\$)" "$work/help" || complain "$tool --help lacks --$option"
    done < <(jq -r '.options[].name' "$work/describe")
    awk -v tool="$tool" 'length($0) > 80 { print tool " --help: a line is too long: " $0; bad = 1 }
        END { exit bad }' "$work/help" || result=1
    jq -e 'all(.options[]; .help and (.group == "general" or .title))' "$work/describe" > /dev/null ||
        complain "$tool: an option has no help or no Dutch title"
    jq -r -f "$SRC/scripts/completion.jq" "$work/describe" > "$work/completion"
    bash -n "$work/completion" || complain "$tool: its completion is no bash"
    # shellcheck disable=SC2016 # the inner bash expands
    answer=$(bash -c '. "$1"; COMP_WORDS=("$2" --hel); COMP_CWORD=1; "_${2//-/_}"; echo "${COMPREPLY[*]}"' \
        bash "$work/completion" "$tool")
    [[ $answer == --help ]] || complain "$tool: --hel is completed to '$answer'"
done
exit $result
