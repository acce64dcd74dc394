"""The hits of a search as CSV, GeoJSON and XLSX (contract 4.2)."""
import io
import re
import socket
import unittest
import zipfile

import world
from export_files import CSV, GEOJSON, XLSX, read_csv, read_sheet, read_xlsx
from filon import DaemonTest

QUESTIONS = [{"seed": "a"}, {"seed": "a", "q": "nettoyage", "territory": "departement:21"},
             {"seed": "b", "kind": ["ACI", "EA"], "sort": "name"},
             {"seed": "b", "near": "21231", "radius_km": 30, "sort": "distance"},
             {"seed": "a", "q": "zzzzqqq", "interpret": "false"},
             {"seed": "a", "inactive": "true", "source": "carteco"}]


class Exports(DaemonTest):
    records = world.plain_records()

    def test_each_format_gives_the_structures_of_the_search_in_its_order(self):
        for question in QUESTIONS:
            with self.subTest(question):
                wanted, page = [], 1
                while True:
                    results = self.search({**question, "page": page, "per_page": 100})["results"]
                    wanted += [r["id"] for r in results]
                    page += 1
                    if len(results) < 100:
                        break
                rows = read_csv(self.good(CSV, question))
                self.assertEqual([r["Identifiant"] for r in rows], wanted or [""])
                features = self.good(GEOJSON, question).json["features"]
                self.assertEqual([f["id"] for f in features], wanted)
                self.assertEqual([r["Identifiant"] for r in read_xlsx(self.good(XLSX, question))], wanted)

    def test_a_list_without_structures_says_what_was_asked_and_when(self):
        row, = read_csv(self.good(CSV, {"q": "zzzzqqq", "interpret": "false", "kind": "ACI"}))
        self.assertIn("Texte : zzzzqqq", row.pop("Recherche"))
        self.assertRegex(row.pop("Extrait le"), r"^\d{4}-\d\d-\d\d$")
        self.assertIn("lemarche : ", row.pop("Données du"))
        self.assertIn("Aucune structure ne répond", row.pop("Avertissement"))
        self.assertEqual(set(row.values()), {""}, "no structure is made up")

    def test_csv_is_what_a_french_spreadsheet_opens(self):
        answer = self.good(CSV, {"kind": "ACI"})
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8; header=present")
        self.assertTrue(answer.body.startswith(b"\xef\xbb\xbfIdentifiant;Nom;Enseigne;SIRET;"))
        self.assertTrue(answer.body.endswith(b"\r\n"))
        quoted = re.sub(rb'"[^"]*"', b"", answer.body)
        self.assertEqual(quoted.count(b"\n"), quoted.count(b"\r\n"))
        commas = self.good(CSV, {"kind": "ACI", "separator": ","})
        self.assertEqual(read_csv(commas, ","), read_csv(answer))
        self.assertEqual(read_csv(self.good(CSV, {"kind": "ACI", "separator": ";"})), read_csv(answer))

    def test_the_columns_say_what_the_record_says(self):
        results = {r["id"]: r for r in self.everything()}
        rows = read_csv(self.good(CSV))
        sheet = {r["Identifiant"]: r for r in read_xlsx(self.good(XLSX))}
        self.assertEqual(len(rows), len(results))
        for row in rows:
            record, cells = results[row["Identifiant"]], sheet[row["Identifiant"]]
            place = record["address"]
            for title, value in {
                    "Nom": record["name"], "Enseigne": record["brand"], "SIRET": record["siret"],
                    "SIREN": record["siren"], "Statuts": " | ".join(record["kinds"]),
                    "Secteurs déclarés": names(record["sectors"], "declared"),
                    "Secteurs déduits": names(record["sectors"], "inferred"),
                    "Engagements": " | ".join(c["name"] for c in record["criteria"]),
                    "Réseaux": " | ".join(n["name"] for n in record["networks"]),
                    "Prestations": " | ".join(record["prestations"]),
                    "Adresse": place["street"], "Code postal": place["post_code"],
                    "Commune": place["city"], "Code commune": place["insee_code"],
                    "Code intercommunalité": place["epci"], "Code département": place["departement"],
                    "Code région": place["region"], "Site": record["website"],
                    "Téléphone": record["contact"]["phone"], "Courriel": record["contact"]["email"],
                    "Page de contact": record["contact"]["url"],
                    "Points à vérifier": " | ".join(record["doubts"]),
                    "Première apparition": record["first_seen"][:10]}.items():
                self.assertEqual(row[title].removeprefix("'"), value or "", title)
                self.assertEqual(cells.get(title, ""), value or "", title)
            if record["location"]:
                self.assertEqual(float(row["Latitude"]), record["location"]["lat"])
                self.assertEqual(cells["Longitude"], record["location"]["lon"])
            else:
                self.assertEqual(row["Latitude"], "")
                self.assertNotIn("Latitude", cells)
            for right in record["reservations"]:
                self.assertIn(right["article"], row["Réservations possibles"])
                self.assertEqual("à vérifier" in row["Réservations possibles"],
                                 not all(r["certain"] for r in record["reservations"]))
            for label in record["labels"]:
                proof = {"verified": "vérifié", "relayed": "repris de la source", "declared": "déclaré"}
                self.assertIn(f"{label['name']} ({proof[label['proof']]}", row["Labels"])
            for source in record["sources"]:
                self.assertIn(source["name"], row["Sources"])
                self.assertIn(source["seen_at"][:10], row["Sources"])
                self.assertIn(source["url"] or "", row["Sources"])

    def test_distance_and_reach_are_those_of_the_search(self):
        question = {"near": "21231", "radius_km": 30, "territory": "departement:21"}
        results = {r["id"]: r for r in self.everything(question)}
        reach = {"located": "implantée", "serves": "intervient sur", "national": "intervient dans toute"}
        for row in read_csv(self.good(CSV, question)):
            record = results[row["Identifiant"]]
            self.assertEqual(float(row["Distance (km)"]), record["distance_km"])
            self.assertTrue(row["Portée"].startswith(reach[record["reach"]]), row["Portée"])

    def test_each_line_says_what_was_asked_and_when(self):
        question = {"q": "nettoyage", "territory": "departement:21", "kind": "ACI"}
        index = self.search()["index"]
        rows = read_csv(self.good(CSV, question))
        self.assertGreater(len(rows), 0)
        for row in rows:
            for word in ("nettoyage", "Côte-d'Or (departement:21)", "(ACI)"):
                self.assertIn(word, row["Recherche"])
            self.assertRegex(row["Extrait le"], r"^\d{4}-\d\d-\d\d$")
            for source in index["sources"]:
                self.assertIn(f"{source['name']} : {source['harvested_at'][:10]}", row["Données du"])
            self.assertEqual(row["Avertissement"], "")
        self.assertEqual(read_csv(self.good(CSV, {"kind": "EATT"}))[0]["Recherche"],
                         "Statut : Entreprise adaptée de travail temporaire (EATT)")
        self.assertEqual(read_csv(self.good(CSV))[0]["Recherche"], "toutes les structures")

    def test_geojson_holds_to_its_standard(self):
        answer = self.good(GEOJSON, {"seed": "a", "kind": "ACI"})
        self.assertEqual(answer.headers["content-type"], "application/geo+json")
        collection = answer.json
        results = {r["id"]: r for r in self.everything({"kind": "ACI"})}
        self.assertEqual(collection["type"], "FeatureCollection")
        self.assertEqual(collection["returned"], len(results))
        self.assertEqual(collection["total"], len(results))
        self.assertIsNone(collection["note"])
        self.assertEqual(collection["query"]["filters"]["kind"], ["ACI"])
        self.assertEqual(collection["seed"], "a")
        self.assertEqual(collection["index"], self.search()["index"])
        self.assertRegex(collection["date"], r"^\d{4}-\d\d-\d\d$")
        for feature in collection["features"]:
            record = results[feature["id"]]
            self.assertEqual(feature["type"], "Feature")
            for field in ("name", "kinds", "address", "sources", "reservations", "doubts", "distance_km"):
                self.assertEqual(feature["properties"][field], record[field])
            if record["location"] is None:
                self.assertIsNone(feature["geometry"])
                continue
            self.assertEqual(feature["geometry"], {
                "type": "Point", "coordinates": [record["location"]["lon"], record["location"]["lat"]]})
        placeless = [f for f in self.good(GEOJSON).json["features"] if f["geometry"] is None]
        self.assertGreater(len(placeless), 0)
        for match in re.finditer(r'"coordinates":\[(-?[\d.]+),(-?[\d.]+)\]', answer.text):
            for number in match.groups():
                self.assertLessEqual(len(number.partition(".")[2]), 6)

    def test_the_address_in_a_file_gives_the_same_list_again(self):
        collection = self.good(GEOJSON, {"q": "jardin", "kind": "ACI"}).json
        again = self.good(collection["address"] + "&per_page=100").json
        self.assertEqual([r["id"] for r in again["results"]],
                         [f["id"] for f in collection["features"]][:100])

    def test_a_workbook_tells_where_it_comes_from(self):
        question = {"q": "nettoyage", "territory": "departement:21", "seed": "graine-1"}
        answer = self.good(XLSX, question)
        self.assertEqual(answer.headers["content-type"],
                         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        about = [(row["A"], row.get("B", "")) for row in read_sheet(answer, 2)]
        found = self.search(question)
        said = dict(about)
        self.assertEqual(said["Texte"], "nettoyage")
        self.assertEqual(said["Territoire"], "Côte-d'Or (departement:21)")
        self.assertEqual(said["Structures trouvées"], str(found["total"]))
        self.assertEqual(said["Structures dans ce fichier"], str(found["total"]))
        self.assertEqual(said["Graine de l'ordre des ex æquo"], "graine-1")
        self.assertRegex(said["Extrait le"], r"^\d{4}-\d\d-\d\d$")
        self.assertIn("n'est pas un critère d'attribution", said["Rappel"])
        self.assertIn(f"génération {found['index']['generation']}", said["Index"])
        for source in found["index"]["sources"]:
            line = said["Source " + source["name"]]
            self.assertIn(source["harvested_at"][:10], line)
            for field in ("licence", "attribution"):
                self.assertIn(source[field] or "", line)
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            self.assertIsNone(book.testzip())
            workbook = book.read("xl/workbook.xml").decode()
        self.assertIn('name="Structures"', workbook)
        self.assertIn('name="À propos"', workbook)

    def test_a_file_has_a_plain_dated_name(self):
        for path, extension in [(CSV, "csv"), (GEOJSON, "geojson"), (XLSX, "xlsx")]:
            self.assertRegex(self.good(path, {"q": "x\"; é"}).headers["content-disposition"],
                             rf'^attachment; filename="filon-structures-\d{{4}}-\d\d-\d\d\.{extension}"$')

    def test_a_file_is_one_piece_and_refuses_what_it_does_not_take(self):
        for path in (CSV, GEOJSON, XLSX):
            for name in ("page", "per_page", "facets"):
                self.assertEqual(self.refused(path, {name: "1"}, "unknown_parameter")["param"], name)
            self.assertEqual(self.refused(path, {"kind": "ACY"}, "unknown_value")["suggestion"], "ACI")
            self.refused(path, {"near": "21231"}, "missing_parameter")
        for path in (GEOJSON, XLSX):
            self.refused(path, {"separator": ","}, "unknown_parameter")
        problem = self.refused(CSV, {"separator": "tab"}, "unknown_value")
        self.assertEqual((problem["param"], problem["allowed"]), ("separator", [";", ","]))
        self.refused(CSV, [("separator", ","), ("separator", ",")], "repeated_parameter")

    def test_rows_and_features_are_streamed(self):
        for path in (CSV, GEOJSON):
            self.assertEqual(self.good(path).headers["transfer-encoding"], "chunked")
            old = self.raw(f"GET {path}?seed=a HTTP/1.0\r\n\r\n")
            self.assertNotIn(b"Transfer-Encoding", old.partition(b"\r\n\r\n")[0])
            self.assertEqual(old.partition(b"\r\n\r\n")[2], self.good(path, {"seed": "a"}).body)

    def raw(self, request):
        with socket.create_connection(("127.0.0.1", self.daemon.port), timeout=60) as connection:
            connection.sendall(request.encode())
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)


