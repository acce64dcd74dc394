#!/usr/bin/env python3
"""A Le Marché (and a small Carteco) that answers as the real ones do, and misbehaves on demand.

Prints its port and serves on 127.0.0.1 until its standard input is closed. How it behaves is in
the address, so that tests share one server without a word between them:

    http://127.0.0.1:PORT/mode/unstable/api/siae/?limit=20000

Without /mode/NAME/ the mode is that of --mode, or of the last GET /control/mode?name=NAME.
GET /control/log gives the requests served, as JSON: no token, only whether there was one.
Modes: ok, and one per function of fake_lemarche_modes.py.
"""

import argparse
import http.server
import json
import re
import sys
import threading
import urllib.parse

sys.dont_write_bytecode = True  # a test leaves nothing in the source tree
from fake_lemarche_modes import Misbehaviour  # noqa: E402


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


class Fake(Misbehaviour, http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the client's ACK

    # --- sending ---------------------------------------------------------------------------

    def send_bytes(self, body, status=200, content_type="application/json", headers=()):
        self.entry["status"] = status
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
        self.entry = {}  # what the log says of this request
        if parts.path.startswith("/control/"):
            return self.control(parts.path)
        found = re.match(r"/mode/([a-z0-9_]+)(/.*)$", parts.path)
        self.mode, self.route = found.groups() if found else (self.server.mode, parts.path)
        self.entry = {
            "mode": self.mode, "path": self.route, "query": parts.query,
            "host": self.headers.get("Host"), "token": "Authorization" in self.headers,
            "accept": self.headers.get("Accept"), "user_agent": self.headers.get("User-Agent"),
            "accept_encoding": self.headers.get("Accept-Encoding"),
        }
        self.server.log.append(self.entry)
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
    parser.add_argument("--serve", help="a file for the mode of that name: mode/served")
    parser.add_argument("--token", default="", help="the only one accepted; any of 64 by default")
    options = parser.parse_args()

    server = Server(("127.0.0.1", 0), Fake)
    server.mode, server.token = options.mode, options.token
    server.rows = [made_up_row(number) for number in range(options.rows)]
    if options.data:
        with open(options.data, encoding="utf-8") as file:
            saved = json.load(file)
        server.rows = saved if isinstance(saved, list) else saved["results"]
    server.served = options.serve
    server.log, server.counts, server.lock = [], {}, threading.Lock()
    server.stopping = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    server.stopping.set()


if __name__ == "__main__":
    main()
