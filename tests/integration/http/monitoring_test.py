"""What a monitor asks of the daemon: metrics, readiness, a listener of its own, and the alerts that are shipped."""
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from filon import DEMO_SOURCES, ROOT, Daemon, DaemonTest, Index, eventually

ALERTS = ROOT / "packaging" / "prometheus" / "filon-alerts.yml"


def values_of(text):
    return {name: float(value) for name, value in
            (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))}


def ask(port, target):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class OwnListener(DaemonTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="filon-http-")
        cls.addClassCleanup(folder.cleanup)
        port_file = pathlib.Path(folder.name) / "admin-port"
        cls.flags = ("--admin-listen", "127.0.0.1:0", "--admin-port-file", port_file)
        super().setUpClass()
        cls.admin = int(port_file.read_text())

    def test_metrics_leave_the_visitors_door(self):
        self.assertEqual(self.get("/metrics").status, 404)
        status, text = ask(self.admin, "/metrics")
        self.assertEqual(status, 200)
        self.assertEqual(values_of(text)["filon_index_ready"], 1)

    def test_readiness_is_told_at_both(self):
        for target in ("/readyz", "/healthz"):
            self.assertEqual(self.good(target).status, ask(self.admin, target)[0])

    def test_nothing_else_is_answered_there(self):
        for target in ("/", "/api/v1/structures"):
            self.assertEqual(ask(self.admin, target)[0], 404)

    def test_it_counts_what_visitors_asked(self):
        self.good("/api/v1/kinds")
        counted = 'filon_requests_total{route="/api/v1/kinds",status="200"}'
        # The answer is counted after it has left.
        eventually(lambda: values_of(ask(self.admin, "/metrics")[1]).get(counted, 0) >= 1)


class Reports(unittest.TestCase):
    """The index, its sources and the last run, as /metrics tells them while they change."""

    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.remove)
        self.report = self.index.folder / "report.json"

    def serve(self, *flags):
        daemon = Daemon(self.index.path, "--reindex-report", self.report, *flags)
        self.addCleanup(daemon.stop)
        return daemon

    def values(self, daemon):
        return values_of(daemon.get("/metrics").text)

    def test_before_the_first_run_nothing_is_ready_nor_made_up(self):
        daemon = self.serve()
        self.assertEqual(daemon.get("/readyz").status, 503)
        values = self.values(daemon)
        self.assertEqual(values["filon_index_ready"], 0)
        self.assertEqual(values["filon_reindex_report_readable"], 0)
        self.assertNotIn("filon_reindex_success", values)

    def test_a_good_run_and_its_sources(self):
        before = int(time.time())
        self.index.build(DEMO_SOURCES)
        values = self.values(self.serve())
        self.assertEqual(values["filon_reindex_success"], 1)
        self.assertGreater(values["filon_reindex_duration_seconds"], 0)
        for name in ("filon_reindex_timestamp_seconds", "filon_index_built_timestamp_seconds",
                     'filon_source_harvested_timestamp_seconds{source="carteco"}'):
            self.assertGreaterEqual(values[name], before, name)
            self.assertLessEqual(values[name], time.time() + 1, name)
        self.assertEqual(values['filon_source_stale{source="lemarche"}'], 0)
        self.assertGreater(values['filon_source_structures{source="lemarche"}'], 10)

    def test_a_run_that_failed_says_why_and_the_index_stays(self):
        self.index.build(DEMO_SOURCES)
        daemon = self.serve()
        with self.assertRaises(AssertionError):
            self.index.build(["lemarche=/nothing/is/here.json"])
        values = self.values(daemon)
        self.assertEqual(values["filon_reindex_success"], 0)
        self.assertEqual(values['filon_reindex_error{code="fetch"}'], 1)
        self.assertEqual(values["filon_index_ready"], 1)

    def test_a_report_that_is_none_is_told_as_such(self):
        self.index.build(DEMO_SOURCES)
        daemon = self.serve()
        for text in ("", "{", "[]", '{"error": null}', "<html>"):
            self.report.write_text(text)
            self.assertEqual(self.values(daemon)["filon_reindex_report_readable"], 0, text)

    def test_a_damaged_generation_is_told(self):
        self.index.build(DEMO_SOURCES)
        daemon = self.serve()
        self.assertEqual(self.values(daemon)["filon_index_refused"], 0)
        shutil.copytree(self.index.path / "gen-1", self.index.path / "gen-2")
        with open(self.index.path / "gen-2" / "image.bin", "r+b") as image:
            image.seek(1000)
            image.write(b"damage")
        (self.index.path / "next").symlink_to("gen-2")
        os.rename(self.index.path / "next", self.index.path / "current")
        eventually(lambda: self.values(daemon)["filon_index_refused"] == 1)
        self.assertEqual(self.values(daemon)["filon_index_generation"], 1)
        self.assertRegex(daemon.log(), r'event="generation not served" detail="[^"]*gen-2/image\.bin')


