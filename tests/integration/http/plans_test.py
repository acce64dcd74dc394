"""POST /api/v1/plans: lists of planned purchases as buyers keep them, and files that mean harm. All invented."""
import io
import json
import pathlib
import re
import subprocess
import tempfile
import time
import unittest
import zipfile
from xml.sax.saxutils import escape

from filon import ROOT, DaemonTest, query

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = ("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='rId1' Type='{}' Target='{}'/></Relationships>")
WORKBOOK = (f"<workbook xmlns='{MAIN}' xmlns:r='{RELATION}'>"
            "<sheets><sheet name='Achats' sheetId='1' r:id='rId1'/></sheets></workbook>")

LIST = """Liste prévisionnelle des achats (essai);;;
N°;Objet du marché;Code CPV;Lieu d'exécution
1;Entretien des espaces verts;77310000-6;Dijon
2;Zorglub quantique;;Dijon
3;Prestations de traiteur;;Besançon
"""


def sheet(rows, merges=()):
    """rows of (reference, inner XML) cells."""
    body = "".join(f"<row r='{i}'>" + "".join(cells) + "</row>" for i, cells in enumerate(rows, 1))
    merged = "".join(f"<mergeCell ref='{m}'/>" for m in merges)
    return (f"<worksheet xmlns='{MAIN}'><sheetData>{body}</sheetData>"
            + (f"<mergeCells count='{len(merges)}'>{merged}</mergeCells>" if merges else "")
            + "</worksheet>")


def text_cell(reference, value):
    return f"<c r='{reference}' t='inlineStr'><is><t>{escape(value)}</t></is></c>"


def workbook(write_sheet):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", CONTENT_TYPES)
        book.writestr("_rels/.rels", RELS.format(RELATION + "/officeDocument", "xl/workbook.xml"))
        book.writestr("xl/_rels/workbook.xml.rels",
                      RELS.format(RELATION + "/worksheet", "worksheets/sheet1.xml"))
        book.writestr("xl/workbook.xml", WORKBOOK)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            write_sheet(part)
    return out.getvalue()


