"""What must not happen, and does: damaged bytes, a lost machine, a full disk, a clock that jumps."""
import contextlib
import http.client
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time
import unittest

from filon import DEMO_SOURCES, ROOT, Daemon, Index, eventually


class Disaster(unittest.TestCase):
    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.remove)
        self.index.build(DEMO_SOURCES)

    def serve(self, path=None, *flags, **more):
        daemon = Daemon(path or self.index.path, *flags, **more)
        self.addCleanup(daemon.stop)
        return daemon

    def indexer(self, command, *more, store=None, index=None):
        done = subprocess.run(
            [os.environ["FILON_INDEXER"], command, "--store", store or self.index.folder / "store",
             "--index", index or self.index.path, *more], capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout + done.stderr

    def records(self, daemon):
        found = []
        for page in (1, 2, 3, 4):
            answer = daemon.get("/api/v1/structures", {"per_page": 100, "page": page, "seed": "s", "facets": "none"})
            found += [(each["id"], each["first_seen"], each["name"]) for each in answer.json["results"]]
        return found


class DamagedBytes(Disaster):
    def point_to(self, name):
        (self.index.path / "next").symlink_to(name)
        os.rename(self.index.path / "next", self.index.path / "current")

    def test_one_flipped_bit_anywhere_is_seen_before_it_is_served(self):
        daemon = self.serve()
        first = self.index.path / "gen-1"
        dice = random.Random(20261124)
        number, tried = 1, []
        for name in sorted(path.name for path in first.iterdir()):
            size = (first / name).stat().st_size
            for offset in [0, 1, size // 2, size - 1, *(dice.randrange(size) for _ in range(6))]:
                number += 1
                damaged = self.index.path / f"gen-{number}"
                shutil.copytree(first, damaged)
                with open(damaged / name, "r+b") as file:
                    file.seek(offset)
                    byte = file.read(1)[0] ^ (1 << dice.randrange(8))
                    file.seek(offset)
                    file.write(bytes([byte]))
                self.point_to(damaged.name)
                tried.append(f"{damaged.name}/{name}")
                eventually(lambda: tried[-1] in daemon.log())
                shutil.rmtree(damaged)
        self.assertEqual(len(tried), 3 * 10, "image.bin, manifest.json, structures.glass")
        self.assertEqual(daemon.log().count('event="generation served"'), 1, daemon.log())
        self.assertEqual(daemon.get("/api/v1/structures").json["index"]["generation"], 1)

    def test_a_missing_file_is_seen_too(self):
        daemon = self.serve()
        for number, name in enumerate(sorted(path.name for path in (self.index.path / "gen-1").iterdir()), 2):
            damaged = self.index.path / f"gen-{number}"
            shutil.copytree(self.index.path / "gen-1", damaged)
            (damaged / name).unlink()
            self.point_to(damaged.name)
            eventually(lambda: f"{damaged.name}/{name}" in daemon.log())
        self.assertEqual(daemon.get("/api/v1/structures").json["index"]["generation"], 1)

    def test_the_administrator_is_told_and_can_go_back(self):
        self.index.build(DEMO_SOURCES)
        image = self.index.path / "gen-2" / "image.bin"
        data = bytearray(image.read_bytes())
        data[len(data) // 2] ^= 4
        image.write_bytes(data)
        code, said = self.indexer("status", "--verify")
        self.assertEqual(code, 7, said)
        self.assertIn("gen-2/image.bin", said)
        # Started on it, the daemon serves the one before.
        daemon = self.serve()
        self.assertEqual(daemon.get("/api/v1/structures").json["index"]["generation"], 1)
        self.assertEqual(self.indexer("rollback")[0], 0)
        self.assertEqual(self.indexer("status", "--verify")[0], 0)


class LostMachine(Disaster):
    def test_store_and_index_come_back_from_a_copy(self):
        before = self.records(self.serve())
        copy = self.index.folder / "copy"
        for name in ("store", "index"):
            shutil.copytree(self.index.folder / name, copy / name, symlinks=True)
            shutil.rmtree(self.index.folder / name)
        restored = {"store": copy / "store", "index": copy / "index"}
        code, said = self.indexer("status", "--verify", **restored)
        self.assertEqual(code, 0, said)
        code, said = self.indexer("build", "--quiet", **restored)
        self.assertEqual(code, 0, said)
        daemon = self.serve(copy / "index")
        self.assertEqual(daemon.get("/api/v1/structures").json["index"]["generation"], 2)
        self.assertEqual(self.records(daemon), before)

    def test_identities_alone_bring_back_every_id(self):
        """What the README asks to back up: the index and the snapshots can be made again."""
        before = self.records(self.serve())
        store = self.index.folder / "new-store"
        store.mkdir()
        shutil.copy(self.index.folder / "store" / "state.sqlite", store)
        shutil.rmtree(self.index.folder / "store")
        sources = [part for source in DEMO_SOURCES for part in ("--source", source)]
        code, said = self.indexer("run", "--quiet", *sources, store=store, index=self.index.folder / "new-index")
        self.assertEqual(code, 0, said)
        self.assertEqual(self.records(self.serve(self.index.folder / "new-index")), before)


@contextlib.contextmanager
def small_disk(kilobytes):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="filon-small-"))
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=1777", "filon", folder],
                          capture_output=True, text=True)
    try:
        if made.returncode != 0:
            raise unittest.SkipTest("a small disk cannot be mounted here: " + made.stderr.strip())
        yield folder
    finally:
        subprocess.run(["umount", folder], check=False, capture_output=True)
        folder.rmdir()


