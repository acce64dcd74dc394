"""What a territory holds: the SPASER matrix, as JSON and CSV, and the page of a place."""
import csv
import io
import re
import unittest
import zipfile

from depth_test import unchecked
from filon import DaemonTest

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


class TerritoryPage(DaemonTest):
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
