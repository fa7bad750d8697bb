"""The terrains with which Barnes, Callaghan and Wickert test their depression hierarchy, and a real
one with much no-data: the polder of HHNK's example.

For each: our filled surface is that of a plain Priority-Flood in Python, the volumes of the trees
sum to what lies between it and the ground, and bands of rows change nothing.

Corsica (GEBCO, 156 x 240, whole metres, sea at 0): its authors state a volume of 4,794 in unit cells
and 163 nodes, 154 of them basins. Nodes are the ocean, the pits ("basins") and the merged ones: so 8
are merged. They look for pits with a queue: every cell without a lower neighbour waits in it, and
one that no label has reached when its turn comes is a pit. In a flat that drains such a cell may have
its turn before the label has spread there over cells of the same height; it then is a pit that
holds no water. Which cells, and how many, hangs on the order of equal cells in the queue, which is
why their count changes with the tiling and their volume does not. `queue_pits` does it in their
order (of equal cells the last, row by row): 154 pits, of which one has no depth. A flat that drains
is no depression with us: 153 pits, 8 merged."""
import heapq
import os
import sys
from pathlib import Path

import numpy as np

import sinks

FOLDER = Path(os.environ["SHARED"]) / "peers/depression_hierarchy"
VOLUME, NODES, BASINS = 4794, 163, 154


def queue_pits(z, order):
    """Pits as a queue finds them that takes equal cells in rising (1) or falling (-1) order; sea
    is at 0."""
    height, width = z.shape
    flat = z.ravel().tolist()
    label = [0 if level == 0 else None for level in flat]
    queue = [(level, order * cell, cell) for cell, level in enumerate(flat)
             if label[cell] == 0 or all(flat[n] >= level for n in
                                        sinks.neighbours(cell, width, height))]
    heapq.heapify(queue)
    pits = []
    while queue:
        _, _, cell = heapq.heappop(queue)
        if label[cell] is None:
            pits.append(cell)
            label[cell] = len(pits)
        for n in sinks.neighbours(cell, width, height):
            if label[n] is None:
                label[n] = label[cell]
                heapq.heappush(queue, (flat[n], order * n, n))
    return pits


def check(name, what, good):
    if not good:
        sys.exit(f"{name}: {what}")


def same(a, b):
    return np.array_equal(a, b, equal_nan=True)


def terrain(path, keep_nodata=True):
    z = sinks.heights(path, keep_nodata)
    ours = sinks.ask(z)
    filled = sinks.plain_fill(z)
    held = float(np.nansum(filled.astype(float) - z))
    check(path.name, "not filled as by Priority-Flood", same(ours.filled, filled))
    check(path.name, f"the trees hold {sum(d['volume'] for d in sinks.roots(ours))}, not {held}",
          abs(sum(d["volume"] for d in sinks.roots(ours)) - held) <= 1e-9 * held)
    for rows in (1, 2, 7):
        cut = sinks.ask(z, band=rows)
        check(path.name, f"bands of {rows} rows change the answer",
              cut.text == ours.text and np.array_equal(cut.labels, ours.labels)
              and same(cut.filled, ours.filled))
    return z, ours


def corsica(z, ours):
    name = "corsica.tif"
    volume = sum(d["volume"] for d in sinks.roots(ours))
    pits = len(sinks.leaves(ours))
    theirs = queue_pits(z, -1)
    shallow = [cell for cell in theirs if ours.filled.ravel()[cell] == z.ravel()[cell]]
    check(name, f"holds {volume}, not {VOLUME}", volume == VOLUME)
    check(name, f"{len(theirs)} pits in the queue, not {BASINS}", len(theirs) == BASINS)
    check(name, f"{pits} pits; {len(theirs)} less {len(shallow)} in the queue",
          pits == len(theirs) - len(shallow))
    check(name, f"{len(ours.nodes) - pits} merged", len(ours.nodes) - pits == NODES - BASINS - 1)
    print(f"{name}: {volume:g} in unit cells, {pits} pits and {len(ours.nodes) - pits} merged; "
          f"the authors' {BASINS} have {len(shallow)} without depth")


def main():
    paths = sorted((FOLDER / "test_cases").glob("*.dem"))
    check("test_cases", "no terrains", len(paths) >= 27)
    for path in paths:
        terrain(path)
    print(f"{len(paths)} test terrains: filled alike, volumes alike, bands alike")
    corsica(*terrain(FOLDER / "examples/corsica/corsica.tif"))
    polder = Path(os.environ["SHARED"]) / "data/hhnk_hoekje/dem_hoekje.tif"
    _, ours = terrain(polder, keep_nodata=False)
    print(f"{polder.name}: {len(sinks.leaves(ours))} pits, {len(ours.nodes)} depressions, "
          f"{4 * sum(d['volume'] for d in sinks.roots(ours)):.0f} m3 to the brim")


main()
