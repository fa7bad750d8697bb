"""Writes a made-up result to a GeoPackage, to look at the styles without a run.

fake.py [--bare] OUT.gpkg STYLES_DIR [TOWN.gpkg]

Verdicts are invented from the coordinates; with a town its addresses, buildings and
neighbourhoods give the shapes, without one a small grid of streets does. The addresses have every
column that an option adds; --bare leaves these out and judges trees alone.
"""

import argparse
import math
import os
import sqlite3

from osgeo import ogr, osr

from expect import PROFILES

ogr.UseExceptions()
NEED = (4, 40.0, 400.0)
COLUMNS = {
    "norm_address": "id:s street:s number:s postcode:s place:s home:i building_id:s "
    "neighbourhood_id:s trees_in_sight:i trees_in_sight_max:i trees_in_sight_best:i "
    "trees_in_sight_public:i trees_in_reach:i trees_nearest_m:f trees_note:s canopy_pct:f "
    "canopy_m2:f canopy_area_m2:f canopy_unit:s canopy_source:s canopy_note:s green_dist_m:f "
    "green_straight_m:f green_id:s green_note:s norm:s norm_score:i norm_trees:s norm_canopy:s "
    "norm_access:s norm_trees_margin:i norm_canopy_margin:f norm_access_margin:f trees_short:i "
    "access_over_m:f norm_reason:s norm_note:s",
    "norm_building": "id:s homes:i homes_pass:i homes_fail:i homes_unknown:i share_pct:f "
    "trees_pass:i canopy_pass:i access_pass:i trees_worst_margin:i access_worst_margin:f norm:s "
    "norm_reason:s",
    "norm_neighbourhood": "id:s code:s name:s level:s parent_code:s homes:i homes_unknown_use:i "
    "norm_pass:i norm_fail:i norm_unknown:i norm_pct:f trees_pass:i trees_fail:i trees_unknown:i "
    "trees_pct:f canopy_pass:i canopy_fail:i canopy_unknown:i canopy_pct_homes:f access_pass:i "
    "access_fail:i access_unknown:i access_pct:f canopy_pct:f canopy_short_m2:f "
    "trees_short_equiv:f norm:s area_m2:f",
    "sightline": "address_id:s tree_id:s seen:s blocker:s dist_m:f clearance_m:f",
    "tree_sight": "id:s homes:i homes_depending:i",
    "green_target": "id:s area_m2:f members:s",
    "route": "address_id:s target_id:s dist_m:f shade_pct:f",
    "cool_target": "id:s area_m2:f members:s status:s canopy_pct:f pet_c:f",
    "cool_route": "address_id:s target_id:s dist_m:f shade_pct:f",
    "nature_zone": "id:s class:s subclass:s status:s decided_by:s decided_on:s members:i area_m2:f "
    "core_area_m2:f width_mean_m:f compactness:f management:s management_advised:s "
    "management_reason:s protected:f data_edge:i",
    "nature_line": "id:s kind:s class:s subclass:s status:s length_m:f trees:i spacing_max_m:f "
    "height_m:f width_m:f zone_id:s",
    "nature_conflict": "kind:s object:s which:s which_name:s zone_id:s zone_status:s overlap_m2:f",
    "nature_management": "id:s zone_id:s class:s ground:s management:s management_advised:s "
    "management_reason:s area_m2:f length_m:f",
    "nature_link": "id:s from_id:s to_id:s kind:s status:s length_m:f cost:f euclid_m:f gap_max_m:f "
    "width_min_m:f blue_pct:f dpc:f betweenness:f component:i",
    "nature_gap": "id:s rank:i link_id:s from_id:s to_id:s width_m:f crossing:s crosses:s which:s "
    "bronhouder:s owner:s street:s renewal_year:i lamps_25:i lamps_50:i link_dpc:f links:i link_ids:s gain_pct:f",
    "corridor": "link_id:s from_id:s to_id:s status:s cost:f extra_pct:f area_m2:f",
    "catchment": "id:i area_m2:f",
    "sink": "id:i parent_id:i child_a:i child_b:i volume_m3:f own_m3:f area_m2:f depth_max_m:f "
    "z_pit_m:f z_spill_m:f catchment_m2:f fill_mm:f spill_to:i on_building:f on_water:f",
    "spill": "id:i z_m:f spill_to:i",
    "storage_book": "id:s layer:s kind:s area_m2:f depth_m:f void_frac:f cover_m:f vol_wet_m3:f "
    "vol_dry_m3:f mm_equiv:f z_spill_m:f empty_h:f overlap_m2:f confidence:s source:s date:s note:s",
    "storage_potential": "id:s street:s place:s measure:s verdict:s score:f score_weight:f vol_wet_m3:f vol_dry_m3:f "
    "m3_per_m2:f cost_eur:f m3_per_eur:f eur_per_m3:f place_m2:f area_m2:f renewal_year:i "
    "owner_class:s ownership:s gate_public:s gate_trees:s gate_cables:s gate_width:s "
    "gate_dewatering:s gate_slope:s ghg_depth_m:f slope_pct:f level_m:f k_m_d:f catchment:s "
    "deficit_m3:f downstream_m3:f removed_m3:f removed_per_m2:f removed_per_eur:f rank_m2:i "
    "rank_eur:i term_deficit:f term_low:f term_k:f term_ghg:f term_renewal:f confidence:s source:s "
    "date:s note:s",
    "balance": "id:s name:s event:s scenario:s area_ha:f paved_pct:f unknown_pct:f p_mm:f dur_h:f runoff_m3:f "
    "stor_exist_m3:f inflow_up_m3:f pumped_m3:f stored_m3:f spill_to:s req_mm:f deficit_m3:f deficit_mm:f m3_per_ha:f "
    "empty_h:f norm_id:s verdict:s buildings_hit:i",
}
OPTIONAL = "trees_in_sight_top:i norm_mark:f " + " ".join(f"{name}:s" for name in PROFILES)
NOT_TREES = ("canopy_", "green_")  # how the columns begin of what --bare has not measured
TITLES = {
    "norm_address": "Groennorm per adres", "norm_building": "Groennorm per pand",
    "norm_neighbourhood": "Groennorm per buurt, wijk en gemeente", "sightline": "Zichtlijnen",
    "tree_sight": "Woningen per boom", "green_target": "Groen dat meetelt",
    "cool_target": "Koele plekken", "cool_route": "Looproute naar een koele plek",
    "route": "Looproute naar groen", "nature_zone": "Lokaal natuurnetwerk: zones",
    "nature_line": "Lokale natuurverbinding: hagen en bomenrijen",
    "nature_conflict": "Conflicten met natuurzones",
    "nature_management": "Ecologisch beheer van gras en oevers",
    "nature_link": "Lokaal natuurnetwerk: verbindingen",
    "nature_gap": "Lokaal natuurnetwerk: werklijst van onderbrekingen",
    "corridor": "Lokaal natuurnetwerk: corridors",
    "sink": "Laagten", "catchment": "Afstroomgebieden",
    "spill": "Overlooppunten",
    "storage_book": "Waterberging: bestaand", "storage_potential": "Waterberging: kansen",
    "balance": "Waterbalans van een bui",
}
TYPES = {"s": ogr.OFTString, "i": ogr.OFTInteger, "f": ogr.OFTReal}


