"""Running programs with what they cost, and tables of the answers."""
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Usage:
    wall: float = 0
    cpu: float = 0
    rss_mb: float = 0
    out: str = ""


@dataclass
class Size:
    town: int
    chain: tuple
    width: int
    lines: int
    viewsheds: int
    circles: int
    graph: int  # addresses of the town whose streets are searched
    copies: int  # of it, side by side
    turns: int
    records: tuple
    inside: int  # of the records' box
    objects: int  # of the BGT
    cost: tuple  # cells across
    zones: int
    patches: int  # of a network whose parts are weighed


TINY = Size(500, (500,), 150, 200, 3, 500, 500, 2, 1, (1_000,), 300, 300,
            (200, 300), 5, 30)
USUAL = Size(100_000, (10_000, 100_000), 1000, 100_000, 1000, 100_000, 300_000, 10, 5,
             (200_000, 2_000_000), 20_000, 50_000, (4_000, 10_000), 500, 5_000)
ALL = Size(100_000, (10_000, 100_000, 1_000_000), 1000, 100_000, 1000, 1_000_000, 300_000, 10, 5,
           (200_000, 2_000_000), 20_000, 50_000, (4_000, 10_000), 500, 5_000)


def finish(process, begun, name):
    """Waits; wait4 tells what this process alone has used."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, name)
    return Usage(time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def run(command, **options):
    words = [str(word) for word in command]
    begun = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **options) as process:
        out = process.stdout.read()
        usage = finish(process, begun, words)
    usage.out = out
    return usage


def values(text):
    """Lines "name value", as the bench programs print them."""
    return {name: float(value) for name, value in map(str.split, text.splitlines())}


def least(usages):
    """The least of each: what else the machine does only ever adds."""
    return Usage(min(u.wall for u in usages), min(u.cpu for u in usages),
                 max(u.rss_mb for u in usages), usages[-1].out)


def in_turns(bench, *tasks):
    """Each task once per turn (a b a b ...), so that a busy moment meets all of them."""
    found = [[] for _ in tasks]
    for _ in range(bench.size.turns):
        for task, kept in zip(tasks, found):
            kept.append(task())
    return [least(usages) for usages in found]


def best(bench, task, turns=None):
    """The quickest of some turns; for a pipeline the turn with the shortest wall time."""
    found = [task() for _ in range(turns or min(bench.size.turns, 3))]
    if isinstance(found[0], Usage):
        return least(found)
    return min(found, key=lambda pair: pair[0].wall)


@dataclass
class Bench:
    args: object
    missing: list = field(default_factory=list)

    def __post_init__(self):
        self.size = TINY if self.args.tiny else ALL if self.args.all else USUAL
        self.work = self.args.work
        self.work.mkdir(parents=True, exist_ok=True)

    def tool(self, name):
        return self.args.bin / name

    def program(self, name):
        return self.args.programs / name

    def scratch(self, name) -> Path:
        return self.work / name

    def leave_out(self, text):
        if text not in self.missing:
            self.missing.append(text)

    def pipeline(self, commands):
        """Runs them as a shell pipe would: the whole, and each stage."""
        begun, processes, before = time.monotonic(), [], None
        for i, command in enumerate(commands):
            words = [str(word) for word in command]
            last = i + 1 == len(commands)
            process = subprocess.Popen(words, stdin=before,
                                       stdout=None if last else subprocess.PIPE)
            if before:
                before.close()
            before = process.stdout
            processes.append((process, words))
        stages = [finish(process, begun, words) for process, words in processes]
        return Usage(wall=time.monotonic() - begun), stages


class Table:
    """A Markdown table; by default of figures with their targets."""

    def __init__(self, title, columns=("what", "figure", "target", "met")):
        self.title, self.columns, self.rows = title, columns, []

    def add(self, what, figure, target="", met=None):
        self.row(what, figure, target, {None: "", True: "yes", False: "**no**"}[met])

    def row(self, *cells):
        self.rows.append(cells)

    def text(self):
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return "\n".join([f"### {self.title}", "",
                          *("| " + " | ".join(line) + " |" for line in lines), ""])
