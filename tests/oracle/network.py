"""Walking distances of gn-access against two searches over the same streets: Dijkstra's between
the vertices alone, with stops and addresses added outside it, and NetworkX's on a graph whose
edges are cut at every stop and every address. The patches are the tool's own (they have an oracle
of theirs, patches.py); everything else is made anew from the norm's definition."""
import heapq
import random
from collections import defaultdict
from pathlib import Path

import networkx
import numpy as np
from osgeo import ogr
from shapely.geometry import Point

import gridtown
import streets
from asking import REAL, Verdict, layer, metres_off, number, run, table, write

TOWN = REAL / "town_delft"
SAME_M = 0.001
ASKED = {
    "as asked by the norm": {"options": [], "stub": 30, "limit": 3000},
    "small green, short stubs": {
        "options": ["--any", "--min-area", "0.1ha", "--merge-gap", 0, "--stub", "12m", "--limit", "350m"],
        "stub": 12, "limit": 350},
    "points near any street, few kinds of green": {
        "input": "scattered.gpkg:address",
        "options": ["--classes", "cemetery,garden,playground", "--min-area", 0, "--min-width", 0],
        "stub": 30, "limit": 3000},
}
MADE = {"options": ["--min-area", 0, "--min-width", 0, "--merge-gap", 0], "stub": 30, "limit": 3000}
MADE_TOWNS = 8


def search(net, stops):
    """Per node the cost of the nearest stop and its patch. Dijkstra 1959, doi:10.1007/BF01386390,
    from all stops at once."""
    reached = [(np.inf, None)] * net.node_count
    front = []
    for k, along, stub, patch in stops:
        for node, share in zip(net.nodes[k], (along, 1 - along)):
            front.append((stub + share * net.length_m[k], patch, node))
    heapq.heapify(front)
    while front:
        cost, patch, node = heapq.heappop(front)
        if cost >= reached[node][0]:
            continue
        reached[node] = cost, patch
        for other, metres in net.near[node]:
            if cost + metres < reached[other][0]:
                heapq.heappush(front, (cost + metres, patch, other))
    return reached


class Walks:
    """Ways to the nearest of some stops."""

    def __init__(self, net, stops):
        self.net, self.reached, self.on = net, search(net, stops), defaultdict(list)
        for k, along, stub, patch in stops:
            self.on[k].append((along, stub, patch))

    def nearest(self, k, along):
        """(metres, patch)"""
        metres = self.net.length_m[k]
        ways = [(abs(stop - along) * metres + stub, patch) for stop, stub, patch in self.on[k]]
        for node, share in zip(self.net.nodes[k], (along, 1 - along)):
            cost, patch = self.reached[node]
            ways.append((cost + share * metres, patch))
        return min(ways, key=lambda way: way[0])


def foot_in_patch(net, patches, k, along):
    foot = Point(net.place(k, along))
    return [n for n, patch in enumerate(patches) if patch["shape"].distance(foot) == 0]


class Answers:
    """What the definition says for every address: note, distance, patch."""

    def __init__(self, town, addresses, patches, asked):
        self.net, self.patches, self.asked = streets.Network(layer(town / "base.gpkg", "street")), patches, asked
        self.stops = streets.all_stops(self.net, patches, asked["stub"])
        self.over, self.by_id = streets.passed_over(self.net, self.stops), {}
        self.walks = Walks(self.net, self.stops)
        self.reaching = {self.net.component[k] for k, *_ in self.stops}
        self.at = [streets.attach(self.net, a["shape"].coords[0][:2], a["street"], self.over) for a in addresses]
        self.rows = [self.answer(a, *at) for a, at in zip(addresses, self.at)]

    def answer(self, address, at, any_near):
        for n, patch in enumerate(self.patches):
            if patch["shape"].distance(address["shape"]) == 0:
                return "", 0.0, n
        if at is None:
            return ("unreachable" if any_near else "off_network"), None, None
        k, along, stub = at
        inside = foot_in_patch(self.net, self.patches, k, along)
        metres, patch = (0, inside[0]) if inside else self.walks.nearest(k, along)
        if stub + metres <= self.asked["limit"]:
            return "", stub + metres, patch
        return ("beyond_limit" if self.net.component[k] in self.reaching else "unreachable"), stub + metres, None

    def further(self, i, address, green_id):
        """How much further than the nearest patch those of that id are."""
        mine = [n for n, patch in enumerate(self.patches) if patch["id"] == green_id]
        if any(self.patches[n]["shape"].distance(address["shape"]) == 0 for n in mine):
            return 0.0
        if green_id not in self.by_id:
            self.by_id[green_id] = Walks(self.net, [stop for stop in self.stops if stop[3] in mine])
        k, along, stub = self.at[i][0]
        inside = set(mine) & set(foot_in_patch(self.net, self.patches, k, along))
        return stub + (0 if inside else self.by_id[green_id].nearest(k, along)[0]) - self.rows[i][1]


