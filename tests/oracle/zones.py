"""gn-zones on Otterlo: classes by what the domain says (not by the tool's table), merging, cores, protection and rows of trees
made step by step. Shapely's buffers and overlays are GEOS's, as the tool's are, in other steps; rows of trees share no code."""
import itertools
import json
import math
import subprocess
from collections import defaultdict
from pathlib import Path

from osgeo import ogr, osr
from shapely import affinity
from shapely.geometry import Point, Polygon, shape
from shapely.ops import transform, unary_union
from shapely.strtree import STRtree

from asking import REAL, Verdict, layer, run, write

TOWN, VELUWE = REAL / "town_otterlo" / "base.gpkg", REAL / "natura2000_nl" / "veluwe.json"
EDGE_M, CORE_M2, GAP_M = 10, 5000, 5
SEAM_M = 0.05  # what is narrower is two outlines of one border, not ground nor gap
SPACING_M, BEND_DEG, LEAST, SAME_M, BOW = 15, 30, 5, 2, 0.5
SHARE = 1e-9  # of an area
# GEOS leaves out bends of up to 1 % of a buffer's distance, and which ones depends on where a ring begins.
CORE_SHARE = 2e-3
FORM_SHARE = 1e-4  # of a width: the same holds for the buffers that take seams out
TURN = (181000, 457000)  # about where the town is turned
WILD = {"loofbos", "gemengd bos", "naaldbos", "heide", "duin", "moeras", "rietland", "kwelder", "struiken"}


def width(area, perimeter):
    """The short side of the rectangle with this area and perimeter; the side of a square where there is none."""
    half = perimeter / 2
    if half * half <= 4 * area:
        return math.sqrt(area)
    return 2 * area / (half + math.sqrt(half * half - 4 * area))


def mean_width(geometry):
    return sum(p.area * width(p.area, p.length) for p in parts(geometry)) / geometry.area


def mean_roundness(geometry):
    return sum(p.area * 4 * math.pi * p.area / p.length**2 for p in parts(geometry)) / geometry.area


def seamless(geometry):
    """Slits closed, then strips taken out; the geometry as it is where nothing would be left."""
    sharp, half = {"join_style": 2, "mitre_limit": 1.5}, SEAM_M / 2
    filled = geometry.buffer(half, **sharp).buffer(-half)
    opened = filled.buffer(-half).buffer(half, **sharp)
    return geometry if opened.is_empty else opened


def classify(row):
    """(class, subclass) of a polygon of land cover as the domain page has it."""
    kind, physical, plus = row["class"], row["physical"], row["plus"] or ""
    wide, area = mean_width(row["patch"]), row["patch"].area
    if kind == "begroeidterreindeel":
        if physical in WILD:
            return "natuurzone", "green"
        if physical == "houtwal":
            return "natuurverbinding", "green"
        if physical == "groenvoorziening" and plus == "bosplantsoen":
            return ("natuurzone" if wide >= 2 * EDGE_M and area >= CORE_M2 else "natuurverbinding"), "green"
        if physical in ("groenvoorziening", "grasland overig") or "hoogstam" in plus:
            return "functionele_natuur", "green"
        return "matrix", None
    if kind == "onbegroeidterreindeel":
        beach = plus in ("strand en strandwal", "zandverstuiving") or (wide >= 2 * EDGE_M and area >= CORE_M2)
        return ("natuurzone", "green") if physical == "zand" and beach else ("matrix", None)
    if kind == "ondersteunendwegdeel":
        green = physical in ("groenvoorziening", "onverhard") and row["function"] == "berm" and wide >= 4
        return ("natuurverbinding", "green") if green else ("matrix", None)
    if kind == "waterdeel":
        large = physical == "watervlakte" and area >= CORE_M2
        return ("natuurzone" if large else "natuurverbinding"), "blue"
    if kind == "ondersteunendwaterdeel":
        return "natuurverbinding", "blue"
    return "matrix", None


def components(count, pairs):
    root = list(range(count))

    def find(i):
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b in pairs:
        root[find(a)] = find(b)
    groups = defaultdict(list)
    for i in range(count):
        groups[find(i)].append(i)
    return list(groups.values())


def dissolve(rows):
    """Row by row the patch: all that touches and bears the same words."""
    alike = defaultdict(list)
    for row in rows:
        alike[tuple((row.get(c) or "").lower() for c in ("class", "physical", "plus", "function", "management"))].append(row)
    for members in alike.values():
        shapes = [m["shape"] for m in members]
        tree, index = STRtree(shapes), {id(s): i for i, s in enumerate(shapes)}
        pairs = [(i, index[id(o)]) for i, s in enumerate(shapes) for o in tree.query(s) if s.distance(o) <= 1e-6]
        for group in components(len(members), pairs):
            whole = unary_union([shapes[i] for i in group])
            for i in group:
                members[i]["patch"] = whole


