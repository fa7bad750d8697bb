"""Opens the result layers of GeoPackages as QGIS would, checks their style, draws them.

render.py [--all] [--png DIR] FILE.gpkg ...

Per layer: the style comes from the file itself, no symbol is missing, given rows fall under the
rules and have the words that expect.py names, every column has a Dutch alias, the map tip gives a
sentence without errors, every label and filter can be evaluated, and nothing in the style can run
code. Then the pictures of expect.py whose layers are there are drawn; each must show more than
paper. --all: every layer of expect.py must be there. Exit status 0, or 1 with one line per fault.
"""

import argparse
import os
import re
import sqlite3
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from osgeo import ogr  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication, QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsFeature,
    QgsFeatureRequest, QgsLayerTree, QgsLayerTreeModel, QgsLegendRenderer, QgsLegendSettings,
    QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle, QgsRenderContext,
    QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage, QPainter  # noqa: E402

from expect import LAYERS, MEASURED, PICTURES, PROFILES, WALK  # noqa: E402

WIDTH, HEIGHT, DPI = 1000, 750, 96
BY_NAME = re.compile(r"attribute\(\$currentfeature,\s*'\w+'\)")
faults = []


def fault(text):
    faults.append(text)


def check_renderer(layer, name):
    rules = layer.renderer()
    if rules.type() != "RuleRenderer":
        return fault(f"{name}: renderer is {rules.type()}, the style was not loaded")
    labels = set()
    for rule in rules.rootRule().descendants():
        labels.add(rule.label())
        if not rule.children() and rule.symbol() is None:
            fault(f"{name}: rule '{rule.label()}' has no symbol")
        check_expression(layer, name, rule.filterExpression(), "filter")
    for label in LAYERS[name]["needs"] - labels:
        fault(f"{name}: legend lacks '{label}'")


def check_cases(layer, name):
    """Rows that a result may or may not hold, at a scale where their rules are on."""
    renderer = layer.renderer().clone()
    if renderer.type() != "RuleRenderer":
        return
    leaves = {rule.ruleKey(): rule.label() for rule in renderer.rootRule().descendants()
              if rule.symbol()}
    context = QgsRenderContext()
    context.setExpressionContext(layer.createExpressionContext())
    context.setRendererScale(20000)
    renderer.startRender(context, layer.fields())
    for row, expected in LAYERS[name]["cases"]:
        feature = QgsFeature(layer.fields())
        for column, value in row.items():
            feature[column] = value
        context.expressionContext().setFeature(feature)
        found = {leaves[key] for key in renderer.legendKeysForFeature(feature, context)
                 if key in leaves}
        if found != expected:
            fault(f"{name}: {row} falls under {found or 'no rule'}, not {expected}")
    renderer.stopRender(context)


def check_expression(layer, name, text, what):
    if not text or text == "ELSE":
        return
    expression = QgsExpression(text)
    if expression.hasParserError():
        fault(f"{name}: {what} {text}: {expression.parserErrorString()}")
    direct = QgsExpression(BY_NAME.sub("NULL", text)).referencedColumns()
    for column in direct - {QgsFeatureRequest.ALL_ATTRIBUTES}:
        if layer.fields().indexOf(column) < 0:
            fault(f"{name}: {what} names column '{column}', which the layer lacks")
        if name == "norm_address" and column in MEASURED:
            fault(f"{name}: {what} names column '{column}', which not every result has")


def check_labels(layer, name):
    labeling = layer.labeling()
    if labeling is None or not layer.labelsEnabled():
        return
    if labeling.type() != "rule-based":
        return fault(f"{name}: labels are {labeling.type()}")
    feature = next(layer.getFeatures(f"\"{LAYERS[name]['tip']}\" IS NOT NULL"), None)
    for rule in labeling.rootRule().children():
        text = rule.settings().fieldName
        check_expression(layer, name, rule.filterExpression(), "label filter")
        check_expression(layer, name, text, "label")
        context = layer.createExpressionContext()
        if feature:
            context.setFeature(feature)
            print(f"{name}: label {QgsExpression(text).evaluate(context)!r}")


def check_aliases(layer, name):
    for field in layer.fields():
        if field.name() not in ("fid",) and not field.alias():
            fault(f"{name}: column '{field.name()}' has no alias")
    for column in LAYERS[name]["codes"]:
        if layer.editorWidgetSetup(layer.fields().indexOf(column)).type() != "ValueMap":
            fault(f"{name}: {column} is shown as code")


def check_profiles(layer, name):
    """Columns of --compare, where they are: titled as in norms.csv, with the words of norm."""
    if name != "norm_address":
        return
    verdict = layer.editorWidgetSetup(layer.fields().indexOf("norm"))
    for field in layer.fields():
        title = PROFILES.get(field.name())
        if title and field.alias() != f"Oordeel: {title}":
            fault(f"{name}: column '{field.name()}' is called '{field.alias()}', not after '{title}'")
        setup = layer.editorWidgetSetup(layer.fields().indexOf(field.name()))
        if title and (setup.type(), setup.config()) != (verdict.type(), verdict.config()):
            fault(f"{name}: {field.name()} has other words than norm")


