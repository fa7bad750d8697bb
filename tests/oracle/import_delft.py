"""town_delft against what gn-import makes of the same extract: the same objects, places and values.
The reference was made by a script of other hands; it shares PROJ and GDAL's reading of pbf with us,
and no rule. Where both differ, the difference is named here with its count and why ours stands;
anything else fails."""
import csv
import collections
import math
import os
import sys

from osgeo import ogr

ogr.UseExceptions()
REFERENCE = os.environ["SHARED"] + "/data/town_delft/base.gpkg"
faults = []
# The use of the building around an address tells nothing of homes, or nobody lives in such.
UNKNOWN = ("yes", "construction", "roof", None)
NO_HOME = ("civic", "hotel", "kindergarten", "sports_hall", "transportation")


def rows(path, layer):
    """id: (columns, geometry)"""
    source = ogr.Open(path)
    found = source.GetLayerByName(layer)
    return {f["id"]: (f.items(), f.GetGeometryRef().Clone()) for f in found}


def check(good, text):
    if not good:
        faults.append(text)


def ids(layer, theirs, ours, more):
    """more: ids that only we have, with the reason"""
    lost, extra = set(theirs) - set(ours), set(ours) - set(theirs)
    check(not lost, f"{layer}: lost {sorted(lost)[:5]}")
    check(extra == set(more), f"{layer}: more than theirs: {sorted(extra)[:5]}, named: {more}")


def places(layer, theirs, ours):
    """Areas and lengths within 0.1 %, points within 1 cm."""
    worst = 0.0
    for key in theirs.keys() & ours.keys():
        a, b = theirs[key][1], ours[key][1]
        if a.GetDimension() == 0:
            far = math.hypot(a.GetX() - b.GetX(), a.GetY() - b.GetY()) / 10
        elif a.GetDimension() == 1:
            far = abs(a.Length() - b.Length()) / a.Length()
        else:
            far = abs(a.Area() - b.Area()) / a.Area()
        box = max(abs(x - y) for x, y in zip(a.GetEnvelope(), b.GetEnvelope()))
        check(box < 0.01, f"{layer} {key}: {box:.3f} m from theirs")
        worst = max(worst, far)
    check(worst < 1e-3, f"{layer}: off by {worst:.2%}")
    return worst


def values(layer, theirs, ours, columns, named=()):
    """named: (count, name, says(their row, our row, column)): differences that are explained."""
    counts = collections.Counter()
    for key in theirs.keys() & ours.keys():
        for column in columns:
            a, b = theirs[key][0][column], ours[key][0][column]
            if a == b or (not a and not b and a != 0 and b != 0):
                continue
            reasons = [n for _, n, says in named if says(theirs[key][0], ours[key][0], column)]
            check(reasons, f"{layer} {key}: {column} is {b!r}, theirs {a!r}")
            counts.update(reasons[:1])
    for count, name, _ in named:
        check(counts[name] == count, f"{layer}: {name}: {counts[name]}, named: {count}")
    return dict(counts)


def compare(layer, columns=(), more=(), named=()):
    theirs, ours = rows(REFERENCE, layer), rows("ours/base.gpkg", layer)
    ids(layer, theirs, ours, more)
    worst = places(layer, theirs, ours)
    counts = values(layer, theirs, ours, columns, named)
    print(f"{layer}: {len(theirs)} theirs, {len(ours)} ours, off by {worst:.1e}", counts or "")
    return theirs, ours


def joined(row):
    """Theirs is one text; ours number, letter, addition, without the marks between them."""
    return "".join(str(row[c] or "") for c in ("number", "letter", "addition"))


def plain(number):
    return "".join(c for c in number if c not in " -/").upper()


# A busway is closed to walkers unless a tag says otherwise; theirs does not look at the tag.
compare("street", ("class", "foot", "surface", "name"), named=[
    (10, "busway opened to walkers by foot=yes",
     lambda t, o, c: c == "foot" and t["class"] == "busway" and o["foot"] == 1)])
# Allotments and a cemetery are green too (data/green-classes.csv has both); theirs took no notice.
compare("green", ("class", "public", "name"), more=("osm:w137587831", "osm:w818447239"))
compare("building", ("height_m",))
compare("tree", ("height_m", "crown_d_m", "species", "status"))
compare("hedge", ("height_m",))
# water=canal and water=ditch are "waterloop" in the words of the BGT; theirs has one word for all.
compare("water", ("class",), named=[
    (4, "canal or ditch", lambda t, o, c: o["class"] == "waterloop")])
# A culvert is no open water.
compare("waterway", ("class", "width_m"), named=[
    (25, "culvert", lambda t, o, c: o["class"] == "duiker")])

# A building with its own number that no node has: a multipolygon, and an area.
theirs, ours = compare("address", ("street", "postcode", "place", "building_id", "home", "use"),
                       more=("osm:r3400149", "osm:w1336922877"), named=[
    (12, "a point on the wall is in the building",
     lambda t, o, c: c == "building_id" and t[c] is None),
    (1, "two buildings overlap: the lowest id as text",
     lambda t, o, c: c == "building_id" and t[c] and o[c] < t[c]),
    (12, "so it has the building's use", lambda t, o, c: c == "use" and t[c] is None),
    (808, "use unknown, so is home (theirs: 1 unless it knows better)",
     lambda t, o, c: c == "home" and o[c] is None and t["use"] in UNKNOWN),
    (5, "an office in a block of flats: unknown",
     lambda t, o, c: c == "home" and o[c] is None and t["use"] == "apartments"),
    (7, "kinds of building that nobody lives in, unknown to theirs",
     lambda t, o, c: c == "home" and o[c] == 0 and t["use"] in NO_HOME),
    (43, "a shop, practice or restaurant by the address's own tags",
     lambda t, o, c: c == "home" and o[c] == 0 and t["use"] not in NO_HOME),
])
odd = [k for k in theirs if plain(theirs[k][0]["number"]) != plain(joined(ours[k][0]))]
check(not odd, f"address: number of {odd[:5]}")

homes = [sum(row[0]["home"] == 1 for row in side.values()) for side in (theirs, ours)]
print(f"homes: {homes[0]} theirs, {homes[1]} ours")
lamps = rows("ours/base.gpkg", "light")
check(len(lamps) == 4, f"light: {len(lamps)}, osmium counts 4")
streets = ogr.Open("streets/base.gpkg")
layers = sorted(l.GetName() for l in streets)
check(layers == ["coverage", "manifest", "street"], f"without --theme: {layers}")

# The chain: without the two greens that theirs took no notice of, every distance is the same.
with open("ours.csv", encoding="utf-8") as a, open("theirs.csv", encoding="utf-8") as b:
    ours, theirs = ({r["id"]: r for r in csv.DictReader(file)} for file in (a, b))
columns = ("green_dist_m", "green_straight_m", "green_id")
other = [k for k in theirs if any(ours[k][c] != theirs[k][c] for c in columns)]
check(not other, f"distance to green: {len(other)} of {len(theirs)} differ, such as {other[:5]}")
print(f"distance to green: {len(theirs)} addresses, {len(other)} differ")

for fault in faults[:20]:
    print(fault, file=sys.stderr)
sys.exit(len(faults) > 0)