class FullDisk(Disaster):
    def test_a_replica_keeps_what_it_serves(self):
        if not shutil.which("rsync"):
            self.skipTest("rsync is not installed")
        size = sum(path.stat().st_size for path in (self.index.path / "gen-1").iterdir()) // 1024
        with small_disk(size * 3 // 2) as disk:
            command = [ROOT / "scripts" / "replicate", self.index.path, disk / "index"]
            self.assertEqual(subprocess.run(command).returncode, 0)
            daemon = Daemon(disk / "index")
            try:
                self.index.build(DEMO_SOURCES)
                done = subprocess.run(command, capture_output=True, text=True)
                self.assertEqual(done.returncode, 6, done.stderr)
                self.assertIn("space", done.stderr)
                self.assertEqual(os.readlink(disk / "index" / "current"), "gen-1")
                self.assertEqual(daemon.get("/api/v1/structures").json["index"]["generation"], 1)
            finally:
                daemon.stop()

    def test_the_daemon_answers_with_no_room_for_a_workbook(self):
        with small_disk(16) as disk:
            (disk / "full").write_bytes(b"\0" * 12 * 1024)
            daemon = Daemon(self.index.path, environment={"TMPDIR": str(disk)})
            try:
                self.assertIn(daemon.get("/api/v1/structures.xlsx").status, (500, 503))
                self.assertEqual(daemon.get("/api/v1/structures.csv").status, 200)
                self.assertEqual([path.name for path in disk.iterdir()], ["full"])
            finally:
                daemon.stop()


@unittest.skipUnless(shutil.which("faketime"), "faketime is not installed (scripts/install test)")
class ClockThatJumps(Disaster):
    @staticmethod
    def library():
        [library, *_] = pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        return str(library)

    def test_the_daemon_goes_on_whatever_its_clock_says(self):
        clock = self.index.folder / "clock"
        clock.write_text("@2026-11-24 10:00:00")
        # As when a clock is set: the one that deadlines are kept by goes on.
        daemon = self.serve(environment={
            "LD_PRELOAD": self.library(), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"})
        held = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=20)
        seeds = set()
        for moment in ("2026-11-24 10:00:00", "2036-02-29 23:59:59", "1999-12-31 23:59:59", "2026-10-25 02:30:00",
                       "2026-03-29 02:30:00", "2026-11-24 10:00:00"):
            clock.write_text("@" + moment)
            start = time.monotonic()
            held.request("GET", "/api/v1/structures?q=nettoyage")
            answer = held.getresponse()
            body = answer.read()
            self.assertEqual(answer.status, 200, moment)
            seeds.add(answer.getheader("Date")[5:16])
            self.assertEqual(daemon.get("/api/v1/structures.csv").status, 200)
            self.assertIsNone(daemon.process.poll())
            self.assertLess(time.monotonic() - start, 10)
            self.assertTrue(body)
        held.close()
        self.assertGreater(len(seeds), 3, "the clock did not jump: this test tested nothing")

    def run_at(self, moment):
        sources = [part for source in DEMO_SOURCES for part in ("--source", source)]
        done = subprocess.run(
            ["faketime", "-f", "@" + moment, os.environ["FILON_INDEXER"], "run", "--quiet", "--store",
             self.index.folder / "store", "--index", self.index.path, *sources],
            capture_output=True, text=True, timeout=300)
        return done.returncode, done.stderr

    def test_runs_go_on_and_what_was_seen_first_stays(self):
        before = self.records(self.serve())
        for number, moment in enumerate(("2036-02-29 23:59:59", "2019-01-01 00:00:00", "2026-11-25 03:30:00"), 2):
            code, said = self.run_at(moment)
            self.assertEqual(code, 0, f"{moment}: {said}")
            self.assertEqual(os.readlink(self.index.path / "current"), f"gen-{number}")
            self.assertEqual(self.indexer("status", "--verify")[0], 0, moment)
        self.assertEqual(self.records(self.serve()), before)


if __name__ == "__main__":
    unittest.main()
