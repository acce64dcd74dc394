"""GET /api/v1/structures, parameter by parameter (contract 4.1), against plain loops over all records."""
import math
import unittest

import world
from filon import DaemonTest

FACETS = ["sector", "sector_group", "kind", "label", "departement", "region", "epci", "network",
          "prestation", "source", "reservation", "criterion"]
API = "/api/v1/structures"


def distance_km(a, b):
    """Haversine with the mean radius of the contract."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (math.sin((lat2 - lat1) / 2) ** 2
         + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def point(record):
    return record["location"] and (record["location"]["lat"], record["location"]["lon"])


class SearchParameters(DaemonTest):
    records = world.plain_records()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        cls.found = self.everything()
        cls.with_inactive = self.everything({"inactive": "true"})

    def ids(self, parameters):
        return sorted(r["id"] for r in self.everything(parameters))

    def expect(self, parameters, holds, among=None):
        wanted = sorted(r["id"] for r in (among or self.found) if holds(r))
        self.assertGreater(len(wanted), 0, f"{parameters}: a case that finds nothing shows nothing")
        self.assertLess(len(wanted), len(self.with_inactive), parameters)
        self.assertEqual(self.ids(parameters), wanted, parameters)

    # What each filter means ---------------------------------------------------------------------

    def test_a_value_filter_keeps_the_records_that_carry_the_value(self):
        for name, value, holds in [
                ("kind", "ACI", lambda r: "ACI" in r["kinds"]),
                ("network", self.some("networks"), lambda r: self.some("networks") in slugs(r["networks"])),
                ("prestation", self.some("prestations"), lambda r: self.some("prestations") in r["prestations"]),
                ("source", "carteco", lambda r: "carteco" in [s["name"] for s in r["sources"]]),
                ("criterion", self.some("criteria"), lambda r: self.some("criteria") in slugs(r["criteria"])),
                ("reservation", "handicap", lambda r: any(
                    x["code"] == "handicap" and x["certain"] for x in r["reservations"])),
                ("zone", "qpv", lambda r: "qpv" in r["zones"])]:
            with self.subTest(name):
                self.expect({name: value}, holds)

    def some(self, field):
        """The value of a field that most records carry: no case of one record."""
        counts = {}
        for record in self.found:
            for value in record[field]:
                slug = value if isinstance(value, str) else value["slug"]
                counts[slug] = counts.get(slug, 0) + 1
        return max(sorted(counts), key=counts.get)

    def test_values_of_one_parameter_are_alternatives_and_parameters_add_up(self):
        self.expect({"kind": ["ACI", "EA"]}, lambda r: {"ACI", "EA"} & set(r["kinds"]))
        self.expect({"kind": ["ACI", "EA"], "source": "carteco"},
                    lambda r: {"ACI", "EA"} & set(r["kinds"])
                    and "carteco" in [s["name"] for s in r["sources"]])

    def test_a_sector_may_be_a_slug_or_a_group_and_origin_keeps_declared_ones(self):
        sectors = self.good("/api/v1/sectors").json["sectors"]
        slug = "traiteur"
        group = next(s["group"]["slug"] for s in sectors if s["slug"] == slug)
        members = {s["slug"] for s in sectors if s["group"]["slug"] == group}
        self.expect({"sector": slug}, lambda r: slug in slugs(r["sectors"]))
        self.expect({"sector": group}, lambda r: members & set(slugs(r["sectors"])))
        self.expect({"sector": slug, "origin": "declared"}, lambda r: any(
            s["slug"] == slug and s["origin"] == "declared" for s in r["sectors"]))

    def test_reach_located_keeps_the_records_of_the_place_and_serves_adds_others(self):
        def located(r):
            return r["address"]["departement"] == "21"
        self.expect({"territory": "departement:21", "reach": "located"}, located)
        for record in self.everything({"territory": "departement:21"}):
            self.assertIn(record["reach"], ["located", "serves", "national"])
            self.assertEqual(record["reach"] == "located", located(record))
        for text, field, code in [("commune:21231", "insee_code", "21231"),
                                  ("epci:242100410", "epci", "242100410"), ("region:27", "region", "27")]:
            self.expect({"territory": text, "reach": "located"}, lambda r: r["address"][field] == code)
        self.assertEqual(self.ids({"territory": "france", "reach": "located"}),
                         sorted(r["id"] for r in self.found if r["address"]["departement"]))

    def test_a_territory_may_be_repeated_and_a_former_commune_is_the_current_one(self):
        self.expect({"territory": ["departement:21", "departement:25"], "reach": "located"},
                    lambda r: r["address"]["departement"] in ("21", "25"))
        whole = self.search({"territory": "commune:75056"})
        self.assertEqual(self.search({"territory": "commune:75101"})["total"], whole["total"])

    def test_national_false_leaves_out_what_works_in_the_whole_country(self):
        total = self.search({"national": "true"})["total"]
        self.assertEqual(total, len(self.found))
        self.assertEqual(self.search({"national": "false"})["total"],
                         sum(r["area"] != "france" for r in self.found))

    def test_near_and_radius_select_by_the_printed_point(self):
        centre = (47.3134, 5.0139)
        found = self.everything({"near": "47.3134,5.0139", "radius_km": 20})
        wanted = sorted(r["id"] for r in self.found
                        if point(r) and distance_km(centre, point(r)) <= 20)
        self.assertGreater(len(wanted), 5)
        self.assertEqual(sorted(r["id"] for r in found), wanted)
        for record in found:
            self.assertAlmostEqual(record["distance_km"], distance_km(centre, point(record)), delta=0.051)

    def test_near_takes_a_commune(self):
        by_code = self.search({"near": "21231", "radius_km": 10})
        self.assertGreater(by_code["total"], 0)
        self.assertEqual(self.search({"near": "commune:21231", "radius_km": 10})["total"],
                         by_code["total"])

    def test_ended_labels_count_on_request_alone(self):
        def held(r, ended):
            return any(x["slug"] == "esus" and (ended or (x["valid_until"] or "9") > "2026")
                       for x in r["labels"])
        self.expect({"label": "esus"}, lambda r: held(r, False))
        self.expect({"label": "esus", "label_expired": "true"}, lambda r: held(r, True))
        self.assertNotEqual(self.ids({"label": "esus"}),
                            self.ids({"label": "esus", "label_expired": "true"}))

    def test_inactive_records_come_on_request_alone(self):
        self.assertTrue(all(r["active"] for r in self.found))
        self.assertGreater(len(self.with_inactive), len(self.found))

    # Order and pages ----------------------------------------------------------------------------

    def test_sorts(self):
        far = self.everything({"near": "21231", "radius_km": 60, "sort": "distance"})
        self.assertEqual(far, sorted(far, key=lambda r: r["distance_km"]))
        newest = [r["first_seen"] for r in self.everything({"sort": "newest"})]
        self.assertEqual(newest, sorted(newest, reverse=True))
        from_centre = self.search({"territory": "departement:21", "sort": "distance"})["results"]
        measured = [r["distance_km"] for r in from_centre if r["distance_km"] is not None]
        self.assertEqual(measured, sorted(measured))
        one, other = ([r["id"] for r in self.everything({"sort": "name"})] for _ in range(2))
        self.assertEqual(one, other)

    def test_a_seed_replays_the_order_and_another_one_changes_it(self):
        def order(seed):
            return [r["id"] for r in self.search({"kind": "ACI", "seed": seed})["results"]]
        self.assertEqual(order("un"), order("un"))
        self.assertNotEqual(order("un"), order("deux"))
        default = self.search({"kind": "ACI"})
        self.assertEqual([r["id"] for r in default["results"]], order(default["seed"]))
        self.assertEqual(self.search({"kind": "ACI", "seed": "x" * 64})["seed"], "x" * 64)

    def test_pages_part_the_whole_list(self):
        whole = [r["id"] for r in self.everything()]
        self.assertEqual(len(set(whole)), len(whole))
        self.assertEqual(len(whole), self.search()["total"])
        small = self.search({"page": 3, "per_page": 7, "seed": "s"})
        self.assertEqual((small["page"], small["per_page"]), (3, 7))
        self.assertEqual([r["id"] for r in small["results"]], whole[14:21])
        self.assertEqual(len(self.search()["results"]), 20)

    def test_past_the_end_is_an_empty_page(self):
        answer = self.search({"page": 100, "per_page": 100})
        self.assertEqual(answer["results"], [])
        self.assertEqual(answer["total"], len(self.found))

    def test_the_last_rank_is_ten_thousand(self):
        for page, per_page in [(10000, 1), (100, 100), (500, 20)]:
            self.search({"page": page, "per_page": per_page})
        for page, per_page in [(10001, 1), (101, 100), (5001, 2)]:
            self.assertEqual(self.refused(API, {"page": page, "per_page": per_page},
                                          "invalid_value")["param"], "page")

    def test_totals_count_records_and_legal_entities(self):
        answer = self.search()
        sirens = {r["siren"] for r in self.found if r["siren"]}
        without = sum(r["siren"] is None for r in self.found)
        self.assertEqual(answer["without_siren"], without)
        self.assertEqual(answer["legal_entities"], len(sirens) + without)
        self.assertEqual(answer["coverage"]["located"],
                         sum(r["address"]["departement"] is not None for r in self.found))

    # Facets -------------------------------------------------------------------------------------

    def test_facets_are_those_asked(self):
        self.assertEqual(sorted(self.search()["facets"]), sorted(FACETS))
        self.assertEqual(sorted(self.search({"facets": "all"})["facets"]), sorted(FACETS))
        self.assertEqual(self.search({"facets": "none"})["facets"], {})
        self.assertEqual(sorted(self.search({"facets": "kind,region"})["facets"]), ["kind", "region"])
        for facet in FACETS:
            self.assertEqual(list(self.search({"facets": facet})["facets"]), [facet])

    def test_a_facet_counts_without_its_own_filter_and_by_count_then_value(self):
        answer = self.search({"kind": "ACI", "territory": "departement:21", "reach": "located"})
        for name, without in [("kind", {"territory": "departement:21", "reach": "located"}),
                              ("departement", {"kind": "ACI"})]:
            values = answer["facets"][name]
            counts = {}
            for record in self.everything(without):
                keys = record["kinds"] if name == "kind" else (
                    [f"departement:{record['address']['departement']}"]
                    if record["address"]["departement"] else [])
                for key in keys:
                    counts[key] = counts.get(key, 0) + 1
            self.assertEqual({v["value"]: v["count"] for v in values}, counts)
            self.assertEqual(values, sorted(values, key=lambda v: (-v["count"], v["value"])))

    def test_a_facet_value_is_what_its_parameter_takes(self):
        parameter = {"sector_group": "sector", "departement": "territory", "region": "territory",
                     "epci": "territory"}
        for name, values in self.search()["facets"].items():
            with self.subTest(name):
                self.assertGreater(len(values), 0)
                value = values[0]
                asked = {parameter.get(name, name): value["value"], "reach": "located"}
                self.assertEqual(self.search(asked)["total"], value["count"])

    # Shape --------------------------------------------------------------------------------------

    def test_every_list_is_there_and_no_unknown_scalar_is_an_empty_text(self):
        self.assertEqual(self.search({"q": "zzzzzzqqqq", "interpret": "false"})["results"], [])

        def look(value, path):
            if isinstance(value, dict):
                for key, inner in value.items():
                    look(inner, f"{path}.{key}")
            elif isinstance(value, list):
                for inner in value:
                    look(inner, path + "[]")
            else:
                self.assertNotEqual(value, "", path)
        for record in self.with_inactive:
            look({k: v for k, v in record.items() if k != "description"}, "result")
            for key in ("kinds", "sectors", "labels", "criteria", "networks", "prestations", "zones",
                        "activities", "offers", "reservations", "doubts", "sources", "why"):
                self.assertIsInstance(record[key], list, key)
            for key in ("siret", "siren", "brand", "description", "snippet", "website", "distance_km",
                        "reach", "location", "first_seen"):
                self.assertIn(key, record)
            self.assertIsNone(record["reach"])
        interpretation = self.search()["query"]["interpretation"]
        for key in ("sectors", "territories", "kinds", "reservations", "labels", "criteria", "cpv",
                    "identifiers", "corrections", "ambiguous", "relaxed"):
            self.assertEqual(interpretation[key], [], key)

    def test_the_filters_in_force_are_printed(self):
        filters = self.search({"kind": "ACI", "territory": "departement:21", "near": "21231",
                               "radius_km": 50, "national": "false"})["query"]["filters"]
        self.assertEqual(filters["kind"], ["ACI"])
        self.assertEqual(filters["territory"], ["departement:21"])
        self.assertEqual((filters["near"], filters["radius_km"]), ("21231", 50))
        self.assertIs(filters["national"], False)
        self.assertEqual(filters["reach"], "serves")


def slugs(links):
    return [link["slug"] for link in links]


if __name__ == "__main__":
    unittest.main()
