"""Who pages through a change of generation is told: a script by a problem, a reader by a notice."""
import re
import unittest

from filon import DEMO_SOURCES, Daemon, Index, eventually


class Paging(unittest.TestCase):
    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.remove)
        self.index.build(DEMO_SOURCES)
        self.daemon = Daemon(self.index.path)
        self.addCleanup(self.daemon.stop)

    def search(self, **parameters):
        return self.daemon.get("/api/v1/structures", {"per_page": 5, **parameters})

    def change(self):
        self.index.build(DEMO_SOURCES)
        eventually(lambda: self.search().json["index"]["generation"] == 2)

    def test_a_script_is_refused_the_second_half_of_another_list(self):
        first = self.search().json
        pinned = {"generation": first["index"]["generation"], "seed": first["seed"], "page": 2}
        self.assertEqual(self.search(**pinned).status, 200)
        self.change()
        answer = self.search(**pinned)
        self.assertEqual(answer.status, 409)
        problem = answer.json
        self.assertEqual((problem["code"], problem["param"]), ("generation_changed", "generation"))
        self.assertEqual(problem["detail"], "L'annuaire a été mis à jour depuis la génération 1 : reprenez à la "
                                            "première page. La génération servie est 2.")
        self.assertEqual(self.search(**{**pinned, "generation": 2}).json["page"], 2)

    def test_a_generation_is_a_whole_number(self):
        for value in ("0", "-1", "two", "1.0", "99999999999"):
            self.assertEqual(self.search(generation=value).json["code"], "invalid_value", value)

    def test_a_reader_is_told_and_led_back(self):
        page = self.daemon.get("/", {"q": "recyclage"}).text
        self.assertNotIn("mis à jour depuis les pages", page)
        [link, *_] = [link.replace("&amp;", "&") for link in re.findall(r'href="(/\?[^"]*page=2[^"]*)"', page)]
        self.assertIn("generation=1", link)
        self.assertNotIn("mis à jour depuis les pages", self.daemon.get(link).text)
        self.change()
        told = self.daemon.get(link).text
        self.assertIn("mis à jour depuis les pages", told)
        [back] = re.findall(r'<a href="([^"]*)">Reprendre à la première page', told)
        first = self.daemon.get(back.replace("&amp;", "&")).text
        self.assertNotIn("mis à jour depuis les pages", first)
        self.assertIn("recyclage", first)

    def test_files_and_feeds_are_one_piece(self):
        for path in ("/api/v1/structures.csv", "/feed.json"):
            self.assertEqual(self.daemon.get(path, {"generation": 1}).json["code"], "unknown_parameter", path)


if __name__ == "__main__":
    unittest.main()
