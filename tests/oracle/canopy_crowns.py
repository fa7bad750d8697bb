"""Canopy from crowns: all crowns of the town dissolved at once, all water at once, and overlaid with
each unit in GEOS through Shapely. The tool calls GEOS too, but cluster by cluster and quarter by
quarter, and only at the edges of the land; what this oracle watches is that nothing is lost or
counted twice on the way. The circles of trees are made anew."""
import math
import random

from osgeo import ogr
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from asking import Verdict, layer, number, run, table, write
from crowns import BASE, SAMPLE, known, left_out, same, tree_crowns


def drawn_crowns(dice, frame):
    """Lumps of many corners, crowded so that most overlap."""
    x0, y0, x1, y1 = frame.bounds
    out = []
    while len(out) < 3000:
        x, y, size, count = dice.uniform(x0, x1), dice.uniform(y0, y1), dice.uniform(1, 12), dice.randint(3, 24)
        turns = sorted(dice.uniform(0, 2 * math.pi) for _ in range(count))
        lump = Polygon([(x + size * dice.uniform(0.3, 1) * math.cos(t), y + size * math.sin(t)) for t in turns])
        out += [lump] if lump.is_valid and lump.area > 0.01 else []
    return out


def compare(name, words, whole, units, reach, denominator, verdict):
    run("gn-canopy", *words, "--denominator", denominator, "-O", "-o", "got.csv")
    got, away, most = table("got.csv"), left_out(denominator), 0.0
    verdict.hold(len(got) == len(units) > 0, f"{name}: {len(got)} rows of {len(units)} units")
    for row, unit in zip(got, units):
        land = unit.difference(away).intersection(reach)
        inside, outside = land.intersection(whole).area, land.difference(whole).area
        verdict.hold(same(inside + outside, land.area), f"{name}: GEOS loses area: {inside} + {outside} of {land.area}")
        for column, want in (("canopy_m2", inside), ("canopy_area_m2", land.area)):
            has = number(row[column])
            verdict.hold(has is not None and same(has, want), f"{name}: {column} {has} instead of {want}")
            most = max(most, abs((has or 0) - want) / want) if want else most
    print(f"{name}, {denominator}: {len(got)} units, largest difference {most:.1e}")


def identity(name, words, whole, units, reach, verdict):
    """The tool's own figures: crowns in a unit and in what the unit leaves of the town are the
    crowns of the town. An overlay that loses or invents area can't hold that."""
    frame = box(*unary_union(units).bounds)
    halves = [half for unit in units for half in (unit.intersection(frame), frame.difference(unit))]
    rows = [(shape, f"h{n}") for n, shape in enumerate([frame, *halves])]
    write("halves.gpkg", {"half": (ogr.wkbUnknown, {"id": str}, rows)})
    run("gn-canopy", "halves.gpkg:half", *words, "--denominator", "all", "-O", "-o", "got.csv")
    (town, *m2), most = [number(row["canopy_m2"]) for row in table("got.csv")], 0.0
    want = whole.intersection(frame).intersection(reach).area
    verdict.hold(len(m2) == 2 * len(units) and same(town, want), f"{name}: the whole is {town} instead of {want}")
    for one, other in zip(m2[::2], m2[1::2]):
        most = max(most, abs(one + other - town) / town)
        verdict.hold(same(one + other, town), f"{name}: {one} + {other} is not {town} m2")
    print(f"{name}: area(A within B) + area(A without B) = area(A) for {len(units)} B, largest difference {most:.1e}")


verdict, dice = Verdict(), random.Random(11)
units = [row["shape"] for row in layer(BASE, "neighbourhood")]
frame = box(*unary_union(units).bounds)
drawn = drawn_crowns(dice, frame)
write("crown.gpkg", {"crown": (ogr.wkbPolygon, {"id": str}, [(s, f"c{n}") for n, s in enumerate(drawn)])})
town = [f"{BASE}:neighbourhood", "--town", SAMPLE]
for name, theme, words, crowns in (("trees", "tree", ["--tree", f"{BASE}:tree"], tree_crowns()),
                                   ("crowns", "crown", ["--crown", "crown.gpkg:crown"], drawn)):
    whole, reach = unary_union(crowns), known(theme, frame)
    print(f"{name}: {len(crowns)} of {sum(c.area for c in crowns):.0f} m2, dissolved {whole.area:.0f} m2")
    for denominator in ("land", "all", "built"):
        compare(name, town + words, whole, units, reach, denominator, verdict)
    identity(name, ["--town", SAMPLE, *words], whole, units, reach, verdict)
verdict.end()
