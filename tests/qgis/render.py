"""Opens the result layers of a GeoPackage as QGIS would, checks their style, draws them.

render.py FILE.gpkg [PNG_DIR]

Per layer: the style comes from the file itself, no symbol is missing, every column has a Dutch
alias, the map tip gives a sentence without errors, every label and filter can be evaluated, and
nothing in the style can run code. Then three scales are drawn; each must show more than paper.
Exit status 0, or 1 with one line per fault.
"""

import os
import re
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from osgeo import ogr  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication, QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsFeatureRequest,
    QgsLayerTree, QgsLayerTreeModel, QgsLegendRenderer, QgsLegendSettings, QgsMapRendererParallelJob,
    QgsMapSettings, QgsProject, QgsRectangle, QgsRenderContext, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage, QPainter  # noqa: E402

LAYERS = ("norm_neighbourhood", "norm_building", "norm_address")
LEGEND = {
    "norm_address": {"voldoet", "voldoet niet", "onbekend"},
    "norm_building": {"voldoet: alle woningen", "voldoet niet", "onbekend"},
    "norm_neighbourhood": {"0 tot 20 %", "80 tot 100 %", "onbekend"},
}
SCALES = {"gemeente": 100000, "wijk": 40000, "buurt": 20000, "straat": 4000, "deur": 1000}
WIDTH, HEIGHT, DPI = 1000, 750, 96
faults = []


def fault(text):
    faults.append(text)


def check_renderer(layer):
    rules = layer.renderer()
    if rules.type() != "RuleRenderer":
        return fault(f"{layer.name()}: renderer is {rules.type()}, the style was not loaded")
    labels = set()
    for rule in rules.rootRule().descendants():
        labels.add(rule.label())
        if not rule.children() and rule.symbol() is None:
            fault(f"{layer.name()}: rule '{rule.label()}' has no symbol")
        check_expression(layer, rule.filterExpression(), "filter")
    for label in LEGEND[layer.name()] - labels:
        fault(f"{layer.name()}: legend lacks '{label}'")


def check_expression(layer, text, what):
    if not text or text == "ELSE":
        return
    expression = QgsExpression(text)
    if expression.hasParserError():
        fault(f"{layer.name()}: {what} {text}: {expression.parserErrorString()}")
    for column in expression.referencedColumns() - {QgsFeatureRequest.ALL_ATTRIBUTES}:
        if layer.fields().indexOf(column) < 0:
            fault(f"{layer.name()}: {what} names column '{column}', which the layer lacks")


def check_labels(layer):
    labeling = layer.labeling()
    if labeling is None or labeling.type() != "rule-based":
        return fault(f"{layer.name()}: no labels")
    for rule in labeling.rootRule().children():
        check_expression(layer, rule.filterExpression(), "label filter")
        check_expression(layer, rule.settings().fieldName, "label")


def check_aliases(layer):
    for field in layer.fields():
        if field.name() not in ("fid",) and not field.alias():
            fault(f"{layer.name()}: column '{field.name()}' has no alias")
    setup = layer.editorWidgetSetup(layer.fields().indexOf("norm"))
    if layer.name() != "norm_neighbourhood" and setup.type() != "ValueMap":
        fault(f"{layer.name()}: norm is shown as code")


def check_tip(layer):
    template = layer.mapTipTemplate()
    for text in re.findall(r"\[%(.*?)%\]", template, re.S):
        check_expression(layer, text, "map tip")
    feature = next(layer.getFeatures("\"norm\" IS NOT NULL"), None)
    if feature is None:
        return fault(f"{layer.name()}: no feature with a verdict")
    context = layer.createExpressionContext()
    context.setFeature(feature)
    shown = QgsExpression.replaceExpressionText(template, context)
    if "[%" in shown or len(re.sub(r"<[^>]*>|\s", "", shown)) < 20:
        fault(f"{layer.name()}: map tip shows {shown!r}")
    print(f"{layer.name()}: " + re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", shown)).strip())


def check_safe(layer):
    if layer.actions().actions():
        fault(f"{layer.name()}: the style has actions")
    if layer.editFormConfig().initCode() or layer.editFormConfig().initFunction():
        fault(f"{layer.name()}: the style has form code")


def settings(layers, centre, scale):
    result = QgsMapSettings()
    result.setLayers(layers)
    result.setDestinationCrs(layers[0].crs())
    result.setOutputSize(QSize(WIDTH, HEIGHT))
    result.setOutputDpi(DPI)
    result.setBackgroundColor(QColor("white"))
    metre = scale * 0.0254 / DPI
    half_w, half_h = WIDTH * metre / 2, HEIGHT * metre / 2
    result.setExtent(QgsRectangle(centre.x() - half_w, centre.y() - half_h,
                                  centre.x() + half_w, centre.y() + half_h))
    context = QgsExpressionContext()  # @map_scale, as in a map canvas
    context.appendScope(QgsExpressionContextUtils.globalScope())
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(result))
    result.setExpressionContext(context)
    return result


def draw(layers, centre, name, scale, folder):
    job = QgsMapRendererParallelJob(settings(layers, centre, scale))
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colours = {image.pixel(x, y) for x in range(0, WIDTH, 5) for y in range(0, HEIGHT, 5)}
    if len(colours) < 3:
        fault(f"{name}: 1:{scale} shows nothing")
    if folder:
        image.save(os.path.join(folder, f"{name}.png"))


def draw_legend(layers, folder):
    tree = QgsLayerTree()
    for layer in reversed(layers):
        tree.addLayer(layer)
    model = QgsLayerTreeModel(tree)  # kept alive: the legend does not own it
    legend = QgsLegendRenderer(model, QgsLegendSettings())
    image = QImage(720, 950, QImage.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(DPI / 25.4)
    painter.scale(DPI / 25.4, DPI / 25.4)
    legend.drawLegend(context)
    painter.end()
    image.save(os.path.join(folder, "legend.png"))


def centre_of(layer):
    """The address in the middle of the list from west to east: surely in town."""
    points = sorted(((f.geometry().asPoint() for f in layer.getFeatures())), key=lambda p: p.x())
    return points[len(points) // 2]


def load(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    if not layer.isValid():
        fault(f"{name}: does not open")
        return None
    for check in (check_renderer, check_labels, check_aliases, check_tip, check_safe):
        check(layer)
    return layer


def main(path, folder):
    ogr.UseExceptions()
    layers = [layer for layer in (load(path, name) for name in LAYERS) if layer]
    if len(layers) == len(LAYERS):
        QgsProject.instance().addMapLayers(layers, False)
        centre = centre_of(layers[-1])
        for name, scale in SCALES.items():
            draw(layers[::-1], centre, name, scale, folder)
        if folder:
            draw_legend(layers, folder)
    for text in faults:
        print(text, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    app = QgsApplication([], False)
    app.initQgis()
    status = main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    QgsProject.instance().clear()
    app.exitQgis()
    sys.exit(status)
