"""Runs the real filon-indexer in folders of its own, and the fake Le Marché for it to harvest."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.request

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
INDEXER = os.environ["FILON_INDEXER"]
TOKEN = "Zq7" + "k" * 61


def lemarche_row(number, **changes):
    row = {"id": 1000 + number, "name": f"STRUCTURE {number} (TEST)", "slug": f"structure-{number}",
           "siret": f"{99900000000000 + number}", "kind": "EI", "address": "1 rue (fictif)",
           "city": "Dijon", "post_code": "21000", "is_active": True, "sectors": []}
    return {**row, **changes}


def lemarche_page(rows):
    return json.dumps({"count": len(rows), "next": None, "previous": None, "results": rows})


class Ended:
    """How a call of the program ended."""

    def __init__(self, completed):
        self.code = completed.returncode
        self.out = completed.stdout.decode()
        self.err = (completed.stderr or b"").decode()
        self.said = self.out + self.err


class FakeLeMarche:
    """fake_lemarche.py on a free port, for as long as the `with` block lasts."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        command = [sys.executable, "-B", str(HERE / "fake_lemarche.py"), "--token", TOKEN]
        self.process = subprocess.Popen(command + list(self.options), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def url(self, mode, path=""):
        return f"http://127.0.0.1:{self.port}/mode/{mode}{path}"

    def log(self, mode):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/control/log") as answer:
            return [entry for entry in json.load(answer) if entry["mode"] == mode]


class IndexerTest(unittest.TestCase):
    """A store, an index and a place for files, gone after each test."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="filon-run-")
        self.addCleanup(scratch.cleanup)
        self.dir = pathlib.Path(scratch.name)
        self.store, self.index = self.dir / "store", self.dir / "index"
        self.report_file = self.dir / "report.json"

    # --- calling the program ---------------------------------------------------------------

    def environment(self, token=TOKEN, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FILON_")
                and not name.lower().endswith("_proxy")}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "FILON_DATA"):
            if name in os.environ:
                kept[name] = os.environ[name]
        return {**kept, **({"FILON_LEMARCHE_TOKEN": token} if token else {}), **more}

    def call(self, *arguments, environment=None, stderr=subprocess.PIPE, **popen):
        command = [INDEXER, *map(str, arguments)]
        return Ended(subprocess.run(command, env=environment or self.environment(), timeout=120,
                                    stdout=subprocess.PIPE, stderr=stderr, check=False, **popen))

    def folders(self):
        return ["--store", self.store, "--index", self.index]

    def run_on(self, *sources, more=(), **keywords):
        named = [part for source in sources for part in ("--source", source)]
        return self.call("run", *self.folders(), *named, "--report", self.report_file, *more,
                         **keywords)

    def file(self, name, text):
        path = self.dir / name
        path.write_text(text, encoding="utf-8")
        return path

    def small(self, name="small.json", numbers=range(10)):
        """A source of a few invented structures, as --source takes it."""
        return f"lemarche={self.file(name, lemarche_page([lemarche_row(n) for n in numbers]))}"

    # --- looking at what it did ------------------------------------------------------------

    def report(self):
        return json.loads(self.report_file.read_text(encoding="utf-8"))

    def served(self):
        return os.readlink(self.index / "current")

    def status(self):
        return self.call("status", *self.folders(), "--json", "--verify")

    def index_hash(self):
        """Of every byte that is served, and of which generation it is."""
        digest = hashlib.sha256(self.served().encode())
        for path in sorted((self.index / "current").resolve().iterdir()):
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    def assert_code(self, ended, code):
        self.assertEqual(ended.code, code, ended.said)
