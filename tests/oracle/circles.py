"""Circles of gn-canopy, which come from prefix sums over a grid of 0.5 m, against direct sums: of a
raster, cell by cell; of crowns, by overlaying in GEOS the outline of all cells whose centre lies in
the circle. The outline differs from a true circle by what the manual page says."""
import math

import numpy as np
from shapely.geometry import Polygon
from shapely.ops import unary_union

from asking import Verdict, layer, number, run, table
from crowns import BASE, SAMPLE, known, left_out, same, tree_crowns
from rasters import Frame, patchy, write_raster

CELL = 0.5
STEP = 25  # every so many addresses are summed
ASKED = (250, "land"), (100, "all"), (40.3, "built")
NOTABLE_M2 = 500  # shares of less are rounding: figures have three decimals
TRUE_SHARE = 0.001  # manual page: a circle of 100 m differs by less than 0.1 %


def rows_of_cells(centre, radius_m):
    """[(y, x0, x1)] of the cells whose centre is within the radius; y is the southern edge."""
    out = []
    for row in range(math.floor((centre.y - radius_m) / CELL) - 1, math.ceil((centre.y + radius_m) / CELL) + 1):
        columns = np.arange(math.floor((centre.x - radius_m) / CELL) - 1, math.ceil((centre.x + radius_m) / CELL) + 2)
        near = np.hypot((columns + 0.5) * CELL - centre.x, (row + 0.5) * CELL - centre.y) <= radius_m
        if near.any():
            mine = columns[near]
            out.append((row * CELL, mine[0] * CELL, (mine[-1] + 1) * CELL))
    return out


def outline(rows):
    """Up the eastern side, down the western."""
    east = [(x1, y + up) for y, _, x1 in rows for up in (0, CELL)]
    west = [(x0, y + up) for y, x0, _ in reversed(rows) for up in (CELL, 0)]
    return Polygon(east + west)


def ask(words, radius_m, denominator):
    """Every so many addresses of the town, measured."""
    run("gn-canopy", SAMPLE, *words, "--area", "circle", "--radius", radius_m, "--denominator", denominator, "-O",
        "-o", "got.csv")
    return table("got.csv")[::STEP]


def hold(name, row, canopy, area, verdict):
    most = 0.0
    for column, want in (("canopy_m2", canopy), ("canopy_area_m2", area)):
        has = number(row[column])
        verdict.hold(has is not None and same(has, want), f"{name}: {row['id']}: {column} {has} instead of {want}")
        most = max(most, abs((has or 0) - want) / max(want, NOTABLE_M2))
    return most


def by_crowns(addresses, verdict):
    crowns = unary_union(tree_crowns())
    for radius_m, denominator in ASKED:
        name, most, away = f"trees, {radius_m} m, {denominator}", 0.0, left_out(denominator)
        got = ask(["--tree", f"{BASE}:tree"], radius_m, denominator)
        verdict.hold(len(got) == len(addresses), f"{name}: {len(got)} rows")
        for row, address in zip(got, addresses):
            shape = outline(rows_of_cells(address["shape"], radius_m))
            if radius_m == 100:
                off = abs(shape.area / (math.pi * radius_m**2) - 1)
                verdict.hold(off < TRUE_SHARE, f"{name}: {row['id']}: circle off by {off}")
            land = shape.difference(away).intersection(known("tree", shape))
            most = max(most, hold(name, row, land.intersection(crowns).area, land.area, verdict))
        print(f"{name}: {len(got)} circles, largest difference {most:.1e}")


def by_raster(addresses, verdict):
    """Cells of 0.75 m: each cell of the circle takes the one under its centre."""
    frame = Frame(142300.1, 508600.1, 0.75, 1900, 1700)  # no centre of the grid lies on its edges
    shares = np.round(patchy(np.random.default_rng(3), frame) * 100) / 100
    write_raster(frame, shares * 100, "canopy.tif")
    for radius_m in (250, 61.5):
        name, most = f"raster, {radius_m} m", 0.0
        got = ask(["--canopy", "canopy.tif", "--canopy-is", "percent"], radius_m, "all")
        verdict.hold(len(got) == len(addresses), f"{name}: {len(got)} rows")
        for row, address in zip(got, addresses):
            canopy = count = 0
            for y, x0, x1 in rows_of_cells(address["shape"], radius_m):
                x = np.arange(x0, x1, CELL) + CELL / 2
                line = shares[int((frame.y0 - y - CELL / 2) // frame.cell)]
                canopy += line[((x - frame.x0) // frame.cell).astype(int)].sum()
                count += len(x)
            most = max(most, hold(name, row, canopy * CELL**2, count * CELL**2, verdict))
        print(f"{name}: {len(got)} circles, largest difference {most:.1e}")


verdict = Verdict()
addresses = layer(BASE, "address")[::STEP]
by_crowns(addresses, verdict)
by_raster(addresses, verdict)
verdict.end()
