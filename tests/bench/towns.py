"""The inputs: sample towns and what is made of them once. Everything is kept in the work folder."""
import json
import math
import multiprocessing
import random
import sqlite3

from measure import run

SEED = 7
FRAYED = 0.15  # share of a crown's radius over which it thins out


def made(path, make):
    """The file, made beside its place and renamed: a broken run leaves no half file. In a process
    of its own: a program that is started counts the memory of the one that starts it as its own
    peak, so GDAL must not be loaded here."""
    if not path.exists():
        part = path.with_name(f"part_{path.name}")
        part.unlink(missing_ok=True)
        maker = multiprocessing.get_context("fork").Process(target=make, args=(part,))
        maker.start()
        maker.join()
        if maker.exitcode:
            raise SystemExit(f"bench: error: '{path}' cannot be made")
        part.rename(path)
    return path


def town(bench, addresses, rasters):
    folder = bench.scratch(f"town_{addresses}{'_rasters' if rasters else ''}")
    if not (folder / "done").exists():
        run([bench.tool("gn-sample"), "--addresses", addresses, "--seed", SEED,
             *([] if rasters else ["--no-rasters"]), "-O", "-o", folder])
        (folder / "done").touch()
    return folder


def water_town(bench, addresses):
    """With an elevation model of 2 m in whole centimetres, as those of a country come."""
    folder = bench.scratch(f"town_{addresses}_water")
    if not (folder / "done").exists():
        run([bench.tool("gn-sample"), "--addresses", addresses, "--seed", SEED, "--cell", "2m",
             "--decimals", "2", "-O", "-o", folder])
        (folder / "done").touch()
    return folder


def count(gpkg, layer):
    with sqlite3.connect(f"file:{gpkg}?mode=ro", uri=True) as db:
        known = db.execute("select count(*) from gpkg_contents where table_name = ?", (layer,))
        if not known.fetchone()[0]:
            return 0
        return db.execute(f'select count(*) from "{layer}"').fetchone()[0]


def cells(raster):
    width, height = json.loads(run(["gdalinfo", "-json", raster]).out)["size"]
    return width * height


def buurten(bench, folder):
    def make(path):
        from osgeo import gdal
        gdal.VectorTranslate(str(path), str(folder / "base.gpkg"), layers=["neighbourhood"],
                             layerName="buurt", where="kind = 'buurt'", format="GPKG")
    return made(bench.scratch(f"buurt_{folder.name}.gpkg"), make)


def create_raster(path, like, mask):
    from osgeo import gdal
    out = gdal.GetDriverByName("GTiff").Create(
        str(path), like.RasterXSize, like.RasterYSize, 1,
        gdal.GDT_Byte if mask else gdal.GDT_Float32,
        ["TILED=YES", "COMPRESS=DEFLATE", "BLOCKXSIZE=512", "BLOCKYSIZE=512",
         f"PREDICTOR={1 if mask else 3}", "BIGTIFF=IF_SAFER"])
    out.SetGeoTransform(like.GetGeoTransform())
    out.SetProjection(like.GetProjection())
    out.GetRasterBand(1).SetNoDataValue(255 if mask else -9999)
    return out


def mask_raster(bench, folder):
    """Crowns as bytes of 0 and 1. Their rims are frayed like those in a crown raster from a laser
    survey: in two tiles of AHN4 (Amsterdam, cells of 0.5 m, 3 m and higher) a row turns from crown
    to none or back 0.08 and 0.18 times per cell of crown, here 0.13 times."""
    def make(path):
        import numpy
        from osgeo import gdal, ogr
        like = gdal.Open(str(folder / "dsm.tif"))
        left, cell, _, top, _, _ = like.GetGeoTransform()
        cells = numpy.zeros((like.RasterYSize, like.RasterXSize), "u1")
        dice = numpy.random.default_rng(SEED)
        town_file = ogr.Open(str(folder / "base.gpkg"))
        for tree in town_file.GetLayer("tree"):
            radius = (tree["crown_d_m"] or 5) / 2 / cell
            at = tree.GetGeometryRef()
            x, y = (at.GetX() - left) / cell, (top - at.GetY()) / cell
            x0, y0 = max(0, int(x - radius)), max(0, int(y - radius))
            piece = cells[y0:int(y + radius) + 2, x0:int(x + radius) + 2]
            rows, columns = numpy.ogrid[:piece.shape[0], :piece.shape[1]]
            away = numpy.hypot(rows + y0 + 0.5 - y, columns + x0 + 0.5 - x)
            piece[away <= radius * (1 - FRAYED * dice.random(piece.shape))] = 1
        out = create_raster(path, like, True)
        out.GetRasterBand(1).WriteArray(cells)
    return made(bench.scratch(f"mask_{folder.name}.tif"), make)


