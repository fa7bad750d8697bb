# Connectivity indices and betweenness of networks as large as a town's, by NetworkX.
. "$SRC/tests/support/oracle.sh" || exit 3
export PATH=$GN_TEST_BIN:$PATH
oracle connect networkx scipy
