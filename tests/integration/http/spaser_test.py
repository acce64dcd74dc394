"""What a territory holds: the SPASER matrix, as JSON and CSV, and the page of a place."""
import csv
import io
import re
import unittest
import zipfile

from depth_test import unchecked
from filon import Daemon, DaemonTest, Index

CODES = ("handicap", "insertion", "prison", "ess")


class Spaser(DaemonTest):
    def located(self, place, sector=None):
        more = {"sector": sector} if sector else {}
        found = self.everything({"territory": place, "reach": "located", **more})
        return [r for r in found if not unchecked(r)]

    @staticmethod
    def entities(records):
        return {r["siren"] or r["id"] for r in records}

    def holds(self, cell, records):
        self.assertEqual(cell["legal_entities"], len(self.entities(records)))
        for code in CODES:
            able = [r for r in records
                    if any(x["code"] == code and x["certain"] for x in r["reservations"])]
            self.assertEqual(cell[code], len(self.entities(able)), code)

    def test_cells_count_the_records_located_in_each_place_by_status(self):
        places = ["epci:242100410", "departement:21"]
        answer = self.good("/api/v1/spaser", {"territory": places}).json
        self.assertEqual(sorted(t["value"] for t in answer["territories"]), sorted(places))
        rows = {row["slug"]: row for row in answer["sectors"]}
        for i, territory in enumerate(answer["territories"]):
            self.assertEqual(territory["coverage"],
                             self.search({"territory": territory["value"]})["coverage"])
            self.holds(territory["all"], self.located(territory["value"]))
            for slug in ("traiteur", "nettoyage-de-locaux-16", "blanchisserie"):
                self.holds(rows[slug]["cells"][i], self.located(territory["value"], slug))
            gaps = answer["gaps"][i]
            self.assertEqual(gaps["territory"], territory["value"])
            self.assertEqual(set(gaps["sectors"]), {slug for slug, row in rows.items()
                                                   if row["cells"][i]["legal_entities"] == 0})

    def test_a_family_of_agec_counts_each_entity_of_its_trades_once(self):
        answer = self.good("/api/v1/spaser", {"territory": "france"}).json
        families = {f["family"]: f for f in answer["agec"]}
        for family in ("Mobilier", "Informatique et téléphonie"):
            found = []
            for sector in families[family]["sectors"]:
                found += self.located("france", sector)
            self.holds(families[family]["cells"][0], found)
        self.assertEqual(families["Bâtiments modulaires"]["sectors"], [])

    def test_the_parts_of_a_region_are_its_departements_and_hold_together_what_it_holds(self):
        whole = self.good("/api/v1/spaser", {"territory": "region:27"}).json
        parts = self.good("/api/v1/spaser", {"territory": "region:27", "parts": "true"}).json
        self.assertEqual(len(parts["territories"]), 8)
        self.assertEqual({t["value"].split(":")[0] for t in parts["territories"]}, {"departement"})
        for one, many in zip(whole["sectors"], parts["sectors"]):
            counts = [cell["legal_entities"] for cell in many["cells"]]
            self.assertGreaterEqual(sum(counts), one["cells"][0]["legal_entities"])
            self.assertLessEqual(max(counts), one["cells"][0]["legal_entities"])

    def test_the_csv_says_what_the_json_says(self):
        asked = {"territory": "departement:21"}
        rows = {r["slug"]: r for r in self.good("/api/v1/spaser", asked).json["sectors"]}
        text = self.good("/api/v1/spaser.csv", asked).body.decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        trades = [line for line in lines if line["type"] == "metier"]
        self.assertEqual(len(trades), len(rows))
        for line in trades:
            cell = rows[line["code_metier"]]["cells"][0]
            self.assertEqual(int(line["entites"]), cell["legal_entities"])
            self.assertEqual(int(line["handicap_ou_insertion"]), cell["both"])
        self.assertEqual(lines[0]["type"], "tous")
        self.assertRegex(lines[0]["donnees_du"], r"^\d{4}-\d\d-\d\d$")

    def test_the_workbook_holds_the_lines_of_the_csv(self):
        asked = {"territory": "departement:21"}
        answer = self.good("/api/v1/spaser.xlsx", asked)
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        lines = self.good("/api/v1/spaser.csv", asked).text.count("\r\n")
        self.assertEqual(sheet.count("<row "), lines)
        self.assertNotIn("<f>", sheet)

    def test_what_cannot_be_asked_is_refused_by_name(self):
        self.assertEqual(self.refused("/api/v1/spaser", {}, "missing_parameter")["param"],
                         "territory")
        self.refused("/api/v1/spaser", {"territory": "departement:00"}, "unknown_value")
        problem = self.refused("/api/v1/spaser", {"territory": "commune:21231", "parts": "true"},
                               "invalid_value")
        self.assertEqual(problem["param"], "parts")
        self.refused("/api/v1/spaser", {"territoire": "departement:21"}, "unknown_parameter")


