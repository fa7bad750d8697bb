"""Rasters for the oracles: made, burned by GDAL, written."""
import numpy as np
from osgeo import gdal, ogr
from shapely.geometry import box

from asking import rd_new

NONE = -9999


class Frame:
    def __init__(self, x0, y0, cell, width, height):
        self.x0, self.y0, self.cell, self.width, self.height = x0, y0, cell, width, height

    def raster(self, fine=1, kind=gdal.GDT_Byte, driver="MEM", path=""):
        made = gdal.GetDriverByName(driver).Create(str(path), self.width * fine, self.height * fine, 1, kind)
        made.SetGeoTransform((self.x0, self.cell / fine, 0, self.y0, 0, -self.cell / fine))
        made.SetProjection(rd_new().ExportToWkt())
        return made

    def box(self):
        return box(self.x0, self.y0 - self.height * self.cell, self.x0 + self.width * self.cell, self.y0)


def burned(frame, fine, shape, touched=False):
    """Cells whose centre lies inside; or those that a line touches."""
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    to = source.CreateLayer("shape", rd_new())
    feature = ogr.Feature(to.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkb(shape.wkb))
    to.CreateFeature(feature)
    raster = frame.raster(fine)
    gdal.RasterizeLayer(raster, [1], to, burn_values=[1], options=["ALL_TOUCHED=TRUE"] if touched else [])
    return raster.ReadAsArray()


def write_raster(frame, values, path):
    made = frame.raster(kind=gdal.GDT_Float32, driver="GTiff", path=path)
    made.GetRasterBand(1).SetNoDataValue(NONE)
    made.GetRasterBand(1).WriteArray(np.where(np.isnan(values), NONE, values))


def patchy(dice, frame):
    """Numbers 0..1 in lumps of some cells, like crowns."""
    coarse = dice.random((frame.height // 6 + 2, frame.width // 6 + 2))
    smooth = np.kron(coarse, np.ones((6, 6)))[:frame.height, :frame.width]
    return np.clip(0.7 * smooth + 0.3 * dice.random((frame.height, frame.width)), 0, 1)
