# --help names every option of --describe within 80 columns; the completion knows them too.
. "$SRC/tests/support/doc.sh" || exit 3

export PATH=$GN_TEST_BIN:$PATH

# completes TOOL ANSWER WORD...: what the last word is completed to
completes() {
    local tool=$1 expected=$2 file=$work/$1.completion answer
    shift 2
    [[ -e $file ]] || file=$work/completion
    # shellcheck disable=SC2016 # the inner bash expands
    answer=$(bash -c '. "$1"; tool=$2; shift 2; COMP_WORDS=("$tool" "$@"); COMP_CWORD=$#
        "_${tool//-/_}"; echo "${COMPREPLY[*]}"' bash "$file" "$tool" "$@")
    [[ $answer == "$expected" ]] || complain "$tool: $* is completed to '$answer'"
}

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
    jq -r --rawfile norms "$SRC/data/norms.csv" -f "$SRC/scripts/completion.jq" "$work/describe" > "$work/completion"
    bash -n "$work/completion" || complain "$tool: its completion is no bash"
    completes "$tool" --help --hel
    completes "$tool" machine --progress = ma
    cp "$work/completion" "$work/$tool.completion"
done
completes gn-norm "konijnendijk-2023" --norm kon
completes gn-norm "nina,rivm-2025" --compare nina,ri
completes gn-norm "trees,canopy,access" --criteria trees,canopy,a
completes gn-check "trees=80,canopy=" --fail-below trees=80,c
completes gn-access green --target g
completes gn-trees radius --method ra
completes gn-trees "" --reach 3
exit $result
