"""gn-links on made towns, from polygons to the table of links, by other code: cells by comparing numbers, a Dijkstra
with heapq, links over the borders of regions, gaps and corridors cell by cell, PC, IIC and EC by all pairs. Then laws: a
hedge never makes a way dearer, no link is worth less than nothing, a quarter turn and other blocks of a grid change nothing.
Nothing but files is shared with the toolkit; shapes are rectangles, their areas products."""
import heapq
import json
import math
import random
import subprocess
import sys

import numpy as np
from osgeo import gdal, ogr, osr

from asking import Verdict, layer

EAST, NORTH, SIZE = 105000, 502000, 90  # m
CELLS = SIZE + 1  # land cover ends 0.1 m into a further row and column of cells of 1 m
STEPS = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]
# Resistances of which hardly any two ways add up to the same, so that ties decide nothing.
RULES = {"zone natuurzone": (1.0137, 1), "zone natuurverbinding": (1.9341, 1), "zone functionele_natuur": (3.7719, 1),
         "hedge": (1.1713, 1), "building": (731.13, 0), "bos": (4.3171, 1), "gras": (11.731, 0), "erf": (33.937, 0),
         "weg": (97.713, 0)}
KINDS = ("bos", "gras", "erf", "weg")
MAX_LENGTH, MAX_GAP, DISPERSE, CORRIDOR, CORRIDOR_WIDTH = 80, 9, 400, 5, 16


def write_rules(path):
    with open(path, "w", encoding="utf-8") as file:
        print("theme,class,physical,in_zone,resistance,habitat,vein,object,label_nl,source,confidence,resistance_source", file=file)
        for name, (resistance, habitat) in RULES.items():
            words = name.split()
            theme, kind = (words[0], "") if words[0] in ("zone", "hedge", "building") else ("landcover", words[0])
            zone = words[1] if len(words) > 1 else ""
            print(f"{theme},,{kind},{zone},{resistance},{habitat},green,,x,oracle,low,oracle", file=file)
        print("unknown,,,,,0,,,x,oracle,low,oracle", file=file)


# ---- a town: rectangles that keep off the centres of cells ----


def rectangle(chance, low, high):
    width, height = (chance.randint(low, high) for _ in range(2))
    x, y = chance.randint(0, SIZE - width), chance.randint(0, SIZE - height)
    return x + 0.03, y + 0.07, x + width + 0.01, y + height + 0.02


def apart(a, b, gap):
    return a[2] + gap < b[0] or b[2] + gap < a[0] or a[3] + gap < b[1] or b[3] + gap < a[1]


def make_town(seed):
    chance = random.Random(seed)
    land = [(f"l{x:02d}{y:02d}", chance.choice(KINDS), (x * 10 + 0.1, y * 10 + 0.1, x * 10 + 10.1, y * 10 + 10.1))
            for x in range(SIZE // 10) for y in range(SIZE // 10) if chance.random() < 0.95]
    boxes = [(1.03, 1.07, 5.01, 4.02), (80.03, 85.07, 88.01, 88.02)]  # so that the grid is all of the town
    zones = [("z98", "natuurzone", boxes[0]), ("z99", "natuurzone", boxes[1])]
    for i in range(60):
        box = rectangle(chance, 3, 12)
        if len(zones) < 12 and all(apart(box, other, chance.choice((0, 1, 4))) for other in boxes):
            boxes.append(box)
            zones.append((f"z{i:02d}", "natuurzone", box))
    for i in range(6):
        box = rectangle(chance, 2, 20)
        if all(apart(box, other, 0) for other in boxes):
            boxes.append(box)
            zones.append((f"v{i}", chance.choice(("natuurverbinding", "functionele_natuur")), box))
    houses = [(f"h{i}", "", rectangle(chance, 2, 6)) for i in range(8)]
    return {"land": land, "zones": zones, "houses": houses, "hedges": []}


def ring(box, turned):
    xmin, ymin, xmax, ymax = box
    corners = [(xmin, ymin), (xmax, ymin), (xmax, ymax), (xmin, ymax), (xmin, ymin)]
    if turned:
        corners = [(SIZE - y, x) for x, y in corners]
    return [(EAST + x, NORTH + y) for x, y in corners]


def write_town(town, turned=False):
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(28992)
    target = ogr.GetDriverByName("GPKG").CreateDataSource("town.gpkg")
    for name, column, rows in (("landcover", "physical", town["land"]), ("nature_zone", "class", town["zones"]),
                               ("building", "name", town["houses"]), ("hedge", "name", town["hedges"])):
        made = target.CreateLayer(name, srs, ogr.wkbUnknown)
        for field in ("id", column):
            made.CreateField(ogr.FieldDefn(field, ogr.OFTString))
        for ident, word, box in rows:
            feature = ogr.Feature(made.GetLayerDefn())
            feature["id"], feature[column] = ident, word
            points = ", ".join(f"{x!r} {y!r}" for x, y in (ring(box, turned) if name != "hedge" else ring(box, turned)[:2]))
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"LINESTRING ({points})" if name == "hedge" else f"POLYGON (({points}))"))
            made.CreateFeature(feature)
    target = None


