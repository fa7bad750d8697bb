"""Heights in files, for the oracles of sinks: what the library makes of them by sinks-run, and what
a plain Priority-Flood on Python's heapq does (Barnes, Lehman, Mulla 2014, algorithm 1)."""
import csv
import heapq
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

gdal.UseExceptions()


@dataclass
class Answer:
    filled: np.ndarray
    labels: np.ndarray
    nodes: list  # of the hierarchy: dictionaries of numbers
    text: str


def heights(path, keep_nodata=False):
    """keep_nodata: the number that stands for no-data is a height like others."""
    raster = gdal.Open(str(path))
    z = raster.ReadAsArray().astype(np.float32)
    nodata = raster.GetRasterBand(1).GetNoDataValue()
    if nodata is not None and not keep_nodata:
        z[z == np.float32(nodata)] = np.nan
    return z


def ask(z, nodata="outlet", band=0):
    """The library's answer; band: rows at a time, 0 is all."""
    height, width = z.shape
    z.astype("<f4").tofile("z.raw")
    program = Path(os.environ["GN_TEST_BIN"]) / "sinks-run"
    text = subprocess.run([program, "z.raw", str(width), str(height), nodata, str(band), "filled.raw",
                           "labels.raw"], check=True, capture_output=True, text=True).stdout
    nodes = [{name: float(value) if name.startswith(("z_", "v", "o")) else int(value)
              for name, value in row.items()} for row in csv.DictReader(text.splitlines())]
    return Answer(np.fromfile("filled.raw", "<f4").reshape(z.shape),
                  np.fromfile("labels.raw", "<u4").reshape(z.shape), nodes, text)


def neighbours(cell, width, height):
    row, column = divmod(cell, width)
    for r in range(max(row - 1, 0), min(row + 2, height)):
        for c in range(max(column - 1, 0), min(column + 2, width)):
            if (r, c) != (row, column):
                yield r * width + c


def plain_fill(z):
    """No-data is an outlet, and so is the border."""
    height, width = z.shape
    flat = z.ravel().tolist()
    empty = np.isnan(z)
    near = np.ones((height + 2, width + 2), bool)
    near[1:-1, 1:-1] = empty
    leaves = np.zeros_like(empty)
    for i in range(3):
        for j in range(3):
            leaves |= near[i:i + height, j:j + width]
    leaves &= ~empty
    queue = [(flat[cell], int(cell)) for cell in np.flatnonzero(leaves)]
    heapq.heapify(queue)
    done = (empty | leaves).ravel().tolist()
    while queue:
        level, cell = heapq.heappop(queue)
        for n in neighbours(cell, width, height):
            if not done[n]:
                done[n] = True
                flat[n] = max(flat[n], level)
                heapq.heappush(queue, (flat[n], n))
    return np.array(flat, np.float32).reshape(z.shape)


def roots(answer):
    return [node for node in answer.nodes if node["parent"] == 0]


def leaves(answer):
    return [node for node in answer.nodes if node["child_a"] == 0]