def invented(number, sector, **more):
    return {"id": f"evolution-{number}", "name": f"Évolution {number} (essai)", "kinds": ["ACI"],
            "siren": f"99880{number:04}", "activities": [{"sector": sector}],
            "address": {"post_code": "21000", "city": "Dijon"}, **more}


class Changes(DaemonTest):
    """Two dates of one index: the first generation is said to be of an older day, and is pruned."""
    sources = []

    @classmethod
    def setUpClass(cls):
        cls.index = Index()
        cls.addClassCleanup(cls.index.remove)
        before = [invented(1, "traiteur"), invented(2, "traiteur"), invented(3, "blanchisserie")]
        after = [invented(1, "traiteur"), invented(3, "blanchisserie", kinds=["ESAT"]),
                 invented(4, "nettoyage-de-locaux-16"), invented(5, "nettoyage-de-locaux-16", siren="998800004")]
        cls.index.build([cls.index.write("essai", before)])
        cls.age("2025-06-30")
        for _ in range(3):  # three generations are kept: the first one goes
            cls.index.build([cls.index.write("essai", after)], "--force")
        cls.daemon = Daemon(cls.index.path)
        cls.addClassCleanup(cls.daemon.stop)

    @classmethod
    def age(cls, day):
        file, = (cls.index.path / "summaries").iterdir()
        first, rest = file.read_text().split("\n", 1)
        number, built_at = first.split("\t")
        (file.parent / f"{day}-gen-{number}.tsv").write_text(f"{number}\t{day}{built_at[10:]}\n{rest}")
        file.unlink()

    def changes(self, **asked):
        return self.good("/api/v1/spaser/changes", asked).json

    def test_the_first_generation_is_gone_and_still_compared(self):
        self.assertFalse((self.index.path / "gen-1").exists())
        answer = self.changes(territory="departement:21")
        self.assertEqual((answer["from"]["generation"], answer["to"]["generation"]), (1, 4))
        self.assertTrue(answer["from"]["built_at"].startswith("2025-06-30T"))
        self.assertEqual([k["generation"] for k in answer["kept"]], [1, 2, 3, 4])
        whole = answer["territories"][0]["all"]
        self.assertEqual((whole["before"]["legal_entities"], whole["after"]["legal_entities"]), (3, 3))
        rows = {row["slug"]: row["cells"][0] for row in answer["sectors"]}
        for slug, was, now in [("traiteur", 2, 1), ("blanchisserie", 1, 1), ("nettoyage-de-locaux-16", 0, 1)]:
            self.assertEqual(rows[slug]["before"]["legal_entities"], was, slug)
            self.assertEqual(rows[slug]["after"]["legal_entities"], now, slug)
        self.assertEqual((rows["blanchisserie"]["before"]["handicap"], rows["blanchisserie"]["after"]["handicap"]),
                         (0, 1))

    def test_days_choose_the_last_state_up_to_them(self):
        same = self.changes(territory="departement:21", to="2025-12-31")
        self.assertEqual((same["from"]["generation"], same["to"]["generation"]), (1, 1))
        last = self.changes(territory="departement:21", **{"from": "2099-01-01"})
        self.assertEqual((last["from"]["generation"], last["to"]["generation"]), (4, 4))
        for asked, code, param in [
                ({"from": "2024-01-01"}, "invalid_value", "from"), ({"from": "hier"}, "invalid_value", "from"),
                ({"from": "2026-02-30"}, "invalid_value", "from"), ({"to": "2026-1-010"}, "invalid_value", "to"),
                ({"from": "2026-02-01", "to": "2026-01-01"}, "conflicting_parameters", "to"),
                ({"territory": "commune:21231"}, "invalid_value", "territory"),
                ({"depuis": "2025-06-30"}, "unknown_parameter", "depuis")]:
            problem = self.refused("/api/v1/spaser/changes", {"territory": "departement:21", **asked}, code)
            self.assertEqual(problem["param"], param)
        problem = self.refused("/api/v1/spaser/changes", {"territory": "departement:21", "from": "2024-01-01"},
                               "invalid_value")
        self.assertEqual(problem["suggestion"], "2025-06-30")

    def test_the_newest_state_is_what_the_matrix_says(self):
        for place in ("epci:242100410", "departement:21", "region:27", "france"):
            now = self.good("/api/v1/spaser", {"territory": place}).json
            kept = self.changes(territory=place)
            self.assertEqual(kept["territories"][0]["all"]["after"], now["territories"][0]["all"], place)
            self.assertEqual(kept["territories"][0]["coverage"]["after"], now["territories"][0]["coverage"])
            self.assertEqual([r["cells"][0]["after"] for r in kept["sectors"]],
                             [r["cells"][0] for r in now["sectors"]], place)

    def test_the_table_and_the_workbook_hold_the_trades_that_were_or_are_there(self):
        asked = {"territory": "departement:21"}
        text = self.good("/api/v1/spaser/changes.csv", asked).body.decode("utf-8-sig")
        lines = {line["code_metier"]: line for line in csv.DictReader(io.StringIO(text), delimiter=";")}
        self.assertEqual(set(lines), {"", "traiteur", "blanchisserie", "nettoyage-de-locaux-16"})
        self.assertEqual((lines["traiteur"]["entites_avant"], lines["traiteur"]["entites_apres"],
                          lines["traiteur"]["ecart"]), ("2", "1", "-1"))
        self.assertEqual(lines[""]["du"], "2025-06-30")
        with zipfile.ZipFile(io.BytesIO(self.good("/api/v1/spaser/changes.xlsx", asked).body)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertEqual(sheet.count("<row "), 5)

    def test_the_page_of_a_place_compares_with_a_day(self):
        page = self.good("/territoires/departement:21").text
        self.assertIn('<option value="2025-06-30">30 juin 2025</option>', page)
        page = self.good("/territoires/departement:21", {"depuis": "2025-06-30"}).text
        self.assertIn('<option value="2025-06-30" selected>', page)
        plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
        self.assertIn("Traiteur 2 1 −1", plain)
        self.assertIn("Blanchisserie 1 1 = 0 → 1", plain)
        self.assertNotIn("Ce qui a changé", self.good("/territoires/commune:21231").text)


class TerritoryPage(DaemonTest):
    def test_the_page_leads_to_lots_here_and_back(self):
        page = self.good("/territoires/epci:242100410").text
        self.assertIn("/lots?lieu=Dijon%20M%C3%A9tropole", page)
        lots = self.good("/lots", {"lieu": "Dijon Métropole"}).text
        self.assertIn('value="Dijon Métropole"', lots)
        asked = self.good("/lots", {"lieu": "Dijon Métropole", "lot": "traiteur"}).text
        self.assertIn('href="/territoires/epci%3A242100410"', asked)

    def test_the_json_of_a_place_has_the_bodies_of_its_page(self):
        answer = self.good("/api/v1/territories/departement:21").json
        page = self.good("/territoires/departement:21").text
        for name in ("relays", "mandataires", "links"):
            self.assertTrue(answer[name], name)
            for body in answer[name]:
                self.assertIn(body["name"].replace("'", "&apos;"), page)

    def test_the_page_of_a_place_shows_supply_coverage_relays_and_places_around(self):
        text = self.good("/territoires/departement:21").text
        matrix = self.good("/api/v1/spaser", {"territory": "departement:21"}).json
        coverage = matrix["territories"][0]["coverage"]
        plain = re.sub(r"<[^>]+>|\u202f", "", text)
        self.assertIn(f"dont {coverage['with_sector']} avec un métier connu", plain)
        for row in matrix["sectors"]:
            link = f"sector={row['slug']}\""
            held = row["cells"][0]["legal_entities"] > 0
            self.assertEqual(link in text, held, row["slug"])
        for words in ("Creativ&apos;21", "epci%3A242100410", "departement%3A71", "region%3A27"):
            self.assertIn(words, text)
        self.assertIn("Zéro ne prouve pas", text)

    def test_a_place_nobody_knows_is_a_404_page_and_a_place_without_anybody_a_page(self):
        self.assertEqual(self.get("/territoires/departement:00").status, 404)
        self.assertIn("0\u00a0structure implantée", self.good("/territoires/commune:01001").text)


if __name__ == "__main__":
    unittest.main()
