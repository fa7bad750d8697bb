#!/usr/bin/env python3
"""Measures the toolkit beside its peers and prints Markdown tables; scripts/bench runs it.

    bench.py --bin FOLDER --programs FOLDER --work FOLDER [--all | --tiny] [--only NAME,...]

--tiny: small inputs and one turn, to see that all of it still runs. --all: the million too.
A peer that is not installed leaves its row out and is named at the end."""
import argparse
import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

import imports
import peers
import profiles
import sinks
import towns
from measure import Bench, Table, best, in_turns, run, values


def sight(bench):
    town = towns.town(bench, bench.size.town, rasters=True)
    table = Table("Trees in sight")
    width = bench.size.width
    found = values(run([bench.program("bench_sight"), town, width, bench.size.lines]).out)
    rate = found["lines"] / found["kernel_s"]
    table.add("lines of 30 m over a 0.5 m surface, per second and core",
              f"{rate / 1e6:.2f} million", "≥ 2 million", rate >= 2e6)
    ratio = found["oracle_s"] / found["kernel_s"]
    table.add("the oracle's time on the same lines, over ours", f"{ratio:.0f} ×", "≥ 20 ×",
              ratio >= 20)
    table.add("lines on which the two differ, ties apart", f"{found['differ']:.0f}", "0",
              found["differ"] == 0)
    whole = best(bench, lambda: run(
        [bench.tool("gn-trees"), "-j", 2, "--reach", "50m", "-O", "-o", bench.scratch("sight.fgb"),
         town]))
    scale = 100_000 / bench.size.town
    table.add(f"gn-trees -j 2 --reach 50m, {bench.size.town:,} addresses with rasters",
              f"{whole.wall:.1f} s ({whole.cpu:.1f} s of processor, {whole.rss_mb:.0f} MB)",
              "≤ 60 s per 100,000", whole.wall * scale <= 60)
    trees = towns.count(town / "base.gpkg", "tree")
    for reach in (30, 50):
        shed = values(run([bench.program("bench_viewshed"), town, width, bench.size.viewsheds,
                           reach]).out)
        table.add(f"GDALViewshedGenerate in one process, {reach} m, trees per second",
                  f"{shed['trees'] / shed['viewshed_s']:,.0f}")
    table.add("gn-trees as above, trees per second of processor (all homes, all facade points)",
              f"{trees / whole.cpu:,.0f}")
    return [table]


def add_start(bench, table, name):
    """Linking and setting up GDAL is in the figures of both that are compared."""
    start = best(bench, lambda: run([bench.tool(name), "--version"]))
    table.add(f"start of a program: {name} --version", f"{start.cpu:.3f} s of processor")


