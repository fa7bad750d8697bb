"""The walking network as the norm defines it, by brute force: which segments there are, where on
them a patch is reached, and where an address gets onto them. No index, no segment is ever split."""
from collections import defaultdict

import numpy as np
from shapely.geometry import LineString, Point

from plane import edges, nearest_on

ATTACH_M, ATTACH_NAMED_M, SHORT_M, EQUALLY_NEAR_M = 250, 100, 1000, 1e-6


class Network:
    """Segments in order of street id and measure: a, b (ends), nodes (numbers of both), length_m,
    name. Vertices of one millimetre are one node."""

    def __init__(self, streets):
        by_place, a, b, nodes, self.name = {}, [], [], [], []
        for street in sorted((s for s in streets if s["foot"] != 0), key=lambda s: s["id"].encode()):
            for line in getattr(street["shape"], "geoms", [street["shape"]]):
                at = list(line.coords)
                key = [by_place.setdefault((round(x * 1000), round(y * 1000)), len(by_place)) for x, y in at]
                for i in range(1, len(at)):
                    if key[i] != key[i - 1]:
                        a.append(at[i - 1])
                        b.append(at[i])
                        nodes.append((key[i - 1], key[i]))
                        self.name.append(street["name"])
        self.a, self.b, self.nodes, self.node_count = np.array(a), np.array(b), nodes, len(by_place)
        self.length_m = np.hypot(*(self.b - self.a).T)
        self.near = defaultdict(list)
        for k, (i, j) in enumerate(nodes):
            self.near[i].append((j, self.length_m[k]))
            self.near[j].append((i, self.length_m[k]))
        self.component, self.name = self.components(), np.array(self.name, dtype=object)

    def components(self):
        """Per segment the lowest node that can be walked to from it."""
        lowest = {}
        for start in range(self.node_count):
            front = [start] if start not in lowest else []
            while front:
                node = front.pop()
                if node not in lowest:
                    lowest[node] = start
                    front += [other for other, _ in self.near[node]]
        return np.array([lowest[i] for i, _ in self.nodes])

    def place(self, k, along):
        return self.a[k] + along * (self.b[k] - self.a[k])


def stretches_inside(line, patch):
    met = line.intersection(patch)
    return [piece for piece in getattr(met, "geoms", [met]) if piece.length > 0]


def stops_on(net, k, patch, corners, stub_m):
    """[(along, cost)] of one patch on segment k: the ends of the stretches inside it, else where it
    is nearest: two places when the segment runs beside it."""
    line = LineString([net.a[k], net.b[k]])
    if line.intersects(patch):
        inside = [end for piece in stretches_inside(line, patch) for end in (piece.coords[0], piece.coords[-1])]
        if inside:
            return [(np.hypot(*(np.array(end) - net.a[k])) / net.length_m[k], 0.0) for end in inside]
    t = np.clip(((corners - net.a[k]) @ (net.b[k] - net.a[k])) / net.length_m[k] ** 2, 0, 1)
    cost = np.hypot(*(net.a[k] + t[:, None] * (net.b[k] - net.a[k]) - corners).T)
    ends = [(0.0, Point(net.a[k]).distance(patch)), (1.0, Point(net.b[k]).distance(patch))]
    tried = ends + list(zip(t, cost))
    least = 0.0 if line.intersects(patch) else min(c for _, c in tried)
    if least > stub_m:
        return []
    nearest = [t for t, c in tried if c <= least + EQUALLY_NEAR_M]
    if not nearest:  # it only touches, away from all corners
        nearest = [line.project(Point(line.intersection(patch).coords[0]), normalized=True)]
    return [(t, least) for t in {min(nearest), max(nearest)}]


def all_stops(net, patches, stub_m):
    """[(segment, along, cost, patch)]"""
    out = []
    for number, patch in enumerate(patches):
        corners = np.concatenate(edges(patch["shape"]))
        x0, y0, x1, y1 = patch["shape"].buffer(stub_m + 1).bounds
        low, high = np.minimum(net.a, net.b), np.maximum(net.a, net.b)
        close = (high[:, 0] >= x0) & (low[:, 0] <= x1) & (high[:, 1] >= y0) & (low[:, 1] <= y1)
        for k in np.flatnonzero(close):
            out += [(k, t, cost, number) for t, cost in stops_on(net, k, patch["shape"], corners, stub_m)]
    return out


def passed_over(net, stops):
    """Segments of components without a stop and shorter than SHORT_M."""
    length = defaultdict(float)
    for part, metres in zip(net.component, net.length_m):
        length[part] += metres
    reaching = {net.component[k] for k, *_ in stops}
    return np.array([part not in reaching and length[part] < SHORT_M for part in net.component])


def attach(net, p, street, over):
    """(segment, along, distance) or None; the second answer: is there any segment near at all?"""
    distance, along = nearest_on(p, net.a, net.b)
    any_near = bool((distance <= ATTACH_M).any())
    distance = np.where(over, np.inf, distance)
    if street:
        named = np.where(net.name == street, distance, np.inf)
        if named.min() <= ATTACH_NAMED_M:
            distance = named
    k = int(distance.argmin())  # the first of equals
    return ((k, along[k], distance[k]) if distance[k] <= ATTACH_M else None), any_near