def ask(*more):
    words = ["gn-links", "--zones", "town.gpkg:nature_zone", "--landcover", "town.gpkg:landcover", "--building",
             "town.gpkg:building", "--hedge", "town.gpkg:hedge", "--rules", "rules.csv", "--max-gap", MAX_GAP, "--disperse",
             DISPERSE, "--corridor-pct", CORRIDOR, "--corridor-width", CORRIDOR_WIDTH, "-q", "--json", "-O", "-o", "links.gpkg", *more]
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{words}: status {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


# ---- the same by other code; row 0 is the northernmost ----


def cells_of(town):
    """(resistance, habitat, label) per cell; label 0: no zone."""
    x, y = np.meshgrid(np.arange(CELLS) + 0.5, SIZE + 0.5 - np.arange(CELLS))
    resistance, habitat, label = np.full(x.shape, np.nan), np.zeros(x.shape, int), np.zeros(x.shape, int)

    def burn(where, rule):
        resistance[where], habitat[where] = np.float32(RULES[rule][0]), RULES[rule][1]

    def inside(box):
        return (x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])

    for _, kind, box in town["land"]:
        burn(inside(box), kind)
    nodes = sorted(ident for ident, kind, _ in town["zones"] if kind == "natuurzone")
    for ident, kind, box in town["zones"]:
        burn(inside(box), f"zone {kind}")
        if kind == "natuurzone":
            label[inside(box)] = nodes.index(ident) + 1
    for _, _, box in town["hedges"]:
        beyond = np.maximum(0, np.maximum(box[0] - x, x - box[2]))
        burn(np.hypot(beyond, y - box[1]) <= 0.5, "hedge")
    for _, _, box in town["houses"]:
        burn(inside(box), "building")
        label[inside(box)] = 0
    return resistance, habitat, label, nodes


def reach(resistance, sources):
    """Least cost from the sources {cell: label}, whose label, the cell before."""
    cost, owner, before = {}, {}, {}
    queue = [(0.0, label, cell, cell) for cell, label in sources.items()]
    heapq.heapify(queue)
    while queue:
        far, label, cell, origin = heapq.heappop(queue)
        if cell in cost:
            continue
        cost[cell], owner[cell], before[cell] = far, label, origin
        for dr, dc in STEPS:
            there = cell[0] + dr, cell[1] + dc
            if 0 <= there[0] < CELLS and 0 <= there[1] < CELLS and there not in cost and not math.isnan(resistance[there]):
                heapq.heappush(queue, (far + step(resistance, cell, there), label, there, cell))
    return cost, owner, before


def step(resistance, a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1]) * (resistance[a] + resistance[b]) / 2


def way_to(before, cell):
    way = [cell]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way


