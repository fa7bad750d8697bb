#!/usr/bin/env bash
# The terrains of the authors of the depression hierarchy, and a polder of Heemskerk's water board:
# fill, volumes and the number of depressions, in one piece and in bands. Shares no code with the
# library.
# shellcheck source=tests/support/oracle.sh
source "$SRC/tests/support/oracle.sh"
needs "$SHARED/peers/depression_hierarchy/examples/corsica/corsica.tif" \
    "$SHARED/data/hhnk_hoekje/dem_hoekje.tif"
oracle sinks_peers
