"""What the styles must say: legend, a feature that has a map tip, rules and words of given rows."""

import csv
import os

NORMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "norms.csv")
with open(NORMS, encoding="utf-8", newline="") as file:
    # The columns that --compare adds, with the title of the norm each is about.
    PROFILES = {"norm_" + row["name"].replace("-", "_").replace(".", "_"): row["title_nl"]
                for row in csv.DictReader(file)}

FAIL2, FAIL1, FAIL0 = (
    "voldoet niet, haalt 2 criteria", "voldoet niet, haalt 1 criterium",
    "voldoet niet, haalt er geen")
MEAN2, MEAN1, MEAN0 = (
    "voldoet niet, haalt gemiddeld 2 criteria (1,5 of meer)",
    "voldoet niet, haalt gemiddeld 1 criterium",
    "voldoet niet, haalt er bijna geen (minder dan 0,5)")
DOT = "stip in een driehoek: een criterium is onbekend"
MUCH = "gearceerd: meer dan een kwart onbekend"
NEEDED = "Onmisbaar: een woning ziet er anders te weinig; te zien vanuit"
ALL80 = "80 tot 100 % voldoet aan de norm"
AREA2, AREA15, AREA1, AREA05, AREA0 = (
    "minder dan 20 %; gemiddeld 2 criteria gehaald", "minder dan 20 %; gemiddeld 1 à 2 criteria gehaald",
    "minder dan 20 %; gemiddeld 1 criterium gehaald", "minder dan 20 %; gemiddeld 0 à 1 criterium gehaald",
    "minder dan 20 %; bijna geen criterium gehaald")
ONE = ("genoeg bomen in zicht", "genoeg kroon in de buurt", "groen dichtbij genoeg")
LIT = "kies een woning: haar zichtlijnen en route lichten op"
MAYBE_COOL = "misschien koel of openbaar: te weinig bekend"
TOWN = "grens van de gemeente of het hele gebied"


def address(norm, *criteria):
    return dict(zip(("norm", "norm_trees", "norm_canopy", "norm_access"), (norm, *criteria)))


def area(norm, unknown, trees, canopy, access, level="buurt", **more):
    """Ten homes; shares in %, of how many the whole norm is unknown."""
    names = ("norm_pct", "norm_unknown", "trees_pct", "canopy_pct_homes", "access_pct")
    row = {"level": level, "homes": 10, **more}
    row.update((name, value) for name, value in zip(names, (norm, unknown, trees, canopy, access))
               if value is not None)
    return row


def building(norm, homes, unknown, *passes):
    names = ("norm", "homes", "homes_unknown", "homes_pass", "trees_pass", "canopy_pass",
             "access_pass")
    return dict(zip(names, (norm, homes, unknown, *passes)))


NO_STORAGE = "in water, op een pand of een binnenplaats: geen berging"


def sink(volume, **more):
    return {"id": 5, "volume_m3": volume, "own_m3": volume, "depth_max_m": 0.4, "area_m2": 60.0,
            "catchment_m2": 6000.0, "fill_mm": 21.2, "z_spill_m": -0.2, **more}


def counted(key, passes, fails, unknowns):
    known = passes + fails
    share = "canopy_pct_homes" if key == "canopy" else f"{key}_pct"
    return {f"{key}_pass": passes, f"{key}_fail": fails, f"{key}_unknown": unknowns,
            **({share: 100 * passes / known} if known else {})}


def told(homes, label, **criteria):
    """An area of which the map tip and the label are read; a criterion is (pass, fail, unknown)."""
    row = {"level": "buurt", "name": "Kade & Plein", "homes": homes, "norm": label}
    for key, counts in criteria.items():
        row.update(counted(key, *counts))
    return row


UNSURE = "gestippelde rand: onzeker"
WEAK = "witte strepen: score over minder dan de helft van de gewichten"
NO_PLACE, NOT_ALL = "ongeschikt: aan een eis niet voldaan", "gestippelde rand: niet alle eisen bekend"
NO_ROOM = "geen ruimte in natte tijd; droge tijd ook niet of onbekend"


