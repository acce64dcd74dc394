"""The shipped configurations of nginx and HAProxy, in front of the real daemon."""
import http.client
import http.server
import json
import threading
import unittest

from filon import DaemonTest
from proxies import HaProxy, Nginx


def ask_in_chunks(connection, method, target, headers, parts):
    """In one piece: a proxy that refuses chunks closes before a second piece could be sent."""
    lines = [f"{method} {target} HTTP/1.1", "Host: annuaire.example", "Transfer-Encoding: chunked",
             *(f"{name}: {value}" for name, value in headers.items())]
    chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts)
    connection.sock.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + chunks + b"0\r\n\r\n")
    answer = http.client.HTTPResponse(connection.sock, method=method)
    answer.begin()
    return answer


def ask(proxy, method, target, headers=None, body=None, source="127.0.0.1", chunked=False):
    connection = http.client.HTTPConnection("annuaire.example")
    connection.sock = proxy.connect(source)
    try:
        if chunked:
            answer = ask_in_chunks(connection, method, target, headers, body)
        else:
            connection.request(method, target, body, headers or {})
            answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


class Echo(http.server.BaseHTTPRequestHandler):
    """In the daemon's place: says what a proxy handed on."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        text = json.dumps([self.path, self.headers.items()]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class InFront:
    """What holds for both."""

    @classmethod
    def setUpClass(cls):
        if not cls.kind.is_here():
            raise unittest.SkipTest(f"{cls.kind.program} is not installed (scripts/install test)")
        super().setUpClass()
        cls.proxy = cls.started(cls.daemon.port)
        cls.addClassCleanup(cls.proxy.stop)

    @classmethod
    def started(cls, port):
        return cls.kind(port) if cls.kind is Nginx else cls.kind([port])

    def ask(self, method, target, *more, **named):
        return ask(self.proxy, method, target, *more, **named)

    def test_answers_are_the_daemons_own(self):
        for target in ("/", "/api/v1/structures?q=traiteur&seed=s", "/structures.nothing", "/feed.atom",
                       "/api/v1/structures?q=%C3%A9t%C3%A9&page=0", "/openapi.json"):
            status, headers, body = self.ask("GET", target)
            direct = self.daemon.ask("GET", target, {"Host": "annuaire.example"})
            self.assertEqual((status, body), (direct.status, direct.body), target)
            for name in ("content-type", "etag", "content-security-policy"):
                self.assertEqual({key.lower(): value for key, value in headers.items()}.get(name),
                                 direct.headers.get(name), target)

    def test_streamed_files_are_whole(self):
        status, _, body = self.ask("GET", "/api/v1/structures.csv?seed=s")
        self.assertEqual(status, 200)
        self.assertEqual(body.count(b"\n"), self.get("/api/v1/structures.csv?seed=s").body.count(b"\n"))

    def test_what_a_client_holds_is_not_sent_again(self):
        _, headers, _ = self.ask("GET", "/api/v1/kinds")
        tag = {key.lower(): value for key, value in headers.items()}["etag"]
        self.assertEqual(self.ask("GET", "/api/v1/kinds", {"If-None-Match": tag})[0], 304)

    def test_needs_are_posted(self):
        text = json.dumps({"text": "Nettoyage des locaux"}).encode()
        status, _, body = self.ask("POST", "/api/v1/needs", {"Content-Type": "application/json"}, text)
        self.assertEqual((status, len(json.loads(body)["lots"])), (200, 1))

    def test_a_body_in_chunks(self):
        status, _, _ = self.ask("POST", "/api/v1/needs",
                                {"Content-Type": "application/json"},
                                [b'{"text":', b'"Nettoyage"}'], chunked=True)
        self.assertEqual(status, self.chunked)

    def test_metrics_are_not_for_visitors(self):
        self.assertEqual(self.ask("GET", "/metrics")[0], 404)

    def test_without_tls_a_visitor_is_led_to_it(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.proxy.plain_port, timeout=20)
        connection.request("GET", "/?q=x", headers={"Host": "annuaire.example"})
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Location")),
                         (301, "https://annuaire.example/?q=x"))
        connection.close()

    def test_who_asks_is_the_proxys_to_say(self):
        backend = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        thread = threading.Thread(target=backend.serve_forever)
        thread.start()
        try:
            proxy = self.started(backend.server_port)
            self.addCleanup(proxy.stop)
            _, _, body = ask(proxy, "GET", "/a?b", {"X-Forwarded-For": "6.6.6.6"}, source="127.0.0.9")
        finally:
            backend.shutdown()
            thread.join()
            backend.server_close()
        path, headers = json.loads(body)
        self.assertEqual(path, "/a?b")
        self.assertEqual([value for name, value in headers if name.lower() == "x-forwarded-for"], ["127.0.0.9"])
        self.assertEqual([value for name, value in headers if name.lower() == "host"], ["annuaire.example"])

    def test_one_visitor_cannot_ask_without_end(self):
        statuses = [self.ask("GET", "/healthz", source="127.0.0.7")[0] for _ in range(400)]
        self.assertEqual(set(statuses), {200, 429})
        self.assertEqual(set(statuses[:80]), {200}, "a page and its pictures are no flood")
        self.assertEqual(self.ask("GET", "/healthz", source="127.0.0.8")[0], 200)

    def test_logs_do_not_say_what_a_buyer_looks_for(self):
        self.ask("GET", "/api/v1/structures?q=cartouches-secretes", {"User-Agent": "secret-agent"})
        log = self.proxy.log()
        self.assertIn("/api/v1/structures", log)
        for secret in ("secret", "127.0.0.1 "):
            self.assertNotIn(secret, log)

    def test_what_is_too_large_stops_at_the_door(self):
        self.assertIn(self.ask("GET", "/?q=" + "a" * 9000)[0], (400, 414))
        status, _, _ = self.ask("POST", "/api/v1/needs", {"Content-Type": "application/json"}, b"a" * 1_100_000)
        self.assertEqual(status, 413)


class BehindNginx(InFront, DaemonTest):
    kind, chunked = Nginx, 200
    flags = ("--trusted-proxy", "127.0.0.1")


class BehindHaProxy(InFront, DaemonTest):
    kind, chunked = HaProxy, 411
    flags = ("--trusted-proxy", "127.0.0.1")


if __name__ == "__main__":
    unittest.main()
