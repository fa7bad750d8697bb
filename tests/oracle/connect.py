"""Connectivity indices and betweenness of made networks by NetworkX, which shares no code with the
library: planar ones as patches in a town make, random ones, and grids full of equal ways (whole
costs, since NetworkX takes ways for equal only when their sums are the same doubles). What a patch
or link is worth is asked of a network from which it was removed."""
import math
import random
import subprocess
import sys

import networkx
import numpy as np
from scipy.spatial import Delaunay

DISPERSE, PROBABILITY = 500.0, 0.5
TAKEN_AWAY = 8


def planar(dice, count):
    at = np.array([[dice.uniform(0, 4000), dice.uniform(0, 4000)] for _ in range(count)])
    pairs = {tuple(sorted((int(t[a]), int(t[b])))) for t in Delaunay(at).simplices
             for a, b in ((0, 1), (1, 2), (0, 2))}
    return [(a, b, float(np.hypot(*(at[a] - at[b])))) for a, b in sorted(pairs)]


def scattered(dice, count):
    """Several components and patches alone."""
    pairs = {tuple(sorted(dice.sample(range(count), 2))) for _ in range(count)}
    return [(a, b, dice.uniform(1, 800)) for a, b in sorted(pairs)]


def grid(dice, side):
    right = [(k, k + 1) for k in range(side * side) if k % side < side - 1]
    up = [(k, k + side) for k in range(side * (side - 1))]
    return [(a, b, 100.0 * dice.randint(1, 3)) for a, b in right + up]


def amounts_of(dice, count):
    return [0.0 if dice.random() < 0.1 else math.exp(dice.gauss(7, 1.5)) for _ in range(count)]


def graph_of(amounts, links):
    graph = networkx.Graph()
    for node, amount in enumerate(amounts):
        graph.add_node(node, amount=amount)
    graph.add_weighted_edges_from(links)
    return graph


def sums(graph):
    """The sums of PC and of IIC."""
    alpha = -math.log(PROBABILITY) / DISPERSE
    amount = graph.nodes(data="amount")
    near = math.fsum(amount[i] * amount[j] * math.exp(-alpha * cost)
                     for i, costs in networkx.all_pairs_dijkstra_path_length(graph)
                     for j, cost in costs.items())
    steps = math.fsum(amount[i] * amount[j] / (1 + links)
                      for i, reached in networkx.all_pairs_shortest_path_length(graph)
                      for j, links in reached.items())
    return near, steps


def answered(amounts, links):
    lines = [f"{DISPERSE} {PROBABILITY} 0 {len(amounts)} {len(links)}"]
    lines += [repr(a) for a in amounts] + [f"{a} {b} {cost!r}" for a, b, cost in links]
    out = subprocess.run(["graph-run"], input="\n".join(lines), text=True, check=True,
                         capture_output=True).stdout.split("\n")
    rows = [[float(word) for word in line.split()] for line in out if line]
    return rows[0], rows[1:1 + len(amounts)], rows[1 + len(amounts):]


class Largest:
    """The largest differences, in parts of `whole`."""

    def __init__(self):
        self.of = {}

    def note(self, what, found, expected, whole):
        self.of[what] = max(self.of.get(what, 0.0), abs(found - expected) / max(abs(whole), 1e-300))


def compare(dice, amounts, links, largest):
    (pc, iic, ec), nodes, edges = answered(amounts, links)
    graph, total = graph_of(amounts, links), math.fsum(amounts)
    near, steps = sums(graph)
    largest.note("PC", pc, near / total**2, near / total**2)
    largest.note("IIC", iic, steps / total**2, steps / total**2)
    largest.note("EC", ec, math.sqrt(near), math.sqrt(near))
    by_node = networkx.betweenness_centrality(graph, normalized=False, weight="weight")
    by_edge = networkx.edge_betweenness_centrality(graph, normalized=False, weight="weight")
    for k in graph.nodes:
        largest.note("betweenness of patches", nodes[k][1], by_node[k], max(by_node[k], 1.0))
    for (a, b, _), row in zip(links, edges):
        expected = by_edge.get((a, b), by_edge.get((b, a)))
        largest.note("betweenness of links", row[1], expected, max(expected, 1.0))
    for k in dice.sample(range(len(amounts)), TAKEN_AWAY):
        left = graph.copy()
        left.remove_node(k)
        largest.note("dPC of patches, %", nodes[k][0], 100 * (near - sums(left)[0]) / near, 1.0)
    for k in dice.sample(range(len(links)), TAKEN_AWAY):
        left = graph.copy()
        left.remove_edge(*links[k][:2])
        largest.note("dPC of links, %", edges[k][0], 100 * (near - sums(left)[0]) / near, 1.0)


def main():
    bad = False
    for name, make, size in (("planar", planar, 120), ("scattered", scattered, 150),
                             ("grid", grid, 11)):
        largest = Largest()
        for seed in range(2):
            dice = random.Random(f"{name} {seed}")
            links = make(dice, size)
            count = size * size if make is grid else size
            compare(dice, amounts_of(dice, count), links, largest)
        for what, apart in largest.of.items():
            print(f"{name}: {what}: at most {apart:.1e} apart")
            bad |= not apart <= 1e-10
    sys.exit(bad)


main()
