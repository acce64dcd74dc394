"""The real daemon under attack: every answer is right, nobody else waits, and its memory stays bounded.

Says at the end how many attacks were tried, the peak of its memory, and the slowest answer to a normal client.
"""
import concurrent.futures
import contextlib
import http.client
import itertools
import json
import os
import pathlib
import resource
import socket
import struct
import sys
import threading
import time
import unittest

from attack_client import Attacker, Malformed, request
from attack_requests import all_requests
from filon import DEMO_SOURCES, Daemon, Index, eventually

MOST_GROWTH_MIB = 200  # the guard keeps 64 MiB of unread requests, and the ends of answers
SANITIZED = "asan" in os.environ.get("FILON_SEARCHD", "") or "tsan" in os.environ.get("FILON_SEARCHD", "")
PATIENCE = 10 if SANITIZED else 1  # seconds that a normal client may wait


def addresses(first=1):
    """Addresses of the loopback: to the guard each is another client."""
    return (f"127.0.{third}.{fourth}" for third in range(first, 256) for fourth in range(1, 255))


class NormalClient(threading.Thread):
    """Asks as a visitor does, again and again, and remembers how long each answer took."""

    def __init__(self, port):
        super().__init__()
        self.port, self.times, self.failures, self.ended = port, [], [], threading.Event()

    def run(self):
        while not self.ended.is_set():
            start = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request("GET", "/api/v1/structures?q=nettoyage&territory=departement:21")
                answer = connection.getresponse()
                if answer.status != 200 or not json.loads(answer.read())["total"]:
                    self.failures.append(answer.status)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
            finally:
                connection.close()
            self.times.append(time.monotonic() - start)
            self.ended.wait(0.02)

    def stop(self):
        self.ended.set()
        self.join()


