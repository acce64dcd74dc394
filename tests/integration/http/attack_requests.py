"""Requests that mean harm, each with the statuses that are right for it."""
import itertools
import json
import random
import urllib.parse

from attack_client import post, request

MALFORMED, UNKNOWN_METHOD, HOST = {400}, {501}, "Host: filon\r\n"
MUCH = b"a" * (8 * 1024 * 1024)


def request_lines():
    for line in (b"", b" ", b"GET", b"GET /", b"GET  / HTTP/1.1 ", b"/ HTTP/1.1", b"GET / HTTP/1.1 x",
                 b"GET\t/\tHTTP/1.1", b"GET / http/1.1", b"GET / HTTP/", b"GET / HTTP/1.1\x00",
                 b"GET /\x7f HTTP/1.1", b"GET /a b HTTP/1.1", b"GET /# HTTP/1.1", b"GET * HTTP/1.1",
                 b"GET ftp://a/ HTTP/1.1", b"GE(T / HTTP/1.1", b"\xffGET / HTTP/1.1", b"{}", b"<x>",
                 b"GET /\xff\xfe HTTP/1.1", b"GET /?q=\xc3 HTTP/1.1"):
        yield f"line {line[:30]}", line + b"\r\nHost: filon\r\n\r\n", {400, 505}
    for version in ("0.9", "1.2", "2.0", "3.0", "1.10", "11", "1.1.1", "-1"):
        yield f"version {version}", request("GET", "/", version=f"HTTP/{version}"), {505}
    for greeting in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\x80\x2e\x01\x00\x02",
                     b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"\x05\x01\x00\r\n\r\n", b"\x00" * 64 + b"\r\n\r\n",
                     b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"EHLO filon\r\n\r\n"):
        yield f"greeting {greeting[:8]}", greeting, {400, 505}


def methods():
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "POST"):
        for target in ("/", "/api/v1/structures", "/metrics", "/openapi.json"):
            yield f"{method} {target}", request(method, target), {405}
    for method in ("get", "Get", "BREW", "PROPFIND", "LOCK", "PURGE", "DEBUG", "TRACK", "GETS", "G",
                   "X" * 7000):
        yield f"method {method[:20]}", request(method, "/"), UNKNOWN_METHOD


def framing():
    body = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: filon\r\n\r\n"
    for coding in ("chunked", "CHUNKED", "chunked, gzip", "gzip, chunked", "identity", "x", "", " chunked",
                   "\tchunked", "chunked\t", "chunked;q=1", "\"chunked\""):
        for name in ("Transfer-Encoding", "TRANSFER-ENCODING", "transfer-encoding"):
            one = f"{name}: {coding}\r\n"
            yield f"{one!r}", request("POST", "/api/v1/needs", one, body), {501}
            yield f"{one!r} and a length", request("POST", "/api/v1/needs", one + "Content-Length: 5\r\n",
                                                   body), MALFORMED
    for size in ("-2", "ffffffffffffffff", "+5", "0x5", "5;a=b", " 5", "5 ", "zz", "", "00000000000000005",
                 "7fffffffffffffff", "10000000000000000"):
        yield f"chunk of {size!r}", request("POST", "/api/v1/needs", "Transfer-Encoding: chunked\r\n",
                                            f"{size}\r\nhello\r\n".encode() + body), {501}
    for length in ("-1", "+5", "0x5", "5, 5", "5 5", "", "five", "5.0", "1e3", "٥", "5;", "\"5\""):
        yield f"length {length!r}", request("POST", "/api/v1/needs", f"Content-Length: {length}\r\n", body), MALFORMED
    for length in ("1048577", "4294967296", "18446744073709551616", "9" * 40):
        yield f"length {length}", request("POST", "/api/v1/needs", f"Content-Length: {length}\r\n", MUCH), {413}
    for pair in itertools.product(("5", "05", "6"), repeat=2):
        yield f"lengths {pair}", request("POST", "/api/v1/needs", "".join(
            f"Content-Length: {one}\r\n" for one in pair), body), MALFORMED


