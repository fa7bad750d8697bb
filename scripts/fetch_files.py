"""Files on their way: a folder that knows what is finished, a download that goes on where it was,
a collection that comes page by page, and the checks a file passes before it gets its name."""
import contextlib
import fcntl
import hashlib
import http.client
import json
import math
import os
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import time
import zipfile
import zlib
from urllib.parse import quote, urlencode, urljoin

from fetch_web import API, Cut, Failed, Missing, Usage, inside, length_of, say

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
PAGE = 1000
PAGES = 3000  # of one collection: beyond, the national file is the better way
CHUNK = 1 << 18
WORTH = 1 << 20  # bytes that make a new start of the patience


def write_text(path, text):
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def read_notes(path):
    """What an earlier run left; nothing when it was stopped while writing."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        return json.loads(path.read_text(encoding="utf-8"))
    return {}


class Folder:
    """Where the files go. A file has its name only when it is whole, checked and recorded."""

    def __init__(self, path):
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.lock = open(path / ".lock", "w", encoding="ascii")
        fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.record = read_notes(path / "fetch.json") or {"area": None, "files": {}}

    def save(self):
        write_text(self.path / "fetch.json", json.dumps(self.record, indent=1, sort_keys=True) + "\n")
        sums = [f"{of['sha256']}  {name}\n" for name, of in sorted(self.record["files"].items())]
        write_text(self.path / "SHA256SUMS", "".join(sums))

    def settle(self, area):
        """The box of bag and bgt: one folder, one box."""
        if self.record["area"] not in (None, list(area)):
            raise Usage(f"'{self.path}' has the data of another box, {self.record['area']}: choose another folder")
        self.record["area"] = list(area)
        self.save()

    def has(self, name):
        path, known = self.path / name, self.record["files"].get(name)
        if path.exists() and not known:
            raise Failed(f"'{path}' is not of fetch's making: move it out of the way")
        if path.exists() and path.stat().st_size != known["size"]:
            say(f"note: '{path}' has {path.stat().st_size} bytes instead of {known['size']}: fetched again")
            return False
        return path.exists()

    def part(self, name):
        path = self.path / (name + ".part")
        path.parent.mkdir(exist_ok=True)
        return path, self.path / (name + ".part.json")

    def finish(self, name, url, check):
        """Recorded before it is renamed: when that is interrupted, the .part is still whole."""
        part, notes = self.part(name)
        try:
            check(part)
        except Failed:
            part.unlink()
            notes.unlink(missing_ok=True)
            raise
        digest = hashlib.sha256()
        with open(part, "rb") as file:
            while block := file.read(CHUNK):
                digest.update(block)
            os.fsync(file.fileno())
        self.record["files"][name] = {"sha256": digest.hexdigest(), "size": part.stat().st_size, "url": url}
        self.save()
        part.replace(self.path / name)
        notes.unlink(missing_ok=True)


class Progress:
    """One line on a terminal, from the third second on."""

    def __init__(self, name, total):
        self.name, self.total, self.moment = name, total, time.monotonic() + 3
        self.shown = False

    def at(self, done):
        if sys.stderr.isatty() and time.monotonic() > self.moment:
            of = f" of {self.total:,}" if self.total else ""
            print(f"\r\033[Kfetch: {self.name}: {done:,}{of}", end="", file=sys.stderr, flush=True)
            self.moment, self.shown = time.monotonic() + 0.5, True

    def end(self):
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


class Download:
    """One file, from where an earlier run or a cut connection left it."""

    def __init__(self, folder, web, name, url):
        self.folder, self.web, self.name, self.url = folder, web, name, url
        self.part, self.notes = folder.part(name)
        self.known = read_notes(self.notes)
        if self.known.get("url") != url or self.have() > (self.known.get("size") or math.inf):
            self.drop()

    def have(self):
        return self.part.stat().st_size if self.part.exists() else 0

    def drop(self):
        self.part.unlink(missing_ok=True)
        self.known = {}

    def headers(self):
        if self.have() and self.known.get("mark"):
            return {"Range": f"bytes={self.have()}-", "If-Range": self.known["mark"]}
        return {}

    def begin(self, answer):
        """The offset at which the answer goes on."""
        if answer.status == 206:
            found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
            if not found or [int(n) for n in found.groups()] != [self.have(), self.known.get("size")]:
                self.drop()
                raise Cut("another part than was asked for: from the start")
            return self.have()
        tag, moment = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified")
        mark = tag if tag.startswith('"') else moment  # a weak tag promises nothing about bytes
        self.part.unlink(missing_ok=True)  # before the notes are about another file
        self.known = {"url": self.url, "size": length_of(answer), "mark": mark}
        write_text(self.notes, json.dumps(self.known))
        return 0

    def take(self, answer):
        done = first = self.begin(answer)
        size = self.known["size"]
        if size and size - done > shutil.disk_usage(self.part.parent).free:
            raise Failed(f"no room for the {size - done:,} bytes of '{self.name}'")
        progress = Progress(self.name, size)
        with open(self.part, "ab" if first else "wb") as file:
            try:
                while block := answer.read(CHUNK):
                    file.write(block)
                    done += len(block)
                    progress.at(done)
            except (http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError) as error:
                raise Cut(f"cut off after {done} bytes ({error!r})", done - first >= WORTH) from None
            finally:
                progress.end()
        if size is not None and done < size:
            raise Cut(f"cut off after {done} of {size} bytes", done - first >= WORTH)

    def fetch(self):
        """416: there is nothing where it should go on, so that what it has is of another file."""
        for again in (False, True):
            try:
                return self.web.ask(self.url, self.take, self.headers)
            except Missing as error:
                if error.code != 416:
                    raise
                if again:
                    raise Failed(f"{self.url}: promises more bytes than it has") from None
                self.drop()

    def run(self, check):
        if self.have() == 0 or self.have() != self.known.get("size"):
            self.fetch()
        self.folder.finish(self.name, self.url, check)


class Pages:
    """A collection of an OGC API within a box, page after page into one GeoJSON file. The notes
    say up to which byte the .part holds whole pages, and which page comes then."""

    def __init__(self, folder, web, collection, box):
        self.folder, self.web, self.collection = folder, web, collection
        self.name = f"bag/{collection}.geojson"
        self.part, self.notes = folder.part(self.name)
        query = {"f": "json", "limit": PAGE, "crs": RD, "bbox-crs": RD, "bbox": ",".join(map(str, box))}
        self.first = f"{API}/kadaster/bag/ogc/v2/collections/{collection}/items?{urlencode(query, safe=',:/')}"

    def start(self):
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
        head = f'{{"type":"FeatureCollection","name":"{self.collection}","crs":{json.dumps(crs)},"features":[\n'
        self.part.write_text(head, encoding="utf-8")
        return {"first": self.first, "next": self.first, "size": len(head), "count": 0, "pages": 0}

    def run(self):
        state = read_notes(self.notes)
        resumed = state.get("first") == self.first and self.part.exists()
        resumed = resumed and self.part.stat().st_size >= state["size"]
        if not resumed:
            state = self.start()
        progress = Progress(f"{self.collection}, objects", None)
        while state["next"]:
            try:
                self.add(state)
            except Missing:
                if not resumed:
                    raise
                say(f"note: {self.collection}: the page to go on with is no longer served: from the start")
                state = self.start()
            resumed = False
            progress.at(state["count"])
        progress.end()
        self.write(state, "\n]}\n")
        if not state["count"]:
            say(f"note: no {self.collection} within the box")
        self.folder.finish(self.name, self.first, lambda part: None)

    def write(self, state, text):
        """After the whole pages; what an interrupted run wrote beyond them goes."""
        with open(self.part, "r+b") as file:
            file.truncate(state["size"])
            file.seek(state["size"])
            state["size"] += file.write(text.encode())

    def add(self, state):
        url = state["next"]
        if state["pages"] >= PAGES:
            raise Failed(f"{self.collection}: more than {PAGES * PAGE:,} objects: --national takes them in one file")
        page, headers = self.web.json(url, headers={"Accept": "application/geo+json, application/json"})
        features = page.get("features")
        if page.get("type") != "FeatureCollection" or not isinstance(features, list):
            raise Failed(f"{url}: no collection of features")
        if page.get("numberReturned", len(features)) != len(features):
            raise Failed(f"{url}: {len(features)} features instead of {page['numberReturned']}")
        if RD not in headers.get("Content-Crs", ""):
            raise Failed(f"{url}: coordinates in '{headers.get('Content-Crs', '')}' instead of RD New")
        lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
        text = (",\n" if state["count"] and lines else "") + ",\n".join(lines)
        self.write(state, text)
        following = [link for link in page.get("links") or [] if isinstance(link, dict) and link.get("rel") == "next"]
        state["next"] = urljoin(url, inside(following[0], "href")) if following else None
        if state["next"] in (url, self.first):
            raise Failed(f"{url}: its next page is one that was read already")
        state["count"] += len(features)
        state["pages"] += 1
        write_text(self.notes, json.dumps(state))


def refuse_page(path):
    with open(path, "rb") as file:
        if file.read(512).lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
            raise Failed(f"'{path.name}' is a web page instead of data")


def gpkg_rows(path, sql, *values):
    with contextlib.closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as file:
        try:
            return file.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise Failed(f"'{path.name}' is no GeoPackage that can be read ({error})") from None


def check_gpkg(*layers):
    def check(path):
        refuse_page(path)
        if gpkg_rows(path, "PRAGMA quick_check(1)") != [("ok",)]:
            raise Failed(f"'{path.name}' is a damaged GeoPackage")
        found = {row[0] for row in gpkg_rows(path, "SELECT table_name FROM gpkg_contents")}
        if missing := [layer for layer in layers if layer not in found]:
            raise Failed(f"'{path.name}' has no layer {', '.join(missing)}")

    return check


def zip_names(path):
    """The names in an archive, after all of it was read."""
    refuse_page(path)
    try:
        with zipfile.ZipFile(path) as file:
            bad, names = file.testzip(), file.namelist()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Failed(f"'{path.name}' is no zip archive ({error})") from None
    if bad:
        raise Failed(f"'{path.name}': '{bad}' in it is damaged")
    return names


def check_tif(path):
    refuse_page(path)
    words = ["gdalinfo", "-if", "GTiff", "-checksum", str(path)]  # reads every block
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "GDAL_PAM_ENABLED": "NO"})
    if done.returncode or "ERROR" in done.stderr:
        raise Failed(f"'{path.name}' can't be read: {(done.stderr.strip() or 'gdalinfo fails').splitlines()[0]}")
