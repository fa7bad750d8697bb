"""A town made to be awkward for a walking network: streets in a grid with gaps, parallel to the sides
of parks, roads that nobody walks on, loose streets of nearly 1 km, and homes all over."""
from osgeo import ogr
from shapely.affinity import translate
from shapely.geometry import LineString, Point, box

from asking import write

BLOCK_M, BLOCKS = 60, 12
EAST, NORTH = 85000, 447000


def blocks_of_streets(dice):
    """One street per side of a block, so that all meet at corners; a quarter is missing."""
    out = []
    for i in range(BLOCKS):
        for j in range(BLOCKS):
            x, y = i * BLOCK_M, j * BLOCK_M
            out += [LineString([(x, y), (x + BLOCK_M, y)]), LineString([(x, y), (x, y + BLOCK_M)])]
    return [line for line in out if dice.random() < 0.75]


def loose_streets(dice):
    """Beside the town, near each other, 850 to 1,150 m long: some are passed over, some are not."""
    return [LineString([(-150 - 45 * n, 100), (-150 - 45 * n, 100 + dice.uniform(850, 1150))]) for n in range(8)]


def parks(dice):
    """Whole multiples of 5 m: some beside a street at the same distance all along, some across it."""
    out = []
    for _ in range(7):
        x, y = dice.randint(0, 130) * 5, dice.randint(0, 130) * 5
        out.append(box(x, y, x + dice.randint(3, 20) * 5, y + dice.randint(3, 20) * 5))
    return out


def make(folder, dice):
    folder.mkdir()
    lines = blocks_of_streets(dice) + loose_streets(dice)
    streets = []
    for n, line in enumerate(lines):
        foot = 0 if dice.random() < 0.1 else 1
        streets.append((translate(line, EAST, NORTH), f"s{n:03}", dice.choice("abcdefgh") + "straat", foot))
    homes = [(Point(EAST + dice.uniform(-700, 1000), NORTH + dice.uniform(-300, 1400)), f"h{n:04}",
              dice.choice("abcdefghi") + "straat") for n in range(600)]
    green = [(translate(park, EAST, NORTH), f"g{n}", "park", 1) for n, park in enumerate(parks(dice))]
    write(folder / "base.gpkg", {
        "green": (ogr.wkbPolygon, {"id": str, "class": str, "public": int}, green),
        "street": (ogr.wkbLineString, {"id": str, "name": str, "foot": int}, streets),
        "address": (ogr.wkbPoint, {"id": str, "street": str}, homes)})