def find_links(resistance, label):
    """{(from, to): (cost, cells of the way)}"""
    sources = {(r, c): int(label[r, c]) for r, c in zip(*np.nonzero(label))}
    cost, owner, before = reach(resistance, sources)
    best = {}
    for a in cost:
        for dr, dc in STEPS:
            b = a[0] + dr, a[1] + dc
            if b in cost and owner[a] < owner[b]:
                total = cost[a] + cost[b] + step(resistance, a, b)
                if total < best.get((owner[a], owner[b]), (math.inf,))[0]:
                    best[owner[a], owner[b]] = total, a, b
    return {pair: (total, way_to(before, a)[::-1] + way_to(before, b)) for pair, (total, a, b) in best.items()}


def length_of(way):
    return math.fsum(math.dist(a, b) for a, b in zip(way, way[1:]))


def widest_gap(way, habitat):
    widest = here = 0.0
    for a, b in zip(way, way[1:]):
        here += math.dist(a, b) * (2 - habitat[a] - habitat[b]) / 2
        widest = max(widest, here)
        if habitat[b]:
            here = 0.0
    return widest


def discs(habitat):
    """Per cell of habitat the squared distance to the nearest cell that is none."""
    bare = np.argwhere(habitat == 0)
    return {(r, c): int(((bare - (r, c)) ** 2).sum(axis=1).min()) for r, c in np.argwhere(habitat)}


def thinnest(way, disc):
    """Over the habitat between the zones, the least diameter of the largest discs over its cells."""
    return min((2 * math.sqrt(max(size for (r, c), size in disc.items() if (r - a) ** 2 + (c - b) ** 2 < size))
                for a, b in way[1:-1] if (a, b) in disc), default=None)


def drawn_way(line):
    """The cells of a link as drawn: of ways that cost the same, here goes the one that the tool took."""
    corners = [(math.floor(NORTH + CELLS - y), math.floor(x - EAST)) for x, y in line.coords]
    way = corners[:1]
    for row, column in corners[1:]:
        while way[-1] != (row, column):
            way.append(tuple(a + (b > a) - (b < a) for a, b in zip(way[-1], (row, column))))
    return way


def corridor_cells(resistance, label, pair, total, way):
    y, x = np.mgrid[:CELLS, :CELLS]
    off = np.min([np.hypot(y - r, x - c) for r, c in way], axis=0) > CORRIDOR_WIDTH / 2
    strip = np.where(off, np.nan, resistance)
    reached = [reach(strip, {(r, c): 1 for r, c in np.argwhere((label == one) & ~off)})[0] for one in pair]
    limit = total * (1 + CORRIDOR / 100) * (1 + 1e-12)
    return sum(far + reached[1].get(cell, math.inf) <= limit and not label[cell] for cell, far in reached[0].items())


def indices(areas, edges, without=None):
    """PC, IIC of zones and links {(from, to): d}; without: a zone or a link that is not there."""
    count, total = len(areas), sum(areas)
    far = [[0.0 if i == j else math.inf for j in range(count)] for i in range(count)]
    hops = [row[:] for row in far]
    for (a, b), d in edges.items():
        if without not in ((a, b), a - 1, b - 1):
            far[a - 1][b - 1] = far[b - 1][a - 1] = d
            hops[a - 1][b - 1] = hops[b - 1][a - 1] = 1
    for table in (far, hops):
        for k in range(count):
            for i in range(count):
                for j in range(count):
                    table[i][j] = min(table[i][j], table[i][k] + table[k][j])
    there = [0 if i == without else area for i, area in enumerate(areas)]
    alpha = math.log(2) / DISPERSE
    pairs = [(i, j) for i in range(count) for j in range(count)]
    return (math.fsum(there[i] * there[j] * math.exp(-alpha * far[i][j]) for i, j in pairs) / total**2,
            math.fsum(there[i] * there[j] / (1 + hops[i][j]) for i, j in pairs) / total**2)


# ---- comparing ----


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(b))


