"""A writer, two replicas behind HAProxy and visitors, each a host of its own: reindexing, a cable that is pulled, a
daemon that is replaced. No visitor is failed.
"""
import http.client
import itertools
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import threading
import time
import unittest

from filon import DEMO_SOURCES, ROOT, Index, eventually
from namespaces import HostThread, Network, inside, why_not
from proxies import HaProxy, Proxy, replaced

REPLICATE = ROOT / "scripts" / "replicate"
ADDRESSES = {"un": "10.77.0.11", "deux": "10.77.0.12"}


class Visitors:
    """Several at once, each of an address of its own, until stop(): what they were answered."""

    def __init__(self, namespace, certificate, count=6):
        self.answers, self.failures, self.slowest, self.generations = 0, [], 0, set()
        self.certificate, self.ended, self.lock = certificate, threading.Event(), threading.Lock()
        self.threads = [HostThread(namespace, lambda source=f"127.0.1.{number + 1}": self.ask_on(source))
                        for number in range(count)]
        for thread in self.threads:
            thread.start()

    def connect(self, source):
        context = ssl.create_default_context(cafile=self.certificate)
        context.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", 443, timeout=30, context=context,
                                                 source_address=(source, 0))
        connection.connect()
        return connection

    def ask_on(self, source):
        connection = self.connect(source)
        for number in itertools.count():
            if self.ended.is_set():
                return connection.close()
            start = time.monotonic()
            try:
                connection.request("GET", f"/api/v1/structures?per_page=1&facets=none&page={number % 20 + 1}")
                answer = connection.getresponse()
                body = answer.read()
                failure = None if answer.status == 200 else f"{answer.status} {body[:200]}"
                if answer.getheader("Connection") == "close":
                    connection.close()
                    connection = self.connect(source)
            except (OSError, http.client.HTTPException) as error:
                failure = repr(error)
                connection.close()
                connection = self.connect(source)
            with self.lock:
                self.answers += 1
                self.slowest = max(self.slowest, time.monotonic() - start)
                if failure:
                    self.failures.append(failure)
                else:
                    self.generations.add(json.loads(body)["index"]["generation"])
            self.ended.wait(0.05)

    def since(self):
        """The generations seen from now on."""
        with self.lock:
            self.generations.clear()
        return self.generations

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.result()


