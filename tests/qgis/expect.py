"""What the styles must say: legend, a feature that has a map tip, and the rules a given row falls under."""

FAIL2, FAIL1, FAIL0 = (
    "voldoet niet, haalt 2 criteria", "voldoet niet, haalt 1 criterium",
    "voldoet niet, haalt er geen")
MEAN2, MEAN1, MEAN0 = (
    "voldoet niet, haalt gemiddeld 2 criteria (1,5 of meer)",
    "voldoet niet, haalt gemiddeld 1 criterium",
    "voldoet niet, haalt er bijna geen (minder dan 0,5)")
DOT = "stip in een driehoek: een criterium is onbekend"
MUCH = "gearceerd: meer dan de helft onbekend"
NEEDED = "Onmisbaar: een woning ziet er anders te weinig; te zien vanuit"
TOWN = "grens van de gemeente of het hele gebied"


def address(norm, *criteria):
    return dict(zip(("norm", "norm_trees", "norm_canopy", "norm_access"), (norm, *criteria)))


def building(norm, homes, unknown, *passes):
    names = ("norm", "homes", "homes_unknown", "homes_pass", "trees_pass", "canopy_pass",
             "access_pass")
    return dict(zip(names, (norm, homes, unknown, *passes)))


# From bottom to top. "needs" are the labels a legend must hold, "tip" finds a feature with a tip,
# "codes" are the columns that must show words, "cases" are rows with the rules they fall under.
LAYERS = {
    "norm_neighbourhood": {
        "needs": {"0 tot 20 %", "80 tot 100 %", "onbekend"}, "tip": "norm", "codes": {"level"},
        "cases": [
            ({"level": "buurt", "homes": 9, "norm_pct": 90.0}, {"80 tot 100 %"}),
            ({"level": "buurt", "homes": 9}, {"onbekend"}),
            ({"level": "gemeente", "homes": 9, "norm_pct": 90.0}, {TOWN}),
            ({"level": "totaal", "homes": 9, "norm_pct": 90.0}, {TOWN})]},
    "green_target": {
        "needs": {"groen dat meetelt voor de norm"}, "tip": "area_m2", "codes": set(),
        "cases": [({"area_m2": 6000.0}, {"groen dat meetelt voor de norm"})]},
    "norm_building": {
        "needs": {"voldoet: alle woningen", MEAN2, "onbekend"}, "tip": "norm", "codes": {"norm"},
        "cases": [
            (building("pass", 2, 0, 2, 2, 2, 2), {"voldoet: alle woningen"}),
            (building("fail", 4, 0, 1, 4, 1, 4), {"een deel van de woningen voldoet"}),
            (building("fail", 2, 0, 0, 2, 0, 1), {MEAN2}),
            (building("fail", 2, 0, 0, 2, 0, None), {MEAN1}),
            (building("fail", 4, 0, 0, 1, 0, 0), {MEAN0}),
            (building("fail", 4, 3, 0, 1, 0, 0), {MEAN0, MUCH}),
            (building("unknown", 4, 4, 0, 1, 0, 0), {"onbekend"}),
            (building(None, 0, 0, 0), {"geen woningen"})]},
    "route": {
        "needs": {"route tot en met 400 m", "route langer dan 400 m"}, "tip": "dist_m",
        "codes": set(),
        "cases": [({"dist_m": 400.0}, {"route tot en met 400 m"}),
                  ({"dist_m": 400.4}, {"route langer dan 400 m"})]},
    "sightline": {
        "needs": {"boom gezien"}, "tip": "seen", "codes": {"seen"},
        "cases": [({"seen": "yes"}, {"boom gezien"}),
                  ({"seen": "no"}, {"boom niet gezien: er staat iets in de weg"}),
                  ({"seen": "unknown"}, {"onbekend: hoogtegegevens ontbreken"})]},
    "tree_sight": {
        "needs": {NEEDED}, "tip": "homes", "codes": set(),
        "cases": [({"homes": 4, "homes_depending": 0}, {"1 tot 4 woningen"}),
                  ({"homes": 5, "homes_depending": 2}, {"5 tot 19 woningen"}),
                  ({"homes": 75, "homes_depending": 2}, {"20 of meer woningen"})]},
    "norm_address": {
        "needs": {"voldoet", FAIL2, "onbekend"}, "tip": "norm",
        "codes": {"norm", "norm_trees", "norm_canopy", "norm_access"},
        "cases": [
            (address("pass", "pass", "pass", "pass"), {"voldoet"}),
            (address("fail", "pass", "fail", "pass"), {FAIL2}),
            (address("fail", "pass", "fail", "fail"), {FAIL1}),
            (address("fail", "fail", "fail", "fail"), {FAIL0}),
            (address("fail", "pass", "fail", None), {FAIL1}),  # two criteria were judged
            (address("fail", None, "fail", None), {FAIL0}),
            (address("fail", "pass", "fail", "unknown"), {FAIL1, DOT}),
            (address("unknown", "pass", "unknown", "pass"), {"onbekend"}),
            (address(None, None, None, None), {"geen woning of buiten het normgebied"})]},
}

# Columns that exist only when their criterion was measured: no style may name them outright.
MEASURED = {"trees_in_sight", "canopy_pct", "green_dist_m"}

NORM = ("norm_neighbourhood", "norm_building", "norm_address")
# Picture: scale and layers.
PICTURES = {
    "gemeente": (100000, NORM), "wijk": (40000, NORM), "buurt": (20000, NORM),
    "straat": (4000, NORM), "deur": (1000, NORM), "stoep": (500, NORM),
    "zicht": (1000, ("norm_building", "sightline", "tree_sight", "norm_address")),
    "bomen": (4000, ("norm_building", "tree_sight")),
    "route": (5000, ("green_target", "norm_building", "route", "norm_address")),
}
