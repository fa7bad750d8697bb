"""A town folder as the trees measure needs it, read with GDAL's Python binding: buildings, trees,
addresses, elevation, facade points. Written from the norm's definition (manual page gn-trees(1));
shares no code with libgeo. In numpy's long double, so that its rounding is not the kernel's."""
import math
import os

import numpy as np
from osgeo import gdal, ogr

gdal.UseExceptions()
ogr.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")  # leaves nothing beside the rasters

REAL = np.longdouble
TIE_M = 1e-9
SPACING_M, OFFSET_M, PARTY_M, CORNER_M = 3.0, 0.5, 0.3, 1e-6
NEAR_M = 50.0  # how far an address may lie from the building it names
ASSUMED_BUILDING_M, ASSUMED_TREE_M, ASSUMED_CROWN_M, LEAST_TREE_M = 6.0, 8.0, 5.0, 3.0


class Outline:
    """One row of layer building: rings with flags, and all edges in two arrays."""

    def __init__(self, id_, height_m, polygons):
        self.id, self.height_m = id_, height_m
        self.rings = [(ring, i == 0) for polygon in polygons for i, ring in enumerate(polygon)]
        self.a = np.concatenate([ring[:-1] for ring, _ in self.rings])
        self.b = np.concatenate([ring[1:] for ring, _ in self.rings])
        self.low, self.high = self.a.min(axis=0), self.a.max(axis=0)

    def edge_distance(self, points):
        """Of every point to the nearest wall."""
        x, y = points[:, :1].astype(REAL), points[:, 1:].astype(REAL)
        (ax, ay), (ex, ey) = self.a.T, (self.b - self.a).T.astype(REAL)
        size = ex * ex + ey * ey
        t = ((x - ax) * ex + (y - ay) * ey) / np.where(size > 0, size, 1)
        t = np.clip(t, 0, 1)
        return np.sqrt((ax + t * ex - x) ** 2 + (ay + t * ey - y) ** 2).min(axis=1)

    def surrounds(self, points):
        """Even-odd by a ray to the east, for an array of points off the edges."""
        x, y = points[:, :1].astype(REAL), points[:, 1:].astype(REAL)
        (ax, ay), (bx, by) = self.a.T, self.b.T
        across = (ay > y) != (by > y)
        rise = np.where(by != ay, by - ay, 1).astype(REAL)
        return (across & (ax + (y - ay) * (bx - ax) / rise > x)).sum(axis=1) % 2 == 1

    def distance(self, points):
        """0 inside."""
        return np.where(self.surrounds(points), 0, self.edge_distance(points))

    def box_distance(self, p):
        return math.hypot(*np.maximum(0, np.maximum(self.low - p, p - self.high)))


class Tree:
    def __init__(self, row, at):
        height, crown = plausible(row["height_m"], 150), plausible(row["crown_d_m"], 40)
        self.at, self.height_m = at, ASSUMED_TREE_M if height is None else height
        self.crown_d_m = ASSUMED_CROWN_M if crown is None else crown
        self.public = row.get("public")
        self.counts = row.get("status") in (None, "", "standing") and (
            height is None or height >= LEAST_TREE_M)


def plausible(value, most):
    return value if value is not None and 0 < value <= most else None


class Address:
    def __init__(self, row, at):
        self.at, self.id, self.building_id = at, row["id"], row.get("building_id")
        self.is_home = row.get("home") != 0


def rows_of(dataset, name):
    for feature in dataset.GetLayerByName(name):
        values = feature.items()
        yield values, feature.GetGeometryRef()


def polygons_of(geometry):
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPolygon:
        return [[np.array(ring.GetPoints())[:, :2] for ring in geometry]]
    return [polygon for part in geometry for polygon in polygons_of(part)]


def point_of(geometry):
    return np.array([geometry.GetX(), geometry.GetY()])


class Raster:
    """Cells as float64, NaN where there is no data; `west`, `north` and `cell` in metres."""

    def __init__(self, path):
        dataset = gdal.Open(path)
        self.west, self.cell, _, self.north, _, _ = dataset.GetGeoTransform()
        band = dataset.GetRasterBand(1)
        self.cells = band.ReadAsArray().astype(np.float64)
        self.cells[self.cells == band.GetNoDataValue()] = np.nan

    def centres(self, rows, columns):
        return (self.west + (columns + 0.5) * self.cell, self.north - (rows + 0.5) * self.cell)

    def cell_of(self, p):
        return (math.floor((self.north - p[1]) / self.cell),
                math.floor((p[0] - self.west) / self.cell))

    def at(self, row, column):
        inside = 0 <= row < self.cells.shape[0] and 0 <= column < self.cells.shape[1]
        return self.cells[row, column] if inside else np.nan


