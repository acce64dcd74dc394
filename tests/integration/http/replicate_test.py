"""scripts/replicate: what comes is whole or is not taken; what is served stays."""
import fcntl
import os
import pathlib
import shutil
import subprocess
import unittest

from filon import DEMO_SOURCES, ROOT, Daemon, Index, eventually


@unittest.skipUnless(shutil.which("rsync"), "rsync is not installed")
class Replicate(unittest.TestCase):
    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.remove)
        self.index.build(DEMO_SOURCES)
        self.copy = self.index.folder / "copy"

    def run_it(self, *more, source=None):
        done = subprocess.run([ROOT / "scripts" / "replicate", source or self.index.path, self.copy, *more],
                              capture_output=True, text=True, timeout=120)
        return done.returncode, done.stderr

    def served(self):
        return os.readlink(self.copy / "current")

    def same(self, generation):
        return all((self.copy / generation / file.name).read_bytes() == file.read_bytes()
                   for file in (self.index.path / generation).iterdir())

    def test_a_generation_comes_whole_and_only_once(self):
        self.assertEqual(self.run_it(), (0, ""))
        self.assertEqual(self.served(), "gen-1")
        self.assertTrue(self.same("gen-1"))
        inode = (self.copy / "gen-1").stat().st_ino
        self.assertEqual(self.run_it(), (0, ""))
        self.assertEqual((self.copy / "gen-1").stat().st_ino, inode)

    def test_a_daemon_takes_up_what_comes(self):
        self.run_it()
        daemon = Daemon(self.copy)
        self.addCleanup(daemon.stop)
        self.index.build(DEMO_SOURCES)
        self.run_it()
        eventually(lambda: daemon.get("/api/v1/structures").json["index"]["generation"] == 2)

    def test_a_damaged_byte_is_not_taken_and_the_file_is_named(self):
        self.run_it()
        self.index.build(DEMO_SOURCES)
        image = self.index.path / "gen-2" / "image.bin"
        good = image.read_bytes()
        image.write_bytes(good[:5000] + bytes([good[5000] ^ 1]) + good[5001:])
        code, said = self.run_it()
        self.assertEqual(code, 7, said)
        self.assertIn("image.bin", said)
        self.assertEqual(self.served(), "gen-1")
        self.assertEqual([path.name for path in self.copy.glob("gen-*")], ["gen-1"])
        image.write_bytes(good)
        self.assertEqual(self.run_it(), (0, ""))
        self.assertEqual(self.served(), "gen-2")

    def test_half_of_an_earlier_one_is_brought_to_its_end(self):
        self.run_it()
        self.index.build(DEMO_SOURCES)
        half = self.copy / ".incoming" / "gen-2"
        half.mkdir(parents=True)
        (half / "image.bin").write_bytes((self.index.path / "gen-2" / "image.bin").read_bytes()[:3000])
        (half / "strange").write_text("of no generation")
        self.assertEqual(self.run_it(), (0, ""))
        self.assertTrue(self.same("gen-2"))
        self.assertFalse((self.copy / "gen-2" / "strange").exists())

    def test_a_writer_that_is_not_there_is_told(self):
        self.run_it()
        code, said = self.run_it(source=self.index.folder / "nowhere")
        self.assertEqual(code, 3, said)
        self.assertIn("nowhere", said)
        self.assertEqual(self.served(), "gen-1")

    def test_only_a_generation_is_pointed_to(self):
        (self.index.path / "current").unlink()
        (self.index.path / "current").symlink_to("../../etc")
        code, said = self.run_it()
        self.assertEqual(code, 7, said)
        self.assertIn("'../../etc', which is no generation", said)

    def test_a_writer_that_began_anew_is_told(self):
        self.run_it()
        shutil.rmtree(self.index.path)
        self.index.build(DEMO_SOURCES[:1])
        code, said = self.run_it()
        self.assertEqual(code, 7, said)
        self.assertIn("whose numbers began anew", said)

    def test_two_do_not_fill_one_index(self):
        self.run_it()
        with open(self.copy / ".incoming" / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.run_it()[0], 5)

    def test_old_ones_go(self):
        for _ in range(5):
            self.assertEqual(self.run_it("2"), (0, ""))
            self.index.build(DEMO_SOURCES)
        self.assertEqual(sorted(path.name for path in self.copy.glob("gen-*")), ["gen-4", "gen-5"])

    def test_wrong_usage_is_told(self):
        done = subprocess.run([ROOT / "scripts" / "replicate"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("Usage: replicate FROM INDEX", done.stderr)


if __name__ == "__main__":
    unittest.main()