def compare(name, addresses, got, answers, verdict):
    found, notes, most, ties = 0, defaultdict(int), 0.0, []
    for i, (address, row) in enumerate(zip(addresses, got)):
        note, want, patch = answers.rows[i]
        has, said = number(row["green_dist_m"]), row["green_note"].split(":")[0]
        on_limit = want is not None and abs(want - answers.asked["limit"]) < SAME_M
        verdict.hold(row["id"] == address["id"], f"{name}: row {i} is another address")
        verdict.hold(said == note or on_limit, f"{name}: {row['id']}: note '{said}' instead of '{note}' ({want})")
        notes[note or "found"] += 1
        if has is None or note:
            continue
        found, most = found + 1, max(most, metres_off(has, want))
        verdict.hold(metres_off(has, want) <= SAME_M, f"{name}: {row['id']}: {has} instead of {want}")
        if row["green_id"] != answers.patches[patch]["id"]:
            further = answers.further(i, address, row["green_id"])
            ties.append(f"{row['id']} ({row['green_id']}, {further:.1e} m)")
            verdict.hold(further <= SAME_M, f"{name}: {row['id']}: {row['green_id']} is {further} m further")
    verdict.hold(found > 0 and len(got) == len(addresses), f"{name}: {found} compared, {len(got)} rows")
    print(f"{name}: {len(answers.patches)} patches, {len(answers.stops)} stops; {dict(notes)}; "
          f"{found} distances, largest difference {most:.6f} m; {len(ties)} ties", *ties[:10])


def by_networkx(answers):
    """Distances of all addresses from one more node, `green`, that leads to every stop."""
    net, graph, on = answers.net, networkx.Graph(), defaultdict(list)

    def connect(one, other, metres):
        if one != other and (not graph.has_edge(one, other) or graph[one][other]["weight"] > metres):
            graph.add_edge(one, other, weight=metres)

    for n, (k, along, stub, _) in enumerate(answers.stops):
        on[k].append((along, ("stop", n)))
        connect("green", ("stop", n), stub)
    for i, (at, _) in enumerate(answers.at):
        if at:
            on[at[0]].append((at[1], ("foot", i)))
            for _ in foot_in_patch(net, answers.patches, *at[:2])[:1]:
                connect("green", ("foot", i), 0.0)
    for k, (i, j) in enumerate(net.nodes):
        line = [(0.0, i), *sorted(on[k], key=lambda place: place[0]), (1.0, j)]
        for (t, one), (u, other) in zip(line, line[1:]):
            connect(one, other, (u - t) * net.length_m[k])
    return networkx.single_source_dijkstra_path_length(graph, "green", weight="weight")


def compare_networkx(got, answers, verdict):
    metres, same, most = by_networkx(answers), 0, 0.0
    rows = [(i, number(row["green_dist_m"])) for i, row in enumerate(got) if row["green_dist_m"]]
    for i, has in rows:
        if has == 0:
            same += 1
            continue
        off = metres_off(has, metres[("foot", i)] + answers.at[i][0][2])
        same, most = same + (off <= SAME_M), max(most, off)
    verdict.hold(rows and same == len(rows), f"NetworkX agrees with {same} of {len(rows)}")
    print(f"NetworkX {networkx.__version__}: agrees with {same} of {len(rows)} distances, "
          f"largest difference {most:.6f} m")


def scattered(town):
    """Points somewhere near a street, of its name, another's or none: on loose ends, off the network."""
    dice, rows = random.Random(5), []
    for n in range(3000):
        street, other = dice.choice(town), dice.choice(town)
        at = street["shape"].interpolate(dice.random(), normalized=True)
        p = Point(at.x + dice.gauss(0, 90), at.y + dice.gauss(0, 90))
        rows.append((p, f"p{n}", dice.choice((street["name"], street["name"], other["name"], None))))
    write("scattered.gpkg", {"address": (ogr.wkbPoint, {"id": str, "street": str}, rows)})


def ask(name, town, asked, verdict):
    """One town, its addresses or other points, with one set of options."""
    where = asked.get("input", town)
    addresses = layer(*where.split(":")) if ":" in str(where) else layer(town / "base.gpkg", "address")
    run("gn-access", where, "--town", town, *asked["options"], "--targets-out", "to.gpkg", "-O", "-o", "got.csv")
    got = table("got.csv")
    answers = Answers(town, addresses, layer("to.gpkg", "green_target"), asked)
    compare(name, addresses, got, answers, verdict)
    return answers, got


verdict = Verdict()
scattered(layer(TOWN / "base.gpkg", "street"))
for name, asked in ASKED.items():
    answers, got = ask(name, TOWN, asked, verdict)
    if not asked["options"]:
        compare_networkx(got, answers, verdict)
for seed in range(MADE_TOWNS):
    made = Path(f"made{seed}")
    gridtown.make(made, random.Random(seed))
    ask(f"made town {seed}", made, MADE, verdict)
verdict.end()