class Plans(DaemonTest):
    def post(self, body, parameters=(), path="/api/v1/plans", content_type="text/csv"):
        body = body.encode() if isinstance(body, str) else body
        target = query(path, parameters) if parameters else path
        return self.daemon.ask("POST", target, {"Content-Type": content_type}, body)

    def plans(self, body, parameters=(), **more):
        answer = self.post(body, parameters, **more)
        self.assertEqual(answer.status, 200, answer.body[:600])
        return answer.json

    def refused(self, answer, status, code, param=None):
        self.assertEqual(answer.status, status, answer.body[:400])
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual(answer.json["code"], code)
        if param:
            self.assertEqual(answer.json["param"], param)
        return answer.json

    def test_each_line_has_its_reading_and_its_depth_unmatched_ones_first(self):
        answer = self.plans(LIST)
        self.assertEqual(answer["columns"]["title_column"], {"name": "Objet du marché", "given": False})
        self.assertEqual(answer["columns"]["cpv_column"]["name"], "Code CPV")
        self.assertEqual(answer["columns"]["territory_column"]["name"], "Lieu d'exécution")
        self.assertIsNone(answer["columns"]["text_column"])
        self.assertEqual((answer["total"], answer["unmatched"]), (3, 1))
        self.assertEqual([line["line"] for line in answer["lines"]], [4, 3, 5])
        unknown, green, caterer = answer["lines"]
        self.assertEqual((unknown["matched"], unknown["sectors"], unknown["depth"]), (False, [], None))
        self.assertEqual(green["sectors"][0]["slug"], "creation-et-entretien-des-espaces-verts")
        self.assertEqual(green["cpv"][0]["code"], "77310000")
        self.assertEqual([t["code"] for t in green["territories"]], ["commune:21231"])
        self.assertEqual([t["code"] for t in caterer["territories"]], ["commune:25056"])
        for line in (green, caterer):
            body = {"lots": [{"title": "x", "sectors": [s["slug"] for s in line["sectors"]]}],
                    "territory": [t["code"] for t in line["territories"]]}
            lot = self.daemon.ask("POST", "/api/v1/depth", {"Content-Type": "application/json"},
                                  json.dumps(body)).json["lots"][0]
            for name in ("total", "legal_entities", "by_family", "by_reservation", "by_reach"):
                self.assertEqual(line["depth"][name], lot[name], name)

    def test_columns_and_place_can_be_given(self):
        body = "A;B\nlavage de vitres;Lyon\n"
        problem = self.refused(self.post(body), 400, "missing_parameter", "title_column")
        self.assertEqual(problem["allowed"], ["A", "B"])
        line = self.plans(body, {"title_column": "A", "territory": "departement:21"})["lines"][0]
        self.assertEqual([t["code"] for t in line["territories"]], ["departement:21"])
        line = self.plans(body, {"title_column": "a", "territory_column": "B"})["lines"][0]
        self.assertEqual([t["code"] for t in line["territories"]], ["commune:69123"])
        problem = self.refused(self.post(body, {"title_column": "Objjet"}), 400, "unknown_value",
                               "title_column")
        self.assertEqual(problem["allowed"], ["A", "B"])
        self.refused(self.post(LIST, {"territory": "departement:999"}), 400, "unknown_value", "territory")
        self.refused(self.post(LIST, {"colonne": "A"}), 400, "unknown_parameter", "colonne")

    def test_doubts_name_their_line(self):
        answer = self.plans("Objet;CPV;Lieu\ntraiteur;12;Nullepartville-les-Essais\n;;\n;90910000;Dijon\n")
        doubts = [(d["line"], d["text"]) for d in answer["doubts"]]
        self.assertIn((2, "« 12 » n'est pas un code CPV de huit chiffres"), doubts)
        self.assertTrue(any(line == 2 and text.startswith("le lieu « Nullepartville-les-Essais » n'est pas reconnu")
                            for line, text in doubts))
        self.assertIn((4, "la ligne ne dit pas ce qui est acheté : elle est passée"), doubts)
        self.assertEqual(answer["total"], 1)

    def test_a_quote_that_swallows_the_next_line_is_doubted(self):
        answer = self.plans("Objet;Lieu\n\"traiteur;Dijon\n\"tonte;Dijon\n")
        [doubt] = answer["doubts"]
        self.assertEqual(doubt["line"], 2)
        self.assertIn("se ferme au milieu d'une case", doubt["text"])

    def test_places_are_names_codes_and_post_codes(self):
        for cell, codes in [("Dijon (21)", ["commune:21231"]), ("21000", ["commune:21231"]),
                            ("21231", ["commune:21231"]), ("21", ["departement:21"]), ("2A", ["departement:2A"]),
                            ("Grand Besançon", ["epci:242500361"]), ("Saint-Denis", [])]:
            answer = self.plans(f"Objet;Lieu\ntraiteur;{cell}\n")
            self.assertEqual([t["code"] for t in answer["lines"][0]["territories"]], codes, cell)
            self.assertEqual(bool(answer["doubts"]), not codes, cell)

    def test_files_of_windows_are_read(self):
        for encoding in ("cp1252", "utf-8-sig", "utf-16"):
            with self.subTest(encoding):
                answer = self.plans(LIST.replace("\n", "\r\n").encode(encoding))
                self.assertEqual(answer["columns"]["title_column"]["name"], "Objet du marché")
                self.assertEqual(answer["lines"][2]["territories"][0]["code"], "commune:25056")

    def test_a_workbook_with_formulas_and_merged_cells_is_read(self):
        rows = [[text_cell("A1", "Objet"), text_cell("B1", "Lieu")],
                [text_cell("A2", "=HYPERLINK(\"http://mechant.example\")"), text_cell("B2", "Dijon")],
                ["<c r='A3' t='str'><f>CONCATENATE(\"tonte\",\" de pelouse\")</f><v>tonte de pelouse</v></c>"],
                [text_cell("A4", "déménagement")]]
        body = workbook(lambda part: part.write(sheet(rows, ["B2:B4"]).encode()))
        answer = self.plans(body, content_type=XLSX)
        self.assertEqual({line["title"] for line in answer["lines"]},
                         {"=HYPERLINK(\"http://mechant.example\")", "tonte de pelouse", "déménagement"})
        for line in answer["lines"]:
            self.assertEqual([t["code"] for t in line["territories"]], ["commune:21231"])

    def test_the_whole_is_exported_without_a_formula(self):
        answer = self.post("Objet\n\"=1+1\"\ntraiteur\n", path="/api/v1/plans.xlsx")
        self.assertEqual(answer.status, 200, answer.body[:300])
        self.assertEqual(answer.headers["content-type"], XLSX)
        self.assertRegex(answer.headers["content-disposition"], r'filename="filon-achats-[\d-]+\.xlsx"')
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            parts = {name: book.read(name).decode() for name in book.namelist() if "sheet" in name}
            self.assertEqual(len([n for n in parts if re.search(r"worksheets/sheet\d", n)]), 3)
            for name, part in parts.items():
                self.assertNotIn("<f>", part, name)
            text = "".join(parts.values())
            self.assertIn("=1+1", text)
            self.assertIn("Aucun métier reconnu", text)

    def test_hostile_files_are_refused_with_the_reason(self):
        def bomb(part):
            part.write(f"<worksheet xmlns='{MAIN}'><sheetData><row r='1'>".encode())
            block = (text_cell("A1", "x") * 20_000).encode()
            for _ in range(2 ** 30 // len(block)):
                part.write(block)
            part.write(b"</row></sheetData></worksheet>")
        for name, body, words in [
                ("bomb", workbook(bomb), "67108864"), ("html", b"<html><body>login</body></html>", "HTML"),
                ("pdf", b"%PDF-1.4\n...", "PDF"), ("old", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, ".xls"),
                ("empty", b"", "vide"), ("zip", b"PK\x03\x04" + b"\0" * 60, ""),
                ("long", "Objet\n" + "x" * 30_000, "ligne 2"),
                ("rows", "Objet\n" + "traiteur\n" * 2_001, "2000"),
                ("quotes", "Objet;B\n" + "\"a;b\n" * 2_999, "")]:
            with self.subTest(name):
                start = time.monotonic()
                answer = self.post(body, content_type="application/octet-stream")
                if name == "quotes" and answer.status == 200:
                    self.assertTrue(answer.json["doubts"])
                    continue
                problem = self.refused(answer, 400, "invalid_value", "body")
                self.assertIn(words, problem["detail"])
                self.assertLess(time.monotonic() - start, 20)
        self.refused(self.post(b"x" * (5 * 2 ** 20 + 1)), 413, "too_large")
        self.refused(self.post(LIST, content_type="application/json"), 415, "unsupported_media_type")
        self.refused(self.post(LIST, content_type="multipart/form-data; boundary=x"), 415,
                     "unsupported_media_type")
        self.plans(LIST)

    def test_five_hundred_lines_take_less_than_five_seconds(self):
        needs = ["Entretien des espaces verts du parc", "Nettoyage de locaux", "Prestations de traiteur",
                 "Blanchisserie", "Mise sous pli", "Fourniture de dispositifs médicaux", "Travaux de voirie"]
        places = ["Dijon", "Besançon", "Beaune", "Lyon", "21", "39000"]
        body = "Objet;Lieu\n" + "".join(f"{needs[i % 7]} {i};{places[i % 6]}\n" for i in range(500))
        start = time.monotonic()
        answer = self.plans(body)
        took = time.monotonic() - start
        print(f"500 planned purchases in {took:.2f} s")
        self.assertEqual(answer["total"], 500)
        self.assertLess(took, 5)

    def test_the_script_prints_what_the_route_answers(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "achats.csv"
            file.write_text(LIST)
            server = f"http://127.0.0.1:{self.daemon.port}"
            command = [ROOT / "scripts" / "plans", "--server", server, "--territory", "departement:21", file]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads(done.stdout), self.plans(LIST, {"territory": "departement:21"}))
            out = pathlib.Path(folder) / "sortie.xlsx"
            done = subprocess.run([*command, "--xlsx", out], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(zipfile.is_zipfile(out))
            done = subprocess.run([ROOT / "scripts" / "plans", "--server", server, "--title-column", "Z", file],
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1)
            self.assertIn("title_column", done.stderr)
            done = subprocess.run([ROOT / "scripts" / "plans"], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()