def noise(x, y, salt):
    value = math.sin(x * 12.9898 + y * 78.233 + salt * 37.719) * 43758.5453
    return value - math.floor(value)


def verdict(value, need, at_most=False):
    if value is None:
        return "unknown"
    return "pass" if (value <= need if at_most else value >= need) else "fail"


def worst(verdicts):
    return next((v for v in ("fail", "unknown") if v in verdicts), "pass")


def measure(address, box):
    """Adds the measures and verdicts of one address; a smooth trend plus noise."""
    x, y, a = address["x"], address["y"], address
    u, v = (x - box[0]) / (box[2] - box[0]), (y - box[1]) / (box[3] - box[1])
    a["trees_in_sight"] = int(9 * noise(round(x / 90), round(y / 90), 1) * (0.4 + u))
    a["canopy_pct"] = round(8 + 55 * v * (0.6 + 0.6 * noise(round(x / 500), round(y / 500), 2)), 1)
    a["green_dist_m"] = round(60 + 520 * abs(math.sin(3 * u + 2 * v)) + 40 * noise(x, y, 3), 1)
    if noise(round(x / 200), round(y / 200), 4) < 0.12:
        a["trees_in_sight"], a["trees_note"] = None, "no_ground"
    if u > 0.93:
        a["green_dist_m"], a["green_note"] = None, "coverage_edge:120"
    a["norm_trees"] = verdict(a["trees_in_sight"], NEED[0])
    a["norm_canopy"] = verdict(a["canopy_pct"], NEED[1])
    a["norm_access"] = verdict(a["green_dist_m"], NEED[2], True)
    criteria = [a["norm_trees"], a["norm_canopy"], a["norm_access"]]
    a["norm"] = worst(criteria)
    a["norm_score"] = None if "unknown" in criteria else criteria.count("pass")
    a["norm_reason"] = reason(a)
    return a


