"""One line of sight from the norm's definition (manual page gn-trees(1)): over flat-topped cells, or
past prisms on flat ground. Every cell near the line and every wall of a building near it is asked,
in numpy's long double. Shares no code with libgeo."""
import math

import numpy as np

from trees_town import REAL, TIE_M

FREE, NODATA, BLOCKED = 0, 1, 2
EYE_FREE_M = 1.0


def within(x, y, centre, radius):
    dx, dy = x.astype(REAL) - centre[0], y.astype(REAL) - centre[1]
    return dx * dx + dy * dy <= REAL(radius) * REAL(radius)


def shares(start, delta, low, high):
    """Where start + t * delta is between low and high: from, to."""
    if delta == 0:
        inside = (low <= start) & (start <= high)
        return np.where(inside, REAL(0), REAL(2)), np.where(inside, REAL(1), REAL(-1))
    t, u = (low - start) / delta, (high - start) / delta
    return np.minimum(t, u), np.maximum(t, u)


def over_cells(surface, eye, target, trunk, crown_d_m):
    """Verdict, and whether a clearance is within a tie of 0."""
    ex, ey, ez = (REAL(v) for v in eye)
    dx, dy, dz = (REAL(v) - w for v, w in zip(target, (ex, ey, ez)))
    length = np.sqrt(dx * dx + dy * dy)
    (r0, c0), (r1, c1) = surface.cell_of(eye), surface.cell_of(target)
    rows, columns = np.mgrid[min(r0, r1) - 1:max(r0, r1) + 2, min(c0, c1) - 1:max(c0, c1) + 2]
    x, y = surface.centres(rows, columns)
    # A square that the line touches has its centre within half its diagonal of the line.
    off = abs((x - float(ex)) * float(dy) - (y - float(ey)) * float(dx))
    near = off <= (0.70711 * surface.cell + 1e-6) * float(length)
    rows, columns, x, y = rows[near], columns[near], x[near], y[near]
    west, east = (surface.west + c * surface.cell for c in (columns, columns + 1))
    north, south = (surface.north - r * surface.cell for r in (rows, rows + 1))
    x_from, x_to = shares(ex, dx, west.astype(REAL), east.astype(REAL))
    y_from, y_to = shares(ey, dy, south.astype(REAL), north.astype(REAL))
    begin = np.maximum(np.maximum(x_from, y_from), 0)
    end = np.minimum(np.minimum(x_to, y_to), 1)
    crossed = (end - begin) * length > TIE_M
    crossed &= ~within(x, y, eye, EYE_FREE_M) & ~within(x, y, trunk, REAL(crown_d_m) / 2)
    height = np.array([surface.at(r, c) for r, c in zip(rows[crossed], columns[crossed])])
    lowest = ez + np.minimum(begin[crossed] * dz, end[crossed] * dz)
    return judge(lowest - height, np.isnan(height).any())


def judge(clearance, no_data):
    tie = bool((abs(clearance) <= TIE_M * 1.001).any())
    if (clearance < -TIE_M).any():
        return BLOCKED, tie
    return (NODATA if no_data else FREE), tie


def past_prism(building, eye, target):
    """Verdict, and whether the metres below the roof are within a tie of none."""
    ex, ey, ez = (REAL(v) for v in eye)
    dx, dy, dz = (REAL(v) - w for v, w in zip(target, (ex, ey, ez)))
    length = np.sqrt(dx * dx + dy * dy)
    off = building.a - (eye[0], eye[1])
    side = off[:, 1] * float(dx) - off[:, 0] * float(dy)
    if abs(side).min() > 1e-6 * length and (side > 0).all() == (side > 0).any():
        return FREE, False  # wholly to one side, in plain doubles
    ax, ay = building.a[:, 0] - ex, building.a[:, 1] - ey
    bx, by = building.b[:, 0] - ex, building.b[:, 1] - ey
    across = dx * (by - ay) != dy * (bx - ax)
    marks = [((ax * by - ay * bx) / np.where(across, dx * (by - ay) - dy * (bx - ax), 1))[across]]
    marks.append((ax * dx + ay * dy) / (length * length))  # feet of corners
    marks.append([REAL(0), REAL(1)])
    if dz != 0:
        marks.append([(building.height_m - ez) / dz])
    marks = np.unique(np.clip(np.concatenate(marks), 0, 1))
    middle, metres = (marks[1:] + marks[:-1]) / 2, np.diff(marks) * length
    points = np.stack([ex + middle * dx, ey + middle * dy], axis=1)
    inside = building.surrounds(points)
    if (abs(side) <= 1e-6 * length).sum() > 1:  # perhaps along a wall, which is not inside
        inside[inside] = building.edge_distance(points[inside]) > 1e-12
    low = ez + middle * dz < building.height_m
    below = metres[inside & low].sum()
    counted = inside & (metres > TIE_M)
    lowest = (ez + np.minimum(marks[1:] * dz, marks[:-1] * dz))[counted].min(initial=math.inf)
    tie = 0 < below <= 2 * TIE_M or abs(lowest - building.height_m) <= TIE_M
    return (BLOCKED if below > TIE_M else FREE), bool(tie)


def line(town, near, eye, target, tree):
    if town.surface is not None:
        return over_cells(town.surface, eye, target, tree.at, tree.crown_d_m)
    low, high = np.minimum(eye[:2], target[:2]), np.maximum(eye[:2], target[:2])
    met = ((town.low[near] <= high) & (town.high[near] >= low)).all(axis=1)
    seen = [past_prism(town.buildings[i], eye, target) for i in near[met]]
    return max((s[0] for s in seen), default=FREE), any(s[1] for s in seen)


def targets(eye, tree, ground):
    """Top, crown height on the trunk, and both flanks of the crown square to the view."""
    half = tree.crown_d_m / 2
    top, crown = ground + tree.height_m, ground + max(tree.height_m - half, tree.height_m / 2)
    x, y = tree.at
    dx, dy = x - eye[0], y - eye[1]
    away = math.hypot(dx, dy)
    sx, sy = (-dy / away * half, dx / away * half) if away > 0 else (0, half)
    return [(x, y, top), (x, y, crown), (x + sx, y + sy, crown), (x - sx, y - sy, crown)]


def sees(town, observer, tree, eye_m):
    """The best of four lines, and whether any is a tie."""
    below, ground = town.ground(observer), town.ground(tree.at)
    if math.isnan(below) or math.isnan(ground):
        return NODATA, False
    eye = (observer[0], observer[1], below + eye_m)
    reach = math.dist(observer, tree.at) + tree.crown_d_m
    near = town.near(observer - reach, observer + reach)
    best, toss_up = BLOCKED, False
    for target in targets(eye, tree, ground):
        verdict, tie = line(town, near, eye, target, tree)
        if verdict == FREE and not tie:
            return FREE, False  # whatever the others say
        best, toss_up = min(best, verdict), toss_up or tie
    return best, toss_up
