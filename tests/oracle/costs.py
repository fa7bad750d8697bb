"""What the oracles of least cost share: asking the library, and a Dijkstra of their own."""
import heapq
import math
import os
import subprocess
from pathlib import Path

import numpy as np

PROGRAM = Path(os.environ["GN_TEST_BIN"]) / "cost-run"
STEPS = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]


def ask(resistance, sources, cell_m=1.0):
    """The library's costs; or what it says when it refuses."""
    resistance.astype(np.float32).tofile("resistance.raw")
    sources.astype(np.uint32).tofile("sources.raw")
    height, width = resistance.shape
    done = subprocess.run([PROGRAM, str(height), str(width), repr(cell_m), "resistance.raw",
                           "sources.raw", "cost.raw"], capture_output=True, text=True)
    if done.returncode:
        return done.stderr
    return np.fromfile("cost.raw").reshape(height, width)


def dijkstra(resistance, sources, cell_m=1.0):
    """Step length times the mean of the two cells, 8 neighbours, NaN is a wall."""
    height, width = resistance.shape
    cells = resistance.astype(np.float32).astype(float).tolist()
    cost = np.full((height, width), math.inf)
    heap = [(0.0, r, c) for r, c in zip(*map(list, np.nonzero(sources)))]
    for _, row, column in heap:
        cost[row, column] = 0
    while heap:
        here, row, column = heapq.heappop(heap)
        if here > cost[row, column]:
            continue
        for rows, columns in STEPS:
            r, c = row + rows, column + columns
            if not (0 <= r < height and 0 <= c < width) or math.isnan(cells[r][c]):
                continue
            half = cell_m / 2 * (math.sqrt(2) if rows and columns else 1)
            there = here + half * (cells[row][column] + cells[r][c])
            if there < cost[r, c]:
                cost[r, c] = there
                heapq.heappush(heap, (there, r, c))
    return cost
