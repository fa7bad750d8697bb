"""Least cost against a Dijkstra in Python, to the bit, and against the five published cases of
scikit-image's MCP. Ours is its "geometric" convention: a step costs its length times the mean of
both cells, 8 neighbours. Its other one adds up the cells of a way, the first included, however a
step runs; and it knows cells that cost nothing, which we refuse. These cases are laid out anew, so
that our convention answers them:

- 8 neighbours, sum of cells: cells on odd rows and columns of a larger grid, on its even ones a hub
  for each corner, walls elsewhere. All steps are diagonals between a cell and a hub, which all
  neighbours at a corner share. With cells of sqrt(1/2) m a step costs half the cell (and half the
  hub), so a way costs the sum of its cells less half of the first and half of the last.
- 4 neighbours, sum of cells: the grid turned by 45 degrees, cell (r, c) at (r + c, r - c), walls in
  between. Again all steps are diagonals, and only between those 4 neighbours.
- cells of 0 become tiny ones, hubs are as tiny: costs of whole numbers are those below ours, since
  all that is tiny does not add up to 1."""
import json
import math
import os
import sys
from pathlib import Path

import numpy as np

import costs

TINY = 2.0 ** -16
CELL_M = math.sqrt(0.5)
CASES = Path(os.environ["SHARED"]) / "peers/skimage_mcp/mcp_cases.json"


def grid_of(case, grids):
    cells = np.array(grids[case["grid"]], dtype=float)
    if "max_step_cost" in case:
        cells[cells > case["max_step_cost"]] = np.nan
    return cells


def with_hubs(cells):
    height, width = cells.shape
    laid = np.full((2 * height + 1, 2 * width + 1), np.nan)
    laid[::2, ::2] = TINY
    laid[1::2, 1::2] = cells
    return laid, lambda row, column: (2 * row + 1, 2 * column + 1)


def turned(cells):
    height, width = cells.shape
    size = height + width - 1

    def place(row, column):
        return row + column, row - column + width - 1

    laid = np.full((size, size), np.nan)
    for (row, column), value in np.ndenumerate(cells):
        laid[place(row, column)] = value
    return laid, place


def sums_of_cells(case, cells):
    """The costs of a case whose ways are sums of cells."""
    tiny = np.where(cells == 0, TINY, cells)
    laid, place = with_hubs(tiny) if case["neigh"] == 8 else turned(tiny)
    sources = np.zeros(laid.shape)
    start = tuple(case["start"])
    sources[place(*start)] = 1
    found = costs.ask(laid, sources, CELL_M)
    ours = np.full(cells.shape, np.nan)
    for (row, column), value in np.ndenumerate(tiny):
        here = found[place(row, column)]
        if math.isfinite(here):
            total = cells[start] if (row, column) == start else here + (tiny[start] + value) / 2
            ours[row, column] = math.floor(total + TINY / 8)
    return ours


def route(case, cells):
    """The convention is ours; cells of 0 become tiny, which may add what they cost in all."""
    tiny = 2.0 ** -40
    sources = np.zeros(cells.shape)
    sources[tuple(case["start"])] = 1
    found = costs.ask(np.where(cells == 0, tiny, cells), sources)[tuple(case["end"])]
    return 0 <= found - case["path_cost"] <= cells.size * tiny + 1e-15


def check_case(case, grids):
    cells = grid_of(case, grids)
    if case["mode"] == "geometric":
        return route(case, cells)
    expected = np.array([[np.nan if cost is None else cost for cost in row]
                         for row in case["costs"]])
    as_sums = np.array_equal(sums_of_cells(case, cells), expected, equal_nan=True)
    # Would it notice? Asked as it stands, our convention answers otherwise.
    sources = np.zeros(cells.shape)
    sources[tuple(case["start"])] = 1
    plain = costs.ask(np.where(cells == 0, TINY, cells), sources)
    same = np.array_equal(plain, costs.dijkstra(np.where(cells == 0, TINY, cells), sources))
    differs = not np.allclose(np.where(np.isinf(plain), np.nan, plain), expected, equal_nan=True)
    return as_sums and same and differs


def check_cases():
    with open(CASES, encoding="utf-8") as file:
        given = json.load(file)
    wrong = [case["name"] for case in given["cases"] if not check_case(case, given["grids"])]
    zero = costs.ask(np.array(given["grids"]["a"]), np.eye(8))
    if "row 1, column 1" not in zero:
        wrong.append("a cell of 0 is not refused")
    print(f"{len(given['cases'])} cases of scikit-image, {len(wrong)} differ")
    return wrong


def random_grid(roll):
    shape = roll.integers(1, 40, 2)
    kind = roll.integers(3)
    cells = [roll.integers(1, 4, shape), roll.random(shape) + 0.1, 10 ** (6 * roll.random(shape))]
    cells = cells[kind].astype(float)
    cells[roll.random(shape) < 0.2 * roll.random()] = np.nan
    sources = (roll.random(shape) < 0.02) & ~np.isnan(cells)
    return cells, sources, float(roll.choice([1, 0.5, 0.3]))


def check_random():
    roll = np.random.default_rng(5)
    wrong, reached = [], 0
    for number in range(300):
        cells, sources, cell_m = random_grid(roll)
        expected = costs.dijkstra(cells, sources, cell_m)
        reached += np.isfinite(expected).sum()
        if not np.array_equal(costs.ask(cells, sources, cell_m), expected):
            wrong.append(f"random grid {number}")
    print(f"300 random grids, {reached} cells reached, {len(wrong)} differ")
    return wrong if reached > 20000 else wrong + ["hardly a cell was reached"]


def main():
    wrong = check_random() + check_cases()
    for name in wrong:
        print("wrong:", name)
    sys.exit(1 if wrong else 0)


main()
