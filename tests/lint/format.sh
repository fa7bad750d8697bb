# Sources are as clang-format leaves them.
set -uo pipefail
command -v clang-format > /dev/null || {
    echo "skipped: clang-format is not installed (scripts/setup --lint)"
    exit 77
}
find "$SRC/libgeo" "$SRC/tools" "$SRC/tests" -name '*.[ch]' -print0 | sort -z |
    xargs -0 clang-format --dry-run -Werror --style=file