def canopy(bench):
    town = towns.town(bench, bench.size.town, rasters=True)
    areas = towns.buurten(bench, town)
    table = Table("Canopy")
    add_start(bench, table, "gn-canopy")
    mask = towns.mask_raster(bench, town)
    for kind, raster, options in (("mask", mask, []),
                                  ("height", towns.height_raster(bench, town),
                                   ["--canopy-is", "height"])):
        ours = [bench.tool("gn-canopy"), "--town", town, "--canopy", raster, "--denominator", "all",
                *options, "-O", f"{areas}:buurt", "-o"]
        reading, both_reading, whole, both, package = in_turns(
            bench, *(lambda r=raster, t=threads: run([bench.program("bench_read"), "raster", r, t])
                     for threads in (1, 2)),
            *(lambda o=ours, p=bench.scratch(f"areas.{to}"), t=threads: run([*o, p, "-j", t])
              for to, threads in (("csv", 1), ("csv", 2), ("gpkg", 1))))
        cells = towns.cells(raster)
        ratio = whole.cpu / reading.cpu
        table.add(f"whole-town neighbourhoods, {kind} raster of {cells / 1e6:.0f} million cells: "
                  "over the time of only reading it",
                  f"{ratio:.1f} × ({whole.cpu:.2f} s over {reading.cpu:.2f} s of processor)",
                  "≤ 2 ×", ratio <= 2)
        ratio = both.wall / reading.wall
        table.add(f"the same, {kind} raster, -j 2, wall: over reading it as GDAL does by default",
                  f"{ratio:.1f} × ({both.wall:.2f} s over {reading.wall:.2f} s)", "≤ 2 ×", ratio <= 2)
        table.add("the same, over reading it by two threads",
                  f"{both.wall / both_reading.wall:.1f} × ({both_reading.wall:.2f} s)")
        table.add("the same into a GeoPackage, which keeps the fingerprints of its inputs",
                  f"{package.cpu / reading.cpu:.1f} × ({package.cpu:.2f} s)")
        grass = peers.rast_stats(bench, raster, areas) if kind == "mask" else None
        if grass:
            ratio = grass.wall / whole.wall
            table.add("GRASS v.rast.stats (no import) on the same, over ours",
                      f"{ratio:.1f} × ({grass.wall:.1f} s over {whole.wall:.2f} s)", "≥ 5 ×",
                      ratio >= 5)
    points = towns.points(bench, town, bench.size.circles)
    circles = run([bench.tool("gn-canopy"), "--town", town, "--canopy",
                   mask, "--area", "circle", "--denominator",
                   "all", "-O", "-o", bench.scratch("circles.fgb"), points])
    table.add(f"{bench.size.circles:,} circles of 250 m by prefix sums",
              f"{circles.wall:.1f} s ({circles.cpu:.1f} s of processor, "
              f"{circles.rss_mb:.0f} MB), {circles.cpu / bench.size.circles * 1e6:.0f} µs each")
    return [table]


def search(bench, table, copies, what, ours_s, ours_count, ours_sum):
    """Beside pgRouting's answer to the same, on a graph that is loaded and has its indexes."""
    limit = 3000
    edges, sources, ends = towns.graph(
        bench, towns.town(bench, bench.size.graph, rasters=False), copies)
    ours = values(run([bench.program("bench_search"), edges, sources, limit,
                       *([ends] if ends else [])]).out)
    table.add(f"search alone, {what}: {ours['nodes']:,.0f} nodes, {ours['edges']:,.0f} edges, "
              f"{ours['sources']:,.0f} sources", f"{ours[ours_s]:.3f} s")
    other = peers.pgrouting(bench, edges, sources, ends, limit)
    if not other:
        return
    alone = other.search_s - other.idle_s
    table.add(f"pgRouting's {'pgr_dijkstraCost' if ends else 'pgr_drivingDistance'} of the same, less "
              "reading the edges, over it",
              f"{alone / ours[ours_s]:.1f} × ({alone:.2f} s; reading {other.idle_s:.2f} s)",
              "≥ 5 ×", alone >= 5 * ours[ours_s])
    table.add("sums of the distances: ours, pgRouting's",
              f"{ours[ours_sum]:.3f} m of {ours[ours_count]:,.0f}, {other.sum_m:.3f} m of "
              f"{other.count:,}")


def access(bench):
    town = towns.town(bench, bench.size.town, rasters=False)
    table = Table("Access")
    add_start(bench, table, "gn-access")
    search(bench, table, bench.size.copies, "from all sources at once, as gn-access asks",
           "search_s", "reached", "sum_m")
    search(bench, table, 1, "from each source by itself to all nodes", "each_s", "pairs",
           "pairs_sum_m")
    layers = [name for name in ("address", "green", "street", "water", "coverage")
              if towns.count(town / "base.gpkg", name)]
    by_gdal, by_themes, whole = in_turns(
        bench, *(lambda w=way: run([bench.program("bench_read"), w, town / "base.gpkg", *layers])
                 for way in ("vector", "themes")),
        lambda: run([bench.tool("gn-access"), "-j", 1, "-O", "-o", bench.scratch("access.fgb"),
                     town]))
    for reading, how in ((by_themes, "the library's own io"), (by_gdal, "GDAL alone")):
        ratio = whole.cpu / reading.cpu
        table.add(f"gn-access whole, {bench.size.town:,} addresses: over reading its layers by {how}",
                  f"{ratio:.2f} × ({whole.cpu:.2f} s over {reading.cpu:.2f} s of processor)",
                  "≤ 2 ×", ratio <= 2)
    return [table]


