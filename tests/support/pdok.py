"""pdok.py FOLDER [CERTIFICATE]: plays the public services that scripts/fetch asks, on a free port of
this machine, over https with a certificate; the first line on standard output is the address. Ends
with its standard input.

FOLDER/files  served by path, with ETag, ranges and If-Range
FOLDER/faults lines TIMES PATH ACTION ARGUMENT: the next TIMES requests whose address contains PATH
              get a fault instead; see `fault`
FOLDER/log    a line per request: second, method, address, range, status, who asks, requests at once

The BAG is a grid of objects 100 m apart (panden 120 m, one ligplaats, no standplaats), the BGT an
order that is ready at the third time of asking."""
import hashlib
import http.server
import json
import re
import ssl
import sys
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

ROOT = Path(sys.argv[1])
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
STEPS = {"verblijfsobject": 100, "pand": 120, "ligplaats": 100000, "standplaats": 0}
BGT = "/lv/bgt/download/v1_0/full/custom"
lock = threading.Lock()
busy = 0
asked = {}  # order: how often its state was asked


def fault(url):
    """The first fault that is left for an address."""
    path = ROOT / "faults"
    lines = path.read_text().splitlines() if path.exists() else []
    for i, line in enumerate(lines):
        times, part, *action = line.split()
        if int(times) and part in url:
            lines[i] = " ".join([str(int(times) - 1), part, *action])
            path.write_text("\n".join(lines) + "\n")
            return action + [""]
    return ["", ""]


def objects(name, box):
    """Their identifications and places, in order."""
    step = STEPS[name]
    if not step:
        return
    x0, y0 = (int(-(-v // step)) * step for v in box[:2])
    for y in range(y0, int(box[3]) + 1, step):
        for x in range(x0, int(box[2]) + 1, step):
            yield f"0999{x:06d}{y:06d}", [x + 0.125, y + 0.5]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        global busy
        with lock:
            busy += 1
            self.at_once, self.moment, self.done = busy, time.time(), False
            action, argument = fault(self.path)[:2]
        self.fault = action, argument
        length = int(self.headers.get("Content-Length", 0))
        self.order = json.loads(self.rfile.read(length)) if length else None
        try:
            self.answer(action, argument)
        except ConnectionError:
            pass
        self.end()

    do_POST = do_GET

    def end(self):
        global busy
        with lock:
            busy -= not self.done
            self.done = True

    def note(self, status):
        asks, span = self.headers.get("User-Agent", "").split("/")[0], self.headers.get("Range", "-")
        with lock, open(ROOT / "log", "a") as log:
            print(f"{self.moment:.3f}", self.command, self.path, span, status, asks, self.at_once, file=log)

    def answer(self, action, argument):
        path = urlsplit(self.path).path
        if action == "status":
            code, _, patience = argument.partition(",")
            self.reply(b"later", {"Retry-After": patience} if patience else {}, int(code))
        elif action == "redirect":
            self.reply(b"", {"Location": argument}, 302)
        elif action in ("page", "disguised"):
            kind = "text/html; charset=utf-8" if action == "page" else "application/octet-stream"
            self.reply(b"<!DOCTYPE html><title>Onderhoud</title>", {"Content-Type": kind})
        elif path.startswith("/kadaster/bag/ogc/v2/collections/"):
            self.bag(path.split("/")[6])
        elif path.startswith(BGT):
            self.bgt(path)
        else:
            self.file(ROOT / "files" / path.lstrip("/"))

    def reply(self, content, headers, status=200):
        """Faults: cut (after so many bytes), stall (says nothing more after so many bytes), promise
        (a Content-Length that differs by so many bytes). A request is noted before it is answered and
        ends before its last byte, since who asks may read the notes, or ask again, right after."""
        action, argument = self.fault
        self.note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        length = len(content) + (int(argument) if action == "promise" else 0)
        self.send_header("Content-Length", str(length))
        if not length:
            self.end()
        self.end_headers()
        if action in ("cut", "stall"):
            content = content[: int(argument)]
        most = max(0, length - 1)
        self.wfile.write(content[:most])
        self.end()
        self.wfile.write(content[most:length])
        self.wfile.flush()
        if action == "stall":
            time.sleep(20)
        self.close_connection = True

    def json(self, value, headers=None, status=200):
        self.reply(json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})}, status)

    def file(self, path):
        if not path.is_file():
            return self.reply(b"none", {}, 404)
        content = path.read_bytes()
        tag = '"' + hashlib.md5(content).hexdigest() + '"'
        headers = {"ETag": tag, "Content-Type": "application/octet-stream"}
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if not found or self.headers.get("If-Range") != tag:
            return self.reply(content, headers)
        first = int(found[1]) + (1 if self.fault[0] == "elsewhere" else 0)
        if first >= len(content):
            return self.reply(b"", {"Content-Range": f"bytes */{len(content)}"}, 416)
        headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        return self.reply(content[first:], headers, 206)

    def bag(self, name):
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        limit = int(query.get("limit", 10))
        if query.get("crs") != RD or query.get("bbox-crs") != RD or limit > 1000 or query.get("f") != "json":
            return self.reply(b"bad question", {}, 400)
        every = list(objects(name, [float(v) for v in query["bbox"].split(",")]))
        first = int(query.get("cursor", 0))
        features = []
        for key, place in every[first : first + limit]:
            shape = {"type": "Point", "coordinates": place}
            if name == "pand":
                (x, y), d = place, 10
                ring = [[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]
                shape = {"type": "Polygon", "coordinates": [ring]}
            values = {"identificatie": key, "status": "in gebruik", "straat": "Coöperatiehof"}
            features.append({"type": "Feature", "id": "u" + key, "properties": values, "geometry": shape})
        links = [{"rel": "self", "href": self.path}]
        if first + limit < len(every):
            following = urlencode({**query, "cursor": first + limit})
            host = "https://elders.example" if self.fault[0] == "stray" else "https://api.pdok.nl"
            links.append({"rel": "next", "href": f"{host}{urlsplit(self.path).path}?{following}"})
        count = len(features) + (1 if self.fault[0] == "miscount" else 0)
        page = {"type": "FeatureCollection", "features": features, "numberReturned": count, "links": links}
        headers = {} if self.fault[0] == "nowhere" else {"Content-Crs": f"<{RD}>"}
        return self.json(page, headers)

    def bgt(self, path):
        number = path[len(BGT) + 1 :].split("/")[0]
        if self.command == "POST" and path == BGT:
            order = self.order or {}
            if order.get("format") != "citygml" or not order.get("geofilter", "").startswith("POLYGON(("):
                return self.reply(b"bad order", {}, 400)
            (ROOT / "order").write_text(json.dumps(order))
            number = f"job{len(asked) + 1}"
            asked[number] = 0
            links = {"status": {"href": f"{BGT}/{number}/status"}}
            return self.json({"downloadRequestId": number, "_links": links}, status=202)
        if number not in asked:
            return self.reply(b"none", {}, 404)
        asked[number] += 1
        state = {"progress": min(100, asked[number] * 34), "status": "RUNNING", "_links": {}}
        if self.fault[0] == "fail":
            state["status"] = "FAILED"
        elif asked[number] > 2 and self.fault[0] != "unready":
            state["status"] = "COMPLETED"
            state["_links"]["download"] = {"href": "/lv/bgt/download/v1_0/extract/extract.zip"}
        return self.json(state, status=201 if state["status"] == "COMPLETED" else 200)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
scheme = "http"
if len(sys.argv) > 2:
    scheme, context = "https", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(f"{scheme}://127.0.0.1:{server.server_port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