def reason(a):
    trees, green = a["trees_in_sight"], a["green_dist_m"]
    return "; ".join((
        "bomen in zicht onbekend" if trees is None else
        f"{trees} van {NEED[0]} bomen in zicht" if trees < NEED[0] else
        f"{trees} bomen in zicht (minstens {NEED[0]})",
        "afstand tot groen onbekend" if green is None else
        f"{green:.0f} m naar groen (hoogstens {NEED[2]:.0f} m)",
        f"{a['canopy_pct']:.0f} % kroon in de buurt (minstens {NEED[1]:.0f} %)"))


def add_options(a):
    """What --floors, --mark and --compare add."""
    a["trees_in_sight_top"] = a["trees_in_sight"]
    a["norm_mark"] = None if a["norm_score"] is None else round(10 * a["norm_score"] / 3, 2)
    a.update(dict.fromkeys(PROFILES, a["norm"]))


def keep_trees(a):
    """As if trees alone had been judged."""
    for column in [c for c in a if c.startswith(NOT_TREES)]:
        del a[column]
    a["norm_canopy"] = a["norm_access"] = None
    a["norm"] = a["norm_trees"]
    a["norm_score"] = None if a["norm"] == "unknown" else int(a["norm"] == "pass")
    a["norm_reason"] = a["norm_reason"].split("; ")[0]


def count(homes, column):
    return [sum(h[column] == v for h in homes) for v in ("pass", "fail", "unknown")]


def share(counts):
    return round(100 * counts[0] / (counts[0] + counts[1]), 1) if counts[0] + counts[1] else None


def building_row(name, homes, bare):
    counts = count(homes, "norm")
    row = {
        "id": name, "homes": len(homes), "homes_pass": counts[0], "homes_fail": counts[1],
        "homes_unknown": counts[2], "share_pct": share(counts),
        "trees_pass": count(homes, "norm_trees")[0], "canopy_pass": count(homes, "norm_canopy")[0],
        "access_pass": count(homes, "norm_access")[0],
        "norm": worst([h["norm"] for h in homes]) if homes else None,
        "norm_reason": homes[0]["norm_reason"] if homes else None,
    }
    if bare:
        row["canopy_pass"] = row["access_pass"] = None
    return row


def area_row(area, homes, size, bare):
    row = {"id": area["code"], "code": area["code"], "name": area["name"], "level": area["level"],
           "parent_code": area.get("parent"), "homes": len(homes), "homes_unknown_use": 0,
           "norm": "4-x-x" if bare else "4-40-400", "area_m2": size}
    judged = ("norm", "trees") if bare else ("norm", "trees", "canopy", "access")
    for name in judged:
        counts = count(homes, name if name == "norm" else f"norm_{name}")
        row.update({f"{name}_{k}": n for k, n in zip(("pass", "fail", "unknown"), counts)})
        row["canopy_pct_homes" if name == "canopy" else f"{name}_pct"] = share(counts)
    if homes and not bare:
        row["canopy_pct"] = sum(h["canopy_pct"] for h in homes) / len(homes)
        row["canopy_short_m2"] = max(0, NEED[1] - row["canopy_pct"]) / 100 * size
        row["trees_short_equiv"] = math.ceil(row["canopy_short_m2"] / 50)
    return row


def polygon(x, y, width, height):
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    text = ", ".join(f"{px} {py}" for px, py in corners)
    return ogr.CreateGeometryFromWkt(f"POLYGON (({text}))")


