"""A disk that is full: exit 6, the old index is served, and the next run with room succeeds.

Small tmpfs mounts, where the right to mount exists; and everywhere a limit on the size of files,
which refuses a write in the same way.
"""

import os
import resource
import shutil
import signal
import subprocess
import unittest

from indexer_program import DATA, IndexerTest

DEMO = f"lemarche={DATA}/demo/lemarche.json"


def may_mount(folder):
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)],
                             capture_output=True, check=False).returncode == 0
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)
    return mounted


class SmallDisk(IndexerTest):
    def setUp(self):
        super().setUp()
        if not shutil.which("mount") or not may_mount(self.dir / "probe"):
            self.skipTest("no right to mount a small tmpfs: run as root to try a full disk")
        self.disk = self.dir / "disk"
        self.disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(self.disk)], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.disk)], check=True)
        self.store, self.index = self.disk / "store", self.disk / "index"

    def allow(self, **limits):
        options = ",".join(["remount"] + [f"{name}={value}" for name, value in limits.items()])
        subprocess.run(["mount", "-o", options, str(self.disk)], check=True)

    def used(self):
        disk = os.statvfs(self.disk)
        return ((disk.f_blocks - disk.f_bfree) * disk.f_frsize, disk.f_files - disk.f_ffree)

    def build(self):
        return self.call("build", *self.folders(), "--report", self.report_file)

    def try_with(self, work, **limits):
        """Some work within limits that are then lifted: what it said when it failed, or None."""
        before = self.index_hash()
        self.allow(**limits)
        ended = work()
        self.allow(size="64m", nr_inodes=100000)
        self.assertIn(ended.code, (0, 6), f"{limits}: {ended.said}")
        if ended.code == 6:
            self.assertEqual(self.index_hash(), before, limits)
            self.assertEqual(self.report()["error"]["code"], "disk")
        self.assert_code(self.status(), 0)
        return ended.err if ended.code == 6 else None

    def assert_met(self, failures, places):
        said = "\n".join(failure for failure in failures if failure)
        for place in places:
            self.assertIn(place, said)
        self.assert_code(self.run_on(DEMO), 0)
        self.assertEqual([self.report()[what] for what in ("added", "changed", "removed")], [0, 0, 0])
        self.assertEqual([name for name in os.listdir(self.index) if name.startswith(".")], [])

    def test_a_run_meets_it_in_one_phase_after_the_other(self):
        # Image and manifest take less room than the Xapian database did a moment before, so that
        # only another program can make the disk too small for them; disk_test.cc refuses them.
        run = lambda: self.run_on(DEMO)  # noqa: E731
        self.assert_code(run(), 0)
        failures = [self.try_with(run, size=self.used()[0] + kilobytes * 1024)
                    for kilobytes in (0, 24, 48, 256, 1024)]
        failures += [self.try_with(run, nr_inodes=self.used()[1] + files) for files in range(12)]
        self.assert_met(failures, ["0001.zst", "meta.json", "harvest.json", "/xapian",
                                   "MB left, the new index takes about"])

    def test_a_build_meets_it_where_the_identities_are(self):
        self.index = self.dir / "index"
        self.assert_code(self.run_on(DEMO), 0)
        failures = [self.try_with(self.build, size=self.used()[0] + kilobytes * 1024)
                    for kilobytes in (0, 8, 24, 64, 128)]
        self.assert_met(failures, ["state.sqlite"])


class LimitOfFileSize(IndexerTest):
    def test_a_refused_write_is_6_and_changes_nothing(self):
        self.assert_code(self.run_on(DEMO), 0)
        before = self.index_hash()
        places = []
        for kilobytes in (4, 40, 100, 180, 400):
            def limit(size=kilobytes * 1024):
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            ended = self.run_on(DEMO, preexec_fn=limit)
            self.assert_code(ended, 6)
            self.assertEqual(self.index_hash(), before)
            self.assert_code(self.status(), 0)
            places.append(ended.err)
        self.assertIn("/snapshots/", places[0])
        self.assertIn("xapian", places[-1])
        self.assert_code(self.run_on(DEMO), 0)


if __name__ == "__main__":
    unittest.main()
