"""Mosaics, canopy, tree tops and heights of buildings on real elevation models, cell for cell and
number for number. Sheets are laid together by GDAL's virtual raster, buildings burnt by GDAL, crowns
labelled by SciPy, rings measured by Shapely; ground, windows and crowns are worked out here, on whole
arrays. No code is shared with the library, which is asked through ahn-run."""
import csv
import glob
import json
import os
import subprocess
import sys

import numpy as np
import scipy.ndimage
from osgeo import gdal, ogr
from shapely import wkb
from shapely.geometry import Point
from shapely.prepared import prep

gdal.UseExceptions()
DATA = os.environ["SHARED"] + "/data"
RUN = os.environ["GN_TEST_BIN"] + "/ahn-run"
NONE = -9999.0
CELL = 0.5
failures = []


def run(*arguments):
    done = subprocess.run([RUN, *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"ahn-run {arguments[0]} ended with status {done.returncode}")
    return done.stdout


def check(name, good, told=""):
    print(f"{'ok' if good else 'WRONG'}: {name}{': ' + told if told else ''}")
    if not good:
        failures.append(name)


def grid(path):
    dataset = gdal.Open(path)
    band = dataset.GetRasterBand(1)
    cells = band.ReadAsArray().astype(np.float64)
    nodata = band.GetNoDataValue()
    if nodata is not None:
        cells[cells == nodata] = np.nan
    cells = cells * (band.GetScale() or 1)
    return cells.astype(np.float32), dataset.GetGeoTransform()


# ---- sheets ----


def same(name, ours, theirs):
    (a, at), (b, bt) = ours, theirs
    good = at == bt and a.shape == b.shape and np.array_equal(a, b, equal_nan=True)
    valid = int((~np.isnan(b)).sum())
    check(name, good and valid > 1000, f"{a.shape[1]} x {a.shape[0]} cells, {valid} with data")


def sheets():
    files = sorted(glob.glob(DATA + "/achterhoek_dtm_hydamo/dtm/*.tif"))
    gdal.BuildVRT("all.vrt", files).FlushCache()
    run("sheets", "all.tif", "dtm", "cm", "-", *reversed(files))
    same("six sheets in centimetres", grid("all.tif"), grid("all.vrt"))
    box = (243017.5, 441003.25, 248888.0, 446001.0)  # of four sheets; borders within cells
    outward = [241000 + 5 * np.floor((box[0] - 241000) / 5), 5 * np.floor(box[1] / 5),
               5 * np.ceil(box[2] / 5), 5 * np.ceil(box[3] / 5)]
    gdal.Warp("cut.vrt.tif", files, outputBounds=outward, xRes=5, yRes=5, dstNodata=-9999,
              resampleAlg="near").FlushCache()
    # gdalwarp leaves the scale behind
    cut = gdal.Open("cut.vrt.tif", gdal.GA_Update)
    cut.GetRasterBand(1).SetScale(0.01)
    cut = None
    run("sheets", "cut.tif", "dtm", "cm", ",".join(map(str, box)), *files)
    same("cut to a box, against gdalwarp", grid("cut.tif"), grid("cut.vrt.tif"))
    source = DATA + "/town_delft_centre/dsm.tif"
    names = []
    for i, window in enumerate([(0, 0, 300, 200), (250, 0, 280, 260), (0, 180, 310, 280),
                                (300, 200, 230, 260)]):  # they overlap, and are equal there
        names.append(f"R_{i}.tif")
        gdal.Translate(names[-1], source, srcWin=window).FlushCache()
    told = run("sheets", "again.tif", "dsm", "unknown", "-", *names)
    same("four overlapping pieces of one surface", grid("again.tif"), grid(source))
    check("they do not differ", told.rstrip().endswith(", 0 differ"), told.rstrip())


# ---- canopy ----


def shifted(cells, rows, columns):
    """The cell so many rows and columns on; NaN beyond the border."""
    out = np.full_like(cells, np.nan)
    height, width = cells.shape
    r0, r1 = max(0, -rows), min(height, height - rows)
    c0, c1 = max(0, -columns), min(width, width - columns)
    out[r0:r1, c0:c1] = cells[r0 + rows:r1 + rows, c0 + columns:c1 + columns]
    return out


def filled(dtm, reach):
    weights, values = np.zeros(dtm.shape), np.zeros(dtm.shape)
    for rows, columns in ((0, -1), (0, 1), (-1, 0), (1, 0)):
        open_yet = np.isnan(dtm)
        for d in range(1, reach + 1):
            found = shifted(dtm, d * rows, d * columns)
            hit = open_yet & ~np.isnan(found)
            weights[hit] += 1 / d**2
            values[hit] += found[hit].astype(np.float64) / d**2
            open_yet &= ~hit
    holes = np.isnan(dtm) & (weights > 0)
    out = dtm.copy()
    out[holes] = (values[holes] / weights[holes]).astype(np.float32)
    return out


def burnt(transform, shape, layer):
    target = gdal.GetDriverByName("MEM").Create("", shape[1], shape[0], 1)
    target.SetGeoTransform(transform)
    gdal.RasterizeLayer(target, [1], layer, burn_values=[1])
    return target.ReadAsArray() > 0


def chm(dsm, dtm, masked, least=16, low=3.0, high=60.0, reach=20):
    height = dsm.astype(np.float64) - filled(dtm, reach).astype(np.float64)
    bare = (height < low - 1e-4) | (height > high) | masked
    cells = np.where(bare, 0, height).astype(np.float32)
    labels, count = scipy.ndimage.label(np.nan_to_num(cells) > 0, structure=np.ones((3, 3)))
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    small = sizes < least
    small[0] = False
    cells[small[labels]] = 0
    return cells


def tops_of(cells, transform):
    height, width = cells.shape
    known = np.nan_to_num(cells)
    order = np.arange(height * width).reshape(height, width)
    neighbours = scipy.ndimage.maximum_filter(known, size=3, mode="constant")
    found = []
    for row, column in np.argwhere((known > 0) & (known >= neighbours)):
        own = known[row, column]
        half = (3.09632 + 0.00895 * float(own) ** 2) / 2 / CELL
        reach = max(int(half), 1)
        r0, c0 = max(0, row - reach), max(0, column - reach)
        part = known[r0:row + reach + 1, c0:column + reach + 1]
        place = order[r0:row + reach + 1, c0:column + reach + 1]
        dy = np.arange(r0, r0 + part.shape[0])[:, None] - row
        dx = np.arange(c0, c0 + part.shape[1])[None, :] - column
        away = np.maximum(abs(dy), abs(dx)) <= 1
        away |= dy**2 + dx**2 <= half**2
        first = (part > own) | ((part == own) & (place < order[row, column]))
        if not (away & first).any():
            found.append((row, column, float(own)))
    owner, nearest = np.full(cells.shape, -1), np.full(cells.shape, np.inf)
    for k, (row, column, own) in sorted(enumerate(found), key=lambda t: (-t[1][2], t[0])):
        reach = 0.6 * own / CELL
        far = int(reach) + 1
        r0, c0 = max(0, row - far), max(0, column - far)
        window = np.s_[r0:row + far + 1, c0:column + far + 1]
        part = known[window]
        away2 = ((np.arange(r0, r0 + part.shape[0])[:, None] - row) ** 2
                 + (np.arange(c0, c0 + part.shape[1])[None, :] - column) ** 2).astype(float)
        taken = (part > 0) & (part >= 0.3 * own) & (away2 <= reach**2) & (away2 < nearest[window])
        owner[window][taken] = k
        nearest[window][taken] = away2[taken]
    area = np.bincount(owner[owner >= 0], minlength=len(found)) * CELL**2
    return [(transform[0] + (c + 0.5) * CELL, transform[3] - (r + 0.5) * CELL, h, 2 * np.sqrt(a / np.pi))
            for (r, c, h), a in zip(found, area)]


def canopy(name, dsm_path, dtm_path, buildings):
    (dsm, at), (dtm, _) = grid(dsm_path), grid(dtm_path)
    masked, layer = np.zeros(dsm.shape, bool), "-"
    if buildings:
        source = ogr.Open(buildings)
        masked = burnt(at, dsm.shape, source.GetLayerByName("building"))
        layer = buildings + ":building"
    expected = chm(dsm, dtm, masked)
    told = run("canopy", "canopy.tif", dsm_path, dtm_path, layer)
    ours = grid("canopy.tif")[0]
    mask = np.where(np.isnan(expected), np.nan, (expected > 0).astype(np.float32))
    differ = int((~((ours == mask) | (np.isnan(ours) & np.isnan(mask)))).sum())
    check(f"canopy of {name}", differ == 0 and (mask == 1).sum() > 100,
          f"{differ} of {mask.size} cells differ; {told.rstrip()}")
    theirs = tops_of(expected, at)
    rows = [list(map(float, r[1:])) for r in csv.reader(run("tops", "-", dsm_path, dtm_path, layer).splitlines())]
    good = len(rows) == len(theirs) and np.allclose(rows, theirs, rtol=0, atol=1e-6)
    check(f"tree tops of {name}", good and len(rows) > 5, f"{len(rows)} and {len(theirs)}")
    return rows


# ---- buildings ----


def centres(transform, window):
    r0, r1, c0, c1 = window
    for row in range(r0, r1):
        for column in range(c0, c1):
            yield row, column, Point(transform[0] + (column + 0.5) * CELL, transform[3] - (row + 0.5) * CELL)


def window_of(transform, shape, bounds, grow):
    x0, y0, x1, y1 = bounds
    c0, c1 = int((x0 - grow - transform[0]) / CELL) - 1, int((x1 + grow - transform[0]) / CELL) + 2
    r0, r1 = int((transform[3] - y1 - grow) / CELL) - 1, int((transform[3] - y0 + grow) / CELL) + 2
    return max(r0, 0), min(r1, shape[0]), max(c0, 0), min(c1, shape[1])


def roof_and_ground(dsm, dtm, at, shapes, i, masked):
    shape = shapes[i]
    inside, outline = prep(shape), shape.boundary
    ring, values = 4.0, []
    while True:
        values = [dtm[r, c] for r, c, p in centres(at, window_of(at, dtm.shape, shape.bounds, ring))
                  if not masked[r, c] and not np.isnan(dtm[r, c]) and outline.distance(p) <= ring]
        if len(values) >= 10 or ring >= 32:
            break
        ring *= 2
    ground = np.percentile(np.array(values, float), 5) if values else np.nan
    cells = [(dsm[r, c], outline.distance(p)) for r, c, p in centres(at, window_of(at, dsm.shape, shape.bounds, 0))
             if inside.covers(p) and not np.isnan(dsm[r, c])]
    kept = [v for v, d in cells if d > 0.25]
    if len(kept) < 4:
        kept = [v for v, _ in cells]
    roof = np.percentile(np.array(kept, float), 70) if kept else np.nan
    return (roof - ground if roof - ground >= 1 else np.nan), ground


def buildings(path, dsm_path, dtm_path):
    (dsm, at), (dtm, _) = grid(dsm_path), grid(dtm_path)
    source = ogr.Open(path)
    layer = source.GetLayerByName("building")
    shapes = [wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())) for f in layer]
    layer.ResetReading()
    masked = burnt(at, dsm.shape, layer)
    rows = list(csv.reader(run("heights", "-", dsm_path, dtm_path, path + ":building").splitlines()))
    theirs = [roof_and_ground(dsm, dtm, at, shapes, i, masked) for i in range(len(shapes))]
    ours = np.array([[float(r[1]), float(r[2])] for r in rows])
    good = np.allclose(ours, np.array(theirs), rtol=0, atol=1e-5, equal_nan=True)
    known = int((~np.isnan(ours[:, 0])).sum())
    check("heights of buildings", good and known > 100, f"{known} of {len(rows)} known")
    return rows


