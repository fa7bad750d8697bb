"""The peers: GRASS, GDAL's scripts and pgRouting. Each is set up in the work folder and taken down
again."""
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from measure import Usage, least, run

POSTGRES = Path("/usr/lib/postgresql/15/bin")
STATS_TURNS, SEARCH_TURNS = 3, 3


def rast_stats(bench, raster, areas):
    """v.rast.stats over polygons; the raster is linked, not imported, and neither is timed."""
    if not shutil.which("grass"):
        bench.leave_out("GRASS (grass-core)")
        return None
    script = bench.scratch("rast_stats.sh")
    script.write_text(f"""set -e
r.external --q input='{raster}' output=canopy
g.region raster=canopy
v.in.ogr --q input='{areas}' output=buurt
for turn in {' '.join('1' * STATS_TURNS)}; do
    begun=$(date +%s.%N)
    v.rast.stats --q -c map=buurt raster=canopy column_prefix=c method=average,number
    echo "stats_s $begun $(date +%s.%N)"
done
""")
    done = run(["grass", "--tmp-location", "EPSG:28992", "--exec", "bash", script],
               stderr=subprocess.DEVNULL)
    times = re.findall(r"^stats_s (\S+) (\S+)", done.out, re.M)
    return least([Usage(wall=float(end) - float(begun)) for begun, end in times])


def least_cost(bench, size, resistance, sources):
    """r.cost over square rasters of raw cells; the time without their import, and the sum of costs."""
    if not shutil.which("grass"):
        bench.leave_out("GRASS (grass-core)")
        return None
    script = bench.scratch("least_cost.sh")
    box = f"north={size} south=0 east={size} west=0 rows={size} cols={size} bytes=4"
    script.write_text(f"""set -e
g.region n={size} s=0 e={size} w=0 res=1
r.in.bin --q -f input='{resistance}' output=resistance {box} anull=-1
r.in.bin --q input='{sources}' output=sources {box} anull=0
TIMEFORMAT='used %R %U %S'
time r.cost --q input=resistance start_raster=sources output=cost
r.univar -g map=cost
""")
    done = run(["grass", "--tmp-location", "XY", "--exec", "bash", script], stderr=subprocess.STDOUT)
    wall, user, system = map(float, re.search(r"^used (\S+) (\S+) (\S+)", done.out, re.M).groups())
    total = float(re.search(r"^sum=(\S+)", done.out, re.M)[1])
    return Usage(wall=wall, cpu=user + system), total


def difference_and_sieve(bench, dsm, dtm):
    """gdal_calc.py and gdal_sieve.py: cells 3 m and more over the terrain, in groups of 16 and more.
    No ground in holes, no masks."""
    python = "/usr/bin/python3"
    scripts = [Path("/usr/bin") / name for name in ("gdal_calc.py", "gdal_sieve.py")]
    if not all(script.exists() for script in scripts):
        bench.leave_out("gdal_calc.py, gdal_sieve.py (python3-gdal)")
        return None
    high, kept = bench.scratch("high.tif"), bench.scratch("kept.tif")
    calc = run([python, scripts[0], "-A", dsm, "-B", dtm, "--calc", "(A.astype(float)-B)>=3", "--type",
                "Byte", "--outfile", high, "--quiet", "--overwrite", "--co", "COMPRESS=DEFLATE"])
    sieve = run([python, scripts[1], "-q", "-st", 16, "-8", high, kept])
    return Usage(calc.wall + sieve.wall, calc.cpu + sieve.cpu, max(calc.rss_mb, sieve.rss_mb))


@dataclass
class Answer:
    search_s: float
    idle_s: float  # reading the edges, without a search
    count: int
    sum_m: float


class Server:
    """A PostgreSQL of our own on a socket, which refuses to run as root."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="groennet_bench_"))
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.prefix = ["runuser", "-u", "postgres", "--"]

    def call(self, *words):
        return run([*self.prefix, *words], stderr=subprocess.STDOUT, cwd="/").out

    def __enter__(self):
        data = self.folder / "data"
        self.call(POSTGRES / "initdb", "-D", data, "-A", "trust", "-E", "UTF8")
        self.call(POSTGRES / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
                  f"-k {self.folder} -c listen_addresses= -c fsync=off -c shared_buffers=512MB",
                  "start")
        return self

    def __exit__(self, *_):
        self.call(POSTGRES / "pg_ctl", "-D", self.folder / "data", "-m", "fast", "stop")
        shutil.rmtree(self.folder)

    def ask(self, sql, stdin=None):
        words = [*self.prefix, "psql", "-h", self.folder, "-d", "postgres", "-qAtX", "-v",
                 "ON_ERROR_STOP=1", "-c", sql]
        return run(words, stdin=stdin, cwd="/").out.strip()


EDGES = "'select id, source, target, cost from edges'"
DISTANCES = f"""pgr_drivingDistance({EDGES}, (select array_agg(node) from sources), {{limit}},
    directed => false, equicost => true)"""
COSTS = f"""pgr_dijkstraCost({EDGES}, (select array_agg(node) from sources),
    (select array_agg(node) from ends), directed => false)"""
# From a node to itself there is nothing to search: what is left is reading the edges.
NOTHING = f"pgr_dijkstraCost({EDGES}, array[0::bigint], array[0::bigint], directed => false)"


def pgrouting(bench, edges, sources, ends, limit):
    """From every source to every end; without ends from all sources at once to the limit."""
    if not (POSTGRES / "initdb").exists() or \
            not Path("/usr/share/postgresql/15/extension/pgrouting.control").exists():
        bench.leave_out("pgRouting (postgresql-15-pgrouting)")
        return None
    turns = 1 if bench.args.tiny else SEARCH_TURNS

    def timed(server, table):
        plans = [server.ask(f"explain (analyze, timing off) select * from {table}")
                 for _ in range(turns)]
        return min(float(re.search(r"Execution Time: ([0-9.]+) ms", plan)[1]) / 1000
                   for plan in plans)

    with Server() as server:
        server.ask("set client_min_messages = warning; create extension pgrouting cascade;"
                   "create table sources (node bigint); create table ends (node bigint);"
                   "create table edges (id serial, source bigint, target bigint,"
                   " cost double precision)")
        for table, path in (("edges (source, target, cost)", edges), ("sources", sources),
                            *([("ends", ends)] if ends else [])):
            with open(path, encoding="ascii") as file:
                server.ask(f"copy {table} from stdin csv", stdin=file)
        server.ask("create index on edges (source); create index on edges (target);"
                   "alter table edges add primary key (id)")
        server.ask("vacuum analyze edges")
        asked = COSTS if ends else DISTANCES.format(limit=limit)
        count, total = server.ask(f"select count(*), sum(agg_cost) from {asked}").split("|")
        return Answer(timed(server, asked), timed(server, NOTHING), int(count), float(total or 0))