@unittest.skipIf(why_not(), why_not())
@unittest.skipUnless(HaProxy.is_here() and shutil.which("rsync"), "haproxy or rsync is not installed")
class Replicas(unittest.TestCase):
    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.remove)
        self.folder = self.index.folder
        self.network = Network()
        self.addCleanup(self.network.remove)
        self.writer = self.network.host("writer", 10)
        self.hosts = {name: self.network.host(name, 11 + number) for number, name in enumerate(ADDRESSES)}
        self.daemons = {}
        self.index.build(DEMO_SOURCES)
        self.offer_over_rsync()

    def offer_over_rsync(self):
        config = self.folder / "rsyncd.conf"
        config.write_text(replaced((ROOT / "packaging" / "rsyncd.conf").read_text(),
                                   ("/var/lib/filon/index", str(self.index.path)),
                                   (r"^hosts allow = .*$", "hosts allow = 10.77.0.0/24"), (r"^uid = .*$", "uid = 0"),
                                   (r"^gid = .*$", "gid = 0")))
        self.start(self.writer, "rsyncd", ["rsync", "--daemon", "--no-detach", "--config", config])

    def start(self, namespace, name, command):
        said = open(self.folder / name, "a")
        process = subprocess.Popen(inside(namespace, command), stdout=said, stderr=said)
        said.close()

        def stop():
            process.terminate()
            process.wait(timeout=60)

        self.addCleanup(stop)
        return process

    def replica(self, name):
        return self.folder / f"index-{name}"

    def replicate(self, name):
        done = subprocess.run(inside(self.hosts[name], [REPLICATE, "rsync://10.77.0.10/filon", self.replica(name)]),
                              capture_output=True, text=True, timeout=120)
        return done.returncode, done.stderr

    def serve(self, name):
        port_file = self.folder / f"port-{name}"
        port_file.unlink(missing_ok=True)
        self.daemons[name] = self.start(
            self.hosts[name], f"log-{name}",
            [os.environ["FILON_SEARCHD"], "--index", self.replica(name), "--listen", f"{ADDRESSES[name]}:8080",
             "--port-file", port_file, "--trusted-proxy", "10.77.0.1", "--workers", "4"])
        eventually(port_file.exists)

    def balance(self):
        Proxy.make_certificate(self.folder)
        (self.folder / "filon.pem").write_text((self.folder / "cert.pem").read_text() +
                                               (self.folder / "key.pem").read_text())
        servers = [f"    server {name} {address}:8080" for name, address in ADDRESSES.items()]
        (self.folder / "haproxy.cfg").write_text(replaced(
            (ROOT / "packaging" / "proxy" / "haproxy.cfg").read_text(),
            (r"/etc/haproxy/filon\.pem", f"{self.folder}/filon.pem"), (r"^    log /dev/log local0\n", ""),
            (r"^    log global\n", ""), (r"^    (user|group) haproxy\n", ""),
            (r"^    server un .*8080$", "\n".join(servers)),
            (r"^    server un .*track.*$", "\n".join(f"{server} track filon/{server.split()[1]}"
                                                     for server in servers))))
        self.start(self.network.front, "haproxy", ["/usr/sbin/haproxy", "-W", "-db", "-f", self.folder / "haproxy.cfg"])
        eventually(lambda: "200" in self.status_by_proxy())

    def status_by_proxy(self):
        done = subprocess.run(inside(self.network.front, [
            "curl", "-sk", "-o", "/dev/null", "-w", "%{http_code}", "https://127.0.0.1/readyz"]),
            capture_output=True, text=True, timeout=60)
        return done.stdout

    def served(self, name):
        return os.readlink(self.replica(name) / "current")

    def page_through(self, generation):
        """What a script is told that asks for the second page of that generation."""
        done = subprocess.run(inside(self.network.front, [
            "curl", "-sk", f"https://127.0.0.1/api/v1/structures?per_page=1&page=2&generation={generation}"]),
            capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout)

    def test_visitors_are_answered_whatever_happens(self):
        for name in ADDRESSES:
            self.assertEqual(self.replicate(name), (0, ""))
            self.serve(name)
        self.balance()
        visitors = Visitors(self.network.front, self.folder / "cert.pem")
        self.addCleanup(visitors.ended.set)

        # A new index, taken over by one replica after the other.
        self.index.build(DEMO_SOURCES)
        for name in ADDRESSES:
            self.assertEqual(self.replicate(name), (0, ""))
            self.assertEqual(self.served(name), "gen-2")
        eventually(lambda: visitors.since() or not time.sleep(0.5) and visitors.generations == {2})
        changed = self.page_through(1)
        self.assertEqual((changed["status"], changed["code"], changed["param"]),
                         (409, "generation_changed", "generation"))
        self.assertEqual(self.page_through(2)["page"], 2)

        # A replica is cut off; it misses a generation, and is not asked.
        self.network.cut("deux")
        self.index.build(DEMO_SOURCES)
        self.assertEqual(self.replicate("un"), (0, ""))
        code, said = self.replicate("deux")
        self.assertEqual(code, 3, said)
        self.assertEqual(self.served("deux"), "gen-2")
        eventually(lambda: visitors.since() or not time.sleep(0.5) and visitors.generations == {3})

        # It comes back, catches up, and carries all while the other daemon is replaced.
        self.network.mend("deux")
        eventually(lambda: self.replicate("deux") == (0, ""))
        self.assertEqual(self.served("deux"), "gen-3")
        log = self.folder / "log-deux"
        eventually(lambda: "gen-3" in log.read_text())
        time.sleep(3)  # two checks of the proxy's: nothing here tells that it asks the replica again
        self.daemons["un"].terminate()
        self.assertEqual(self.daemons["un"].wait(60), 0)
        time.sleep(1)
        self.serve("un")
        time.sleep(1)

        visitors.stop()
        print(f"visitors: {visitors.answers} answers, {len(visitors.failures)} failed, slowest {visitors.slowest:.2f} s",
              file=sys.stderr)
        self.assertEqual(visitors.failures, [])
        self.assertGreater(visitors.answers, 500)
        # A connection that died without a word is given up after three seconds, then another replica is asked.
        self.assertLess(visitors.slowest, 10)


if __name__ == "__main__":
    unittest.main()
