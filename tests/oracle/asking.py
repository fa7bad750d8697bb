"""What the oracles in Python share: running a tool, reading and writing layers, saying what was
compared. Layers are read by OGR, geometries are Shapely's; nothing here is the toolkit's code."""
import csv
import math
import os
import subprocess
import sys
from pathlib import Path

from osgeo import gdal, ogr, osr
from shapely import wkb

gdal.UseExceptions()
ogr.UseExceptions()
SRC = Path(os.environ["SRC"])
REAL = Path(os.environ["SHARED"]) / "data"  # may be absent


def run(*words):
    """Runs a tool; what it says is of interest only when it fails."""
    done = subprocess.run([str(w) for w in words], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}: status {done.returncode}: {done.stderr}")


def table(path):
    """Rows of a CSV file as written by the tools."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


TIE_M = 1e-6


def metres_off(has, want_m):
    """How far a distance is from what the tools write, which is millimetres, never down: 0, when
    `want_m` need not be moved by more than TIE_M for it."""
    return min(abs(has - math.ceil((want_m + slack) * 1000 - 1e-3) / 1000) for slack in (-TIE_M, 0, TIE_M))


def layer(path, name):
    """Rows of a layer: its columns, and `shape`."""
    opened = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    rows = []
    for feature in opened.GetLayerByName(name):
        row = feature.items()
        row["shape"] = wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))
        rows.append(row)
    return rows


def rd_new():
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(28992)
    return srs


FIELD = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}


def write(path, layers):
    """A GeoPackage: {layer: (OGR type, {column: Python type}, [(shape, values...)])}."""
    made = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name, (kind, columns, rows) in layers.items():
        to = made.CreateLayer(name, rd_new(), kind)
        for column, kept_as in columns.items():
            to.CreateField(ogr.FieldDefn(column, FIELD[kept_as]))
        to.StartTransaction()
        for shape, *values in rows:
            feature = ogr.Feature(to.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkb(wkb.dumps(shape)))
            for column, value in zip(columns, values):
                feature[column] = value
            to.CreateFeature(feature)
        to.CommitTransaction()


class Verdict:
    """Collects what is wrong, and ends the test with it."""

    def __init__(self):
        self.wrong = []

    def hold(self, fine, text):
        if not fine:
            self.wrong.append(text)

    def end(self):
        for text in self.wrong[:20]:
            print("wrong:", text)
        if len(self.wrong) > 20:
            print(f"wrong: and {len(self.wrong) - 20} more")
        sys.exit(1 if self.wrong else 0)
