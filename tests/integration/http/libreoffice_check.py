"""LibreOffice opens the exports with the columns and accents they were written with.

Too slow and too large a package for every change: scripts/check-release runs it. No *_test.py, so ctest does not.
"""
import csv
import io
import pathlib
import subprocess
import sys
import unittest

import world
from filon import DaemonTest

# Tokens of LibreOffice's CSV filter. Written: `;`, quotes, UTF-8, all cells as shown, and every sheet (the last -1).
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
# Read with what its dialog proposes to a new user (tab, comma and semicolon at once), then with our separator alone.
READINGS = {"as proposed": "9/44/59,34,76,1", "semicolon alone": "59,34,76,1"}
# Read with "format quoted field as text" off, a spreadsheet takes digits for numbers. The workbook keeps them.
DIGITS = {"Identifiant", "SIRET", "SIREN", "Code postal", "Code commune", "Code intercommunalité", "Code département",
          "Code région", "Latitude", "Longitude", "Distance (km)"}
ZEROS = {"id": "zeros", "siret": "00032517500016", "name": "Épicerie « L'Œuvre » (essai)", "kinds": ["ACI"],
         "sectors": ["traiteur"], "address": {"street": "1 rue de l'Essai (fictif)", "post_code": "01000",
                                              "city": "Bourg-en-Bresse"}}


def rows(text, separator=";"):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def plain(title, cell):
    """Digits as a number would show them: 01000 is 1000, 47.313400 is 47.3134."""
    if title not in DIGITS or not cell.replace(".", "", 1).lstrip("-").isdigit():
        return cell
    return repr(float(cell)) if "." in cell else str(int(cell))


class LibreOffice(DaemonTest):
    records = [*world.plain_records(), *world.payload_records(), ZEROS]
    question = {"source": "essai", "seed": "a"}

    def export(self, kind, **more):
        file = self.index.folder / f"list.{kind}"
        file.write_bytes(self.good(f"/api/v1/structures.{kind}", {**self.question, **more}).body)
        return file

    def open(self, file, *flags):
        """Every sheet of the file as LibreOffice read it, by name."""
        out = self.index.folder / f"out-{len(list(self.index.folder.glob('out-*')))}"
        profile = (self.index.folder / "profile").as_uri()
        done = subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", *flags, "--convert-to", AS_CSV,
                               "--outdir", out, file], capture_output=True, text=True, timeout=180)
        self.assertEqual(done.returncode, 0, done.stderr)
        sheets = {f.stem.partition("-")[2]: rows(f.read_text("utf-8-sig")) for f in pathlib.Path(out).glob("*.csv")}
        self.assertTrue(sheets, done.stdout + done.stderr)
        return sheets

    def ours(self):
        """The list as written, without the apostrophes that defuse formulas."""
        titles, *lines = rows(self.export("csv").read_text("utf-8-sig"))
        self.assertGreater(len(lines), len(world.PAYLOADS))
        return titles, lines

    def test_a_workbook_keeps_columns_accents_zeros_and_formulas_as_text(self):
        titles, lines = self.ours()
        sheets = self.open(self.export("xlsx"))
        self.assertEqual(set(sheets), {"Structures", "À propos"})
        read_titles, *read = sheets["Structures"]
        self.assertEqual(read_titles, titles)
        self.assertEqual(len(read), len(lines))
        for line, cells in zip(lines, read):
            for title, wanted, cell in zip(titles, line, cells):
                if title in ("Latitude", "Longitude", "Distance (km)"):
                    self.assertEqual(cell, plain(title, wanted), title)
                else:
                    self.assertEqual(cell, wanted[1:] if wanted[:2] in ("'=", "'+", "'-", "'@") else wanted, title)
        zeros = dict(zip(titles, next(cells for cells in read if cells[1] == ZEROS["name"])))
        self.assertEqual((zeros["SIRET"], zeros["SIREN"], zeros["Code postal"], zeros["Code département"]),
                         ("00032517500016", "000325175", "01000", "01"))

    def test_a_csv_keeps_columns_and_accents_as_the_dialog_proposes(self):
        titles, lines = self.ours()
        for name, reading in READINGS.items():
            for separator in (";", ",") if name == "as proposed" else (";",):
                with self.subTest(name, separator=separator):
                    (read_titles, *read), = self.open(self.export("csv", separator=separator), f"--infilter=CSV:{reading}").values()
                    self.assertEqual(read_titles, titles)
                    self.assertEqual(len(read), len(lines))
                    for line, cells in zip(lines, read):
                        for title, wanted, cell in zip(titles, line, cells, strict=True):
                            self.assertEqual(plain(title, cell), plain(title, wanted), title)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
