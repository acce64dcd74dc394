"""A Le Marché that misbehaves: the right exit code, the old index served, the token nowhere."""

import pathlib
import signal
import sqlite3
import subprocess
import time
import unittest

from indexer_program import INDEXER, TOKEN, FakeLeMarche, IndexerTest

# Short limits, so that drips and silences are over within seconds.
IMPATIENT = ["--tries", "2", "--pace", "0", "--longest-wait", "0", "--stall", "1", "--max-answer", "4"]
# A server that says nothing is given one second; one that is slow to make its bomb is not silent.
FIRST_BYTE = {"silent": "1"}

# What each fault must end in, and what the operator must read.
FAULTS = {
    "always_busy": (3, "status 429 (2 tries): the server asks for fewer requests"),
    "down": (3, "status 500 (2 tries)"),
    "reset": (3, "(2 tries)"),
    "truncated": (3, "(2 tries)"),
    "cut": (3, "page 1: line 1"),
    "lying": (3, "count says 32, but 3 passes gave 25 distinct ids"),
    "endless": (3, "the pages do not end"),
    "circle": (3, "the pages do not end"),
    "html": (3, "an HTML page, not JSON"),
    "bomb": (3, "larger than 4194304 bytes once decompressed: refused"),
    "drip": (3, "stalled: less than 100 bytes a second"),
    "silent": (3, "no answer within 1 s"),
    "redirect_elsewhere": (3, "status 401"),
    "redirect_circle": (3, "more than 5 redirects"),
    "redirect_file": (3, "not an http:// or https:// address"),
    "next_elsewhere": (3, "is on another host"),
    "refused": (3, "the token was refused: set FILON_LEMARCHE_TOKEN"),
    "echo_error": (3, "redirects to ftp://"),
    "deep": (3, "nested deeper than 64 levels"),
    "overflow": (3, "page 1: line 1"),
    "shrunk": (4, "40.0 % lost"),
    "empty": (4, "100.0 % lost"),
    "nameless": (4, "25 of 25 rows rejected"),
}

# What looks like a fault and is none: every structure must come.
ODDITIES = ["busy", "paged", "unstable", "latin1", "gzip", "redirect", "array", "echo", "etag"]


class AgainstAFake(IndexerTest):
    @classmethod
    def setUpClass(cls):
        cls.fake = FakeLeMarche()
        cls.fake.__enter__()
        cls.addClassCleanup(cls.fake.__exit__)

    def harvest(self, mode, limits=IMPATIENT):
        first_byte = ["--first-byte", FIRST_BYTE.get(mode, "30")] if limits is IMPATIENT else []
        return self.run_on(f"lemarche={self.fake.url(mode)}", more=limits + first_byte)

    def known(self):
        with sqlite3.connect(f"file:{self.store}/state.sqlite?mode=ro", uri=True) as state:
            return state.execute("SELECT * FROM structures ORDER BY id").fetchall()

    def assert_no_token(self, ended):
        self.assertNotIn(TOKEN, ended.said)
        for path in self.dir.rglob("*"):
            if path.is_file():
                self.assertNotIn(TOKEN.encode(), path.read_bytes(), path)