def merge(rows):
    """Groups of rows of one class and subclass within the gap."""
    by_kind = defaultdict(list)
    for row in rows:
        kind = classify(row)
        if kind[0] != "matrix":
            by_kind[kind].append(row)
    for kind, members in sorted(by_kind.items()):
        tree = STRtree([m["shape"] for m in members])
        index = {id(m["shape"]): i for i, m in enumerate(members)}
        pairs = [(i, index[id(other)]) for i, m in enumerate(members)
                 for other in tree.query(m["shape"].buffer(GAP_M + 1))
                 if m["shape"].distance(other) <= GAP_M + 1e-6]
        for group in components(len(members), pairs):
            yield kind, [members[i] for i in group]


def parts(geometry):
    return [g for g in getattr(geometry, "geoms", [geometry]) if not g.is_empty]


def core(whole):
    return sum(p.area for p in parts(whole.buffer(-EDGE_M, resolution=16)) if p.area >= CORE_M2)


def sure_core(whole):
    """Whether no part of the core lies so near the least area that rounding decides."""
    return all(abs(p.area - CORE_M2) > 20 for p in parts(whole.buffer(-EDGE_M, resolution=16)))


# ---- rows of trees ----


def picks(points, near):
    """Per tree the pair ahead and behind with the smallest sum of distances."""
    straight = -math.cos(math.radians(BEND_DEG))
    chosen = []
    for i, (x, y) in enumerate(points):
        best = (math.inf,)
        for a, b in itertools.combinations(near[i], 2):
            (ax, ay), (bx, by) = points[a], points[b]
            da, db = math.dist((x, y), points[a]), math.dist((x, y), points[b])
            if (ax - x) * (bx - x) + (ay - y) * (by - y) <= straight * da * db:
                best = min(best, (da + db, a, b))
        chosen.append(set(best[1:]))
    return chosen


def each_once(trees):
    """Trees by id, without those within SAME_M of one before that was kept."""
    kept = []
    for tree in sorted(trees, key=lambda t: t["id"]):
        if all(tree["shape"].distance(other["shape"]) > SAME_M + 1e-6 for other in kept):
            kept.append(tree)
    return kept


def is_straight(group, links, points):
    """Of a chain of points: none further from the line between its ends than BOW times that line."""
    ends = [i for i in group if sum(i in link for link in links) == 1]
    if len(ends) != 2:
        return False
    (ax, ay), (bx, by) = (points[i] for i in ends)
    chord = math.dist(points[ends[0]], points[ends[1]])
    aside = max(abs((bx - ax) * (points[i][1] - ay) - (by - ay) * (points[i][0] - ax)) for i in group) / chord
    return aside <= BOW * chord


def rows_of_trees(trees):
    """Trees in a row: where they stand, and the lowest of their ids."""
    trees = each_once(trees)
    points = [(t["shape"].x, t["shape"].y) for t in trees]
    near = [[j for j in range(len(points)) if abs(points[j][0] - p[0]) <= SPACING_M + 1
             and 0 < math.dist(points[j], p) <= SPACING_M + 1e-6] for p in points]
    chosen = picks(points, near)
    links = [(i, j) for i, pair in enumerate(chosen) for j in pair if i < j and i in chosen[j]]
    for i, pair in enumerate(chosen):
        ahead = [(math.dist(points[i], points[j]), j) for j in near[i] if i in chosen[j]]
        if not pair and ahead:
            links.append((i, min(ahead)[1]))
    return {frozenset(points[i] for i in group): (min(trees[i]["id"] for i in group), len(group))
            for group in components(len(points), links) if len(group) >= LEAST and is_straight(group, links, points)}


# ---- what is held against the tool ----