HIT = "afstroomgebied met water tegen een gebouw (dikke rand)"


def place(score, wet=None, verdict="pass"):
    return {"measure": "waterbergende_weg", "place": "straat", "verdict": verdict, "score": score, "vol_wet_m3": wet, "area_m2": 720}


def spilled(mm, **more):
    """1 ha from which so much runs over."""
    return {"id": "9", "event": "70mm/2h", "scenario": "before", "area_ha": 1.0, "p_mm": 70, "dur_h": 2,
            "unknown_pct": 0, "runoff_m3": 500.0, "stored_m3": 100.0, "stor_exist_m3": 120.0,
            "deficit_m3": 10 * mm, "deficit_mm": mm, "m3_per_ha": 10 * mm, **more}


def stored(wet, dry=None, **more):
    """1000 m2 that hold so many millimetres."""
    row = {"area_m2": 1000.0, "mm_equiv": wet, "vol_wet_m3": wet, "vol_dry_m3": dry, **more}
    return {name: value for name, value in row.items() if value is not None}


HALF_KNOWN = {"canopy_pct": 12.34, **told(
    378, "4-40-400", trees=(225, 0, 153), canopy=(0, 0, 378), access=(218, 160, 0),
    norm=(0, 160, 218))}
SHORT = {"canopy_pct": 10.0, "canopy_short_m2": 3000.0, "trees_short_equiv": 60}
ALL_OF_100 = {"trees": (100, 0, 0), "canopy": (0, 100, 0), "access": (100, 0, 0),
              "norm": (0, 100, 0)}

