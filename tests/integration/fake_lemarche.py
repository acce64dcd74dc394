#!/usr/bin/env python3
"""A Le Marché (and a small Carteco) that answers as the real ones do, and misbehaves on demand.

Prints its port and serves on 127.0.0.1 until its standard input is closed. How it behaves is in
the address, so that tests share one server without a word between them:

    http://127.0.0.1:PORT/mode/unstable/api/siae/?limit=20000

Without /mode/NAME/ the mode is that of --mode, or of the last GET /control/mode?name=NAME.
GET /control/log gives the requests served, as JSON: no token, only whether there was one.
Modes: ok, and one per function of this file whose name begins with mode_.
"""

import argparse
import gzip
import http.server
import json
import re
import socket
import struct
import sys
import threading
import urllib.parse

PAGE_CAP = 10


def made_up_row(number):
    return {
        "id": 1000 + number, "name": f"STRUCTURE {number // 2}", "brand": "",
        "slug": f"structure-{number}-21", "siret": f"{10000000000000 + number}", "nature": "",
        "kind": "EI", "kind_parent": "Insertion", "contact_website": "", "address": "1 rue",
        "city": "Dijon", "post_code": "21000", "department": "21",
        "region": "Bourgogne-Franche-Comté", "is_qpv": False, "is_active": True, "sectors": [],
        "presta_types": ["PREST"], "networks": [], "offers": [], "client_references": [],
        "labels_old": [], "created_at": "2021-10-04T09:12:45.123456+02:00", "updated_at": None,
    }


