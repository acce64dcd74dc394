"""Exported files, read back."""
import csv
import io
import re
import zipfile
from xml.etree import ElementTree

CSV, GEOJSON, XLSX = (f"/api/v1/structures.{kind}" for kind in ("csv", "geojson", "xlsx"))
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(answer, separator=";"):
    text = answer.body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def unescape(text):
    """Spreadsheet files write control characters as _xHHHH_."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def read_sheet(answer, number):
    """Rows of cells: a text, or a float."""
    with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in root.iter(SHEET + "row"):
        cells = {}
        for cell in row.iter(SHEET + "c"):
            column = re.match("[A-Z]+", cell.get("r")).group()
            assert cell.find(SHEET + "f") is None, "a formula"
            if cell.get("t") == "inlineStr":
                cells[column] = unescape("".join(t.text or "" for t in cell.iter(SHEET + "t")))
            else:
                cells[column] = float(cell.find(SHEET + "v").text)
        rows.append(cells)
    return rows


def read_xlsx(answer):
    titles, *rows = read_sheet(answer, 1)
    return [{titles[column]: value for column, value in row.items()} for row in rows]
