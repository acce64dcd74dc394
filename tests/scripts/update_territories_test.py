"""The tables update-territories makes, on made packages; no network."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts/update-territories"
sys.path.insert(0, str(ROOT / "scripts"))
import territory_points as points
import territory_tables as tables


def commune(code, name, post_codes, population=100, **more):
    return {"code": code, "nom": name, "departement": code[:2], "type": "commune-actuelle",
            "codesPostaux": post_codes, "population": population, **more}


def place(name, lat, lon, departement="21"):
    return {"name": name, "lat": str(lat), "lng": str(lon), "country": "FR", "admin2": departement}


def made(centres=None, aliases=None, **changes):
    sources = {
        "communes": [
            commune("21231", "Dijon", ["21000"], 160000, anciensCodes=["21999"]),
            commune("21515", "Quetigny", ["21800"]), commune("21540", "Rouvres", ["21110"]),
            commune("21100", "Val Neuf", ["21800"]), commune("21700", "Isolée", ["21500"]),
            {"code": "21101", "nom": "Val Vieux", "type": "commune-deleguee", "chefLieu": "21100",
             "departement": "21"}],
        "epcis": [{"code": "242100410", "nom": "Dijon Métropole", "type": "METRO", "membres": [
            {"code": c} for c in ("21231", "21515", "21540", "21100")]}],
        "epts": [], "departements": [{"code": "21", "nom": "Côte-d'Or", "region": "27"}],
        "regions": [{"code": "27", "nom": "Bourgogne-Franche-Comté"}],
        "post_codes": [
            {"codePostal": "21019", "codeCommune": "21101", "nomCommune": "Val Vieux",
             "libelleAcheminement": "VAL VIEUX"},
            {"codePostal": "21800", "codeCommune": "21515", "nomCommune": "Quetigny",
             "libelleAcheminement": "QUETIGNY LES DIJON"}],
        "places": [place("Dijon", 47.3, 5.0), place("Quetigny", 47.4, 5.2)],
        "departement_centres": {"21": (47.4, 4.8)}}
    sources.update(changes)
    by_hand = tables.ByHand(aliases=aliases or {}, names=[])
    return tables.make(tables.Sources(**sources), by_hand, centres or {})


def rows(text):
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[0]: dict(zip(lines[0], row)) for row in lines[1:]}


def point(of, code):
    row = rows(of.files["communes.tsv"])[code]
    return row["lat"], row["lon"], row["precision"]


class Points(unittest.TestCase):
    def test_come_from_the_place_the_post_code_the_epci_or_the_departement(self):
        tables_made = made()
        self.assertEqual(point(tables_made, "21231"), ("47.3000", "5.0000", "commune"))
        self.assertEqual(point(tables_made, "21100"), ("47.4000", "5.2000", "epci"))
        self.assertEqual(point(tables_made, "21540"), ("47.3500", "5.1000", "epci"))
        self.assertEqual(point(tables_made, "21700"), ("47.4000", "4.8000", "departement"))

    def test_are_true_centres_where_these_are_given(self):
        centres = points.centres_by_code([
            {"code": "21700", "nom": "Isolée", "centre": {"type": "Point",
                                                          "coordinates": [4.5, 47.9]}},
            {"code": "21231", "nom": "Dijon", "centre": None}])
        tables_made = made(centres)
        self.assertEqual(point(tables_made, "21700"), ("47.9000", "4.5000", "commune"))
        self.assertEqual(point(tables_made, "21231"), ("47.3000", "5.0000", "commune"))

    def test_leave_namesakes_far_away_alone(self):
        far = [place("Dijon", 43.3, 5.0), place("Quetigny", 47.4, 5.2)]
        self.assertNotEqual(point(made(places=far), "21231")[2], "commune")
        self.assertNotEqual(point(made(aliases={"21231": "-"}), "21231")[2], "commune")

    def test_refuse_centres_that_are_none(self):
        for given, reason in (({}, "not a JSON array"), ([], "no entry has a centre"),
                              ([{"code": "21231"}], "no entry has a centre"),
                              ([{"centre": {"coordinates": [5, 47]}}], "entry 1 is not"),
                              ([{"code": "21231", "centre": {"coordinates": [5, 470]}}],
                               "not lon, lat")):
            with self.subTest(given), self.assertRaisesRegex(ValueError, reason):
                points.centres_by_code(given)


class Tables(unittest.TestCase):
    def test_join_post_codes_of_both_packages_and_of_merged_communes(self):
        communes = rows(made().files["communes.tsv"])
        self.assertEqual(communes["21100"]["post_codes"], "21019 21800")
        self.assertEqual(communes["21231"]["post_codes"], "21000")

    def test_keep_what_a_commune_was_called_or_numbered(self):
        former = rows(made().files["former.tsv"])
        self.assertEqual(former["21101"]["commune"], "21100")
        self.assertEqual(former["21999"], {"code": "21999", "name": "", "kind": "former",
                                           "commune": "21231"})
        self.assertEqual(former["21515"]["kind"], "postal")

    def test_are_the_same_bytes_for_the_same_packages(self):
        self.assertEqual(made().files, made().files)


class Script(unittest.TestCase):
    def test_refuses_a_package_that_is_not_the_pinned_one(self):
        with tempfile.TemporaryDirectory() as cache:
            (Path(cache) / "etalab-decoupage-administratif-6.0.0.tgz").write_bytes(b"other")
            run = subprocess.run([SCRIPT, "--cache", cache, "--output", cache],
                                 capture_output=True, text=True)
            self.assertEqual(run.returncode, 1)
            self.assertIn("not the pinned", run.stderr)
            self.assertEqual(len(list(Path(cache).iterdir())), 1)


if __name__ == "__main__":
    unittest.main()
