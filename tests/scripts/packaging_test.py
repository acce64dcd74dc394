"""The units and the config file that are shipped: systemd and filon-indexer accept them."""

import configparser
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Units(unittest.TestCase):
    def test_systemd_accepts_them(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not here")
        with tempfile.TemporaryDirectory() as folder:
            for unit in ("filon-reindex.service", "filon-reindex.timer"):
                text = (ROOT / "packaging" / unit).read_text(encoding="utf-8")
                # Only the program of this machine can be checked for.
                text = text.replace("/usr/bin/filon-indexer", shutil.which("true"))
                (pathlib.Path(folder) / unit).write_text(text, encoding="utf-8")
            told = subprocess.run(["systemd-analyze", "verify", "--man=no",
                                   *map(str, pathlib.Path(folder).iterdir())],
                                  capture_output=True, text=True, check=False)
            ours = [line for line in told.stderr.splitlines() if "filon" in line]
            self.assertEqual(ours, [], told.stderr)

    def test_the_service_may_write_where_the_config_says(self):
        unit = configparser.RawConfigParser(strict=False)
        unit.optionxform = str
        unit.read(ROOT / "packaging/filon-reindex.service", encoding="utf-8")
        self.assertEqual(unit["Service"]["StateDirectory"], "filon")
        settings = (ROOT / "packaging/filon.conf").read_text(encoding="utf-8")
        for name in ("store", "index", "report"):
            self.assertRegex(settings, rf"(?m)^{name} = /var/lib/filon/")

    def test_the_config_file_is_read(self):
        indexer = os.environ.get("FILON_INDEXER")
        if not indexer:
            self.skipTest("FILON_INDEXER names no program")
        printed = subprocess.run([indexer, "--print-config", "--config",
                                  str(ROOT / "packaging/filon.conf")],
                                 capture_output=True, text=True, check=True).stdout
        self.assertIn("allow-stale = 3\n", printed)
        self.assertIn("source = lemarche=https://lemarche.inclusion.gouv.fr\n", printed)


if __name__ == "__main__":
    unittest.main()
