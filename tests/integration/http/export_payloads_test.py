"""Texts meant to do harm, in exported files."""
import io
import unittest
import zipfile

import world
from export_files import CSV, GEOJSON, XLSX, read_csv, read_sheet, read_xlsx
from filon import DaemonTest


class Payloads(DaemonTest):
    """Texts meant to do harm stay texts."""

    sources = []
    records = world.payload_records()

    def test_csv_defuses_what_a_spreadsheet_would_run(self):
        for separator in (";", ","):
            rows = {r["Identifiant"]: r for r in read_csv(
                self.good(CSV, {"separator": separator}), separator)}
            self.assertEqual(len(rows), len(self.records))
            for row in rows.values():
                for title, cell in row.items():
                    self.assertNotRegex(cell, r"^[=+\-@\t\r]", title)
            for key, text in world.PAYLOADS.items():
                name = rows[self.id_of(key)]["Nom"]
                self.assertEqual(name, ("'" if text[0] in "=+-@" else "") + self.kept(key))

    def test_xlsx_keeps_every_text_as_it_is_and_runs_none(self):
        answer = self.good(XLSX)
        rows = {r["Identifiant"]: r for r in read_xlsx(answer)}
        for key in world.PAYLOADS:
            self.assertEqual(rows[self.id_of(key)]["Nom"], self.kept(key))
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            for name in book.namelist():
                self.assertNotIn(b"<f>", book.read(name))
                self.assertNotIn(b"<hyperlink", book.read(name))

    def test_json_and_geojson_keep_texts_and_never_hold_a_tag(self):
        for path in ("/api/v1/structures", GEOJSON):
            answer = self.good(path)
            self.assertNotIn(b"<", answer.body)
            items = answer.json.get("results") or [f["properties"] for f in answer.json["features"]]
            found = {r["id"]: r for r in items}
            for key in world.PAYLOADS:
                self.assertEqual(found[self.id_of(key)]["name"], self.kept(key))

    def test_a_link_is_a_web_address_or_none(self):
        for record in self.everything():
            for url in (record["website"], record["contact"]["url"]):
                self.assertFalse((url or "").lower().startswith("javascript"), url)

    def test_a_question_stays_text_in_every_format(self):
        for text in (*world.PAYLOADS.values(), "=1+1"):
            question = {"q": text, "interpret": "false"}
            self.assertEqual(self.search(question)["query"]["q"], text)
            self.assertEqual(self.good(GEOJSON, question).json["query"]["q"], text)
            said = {row["A"]: row.get("B") for row in read_sheet(self.good(XLSX, question), 2)}
            self.assertEqual(said["Texte"], text)
            for row in read_csv(self.good(CSV, question)):
                self.assertIn(text, row["Recherche"])

    def id_of(self, key):
        return f"essai-payload-{key}"

    def kept(self, key):
        """The name as the indexer kept it: it decodes entities and blanks of sources."""
        return self.kept_names[self.id_of(key)]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept_names = {r["id"]: r["name"] for r in cls().everything()}
        unchanged = [k for k, text in world.PAYLOADS.items() if cls.kept_names[cls().id_of(k)] == text]
        assert len(unchanged) >= 6, cls.kept_names


if __name__ == "__main__":
    unittest.main()
