"""What every answer carries (contract 4): ETag, gzip, HEAD, methods, origins, readiness."""
import gzip
import html
import os
import subprocess
import unittest

from filon import Daemon, DaemonTest, Index, eventually

GETS = ["/api/v1/structures", "/api/v1/structures?q=nettoyage&territory=departement:21&seed=a",
        "/api/v1/structures.csv?kind=ACI", "/api/v1/structures.geojson?kind=ACI",
        "/api/v1/structures.xlsx?kind=ACI", "/api/v1/sectors", "/api/v1/labels", "/api/v1/kinds",
        "/api/v1/networks", "/api/v1/criteria", "/api/v1/sources", "/api/v1/territories?q=dijon",
        "/api/v1/territories/departement:21"]
TEXTS = [path for path in GETS if ".xlsx" not in path]


class Answers(DaemonTest):
    flags = ("--allow-origin", "https://intranet.example", "--allow-origin", "https://autre.example",
             "--allow-frame", "https://intranet.example")

    def record_path(self):
        return "/api/v1/structures/" + self.search({"per_page": 1})["results"][0]["id"]

    def test_every_get_has_an_etag_and_honours_it(self):
        for path in [*GETS, self.record_path()]:
            with self.subTest(path):
                answer = self.good(path)
                tag = answer.headers["etag"]
                self.assertRegex(tag, r'^"[^"]+"$')
                for held in (tag, "W/" + tag, f'"autre", {tag}', "*"):
                    again = self.get(path, If_None_Match=held)
                    self.assertEqual((again.status, again.body), (304, b""), held)
                    self.assertEqual(again.headers["etag"], tag)
                    self.assertNotIn("content-length", again.headers)
                self.assertEqual(self.get(path, If_None_Match='"autre"').status, 200)

    def test_an_etag_names_the_question_and_not_its_spelling(self):
        def tag(path):
            return self.good(path).headers["etag"]
        base = "/api/v1/structures?"
        self.assertEqual(tag(base + "kind=ACI&kind=EA"), tag(base + "kind=EA&kind=ACI&kind=EA"))
        tags = [tag(base + more) for more in
                ("seed=a", "seed=b", "page=2", "per_page=5", "facets=none", "sort=name", "q=a",
                 "q=b", "interpret=false", "kind=ACI", "inactive=true", "national=false")]
        tags += [tag(path + "?seed=a") for path in
                 ("/api/v1/structures.csv", "/api/v1/structures.geojson", "/api/v1/structures.xlsx")]
        tags.append(tag("/api/v1/structures.csv?seed=a&separator=,"))
        self.assertEqual(len(set(tags)), len(tags))

    def test_text_is_packed_with_gzip_when_asked_and_never_with_brotli(self):
        for path in [*TEXTS, self.record_path()]:
            with self.subTest(path):
                plain = self.good(path)
                self.assertNotIn("content-encoding", plain.headers)
                packed = self.good(path, Accept_Encoding="br, gzip")
                self.assertEqual(packed.body, plain.body)
                self.assertIn("Accept-Encoding", packed.headers["vary"])
                self.assertIn("Accept-Encoding", plain.headers["vary"])
                if len(plain.body) > 1000:
                    self.assertEqual(packed.headers["content-encoding"], "gzip")
                    self.assertLess(len(packed.raw), len(plain.raw))
                for refusal in ("br", "gzip;q=0", "identity"):
                    self.assertNotIn("content-encoding",
                                     self.good(path, Accept_Encoding=refusal).headers)

    def test_what_is_sent_again_is_what_was_sent_packed_or_plain(self):
        for order in ((None, "gzip", None, "gzip"), ("gzip", None, "gzip", None)):
            path = f"/api/v1/structures?q=nettoyage&seed={order[0] or 'plain'}"
            answers = [self.good(path, **({"Accept_Encoding": coding} if coding else {}))
                       for coding in order]
            self.assertEqual(len({answer.body for answer in answers}), 1)
            self.assertEqual(len({answer.headers["etag"] for answer in answers}), 1)
            for coding, answer in zip(order, answers):
                self.assertEqual(answer.headers.get("content-encoding"), coding)
                self.assertEqual(answer.headers["content-type"], "application/json")
                self.assertEqual(int(answer.headers["content-length"]), len(answer.raw))
                head = self.daemon.ask("HEAD", path)
                self.assertEqual((head.status, head.body), (200, b""))

    def test_a_setting_out_of_its_bounds_is_refused_with_these(self):
        for flag, value, bounds in (("--keep-answers", "65537", "0 to 65536"), ("--workers", "0", "1 to 256"),
                                    ("--connections-per-client", "0", "1 to 100000")):
            refused = subprocess.run([os.environ["FILON_SEARCHD"], "--index", "/nonexistent", flag, value],
                                     capture_output=True, text=True, timeout=60)
            self.assertEqual(refused.returncode, 2)
            self.assertEqual(refused.stderr, f"filon-searchd: {flag}: {value} is not {bounds}\n")

    def test_a_workbook_is_not_packed_twice(self):
        packed = self.good("/api/v1/structures.xlsx?kind=ACI", Accept_Encoding="gzip")
        self.assertNotIn("content-encoding", packed.headers)
        self.assertEqual(packed.raw[:2], b"PK")

    def test_a_long_problem_is_packed_too(self):
        answer = self.get("/api/v1/structures?" + "x" * 1500 + "=1", Accept_Encoding="gzip")
        self.assertEqual(answer.status, 400)
        self.assertEqual(answer.headers["content-encoding"], "gzip")
        self.assertIn(b"unknown_parameter", gzip.decompress(answer.raw))

    def test_head_answers_as_get_without_a_body(self):
        for path in [*GETS, self.record_path(), "/healthz", "/readyz", "/"]:
            with self.subTest(path):
                get, head = self.get(path), self.daemon.ask("HEAD", path)
                self.assertEqual((head.status, head.body), (get.status, b""))
                for name in ("content-type", "etag", "content-length", "content-disposition",
                             "cache-control"):
                    self.assertEqual(head.headers.get(name), get.headers.get(name), name)

    def test_another_method_is_told_which_ones_there_are(self):
        for path in GETS:
            for method in ("POST", "PUT", "DELETE", "PATCH"):
                answer = self.daemon.ask(method, path)
                self.assertEqual(answer.status, 405, path)
                self.assertEqual(answer.headers["allow"], "GET, HEAD, OPTIONS")
                self.assertEqual(answer.json["code"], "method_not_allowed")
                self.assertEqual(answer.headers["content-type"], "application/problem+json")

    def test_a_listed_origin_may_read_and_another_may_not(self):
        for path in TEXTS:
            with self.subTest(path):
                for origin in ("https://intranet.example", "https://autre.example"):
                    answer = self.good(path, Origin=origin)
                    self.assertEqual(answer.headers["access-control-allow-origin"], origin)
                    self.assertIn("ETag", answer.headers["access-control-expose-headers"])
                for origin in ("https://mechant.example", "https://intranet.example.mechant.example",
                               "http://intranet.example", "null"):
                    answer = self.good(path, Origin=origin)
                    self.assertNotIn("access-control-allow-origin", answer.headers)
                    self.assertIn("Origin", answer.headers["vary"])
                answer = self.good(path)
                self.assertNotIn("access-control-allow-origin", answer.headers)
                self.assertNotIn("access-control-allow-credentials", answer.headers)
                self.assertIn("Origin", answer.headers["vary"])

    def test_problems_and_unchanged_answers_carry_the_origin_too(self):
        origin = {"Origin": "https://intranet.example"}
        problem = self.get("/api/v1/structures?kind=zz", **origin)
        self.assertEqual(problem.headers["access-control-allow-origin"], origin["Origin"])
        tag = self.good("/api/v1/kinds").headers["etag"]
        unchanged = self.get("/api/v1/kinds", If_None_Match=tag, **origin)
        self.assertEqual(unchanged.status, 304)
        self.assertEqual(unchanged.headers["access-control-allow-origin"], origin["Origin"])

    def test_a_preflight_is_answered(self):
        asked = {"Origin": "https://intranet.example", "Access-Control-Request-Method": "GET",
                 "Access-Control-Request-Headers": "if-none-match"}
        answer = self.daemon.ask("OPTIONS", "/api/v1/structures", asked)
        self.assertEqual((answer.status, answer.body), (204, b""))
        self.assertEqual(answer.headers["access-control-allow-origin"], asked["Origin"])
        self.assertIn("GET", answer.headers["access-control-allow-methods"])
        self.assertIn("if-none-match", answer.headers["access-control-allow-headers"].lower())
        self.assertEqual(answer.headers["access-control-max-age"], "86400")
        self.assertEqual(answer.headers["allow"], "GET, HEAD, OPTIONS")
        refused = self.daemon.ask("OPTIONS", "/api/v1/structures",
                                  {**asked, "Origin": "https://mechant.example"})
        self.assertNotIn("access-control-allow-origin", refused.headers)
        self.assertNotIn("access-control-allow-methods", refused.headers)

    def test_pages_may_be_framed_by_listed_origins_alone_and_nothing_is_kept_on_visitors(self):
        for path in ["/", *TEXTS]:
            headers = self.good(path).headers
            self.assertNotIn("set-cookie", headers)
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertIn("frame-ancestors", headers["content-security-policy"])
            self.assertNotIn("unsafe-inline", headers["content-security-policy"])
            self.assertNotIn("*", headers["content-security-policy"])

    def test_a_page_passes_over_what_it_does_not_know_and_says_so(self):
        whole = self.good("/", {"q": "nettoyage"}).text
        self.assertNotIn("Non pris en compte", whole)
        for parameters, said in [
                ({"territory": "commune:99999"}, "« commune:99999 » n'est pas une valeur connue de « territory »"),
                ({"sector": "traiteurs"}, "Vouliez-vous dire « traiteur »"),
                ({"kind": "<b>zz</b>"}, "« <b>zz</b> »"),
                ({"page": "0"}, "Il faut un nombre entier de 1 à 10000"),
                ({"q": "a" * 2001}, "dépasse 2000 octets")]:
            page = self.good("/", parameters).text
            self.assertNotIn("<b>zz", page)
            self.assertIn("Non pris en compte", page, parameters)
            self.assertIn(said, html.unescape(page), parameters)
        # What a form leaves empty, and what other sites add, is nothing to tell.
        quiet = self.good("/", {"q": "nettoyage", "territory": "", "near": "", "radius_km": "", "fbclid": "x"}).text
        self.assertNotIn("Non pris en compte", quiet)

    def test_problems_are_kept_by_no_cache(self):
        for path in ("/api/v1/structures?kind=zz", "/api/v1/nothing", "/api/v1/structures/nobody"):
            answer = self.get(path)
            self.assertEqual(answer.headers["cache-control"], "no-store")
            self.assertNotIn("etag", answer.headers)

    def test_health(self):
        self.assertEqual(self.good("/healthz").text, "ok\n")
        self.assertEqual(self.good("/readyz").text, "ready\n")