class Faults(AgainstAFake):
    def test_each_ends_in_its_code_and_the_old_index_stays(self):
        self.assert_code(self.harvest("ok"), 0)
        before, known = self.index_hash(), self.known()
        self.assertEqual(len(known), 25)
        for mode, (code, words) in FAULTS.items():
            with self.subTest(mode):
                ended = self.harvest(mode)
                self.assert_code(ended, code)
                self.assertIn(words, ended.err)
                self.assertEqual(self.index_hash(), before)
                self.assertEqual(self.known(), known)
                self.assert_code(self.status(), 0)
                self.assertEqual(self.report()["error"]["code"], {3: "fetch", 4: "refused"}[code])
                self.assert_no_token(ended)
        self.assert_code(self.harvest("ok"), 0)
        self.assertEqual([self.report()[what] for what in ("added", "changed", "removed")], [0, 0, 0])

    def test_what_is_odd_but_whole_is_taken(self):
        for mode in ODDITIES:
            with self.subTest(mode):
                ended = self.harvest(mode, ["--pace", "0", "--longest-wait", "1"])
                self.assert_code(ended, 0)
                self.assertEqual(self.report()["total"], 25)
                self.assert_no_token(ended)

    def test_one_source_that_fails_does_not_cost_the_others_their_snapshot(self):
        carteco = f"carteco={self.fake.url('ok', '/api/elements.json')}"
        ended = self.run_on(f"lemarche={self.fake.url('down')}", carteco, more=IMPATIENT)
        self.assert_code(ended, 3)
        lemarche, other = self.report()["sources"]
        self.assertIsNone(lemarche["snapshot"])
        self.assertTrue(other["snapshot"])

    def test_an_unchanged_source_is_not_fetched_again_and_counts_as_fresh(self):
        for _ in range(2):
            self.assert_code(self.harvest("etag"), 0)
        self.assertEqual([entry["status"] for entry in self.fake.log("etag")][-2:], [200, 304])
        self.assertEqual(len(list((self.store / "snapshots/lemarche").iterdir())), 1)

    def test_what_could_not_be_read_is_kept_for_the_operator(self):
        ended = self.harvest("html")
        refused = self.store / "snapshots/lemarche/refused"
        self.assertIn(f"(what came is kept in {refused})", ended.err)
        self.assertEqual(len(list(refused.glob("*.zst"))), 1)
        self.assert_code(self.harvest("ok"), 0)


    def test_nothing_private_is_kept_even_of_what_could_not_be_read(self):
        page = self.file("page.json", '{"data": [{"id": 1, "subscriberEmails": ["a@b.fr"]}], }')
        with FakeLeMarche("--serve", page) as fake:
            ended = self.run_on(f"carteco={fake.url('served', '/api/elements.json')}", more=IMPATIENT)
        self.assert_code(ended, 3)
        kept = next((self.store / "snapshots/carteco/refused").glob("*.zst"))
        # So short a document is stored as it is within zstd's frame.
        self.assertIn(b'"id": 1', kept.read_bytes())
        self.assertNotIn(b"a@b.fr", kept.read_bytes())


class Killed(AgainstAFake):
    def start(self, mode):
        return subprocess.Popen(
            [INDEXER, "run", *map(str, self.folders()), "--source",
             f"lemarche={self.fake.url(mode)}", "--pace", "0"],
            env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait_for_request(self, mode, number):
        deadline = time.monotonic() + 60
        while len(self.fake.log(mode)) < number:
            self.assertLess(time.monotonic(), deadline, "the program does not ask")
            time.sleep(0.01)

    def asked_offsets(self, mode):
        return [entry["query"].partition("offset=")[2] or "0" for entry in self.fake.log(mode)
                if entry["path"] == "/api/siae/"]

    def test_a_harvest_goes_on_where_it_was_killed(self):
        run = self.start("held")
        self.wait_for_request("held", 2)
        arguments = pathlib.Path(f"/proc/{run.pid}/cmdline").read_bytes()
        self.assertIn(b"--source", arguments)
        self.assertNotIn(TOKEN.encode(), arguments)
        run.send_signal(signal.SIGKILL)
        run.wait()
        self.assert_code(self.harvest("held"), 0)
        self.assertEqual(self.report()["total"], 25)
        self.assertEqual(self.asked_offsets("held"), ["0", "10", "10", "20"])
        self.assertIn("1 pages came from an interrupted harvest", self.report()["sources"][0]["warnings"])
        self.assertFalse((self.store / "snapshots/lemarche/under-way").exists())

    def test_a_killed_run_leaves_no_lock(self):
        run = self.start("silent")
        self.wait_for_request("silent", 1)
        self.assert_code(self.harvest("ok"), 5)
        run.kill()
        run.wait()
        self.assert_code(self.harvest("ok"), 0)


if __name__ == "__main__":
    unittest.main()
