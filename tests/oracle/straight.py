"""Straight distances of gn-access against brute force, for targets of each kind. The patches are
the tool's own (they have an oracle of theirs, patches.py); from there on no code is shared."""
import numpy as np

from asking import REAL, TIE_M, Verdict, layer, metres_off, number, run, table
from plane import crossings, edges, nearest_on

TOWN = REAL / "town_delft"
BASE = TOWN / "base.gpkg"
LIMIT_M = 700
ASKED = {
    "green": [],
    "all green": ["--any", "--classes", "all", "--min-area", 0, "--min-width", 0],
    "hedges": ["--target", f"{BASE}:hedge"],
    "trees": ["--target", f"{BASE}:tree"],
    "waters": ["--target", f"{BASE}:water"],
}


def distances(targets, points):
    """One row per point, one column per target."""
    pairs = [edges(target["shape"]) for target in targets]
    a, b = (np.concatenate([pair[k] for pair in pairs]) for k in (0, 1))
    first = np.cumsum([0] + [len(pair[0]) for pair in pairs[:-1]])
    area = np.array(["Polygon" in target["shape"].geom_type for target in targets])
    out = np.empty((len(points), len(targets)))
    for row, p in zip(out, points):
        row[:] = np.minimum.reduceat(nearest_on(p, a, b)[0], first)
        row[area & (np.add.reduceat(crossings(p, a, b), first) % 2 == 1)] = 0
    return out


def compare(name, options, addresses, verdict):
    run("gn-access", TOWN, "--mode", "straight", "--limit", LIMIT_M, *options, "--targets-out", "to.gpkg", "-O",
        "-o", "got.csv")
    targets, got = layer("to.gpkg", "green_target"), table("got.csv")
    points = np.array([row["shape"].coords[0][:2] for row in addresses])
    verdict.hold(len(got) == len(points), f"{name}: {len(got)} rows of {len(points)}")
    by_target = distances(targets, points)
    least = by_target.min(axis=1)
    ids, found, ties, most = [t["id"] for t in targets], 0, 0, 0.0
    for i, row in enumerate(got):
        has, want = number(row["green_dist_m"]), least[i]
        verdict.hold(row["id"] == addresses[i]["id"], f"{name}: row {i} is another address")
        verdict.hold(row["green_dist_m"] == row["green_straight_m"], f"{name}: {row['id']}: two distances")
        if abs(want - LIMIT_M) < TIE_M:
            ties += 1
        elif has is None or want > LIMIT_M:
            verdict.hold(has is None and want > LIMIT_M, f"{name}: {row['id']}: {has} instead of {want}")
        else:
            off = metres_off(has, want)
            found, most = found + 1, max(most, off)
            verdict.hold(off < 1e-9, f"{name}: {row['id']}: {has} instead of {want}")
            equal = {ids[k] for k in np.flatnonzero(by_target[i] <= want + TIE_M)}
            ties += len(equal) > 1
            verdict.hold(row["green_id"] in equal, f"{name}: {row['id']}: {row['green_id']} is none of {equal}")
    verdict.hold(found > 0, f"{name}: nothing compared")
    print(f"{name}: {len(targets)} targets, {found} of {len(got)} addresses within {LIMIT_M} m, "
          f"{int((least == 0).sum())} inside, largest difference {most:g} m, {ties} ties")


verdict = Verdict()
addresses = layer(BASE, "address")
for name, options in ASKED.items():
    compare(name, options, addresses, verdict)
verdict.end()
