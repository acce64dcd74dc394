"""POST /api/v1/needs, as a script asks it: the shape of the answer, and bodies that are wrong."""
import json
import time
import unittest

from filon import DaemonTest

TEXT = "Ville de Dijon\nLot 1 : Tonte des pelouses\nLot 2 : Déménagement de bureaux (CPV 98392000-7)"


class Needs(DaemonTest):
    def post(self, body, target="/api/v1/needs", content_type="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.daemon.ask("POST", target, {"Content-Type": content_type}, data)

    def needs(self, text):
        answer = self.post({"text": text})
        self.assertEqual(answer.status, 200, answer.body[:500])
        return answer.json

    def refuses(self, answer, status, code, param=None):
        self.assertEqual(answer.status, status, answer.body[:300])
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual(answer.json["code"], code)
        if param:
            self.assertEqual(answer.json["param"], param)
        return answer.json

    def test_lots_are_read_in_the_words_of_the_buyer(self):
        answer = self.needs(TEXT)
        self.assertEqual(sorted(answer), ["cpv", "lots", "sectors", "territories"])
        self.assertEqual([lot["title"] for lot in answer["lots"]],
                         ["Tonte des pelouses", "Déménagement de bureaux (CPV 98392000-7)"])
        for lot in answer["lots"]:
            self.assertIn(lot["text"], TEXT)
            self.assertEqual([t["code"] for t in lot["territories"]], ["commune:21231"])
        mowing, moving = answer["lots"]
        self.assertEqual(mowing["sectors"][0]["slug"], "creation-et-entretien-des-espaces-verts")
        self.assertEqual(moving["cpv"][0]["code"], "98392000")
        for reading in [*mowing["sectors"], *moving["cpv"], *answer["territories"]]:
            for because in reading["because"]:
                self.assertEqual(TEXT[because["start"]:because["end"]], because["text"])

    def test_bodies_that_are_wrong_are_refused_with_the_place(self):
        self.refuses(self.post({"text": "x"}, content_type="text/plain"), 415,
                     "unsupported_media_type")
        problem = self.refuses(self.post(b'{"text":\n oups}'), 400, "invalid_value", "body")
        self.assertIn("line 2", problem["detail"])
        self.refuses(self.post([]), 400, "invalid_value", "body")
        self.refuses(self.post({}), 400, "missing_parameter", "text")
        for text in ["", "  \n", 3, None, ["x"]]:
            self.refuses(self.post({"text": text}), 400, "invalid_value", "text")
        problem = self.refuses(self.post({"txet": "x"}), 400, "unknown_parameter", "txet")
        self.assertEqual(problem["suggestion"], "text")
        self.refuses(self.post(b'{"text":"a","text":"b"}'), 400, "repeated_parameter", "text")
        self.refuses(self.post({"text": "x"}, target="/api/v1/needs?a=1"), 400, "unknown_parameter")
        self.refuses(self.post({"text": "x" * (200 * 1024 + 1)}), 413, "too_large", "text")
        self.refuses(self.get("/api/v1/needs"), 405, "method_not_allowed")

    def test_two_hundred_kilobytes_are_read_at_once(self):
        text = ("Entretien des espaces verts de la commune de Beaune, tonte et taille des haies.\n" * 3000)
        text = text.encode()[:200 * 1024].decode(errors="ignore")
        start = time.monotonic()
        self.needs(text)
        took = time.monotonic() - start
        print(f"200 KiB read and answered in {took * 1000:.0f} ms")
        self.assertLess(took, 3)


if __name__ == "__main__":
    unittest.main()