def check_links(town, told, verdict, name):
    resistance, habitat, label, nodes = cells_of(town)
    disc = discs(habitat)
    verdict.hold((told["grid"]["width"], told["grid"]["height"]) == (CELLS, CELLS), f"{name}: grid {told['grid']}")
    want = find_links(resistance, label)
    short = {pair: found for pair, found in want.items() if length_of(found[1]) <= MAX_LENGTH}
    verdict.hold(told["links"]["too_long"] == len(want) - len(short), f"{name}: {told['links']['too_long']} links too long")
    rows = {(row["from_id"], row["to_id"]): row for row in layer("links.gpkg", "nature_link")}
    spread = {row["link_id"]: row["area_m2"] for row in layer("links.gpkg", "corridor")}
    named = {(nodes[a - 1], nodes[b - 1]): pair for (a, b), pair in zip(short, short)}
    verdict.hold(set(rows) == set(named), f"{name}: links {set(rows) ^ set(named)} are there for one alone")
    for ids in set(rows) & set(named):
        row, (total, way) = rows[ids], short[named[ids]]
        verdict.hold(near(row["cost"], total), f"{name}: {ids} costs {row['cost']} instead of {total}")
        verdict.hold(near(row["length_m"], length_of(way)), f"{name}: {ids} measures {row['length_m']}, not {length_of(way)}")
        gap = widest_gap(way, habitat)
        verdict.hold(near(row["gap_max_m"], gap), f"{name}: {ids} has a gap of {row['gap_max_m']} instead of {gap}")
        verdict.hold((row["status"] == "gap") == (gap > MAX_GAP), f"{name}: {ids} is {row['status']} with a gap of {gap}")
        width = thinnest(way, disc)
        verdict.hold(row["width_min_m"] == width or near(row["width_min_m"] or 0, width or 0),
                     f"{name}: {ids} is {row['width_min_m']} m thick, not {width}")
        area = corridor_cells(resistance, label, named[ids], total, drawn_way(row["shape"]))
        verdict.hold(near(spread.get(row["id"], 0), area), f"{name}: corridor {ids} of {spread.get(row['id'])} instead of {area} m2")
    check_indices(town, nodes, {pair: found[0] for pair, found in short.items()}, told, rows, verdict, name)
    return len(rows)


def check_indices(town, nodes, edges, told, rows, verdict, name):
    area = {ident: (box[2] - box[0]) * (box[3] - box[1]) for ident, _, box in town["zones"]}
    areas = [area[ident] for ident in nodes]
    pc, iic = indices(areas, edges)
    for key, value in (("pc", pc), ("iic", iic), ("ec_m2", math.sqrt(pc) * sum(areas))):
        verdict.hold(near(told[key], value), f"{name}: {key} is {told[key]} instead of {value}")
    for i, zone in enumerate(told["zones"]):
        dpc = 100 * (pc - indices(areas, edges, i)[0]) / pc
        verdict.hold(abs(zone["dpc"] - dpc) <= 1e-7, f"{name}: dPC of {zone['id']} is {zone['dpc']} instead of {dpc}")
    for (a, b), row in rows.items():
        pair = nodes.index(a) + 1, nodes.index(b) + 1
        dpc = 100 * (pc - indices(areas, edges, pair)[0]) / pc
        verdict.hold(abs(row["dpc"] - dpc) <= 1e-7, f"{name}: dPC of {a}~{b} is {row['dpc']} instead of {dpc}")
        verdict.hold(row["dpc"] >= 0, f"{name}: without {a}~{b} the network would hang together better")


# ---- laws ----


def dearest_steps(told):
    """Per two zones the dearest link of the way on which that is cheapest. Links do not hold the least cost between any two
    zones: where the way between them leads over the region of a third, they are no neighbours, and a hedge may bring
    that about. But the cheapest tree of links is that of all least costs (Mehlhorn 1988, doi:10.1016/0020-0190(88)90066-X),
    and so are its dearest links."""
    ids = [zone["id"] for zone in told["zones"]]
    far = {(a, b): 0.0 if a == b else math.inf for a in ids for b in ids}
    for row in layer("links.gpkg", "nature_link"):
        for pair in ((row["from_id"], row["to_id"]), (row["to_id"], row["from_id"])):
            far[pair] = min(far[pair], row["cost"])
    for k in ids:
        for i in ids:
            for j in ids:
                far[i, j] = min(far[i, j], max(far[i, k], far[k, j]))
    return far