def grid_town():
    """Nine neighbourhoods of 400 m, houses along streets, a flat of twenty homes now and then."""
    x0, y0 = 106000, 503000
    areas = [{"geom": polygon(x0 + 400 * i, y0 + 400 * j, 400, 400), "level": "buurt",
              "code": f"BU{j}{i}", "name": f"Buurt {'ABC'[j]}{i + 1}", "parent": f"WK{i}"}
             for j in range(3) for i in range(3)]
    areas += [{"geom": polygon(x0 + 400 * i, y0, 400, 1200), "level": "wijk", "code": f"WK{i}",
               "name": f"Wijk {i + 1}", "parent": "GM"} for i in range(3)]
    areas += [{"geom": polygon(x0, y0, 1200, 1200), "level": level, "code": code, "name": name}
              for level, code, name in (("gemeente", "GM", "Voorbeeldstad"),
                                        ("totaal", "totaal", "Hele gebied"))]
    buildings, addresses = [], []
    for row in range(24):
        for col in range(44):
            x, y, name = x0 + 60 + 25 * col, y0 + 20 + 48 * row, f"P{row:02d}{col:02d}"
            buildings.append({"id": name, "geom": polygon(x, y, 9 if col % 9 else 20, 11)})
            for home in range(20 if col % 9 == 0 else 1):
                addresses.append({
                    "id": f"{name}'\\{home}", "x": x + 4, "y": y + 5, "building_id": name,
                    "street": f"Laan & Plein {row + 1}", "number": str(col + 1), "home": 1})
    return addresses, buildings, areas


def real_town(path):
    source = ogr.Open(path)
    addresses = [{"id": f["id"], "x": f.geometry().GetX(), "y": f.geometry().GetY(),
                  "building_id": f["building_id"], "home": f["home"],
                  **{k: f[k] for k in ("street", "number", "postcode")}}
                 for f in source.GetLayer("address")]
    buildings = [{"id": f["id"], "geom": f.geometry().Clone()}
                 for f in source.GetLayer("building")]
    areas = [{"geom": f.geometry().Clone(), "level": f["kind"], "code": f["code"],
              "name": f["name"]} for f in source.GetLayer("neighbourhood")]
    return addresses, buildings, areas


def put(layer, geometry, row):
    feature = ogr.Feature(layer.GetLayerDefn())
    for key, value in row.items():
        if value is not None and feature.GetFieldIndex(key) >= 0:
            feature[key] = value
    feature.SetGeometry(geometry)
    layer.CreateFeature(feature)


def columns_of(name, bare):
    columns = COLUMNS[name].split()
    if name != "norm_address":
        return columns
    if bare:
        return [c for c in columns if not c.startswith(NOT_TREES)]
    return columns + OPTIONAL.split()


def make_layer(target, name, kind, srs, bare=False):
    layer = target.CreateLayer(name, srs, kind, [f"IDENTIFIER={TITLES[name]}"])
    for column in columns_of(name, bare):
        field, letter = column.split(":")
        layer.CreateField(ogr.FieldDefn(field, TYPES[letter]))
    return layer


def inside(geometry, homes):
    box = geometry.GetEnvelope()
    for home in homes:
        if box[0] <= home["x"] < box[1] and box[2] <= home["y"] < box[3]:
            if geometry.Contains(ogr.CreateGeometryFromWkt(f"POINT ({home['x']} {home['y']})")):
                yield home


def line(*points):
    text = ", ".join(f"{x} {y}" for x, y in points)
    return ogr.CreateGeometryFromWkt(f"LINESTRING ({text})")


