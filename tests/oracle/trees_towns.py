"""trees_towns.py TOWN METHOD:FROM:CSV...: answers of gn-trees for a town folder (its output with
--method and --from, the other options left alone) against an oracle, for every address. Exit
status 1 when one differs that is no tie. Shares no code with libgeo."""
import csv
import math
import sys

import numpy as np

from trees_sight import BLOCKED, FREE, sees
from trees_town import TIE_M, Town, distance

REACH_M, EYE_M = 30.0, 1.6
COLUMNS = ("in_sight", "in_sight_max", "in_sight_best", "in_sight_public", "in_reach", "nearest_m")


class Oracle:
    def __init__(self, town, method, start):
        self.town, self.method, self.start = town, method, start
        self.at = np.array([tree.at for tree in town.trees])
        self.known = {}  # (observer, tree): homes of one building share observers
        self.drawn = 0

    def verdict(self, observer, tree):
        if self.method == "radius":
            self.drawn += 1
            return FREE, False
        key = (*observer, tree)
        if key not in self.known:
            self.known[key] = sees(self.town, observer, self.town.trees[tree], EYE_M)
            self.drawn += 1
        return self.known[key]

    def from_outline(self, index):
        """Trees within reach of the building itself: distance by tree."""
        out = {}
        for part in self.town.parts_of_address[index]:
            away = self.town.buildings[part].distance(self.at)
            for tree in np.flatnonzero(away <= REACH_M + TIE_M):
                out[tree] = min(out.get(tree, math.inf), away[tree])
        return out

    def answer(self, index):
        """Values of COLUMNS, and whether they are a toss-up."""
        address, tie = self.town.addresses[index], False
        if self.start == "building" and self.town.parts_of_address[index]:
            reached = self.from_outline(index)
            tie = any(abs(away - REACH_M) <= TIE_M for away in reached.values())
            reached = {tree: away for tree, away in reached.items() if away <= REACH_M}
            return self.columns(reached, set(reached), set(reached), len(reached)), tie
        observers = [address.at]
        if self.start == "facade":
            observers, tie = self.town.observers(index)
        reached, seen, maybe, best = {}, set(), set(), 0
        if not observers or self.method == "sight" and all(
                math.isnan(self.town.ground(o)) for o in observers):
            return (None,) * len(COLUMNS), tie
        for observer in observers:
            free = 0
            near = np.hypot(*(self.at - observer).T) <= REACH_M + 1e-6
            for tree in np.flatnonzero(near):
                away = distance(observer, self.at[tree])
                tie |= abs(away - REACH_M) <= TIE_M
                if away > REACH_M:
                    continue
                verdict, toss_up = self.verdict(observer, tree)
                tie |= toss_up
                reached[tree] = min(reached.get(tree, math.inf), away)
                seen |= {tree} if verdict == FREE else set()
                maybe |= {tree} if verdict != BLOCKED else set()
                free += verdict == FREE
            best = max(best, free)
        return self.columns(reached, seen, maybe, best), tie

    def columns(self, reached, seen, maybe, best):
        public = [self.town.trees[tree].public for tree in seen]
        return (len(seen), len(maybe), best, None if None in public else public.count(1),
                len(reached), min(reached.values()) if reached else None)


def same(column, text, wanted):
    if wanted is None or text == "":
        return wanted is None and text == ""
    if column == "nearest_m":
        return abs(float(text) - float(wanted)) <= 0.0005 + 1e-6
    return int(text) == wanted


def compare(oracle, path):
    """Number of addresses whose answer differs and is no tie."""
    town = oracle.town
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    if [row["id"] for row in rows] != [address.id for address in town.addresses]:
        sys.exit(f"{path}: not the addresses of the town")
    different = ties = counted = hidden = 0
    for index, row in enumerate(rows):
        wanted, tie = oracle.answer(index)
        got = [row[f"trees_{column}"] for column in COLUMNS]
        wrong = [f"{column} {text or 'null'}, not {value}"
                 for column, text, value in zip(COLUMNS, got, wanted) if not same(column, text, value)]
        counted += wanted[0] or 0
        hidden += (wanted[4] or 0) - (wanted[0] or 0)
        ties += tie
        different += bool(wrong) and not tie
        if tie or wrong:
            print(f"{'tie' if tie else 'DIFFERS'}: {row['id']}: {'; '.join(wrong) or 'same answer'}")
    print(f"{oracle.method} from {oracle.start}: {len(rows)} addresses, {counted} trees counted and "
          f"{hidden} hidden, {oracle.drawn} pairs of observer and tree asked, {ties} ties, "
          f"{different} differ")
    if not counted or (oracle.method == "sight" and not hidden):
        sys.exit(f"{path}: nothing to compare")
    return different


def main(folder, *answers):
    town = Town(folder)
    different = 0
    for answer in answers:
        method, start, path = answer.split(":", 2)
        different += compare(Oracle(town, method, start), path)
    sys.exit(1 if different else 0)


main(*sys.argv[1:])
