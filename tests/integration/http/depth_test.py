"""POST /api/v1/depth, as a script asks it: a consultation of six lots, and bodies that are wrong."""
import json
import unittest

from filon import DaemonTest

CONSULTATION = [
    ("Espaces verts", "creation-et-entretien-des-espaces-verts"),
    ("Nettoyage de locaux", "nettoyage-de-locaux-16"),
    ("Traiteur bio zéro déchet", "traiteur"),
    ("Réemploi de matériaux", "deconstruction-curage-demolition"),
    ("Mise sous pli", "mailing-archivage-secretariat-52"),
    ("Blanchisserie de couches lavables", "blanchisserie"),
]
STAFF = {"AI", "ETTI", "GEIQ", "EATT", "GROUPEMENT_EMPLOYEURS"}
PLACES = ["epci:242500361", "epci:242100410"]


def unchecked(record):
    """Carteco has it as a proposal, and no other source has it: left out of depth."""
    return ("non vérifié par Carteco" in record["doubts"]
            and {source["name"] for source in record["sources"]} == {"carteco"})


def record(number, sector, **more):
    return {"id": f"depth-{number}", "name": f"Profondeur {number} (essai)", "kinds": ["ACI"],
            "siren": "999000017", "activities": [{"sector": sector}],
            "address": {"post_code": "21000", "city": "Dijon"}, **more}


