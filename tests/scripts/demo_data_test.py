"""The demo data is what its script makes of the tables, and nothing in it can be taken for real."""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = ROOT / "data" / "demo"
FILES = ("lemarche.json", "carteco.json")


class DemoData(unittest.TestCase):
    def test_making_it_again_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as out:
            subprocess.run([sys.executable, ROOT / "scripts" / "make-demo-data", "--out", out],
                           check=True, stdout=subprocess.DEVNULL)
            for name in FILES:
                self.assertTrue((Path(out) / name).read_bytes() == (DEMO / name).read_bytes(),
                                f"{name} is not what the tables give now: run scripts/make-demo-data")

    def test_nothing_in_it_can_be_taken_for_real(self):
        for name in FILES:
            text = (DEMO / name).read_text(encoding="utf-8")
            hosts = set(re.findall(r"https?://([^/\"; ]+)", text)) - {"opendatacommons.org"}
            self.assertEqual([h for h in hosts if not h.endswith(".example")], [])
            self.assertEqual([m for m in re.findall(r"[\w.]+@([\w.]+)", text) if m != "example.org"], [])
        rows = json.loads((DEMO / "lemarche.json").read_text(encoding="utf-8"))["results"]
        elements = json.loads((DEMO / "carteco.json").read_text(encoding="utf-8"))["data"]
        for row in rows:
            self.assertTrue(row["siret"].startswith("999"), row["siret"])
        for row in rows + elements:
            self.assertRegex(row["name"].lower(), "d[eé]mo")
        for phone in (e["telephone"] for e in elements if "telephone" in e):
            for number in phone.replace("+33 ", "0").split(" / "):
                self.assertRegex(re.sub(r"\D", "", number), r"^(019900|035301)\d{4}$")

    def test_it_shows_every_kind_and_stays_small(self):
        rows = json.loads((DEMO / "lemarche.json").read_text(encoding="utf-8"))["results"]
        self.assertEqual({row["kind"] for row in rows},
                         {"EI", "AI", "ACI", "ETTI", "EITI", "GEIQ", "EA", "EATT", "ESAT", "SEP"})
        self.assertLess(sum((DEMO / name).stat().st_size for name in FILES), 600_000)


if __name__ == "__main__":
    unittest.main()
