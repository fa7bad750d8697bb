# Least cost against a Dijkstra in Python, and the five cases of scikit-image's MCP.
. "$SRC/tests/support/oracle.sh" || exit 3
needs "$SHARED/peers/skimage_mcp/mcp_cases.json"
oracle cost
