# The README's examples run, and it names every tool and no other.
. "$SRC/tests/support/doc.sh" || exit 3

[[ -e $SRC/README.md ]] || {
    echo "there is no README.md"
    exit 1
}
check_examples "$SRC/README.md"

for source in "$SRC"/tools/gn-*.c; do
    [[ -e $source ]] || continue
    tool=$(basename "$source" .c)
    grep -q "\`$tool\`" "$SRC/README.md" || complain "README.md does not name $tool"
done
while read -r tool; do
    [[ -e $SRC/tools/$tool.c ]] || complain "README.md names $tool, which does not exist"
done < <(grep -oE '\bgn-[a-z]+' "$SRC/README.md" | sort -u)
exit $result
