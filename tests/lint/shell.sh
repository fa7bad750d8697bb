# Shell scripts pass shellcheck.
set -uo pipefail
command -v shellcheck > /dev/null || {
    echo "skipped: shellcheck is not installed (scripts/setup --lint)"
    exit 77
}
mapfile -t scripts < <(
    grep -rlE '^#!.*\b(ba)?sh\b' "$SRC/scripts" "$SRC/.ci" "$SRC/tests" | sort
    find "$SRC/tests" -name '*.sh' | sort
)
cd "$SRC" && shellcheck --shell=bash --external-sources "${scripts[@]}"