def headers():
    for line in ("Content-Length : 5", "X-A: b\r\n c", ": b", "nothing", "X A: b", "X(A): b", "X-A: b\x00",
                 "X-A: b\rX-B: c", "X-A: b\nX-B: c", "X-A: \x01", "X-A\x00: b", "\tX: b", HOST.strip(),
                 "Host: <script>", "Host: a/b", "Host: a b", "Host: a,b", "é: b"):
        yield f"header {line!r}", request("GET", "/", line + "\r\n"), MALFORMED
    yield "no host", b"GET / HTTP/1.1\r\n\r\n", MALFORMED
    yield "bare line feeds", b"GET / HTTP/1.1\nHost: filon\n\n", MALFORMED
    yield "an expectation", request("POST", "/api/v1/needs", "Expect: cake\r\nContent-Length: 1\r\n"), {417}
    for coding in ("gzip", "br", "deflate", "gzip, gzip", "x"):
        yield f"packed {coding}", request("POST", "/api/v1/needs", f"Content-Encoding: {coding}\r\n"
                                          "Content-Length: 5\r\n", b"hello"), {415}


def too_much():
    yield "8 MB line", b"GET /" + MUCH, {414}
    yield "8 MB query", b"GET /?q=" + MUCH, {414}
    yield "8 MB header", b"GET / HTTP/1.1\r\nHost: filon\r\nX: " + MUCH, {431}
    yield "8 MB header name", b"GET / HTTP/1.1\r\nHost: filon\r\n" + MUCH, {431}
    yield "101 headers", request("GET", "/", "X: 1\r\n" * 100), {431}
    yield "a million headers", request("GET", "/", "X: 1\r\n" * 1_000_000), {431}
    yield "a million empty lines", b"\r\n" * 1_000_000, {400, 408, 431, None}
    for size in range(8100, 8400, 50):
        yield f"line of {size}", request("GET", "/api/v1/kinds?x=" + "a" * size), {400, 414}


def paths():
    for path in ("../etc/passwd", "..%2fetc/passwd", "%2e%2e/etc/passwd", "static/../../etc/passwd",
                 "static/%2e%2e%2f%2e%2e%2fetc/passwd", "static/..%5c..%5cetc%5cpasswd", "%00", "a%00b",
                 "static/filon.js%00.html", "%zz", "%2", "%", "%u0041", "%c0%ae%c0%ae/etc/passwd",
                 "%ff", "%0d%0aSet-Cookie:a=b", "static//etc/passwd", "//etc/passwd", "static/.%2e/x",
                 "static/" + "a" * 4000, "a/" * 2000, "static/vendor", "static/", "structures/%0a",
                 "structures/..", "structures/" + "%F0%9F%92%A9" * 100, "api/v1/structures/%2e%2e",
                 "api/v1/territories/commune:%27%20or%201=1", "api/v1/structures/;ls", "\\..\\..\\x"):
        yield f"path {path[:40]}", request("GET", "/" + path), {400, 404}


HOSTILE = ("", " ", "\u202e", "é" * 1000, "a" * 6000, "-1", "0", "99999999999999999999", "1e309", "NaN",
           "0x10", "1;DROP TABLE", "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}",
           "../../etc/passwd", "\t", "\u00ad", "😀", "%", "%25%30%30", "()" * 500, "\"" * 50, "*", "AND OR NOT",
           "commune:", "commune:99999", "departement:21" * 50, "47.3,5.0,6.0", "999,999", "48,2", "all,none")
PARAMETERS = ("q", "sector", "territory", "reach", "national", "near", "radius_km", "label", "kind", "network",
              "prestation", "source", "criterion", "zone", "reservation", "inactive", "page", "per_page", "sort",
              "facets", "interpret", "ignore", "seed", "label_expired", "origin", "nobody", "__proto__")