def put_trees(lines, trees, homes):
    """A tree before every building; homes near it look at it, some in vain."""
    seen = {}
    for home in homes:
        for step in (-25, 0, 25):
            x, y = home["x"] + step, home["y"] - 15
            tree, draw = f"B{x:.0f}-{y:.0f}", noise(x, home["y"], 5)
            answer = "no" if draw < 0.15 else "unknown" if draw < 0.25 else "yes"
            seen.setdefault((tree, x, y), []).append(answer)
            put(lines, line((home["x"], home["y"]), (x, y)), {
                "address_id": home["id"], "tree_id": tree, "seen": answer,
                "blocker": "terrain" if answer == "no" else None,
                "dist_m": math.hypot(step, 15), "clearance_m": 10 * (draw - 0.15)})
    for (tree, x, y), answers in seen.items():
        count = answers.count("yes")
        if count:
            put(trees, ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"), {
                "id": tree, "homes": count,
                "homes_depending": count // 2 if noise(x, y, 6) < 0.2 else 0})


def put_routes(greens, routes, homes, box):
    """One park in the middle; every home walks there along two streets."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    put(greens, polygon(x - 60, y - 40, 120, 80), {
        "id": "G1", "area_m2": 9600, "members": "G1 G2 G3"})
    for home in homes:
        put(routes, line((home["x"], home["y"]), (x, home["y"]), (x, y)), {
            "address_id": home["id"], "target_id": "G1",
            "dist_m": abs(home["x"] - x) + abs(home["y"] - y)})


def put_cool(places, routes, homes, box):
    """A cool place beside one that may be; every home walks to the first."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for step, status, share in ((-40, "cool", 62.5), (40, "undecided", None)):
        put(places, polygon(x + step - 15, y - 15, 30, 30), {
            "id": f"K{step}", "area_m2": 900.0, "members": f"K{step}", "status": status,
            "canopy_pct": share})
    for home in homes:
        put(routes, line((home["x"], home["y"]), (x - 40, home["y"]), (x - 40, y)), {
            "address_id": home["id"], "target_id": "K-40",
            "dist_m": abs(home["x"] - x + 40) + abs(home["y"] - y), "shade_pct": 100 * noise(home["x"], y, 3)})


def put_nature(target, srs, box):
    """A strip of squares, a class and a status each; a lane and a hedge, two conflicts, two advices."""
    layers = {name: make_layer(target, name, ogr.wkbUnknown, srs) for name in COLUMNS
              if name.startswith("nature_") or name == "corridor"}
    put_links(layers, box)
    kinds = [(c, s, st) for st in ("decided", "candidate") for c, s in (
        ("natuurzone", "green"), ("natuurzone", "blue"), ("functionele_natuur", "green"),
        ("natuurverbinding", "green"), ("natuurverbinding", "blue"), ("onbekend", None))]
    for i, (kind, colour, status) in enumerate(kinds):
        put(layers["nature_zone"], polygon(box[0] + 100 * i, box[1] + 300, 90, 90), {
            "id": f"v{i}", "class": kind, "subclass": colour, "status": status, "members": 1,
            "decided_by": "raad" if status == "decided" else None, "area_m2": 8100.0,
            "core_area_m2": 4900.0, "width_mean_m": 90.0, "compactness": 0.785, "protected": 10.0 * i})
    x, y = box[0] + 20, box[1] + 420
    for i, kind in enumerate(("hedge", "tree_row")):
        put(layers["nature_line"], line((x, y + 20 * i), (x + 300, y + 20 * i)), {
            "id": f"l{i}", "kind": kind, "class": "natuurverbinding", "subclass": "green",
            "status": "candidate", "length_m": 300.0, "trees": 31 if i else None, "spacing_max_m": 10.0 if i else None})
    for i, kind in enumerate(("conflict", "attention")):
        put(layers["nature_conflict"], polygon(box[0] + 600 * i + 10, box[1] + 310, 20, 20), {
            "kind": kind, "object": "building", "which": f"p{i}", "zone_id": f"v{6 * i}",
            "zone_status": ("decided", "candidate")[i], "overlap_m2": 400.0})
    for i, advised in enumerate(("bloemrijk_gras", "natuurvriendelijke_oever")):
        put(layers["nature_management"], polygon(box[0] + 40 * i, box[1] + 500, 30, 30), {
            "id": f"g{i}", "class": "functionele_natuur", "ground": ("grass", "bank")[i],
            "management_advised": advised, "management_reason": "zo maar", "area_m2": 900.0, "length_m": 30.0})


def put_links(layers, box):
    """A link of every kind and standing, each with its corridor; one gap on the first."""
    kinds = ("gap", "green"), ("narrow", "green"), ("ok", "blue"), ("ok", "green"), ("ok", "mixed"), ("ok", "open")
    for i, (status, kind) in enumerate(kinds):
        x, y = box[0] + 20, box[1] + 550 + 15 * i
        ids = {"from_id": "v0", "to_id": f"v{i + 1}", "status": status, "cost": 900.0}
        put(layers["corridor"], polygon(x, y - 4, 300, 8), {
            **ids, "link_id": f"v0~v{i + 1}", "extra_pct": 5.0, "area_m2": 2400.0})
        put(layers["nature_link"], line((x, y), (x + 300, y)), {
            **ids, "id": f"v0~v{i + 1}", "kind": kind, "length_m": 300.0, "euclid_m": 290.0,
            "gap_max_m": 0.0 if i else 40.0, "width_min_m": 3.0, "dpc": 1.25, "betweenness": 2.0, "component": 1})
    put(layers["nature_gap"], line((box[0] + 100, box[1] + 550), (box[0] + 140, box[1] + 550)), {
        "id": "v0~v1~1", "rank": 1, "link_id": "v0~v1", "from_id": "v0", "to_id": "v1", "width_m": 40.0,
        "crossing": "road", "crosses": "lokale weg 40 m", "lamps_25": 2, "lamps_50": 4, "link_dpc": 1.25,
        "links": 2, "link_ids": "v0~v1, v0~v2", "gain_pct": 12.5})


def put_storage(layer, box):
    """Roads of 60 m through the town: millimetres from none to many, some unknown."""
    x, y = (box[0] + box[2]) / 2 - 217, (box[1] + box[3]) / 2 + 118
    for n, wet in enumerate((0, 10, 45, 100, 150, 700, None, 0, 300)):
        area, dry = 60 * 12, 150 if n < 7 else 0
        put(layer, polygon(x + 100 * (n % 3), y + 90 * (n // 3), 60, 12), {
            "id": f"W{n}", "layer": "storage", "kind": "waterbergende_weg", "area_m2": area,
            "vol_wet_m3": None if wet is None else wet * area / 1000, "mm_equiv": wet,
            "vol_dry_m3": max(dry, wet or 0) * area / 1000, "overlap_m2": 0,
            "confidence": "low" if n % 4 == 2 else "high",
            "note": "no_ghg" if wet is None else "groundwater_near" if n % 4 == 2 else None})
    put(layer, polygon(x + 300, y, 4, 4), {
        "id": "T1", "layer": "storage", "kind": "regenton", "area_m2": 16, "vol_wet_m3": 0.2,
        "vol_dry_m3": 0.2, "confidence": "low", "note": "assumed"})


def put_places(layer, box):
    """Streets with every score, without groundwater, without any score, full of it, and too narrow."""
    x, y = (box[0] + box[2]) / 2 - 217, (box[1] + box[3]) / 2 + 58
    for n, (wet, score, verdict) in enumerate((
            (45, 0.1, "unknown"), (60, 0.3, "pass"), (20, 0.5, "unknown"), (80, 0.7, "pass"), (90, 0.9, "unknown"),
            (None, 0.5, "unknown"), (None, None, "unknown"), (0, 0.2, "unknown"), (None, None, "fail"))):
        fails = verdict == "fail"
        put(layer, polygon(x + 100 * (n % 3), y + 90 * (n // 3), 60, 12), {
            "id": f"s{n}:waterbergende_weg", "street": "Dorpsstraat", "place": "straat",
            "measure": "waterbergende_weg", "verdict": verdict, "score": score, "score_weight": 0.7,
            "vol_wet_m3": wet, "vol_dry_m3": None if wet is None else 108, "area_m2": 720, "place_m2": 720,
            "cost_eur": None if fails else 108000, "renewal_year": 2031, "owner_class": "gemeente",
            "ownership": "likely", "gate_public": "pass", "gate_trees": "pass", "gate_width": "fail" if fails else "pass",
            "gate_cables": "pass" if verdict == "pass" else "unknown", "gate_dewatering": "pass",
            "gate_slope": "pass", "confidence": None if wet is None else "low", "note": "no_ghg" if wet is None else None})


def put_balance(layer, box):
    """Catchments of 1 ha from which nothing to more than all rain runs over, before and after."""
    x, y = (box[0] + box[2]) / 2 - 200, (box[1] + box[3]) / 2 - 200
    for scenario, less in (("before", 0), ("after", 8)):
        for n, mm in enumerate((0, 5, 20, 45, 70, 300, 40, 25)):
            left = max(0, mm - less)
            put(layer, polygon(x + 105 * (n % 3), y + 105 * (n // 3), 100, 100), {
                "id": str(n + 1), "event": "70mm/2h", "scenario": scenario, "area_ha": 1.0, "p_mm": 70.0,
                "dur_h": 2.0, "paved_pct": 60.0, "unknown_pct": 40.0 if n == 6 else 0.0, "runoff_m3": 500.0,
                "stor_exist_m3": 100.0, "inflow_up_m3": 10.0 * max(0, left - 50), "pumped_m3": 12.0 * (n % 2), "stored_m3": 100.0,
                "spill_to": "3" if n % 2 else None, "deficit_m3": 10.0 * left, "deficit_mm": float(left),
                "m3_per_ha": 10.0 * left, "buildings_hit": 4 if n == 7 else 0})


def write_layers(path, town, bare):
    addresses, buildings, areas = town
    xs, ys = [a["x"] for a in addresses], [a["y"] for a in addresses]
    box = (min(xs), min(ys), max(xs), max(ys))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(28992)
    target = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    target.StartTransaction()
    homes = [measure(a, box) for a in addresses if a["home"] == 1]
    for home in homes:
        (keep_trees if bare else add_options)(home)
    layer = make_layer(target, "norm_address", ogr.wkbPoint, srs, bare)
    for address in addresses:
        point = ogr.CreateGeometryFromWkt(f"POINT ({address['x']} {address['y']})")
        put(layer, point, address)
    by_building = {}
    for home in homes:
        by_building.setdefault(home["building_id"], []).append(home)
    layer = make_layer(target, "norm_building", ogr.wkbUnknown, srs)
    for building in buildings:
        row = building_row(building["id"], by_building.get(building["id"], []), bare)
        put(layer, building["geom"], row)
    layer = make_layer(target, "norm_neighbourhood", ogr.wkbUnknown, srs)
    for area in areas:
        mine = list(inside(area["geom"], homes))
        put(layer, area["geom"], area_row(area, mine, area["geom"].Area(), bare))
    put_trees(make_layer(target, "sightline", ogr.wkbLineString, srs),
              make_layer(target, "tree_sight", ogr.wkbPoint, srs), homes)
    put_routes(make_layer(target, "green_target", ogr.wkbPolygon, srs),
               make_layer(target, "route", ogr.wkbLineString, srs), homes, box)
    put_cool(make_layer(target, "cool_target", ogr.wkbPolygon, srs),
             make_layer(target, "cool_route", ogr.wkbLineString, srs), homes, box)
    put_nature(target, srs, box)
    put_sinks(*(make_layer(target, name, kind, srs) for name, kind in (
        ("catchment", ogr.wkbPolygon), ("sink", ogr.wkbPolygon), ("spill", ogr.wkbPoint))), homes)
    put_storage(make_layer(target, "storage_book", ogr.wkbPolygon, srs), box)
    put_places(make_layer(target, "storage_potential", ogr.wkbPolygon, srs), box)
    put_balance(make_layer(target, "balance", ogr.wkbPolygon, srs), box)
    target.CommitTransaction()


def put_sinks(catchments, sinks, spills, homes):
    """Sinks of every kind beside homes, each with a smaller one in it."""
    for i, home in enumerate(homes[::40]):
        point = ogr.CreateGeometryFromWkt(f"POINT ({home['x']} {home['y']})")
        at = point.Buffer(18)
        volume = (4.0, 40.0, 400.0, 4000.0)[i % 4]
        put(catchments, point.Buffer(45), {"id": 2 * i + 1, "area_m2": at.Area()})
        row = {"id": 2 * i + 2, "parent_id": None, "child_a": 2 * i + 1, "volume_m3": volume,
               "own_m3": volume / 2, "area_m2": at.Area(), "depth_max_m": 0.4, "z_pit_m": -0.6,
               "z_spill_m": -0.2, "catchment_m2": 6000.0, "fill_mm": volume / 6, "spill_to": None,
               "on_building": 1.0 if i % 5 == 0 else 0.1, "on_water": 0.0}
        put(sinks, at, row)
        put(sinks, point.Buffer(9), {**row, "id": 2 * i + 1, "parent_id": 2 * i + 2, "spill_to": i})
        put(spills, point, {"id": 2 * i + 2, "z_m": -0.2, "spill_to": None if i % 2 else 1})


def write_styles(path, styles):
    database = sqlite3.connect(path)
    database.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT, "
        "f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, "
        "styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, "
        "ui TEXT, update_time DATETIME)")
    for name in COLUMNS:
        with open(os.path.join(styles, name + ".qml"), encoding="utf-8") as file:
            database.execute(
                "INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault) "
                "VALUES('', '', ?, 'geom', 'groennorm', ?, '', 1)", (name, file.read()))
    database.commit()
    database.close()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bare", action="store_true")
    options.add_argument("path")
    options.add_argument("styles")
    options.add_argument("town", nargs="?")
    given = options.parse_args()
    write_layers(given.path, real_town(given.town) if given.town else grid_town(), given.bare)
    write_styles(given.path, given.styles)


if __name__ == "__main__":
    main()