def against_3dfier(rows):
    """A model of the same place: ground by its 10th percentile, so ours (5th) lies a little lower."""
    with open(DATA + "/delft_3dfier/delft.city.json", encoding="utf-8") as file:
        city = json.load(file)
    ground = {o["attributes"]["identificatiebagpnd"].zfill(16): o["attributes"]["min-height-surface"]
              for o in city["CityObjects"].values() if o["type"] == "Building"}
    differ = np.array([float(r[2]) - ground[r[0]] for r in rows if r[0] in ground])
    near = float((abs(differ) < 0.5).mean())
    check("ground against 3dfier", len(differ) > 150 and near > 0.98 and abs(np.median(differ)) < 0.05,
          f"{len(differ)} buildings, median {np.median(differ):+.2f} m, {100 * near:.0f} % within 0.5 m")


town = DATA + "/town_delft_centre"
sheets()
canopy("Delft", town + "/dsm.tif", town + "/dtm.tif", town + "/base.gpkg")
raw = DATA + "/delft_3dfier/derived/delft_ahn3_05m_"
canopy("Delft, with its holes", raw + "dsm_raw.tif", raw + "dtm.tif", None)
for tile in ("2463_9714", "2496_9727"):
    place = f"{DATA}/amsterdam_trees_ahn4/derived/tile_{tile}_ahn4_05m_"
    canopy(f"Amsterdam {tile}", place + "dsm.tif", place + "dtm.tif", None)
against_3dfier(buildings(town + "/base.gpkg", town + "/dsm.tif", town + "/dtm.tif"))
sys.exit(bool(failures))