class LongLists(DaemonTest):
    """More structures than a file takes, with long texts."""

    sources = []
    records = [{"id": str(i), "name": f"Structure {i} (essai)", "kinds": ["ACI"], "address": world.commune(i),
                "description": "mot " * 400} for i in range(10_050)]

    def peak_kib(self):
        with open(f"/proc/{self.daemon.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1))

    def test_a_list_is_cut_at_ten_thousand_and_says_so(self):
        note = "Liste coupée : les 10000 premières structures sur 10050. Affinez la recherche."
        rows = read_csv(self.good(CSV, {"seed": "a"}))
        self.assertEqual(len({r["Identifiant"] for r in rows}), 10_000)
        self.assertEqual({r["Avertissement"] for r in rows}, {note})
        collection = self.good(GEOJSON, {"seed": "a"}).json
        self.assertEqual((collection["total"], collection["returned"], collection["note"]),
                         (10_050, 10_000, note))
        self.assertEqual(len(collection["features"]), 10_000)
        book = self.good(XLSX, {"seed": "a"})
        self.assertEqual(len(read_sheet(book, 1)), 10_001)
        said = {row["A"]: row["B"] for row in read_sheet(book, 2)}
        self.assertEqual(said["Avertissement"], note)
        self.assertEqual(said["Structures dans ce fichier"], "10000")

    def test_a_file_never_stands_in_memory_as_a_whole(self):
        self.search()
        before = self.peak_kib()
        sizes = [len(self.good(path).body) for path in (CSV, GEOJSON, XLSX)]
        self.assertGreater(sizes[1], 20_000_000)
        self.assertLess(self.peak_kib() - before, 12 * 1024, sizes)

    def test_a_client_that_leaves_costs_nothing_more(self):
        for path, times in [(CSV, 20), (GEOJSON, 20), (XLSX, 3)]:  # more than there are workers
            for _ in range(times):
                with socket.create_connection(("127.0.0.1", self.daemon.port), timeout=60) as connection:
                    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                    connection.recv(1000)
        self.assertEqual(self.search()["total"], 10_050)


def names(sectors, origin):
    return " | ".join(s["name"] for s in sectors if s["origin"] == origin)


if __name__ == "__main__":
    unittest.main()
