"""Least cost against GRASS r.cost on 2,000 x 2,000 cells: lots of 1 to 150, roughened, with walls,
from 40 zones. GRASS shares no code with the library; it too sums in double."""
import subprocess
import sys

import numpy as np

import costs

SIZE, LOT, MOST = 2000, 20, 1e-9

SCRIPT = f"""set -e
g.region n={SIZE} s=0 e={SIZE} w=0 res=1
r.in.bin --q -f input=grass.raw output=resistance north={SIZE} south=0 east={SIZE} west=0 \\
    rows={SIZE} cols={SIZE} bytes=4 anull=-1
r.in.bin --q input=sources.raw output=sources north={SIZE} south=0 east={SIZE} west=0 \\
    rows={SIZE} cols={SIZE} bytes=4 anull=0
r.cost --q input=resistance start_raster=sources output=cost
r.out.bin --q -f input=cost output=grass_cost.raw bytes=8 null=-1
"""


def landscape():
    roll = np.random.default_rng(9)
    lots = roll.choice([1, 1, 3, 8, 20, 60, 150, np.nan], (SIZE // LOT, SIZE // LOT),
                       p=[0.2, 0.2, 0.15, 0.15, 0.1, 0.1, 0.06, 0.04])
    cells = np.kron(lots, np.ones((LOT, LOT))) * (1 + roll.random((SIZE, SIZE)) / 2)
    cells = cells.astype(np.float32)
    sources = np.zeros((SIZE, SIZE), np.uint32)
    for zone in range(1, 41):
        row, column = roll.integers(0, SIZE - 30, 2)
        sources[row:row + 30, column:column + 30] = zone
    sources[np.isnan(cells)] = 0
    return cells, sources


def main():
    cells, sources = landscape()
    ours = costs.ask(cells, sources)
    np.where(np.isnan(cells), np.float32(-1), cells).tofile("grass.raw")
    with open("grass.sh", "w", encoding="ascii") as file:
        file.write(SCRIPT)
    done = subprocess.run(["grass", "--tmp-location", "XY", "--exec", "bash", "grass.sh"],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"GRASS failed: {done.stderr}")
    theirs = np.fromfile("grass_cost.raw").reshape(SIZE, SIZE)
    theirs[theirs < 0] = np.inf
    reached = np.isfinite(ours)
    if not np.array_equal(reached, np.isfinite(theirs)) or reached.sum() < SIZE * SIZE * 0.9:
        sys.exit(f"wrong: reached {reached.sum()}, GRASS {np.isfinite(theirs).sum()}")
    off = np.abs(ours[reached] - theirs[reached]) / np.maximum(theirs[reached], 1)
    print(f"{reached.sum()} cells of {SIZE * SIZE}, cost to {ours[reached].max():.0f}, "
          f"{(off == 0).sum()} equal to the bit, farthest off {off.max():.2g} of the cost")
    sys.exit(1 if off.max() > MOST else 0)


main()
