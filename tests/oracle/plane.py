"""Plane geometry on arrays, written out for the oracles: every point against every edge, without
an index and without a clever case."""
import numpy as np


def edges(shape):
    """Both ends of all edges of a shape: two arrays of n rows x, y. A point is an edge of none."""
    if hasattr(shape, "geoms"):
        pairs = [edges(part) for part in shape.geoms]
        return tuple(np.concatenate([pair[k] for pair in pairs]) for k in (0, 1))
    if shape.geom_type == "Polygon":
        pairs = [edges(ring) for ring in (shape.exterior, *shape.interiors)]
        return tuple(np.concatenate([pair[k] for pair in pairs]) for k in (0, 1))
    at = np.asarray(shape.coords)[:, :2]
    return (at, at) if len(at) == 1 else (at[:-1], at[1:])


def nearest_on(p, a, b):
    """For edges ab: distance of p to each, and where along it (0..1) that is."""
    along_x, along_y = b[:, 0] - a[:, 0], b[:, 1] - a[:, 1]
    square = along_x**2 + along_y**2
    with np.errstate(invalid="ignore", divide="ignore"):
        t = ((p[0] - a[:, 0]) * along_x + (p[1] - a[:, 1]) * along_y) / square
    t = np.clip(np.where(square > 0, t, 0), 0, 1)
    return np.hypot(a[:, 0] + t * along_x - p[0], a[:, 1] + t * along_y - p[1]), t


def crossings(p, a, b):
    """For edges ab: 1 where a ray from p to the east crosses; inside a ring their sum is odd."""
    over = np.flatnonzero((a[:, 1] > p[1]) != (b[:, 1] > p[1]))
    out = np.zeros(len(a), dtype=int)
    at, to = a[over], b[over]
    x = at[:, 0] + (p[1] - at[:, 1]) / (to[:, 1] - at[:, 1]) * (to[:, 0] - at[:, 0])
    out[over] = x > p[0]
    return out
