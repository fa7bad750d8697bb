#!/usr/bin/env bash
# gn-sinks from GeoTIFF to table, on small terrains: which sinks there are, what they hold, where they
# spill, what drains to them. Shares no code with the tool.
# shellcheck source=tests/support/oracle.sh
source "$SRC/tests/support/oracle.sh"
oracle sinks_tool
