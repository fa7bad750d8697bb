"""Cool places of gn-access and the shade along its walks. Which green is cool is counted on a raster
that GDAL burns, 0.1 m fine; of the others GEOS cuts out what lies under the crowns. Patches are
GEOS's union of both, opened by the least width. The walk is the tool's own line (it
has `network` to answer to); its shade is GEOS's intersection with all crowns dissolved, or a
sampling of the raster each centimetre. Shares near the limit are ties: counted, not judged. Laws of
towns beside it: more crowns bring no cool place further away, a further limit takes nothing away."""
import math
import random
from pathlib import Path

import numpy as np
from osgeo import ogr
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import unary_union

from asking import REAL, Verdict, layer, number, run, table, write
from crowns import SAMPLE, known, tree_crowns
from greens import counting, listed, opened, polygons
from rasters import Frame, burned, write_raster

FINE_M, NEAR_PCT = 0.1, 1.0  # a cell; shares this near the limit are not judged
LIMIT_PCT, LEAST_M2, WIDTH_M, SLIT_M = 40, 200, 5, 0.001
SLIVER_M2 = 0.05 * WIDTH_M ** 2
SHADE_PCT, SAMPLED_PCT = 0.002, 0.5


class Crowns:
    """Crowns by place: 20 m cells hold those whose box meets them."""

    def __init__(self, shapes):
        self.shapes, self.cells = shapes, {}
        for n, shape in enumerate(shapes):
            for cell in self.cells_of(shape):
                self.cells.setdefault(cell, []).append(n)

    @staticmethod
    def cells_of(shape):
        x0, y0, x1, y1 = (math.floor(v / 20) for v in shape.bounds)
        return [(x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]

    def near(self, shape):
        found = {n for cell in self.cells_of(shape) for n in self.cells.get(cell, ())}
        return unary_union([self.shapes[n] for n in sorted(found)])


def counted_share(green, crowns):
    """Percentage of the green under crowns, in cells."""
    x0, y0, x1, y1 = green.bounds
    frame = Frame(math.floor(x0), math.ceil(y1), FINE_M, math.ceil((x1 - x0 + 2) / FINE_M),
                  math.ceil((y1 - y0 + 2) / FINE_M))
    if crowns.is_empty:
        return 0.0
    inside = burned(frame, 1, green) > 0
    under = burned(frame, 1, crowns) > 0
    return 100 * (inside & under).sum() / max(1, inside.sum())


def cool_greens(town, crowns, reach, half_known):
    """What is surely cool, whole greens and parts; what may be; and the greens too near the limit to
    tell. half_known: where trees that are not public are missing."""
    sure, may, ties = [], [], []
    for row in layer(town, "green"):
        counts = (row["class"] or "").lower() in CLASSES
        if not counts or row["public"] == 0:
            continue
        green = row["shape"]
        beyond = 100 * green.difference(reach).area / green.area if reach is not None else 0.0
        near = crowns.near(green)
        near = near.intersection(reach) if beyond else near
        under = near.intersection(green)
        least = counted_share(green, near)
        if min(abs(least - LIMIT_PCT), abs(least + beyond - LIMIT_PCT)) < NEAR_PCT:
            ties.append(row)
            continue
        if row["public"] == 1:
            sure += polygons(green if least > LIMIT_PCT else under)
        whole = least + beyond > LIMIT_PCT or green.intersection(half_known).area > 0
        may += polygons(green if whole else unary_union([under, green.difference(reach)]) if beyond else under)
    return sure, may, ties


def closed(shape):
    """Slits where two pieces were cut at one border are no border."""
    def grown(of, by_m):
        return of.buffer(by_m, join_style=2, mitre_limit=1.5)
    return grown(grown(grown(shape, SLIT_M / 2), -SLIT_M), SLIT_M / 2)


def patches(shapes):
    """What touches is one, be it in a corner; but what is too narrow is taken off first."""
    groups = []
    whole = closed(unary_union(shapes))
    wide = [part for piece in polygons(whole) for part in polygons(opened(piece, WIDTH_M))]
    for piece in wide:
        meet = [group for group in groups if any(piece.distance(other) < 1e-9 for other in group)]
        groups = [group for group in groups if group not in meet] + [[piece, *sum(meet, [])]]
    return [unary_union(group) for group in groups if sum(piece.area for piece in group) >= LEAST_M2]


def differ(mine, want, doubt):
    """m2 that are in one alone, but for pieces that a green in doubt makes or joins, and for slivers
    where a narrowed shape runs to a point between arcs."""
    return sum(piece.area for piece in polygons(mine.symmetric_difference(want))
               if piece.area > SLIVER_M2 and not piece.intersects(doubt))


def compare_places(name, town, crowns, reach, half_known, verdict):
    got = {kind: [row for row in layer("places.gpkg", "cool_target") if row["status"] == kind]
           for kind in ("cool", "undecided")}
    sure, may, ties = cool_greens(town, crowns, reach, half_known)
    doubt = unary_union([row["shape"] for row in ties]).buffer(0.01)
    want = patches(sure)
    mine = unary_union([row["shape"] for row in got["cool"]])
    off = differ(mine, unary_union(want), doubt)
    verdict.hold(off < 0.01, f"{name}: {off} m2 are cool for one alone")
    if not ties:
        verdict.hold(len(want) == len(got["cool"]), f"{name}: {len(got['cool'])} cool places, not {len(want)}")
    all_mine = unary_union([row["shape"] for kind in got for row in got[kind]])
    off = differ(all_mine, unary_union(patches(sure + may)), doubt)
    verdict.hold(off < 0.01, f"{name}: {off} m2 may be cool for one alone")
    return len(want), len(got["undecided"]), len(ties)


def shade_of(line, crowns, reach):
    part = line if reach is None else line.intersection(reach)
    if line.length == 0 or part.length < 0.95 * line.length - 1e-6:
        return None
    return 100 * part.intersection(crowns.near(line)).length / part.length


def sampled(line, frame, values):
    corners = np.array(line.coords)
    along = np.concatenate(([0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))))
    steps = np.arange(0.005, along[-1], 0.01)
    at = np.column_stack([np.interp(steps, along, corners[:, k]) for k in (0, 1)])
    columns = np.floor((at[:, 0] - frame.x0) / frame.cell).astype(int)
    rows = np.floor((frame.y0 - at[:, 1]) / frame.cell).astype(int)
    inside = (columns >= 0) & (columns < frame.width) & (rows >= 0) & (rows < frame.height)
    found = np.where(inside, values[np.clip(rows, 0, frame.height - 1), np.clip(columns, 0, frame.width - 1)], np.nan)
    return 100 * np.nanmean(found), np.isnan(found).mean()


