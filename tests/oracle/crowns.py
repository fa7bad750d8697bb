"""Crowns and land of the sample town for the oracles of canopy: all of the town at once."""
import math

from shapely.geometry import Polygon
from shapely.ops import unary_union

from asking import SRC, layer
from greens import listed

SAMPLE = SRC / "data" / "sample"
BASE = SAMPLE / "base.gpkg"
SHARE, WRITTEN_M2 = 1e-6, 0.0005 + 1e-9  # tolerance; figures have three decimals
CORNERS = 64


def circle(at, crown_d_m):
    """64 corners, one due east, with the area of the circle."""
    step = 2 * math.pi / CORNERS
    radius = crown_d_m / 2 * math.sqrt(2 * math.pi / (CORNERS * math.sin(step)))
    return Polygon([(at.x + radius * math.cos(k * step), at.y + radius * math.sin(k * step)) for k in range(CORNERS)])


def tree_crowns():
    return [circle(row["shape"], row["crown_d_m"] or 5.0) for row in layer(BASE, "tree")
            if (row["status"] or "standing") == "standing" and not (row["height_m"] or 3) < 3]


def left_out(denominator):
    if denominator == "all":
        return Polygon()
    water = [row for row in layer(BASE, "water")]
    dry = listed("landcover-denominator.csv", "land", "0")
    shapes = [row["shape"] for row in water if not {(row.get(c) or "").lower() for c in ("class", "physical")} & dry]
    if denominator == "built":
        taken = listed("landcover-denominator.csv", "built", "1")
        shapes += [row["shape"] for row in layer(BASE, "landcover")
                   if {(row.get(c) or "").lower() for c in ("class", "physical")} & taken]
    return unary_union(shapes)


def known(theme, frame):
    """Where the data of a theme reach; everywhere when nothing is said."""
    told = [row["shape"] for row in layer(BASE, "coverage") if row["theme"] == theme]
    return unary_union(told) if told else frame.buffer(1000)


def same(has, want):
    return abs(has - want) <= max(SHARE * want, WRITTEN_M2)
