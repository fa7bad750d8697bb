"""Selecting a home must light up its sight lines and its route, at once and without a script.

select.py [--png DIR] FILE.gpkg ...

The files hold norm_address and, there or elsewhere, sightline and route. The layers are opened under
a name of their own, as a user may rename them, in a map canvas that keeps drawn layers in its cache
(the default of QGIS: a layer is drawn anew only when it changes itself, which is why the rule is in
the style of the addresses). Points halfway along the lines are looked at: they must turn yellow for
the selected home, stay as they were for another one, and go back when nothing is selected. Exit
status 0, or 1 with one line per fault.
"""

import argparse
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from osgeo import ogr  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication, QgsExpression, QgsProject, QgsRectangle, QgsVectorLayer)
from qgis.gui import QgsMapCanvas  # noqa: E402
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QTimer  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

EVIDENCE = ("route", "sightline")
SCALE, SIZE, REACH, MANY = 1200, 700, 3, 26
WAIT_MS = 20000
faults = []


def fault(text):
    faults.append(text)


def load(files, name):
    """Under a name that says nothing, nor does the source of a file's only layer; None when no file
    has the layer."""
    for path in files:
        file = ogr.Open(path)
        if file.GetLayerByName(name):
            layers = {file.GetLayer(i).GetName() for i in range(file.GetLayerCount())}
            alone = layers <= {name, "layer_styles"}
            source = path if alone else f"{path}|layername={name}"
            return QgsVectorLayer(source, f"kaart {name[:2]}", "ogr")
    return None


class Canvas:
    def __init__(self, layers):
        self.canvas = QgsMapCanvas()
        self.canvas.setCachingEnabled(True)
        self.canvas.setCanvasColor(QColor("white"))
        self.canvas.resize(SIZE, SIZE)
        self.canvas.show()
        self.canvas.setDestinationCrs(layers[0].crs())
        self.canvas.setLayers(layers)

    def after(self, change):
        """The picture once it has been drawn anew."""
        loop = QEventLoop()
        self.canvas.mapCanvasRefreshed.connect(loop.quit)
        QTimer.singleShot(WAIT_MS, loop.quit)
        change()
        loop.exec_()
        self.canvas.mapCanvasRefreshed.disconnect(loop.quit)
        while self.canvas.isDrawing():
            QCoreApplication.processEvents()
        return self.canvas.grab().toImage()

    def go(self, point):
        half = SIZE * SCALE * 0.0254 / 96 / 2
        self.canvas.setExtent(QgsRectangle(point.x() - half, point.y() - half,
                                           point.x() + half, point.y() + half))

    def is_lit(self, image, point):
        """Whether something near the point has the colour of a selection."""
        at = self.canvas.getCoordinateTransform().transform(point)
        near = range(-REACH, REACH + 1)
        spots = (QColor(image.pixel(round(at.x()) + x, round(at.y()) + y))
                 for x in near for y in near)
        return any(c.red() > 240 and c.green() > 240 and c.blue() < 60 for c in spots)


def key(home):
    names = home.fields().names()
    return str(home["address_id" if "address_id" in names else "id"])


def halfway(layer, home):
    """A point of each line of a home, off its ends, where homes and trees are drawn."""
    lines = layer.getFeatures(QgsExpression.createFieldEqualityExpression("address_id", key(home)))
    shapes = [line.geometry() for line in lines]
    return [shape.interpolate(min(shape.length() / 2, 15)).asPoint() for shape in shapes]


def choose(addresses, evidence):
    """Two homes with evidence in every layer, at least a bit apart."""
    known = [layer.uniqueValues(layer.fields().indexOf("address_id"))
             for layer in evidence.values()]
    homes = [h for h in addresses.getFeatures('"home" = 1 AND "norm" IS NOT NULL')
             if all(key(h) in ids for ids in known)]
    if len(homes) < 2:
        return None
    first = homes[len(homes) // 2].geometry()
    away = [h for h in homes if 30 < h.geometry().distance(first) < 60]
    return (homes[len(homes) // 2], away[0]) if away else None


def lit(canvas, image, evidence, home):
    return {name: sum(canvas.is_lit(image, p) for p in halfway(layer, home))
            for name, layer in evidence.items()}


def check(addresses, evidence, folder):
    homes = choose(addresses, evidence)
    if not homes:
        return fault("no two homes with sight lines and a route")
    home, other = homes
    all_lines = {name: len(halfway(layer, home)) for name, layer in evidence.items()}
    none = dict.fromkeys(evidence, 0)
    canvas = Canvas([addresses, *evidence.values()])
    before = canvas.after(lambda: canvas.go(home.geometry().asPoint()))
    after = canvas.after(lambda: addresses.select(home.id()))
    many = [h.id() for h, _ in zip(addresses.getFeatures(), range(MANY))] + [home.id()]
    crowd = canvas.after(lambda: addresses.selectByIds(many))
    cleared = canvas.after(addresses.removeSelection)
    if folder:
        after.save(os.path.join(folder, "keuze.png"))
    print("halfway points:", all_lines)
    for what, image, who, expected in (
            ("nothing selected", before, home, none), ("home selected", after, home, all_lines),
            ("another home selected", after, other, none),
            ("too many selected", crowd, home, none), ("selection cleared", cleared, home, none)):
        found = lit(canvas, image, evidence, who)
        if found != expected:
            fault(f"{what}: {found} lines are lit, not {expected}")
    if before != cleared:
        fault("the map differs once the selection is cleared")


def check_alone(addresses, evidence):
    """Each layer without the others: addresses draw, and evidence draws as ever."""
    home = choose(addresses, evidence)[0]
    for layers in [[addresses]] + [[layer] for layer in evidence.values()]:
        QgsProject.instance().removeAllMapLayers()
        alone = [layer.clone() for layer in layers]
        QgsProject.instance().addMapLayers(alone, False)
        canvas = Canvas(alone)
        image = canvas.after(lambda: canvas.go(home.geometry().asPoint()))
        if layers[0] is addresses:
            image = canvas.after(lambda: alone[0].select(home.id()))
        inks = {image.pixel(x, y) for x in range(0, SIZE, 2) for y in range(0, SIZE, 2)}
        if len(inks) < 3:
            fault(f"{layers[0].name()} alone shows nothing")
        canvas.canvas.setLayers([])


def main(args):
    ogr.UseExceptions()
    addresses = load(args.files, "norm_address")
    evidence = {name: load(args.files, name) for name in EVIDENCE}
    for name, layer in (("norm_address", addresses), *evidence.items()):
        if layer is None or not layer.isValid():
            fault(f"{name}: no such layer")
    if not faults:
        QgsProject.instance().addMapLayers([addresses, *evidence.values()], False)
        check(addresses, evidence, args.png)
    if not faults:
        spare = addresses.clone(), {name: layer.clone() for name, layer in evidence.items()}
        check_alone(*spare)
    for text in faults:
        print(text, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--png")
    options.add_argument("files", nargs="+")
    given = options.parse_args()
    app = QgsApplication([], True)
    app.initQgis()
    status = main(given)
    sys.stdout.flush()
    os._exit(status)  # a canvas that outlives the application would crash it
