"""/developpeurs: every example runs as it is printed, and tells what the API tells."""
import csv
import html
import io
import re
import shutil
import subprocess
import sys
import unittest

from filon import DaemonTest


class Developers(DaemonTest):
    def example(self, name):
        page = self.good("/developpeurs").text
        return html.unescape(re.search(rf'<code id="{name}">(.*?)</code>', page, re.S).group(1))

    def run_it(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_curl(self):
        if shutil.which("curl") is None:
            self.skipTest("curl is not installed")
        rows = list(csv.DictReader(io.StringIO(self.run_it("sh", "-c", self.example("curl"))),
                                   delimiter=";"))
        question = {"q": "nettoyage", "territory": "departement:21", "kind": "ACI"}
        self.assertEqual(len(rows), self.search(question)["total"])
        self.assertGreater(len(rows), 0)

    def test_python(self):
        total = self.search({"reservation": "handicap", "territory": "region:27"})["total"]
        self.assertGreater(total, 0)
        self.assertEqual(self.run_it(sys.executable, "-c", self.example("python")), f"{total}\n")

    def test_javascript(self):
        if shutil.which("node") is None:
            self.skipTest("node is not installed")
        answer = self.search({"territory": "departement:21", "kind": ["ACI", "EI"]})
        lines = self.run_it("node", "--input-type=module", "-e", self.example("javascript")).split("\n")
        self.assertEqual(lines[0], str(answer["total"]))
        self.assertEqual(lines[1:-1], [r["name"] for r in answer["results"]])


class PublicAddress(DaemonTest):
    flags = ("--public-url", "https://annuaire.example/")

    def test_what_leaves_the_site_names_its_public_address(self):
        for path in ("/feed.atom", "/opensearch.xml", "/developpeurs"):
            self.assertIn("https://annuaire.example/", self.good(path).text, path)
        feed = self.good("/feed.json").json
        self.assertEqual(feed["feed_url"], "https://annuaire.example/feed.json")


class Links(DaemonTest):
    flags = ("--allow-origin", "https://intranet.example")

    def test_a_page_of_results_links_the_feeds_of_its_search(self):
        page = self.good("/", {"kind": "ACI", "territory": "departement:21", "sort": "name"}).text
        links = dict(re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', page))
        self.assertEqual(sorted(links), ["application/atom+xml", "application/feed+json"])
        for media, address in links.items():
            answer = self.good(html.unescape(address))
            self.assertEqual(answer.headers["content-type"], media)
        self.assertIn("kind=ACI", links["application/atom+xml"])

    def test_every_page_links_the_search_of_the_browser(self):
        for path in ("/", "/?kind=ACI", "/developpeurs", "/a-propos"):
            self.assertIn('<link rel="search" type="application/opensearchdescription+xml" title="Filon" '
                          'href="/opensearch.xml">', self.good(path).text, path)

    def test_feeds_and_the_description_may_be_read_by_listed_origins(self):
        for path in ("/feed.atom", "/feed.json", "/openapi.json"):
            answer = self.good(path, Origin="https://intranet.example")
            self.assertEqual(answer.headers.get("access-control-allow-origin"),
                             "https://intranet.example", path)
            answer = self.good(path, Origin="https://mechant.example")
            self.assertNotIn("access-control-allow-origin", answer.headers)


if __name__ == "__main__":
    unittest.main()