def check_tip(layer, name):
    template = layer.mapTipTemplate()
    for text in re.findall(r"\[%(.*?)%\]", template, re.S):
        check_expression(layer, name, text, "map tip")
    feature = next(layer.getFeatures(f"\"{LAYERS[name]['tip']}\" IS NOT NULL"), None)
    if feature is None:
        return fault(f"{name}: no feature with {LAYERS[name]['tip']}")
    context = layer.createExpressionContext()
    context.setFeature(feature)
    shown = QgsExpression.replaceExpressionText(template, context)
    if "[%" in shown or len(re.sub(r"<[^>]*>|\s", "", shown)) < 20:
        fault(f"{name}: map tip shows {shown!r}")
    print(f"{name}: " + re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", shown)).strip())


def words_of(layer, row):
    """What the map tip and the labels say of a row, without layout."""
    feature = QgsFeature(layer.fields())
    for column, value in row.items():
        feature[column] = value
    context = layer.createExpressionContext()
    context.setFeature(feature)
    said = [re.sub(r"<[^>]*>", " ", QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context))]
    for rule in layer.labeling().rootRule().children() if layer.labeling() else ():
        said.append(str(QgsExpression(rule.settings().fieldName).evaluate(context)))
    return re.sub(r"\s+", " ", " | ".join(said))


def check_words(layer, name):
    for row, has, lacks in LAYERS[name].get("words", ()):
        if any(layer.fields().indexOf(column) < 0 for column in row):
            continue
        said = words_of(layer, row)
        for text in has:
            if text not in said:
                fault(f"{name}: {row} does not say '{text}' but '{said}'")
        for text in lacks:
            if text in said:
                fault(f"{name}: {row} says '{text}': '{said}'")


def check_neutral(path, name):
    database = sqlite3.connect(path)
    row = database.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = ?", (name,)).fetchone()
    database.close()
    if name.startswith("norm_") and row and WALK in row[0].lower():
        fault(f"{name}: the style speaks of '{WALK}', but the distance may be straight")


def check_safe(layer, name):
    if layer.actions().actions():
        fault(f"{name}: the style has actions")
    if layer.editFormConfig().initCode() or layer.editFormConfig().initFunction():
        fault(f"{name}: the style has form code")


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
    context.appendScope(QgsExpressionContextUtils.projectScope(QgsProject.instance()))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(result))
    result.setExpressionContext(context)
    return result


def draw(layers, centre, name, scale, folder):
    job = QgsMapRendererParallelJob(settings(layers[::-1], centre, scale))
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
    image = QImage(720, 400 + 170 * len(layers), QImage.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(DPI / 25.4)
    painter.scale(DPI / 25.4, DPI / 25.4)
    legend.drawLegend(context)
    painter.end()
    image.save(os.path.join(folder, "legend.png"))


def centre_of(layer):
    """The address, or sink, in the middle of the list from west to east: surely in town."""
    points = sorted((f.geometry().pointOnSurface().asPoint() for f in layer.getFeatures()), key=lambda p: p.x())
    return points[len(points) // 2]


def title_of(path, name):
    """The Dutch title that the tools write. QGIS 3.22 names a layer after its table."""
    database = sqlite3.connect(path)
    row = database.execute("SELECT identifier FROM gpkg_contents WHERE table_name = ?",
                           (name,)).fetchone()
    database.close()
    if row and row[0] == name:
        fault(f"{name}: has no title")
    return row and row[0]


def load(path, name):
    title = title_of(path, name)
    if not title:
        return None
    layer = QgsVectorLayer(f"{path}|layername={name}", title, "ogr")
    if not layer.isValid():
        fault(f"{name}: does not open")
        return None
    for check in (check_renderer, check_cases, check_labels, check_aliases, check_profiles, check_tip,
                  check_words, check_safe):
        check(layer, name)
    check_neutral(path, name)
    return layer


def main(args):
    ogr.UseExceptions()
    found = {name: layer for name in LAYERS for path in args.files
             if (layer := load(path, name))}
    for name in LAYERS:
        family = name.split("_")[0] + "_"
        if name not in found and (args.all or (family in ("norm_", "nature_") and
                                               any(other.startswith(family) for other in found))):
            fault(f"{name}: no such layer")
    if not found:
        fault("no layer that has a style")
    QgsProject.instance().addMapLayers(found.values(), False)
    centre = None
    if "norm_address" in found:
        centre = centre_of(found["norm_address"])
    elif "nature_zone" in found:
        centre = found["nature_zone"].extent().center()
    elif "sink" in found:
        centre = centre_of(found["sink"])
    for name, (scale, wanted) in PICTURES.items():
        if centre and all(layer in found for layer in wanted):
            draw([found[layer] for layer in wanted], centre, name, scale, args.png)
    if args.png:
        draw_legend(list(found.values()), args.png)
    for text in faults:
        print(text, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--all", action="store_true")
    options.add_argument("--png")
    options.add_argument("files", nargs="+")
    given = options.parse_args()
    app = QgsApplication([], False)
    app.initQgis()
    status = main(given)
    QgsProject.instance().clear()
    app.exitQgis()
    sys.exit(status)