def compare_ways(name, want_of, slack_pct, most, verdict):
    rows = {row.get("address_id") or row["id"]: row for row in table("got.csv")}
    compared, worst = 0, 0.0
    for way in layer("ways.gpkg", "cool_route")[:most]:
        has = number(rows[way["address_id"]]["cool_shade_pct"])
        want = want_of(way["shape"])
        if want == "tie":
            continue
        verdict.hold((has is None) == (want is None), f"{name}: {way['address_id']}: shade {has}, not {want}")
        if has is not None and want is not None:
            verdict.hold(abs(has - want) <= slack_pct, f"{name}: {way['address_id']}: shade {has} %, not {want} %")
            worst, compared = max(worst, abs(has - want)), compared + 1
    verdict.hold(compared > 0, f"{name}: no walk compared")
    return compared, worst


def ask(town, *words):
    run("gn-access", town, "--target", "cool", "--name", "cool", "--targets-out", "places.gpkg", "--routes",
        "ways.gpkg", "-O", "-o", "got.csv", *words)


def by_crowns(name, town, crowns, reach, half_known, words, most, verdict):
    ask(town, *words)
    crowns = Crowns(crowns)
    found, undecided, ties = compare_places(name, town / "base.gpkg", crowns, reach, half_known, verdict)
    ways, worst = compare_ways(name, lambda line: shade_of(line, crowns, reach), SHADE_PCT, most, verdict)
    print(f"{name}: {found} cool places, {undecided} that may be, {ties} ties; {ways} walks, shade off by {worst:.1e} % at most")


def by_raster(name, town, frame, values, most, verdict):
    def want(line):
        pct, gap = sampled(line, frame, values)
        return "tie" if abs(gap - 0.05) < 0.01 else pct if gap < 0.05 else None
    write_raster(frame, values, "canopy.tif")
    ask(town, "--canopy", "canopy.tif")
    ways, worst = compare_ways(name, want, SAMPLED_PCT, most, verdict)
    print(f"{name}: {ways} walks over a raster, shade off by {worst:.1e} % at most")


def lump(dice, x, y, size):
    turns = sorted(dice.uniform(0, 2 * math.pi) for _ in range(dice.randint(4, 12)))
    return Polygon([(x + size * math.cos(t), y + size * math.sin(t)) for t in turns])


def drawn(dice, bounds, count):
    x0, y0, x1, y1 = bounds
    some = [lump(dice, dice.uniform(x0, x1), dice.uniform(y0, y1), dice.uniform(2, 14)) for _ in range(count)]
    return [s for s in some if s.is_valid and s.area > 1]


def write_crowns(path, crowns):
    write(path, {"crown": (ogr.wkbPolygon, {"id": str}, [(s, f"c{n}") for n, s in enumerate(crowns)])})


