"""The public hosts, asked politely: one connection at a time, pauses between requests, patience that
grows with a busy server, no other hosts and no plain http. Nothing here knows of files."""
import contextlib
import email.utils
import http.client
import json
import ssl
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

SERVICE, API = "https://service.pdok.nl", "https://api.pdok.nl"
AGENT = "groennet-fetch/1 (GIS toolkit for municipalities)"
BUSY = (429, 502, 503, 504)
TRIES = 6  # in a row without anything gained
LONGEST_S = 900  # a server that asks for more patience is left alone
TIMEOUT_S = 60
JSON_BYTES = 256 << 20


class Failed(Exception):
    """Status 3: a source can't be had, or not now."""


class Usage(Exception):
    """Status 2."""


class Missing(Failed):
    """The server says that there is no such thing (any 4xx)."""

    def __init__(self, url, code):
        super().__init__(f"{url}: status {code}")
        self.code = code


class Cut(Exception):
    """An answer that broke off: worth another try. `gained` when it was not for nothing."""

    def __init__(self, why, gained=False):
        super().__init__(why)
        self.gained = gained


def say(text):
    print(f"fetch: {text}", file=sys.stderr)


def retry_after(headers):
    """Seconds that the server asks for, as a number or as a moment; 0 when it does not say."""
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return int(text)
    with contextlib.suppress(ValueError, TypeError):
        return max(0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    return 0


def length_of(answer):
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isdigit() else None


class Redirect(HTTPRedirectHandler):
    max_redirections = 5

    def __init__(self, place):
        self.place = place

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if req.data is not None:
            raise Failed(f"{req.full_url}: an order is answered with another address")
        return super().redirect_request(req, fp, code, msg, headers, self.place(newurl))


class Web:
    """The public hosts, or `base` in their place, asked politely."""

    def __init__(self, base, wait_s, verbose):
        self.base, self.wait_s, self.verbose = base, wait_s, verbose
        self.opener = build_opener(Redirect(self.place))
        self.next_moment = 0.0

    def place(self, url):
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if self.base and origin == self.base:
            return url
        if origin not in (SERVICE, API):
            raise Failed(f"the server points to {url}, which is none of its own hosts over https")
        return self.base + url[len(origin) :] if self.base else url

    def ask(self, url, work, headers=dict, order=None):
        """What `work` makes of a good answer. Headers are asked for anew at each try."""
        tries = 0
        while True:
            least_s = 0
            try:
                return self.ask_once(url, work, headers(), order)
            except HTTPError as error:
                error.close()
                if error.code not in BUSY:
                    raise (Missing if 400 <= error.code < 500 else Failed)(url, error.code) from None
                why, least_s = f"status {error.code}", retry_after(error.headers)
            except Cut as error:
                why, tries = str(error), 0 if error.gained else tries
            except (URLError, http.client.HTTPException, ssl.SSLError, ConnectionError, TimeoutError) as error:
                why = getattr(error, "reason", None) or repr(error)
                if isinstance(why, ssl.SSLCertVerificationError):
                    raise Failed(f"{url}: {why}") from None
            tries += 1
            self.back_off(url, tries, why, least_s)

    def ask_once(self, url, work, headers, order):
        time.sleep(max(0, self.next_moment - time.monotonic()))
        if self.verbose:
            say(f"{'POST' if order else 'GET'} {url}")
        request = Request(self.place(url), headers={"User-Agent": AGENT, **headers})
        if order:
            request.data = json.dumps(order).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with self.opener.open(request, timeout=TIMEOUT_S) as answer:
                if answer.headers.get_content_type() == "text/html":
                    raise Failed(f"{url}: a web page instead of data")
                if answer.headers.get("Content-Encoding", "identity") != "identity":
                    raise Failed(f"{url}: packed, though that was not asked for")
                return work(answer)
        finally:
            self.next_moment = time.monotonic() + self.wait_s

    def back_off(self, url, tries, why, least_s):
        if tries >= TRIES:
            raise Failed(f"{url}: {why}, {tries} times in a row: try the same command later")
        if least_s > LONGEST_S:
            raise Failed(f"{url}: {why}, and it asks for {least_s:.0f} s of patience: try the same command then")
        delay_s = max(least_s, self.wait_s * 2**tries)
        say(f"note: {urlsplit(url).netloc}: {why}: again in {delay_s:.3g} s")
        time.sleep(delay_s)

    def json(self, url, order=None, headers=None):
        """The parsed answer and its headers."""

        def work(answer):
            text = answer.read(JSON_BYTES + 1)
            if len(text) > JSON_BYTES:
                raise Failed(f"{url}: more than {JSON_BYTES} bytes of JSON")
            if length_of(answer) not in (None, len(text)):
                raise Cut(f"cut off after {len(text)} of {length_of(answer)} bytes")
            return text, answer.headers

        text, heads = self.ask(url, work, lambda: {"Accept": "application/json", **(headers or {})}, order)
        try:
            found = json.loads(text)
        except ValueError as error:
            raise Failed(f"{url}: no JSON ({error})") from None
        if not isinstance(found, dict):
            raise Failed(f"{url}: no JSON object")
        return found, heads


def inside(value, *keys):
    """value[key][key]..., which must be text."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise Failed(f"the answer has no {'.'.join(keys)}")
    return value