def parameters():
    for route in ("/api/v1/structures", "/", "/feed.atom", "/api/v1/structures.csv"):
        for name, value in itertools.product(PARAMETERS, HOSTILE):
            # What is wrong is said; nothing is an error of ours.
            yield (f"{route} {name}={value[:20]!r}",
                   request("GET", f"{route}?" + urllib.parse.urlencode({name: value})), {200, 400, 414})
    for route in ("/api/v1/suggest", "/api/v1/territories", "/lots"):
        for value in HOSTILE:
            yield (f"{route} {value[:20]!r}", request("GET", f"{route}?" + urllib.parse.urlencode({"q": value})),
                   {200, 400, 414})
    yield "10,000 parameters", request("GET", "/api/v1/kinds?" + "&a" * 2000), {400}
    yield "50 territories", request("GET", "/api/v1/structures?" + "territory=commune:21231&" * 250), {200, 400}


def bodies():
    deep = b"[" * 100_000
    texts = (b"", b"null", b"[]", b"{", b'{"text"', b'{"text":1}', b'{"text":null}', deep, b'{"text":' + deep,
             b'{"text":"' + b"\\ud800" + b'"}', b'{"text":"\xff"}', b'{"text":1e-999999999999}', b'\x00' * 100,
             b'{"text":"a","text":"b"}{}', b"0." + b"1" * 400 + b"e-2147483639", b'{"lots":[]}',
             b'{"lots":[' + b",".join([b'{"title":"a"}'] * 500) + b"]}", b'{"lots":{"0":1}}',
             b'{"lots":[{"title":' + b'"' + b"a" * 500_000 + b'"}]}', b"<xml/>", b"\xef\xbb\xbf",
             json.dumps({"lots": [{"title": "x", "sectors": ["y"] * 1000}], "cutoffs": [-1] * 1000}).encode())
    for route in ("/api/v1/needs", "/api/v1/depth"):
        for text in texts:
            yield f"{route} {text[:20]}", post(route, text), {200, 400, 413}
        for media in ("text/plain", "application/xml", "multipart/form-data; boundary=x", "", "x" * 1000,
                      "application/jsonp"):
            yield f"{route} as {media[:20]}", post(route, b"{}", media), {415}
    big = json.dumps({"text": "nettoyage de vitres, " * 40_000}).encode()
    yield "a need of 840 kB", post("/api/v1/needs", big), {200, 400, 413}


def mutations(count, seed=20261124):
    """Good requests with bytes changed, taken out, doubled or put in; what they mean nobody knows."""
    dice = random.Random(seed)
    good = [request("GET", "/api/v1/structures?q=traiteur+bio&territory=departement:21&page=2",
                    "Accept-Encoding: gzip\r\nConnection: keep-alive\r\n"),
            request("HEAD", "/?q=caf%C3%A9", "Accept-Language: en\r\nIf-None-Match: \"x\"\r\n"),
            post("/api/v1/needs", b'{"text":"Entretien des espaces verts et nettoyage"}'),
            post("/api/v1/depth", b'{"lots":[{"title":"Nettoyage"}],"territory":["departement:21"]}')]
    for number in range(count):
        data = bytearray(dice.choice(good))
        for _ in range(dice.choice((1, 1, 2, 5, 20))):
            at = dice.randrange(len(data))
            what = dice.randrange(5)
            if what == 0:
                data[at] = dice.randrange(256)
            elif what == 1:
                del data[at:at + dice.randrange(1, 6)]
            elif what == 2:
                data[at:at] = data[at:at + dice.randrange(1, 30)]
            elif what == 3:
                data[at:at] = dice.choice((b"\r\n", b"\n", b"\r", b"\0", b":", b" ", b"%", b"&", b"\xff", b"\t"))
            else:
                data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 9)))
            if not data:
                data += b"x"
        # None: it waits for more than came, and says nothing.
        yield f"mutation {number}", bytes(data), {200, 304, 308, 400, 404, 405, 410, 413, 414, 415, 417, 431, 501,
                                                  505, None}


def all_requests():
    return itertools.chain(request_lines(), methods(), framing(), headers(), too_much(), paths(), parameters(),
                           bodies(), mutations(3000))
