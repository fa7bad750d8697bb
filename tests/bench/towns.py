"""The inputs: sample towns and what is made of them once. Everything is kept in the work folder."""
import json
import math
import multiprocessing
import random
import sqlite3

from measure import run

SEED = 7
TREE_M = 3  # what stands this high over the ground is taken for canopy


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


def canopy_raster(bench, folder, kind):
    """kind: mask, bytes of 0 and 1; height, metres over the ground as 32-bit floats."""
    def make(path):
        import numpy
        from osgeo import gdal
        dsm, dtm = (gdal.Open(str(folder / name)) for name in ("dsm.tif", "dtm.tif"))
        mask = kind == "mask"
        out = gdal.GetDriverByName("GTiff").Create(
            str(path), dsm.RasterXSize, dsm.RasterYSize, 1,
            gdal.GDT_Byte if mask else gdal.GDT_Float32,
            ["TILED=YES", "COMPRESS=DEFLATE", "BLOCKXSIZE=512", "BLOCKYSIZE=512",
             f"PREDICTOR={1 if mask else 3}", "BIGTIFF=IF_SAFER"])
        out.SetGeoTransform(dsm.GetGeoTransform())
        out.SetProjection(dsm.GetProjection())
        band, missing = out.GetRasterBand(1), dsm.GetRasterBand(1).GetNoDataValue()
        band.SetNoDataValue(255 if mask else -9999)
        for row in range(0, dsm.RasterYSize, 512):
            window = (0, row, dsm.RasterXSize, min(512, dsm.RasterYSize - row))
            top, ground = dsm.ReadAsArray(*window), dtm.ReadAsArray(*window)
            height = numpy.round(top - ground, 2)
            known = (top != missing) & (ground != missing)
            band.WriteArray(numpy.where(known, height >= TREE_M, 255).astype("u1") if mask else
                            numpy.where(known, height, -9999).astype("f4"), 0, row)
    return made(bench.scratch(f"{kind}_{folder.name}.tif"), make)


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


def graph(bench, folder):
    """The streets as edges between vertices (joined on a 1 mm grid); every hundredth node is a
    source."""
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
                lines.append(f"{node(a)},{node(b)},{math.dist(a[:2], b[:2])!r}\n")
        path.write_text("".join(lines))

    def write_sources(path):
        last = max(int(word) for line in edges.open() for word in line.split(",")[:2])
        path.write_text("".join(f"{i}\n" for i in range(0, last + 1, 100)))

    edges = made(bench.scratch(f"edges_{folder.name}.csv"), write_edges)
    return edges, made(bench.scratch(f"sources_{folder.name}.csv"), write_sources)