def records(bench):
    """A municipality out of a national GeoPackage: the same box, ever more around it."""
    table = Table("Records of a box", ("rows of the file", "rows of the box", "file",
                                       "processor, opening and checks included", "peak"))
    for rows in bench.size.records:
        path = bench.scratch("country.gpkg")
        run([bench.program("bench_records"), "make", path, bench.size.inside,
             rows - bench.size.inside])
        usages = [run([bench.program("bench_records"), "cut", path]) for _ in range(bench.size.turns)]
        cuts = [values(usage.out) for usage in usages]
        table.row(f"{rows:,}", f"{cuts[0]['records']:,.0f}",
                  f"{path.stat().st_size / 2**20:,.0f} MB",
                  f"{min(cut['all_s'] for cut in cuts) * 1e3:.0f} ms, of which "
                  f"{min(cut['open_s'] for cut in cuts) * 1e3:.0f} before the first row",
                  f"{max(cut['memory_kb'] for cut in cuts) / 1024:.0f} MB")
        path.unlink()
    return [table]


def elevation(bench):
    town = towns.town(bench, bench.size.town, rasters=True)
    dsm, dtm = town / "dsm.tif", town / "dtm.tif"
    table = Table("Elevation models")
    turns = 1 if bench.size.turns == 1 else 3
    found = [values(run([bench.program("bench_ahn"), dsm, dtm, bench.scratch("crowns.tif")]).out)
             for _ in range(turns)]
    ours = {name: min(turn[name] for turn in found) for name in found[0]}
    cells = ours["cells"]
    table.add(f"height of vegetation, {cells / 1e6:.0f} million cells, reading included",
              f"{cells / ours['chm_s'] / 1e6:.1f} million cells/s of processor "
              f"({ours['chm_s']:.1f} s, of which {ours['read_s']:.1f} s reading)")
    table.add("canopy.tif whole: derived, written, read again",
              f"{ours['write_s']:.1f} s of processor, {ours['rss_mb']:.0f} MB")
    peer = peers.difference_and_sieve(bench, dsm, dtm)
    if peer:
        table.add("gdal_calc.py and gdal_sieve.py on the same (no ground in holes, no masks), over ours",
                  f"{peer.cpu / ours['write_s']:.2f} × ({peer.cpu:.1f} s of processor, "
                  f"{peer.rss_mb:.0f} MB)")
    return [table]


def weigh(bench, table):
    """What each patch and link of a network is worth, in one thread and in two."""
    taken = [values(run([bench.program("bench_connect"), bench.size.patches, threads]).out) for threads in (1, 2)]
    one, two = (each["wall_s"] for each in taken)
    table.add(f"dPC of {taken[0]['patches']:,.0f} patches and {taken[0]['links']:,.0f} links",
              f"{taken[0]['processor_s']:.1f} s of processor; wall {one:.1f} s in one thread, {two:.1f} s in two "
              f"({one / two:.2f} ×)")
    table.add("PC in two threads, less that in one", f"{taken[1]['pc'] - taken[0]['pc']:.0g}", "0",
              taken[0]["pc"] == taken[1]["pc"])


