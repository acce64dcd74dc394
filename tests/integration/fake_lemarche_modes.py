"""How the fake Le Marché misbehaves: one function per mode, named mode_NAME."""

import gzip
import json
import socket
import struct

PAGE_CAP = 10


class Misbehaviour:
    """Mixed into the handler of fake_lemarche.py, whose answer(), page() and send_… it uses."""

    def mode_paged(self):
        self.answer(cap=PAGE_CAP)

    def mode_held(self):
        """In pages, and the first client that asks for the second one never gets it."""
        if self.number("offset", 0) == PAGE_CAP and self.count("second page") == 1:
            self.server.stopping.wait(60)
            self.close_connection = True
            return None
        return self.answer(cap=PAGE_CAP)

    def mode_served(self):
        """The file that --serve names, whatever is asked."""
        with open(self.server.served, "rb") as file:
            self.send_bytes(file.read())

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

    def mode_shrunk(self):
        self.send_structures(self.server.rows[:15])

    def mode_empty(self):
        self.send_structures([])

    def mode_nameless(self):
        self.send_structures([{"id": row["id"]} for row in self.server.rows])

    def send_structures(self, rows):
        """Those instead of the real ones; the other lists are as they should be."""
        if self.route == "/api/siae/":
            return self.send_json(self.page(rows))
        return self.answer()

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
