"""Green patches from their definition, step by step, all at once: dissolve, open by a width, take
apart, join over gaps, keep what is large enough. Each step is one GEOS call on the whole town,
through Shapely: the same library that the tool calls, in another order and without its index, its
clusters and its shortest lines. round_opening is of another kind: it bounds the opening from
below."""
import csv

from shapely.ops import unary_union

from asking import SRC

GAP_SLACK_M = 1e-6
ROAD_M = 0.01  # half the width of a road that bars: thin against any gap
MITRE = 1.5  # right angles stay sharp


def polygons(shape):
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and not part.is_empty]


def listed(table, column, value):
    with open(SRC / "data" / table, encoding="utf-8", newline="") as file:
        return {row[list(row)[0]].lower() for row in csv.DictReader(file) if row[column] == value}


def counting(rows, public_only, classes):
    """Green of a class that counts; public when asked, where unknown is not public."""
    return [row for row in rows
            if (not public_only or row["public"] == 1)
            and (classes is None or (row["class"] or "").lower() in classes)]


def round_opening(shape, width_m):
    """What discs of that width can reach: less than a sharp opening, and surely wide enough."""
    return shape.buffer(-width_m / 2, resolution=64).buffer(width_m / 2, resolution=64)


def opened(shape, width_m):
    """One piece, moved inward by half the width and out again with its right angles kept, within
    its outline."""
    if width_m <= 0:
        return shape
    thin = shape.buffer(-(width_m / 2 - 1e-3), resolution=16)
    return shape.intersection(thin.buffer(width_m / 2, resolution=16, join_style=2, mitre_limit=MITRE))


def parts_of(green, width_m):
    whole = unary_union([row["shape"] for row in green])
    return [part for piece in polygons(whole) for part in polygons(opened(piece, width_m))]


def hang_together(a, b, gap_m, barriers):
    """Is there a way from a to b over ground within the gap of both that no barrier covers?"""
    if a.distance(b) > gap_m:
        return False
    if a.intersects(b):
        return True
    zone = a.buffer(gap_m + GAP_SLACK_M, resolution=64).intersection(b.buffer(gap_m + GAP_SLACK_M, resolution=64))
    for barrier in barriers:
        zone = zone.difference(barrier) if zone.intersects(barrier) else zone
    return any(piece.distance(a) <= GAP_SLACK_M and piece.distance(b) <= GAP_SLACK_M for piece in polygons(zone))


def joined(parts, gap_m, barriers):
    """Groups of parts, joined from one to the next."""
    group = list(range(len(parts)))
    for i, a in enumerate(parts):
        for k in range(i):
            if a.distance(parts[k]) <= gap_m and group[i] != group[k] and hang_together(a, parts[k], gap_m, barriers):
                low, high = sorted((group[i], group[k]))
                group = [low if g == high else g for g in group]
    return [[parts[i] for i in range(len(parts)) if group[i] == g] for g in sorted(set(group))]


def patches(green, water, street, width_m, gap_m, area_m2):
    """[(shape, area in m2, ids that surely belong, ids that only touch)]"""
    dry = listed("landcover-denominator.csv", "land", "0")
    wet = [w["shape"] for w in water
           if not {(w.get(c) or "").lower() for c in ("class", "physical")} & dry]
    roads = [s["shape"].buffer(ROAD_M) for s in street if s["foot"] == 0]
    out = []
    for group in joined(parts_of(green, width_m), gap_m, wet + roads):
        whole = unary_union(group)
        if whole.area < area_m2 * (1 - 1e-6):
            continue
        near = [(row["id"], row["shape"].intersection(whole).area) for row in green
                if row["shape"].distance(whole) <= GAP_SLACK_M]
        sure = {i for i, shared in near if shared > 1e-3}
        out.append((whole, whole.area, sure, {i for i, _ in near} - sure))
    return out