# From bottom to top. "needs" are the labels a legend must hold, "tip" finds a feature with a tip,
# "codes" are the columns that must show words, "cases" are rows with the rules they fall under, and
# "words" are rows with what their map tip and labels must say and what they must not.
LAYERS = {
    "norm_neighbourhood": {
        "needs": {ALL80, AREA2, AREA0, "onbekend", *ONE}, "tip": "norm", "codes": {"level"},
        "cases": [
            (area(90, 0, 95, 90, 99), {ALL80}),
            (area(20, 0, 95, 30, 99), {"20 tot 80 % voldoet aan de norm"}),
            (area(0, 0, 98, 0, 88), {AREA2}),
            (area(0, 0, 52, 0, 99), {AREA15}),  # 1.51 criteria on average
            (area(0, 0, 7, 0, 100), {AREA1}),
            (area(0, 0, 60, 0, 3), {AREA05}),
            (area(0, 0, 9, 0, None), {AREA0}),  # two criteria were judged
            (area(0, 6, 100, None, 58), {AREA15, MUCH}),
            (area(0, 3, 100, None, 58), {AREA15, MUCH}),
            (area(0, 2, 100, None, 58), {AREA15}),  # not more than a quarter of 10
            (area(0, 0, 100, None, 58, trees_unknown=3), {AREA15, MUCH}),
            (area(None, 10, 100, None, 100), {"onbekend"}),
            ({"level": "buurt", "homes": 0}, {"geen beoordeelde woningen"}),
            (area(90, 0, 95, 90, 99, "gemeente"), {TOWN}),
            (area(90, 0, 95, 90, 99, "totaal"), {TOWN})],
        "words": [
            (HALF_KNOWN,
             {"bomen 100 % (41 % onbekend)", "kroon onbekend", "groen 57 %", "378 woningen",
              "Bomen in zicht 100 % (41 % onbekend) 225 voldoen, 0 niet, 153 onbekend",
              "Hele norm 0 % (58 % onbekend)", "Bekende kroonbedekking van het gebied: 12,3 %"},
             {"tekort", "volwassen", "groen 57 % ("}),
            (told(100, "4-40-400", **{**ALL_OF_100, "trees": (95, 0, 5)}), {"bomen 100 %"}, {"100 % ("}),
            (told(100, "4-40-400", **{**ALL_OF_100, "trees": (94, 0, 6)}),
             {"bomen 100 % (6 % onbekend)"}, set()),
            (told(1000, "4-x-x", trees=(1, 0, 999), norm=(1, 0, 999)), {"(99 % onbekend)"}, {"(100 %"}),
            ({**SHORT, **told(100, "4-40-400", **ALL_OF_100)},
             {"Groennorm 4-40-400", "; tekort 3.000 m² kroon, ongeveer 60 volwassen bomen",
              "Hele norm"}, {"Bekende", "waar het"}),
            ({**SHORT, **told(100, "4-40-400", **{**ALL_OF_100, "canopy": (0, 60, 40)})},
             {"ongeveer 60 volwassen bomen, waar het oordeel bekend is"}, set()),
            (told(100, "4-x-x", trees=(80, 20, 0), norm=(80, 20, 0)),
             {"Groennorm 4-x-x", "bomen 80 %", "Kroonbedekking niet beoordeeld"},
             {"4-40-400", "ele norm", "tekort", "van het gebied", "% onbekend", "kroon "}),
            (told(0, "4-40-400", trees=(0, 0, 0), canopy=(0, 0, 0), access=(0, 0, 0), norm=(0, 0, 0)),
             {"geen beoordeelde woningen"}, {"%"})]},
    "storage_potential": {
        "needs": {"score tot 0,2", "0,8 of hoger: hier het eerst", "gearceerd: aantal m³ onbekend", NO_PLACE}, "tip": "verdict",
        "codes": {"verdict", "ownership", "gate_public", "gate_trees", "gate_cables", "gate_width", "gate_dewatering",
                  "gate_slope", "confidence"},
        "cases": [
            (place(0, wet=10), {"score tot 0,2"}), (place(0.2, wet=10), {"0,2 tot 0,4"}), (place(0.4, wet=10), {"0,4 tot 0,6"}),
            (place(0.6, wet=10), {"0,6 tot 0,8"}), (place(0.8, wet=10), {"0,8 of hoger: hier het eerst"}),
            (place(0.8, wet=10, verdict="unknown"), {"0,8 of hoger: hier het eerst", NOT_ALL}),
            (place(0.8), {"0,8 of hoger: hier het eerst", "gearceerd: aantal m³ onbekend"}),
            (place(None), {"geen score: niets bekend om op te wegen", "gearceerd: aantal m³ onbekend"}),
            ({**place(0.8, wet=10), "score_weight": 0.4}, {"0,8 of hoger: hier het eerst", WEAK}),
            ({**place(0.8, wet=10), "score_weight": 0.5}, {"0,8 of hoger: hier het eerst"}),
            (place(0.8, wet=0), {"vol in natte tijd: geen ruimte"}),
            (place(None, verdict="fail"), {NO_PLACE})],
        "words": [
            ({**place(0.55, wet=1500, verdict="unknown"), "street": "<i>Weg", "vol_dry_m3": 90, "cost_eur": 90000, "eur_per_m3": 60,
              "removed_m3": 40, "downstream_m3": 300, "score_weight": 0.7, "gate_cables": "unknown", "renewal_year": 2031,
              "note": "booked groundwater_near"},
             {"Waterbergende weg", "&lt;i&gt;Weg", "Mogelijk; onbekend: kabels en leidingen", "Natte tijd: 1.500 m³, droge tijd: 90 m³",
              "90.000 €, 60 € per m³", "Neemt 40 m³ tekort weg, van 300 m³ stroomafwaarts", "Score 0,55, over 70 % van de gewichten",
              "herinrichting in 2031", "een deel bergt al water", "grondwater van een plek tot 100 m verderop",
              "waterbergende weg 1.500 m³"},
             {"Ongeschikt", "eigenaar"}),
            ({**place(None, verdict="fail"), "gate_width": "fail", "gate_dewatering": "fail"},
             {"Ongeschikt: te smal of te klein, te nat: grondwater te hoog"}, {"Natte tijd", "Score", "€", "Mogelijk"}),
            (place(0.5, wet=10), {"Geschikt"}, {"onbekend:", "tekort", "€"})]},
    "storage_book": {
        "needs": {"tot 20 mm", "500 mm of meer", "onbekend in natte tijd"}, "tip": "vol_wet_m3",
        "codes": {"confidence"},
        "cases": [
            (stored(0.1), {"tot 20 mm"}), (stored(20), {"20 tot 60 mm"}), (stored(60), {"60 tot 150 mm"}),
            (stored(150), {"150 tot 500 mm"}), (stored(500), {"500 mm of meer"}),
            (stored(45, confidence="low"), {"20 tot 60 mm", UNSURE}),
            (stored(0, 30), {"vol in natte tijd, wel ruimte in droge"}),
            (stored(0, 0), {NO_ROOM}), (stored(0, None), {NO_ROOM}),
            (stored(None, 30), {"onbekend in natte tijd"}), (stored(None, None), {"onbekend in natte tijd"}),
            ({"vol_wet_m3": 0.2, "vol_dry_m3": 0.2}, {"los object, zoals een regenton"})],
        "words": [
            ({**stored(45, 150, kind="waterbergende_weg", confidence="low"), "note": "groundwater_near assumed"},
             {"waterbergende weg", "Natte tijd: 45 m³ (45 mm)", "Droge tijd: 150 m³", "onzeker",
              "grondwater van een plek tot 100 m verderop", "een kental uit de tabel", "nat 45, droog 150 m³"},
             {"onbekend", "GHG"}),
            ({**stored(None, None, kind="<b>"), "note": "no_ghg no_glg"},
             {"Natte tijd: onbekend", "Droge tijd: onbekend", "&lt;b&gt;", "grondwater in natte tijd (GHG) onbekend"},
             {" mm)", "kental"}),
            (stored(4.5, 4.5), {"4,5 m³"}, {"nat "})]},
    "balance": {
        "needs": {"alles geborgen", "een kwart tot de helft", "meer dan er valt: water van elders",
                  "oppervlak grotendeels onbekend (gearceerd)", HIT},
        "tip": "deficit_m3", "codes": {"scenario", "verdict"},
        "cases": [
            (spilled(0), {"alles geborgen"}), (spilled(17), {"tot een kwart van de bui te veel"}),
            (spilled(17.5), {"een kwart tot de helft"}), (spilled(35), {"de helft tot driekwart"}),
            (spilled(52.5), {"driekwart tot de hele bui"}), (spilled(70), {"driekwart tot de hele bui"}),
            (spilled(71), {"meer dan er valt: water van elders"}),
            (spilled(0, unknown_pct=26), {"alles geborgen", "oppervlak grotendeels onbekend (gearceerd)"}),
            (spilled(0, unknown_pct=25), {"alles geborgen"}),
            (spilled(20, buildings_hit=1, inflow_up_m3=0), {"een kwart tot de helft", HIT}),
            (spilled(20, buildings_hit=1), {"een kwart tot de helft"})],  # a buurt
        "words": [
            (spilled(20, inflow_up_m3=40, pumped_m3=288, spill_to="<7>", norm_id="someren", req_mm=30, verdict="fail"),
             {"Afstroomgebied 9", "bui van 70 mm in 2 uur", "van elders: 40 m³; weggepompt: 288 m³", "Te veel: 200 m³, 200 m³ per ha",
              "loopt over naar laagte &lt;7&gt;", "norm someren (30 mm): voldoet niet", "200 m³ te veel",
              "water tegen gebouwen: onbekend, zonder hoogtemodel of gebouwen"}, {"met maatregelen", "kaart uit", "oppervlak onbekend"}),
            (spilled(20, inflow_up_m3=0, scenario="after", unknown_pct=3, buildings_hit=2, dur_h=0.5),
             {"met maatregelen", "in 0,5 uur", "loopt de kaart uit", "van 3 % is het oppervlak onbekend",
              "water tegen gebouwen: 2"}, {"norm", "weggepompt"}),
            (spilled(0.2, name="Zeeheldenbuurt"), {"Zeeheldenbuurt", "2,0 m³ te veel"},
             {"Afstroomgebied", "van elders", "loopt"})]},
    "green_target": {
        "needs": {"groen dat meetelt voor de norm"}, "tip": "area_m2", "codes": set(),
        "cases": [({"area_m2": 6000.0}, {"groen dat meetelt voor de norm"})]},
    "cool_target": {
        "needs": {"koele plek", MAYBE_COOL}, "tip": "area_m2", "codes": {"status"},
        "cases": [({"status": "cool"}, {"koele plek"}), ({"status": "undecided"}, {MAYBE_COOL})],
        "words": [
            ({"status": "cool", "area_m2": 12345.0, "canopy_pct": 41.26, "members": "a b", "id": "<b>"},
             {"Koele plek: 1,2 ha", "2 vlakken", "Onder boomkronen: 41,2 %", "koel 1,2 ha", "41 % kroon", "&lt;b&gt;"},
             {"isschien", "PET", "weinig"}),
            ({"status": "cool", "area_m2": 210.0, "pet_c": 36.54, "members": "a"},
             {"Koele plek: 210 m²", "(PET) 36,5 °C", "koel 210 m²"}, {"kroon", "vlakken"}),
            ({"status": "undecided", "area_m2": 300.0, "members": "a"},
             {"Misschien een koele plek: 300 m²", "onbekend; te weinig bekend", "misschien koel"}, {"°C", "%"})]},
    "cool_route": {
        "needs": {"route tot en met 300 m", "route langer dan 300 m"}, "tip": "dist_m", "codes": set(),
        "cases": [({"dist_m": 300.0}, {"route tot en met 300 m"}), ({"dist_m": 300.4}, {"route langer dan 300 m"})],
        "words": [({"dist_m": 250.1, "shade_pct": 39.9, "address_id": "a", "target_id": "g&"},
                   {"251 m lopen naar een koele plek", "39 % van de route", "koele plek g&amp;"}, {"onbekend"}),
                  ({"dist_m": 250.1}, {"Schaduw op de route onbekend"}, {"%"})]},
    "norm_building": {
        "needs": {"voldoet: alle woningen", MEAN2, "onbekend"}, "tip": "norm", "codes": {"norm"},
        "cases": [
            (building("pass", 2, 0, 2, 2, 2, 2), {"voldoet: alle woningen"}),
            (building("fail", 4, 0, 1, 4, 1, 4), {"een deel van de woningen voldoet"}),
            (building("fail", 2, 0, 0, 2, 0, 1), {MEAN2}),
            (building("fail", 2, 0, 0, 2, 0, None), {MEAN1}),
            (building("fail", 4, 0, 0, 1, 0, 0), {MEAN0}),
            (building("fail", 4, 2, 0, 1, 0, 0), {MEAN0, MUCH}),
            (building("fail", 4, 1, 0, 1, 0, 0), {MEAN0}),  # not more than a quarter
            (building("unknown", 4, 4, 0, 1, 0, 0), {"onbekend"}),
            (building(None, 0, 0, 0), {"geen beoordeelde woningen"})],
        "words": [
            (building("fail", 4, 0, 1, 4, 1, 3),
             {"1 van 4 woningen voldoen aan de hele groennorm; gemiddeld 2,0 criteria gehaald"}, set()),
            (building("fail", 4, 1, 2, 2, None, None),
             {"2 van 4 woningen voldoen aan het ene criterium dat is beoordeeld; 1 onbekend"},
             {"hele", "gemiddeld"})]},
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
    "catchment": {
        "needs": {"gebied dat naar één laagte afstroomt"}, "tip": "id", "codes": set(),
        "cases": [({"id": 3}, {"gebied dat naar één laagte afstroomt"})]},
    "sink": {
        "needs": {"laagte; inhoud tot zij overloopt", NO_STORAGE}, "tip": "volume_m3", "codes": set(),
        "cases": [
            (sink(9.9), {"minder dan 10 m³"}),
            (sink(10.0), {"10 tot 100 m³"}),
            (sink(999.0, on_water=0.5), {"100 tot 1.000 m³"}),
            (sink(1000.0, own_m3=0.0), {"1.000 m³ of meer"}),
            (sink(400.0, on_building=1.0), {NO_STORAGE}),
            (sink(400.0, on_water=0.51), {NO_STORAGE}),
            (sink(400.0, parent_id=9), set()),  # at 1:20,000
        ],
        "words": [
            (sink(1234.4, spill_to=7),
             {"1.234 m³", "vol bij 21 mm", "naar laagte 7", "0,40 m diep", "-0,20 m NAP"},
             {"geen berging", "Deel van"}),
            (sink(4.26, on_building=1.0, parent_id=9), {"4,3 m³", "geen berging", "het gebied uit",
                                                        "Deel van laagte 9"}, set())]},
    "spill": {
        "needs": {"loopt hier over, het gebied uit"}, "tip": "z_m", "codes": set(),
        "cases": [({"spill_to": 4}, {"loopt hier over, naar een andere laagte"}),
                  ({"spill_to": None}, {"loopt hier over, het gebied uit"})]},
    "tree_sight": {
        "needs": {NEEDED}, "tip": "homes", "codes": set(),
        "cases": [({"homes": 4, "homes_depending": 0}, {"1 tot 4 woningen"}),
                  ({"homes": 5, "homes_depending": 2}, {"5 tot 19 woningen"}),
                  ({"homes": 75, "homes_depending": 2}, {"20 of meer woningen"})]},
    "norm_address": {
        "needs": {"voldoet", FAIL2, "onbekend", LIT}, "tip": "norm",
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
            (address(None, None, None, None), {"geen woning of buiten het normgebied"})],
        "words": [
            ({**address("pass", "pass", "pass", "pass"), "norm_mark": 7.29, "green_dist_m": 231.2},
             {"Rapportcijfer 7,2", "Afstand tot groen 232 m"}, set()),
            ({**address("pass", None, None, "pass"), "norm_reason": "26 m naar een koele plek", "green_dist_m": 900.0},
             {"Afstand tot koele plek ?", "koele plek ?"}, {"900", "groen"}),
            (address("pass", "pass", "pass", "pass"), {"voldoet"}, {"Rapportcijfer"})]},
}

