# Green patches on real data and on random towns, made step by step by GEOS.
. "$SRC/tests/support/oracle.sh" || exit 3
oracle patches shapely