class Depth(DaemonTest):
    records = [record(1, "traiteur"), record(2, "blanchisserie", kinds=["ETTI"]),
               record(3, "traiteur", active=False)]

    def post(self, body, target="/api/v1/depth", **headers):
        headers = {"Content-Type": "application/json",
                   **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.daemon.ask("POST", target, headers,
                               data.encode() if isinstance(data, str) else data)

    def depth(self, body):
        answer = self.post(body)
        self.assertEqual(answer.status, 200, answer.body[:600])
        return answer.json

    def refuses(self, body, code, param=None, status=400, **headers):
        answer = self.post(body, **headers)
        self.assertEqual(answer.status, status, answer.body[:300])
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual(answer.json["code"], code, answer.json)
        if param:
            self.assertEqual(answer.json["param"], param, answer.json)
        return answer.json

    # The same records, as the search gives them: those that answer, one legal entity each.
    def answering(self, sector, place):
        found = self.everything({"sector": sector, "territory": place})
        found = [r for r in found if not unchecked(r)]
        service = [r for r in found if not r["kinds"] or set(r["kinds"]) - STAFF]
        return found, service, {r["siren"] or r["id"] for r in service}

    def test_a_consultation_of_six_lots_is_counted_as_its_records_are(self):
        for place in PLACES:
            answer = self.depth({"lots": [{"title": title, "sectors": [sector]}
                                          for title, sector in CONSULTATION], "territory": [place]})
            for lot, (title, sector) in zip(answer["lots"], CONSULTATION):
                with self.subTest(place=place, lot=title):
                    found, service, entities = self.answering(sector, place)
                    self.assertEqual(lot["total"], len(service))
                    self.assertEqual(lot["legal_entities"], len(entities))
                    self.assertEqual(lot["structures_found"], len(found))
                    self.assertEqual({s["id"] for s in lot["structures"]}, {r["id"] for r in found})
                    reach = lot["by_reach"]
                    self.assertEqual(reach["located"] + reach["serves"] + reach["national"],
                                     len(entities))
                    for code in ("handicap", "insertion", "prison", "ess"):
                        able = {r["siren"] or r["id"] for r in service
                                if any(x["code"] == code and x["certain"] for x in r["reservations"])}
                        self.assertEqual(lot["by_reservation"][code], len(able), code)
                    self.assertEqual(sum(b["legal_entities"] for b in lot["by_distance"])
                                     + lot["unknown_distance"], len(entities))
                    self.assertEqual(lot["declared"] + lot["inferred"], len(entities))

    def test_every_grouping_covers_all_lots_but_those_missing_and_needs_all_its_classes(self):
        answer = self.depth({"lots": [{"title": t, "sectors": [s]} for t, s in CONSULTATION],
                             "territory": ["region:27"]})
        groupings = answer["groupings"]
        lots_of = {c["id"]: set(c["lots"]) for c in groupings["classes"]}
        wanted = set(range(6)) - {m["lot"] for m in groupings["missing"]}
        self.assertTrue(groupings["minimal"])
        self.assertTrue(groupings["minimal_complete"])
        for classes in groupings["minimal"]:
            self.assertEqual(set().union(*(lots_of[c] for c in classes)), wanted)
            for left_out in classes:
                rest = [lots_of[c] for c in classes if c != left_out]
                self.assertNotEqual(set().union(*rest), wanted)
        for one in groupings["classes"]:
            self.assertLessEqual(len(one["structures"]), 50)
            for structure in one["structures"]:
                self.assertEqual([e["lot"] for e in structure["eligible"]], one["lots"])

    def test_lots_are_read_in_their_words_when_no_sector_is_given(self):
        answer = self.depth({"lots": [{"title": "Lot 1 : blanchisserie"},
                                      {"title": "Lot 2", "text": "Prestations de traiteur"},
                                      {"title": "Zzyzx"}]})
        slugs = [[s["slug"] for s in lot["sectors"]] for lot in answer["lots"]]
        self.assertIn("blanchisserie", slugs[0])
        self.assertIn("traiteur", slugs[1])
        self.assertEqual(slugs[2], [])
        self.assertEqual(answer["groupings"]["missing"], [{"lot": 2, "title": "Zzyzx"}])
        self.assertIn("Aucun secteur reconnu", answer["lots"][2]["notes"][0])

    def test_who_lends_people_is_apart_and_inactive_records_are_left_out(self):
        answer = self.depth({"lots": [{"title": "a", "sectors": ["traiteur"]},
                                      {"title": "b", "sectors": ["blanchisserie"]}],
                             "near": "21231", "radius_km": 5})
        ids = [[(s["id"], s["family"]) for s in lot["structures"]] for lot in answer["lots"]]
        self.assertIn(("essai-depth-1", "service"), ids[0])
        self.assertNotIn("essai-depth-3", [i for i, _ in ids[0]])
        self.assertIn(("essai-depth-2", "staff"), ids[1])
        for one in answer["groupings"]["classes"]:
            self.assertNotIn("essai-depth-2", [s["id"] for s in one["structures"]])

    def test_cutoffs_are_the_users_and_printed_and_levers_say_their_article_and_sentence(self):
        body = {"lots": [{"title": "a", "sectors": ["nettoyage-de-locaux-16"]}],
                "territory": ["departement:21"]}
        plain = self.depth(body)
        self.assertEqual(plain["cutoffs"], {"distance_km": [10, 25, 50, 100], "reservation": None,
                                            "clause": None})
        self.assertTrue(all(lever["enough"] is None for lever in plain["lots"][0]["levers"]))
        own = self.depth({**body, "cutoffs": {"distance_km": [5], "reservation": 2, "clause": 1}})
        self.assertEqual(own["cutoffs"], {"distance_km": [5], "reservation": 2, "clause": 1})
        self.assertEqual([b["to_km"] for b in own["lots"][0]["by_distance"]], [5, None])
        for lever in own["lots"][0]["levers"]:
            if lever["opens"]:
                self.assertEqual(lever["enough"], lever["legal_entities"] >= 2, lever["id"])
                self.assertIn(lever["articles"][0]["article"], lever["sentence"])
        counts = {lever["id"]: lever["legal_entities"] for lever in own["lots"][0]["levers"]}
        self.assertEqual(counts["reservation-handicap-insertion"],
                         own["lots"][0]["by_reservation"]["both"])
        self.assertTrue(own["legal"]["as_of"])
        bands = self.depth({**body, "cutoffs": [20, 40]})["cutoffs"]["distance_km"]
        self.assertEqual(bands, [20, 40])

    def test_coverage_relays_and_bodies_that_carry_a_joint_answer_stand_beside_the_counts(self):
        answer = self.depth({"lots": [{"title": "Traiteur"}], "territory": ["epci:242100410"]})
        found = self.search({"territory": "epci:242100410"})["coverage"]
        self.assertEqual(answer["coverage"], found)
        self.assertIn("Creativ'21", [r["name"] for r in answer["relays"]])
        links = {r["name"]: r["territory"] for r in answer["links"]}
        self.assertEqual(links["DUME"], "france")
        self.assertEqual(links["Marchés publics de Dijon Métropole"], "epci:242100410")
        self.assertIn("Lieu : Dijon Métropole", answer["le_marche"]["text"])
        self.assertIn("Lot 1 : Traiteur", answer["le_marche"]["text"])
        self.assertIn("La Coursive", [r["name"] for r in answer["groupings"]["mandataires"]])

    def test_the_seed_replays_the_answer(self):
        body = {"lots": [{"title": "Traiteur"}], "territory": ["region:27"]}
        first = self.depth(body)
        again = self.depth({**body, "seed": first["seed"]})
        self.assertEqual(first, again)

    def test_a_body_that_is_wrong_is_refused_and_the_place_named(self):
        lot = {"title": "Traiteur"}
        problem = self.refuses({"lots": [lot, lot, {"sectors": ["traiteurs"]}]}, "unknown_value",
                               "lots[2].sectors[0]")
        self.assertEqual(problem["suggestion"], "traiteur")
        problem = self.refuses({"lots": [{"titel": "x", "title": "y"}]}, "unknown_parameter",
                               "lots[0].titel")
        self.assertEqual(problem["suggestion"], "title")
        problem = self.refuses({"lots": [lot] * 13}, "invalid_value", "lots")
        self.assertIn("12 lots au plus", problem["detail"])
        self.assertIn("13 lots", problem["detail"])
        for body, code, param in [
                ({}, "missing_parameter", "lots"), ({"lots": []}, "invalid_value", "lots"),
                ({"lots": [lot] * 13}, "invalid_value", "lots"),
                ({"lots": [{}]}, "missing_parameter", "lots[0].title"),
                ({"lots": ["x"]}, "invalid_value", "lots[0]"),
                ({"lots": [{"title": 3}]}, "invalid_value", "lots[0].title"),
                ({"lots": [lot], "territoire": []}, "unknown_parameter", "territoire"),
                ({"lots": [lot], "territory": ["departement:00"]}, "unknown_value", "territory[0]"),
                ({"lots": [lot], "near": "21231"}, "missing_parameter", "radius_km"),
                ({"lots": [lot], "near": "nowhere", "radius_km": 5}, "invalid_value", "near"),
                ({"lots": [lot], "near": "21231", "radius_km": 501}, "invalid_value", "radius_km"),
                ({"lots": [lot], "seed": "à"}, "invalid_value", "seed"),
                ({"lots": [lot], "cutoffs": {"km": [1]}}, "unknown_parameter", "cutoffs.km"),
                ({"lots": [lot], "cutoffs": [10, 10]}, "invalid_value", "cutoffs[1]"),
                ({"lots": [lot], "cutoffs": {"reservation": 0}}, "invalid_value",
                 "cutoffs.reservation"),
                ("{\"lots\": [", "invalid_value", "body"), ("", "invalid_value", "body"),
                ("[1]", "invalid_value", "body"), (b"{\"lots\":[{\"title\":\"\xff\"}]}",
                                                   "invalid_value", None)]:
            with self.subTest(body=body):
                self.refuses(body, code, param)

    def test_other_types_and_bodies_too_large_are_refused(self):
        body = {"lots": [{"title": "Traiteur"}]}
        self.refuses(body, "unsupported_media_type", status=415, Content_Type="text/csv")
        self.assertEqual(self.post(body, Content_Type="Application/JSON; charset=utf-8").status, 200)
        self.assertEqual(self.post(" " * (1024 * 1024 + 1)).status, 413)
        self.refuses({"lots": [{"title": "x" * 501}]}, "invalid_value", "lots[0].title")
        self.assertEqual(self.daemon.ask("GET", "/api/v1/depth").status, 405)


if __name__ == "__main__":
    unittest.main()