def zone(kind, status, colour=None):
    return {"class": kind, "status": status, "subclass": colour}


LINK = "lokale natuurverbinding"
LAYERS.update({
    "nature_management": {
        "needs": {"bloemrijk gras", "natuurvriendelijke oever"}, "tip": "management_advised",
        "codes": {"ground", "class", "management_advised"},
        "cases": [({"management_advised": "bloemrijk_gras"}, {"bloemrijk gras"}),
                  ({"management_advised": "begrazing"}, {"begrazing (schapen)"}),
                  ({"management_advised": "maaien om de week"}, {"ander beheer"})]},
    "nature_zone": {
        "needs": {"natuurzone (vastgesteld)", "natuurzone (kandidaat)", f"{LINK}: groen (kandidaat)"},
        "tip": "area_m2", "codes": {"class", "subclass", "status", "management_advised", "data_edge"},
        "cases": [
            (zone("natuurzone", "decided"), {"natuurzone (vastgesteld)"}),
            (zone("natuurzone", "candidate", "green"), {"natuurzone (kandidaat)"}),
            (zone("natuurzone", "candidate", "blue"), {"natuurzone: water (kandidaat)"}),
            (zone("functionele_natuur", "candidate", "green"), {"functionele natuur (kandidaat)"}),
            (zone("natuurverbinding", "candidate", "green"), {f"{LINK}: groen (kandidaat)"}),
            (zone("natuurverbinding", "decided", "blue"), {f"{LINK}: blauw (vastgesteld)"}),
            (zone("onbekend", "candidate"), {"onbekend: geen regel past"}),
            ({**zone("natuurzone", "candidate"), "protected": 49.0}, {"natuurzone (kandidaat)"}),
            ({**zone("natuurzone", "candidate"), "protected": 50.0},
             {"natuurzone (kandidaat)", "ligt voor de helft of meer in beschermd gebied"})],
        "words": [
            ({**zone("natuurzone", "candidate", "green"), "area_m2": 123456.0, "core_area_m2": 5000.0,
              "width_mean_m": 81.25, "id": "a<b"},
             {"natuurzone (kandidaat) 12,3 ha", "Afgeleid uit de kaart: geen aanwijzing", "a&lt;b"},
             {"Vastgesteld", "% beschermd"}),
            ({**zone("natuurzone", "decided", "green"), "area_m2": 900.0, "core_area_m2": 0.0, "width_mean_m": 4.0},
             {"Vastgesteld Kern"}, {" op ", " door "}),
            ({**zone("natuurverbinding", "decided", "green"), "area_m2": 900.0, "core_area_m2": 0.0,
              "width_mean_m": 4.0, "decided_by": "raad", "decided_on": "2025-06-01", "protected": 40.0},
             {f"{LINK} 900 m²", "Vastgesteld door raad op 2025-06-01", "40 % beschermd gebied"},
             {"kandidaat", "Afgeleid"})]},
    "nature_line": {
        "needs": {f"haag: {LINK} (kandidaat)"}, "tip": "length_m", "codes": {"kind", "class", "subclass", "status"},
        "cases": [({"kind": "hedge"}, {f"haag: {LINK} (kandidaat)"}),
                  ({"kind": "tree_row"}, {f"bomenrij: {LINK} (kandidaat)"}),
                  ({"kind": "tree_row", "zone_id": "a"}, {"haag of bomenrij in een natuurzone"})]},
    "nature_conflict": {
        "needs": {"conflict met een vastgestelde natuurzone"}, "tip": "overlap_m2",
        "codes": {"kind", "object", "zone_status"},
        "cases": [({"kind": "conflict"}, {"conflict met een vastgestelde natuurzone"}),
                  ({"kind": "attention"}, {"aandachtspunt in een kandidaat-natuurzone"})],
        "words": [
            ({"kind": "attention", "object": "building", "which": "p1", "overlap_m2": 80.0, "zone_id": "a"},
             {"aandachtspunt: pand in een natuurzone (kandidaat)", "p1, 80 m² in zone a"}, {"conflict"})]},
})

