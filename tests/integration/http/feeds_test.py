"""What is new among the structures of a search, as Atom and JSON Feed (contract 4.2); OpenSearch."""
import datetime
import shutil
import subprocess
import time
import unittest
from xml.etree import ElementTree

import world
from filon import DaemonTest, eventually

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


class Feeds(DaemonTest):
    """An index of a first harvest, then of later ones."""

    sources = []
    records = world.plain_records()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls().atom()
        cls.rebuild([])  # nothing new
        cls.second = cls().atom()
        cls.rebuild(world.payload_records(), changed="plain-3")

    @classmethod
    def rebuild(cls, more, changed=None):
        self = cls()
        generation = self.search()["index"]["generation"]
        second = int(time.time())
        eventually(lambda: int(time.time()) > second)  # times of news are whole seconds
        records = [dict(r, description="Une tout autre activité.") if r["id"] == changed else r
                   for r in cls.records] + more
        cls.index.build([cls.index.write("essai", records)])
        eventually(lambda: self.search()["index"]["generation"] == generation + 1)

    def atom(self, parameters=None):
        return ElementTree.fromstring(self.good("/feed.atom", parameters or {}).body)

    def entries(self, parameters=None):
        return [(e.find(ATOM + "id").text.rsplit(":", 1)[1], e.find(ATOM + "updated").text)
                for e in self.atom(parameters).iter(ATOM + "entry")]

    def test_a_first_harvest_is_no_news_and_a_rebuild_neither(self):
        for feed in (self.first, self.second):
            self.assertEqual(list(feed.iter(ATOM + "entry")), [])
            instant(feed.find(ATOM + "updated").text)

    def test_new_and_changed_structures_are_entries_newest_first(self):
        found = self.entries()
        wanted = {f"essai-payload-{key}" for key in world.PAYLOADS} | {"essai-plain-3"}
        self.assertEqual({name for name, _ in found}, wanted)
        times = [when for _, when in found]
        self.assertEqual(times, sorted(times, reverse=True))
        changed = next(e for e in self.atom().iter(ATOM + "entry")
                       if e.find(ATOM + "id").text == "urn:filon:structure:essai-plain-3")
        self.assertLess(instant(changed.find(ATOM + "published").text),
                        instant(changed.find(ATOM + "updated").text))
        self.assertIn("Une tout autre activité.", changed.find(ATOM + "content").text)

    def test_a_feed_keeps_to_its_search(self):
        self.assertEqual([n for n, _ in self.entries({"sector": "nettoyage-specifique-chantiers-parkings-6"})], [])
        beaune = self.entries({"territory": "departement:25", "reach": "located"})
        self.assertEqual(beaune, [])
        both = {n for n, _ in self.entries({"sector": "traiteur"})}
        self.assertIn("essai-plain-3", both)
        self.assertEqual({n for n, _ in self.entries({"sector": "traiteur", "criterion": "zero-dechet"})},
                         {"essai-plain-3"})

    def test_both_formats_say_the_same(self):
        for parameters in ({}, {"kind": "ACI"}, {"q": "essai"}, {"kind": "EATT"}):
            atom, feed = self.atom(parameters), self.good("/feed.json", parameters).json
            self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
            self.assertEqual(feed["title"], atom.find(ATOM + "title").text)
            for entry, item in zip(atom.iter(ATOM + "entry"), feed["items"], strict=True):
                self.assertEqual(item["id"], entry.find(ATOM + "id").text)
                self.assertEqual(item["title"], entry.find(ATOM + "title").text)
                self.assertEqual(item["url"], entry.find(ATOM + "link").get("href"))
                self.assertEqual(item["date_modified"], entry.find(ATOM + "updated").text)
                self.assertEqual(item["date_published"], entry.find(ATOM + "published").text)
                self.assertEqual(item["content_text"], entry.find(ATOM + "content").text)
                self.assertEqual(item["tags"], [c.get("term") for c in entry.iter(ATOM + "category")])

    def test_the_atom_document_is_whole(self):
        answer = self.good("/feed.atom", {"kind": "ACI", "q": "a&b <c>"})
        self.assertEqual(answer.headers["content-type"], "application/atom+xml")
        feed = ElementTree.fromstring(answer.body)
        self.assertEqual(feed.tag, ATOM + "feed")
        for element in [feed, *feed.iter(ATOM + "entry")]:
            for name in ("id", "title", "updated"):
                self.assertEqual(len(element.findall(ATOM + name)), 1, name)
            self.assertRegex(element.find(ATOM + "id").text, r"^urn:filon:(feed|structure):\S+$")
            instant(element.find(ATOM + "updated").text)
        self.assertTrue(feed.find(f"{ATOM}author/{ATOM}name").text)
        links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")
                 if link.get("type") != "application/feed+json"}
        site = f"http://127.0.0.1:{self.daemon.port}"
        self.assertTrue(links["self"].startswith(site + "/feed.atom?"), links)
        self.assertTrue(links["alternate"].startswith(site + "/?"), links)
        again = self.good(links["self"].removeprefix(site))
        self.assertEqual(again.body, answer.body)

    def test_an_outside_reader_takes_it(self):
        if shutil.which("xmllint") is None:
            self.skipTest("xmllint is not installed")
        for path in ("/feed.atom", "/opensearch.xml"):
            done = subprocess.run(["xmllint", "--noout", "--nonet", "-"],
                                  input=self.good(path).body, capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_texts_meant_to_do_harm_stay_texts(self):
        names = {r["id"]: r["name"] for r in self.everything()}
        answer = self.good("/feed.atom")
        for entry in ElementTree.fromstring(answer.body).iter(ATOM + "entry"):
            record = entry.find(ATOM + "id").text.rsplit(":", 1)[1]
            self.assertEqual(entry.find(ATOM + "title").text, names[record])
            self.assertEqual(entry.find(ATOM + "content").get("type"), "text")
        for tag in (b"<script", b"<img", b"<b>"):
            self.assertNotIn(tag, answer.body)
        for text in world.PAYLOADS.values():
            parameters = {"q": text, "interpret": "false"}
            self.assertIn(text, self.atom(parameters).find(ATOM + "title").text)
            self.assertIn(text, self.good("/feed.json", parameters).json["title"])

    def test_one_search_is_one_feed_however_it_is_spelt(self):
        def identity(path):
            return ElementTree.fromstring(self.good(path).body).find(ATOM + "id").text
        one = identity("/feed.atom?kind=ACI&kind=EA")
        self.assertEqual(identity("/feed.atom?kind=EA&kind=ACI&reach=serves"), one)
        self.assertNotEqual(identity("/feed.atom?kind=EA"), one)

    def test_a_reader_that_holds_it_gets_304(self):
        for path in ("/feed.atom?kind=ACI", "/feed.json?kind=ACI", "/opensearch.xml"):
            tag = self.good(path).headers["etag"]
            self.assertEqual(self.get(path, If_None_Match=tag).status, 304)
        self.assertNotEqual(self.good("/feed.atom").headers["etag"],
                            self.good("/feed.json").headers["etag"])
        self.assertEqual(self.good("/feed.atom", Accept_Encoding="gzip").headers["content-encoding"],
                         "gzip")

    def test_what_a_feed_does_not_take_is_refused(self):
        for path in ("/feed.atom", "/feed.json"):
            for name in ("page", "per_page", "facets", "sort", "seed"):
                self.assertEqual(self.refused(path, {name: "1"}, "unknown_parameter")["param"], name)
            self.refused(path, {"kind": "ACY"}, "unknown_value")

    def test_a_forged_host_is_not_repeated(self):
        for host in ("mechant.example/\"><x", "a b", "<x>"):
            answer = self.daemon.ask("GET", "/feed.atom", {"Host": host})
            self.assertNotIn(b"mechant", answer.body)
            if answer.status == 200:
                ElementTree.fromstring(answer.body)

    def test_opensearch(self):
        answer = self.good("/opensearch.xml")
        self.assertEqual(answer.headers["content-type"], "application/opensearchdescription+xml")
        root = ElementTree.fromstring(answer.body)
        self.assertLessEqual(len(root.find(OPENSEARCH + "ShortName").text), 16)
        site = f"http://127.0.0.1:{self.daemon.port}"
        urls = root.findall(OPENSEARCH + "Url")
        self.assertEqual([u.get("type") for u in urls],
                         ["text/html", "application/json", "application/atom+xml",
                          "application/opensearchdescription+xml"])
        for url in urls:
            address = url.get("template").replace("{searchTerms}", "nettoyage")
            self.assertTrue(address.startswith(site), address)
            self.assertIn(url.get("type"), self.good(address.removeprefix(site)).headers["content-type"])


if __name__ == "__main__":
    unittest.main()
