# Sources are as clang-format leaves them.
set -uo pipefail
command -v clang-format > /dev/null || {
    echo "skipped: clang-format is not installed (scripts/setup --lint)"
    exit 77
}
mapfile -t bad < <(
    find "$SRC/libgeo" "$SRC/tools" "$SRC/tests" -name '*.[ch]' -print0 |
        xargs -0 clang-format --dry-run -Werror --style=file 2>&1 |
        sed -n "s|^$SRC/\([^:]*[.][ch]\):.*error:.*|\1|p" | sort -u
)
for source in "${bad[@]}"; do
    echo "$source: run clang-format -i on it"
done
exit $((${#bad[@]} > 0))