class Settings(unittest.TestCase):
    def refused(self, *flags):
        done = subprocess.run([os.environ["FILON_SEARCHD"], "--index", "/nowhere", "--listen",
                               "127.0.0.1:0", *flags], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stderr

    def test_wrong_ones_are_named(self):
        for flags, said in (
                (("--admin-listen", "9090"), "--admin-listen: '9090' is not ADDRESS:PORT"),
                (("--trusted-proxy", "proxy"), "--trusted-proxy: 'proxy' is neither an address"),
                (("--connections-per-client", "0"), "--connections-per-client: 0 is not 1 to")):
            code, errors = self.refused(*flags)
            self.assertEqual(code, 2, errors)
            self.assertIn(said, errors)

    def test_a_port_file_that_cannot_be_written_ends_the_daemon(self):
        for flags in (("--port-file", "/nowhere/port"),
                      ("--admin-listen", "127.0.0.1:0", "--admin-port-file", "/nowhere/port")):
            code, errors = self.refused(*flags)
            self.assertEqual(code, 1, errors)
            self.assertIn("/nowhere/port", errors)

    def test_they_are_printed_as_a_file_that_says_the_same(self):
        flags = ["--admin-listen", "127.0.0.1:9090", "--trusted-proxy", "10.0.0.0/8",
                 "--trusted-proxy", "::1", "--connections-per-client", "7", "--reindex-report", "/r"]
        printed = subprocess.run([os.environ["FILON_SEARCHD"], "--print-config", *flags],
                                 capture_output=True, text=True, check=True, timeout=60).stdout
        for line in ("admin-listen=127.0.0.1:9090", "trusted-proxy=10.0.0.0/8",
                     "trusted-proxy=::1", "connections-per-client=7", "reindex-report=/r"):
            self.assertIn(line + "\n", printed)
        with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
            file.write(printed)
            file.flush()
            again = subprocess.run([os.environ["FILON_SEARCHD"], "--print-config", "--config",
                                    file.name], capture_output=True, text=True, check=True,
                                   timeout=60).stdout
        self.assertEqual(printed, again)


class Alerts(unittest.TestCase):
    def test_they_speak_of_metrics_that_are_told(self):
        index = Index()
        self.addCleanup(index.remove)
        index.build(DEMO_SOURCES)
        daemon = Daemon(index.path, "--reindex-report", index.folder / "report.json")
        self.addCleanup(daemon.stop)
        daemon.get("/api/v1/kinds")
        told = {name.split("{")[0] for name in values_of(daemon.get("/metrics").text)}
        named = set(re.findall(r"\bfilon_[a-z_]+", ALERTS.read_text(encoding="utf-8")))
        self.assertGreater(len(named), 8)
        self.assertEqual(named - told, set())

    def test_prometheus_accepts_them(self):
        if not shutil.which("promtool"):
            self.skipTest("promtool (Debian: prometheus) is not installed")
        done = subprocess.run(["promtool", "check", "rules", ALERTS], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