def cost(bench):
    table = Table("Least cost")
    program, zones = bench.program("bench_cost"), bench.size.zones
    per_cell = []
    for size in bench.size.cost:
        ours = values(run([program, size, zones, min(bench.size.turns, 3)]).out)
        per_cell.append(ours["search_s"] / ours["cells"])
        table.add(f"{zones} zones, {size:,} x {size:,} cells: search",
                  f"{ours['search_s']:.2f} s of processor, {per_cell[-1] * 1e9:.0f} ns and "
                  f"{ours['bytes_per_cell']:.1f} bytes per cell")
        table.add("links between them", f"{ours['links']:.0f} in {ours['links_s']:.2f} s of processor")
        table.add("their corridors of 5 %, 100 m wide",
                  f"{ours['corridors_s']:.1f} s of processor; {ours['bytes_with_corridors']:.1f} bytes per cell in all")
        table.add("exact distances to the nearest dear cell", f"{ours['edt_s']:.2f} s of processor")
        if size != bench.size.cost[0]:
            continue
        raw = bench.scratch("resistance.raw"), bench.scratch("sources.raw")
        run([program, size, zones, 0, *raw])
        peer = peers.least_cost(bench, size, *raw)
        if peer:
            usage, total = peer
            ratio = usage.cpu / ours["search_s"]
            table.add("GRASS r.cost (no import) on the same, over ours",
                      f"{ratio:.1f} × ({usage.cpu:.1f} s of processor, {usage.wall:.1f} s wall)",
                      "≥ 5 ×", ratio >= 5)
            table.add("its sum of costs, less ours", f"{total / ours['sum'] - 1:.1g} of it")
    weigh(bench, table)
    growth = per_cell[-1] / per_cell[0]
    table.add("time per cell, the last over the first", f"{growth:.2f} ×", "≤ 1.5 ×", growth <= 1.5)
    return [table]


STAGES = ("gn-trees", "gn-canopy", "gn-access", "gn-norm")


def chain_commands(bench, town):
    first = [bench.tool("gn-trees"), town]
    middle = [[bench.tool(name), "--town", town] for name in STAGES[1:3]]
    last = [bench.tool("gn-norm"), "--town", town, "-O", "-o", bench.scratch("norm.gpkg")]
    return [first, *middle, last]


def chain(bench):
    table = Table("The chain gn-trees T | gn-canopy | gn-access | gn-norm -o x.gpkg, no rasters",
                  ("addresses", "wall", *(f"{name}: processor, peak" for name in STAGES),
                   "µs of processor per address", "growth per tenfold"))
    before = None
    for size in bench.size.chain:
        town = towns.town(bench, size, rasters=False)
        whole, stages = best(bench, lambda t=town: bench.pipeline(chain_commands(bench, t)),
                             turns=1 if size > 100_000 else None)
        cpu = sum(stage.cpu for stage in stages) / size * 1e6
        growth = f"{cpu / before:.2f} ×" if before else ""
        before = cpu
        table.row(f"{size:,}", f"{whole.wall:.1f} s",
                  *(f"{stage.cpu:.1f} s, {stage.rss_mb:.0f} MB" for stage in stages), f"{cpu:.0f}",
                  growth)
    tables = [table]
    town = towns.town(bench, bench.size.town, rasters=False)
    shares = profiles.shares(bench, chain_commands(bench, town), STAGES)
    if shares:
        tables += profiles.tables(shares, bench.size.town)
    return tables


PARTS = {"sight": sight, "canopy": canopy, "elevation": elevation, "access": access,
         "sinks": sinks.tables, "cost": cost, "chain": chain, "records": records, "import": imports.tables}


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB; load {load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--only", default=",".join(PARTS))
    args = parser.parse_args()
    unknown = [name for name in args.only.split(",") if name not in PARTS]
    if unknown:
        parser.error(f"--only knows {', '.join(PARTS)}, not {unknown[0]}")
    bench = Bench(args)
    print(f"{datetime.date.today()}, {machine()}\n")
    for name in args.only.split(","):
        for table in PARTS[name](bench):
            print(table.text(), flush=True)
    print(f"Load at the end: {' '.join(f'{part:.1f}' for part in os.getloadavg())}")
    for text in bench.missing:
        print(f"Left out: {text}")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        print(f"bench: error: {error}", file=sys.stderr)
        sys.exit(3)
