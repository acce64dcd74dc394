"""Asks a daemon from several processes, each with one connection that is kept, and says what was answered.

Used by scripts/soak and scripts/measure-replicas. Client and server share this machine's cores: figures are of both.
"""
import dataclasses
import multiprocessing
import re
import socket
import time

TARGETS = ["/api/v1/structures?q=traiteur+bio&facets=none", "/api/v1/structures?q=nettoyage&territory=departement:21",
           "/api/v1/structures?kind=ACI&per_page=10", "/?q=recyclage", "/api/v1/suggest?q=net",
           "/api/v1/structures?reservation=handicap&facets=sector",
           "/api/v1/structures?q=espaces+verts+autour+de+Dijon&per_page=5", "/api/v1/sectors", "/api/v1/kinds",
           "/api/v1/structures?territory=region:27&sort=name&page=2", "/api/v1/territories/departement:21",
           "/feed.json?kind=EA"]
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)


@dataclasses.dataclass
class Result:
    answers: int = 0
    failures: list = dataclasses.field(default_factory=list)
    times: list = dataclasses.field(default_factory=list)  # seconds, sorted in the end
    seconds: float = 0

    def per_second(self):
        return self.answers / self.seconds

    def quantile(self, part):
        return self.times[min(len(self.times) - 1, int(part * len(self.times)))] if self.times else 0.0


def ask(connection, target):
    """The status of one answer, read to its end; and whether the connection goes on."""
    connection.sendall(b"GET " + target.encode() + b" HTTP/1.1\r\nHost: filon\r\n\r\n")
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(262144)
        if not part:
            raise OSError("closed before the answer")
        data += part
    head, body = data.split(b"\r\n\r\n", 1)
    length = LENGTH.search(head + b"\r\n")
    if length:
        missing = int(length[1]) - len(body)
        while missing > 0:
            part = connection.recv(262144)
            if not part:
                raise OSError("closed within the answer")
            missing -= len(part)
    else:
        while not body.endswith(b"0\r\n\r\n"):
            part = connection.recv(262144)
            if not part:
                raise OSError("closed within the chunks")
            body = body[-8:] + part
    return int(head[9:12]), b"\r\nConnection: close" not in head


def one_process(host, port, pace, seconds, first, results):
    """Asks each `pace` seconds (0: as soon as answered). What is late is asked at once: load does not wait."""
    result = Result()
    connection = None
    start = due = time.monotonic()
    number = first
    while (now := time.monotonic()) - start < seconds:
        if pace and now < due:
            time.sleep(due - now)
        due += pace
        begun = time.monotonic()
        try:
            connection = connection or socket.create_connection((host, port), timeout=30)
            status, goes_on = ask(connection, TARGETS[number % len(TARGETS)])
            if status != 200:
                result.failures.append(f"{status} {TARGETS[number % len(TARGETS)]}")
        except OSError as error:
            result.failures.append(repr(error))
            goes_on = False
        if not goes_on:
            if connection:
                connection.close()
            connection = None
        result.times.append(time.monotonic() - begun)
        result.answers += 1
        number += 1
    results.put(result)


def load(host, port, seconds, rate=None, processes=4):
    """`rate` answers a second in all; None: as many as come."""
    results = multiprocessing.SimpleQueue()
    pace = processes / rate if rate else 0
    start = time.monotonic()
    started = [multiprocessing.Process(target=one_process, args=(host, port, pace, seconds, 5 * n, results))
               for n in range(processes)]
    for process in started:
        process.start()
    whole = Result()
    for _ in started:
        part = results.get()
        whole.answers += part.answers
        whole.failures += part.failures
        whole.times += part.times
    for process in started:
        process.join()
    whole.seconds = time.monotonic() - start
    whole.times.sort()
    return whole
