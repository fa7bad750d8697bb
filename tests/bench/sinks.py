"""Sinks: what bench_flood takes, beside the modules of GRASS that fill or follow water."""
import re
import shutil
import subprocess

import towns
from measure import Table, Usage, run, values

HEIGHTS = 8  # bytes a cell: two surfaces of floats
MODULES = {"r.terraflow": "elevation=z filled=f direction=d swatershed=s accumulation=a tci=t "
                          "memory=1000 directory=. stats=stats.txt",
           "r.watershed": "elevation=z accumulation=a2 basin=b threshold=1000 memory=1000"}


def sides(bench):
    """Of the terrains, in cells; the later ones are compared with the first."""
    if bench.args.tiny:
        return (100, 200)
    return (2000, 11300) if bench.args.all else (2000,)


def grass(bench, raw, side):
    """Over the same heights, imported beforehand and not timed."""
    if not shutil.which("grass"):
        bench.leave_out("GRASS (grass-core)")
        return {}
    script = bench.scratch("floods.sh")
    runs = "".join(f"echo '{name}' >&3; time {name} --q --overwrite {options} > /dev/null 2>&1\n"
                   for name, options in MODULES.items())
    script.write_text(f"""set -e
cd '{bench.work}'
exec 3>&1
r.in.bin --q -f bytes=4 input='{raw}' output=z rows={side} cols={side} north={side} south=0 \\
    east={side} west=0
g.region raster=z
TIMEFORMAT='%R %U %S'
{{
{runs}}} 2>&3
""")
    done = run(["grass", "--tmp-location", "EPSG:28992", "--exec", "bash", script],
               stderr=subprocess.DEVNULL)
    found = re.findall(r"^(r[.]\w+)\n(\S+) (\S+) (\S+)$", done.out, re.M)
    return {name: Usage(wall=float(wall), cpu=float(user) + float(system))
            for name, wall, user, system in found}


def per_cell(found):
    """Seconds, and bytes beside the heights and the filled surface."""
    cells = found["cells"]
    return ((found["fill_s"] + found["tree_s"]) / cells,
            found["peak_mb"] * 2**20 / cells - HEIGHTS)


def model(bench, side):
    """A terrain of bench_flood as an elevation model of cells of 2 m."""
    raw, tif = bench.scratch("model.raw"), bench.scratch("model.tif")
    run([bench.program("bench_flood"), side, side, 1, raw])
    raw.with_suffix(".hdr").write_text(f"ENVI\nsamples = {side}\nlines = {side}\nbands = 1\n"
                                       "data type = 4\ninterleave = bsq\nbyte order = 0\n")
    run(["gdal_translate", "-q", "-of", "GTiff", "-co", "TILED=YES", "-a_srs", "EPSG:28992", "-a_ullr",
         100000, 500000, 100000 + 2 * side, 500000 - 2 * side, raw, tif])
    raw.unlink()
    return tif


def chain(bench, table):
    """The three tools on a made town, from its folder to the balance."""
    addresses = 1000 if bench.args.tiny else 65_000
    town = towns.water_town(bench, addresses)
    sinks, book, rain = (bench.scratch(f"{name}.gpkg") for name in ("sinks", "book", "rain"))
    runs = {"gn-sinks": [bench.tool("gn-sinks"), town, "-q", "-O", "-o", sinks],
            "gn-storage": [bench.tool("gn-storage"), "--town", town, "--sinks", sinks, "-q", "-O", "-o", book],
            "gn-rain": [bench.tool("gn-rain"), town, "--sinks", sinks, "--storage", book, "-q", "-O", "-o", rain]}
    cells = towns.cells(town / "dtm.tif")
    spent = [run(command) for command in runs.values()]
    for name, used in zip(runs, spent):
        table.add(f"{name}, town of {addresses:,} addresses", f"{used.cpu:.1f} s of processor, {used.wall:.1f} s, "
                  f"{used.rss_mb:.0f} MB")
    cpu, wall = sum(used.cpu for used in spent), sum(used.wall for used in spent)
    table.add(f"gn-sinks, gn-storage and gn-rain, {addresses:,} addresses, {cells / 1e6:.1f} million cells of 2 m",
              f"{wall:.1f} s, {cpu:.1f} s of processor", "≤ 10 s of processor", cpu <= 10)


def tools(bench, table):
    """The programs on a terrain of 32 km2, the size of Heemskerk, from files to files."""
    side = 200 if bench.args.tiny else 2828
    tif, sinks, book = model(bench, side), bench.scratch("s.gpkg"), bench.scratch("b.gpkg")
    runs = {"gn-sinks, layers and both rasters": [bench.tool("gn-sinks"), tif, "-O", "-o", sinks, "--filled",
                                                  bench.scratch("f.tif"), "--labels", bench.scratch("l.tif")],
            "gn-sinks, layers alone": [bench.tool("gn-sinks"), tif, "-O", "-o", sinks],
            "gn-storage, of those sinks": [bench.tool("gn-storage"), "--sinks", sinks, "--dtm", tif, "-O",
                                           "-o", book]}
    cells = f"{side * side / 1e6:.1f} million cells of 2 m"
    for name, command in runs.items():
        used = run(command)
        table.add(f"{name}, {cells}", f"{used.cpu:.1f} s of processor, {used.wall:.1f} s, {used.rss_mb:.0f} MB")


def tables(bench):
    table = Table("Sinks")
    side, *larger = sides(bench)
    raw = bench.scratch("terrain.raw")
    found = values(run([bench.program("bench_flood"), side, side, bench.size.turns, raw]).out)
    cells = found["cells"]
    seconds, extra = per_cell(found)
    fill = cells / found["fill_s"] / 1e6
    table.add(f"filled surface, labels and catchments, {cells / 1e6:.0f} million cells, "
              f"{found['pits']:,.0f} pits", f"{fill:.1f} million cells/s and core", "≥ 8 million",
              fill >= 8)
    table.add("the same and the hierarchy with its volumes",
              f"{1e-6 / seconds:.1f} million cells/s and core", "≥ 50 % of 8 million",
              1e-6 / seconds >= 4)
    table.add("peak memory beside the heights and the filled surface, labels included",
              f"{extra:.1f} bytes a cell", "≤ 13", extra <= 13)
    for other in larger:
        more = values(run([bench.program("bench_flood"), other, other, 1]).out)
        slower, extra = per_cell(more)
        table.add(f"all of it at {more['cells'] / 1e6:.0f} million cells, a cell over a cell of the "
                  "above", f"{slower / seconds:.2f} × ({slower * more['cells']:.1f} s, "
                  f"{extra:.1f} bytes a cell)", "≤ 1.5 ×", slower <= 1.5 * seconds)
    for name, peer in grass(bench, raw, side).items():
        table.add(f"GRASS {name} on the same, over all of ours",
                  f"{peer.cpu / seconds / cells:.1f} × ({peer.cpu:.1f} s of processor, "
                  f"{peer.wall:.1f} s)")
    raw.unlink()
    tools(bench, table)
    chain(bench, table)
    return [table]
