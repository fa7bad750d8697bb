# The lint must be able to fail: every rule is broken once and has to be found.
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
result=0

# breaks PATH TEXT RULE: a file of this text at this path must be reported with these words
breaks() {
    mkdir -p "$work/$(dirname "$1")"
    printf '/* A file. */\n%b\n' "$2" > "$work/$1"
    if [[ $(awk -v root="$work" -f "$SRC/tests/lint/lint.awk" "$work/$1") != *"$3"* ]]; then
        echo "not found in $1: ${2:0:60}"
        result=1
    fi
    rm "$work/$1"
}
# passes PATH TEXT: nothing to report
passes() {
    mkdir -p "$work/$(dirname "$1")"
    printf '/* A file. */\n%b\n' "$2" > "$work/$1"
    if ! awk -v root="$work" -f "$SRC/tests/lint/lint.awk" "$work/$1"; then
        echo "wrongly found in $1: $2"
        result=1
    fi
    rm "$work/$1"
}

breaks libgeo/geom/a.c '#include "io/row.h"' 'must not include'
breaks libgeo/green/a.c '#include "nature/zone.h"' 'must not include'
breaks libgeo/io/a.c '#include "cli/cli.h"' 'must not include'
breaks libgeo/green/a.c '#include <gdal.h>' 'is for io alone'
breaks libgeo/crs/a.c '#include <cpl_conv.h>' 'is for io alone'
breaks libgeo/io/a.c '#include <geos_c.h>' 'is for geom alone'
breaks libgeo/base/a.c '#include <json-c/json.h>' 'is for io'
breaks libgeo/green/a.c '#include <nettle/sha2.h>' 'is for io alone'
breaks libgeo/green/a.c '#include <expat.h>' 'is for io alone'
breaks libgeo/green/a.c '#include <zip.h>' 'is for io alone'
breaks tools/gn-a.c '#include <popt.h>' 'is for cli alone'
breaks libgeo/geom/a.c '    printf("x");' 'neither prints'
breaks libgeo/geom/a.c '    exit(1);' 'neither prints'
breaks libgeo/geom/a.c '    x = getenv("A");' 'environment'
breaks libgeo/geom/a.c '    x = malloc(3);' 'alloc.h'
breaks libgeo/geom/a.c '    strcpy(a, b);' 'banned'
breaks tools/cli/a.c '    x = atoi (b);' 'banned'
breaks tests/unit/a.c '    assert_float_equal(a, b, c);' 'assert_near'
breaks tools/gn-a.c '    x = sqrt(2.0);' 'never compute'
breaks libgeo/raster/a.c '#pragma omp parallel' 'threads'
breaks libgeo/base/a.c '/* TO''DO: later */' 'issue'
breaks libgeo/base/a.c 'int a; ' 'space at the end'
breaks libgeo/base/a.c "$(yes 'int a;' | head -n 600)" 'at most 600'
passes libgeo/green/a.c '#include "io/row.h"\n#include "base/ctx.h"\n#include <math.h>'
passes libgeo/io/a.c '#include <gdal.h>\n#include <ogr_api.h>\n#include <sqlite3.h>\n#include <json-c/json.h>'
passes libgeo/geom/a.c '/* printf(a) and\n * strcpy(b) */\n    snprintf(a, 1, "sprintf(");\n    my_printf(x);'
exit $result