def protection(path):
    """The Veluwe as it comes, in degrees, with its faults, for the tool; and dissolved in RD New."""
    polygons = json.loads(VELUWE.read_text(encoding="utf-8"))["polys"]
    closed = [[ring if ring[0] == ring[-1] else ring + ring[:1] for ring in rings] for rings in polygons]
    features = [{"type": "Feature", "properties": {"id": f"veluwe-{i}"},
                 "geometry": {"type": "Polygon", "coordinates": rings}} for i, rings in enumerate(closed)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    degrees, metres = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    metres.ImportFromEPSG(28992)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change = osr.CoordinateTransformation(degrees, metres)

    def move(xs, ys):
        moved = change.TransformPoints(list(zip(xs, ys)))
        return [p[0] for p in moved], [p[1] for p in moved]

    near = shape({"type": "Polygon", "coordinates": [[(177000, 453000), (185000, 453000), (185000, 461000),
                                                      (177000, 461000), (177000, 453000)]]})
    made = [transform(move, Polygon(rings[0], rings[1:])) for rings in closed]
    return unary_union([p.buffer(0) for p in made if p.envelope.intersects(near)]).intersection(near)


def check_zones(got, land, protected, verdict):
    by_id = {(z["id"], z["class"], z["subclass"]): z for z in got}
    cores = shares = 0
    worst = 0.0
    for (kind, colour), members in merge(land):
        name = (min(m["id"] for m in members), kind, colour)
        zone = by_id.pop(name, None)
        if zone is None:
            verdict.hold(False, f"no zone {name}")
            continue
        area, whole = sum(m["shape"].area for m in members), unary_union([m["shape"] for m in members])
        verdict.hold(zone["members"] == len(members), f"{name}: {zone['members']} members, not {len(members)}")
        verdict.hold(abs(zone["area_m2"] - area) <= SHARE * area, f"{name}: {zone['area_m2']} instead of {area} m2")
        verdict.hold(zone["shape"].symmetric_difference(whole).area <= 1e-6 * area, f"{name}: lies elsewhere")
        form = seamless(whole)
        wide, round_ = mean_width(form), mean_roundness(form)
        verdict.hold(abs(zone["width_mean_m"] - wide) <= FORM_SHARE * wide, f"{name}: {zone['width_mean_m']} m wide, not {wide}")
        verdict.hold(abs(zone["compactness"] - round_) <= FORM_SHARE, f"{name}: compactness {zone['compactness']}, not {round_}")
        if sure_core(form):
            want = core(form)
            worst = max(worst, abs(zone["core_area_m2"] - want) / max(want, 1))
            verdict.hold(abs(zone["core_area_m2"] - want) <= CORE_SHARE * max(want, 1),
                         f"{name}: core {zone['core_area_m2']} instead of {want} m2")
            cores += want > 0
        share = 100 * whole.intersection(protected).area / whole.area
        shares += 0 < share
        verdict.hold(abs(zone["protected"] - share) <= 0.01, f"{name}: {zone['protected']} % protected, not {share}")
    for name in by_id:
        verdict.hold(False, f"{name}: should not be there")
    print(f"{len(got)} zones, {cores} with a core (off by {worst:.1e} at most), {shares} in protected areas")


def check_balance(told, land, verdict):
    want = defaultdict(float)
    for row in land:
        want[classify(row)[0]] += row["shape"].area
    whole = math.fsum(row["shape"].area for row in land)
    for kind, area in want.items():
        has = told["landcover"][f"{kind}_m2"]
        verdict.hold(abs(has - area) <= SHARE * whole, f"{kind}: {has} instead of {area} m2")
    verdict.hold(abs(told["landcover"]["area_m2"] - whole) <= SHARE * whole, "the land cover has another area")
    verdict.hold(abs(told["landcover"]["residue"]) <= SHARE, f"residue {told['landcover']['residue']}")
    verdict.hold(set(want) <= {"natuurzone", "functionele_natuur", "natuurverbinding", "matrix"}, "a class is new")
    print(f"{len(land)} polygons, {whole / 1e4:.2f} ha")


def check_rows(lines, trees, verdict):
    """Which trees make a row, by where its corners lie; how long it is."""
    got = {frozenset(p for part in parts(line["shape"]) for p in part.coords): line
           for line in lines if line["kind"] == "tree_row"}
    want = rows_of_trees(trees)
    verdict.hold(got.keys() == want.keys(),
                 f"rows of trees: {len(got.keys() - want.keys())} too many, {len(want.keys() - got.keys())} missing")
    for places in got.keys() & want.keys():
        line = got[places]
        verdict.hold((line["id"], line["trees"]) == want[places], f"{line['id']}: not {want[places]}")
        verdict.hold(abs(line["length_m"] - line["shape"].length) < 1e-6, f"{line['id']}: {line['length_m']} m")
    print(f"{len(got)} rows of trees among {len(trees)}")


def turned(path):
    """Land cover and trees a quarter turned about a place with whole coordinates."""
    def turn(rows, columns):
        return [(affinity.rotate(r["shape"], 90, origin=TURN), *(r[c] for c in columns)) for r in rows]

    land_columns = {"id": str, "class": str, "physical": str, "plus": str, "function": str, "level": int}
    write(path, {"landcover": (ogr.wkbPolygon, land_columns, turn(layer(TOWN, "landcover"), land_columns)),
                 "tree": (ogr.wkbPoint, {"id": str}, turn(layer(TOWN, "tree"), ["id"]))})


def same_turned(one, other, verdict):
    key = lambda z: (z["id"], z["class"], z["subclass"], z["members"])  # noqa: E731
    first, second = {key(z): z for z in layer(one, "nature_zone")}, {key(z): z for z in layer(other, "nature_zone")}
    verdict.hold(first.keys() == second.keys(), f"turned: {len(first.keys() ^ second.keys())} zones differ")
    for name in first.keys() & second.keys():
        for column, share in (("area_m2", SHARE), ("width_mean_m", FORM_SHARE), ("compactness", FORM_SHARE), ("core_area_m2", CORE_SHARE)):
            a, b = first[name][column], second[name][column]
            verdict.hold(abs(a - b) <= share * max(a, 1), f"turned: {name}: {column} {a} and {b}")
    rows = [{(r["id"], r["trees"]) for r in layer(path, "nature_line")} for path in (one, other)]
    verdict.hold(rows[0] == rows[1], "turned: other rows of trees")


def check_decided(land, verdict):
    """Three decided zones, the first two over each other: the lower id keeps the place, and what is left keeps its class."""
    zones = {"z1": (Point(181300, 456900).buffer(300), "natuurzone"),
             "z2": (Point(181600, 456900).buffer(250), "natuurverbinding"),
             "z3": (Point(180300, 456500).buffer(400), "matrix")}
    columns = {"id": str, "class": str, "decided_by": str}
    write("decided.gpkg", {"decided": (ogr.wkbPolygon, columns, [(g, z, c, "raad") for z, (g, c) in zones.items()])})
    told = json.loads(subprocess.run(["gn-zones", "--landcover", f"{TOWN}:landcover", "--decided", "decided.gpkg",
                                      "-o", "decided-zones.gpkg", "--json"],
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout)
    got = {z["id"]: z for z in layer("decided-zones.gpkg", "nature_zone") if z["status"] == "decided"}
    left, want = unary_union([g for g, _ in zones.values()]), defaultdict(float)
    taken = Point()
    for name, (outline, kind) in zones.items():
        own = outline.difference(taken)
        taken = taken.union(outline)
        area = math.fsum(r["shape"].intersection(own).area for r in land)
        want[kind] += area
        if kind != "matrix":
            verdict.hold(abs(got[name]["area_m2"] - area) <= 0.5, f"{name}: {got[name]['area_m2']} instead of {area} m2")
    for row in land:
        want[classify(row)[0]] += row["shape"].difference(left).area
    for kind, area in want.items():
        has = told["landcover"][f"{kind}_m2"]
        # a cut that would leave 0.01 m2 is not made: that much for each polygon on an outline
        verdict.hold(abs(has - area) <= 0.5, f"with decisions: {kind}: {has} instead of {area} m2")
    verdict.hold(abs(told["landcover"]["residue"]) <= SHARE, f"with decisions: residue {told['landcover']['residue']}")
    print(f"3 decided zones, residue {told['landcover']['residue']:.1e}")


def main():
    verdict = Verdict()
    protected = protection(Path("veluwe.geojson"))
    done = subprocess.run(["gn-zones", "--town", TOWN.parent, "--protected", "veluwe.geojson", "-o", "zones.gpkg", "--json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    verdict.hold("repaired: " in done.stderr, "the invalid polygons of the Veluwe were not told")
    land = [r for r in layer(TOWN, "landcover") if not r["level"]]
    dissolve(land)
    check_balance(json.loads(done.stdout), land, verdict)
    check_zones(layer("zones.gpkg", "nature_zone"), land, protected, verdict)
    check_rows(layer("zones.gpkg", "nature_line"), layer(TOWN, "tree"), verdict)
    check_decided(land, verdict)
    turned("turned.gpkg")
    for name, path in (("straight", TOWN), ("quarter", "turned.gpkg")):
        run("gn-zones", "--landcover", f"{path}:landcover", "--tree", f"{path}:tree", "-o", f"{name}.gpkg")
    same_turned("straight.gpkg", "quarter.gpkg", verdict)
    verdict.end()


main()