def check_hedge(town, verdict, name):
    """A hedge where there is none: RULES makes it cheaper than all but a natuurzone, where none is planted."""
    old = dearest_steps(ask("--max-length", "9km"))
    zones = [box for _, kind, box in town["zones"] if kind == "natuurzone"]
    chance, hedges = random.Random(name), []
    while len(hedges) < 4:
        x, y = chance.randint(0, SIZE - 30) + 0.2, chance.randint(0, SIZE - 1) + 0.3
        box = x, y, x + 25, y
        if all(apart(box, zone, 1) for zone in zones):
            hedges.append((f"k{len(hedges)}", "", box))
    write_town({**town, "hedges": hedges})
    new = dearest_steps(ask("--max-length", "9km"))
    cheaper = 0
    for pair, cost in old.items():
        verdict.hold(new[pair] <= cost * (1 + 1e-12), f"{name}: hedges make {pair} cost {new[pair]} instead of {cost}")
        cheaper += new[pair] < cost * (1 - 1e-9)
    write_town(town)
    return cheaper


def check_turned(town, verdict, name):
    old, was = ask(), {row["id"]: row["cost"] for row in layer("links.gpkg", "nature_link")}
    write_town(town, True)
    new, now = ask(), {row["id"]: row["cost"] for row in layer("links.gpkg", "nature_link")}
    write_town(town)
    verdict.hold(set(was) == set(now), f"{name}: turned, other links")
    for key in set(was) & set(now):
        verdict.hold(near(now[key], was[key]), f"{name}: turned, {key} costs {now[key]} instead of {was[key]}")
    for key in ("components", "components_without_gaps", "gaps"):
        verdict.hold(old[key] == new[key], f"{name}: turned, {key} is {new[key]} instead of {old[key]}")
    verdict.hold(near(new["pc"], old["pc"]), f"{name}: turned, PC is {new['pc']} instead of {old['pc']}")


def write_grid(path, resistance, *options):
    made = gdal.GetDriverByName("GTiff").Create(path, CELLS, CELLS, 1, gdal.GDT_Float32, list(options))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(28992)
    made.SetProjection(srs.ExportToWkt())
    made.SetGeoTransform((EAST, 1, 0, NORTH + CELLS, 0, -1))
    made.GetRasterBand(1).SetNoDataValue(-9999)
    made.GetRasterBand(1).WriteArray(np.where(np.isnan(resistance), -9999, resistance))


def check_blocks(town, verdict, name):
    """The same resistances as a grid, in rows and in blocks."""
    ask()
    was = {row["id"]: (row["cost"], row["gap_max_m"], bytes(row["shape"].wkb)) for row in layer("links.gpkg", "nature_link")}
    resistance = cells_of(town)[0]
    write_grid("rows.tif", resistance)
    write_grid("blocks.tif", resistance, "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=32", "COMPRESS=DEFLATE")
    for path in ("rows.tif", "blocks.tif"):
        ask("--resistance", path)
        now = {row["id"]: (row["cost"], row["gap_max_m"], bytes(row["shape"].wkb)) for row in layer("links.gpkg", "nature_link")}
        verdict.hold(now == was, f"{name}: the grid {path} gives other links")


def main():
    verdict, compared, cheaper = Verdict(), 0, 0
    write_rules("rules.csv")
    for seed in range(5):
        town, name = make_town(seed), f"town {seed}"
        write_town(town)
        compared += check_links(town, ask("--max-length", MAX_LENGTH), verdict, name)
        check_turned(town, verdict, name)
        cheaper += check_hedge(town, verdict, name)
        check_blocks(town, verdict, name)
    verdict.hold(compared > 50, f"only {compared} links were compared")
    verdict.hold(cheaper > 20, f"only {cheaper} ways grew cheaper by hedges")
    print(f"{compared} links compared; hedges made {cheaper} ways cheaper")
    verdict.end()


main()
