"""The units and the config file that are shipped: systemd and filon-indexer accept them."""

import configparser
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

UNITS = ("filon-reindex.service", "filon-reindex.timer", "filon-replicate.service", "filon-replicate.timer",
         "filon-searchd.service", "filon-searchd.socket")
MOST_EXPOSED = 25  # tenths of systemd's exposure level, of 100: "OK" ends at 50

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Units(unittest.TestCase):
    def test_systemd_accepts_them(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not here")
        with tempfile.TemporaryDirectory() as folder:
            for unit in UNITS:
                text = (ROOT / "packaging" / unit).read_text(encoding="utf-8")
                # Only a program of this machine can be looked for.
                text = re.sub("/usr/(bin/filon-|share/filon/scripts/)[a-z]+", shutil.which("true"), text)
                (pathlib.Path(folder) / unit).write_text(text, encoding="utf-8")
            told = subprocess.run(["systemd-analyze", "verify", "--man=no",
                                   *map(str, pathlib.Path(folder).iterdir())],
                                  capture_output=True, text=True, check=False)
            ours = [line for line in told.stderr.splitlines() if "filon" in line]
            self.assertEqual(ours, [], told.stderr)

    def test_services_are_shut_in(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not here")
        for unit in (unit for unit in UNITS if unit.endswith(".service")):
            with self.subTest(unit):
                told = subprocess.run(
                    ["systemd-analyze", "security", "--offline=yes", "--no-pager",
                     f"--threshold={MOST_EXPOSED}", ROOT / "packaging" / unit],
                    capture_output=True, text=True, check=False)
                self.assertEqual(told.returncode, 0, told.stdout + told.stderr)

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

    def test_the_daemon_reads_its_config_file(self):
        searchd = os.environ.get("FILON_SEARCHD")
        if not searchd:
            self.skipTest("FILON_SEARCHD names no program")
        printed = subprocess.run([searchd, "--print-config", "--config",
                                  str(ROOT / "packaging/searchd.conf")],
                                 capture_output=True, text=True, check=True).stdout
        self.assertIn("index=/var/lib/filon/index\n", printed)
        self.assertIn("listen=127.0.0.1:8080\n", printed)

    def test_manuals_and_completions_know_every_option(self):
        for name, variable in (("filon-indexer", "FILON_INDEXER"),
                               ("filon-searchd", "FILON_SEARCHD")):
            if not os.environ.get(variable):
                self.skipTest(f"{variable} names no program")
            told = subprocess.run([os.environ[variable], "--help"], capture_output=True,
                                  text=True, check=True).stdout
            options = set(re.findall(r"^ +(--[a-z-]+)", told, re.MULTILINE))
            self.assertGreater(len(options), 10)
            manual = (ROOT / f"packaging/man/{name}.1").read_text(encoding="utf-8")
            completion = (ROOT / f"packaging/completions/{name}").read_text(encoding="utf-8")
            for option in options:
                with self.subTest(program=name, option=option):
                    self.assertIn(option.replace("-", "\\-"), manual)
                    self.assertIn(option, completion)


if __name__ == "__main__":
    unittest.main()