LAYERS.update({
    "corridor": {
        "needs": {"corridor van een onderbroken verbinding"}, "tip": "area_m2", "codes": {"status"},
        "cases": [({"status": "gap"}, {"corridor van een onderbroken verbinding"}),
                  ({"status": "ok"}, {"corridor: de weg is hier weinig duurder dan de goedkoopste"})],
        "words": [({"status": "gap", "link_id": "a~b", "area_m2": 1200.0, "extra_pct": 5.0},
                   {"onderbroken verbinding", "200 m²", "5 % duurder", "a~b"}, {"?"})]},
    "nature_link": {
        "needs": {f"{LINK}, onderbroken (berekend)", f"{LINK} over groen (berekend)"}, "tip": "length_m",
        "codes": {"kind", "status"},
        "cases": [
            ({"status": "gap", "kind": "green"}, {f"{LINK}, onderbroken (berekend)"}),
            ({"status": "narrow", "kind": "blue"}, {f"{LINK}, te smal (berekend)"}),
            ({"status": "ok", "kind": "green"}, {f"{LINK} over groen (berekend)"}),
            ({"status": "ok", "kind": "blue"}, {f"{LINK} over water (berekend)"}),
            ({"status": "ok", "kind": "mixed"}, {f"{LINK} over groen en water (berekend)"}),
            ({"status": "ok", "kind": "open"}, {"zones vlak bij elkaar, niets ertussen (berekend)"})],
        "words": [
            ({"status": "gap", "kind": "mixed", "length_m": 321.4, "gap_max_m": 31.0, "width_min_m": 2.0,
              "dpc": 1.234, "id": "a<b"},
             {"Onderbroken lokale natuurverbinding", "321 m lang", "over groen en water",
              "grootste onderbreking 31 m", "smalst 2 m", "1,23 % minder", "a&lt;b"}, {"?"}),
            ({"status": "ok", "kind": "open", "length_m": 9.0, "gap_max_m": 0.0, "dpc": 0.0, "id": "a"},
             {"zonder onderbreking", "zonder groen of water"}, {"smalst"})]},
    "nature_gap": {
        "needs": {"onderbreking: weg, spoor of verharding"}, "tip": "width_m", "codes": {"crossing"},
        "cases": [({"crossing": "road"}, {"onderbreking: weg, spoor of verharding"}),
                  ({"crossing": "yard"}, {"onderbreking: pand, erf of tuin"}),
                  ({"crossing": "verge"}, {"onderbreking: landbouwgrond, berm of open grond"}),
                  ({"crossing": "unknown"}, {"onderbreking: niet bekend wat er ligt"})],
        "words": [
            ({"crossing": "road", "rank": 3, "width_m": 30.0, "crosses": "lokale weg 18 m", "street": "Kade",
              "renewal_year": 2031, "bronhouder": "G1", "lamps_25": 2, "lamps_50": 3, "links": 2, "gain_pct": 12.52},
             {"Onderbreking van 30 m", "nummer 3 van de werklijst", "Er ligt: lokale weg 18 m",
              "Straat Kade, vernieuwing 2031", "bronhouder G1", "eigenaar niet bekend", "25 m: 2",
              "breken: 2; herstel maakt het netwerk 12,5 % sterker"}, {"25 m: niet bekend"}),
            ({"crossing": "road", "width_m": 30.0, "crosses": "x"},
             {"Straat niet bekend", "binnen 25 m: niet bekend"}, {"nummer", "vernieuwing", "herstel"})]},
})