def height_raster(bench, folder):
    """Metres over the ground as 32-bit floats."""
    def make(path):
        import numpy
        from osgeo import gdal
        dsm, dtm = (gdal.Open(str(folder / name)) for name in ("dsm.tif", "dtm.tif"))
        out = create_raster(path, dsm, False)  # which goes when nobody holds it, and its band too
        band = out.GetRasterBand(1)
        missing = dsm.GetRasterBand(1).GetNoDataValue()
        for row in range(0, dsm.RasterYSize, 512):
            window = (0, row, dsm.RasterXSize, min(512, dsm.RasterYSize - row))
            top, ground = dsm.ReadAsArray(*window), dtm.ReadAsArray(*window)
            known = (top != missing) & (ground != missing)
            band.WriteArray(numpy.where(known, numpy.round(top - ground, 2), -9999).astype("f4"),
                            0, row)
    return made(bench.scratch(f"height_{folder.name}.tif"), make)


def points(bench, folder, wanted):
    """Points anywhere in the town, as a file of addresses."""
    def make(path):
        from osgeo import ogr
        dice = random.Random(SEED)
        file = ogr.Open(str(folder / "base.gpkg"))
        layer = file.GetLayer("neighbourhood")
        xmin, xmax, ymin, ymax = layer.GetExtent()
        out = ogr.GetDriverByName("FlatGeobuf").CreateDataSource(str(path))
        to = out.CreateLayer("address", layer.GetSpatialRef(), ogr.wkbPoint,
                             ["SPATIAL_INDEX=NO"])
        to.CreateField(ogr.FieldDefn("id", ogr.OFTString))
        for i in range(wanted):
            feature = ogr.Feature(to.GetLayerDefn())
            feature["id"] = str(i)
            at = ogr.Geometry(ogr.wkbPoint)
            at.AddPoint_2D(dice.uniform(xmin, xmax), dice.uniform(ymin, ymax))
            feature.SetGeometry(at)
            to.CreateFeature(feature)
    return made(bench.scratch(f"points_{wanted}_{folder.name}.fgb"), make)


def graph(bench, folder, copies):
    """The streets of so many such towns side by side as edges between vertices (joined on a 1 mm
    grid). Of a single town every twentieth node is a source and every thousandth an end; of several
    every two hundredth is a source: pgRouting holds what each of them reaches."""
    name = f"{copies}_{folder.name}.csv"
    nodes, lines = {}, []

    def node(point):
        key = (round(point[0] * 1000), round(point[1] * 1000))
        return nodes.setdefault(key, len(nodes))

    def write_edges(path):
        from osgeo import ogr
        layer_file = ogr.Open(str(folder / "base.gpkg"))
        for feature in layer_file.GetLayer("street"):
            line = feature.GetGeometryRef().GetPoints()
            for a, b in zip(line, line[1:]):
                lines.append((node(a), node(b), math.dist(a[:2], b[:2])))
        with path.open("w") as file:
            for first in range(0, copies * len(nodes), len(nodes)):
                file.writelines(f"{first + a},{first + b},{cost!r}\n" for a, b, cost in lines)

    def every(step, path):
        last = max(int(word) for line in edges.open() for word in line.split(",")[:2])
        path.write_text("".join(f"{i}\n" for i in range(0, last + 1, step)))

    edges = made(bench.scratch(f"edges_{name}"), write_edges)
    step = 200 if copies > 1 else 20
    sources = made(bench.scratch(f"sources_{name}"), lambda path: every(step, path))
    if copies > 1:
        return edges, sources, None
    return edges, sources, made(bench.scratch(f"ends_{name}"), lambda path: every(1000, path))