class Fake(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the client's ACK

    # --- sending ---------------------------------------------------------------------------

    def send_bytes(self, body, status=200, content_type="application/json", headers=()):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_json(self, value, status=200, headers=()):
        self.send_bytes(json.dumps(value, ensure_ascii=False).encode(), status, headers=headers)

    def redirect(self, target):
        self.send_bytes(b"", 302, headers=[("Location", target)])

    def refuse(self, detail):
        self.send_json({"detail": detail}, 401, [("WWW-Authenticate", 'Bearer realm="api"')])

    # --- what is asked ---------------------------------------------------------------------

    def number(self, name, default):
        text = self.query.get(name, [""])[0]
        return int(text) if text.isdigit() and (name == "offset" or int(text) > 0) else default

    def address(self, path, query, host=None):
        host = host or f"127.0.0.1:{self.server.server_port}"
        return f"http://{host}/mode/{self.mode}{path}?" + urllib.parse.urlencode(query)

    def count(self, what):
        """How often this was asked for in this mode, the first time being 1."""
        with self.server.lock:
            key = (self.mode, what)
            self.server.counts[key] = self.server.counts.get(key, 0) + 1
            return self.server.counts[key]

    def page(self, rows, cap=None, count=None, host=None):
        limit, offset = self.number("limit", 100), self.number("offset", 0)
        limit = min(limit, cap) if cap else limit
        end = offset + limit
        more = {"limit": limit, "offset": end}
        return {
            "count": len(rows) if count is None else count,
            "next": self.address(self.route, more, host) if end < len(rows) else None,
            "previous": None,
            "results": rows[offset:end],
        }

    # --- routing ---------------------------------------------------------------------------

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        self.query = urllib.parse.parse_qs(parts.query)
        if parts.path.startswith("/control/"):
            return self.control(parts.path)
        found = re.match(r"/mode/([a-z0-9_]+)(/.*)$", parts.path)
        self.mode, self.route = found.groups() if found else (self.server.mode, parts.path)
        self.server.log.append({
            "mode": self.mode, "path": self.route, "query": parts.query,
            "host": self.headers.get("Host"), "token": "Authorization" in self.headers,
            "accept": self.headers.get("Accept"), "user_agent": self.headers.get("User-Agent"),
            "accept_encoding": self.headers.get("Accept-Encoding"),
        })
        misbehave = getattr(self, "mode_" + self.mode, None)
        try:
            misbehave() if misbehave else self.answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def control(self, path):
        if path == "/control/mode":
            self.server.mode = self.query["name"][0]
        self.send_json(self.server.log if path == "/control/log" else {"mode": self.server.mode})

    def authorised(self):
        header = self.headers.get("Authorization", "")
        if not header.startswith("Bearer "):
            self.refuse("Informations d'authentification non fournies.")
        elif len(header) < len("Bearer ") + 64:
            self.refuse("Token too short. Possible security issue detected.")
        elif self.server.token and header != "Bearer " + self.server.token:
            self.refuse("Invalid or expired token")
        else:
            return True
        return False

    def answer(self, **page):
        rows = self.server.rows
        if self.route == "/api/elements.json":
            elements = [{"id": row["slug"], "name": row["name"]} for row in rows]
            return self.send_json({"licence": "", "ontology": "gogofull", "data": elements})
        if self.route == "/api/project-info.json":
            return self.send_json({"name": "Carteco", "dataSize": len(rows)})
        if not self.authorised():
            return None
        if self.route in ("/api/sectors/", "/api/networks/"):
            kind = self.route.split("/")[2]
            return self.send_json(self.page([{"name": kind, "slug": kind}]))
        if self.route != "/api/siae/":
            return self.send_json({"detail": "Pas trouvé."}, 404)
        return self.send_json(self.page(rows, **page))

    # --- modes -----------------------------------------------------------------------------

    def mode_paged(self):
        self.answer(cap=PAGE_CAP)

    def mode_array(self):
        self.send_json(self.server.rows)

    def mode_unstable(self):
        """Equal names change places: in pass n, page n + 1 repeats a row and so skips another."""
        offset = self.number("offset", 0)
        rows = list(self.server.rows)
        turn = self.count("pass") if offset == 0 else self.server.counts[(self.mode, "pass")]
        if offset == turn * PAGE_CAP and offset < len(rows):
            rows[offset] = rows[offset - 1]
        self.send_json(self.page(rows, cap=PAGE_CAP))

    def mode_lying(self):
        self.answer(count=len(self.server.rows) + 7)

    def mode_endless(self):
        page = self.page(self.server.rows, cap=1)
        page["next"] = self.address(self.route, {"offset": 0, "n": self.count("page")})
        self.send_json(page)

    def mode_circle(self):
        page = self.page(self.server.rows, cap=1)
        page["next"] = self.address(self.route, {"limit": 20000})
        self.send_json(page)

    def mode_next_elsewhere(self):
        self.answer(cap=PAGE_CAP, host=f"localhost:{self.server.server_port}")

    def mode_etag(self):
        if self.headers.get("If-None-Match") == '"v1"':
            return self.send_bytes(b"", 304, headers=[("ETag", '"v1"')])
        headers = [("ETag", '"v1"'), ("Last-Modified", "Thu, 20 Aug 2026 10:15:00 GMT")]
        return self.send_json(self.page(self.server.rows), headers=headers)

    def mode_gzip(self):
        body = gzip.compress(json.dumps(self.page(self.server.rows)).encode())
        self.send_bytes(body, headers=[("Content-Encoding", "gzip")])

    def mode_busy(self):
        """429 twice, then well."""
        if self.count("all") > 2:
            return self.answer()
        return self.send_json({}, 429, [("Retry-After", "7")])

    def mode_always_busy(self):
        self.send_json({}, 429, [("Retry-After", "86400")])

    def mode_down(self):
        self.send_bytes(b"<h1>Server Error (500)</h1>", 500, "text/html")

    def mode_reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def mode_truncated(self):
        body = json.dumps(self.page(self.server.rows)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def mode_cut(self):
        """Half an answer that transport cannot tell from a whole one."""
        body = json.dumps(self.page(self.server.rows)).encode()
        self.send_bytes(body[: len(body) // 2])

    def mode_html(self):
        self.send_bytes(b"<!doctype html><title>Connexion</title>", content_type="text/html")

    def mode_bomb(self):
        body = gzip.compress(b'["' + b"a" * (64 << 20) + b'"]', 9)
        self.send_bytes(body, headers=[("Content-Encoding", "gzip")])

    def mode_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while not self.server.stopping.wait(0.05):
            self.wfile.write(b"[")

    def mode_silent(self):
        self.server.stopping.wait(60)
        self.close_connection = True

    def mode_redirect(self):
        if not self.route.endswith("/again/"):
            return self.redirect(self.address(self.route + "again/", self.flat_query()))
        self.route = self.route.removesuffix("again/")
        return self.answer()

    def mode_redirect_elsewhere(self):
        self.mode = "ok"
        host = f"localhost:{self.server.server_port}"
        self.redirect(self.address(self.route, self.flat_query(), host))

    def mode_redirect_circle(self):
        self.redirect(self.address(self.route, self.flat_query()))

    def mode_redirect_file(self):
        self.redirect("file:///etc/passwd")

    def flat_query(self):
        return {name: values[0] for name, values in self.query.items()}

    def mode_latin1(self):
        body = json.dumps(self.page(self.server.rows)).encode()
        self.send_bytes(body.replace(b"STRUCTURE 3", b"CAF\xe9 3"))

    def mode_deep(self):
        self.send_bytes(b"[" * 100000 + b"]" * 100000)

    def mode_overflow(self):
        page = json.dumps(self.page(self.server.rows))
        self.send_bytes(page.replace('"is_qpv": false', '"is_qpv": 1e2147483648', 1).encode())

    def mode_refused(self):
        self.refuse("Invalid or expired token")

    def mode_echo(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        page = self.page(self.server.rows)
        page["debug"] = token
        self.send_json(page, headers=[("ETag", f'"{token}"')])

    def mode_echo_error(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.redirect(f"ftp://127.0.0.1/{token}?token={token}")

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """A client that hangs up is what many modes are for."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mode", default="ok")
    parser.add_argument("--rows", type=int, default=25, help="how many made-up structures")
    parser.add_argument("--data", help="a saved answer whose structures to serve instead")
    parser.add_argument("--token", default="", help="the only one accepted; any of 64 by default")
    options = parser.parse_args()

    server = Server(("127.0.0.1", 0), Fake)
    server.mode, server.token = options.mode, options.token
    server.rows = [made_up_row(number) for number in range(options.rows)]
    if options.data:
        with open(options.data, encoding="utf-8") as file:
            saved = json.load(file)
        server.rows = saved if isinstance(saved, list) else saved["results"]
    server.log, server.counts, server.lock = [], {}, threading.Lock()
    server.stopping = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    server.stopping.set()
    server.shutdown()


if __name__ == "__main__":
    main()