class Town:
    def __init__(self, folder):
        dataset = ogr.Open(os.path.join(folder, "base.gpkg"))
        self.buildings = []
        for row, geometry in rows_of(dataset, "building"):
            if not geometry.IsValid():
                geometry = geometry.MakeValid()
            height = row["height_m"] if row["height_m"] is not None else ASSUMED_BUILDING_M
            self.buildings.append(Outline(row["id"], height, polygons_of(geometry)))
        self.low = np.array([b.low for b in self.buildings])
        self.high = np.array([b.high for b in self.buildings])
        trees, places = [], set()
        for row, geometry in rows_of(dataset, "tree"):
            tree = Tree(row, point_of(geometry))
            place = (row["id"], *np.rint(tree.at * 100))
            if tree.counts and place not in places:
                trees.append(tree)
                places.add(place)
        self.trees = trees
        self.addresses = [Address(row, point_of(g)) for row, g in rows_of(dataset, "address")]
        self.dtm = self.surface = None
        if os.path.exists(os.path.join(folder, "dsm.tif")):
            self.read_surface(folder)
        self.parts_of_address = [self.parts_of(address) for address in self.addresses]
        self.facades = {}

    def read_surface(self, folder):
        """Ground everywhere, surface in cells whose centre lies in a building."""
        self.dtm = Raster(os.path.join(folder, "dtm.tif"))
        self.surface = Raster(os.path.join(folder, "dtm.tif"))
        dsm = Raster(os.path.join(folder, "dsm.tif"))
        assert (dsm.west, dsm.north, dsm.cell) == (self.dtm.west, self.dtm.north, self.dtm.cell)
        self.is_roof = np.zeros(dsm.cells.shape, dtype=bool)
        rows, columns = np.indices(dsm.cells.shape)
        centres = np.stack(dsm.centres(rows, columns), axis=-1)
        for building in self.buildings:
            boxed = ((centres >= building.low) & (centres <= building.high)).all(axis=-1)
            self.is_roof[boxed] |= building.distance(centres[boxed]) == 0
        self.surface.cells[self.is_roof] = dsm.cells[self.is_roof]

    def near(self, low, high):
        """Rows of buildings whose box meets this one."""
        return np.flatnonzero(((self.low <= high) & (self.high >= low)).all(axis=1))

    def ground(self, p):
        """Elevation below p: its cell, else the nearest with data within 10 m, else NaN."""
        if self.dtm is None:
            return 0.0
        row, column = self.dtm.cell_of(p)
        here = self.dtm.at(row, column)
        if not math.isnan(here):
            return here
        far = math.ceil(10 / self.dtm.cell) + 1
        around = [(math.dist(p, self.dtm.centres(r, c)), r, c)
                  for r in range(row - far, row + far + 1) for c in range(column - far, column + far + 1)
                  if not math.isnan(self.dtm.at(r, c))]
        nearest = min(around, default=(math.inf, 0, 0))
        return self.dtm.at(*nearest[1:]) if nearest[0] <= 10 else math.nan

    # ---- whose building ----

    def parts_of(self, address):
        """Rows of the address's building that stand near it; none: it has no building."""
        id_ = address.building_id
        near = self.near(address.at - NEAR_M, address.at + NEAR_M)
        near = [i for i in near if self.buildings[i].box_distance(address.at) <= NEAR_M]
        if id_ is None or not any(self.buildings[i].id == id_ for i in near):
            around = [self.buildings[i].id for i in self.near(address.at, address.at)
                      if self.buildings[i].distance(address.at[None])[0] == 0]
            id_ = min(around, default=None)
        return [i for i in near if self.buildings[i].id == id_]

    def rivals_of(self, index):
        """Address points of other homes that share a part with this address."""
        own, parts = self.addresses[index], set(self.parts_of_address[index])
        return [other.at for other, theirs in zip(self.addresses, self.parts_of_address)
                if other.is_home and parts.intersection(theirs) and math.dist(other.at, own.at) > 0.1]

    # ---- facade points ----

    def is_clear(self, p, own_id):
        """Not in or at a building; what stands on its own next wall does not look out."""
        for building in (self.buildings[i] for i in self.near(p - PARTY_M, p + PARTY_M)):
            if building.distance(p[None])[0] <= (CORNER_M if building.id == own_id else PARTY_M):
                return False
        return True

    def facade(self, part):
        """Points before the walls of one row, those at party walls left out."""
        if part not in self.facades:
            building = self.buildings[part]
            points = [p for ring, is_shell in building.rings for p in walk(ring, is_shell)]
            self.facades[part] = [p for p in points if self.is_clear(p, building.id)]
        return self.facades[part]

    def observers(self, index, whole=False):
        """Where the home of an address looks from, and whether that is a toss-up."""
        own = self.addresses[index].at
        parts = self.parts_of_address[index]
        if not parts:
            return [own], False
        points = [p for part in parts for p in self.facade(part)]
        rivals = [] if whole else self.rivals_of(index)
        if not rivals or not points:
            return points, False
        away = np.array([distance(p, own) for p in points])
        nearest = np.array([min(distance(p, rival) for rival in rivals) for p in points])
        tie = bool((abs(away - nearest) <= TIE_M).any())
        kept = [p for p, a, n in zip(points, away, nearest) if not n < a]
        if len(kept) < 4:
            kept = [points[i] for i in sorted(np.argsort(away, kind="stable")[:4])]
        return kept, tie


def distance(p, q):
    dx, dy = REAL(p[0]) - REAL(q[0]), REAL(p[1]) - REAL(q[1])
    return np.sqrt(dx * dx + dy * dy)


def walk(ring, is_shell):
    """n points at (i + 1/2) L / n from the smallest vertex on, half a metre out of the wall. One
    that falls on a corner (a micrometre) belongs to the wall that ends there."""
    corners = ring[:-1]
    x, y = corners.T.astype(REAL)
    anticlockwise = (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() > 0
    if anticlockwise != is_shell:
        corners = corners[::-1]
    first = min(range(len(corners)), key=lambda i: tuple(corners[i]))
    corners = np.roll(corners, -first, axis=0).astype(REAL)
    ways = np.roll(corners, -1, axis=0) - corners
    lengths = np.sqrt((ways ** 2).sum(axis=1))
    ends = np.cumsum(lengths)
    count = max(4, math.ceil(ends[-1] / SPACING_M))
    for i in range(count):
        at = (REAL(i) + REAL(0.5)) * ends[-1] / count
        edge = int(np.argmax(at <= ends + CORNER_M)) if at <= ends[-1] else len(ends) - 1
        unit = ways[edge] / lengths[edge]
        along = at - (ends[edge] - lengths[edge])
        out = np.array([unit[1], -unit[0]]) * OFFSET_M
        yield (corners[edge] + unit * along + out).astype(np.float64)