class AnyOrigin(DaemonTest):
    flags = ("--allow-origin", "*")

    def test_a_star_lets_every_page_read(self):
        for origin in ("https://a.example", "https://b.example"):
            answer = self.good("/api/v1/kinds", Origin=origin)
            self.assertEqual(answer.headers["access-control-allow-origin"], "*")
            self.assertNotIn("access-control-allow-credentials", answer.headers)


class NoOrigin(DaemonTest):
    def test_without_a_list_no_page_elsewhere_reads_or_frames(self):
        answer = self.good("/api/v1/kinds", Origin="https://a.example")
        self.assertNotIn("access-control-allow-origin", answer.headers)
        policy = self.good("/").headers["content-security-policy"]
        self.assertIn("frame-ancestors 'none'", policy)


class Unready(unittest.TestCase):
    def test_without_an_index_the_daemon_lives_and_says_that_it_is_not_ready(self):
        index = Index()
        self.addCleanup(index.remove)
        daemon = Daemon(index.path)
        self.addCleanup(daemon.stop)
        self.assertEqual(daemon.get("/healthz").text, "ok\n")
        for path in ["/readyz", *GETS]:
            with self.subTest(path):
                answer = daemon.get(path)
                self.assertEqual(answer.status, 503)
                self.assertEqual(answer.json["code"], "not_ready")
                self.assertEqual(answer.headers["cache-control"], "no-store")
        page = daemon.get("/")
        self.assertEqual(page.status, 503)
        self.assertIn("text/html", page.headers["content-type"])
        index.build([index.write("essai", [{"id": "1", "name": "Seule (essai)"}])])
        eventually(lambda: daemon.get("/readyz").status == 200)
        self.assertEqual(daemon.get("/api/v1/structures").json["total"], 1)


class Rebuilt(DaemonTest):
    def test_a_new_generation_changes_the_etag(self):
        before = self.good("/api/v1/structures?seed=a")
        self.index.build(self.sources)
        tag = before.headers["etag"]
        path, held = "/api/v1/structures?seed=a", {"If-None-Match": tag}
        eventually(lambda: self.daemon.get(path, headers=held).status == 200)
        after = self.good(path)
        self.assertEqual(after.json["index"]["generation"], before.json["index"]["generation"] + 1)
        self.assertNotEqual(after.headers["etag"], tag)


if __name__ == "__main__":
    unittest.main()
