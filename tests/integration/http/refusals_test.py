"""What GET /api/v1/structures refuses, and how it says so (contract 4.1)."""
import unittest
import urllib.parse

from filon import DaemonTest

API = "/api/v1/structures"


class Refusals(DaemonTest):
    """In the API an unknown parameter or value is a 400 that names it, never dropped."""

    def test_an_unknown_parameter_is_named_with_the_near_one(self):
        problem = self.refused(API, {"terrytory": "france"}, "unknown_parameter")
        self.assertEqual((problem["param"], problem["suggestion"]), ("terrytory", "territory"))
        self.assertIn("territory", problem["allowed"])
        problem = self.refused(API, {"fbclid": "1"}, "unknown_parameter")
        self.assertNotIn("suggestion", problem)
        for path in ("/api/v1/sectors", "/api/v1/kinds", "/api/v1/sources", "/api/v1/labels",
                     "/api/v1/networks", "/api/v1/criteria", "/api/v1/territories/france"):
            self.assertEqual(self.refused(path, {"q": "x"}, "unknown_parameter")["param"], "q")

    def test_an_unknown_value_is_named_with_the_near_one(self):
        for name, value, near in [
                ("sector", "traiteurz", "traiteur"), ("kind", "ACY", "ACI"), ("zone", "qpw", "qpv"),
                ("reservation", "handycap", "handicap"), ("source", "cartteco", "carteco"),
                ("sort", "distanc", "distance"), ("reach", "serve", "serves"),
                ("origin", "declare", "declared"), ("facets", "kinds", "kind"),
                ("territory", "departement:C1", None), ("label", "zzzzz", None),
                ("network", "zzzzz", None), ("prestation", "PRES", "PREST"),
                ("criterion", "zzzzz", None), ("national", "yes", None), ("interpret", "1", None),
                ("inactive", "oui", None), ("label_expired", "TRUE", None)]:
            with self.subTest(name):
                problem = self.refused(API, {name: value}, "unknown_value")
                self.assertEqual(problem["param"], name)
                self.assertIn(value, problem["detail"])
                if near:
                    self.assertEqual(problem.get("suggestion"), near)
                    self.assertIn(near, problem["detail"])

    def test_short_lists_of_values_are_given_whole(self):
        for name, value, some in [("reach", "x", "located"), ("sort", "x", "newest"),
                                  ("reservation", "x", "prison"), ("kind", "x", "ESAT"),
                                  ("zone", "x", "zrr"), ("facets", "x", "none"),
                                  ("national", "x", "false")]:
            self.assertIn(some, self.refused(API, {name: value}, "unknown_value")["allowed"], name)

    def test_an_empty_value_is_refused_too(self):
        for name in ("sector", "kind", "label", "network", "prestation", "source", "criterion", "zone",
                     "reservation", "territory", "reach", "national", "inactive", "sort", "origin",
                     "interpret", "label_expired", "facets"):
            with self.subTest(name):
                self.assertEqual(self.refused(API, {name: ""}, "unknown_value")["param"], name)
        for name in ("page", "per_page", "seed"):
            with self.subTest(name):
                self.assertEqual(self.refused(API, {name: ""}, "invalid_value")["param"], name)

    def test_numbers_and_seeds_are_read_whole_and_bounded(self):
        near = {"near": "21231"}
        for parameters in [{"page": "0"}, {"page": "-1"}, {"page": "1x"}, {"page": " 1"}, {"page": "1.0"},
                           {"page": "99999999999999999999"}, {"per_page": "0"}, {"per_page": "101"},
                           {"per_page": "abc"}, {"radius_km": "0", **near}, {"radius_km": "501", **near},
                           {"radius_km": "1e2", **near}, {"near": "91,0", "radius_km": "5"},
                           {"near": "47.3,181", "radius_km": "5"}, {"near": "nan,0", "radius_km": "5"},
                           {"near": "47.3", "radius_km": "5"}, {"near": "99999", "radius_km": "5"},
                           {"seed": "é"}, {"seed": "a b"}, {"seed": "x" * 65}, {"q": "x" * 2001}]:
            with self.subTest(parameters):
                param = next(iter(parameters))
                self.assertEqual(self.refused(API, parameters, "invalid_value")["param"], param)

    def test_a_scalar_given_twice_is_refused(self):
        twice = {"q": "a", "origin": "declared", "reach": "located", "national": "true",
                 "near": "21231", "radius_km": "5", "label_expired": "true", "inactive": "true",
                 "page": "1", "per_page": "5", "sort": "name", "facets": "none", "interpret": "true",
                 "seed": "a"}
        for name, value in twice.items():
            with self.subTest(name):
                problem = self.refused(API, [(name, value), (name, value)], "repeated_parameter")
                self.assertEqual(problem["param"], name)

    def test_near_and_radius_go_together(self):
        self.assertEqual(self.refused(API, {"near": "21231"}, "missing_parameter")["param"], "radius_km")
        self.assertEqual(self.refused(API, {"radius_km": "5"}, "missing_parameter")["param"], "near")

    def test_the_sort_by_distance_needs_a_place_to_measure_from(self):
        self.assertEqual(self.refused(API, {"sort": "distance"}, "missing_parameter")["param"], "near")
        self.refused(API, {"sort": "distance", "territory": ["departement:21", "departement:25"]},
                     "missing_parameter")
        self.refused(API, {"sort": "distance", "territory": "france"}, "missing_parameter")

    def test_a_place_read_in_the_text_is_one_to_measure_from(self):
        for q in ["30 km autour de Dijon", "autour de Dijon", "Côte-d'Or", "Dijon"]:
            with self.subTest(q):
                found = self.search({"q": q, "sort": "distance", "per_page": 100})["results"]
                measured = [r["distance_km"] for r in found if r["distance_km"] is not None]
                self.assertGreater(len(measured), 1)
                self.assertEqual(measured, sorted(measured))
        for unmeasured in [{"q": "Dijon", "interpret": "false"}, {"q": "nettoyage"},
                           {"q": "Côte-d'Or", "ignore": "territory:departement:21"},
                           {"q": "dans le 25 et le 39"}]:
            self.refused(API, unmeasured | {"sort": "distance"}, "missing_parameter")

    def test_a_search_widened_past_its_place_is_still_measured_from_it(self):
        widened = self.search({"q": "blanchisserie Saint-Denis Réunion", "sort": "distance",
                               "territory": []})
        self.assertTrue(widened["query"]["interpretation"]["relaxed"])
        measured = [r["distance_km"] for r in widened["results"]]
        self.assertGreater(len(measured), 1)
        self.assertNotIn(None, measured[:1])
        self.assertEqual([m for m in measured if m], sorted(m for m in measured if m))

    def test_problems_are_french_and_english_on_request(self):
        for parameters, code, french, english in [
                ({"qq": "x"}, "unknown_parameter", "n'existe pas ici", "There is no parameter 'qq' here"),
                ({"kind": "zz"}, "unknown_value", "n'est pas une valeur connue", "is not a known value"),
                ({"page": "x"}, "invalid_value", "nombre entier", "whole number"),
                ({"near": "21231"}, "missing_parameter", "Il manque", "is missing"),
                ([("q", "a"), ("q", "b")], "repeated_parameter", "qu'une fois", "once only")]:
            with self.subTest(code):
                self.assertIn(french, self.refused(API, parameters, code)["detail"])
                self.assertIn(french, self.refused(API, parameters, code,
                                                   Accept_Language="fr, en;q=0.5")["detail"])
                self.assertIn(english, self.refused(API, parameters, code, Accept_Language="en")["detail"])

    def test_what_is_not_there(self):
        self.refused("/api/v1/structures/nobody", {}, "not_found", 404)
        self.refused("/api/v1/nothing", {}, "not_found", 404)
        self.refused("/api/v1/territories/departement:C1", {}, "not_found", 404)
        self.refused("/api/v1/territories", {}, "missing_parameter")
        self.refused("/api/v1/territories", {"q": "dijon", "limit": "0"}, "invalid_value")

    def test_broken_text_is_refused(self):
        for bad in ("%FF", "%C3%28", "%00"):
            answer = self.get(f"{API}?q={bad}")
            self.assertEqual(answer.status, 400, bad)

    def test_odd_but_sound_text_is_answered(self):
        for text in ("'\"<>&;", "%", "(((", "AND OR NOT", "*", "\t", "é" * 900, "日本語", "a" * 2000):
            answer = self.search({"q": text})
            self.assertEqual(answer["query"]["q"], text)
        self.assertEqual(self.get(API + "?q=" + urllib.parse.quote("œuf")).status, 200)


if __name__ == "__main__":
    unittest.main()
