"""Real programs for the tests of this folder: an index, a daemon on a free port, and requests to it.

FILON_INDEXER and FILON_SEARCHD name the programs; ctest sets them.
"""
import gzip
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[3]
DEMO = ROOT / "data" / "demo"
DEMO_SOURCES = [f"lemarche={DEMO}/lemarche.json", f"carteco={DEMO}/carteco.json"]


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.raw = body
        packed = self.headers.get("content-encoding") == "gzip"
        self.body = gzip.decompress(body) if packed and body else body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


def query(path, parameters):
    """parameters: a dict or pairs; a value may be a list of values."""
    pairs = parameters.items() if isinstance(parameters, dict) else parameters
    return path + "?" + urllib.parse.urlencode(list(pairs), doseq=True)


class Index:
    """Where an index is built from sources, in a folder that goes with it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="filon-http-"))
        self.path = self.folder / "index"

    def build(self, sources, *more):
        command = [os.environ["FILON_INDEXER"], "run", "--store", self.folder / "store", "--index",
                   self.path, "--quiet", "--report", self.folder / "report.json", *more]
        for source in sources:
            command += ["--source", source]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise AssertionError(f"filon-indexer: {done.returncode}: {done.stderr}")

    def write(self, name, records):
        """A file of the neutral format, as a source."""
        file = self.folder / f"{name}.jsonl"
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))
        return f"{name}={file}"

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def eventually(holds, seconds=60):
    """Asks until it holds: what another thread or process does has no sign to wait for."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError("it did not come to hold in time")
        time.sleep(0.02)


class Daemon:
    def __init__(self, index, *flags, environment=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="filon-http-"))
        port_file = self.folder / "port"
        self.errors = open(self.folder / "stderr", "w+")
        self.process = subprocess.Popen(
            [os.environ["FILON_SEARCHD"], "--index", index, "--listen", "127.0.0.1:0",
             "--port-file", port_file, *flags],
            stderr=self.errors, env={**os.environ, **(environment or {})})
        deadline = time.monotonic() + 120  # sanitizers are slow; a daemon that died ends the wait
        while not port_file.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                said = self.log()
                self.stop()
                raise AssertionError("filon-searchd did not start: " + said)
            time.sleep(0.02)
        self.port = int(port_file.read_text())

    def log(self):
        self.errors.flush()
        return (self.folder / "stderr").read_text()

    def ask(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    def get(self, target, parameters=None, headers=None):
        if parameters is not None:
            target = query(target, parameters)
        return self.ask("GET", target, headers)

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self.errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


class DaemonTest(unittest.TestCase):
    """Tests that share one daemon over the demo data; a class may ask for other sources or flags."""

    sources = DEMO_SOURCES
    records = []  # of the neutral format, beside the demo data
    flags = ()
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.index = Index()
        cls.addClassCleanup(cls.index.remove)
        more = [cls.index.write("essai", cls.records)] if cls.records else []
        cls.index.build([*cls.sources, *more])
        cls.daemon = Daemon(cls.index.path, *cls.flags)
        cls.addClassCleanup(cls.daemon.stop)

    def get(self, target, parameters=None, **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.daemon.get(target, parameters, names)

    def good(self, target, parameters=None, **headers):
        answer = self.get(target, parameters, **headers)
        self.assertEqual(answer.status, 200, f"{target} {parameters}: {answer.body[:500]}")
        return answer

    def search(self, parameters=None):
        return self.good("/api/v1/structures", parameters or {}).json

    def everything(self, parameters=None):
        """Every result of a search, page after page."""
        found, page = [], 1
        while True:
            answer = self.search({**(parameters or {}), "page": page, "per_page": 100,
                                  "facets": "none", "seed": "s"})
            found += answer["results"]
            if len(answer["results"]) < 100:
                return found
            page += 1

    def refused(self, target, parameters, code, status=400, **headers):
        answer = self.get(target, parameters, **headers)
        self.assertEqual(answer.status, status, f"{parameters}: {answer.body[:300]}")
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        problem = answer.json
        self.assertEqual(problem["code"], code, problem)
        self.assertEqual(problem["status"], status)
        for key in ("type", "title", "detail"):
            self.assertTrue(problem[key], problem)
        self.assertNotIn("etag", answer.headers)
        return problem
