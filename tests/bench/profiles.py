"""Where the time goes: perf samples with their call stacks, each given to reading, writing or the
kernels by the library's own functions on its stack."""
import re
import shutil
import subprocess
from collections import Counter

from measure import Table

RATE, STACK = 199, 16384
# A sample belongs to the first of these of which a function is on its stack.
SHARES = (
    ("writing", re.compile(r"geo_(writer|output|package|publish|layer|row_(out|extend|form))\w*")),
    ("reading", re.compile(r"geo_(reader|source|raster|vector|input|batch|row)\w*")),
    ("kernels", re.compile(r"geo_\w+|GEOS\w*|.*libgeos.*|.*libgomp.*")),
)
OTHER = "other (start, provenance)"
FRAME = re.compile(r"^\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \((.*)\)$")


def shares(bench, commands, names):
    """Per stage: Counter of shares, Counter of the functions that samples ended in. One thread, so
    that none waits for another and is counted."""
    if not shutil.which("perf"):
        bench.leave_out("profiles (linux-perf)")
        return None
    recorded = []
    for command, name in zip(commands, names):
        data = bench.scratch(f"{name}.perf")
        recorded.append(["perf", "record", "--quiet", "-F", RATE, "--call-graph", f"dwarf,{STACK}",
                         "-e", "cpu-clock:u", "-o", data, "--", *command, "-j", "1"])
    try:
        bench.pipeline(recorded)
    except subprocess.CalledProcessError:
        bench.leave_out("profiles (perf may not record here)")
        return None
    return {name: classify(bench.scratch(f"{name}.perf")) for name in names}


def classify(data):
    text = subprocess.run(["perf", "script", "-i", data, "--no-inline", "-F", "ip,sym,dso"],
                          check=True, text=True, capture_output=True).stdout
    parts, tops = Counter(), Counter()
    for sample in text.split("\n\n"):
        frames = [match.groups() for match in map(FRAME.match, sample.splitlines()) if match]
        if frames:
            parts[share_of(frames)] += 1
            symbol, dso = frames[0]
            library = dso.rsplit("/", maxsplit=1)[-1].split(".so")[0]
            tops[f"{symbol.split('(')[0][:60]} ({library})"] += 1
    return parts, tops


def share_of(frames):
    for name, pattern in SHARES:
        if any(pattern.fullmatch(symbol) or pattern.fullmatch(dso) for symbol, dso in frames):
            return name
    return OTHER


def tables(stages, addresses):
    names = [name for name, _ in SHARES] + [OTHER]
    by_share = Table(f"Shares of the processor's time, {addresses:,} addresses, one thread each",
                     ("stage", *names))
    by_function = Table("Functions in which most samples ended", ("stage", "functions"))
    for stage, (parts, tops) in stages.items():
        total = max(1, sum(parts.values()))
        by_share.row(stage, *(f"{100 * parts[name] / total:.0f} %" for name in names))
        by_function.row(stage, ", ".join(f"`{name}` {100 * hits / total:.0f} %"
                                         for name, hits in tops.most_common(8)))
    return [by_share, by_function]