class Attack(unittest.TestCase):
    tried, wrong, slowest = 0, 0, 0

    @classmethod
    def setUpClass(cls):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
        cls.index = Index()
        cls.addClassCleanup(cls.index.remove)
        cls.index.build(DEMO_SOURCES)
        cls.daemon = Daemon(cls.index.path)
        cls.addClassCleanup(cls.daemon.stop)
        cls.port = cls.daemon.port
        for path in ("/", "/api/v1/structures?per_page=100", "/api/v1/structures.csv"):
            cls.daemon.get(path)
        cls.memory_before = cls.memory("VmRSS")
        cls.descriptors_before = cls.descriptors()

    @classmethod
    def tearDownClass(cls):
        peak = cls.memory("VmHWM")
        print(f"attacks tried: {cls.tried}, wrong: {cls.wrong}; memory: {cls.memory_before} MiB before, {peak} MiB at "
              f"its peak; slowest answer to a normal client: {cls.slowest:.3f} s", file=sys.stderr)

    @classmethod
    def process(cls, name):
        return pathlib.Path(f"/proc/{cls.daemon.process.pid}/{name}")

    @classmethod
    def memory(cls, field):
        [line] = [each for each in cls.process("status").read_text().splitlines() if each.startswith(field)]
        return int(line.split()[1]) // 1024

    @classmethod
    def descriptors(cls):
        """Of sockets: open records stay open, one for each thread that ever read them."""
        links = []
        for link in cls.process("fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                links.append(os.readlink(link))
        return sum(link.startswith("socket:") for link in links)

    @contextlib.contextmanager
    def visited(self, patience=PATIENCE, turned_away=()):
        """What goes on inside is not felt by a normal client, who never waits so many seconds.

        Where thousands ask at once, `turned_away` is an answer too: it says when to come again.
        """
        visitor = NormalClient(self.port)
        visitor.start()
        try:
            yield visitor
            eventually(lambda: len(visitor.times) > 3)  # a slow machine may have had time for fewer
        finally:
            visitor.stop()
        if patience == PATIENCE:
            type(self).slowest = max(self.slowest, *visitor.times)
        self.assertEqual([failure for failure in visitor.failures if failure not in turned_away], [])
        self.assertLess(max(visitor.times), patience)

    def tearDown(self):
        self.assertIsNone(self.daemon.process.poll(), "the daemon is dead: " + self.daemon.log())
        # What every attack took is given back.
        eventually(lambda: self.descriptors() <= self.descriptors_before + 1)
        if not SANITIZED:
            self.assertLess(self.memory("VmHWM"), self.memory_before + MOST_GROWTH_MIB)

    def check(self, answer, allowed):
        self.assertIn(answer.status if answer else None, allowed, answer and answer.body[:300])
        if answer is None:
            return
        self.assertNotIn(b"root:", answer.body)
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.assertNotIn(b"<script>alert", answer.body)
        self.assertNotIn("set-cookie", answer.headers)
        if answer.headers.get("content-type") == "application/problem+json" and answer.body:
            self.assertEqual(json.loads(answer.body)["status"], answer.status)
        if "content-security-policy" not in answer.headers and answer.status != 429:  # a refusal of the guard's
            self.assertEqual(answer.headers.get("connection"), "close")

    def attack(self, data, allowed, source):
        with Attacker(self.port, source) as attacker:
            attacker.send(data)
            attacker.end()
            if b"HEAD" in data[:30]:  # whether a body follows depends on what the damage left of the method
                return self.check(attacker.read(has_body=False), allowed)
            self.check(attacker.read(), allowed)
            # What follows it was never a request, unless it says so.
            while answer := attacker.read():
                self.check(answer, {200, 400, 404, 405, 501, 505})

    def test_each_bad_request_gets_its_answer(self):
        sources = itertools.cycle([f"127.0.0.{last}" for last in range(2, 250)])
        wrong = []

        def one(case):
            name, data, allowed = case
            try:
                self.attack(data, allowed, next(sources))
            except (AssertionError, Malformed, TimeoutError, ValueError) as error:
                wrong.append(f"{name}: {str(error)[:300]}")

        with self.visited(10), concurrent.futures.ThreadPoolExecutor(4) as attackers:
            tried = sum(1 for _ in attackers.map(one, all_requests()))
        type(self).tried += tried
        type(self).wrong += len(wrong)
        self.assertFalse(wrong, "\n".join([f"{len(wrong)} of {tried}", *wrong[:40]]))

    def test_pipelined_requests_are_answered_in_their_order(self):
        targets = [f"/api/v1/structures?per_page=1&page={page}&seed=s&facets=none" for page in range(1, 51)]
        with Attacker(self.port) as attacker:
            attacker.send(b"".join(request("GET", target) for target in targets) +
                          b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + request("GET", "/healthz"))
            pages = [json.loads(attacker.read().body)["page"] for _ in targets]
            self.assertEqual(pages, list(range(1, 51)))
            self.assertEqual(attacker.read().status, 400)
            self.assertTrue(attacker.is_closed(), "what follows a bad request was answered")
        type(self).tried += len(targets) + 1

    def test_what_stands_in_a_body_is_no_request(self):
        hidden = request("GET", "/healthz")
        with Attacker(self.port) as attacker:
            attacker.send(request("GET", "/api/v1/kinds", f"Content-Length: {len(hidden)}\r\n", hidden))
            self.assertEqual(attacker.read().status, 200)
            self.assertTrue(attacker.is_closed(), "the body of a GET was answered")
        type(self).tried += 1

    def test_slow_clients_hold_nobody_up(self):
        """A thousand of them: half send a head byte by byte, a quarter a body, a quarter nothing at all."""
        head, body = request("GET", "/"), request("POST", "/api/v1/needs", "Content-Length: 9000\r\n", b"x")
        texts = [head, body, head, b""]
        with contextlib.ExitStack() as stack, self.visited():
            clients = [(stack.enter_context(Attacker(self.port, source)), texts[number % 4])
                       for number, source in zip(range(1000), itertools.islice(addresses(10), 1000))]
            dripping = [(client, text) for client, text in clients if text]
            start = time.monotonic()
            sent = 0
            while time.monotonic() - start < 9:  # a request may take ten seconds
                for client, text in dripping:
                    self.assertTrue(client.send(text[sent:sent + 1] or b"x"))
                # The head must not end: it would be answered.
                sent = min(sent + 1, len(head) - 4)
                time.sleep(0.3)
            for client, text in dripping:
                answer = client.read()
                self.assertEqual(answer.status, 408)
            self.assertLess(time.monotonic() - start, 30)
        type(self).tried += len(clients)

    def test_readers_that_do_not_read_hold_nobody_up(self):
        many = request("GET", "/api/v1/structures.csv?q=") * 40
        with contextlib.ExitStack() as stack, self.visited():
            for source in itertools.islice(addresses(20), 300):
                stack.enter_context(Attacker(self.port, source, receive_buffer=4096)).send(many)
            time.sleep(3)  # while nobody reads: a visitor asks
        type(self).tried += 300

    def test_one_address_may_hold_64_connections(self):
        with contextlib.ExitStack() as stack:
            held = [stack.enter_context(Attacker(self.port, "127.9.0.1")) for _ in range(64)]
            for client in held:
                client.send(b"G")
            for _ in range(200):
                with Attacker(self.port, "127.9.0.1") as more:
                    answer = more.read()
                    self.assertEqual((answer.status, answer.headers["retry-after"]), (429, "1"))
            with Attacker(self.port, "127.9.0.2") as other:
                other.send(request("GET", "/healthz"))
                self.assertEqual(other.read().status, 200)
        type(self).tried += 200

    def test_a_flood_of_connections(self):
        """Opened and left, cut by resets in the middle of a request, and more idle ones than are held at once."""
        reset = struct.pack("ii", 1, 0)
        with contextlib.ExitStack() as stack, self.visited(10, turned_away=(503,)):
            for number, source in enumerate(itertools.islice(addresses(30), 5000)):
                client = Attacker(self.port, source)
                client.send((b"", b"GET / HT", request("GET", "/"), request("GET", "/") * 20)[number % 4])
                if number % 2:
                    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                client.socket.close()
            for source in itertools.islice(addresses(60), 3000):
                stack.enter_context(Attacker(self.port, source))
            self.assertLess(self.descriptors(), 2048 + 200)
        type(self).tried += 8000


if __name__ == "__main__":
    unittest.main()