# Columns that exist only when their criterion was measured: no style may name them outright.
MEASURED = {"trees_in_sight", "canopy_pct", "green_dist_m", "norm_mark", *PROFILES}

# A distance may be one as the crow flies: the layers that show either must not call it a walk.
WALK = "loopafstand"

NORM = ("norm_neighbourhood", "norm_building", "norm_address")
WATER = ("catchment", "sink", "spill")
# Picture: scale and layers.
PICTURES = {
    "gemeente": (100000, NORM), "wijk": (40000, NORM), "buurt": (20000, NORM),
    "straat": (4000, NORM), "deur": (1000, NORM), "stoep": (500, NORM),
    "zicht": (1000, ("norm_building", "sightline", "tree_sight", "norm_address")),
    "bomen": (4000, ("norm_building", "tree_sight")),
    "natuur": (15000, ("nature_zone", "nature_line", "nature_conflict")),
    "verbinding": (15000, ("nature_zone", "corridor", "nature_link", "nature_gap")),
    "beheer": (5000, ("nature_zone", "nature_management")),
    "berging": (2500, ("storage_book",)), "kansen": (2500, ("storage_potential",)), "bui": (5000, ("balance",)),
    "route": (5000, ("green_target", "norm_building", "route", "norm_address")),
    "koelte": (5000, ("cool_target", "cool_route")),
    "laagten": (4000, WATER), "laagten_ver": (15000, WATER),
}