def make_town(dice, folder):
    """400 m square: streets each 100 m, greens that may touch, homes anywhere."""
    folder.mkdir()
    x0, y0 = 85000, 447000
    green = []
    for n in range(14):
        x, y = x0 + dice.randint(0, 36) * 10, y0 + dice.randint(0, 36) * 10
        shape = box(x, y, x + dice.randint(1, 4) * 10, y + dice.randint(1, 4) * 10)
        green.append((shape, f"g{n:02}", dice.choice(("park", "park", "grass", "verge")), dice.choice((1, 1, 1, 0, None))))
    marks = range(0, 401, 100)  # streets join where they share a vertex
    lines = [LineString([(x0 + a, y0 + b) for b in marks]) for a in marks]
    lines += [LineString([(x0 + b, y0 + a) for b in marks]) for a in marks]
    street = [(line, f"s{n}", 1) for n, line in enumerate(lines)]
    homes = [(Point(x0 + dice.uniform(0, 400), y0 + dice.uniform(0, 400)), f"a{n}", f"a{n}", 1) for n in range(40)]
    write(folder / "base.gpkg", {
        "green": (ogr.wkbPolygon, {"id": str, "class": str, "public": int}, green),
        "street": (ogr.wkbLineString, {"id": str, "foot": int}, street),
        "address": (ogr.wkbPoint, {"id": str, "address_id": str, "home": int}, homes)})
    return x0, y0, x0 + 400, y0 + 400


def answers():
    out = {}
    for row in table("got.csv"):
        note = dict(word.split(":") for word in row["cool_note"].split() if ":" in word)
        out[row["id"]] = (number(row["cool_dist_m"]), number(row["cool_straight_m"]), number(note.get("cool_unknown", "")))
    return out


def no_further(name, before, after, verdict):
    """In a straight line; not on foot: a patch is reached from one point of a street section, and two
    that become one give one point less."""
    for home, was in before.items():
        a, b = was[1], after[home][1]
        verdict.hold(a is None or (b is not None and b <= a + 0.0015), f"{name}: {home}: line {a} became {b}")


def laws(name, dice, town, bounds, crowns, verdict):
    """Without a least width: opening may leave less of a corner where there is more."""
    ask(town, "--min-width", "0", "--crown", "crown.gpkg")
    usual = answers()
    ask(town, "--min-width", "0", "--crown", "crown.gpkg", "--limit", "150")
    near = answers()
    for home, was in usual.items():
        want = was[0] if was[0] is not None and was[0] <= 150 else None
        verdict.hold(near[home][0] == want, f"{name}: {home}: {was[0]} m, and within 150 m {near[home][0]}")
    write_crowns("more.gpkg", crowns + drawn(dice, bounds, 40))
    ask(town, "--min-width", "0", "--crown", "more.gpkg")
    no_further(f"{name}, more crowns", usual, answers(), verdict)
    ask(town, "--min-width", "0", "--crown", "crown.gpkg", "--any")
    no_further(f"{name}, any green", usual, answers(), verdict)
    green = [(row["shape"], row["id"], row["class"], 1 if row["public"] is None else row["public"])
             for row in layer(town / "base.gpkg", "green")]
    write("public.gpkg", {"green": (ogr.wkbPolygon, {"id": str, "class": str, "public": int}, green)})
    ask(town, "--min-width", "0", "--crown", "crown.gpkg", "--green", "public.gpkg")
    known_public = answers()
    for home, (way, _, left_open) in usual.items():  # nothing but whether it is public is open here
        best = known_public[home][0]
        want = None if best is None or (way is not None and best >= way - 0.0015) else math.floor(best + 1e-3)
        verdict.hold(left_open == want, f"{name}: {home}: {way} m, {left_open} m left open, with what may be public {best} m")


CLASSES = listed("green-classes.csv", "counts", "1")
verdict = Verdict()
sample_box = box(*unary_union([row["shape"] for row in layer(SAMPLE / "base.gpkg", "neighbourhood")]).bounds)
half_known = unary_union([row["shape"] for row in layer(SAMPLE / "base.gpkg", "coverage")
                          if row["theme"] == "tree" and row["completeness"] == "public_only"])
by_crowns("sample", SAMPLE, tree_crowns(), known("tree", sample_box), half_known, [], 400, verdict)
TOWN = REAL / "town_delft"
if TOWN.exists():
    dice = random.Random(5)
    bounds = unary_union([row["shape"] for row in layer(TOWN / "base.gpkg", "green")]).bounds
    crowns = drawn(dice, bounds, 15000)
    write_crowns("crown.gpkg", crowns)
    by_crowns("town_delft", TOWN, crowns, None, Polygon(), ["--crown", "crown.gpkg"], 400, verdict)
else:
    print(f"left out: no {TOWN} (real data)")
for seed in range(8):
    dice, town = random.Random(seed), Path(f"town{seed}")
    bounds = make_town(dice, town)
    crowns = drawn(dice, bounds, 600)
    write_crowns("crown.gpkg", crowns)
    by_crowns(town.name, town, crowns, None, Polygon(), ["--crown", "crown.gpkg"], 40, verdict)
    laws(town.name, dice, town, bounds, crowns, verdict)
    frame = Frame(bounds[0] - 20, bounds[3] + 20, 0.5, 880, 880)
    values = (np.random.default_rng(seed).random((110, 110)) < 0.5).astype(float)
    values[np.random.default_rng(seed + 99).random((110, 110)) < 0.03] = np.nan
    by_raster(town.name, town, frame, np.kron(values, np.ones((8, 8))), 40, verdict)
verdict.end()
