"""A sector that Le Marché has created since our table was made is listed, counted and asked for like the others."""
import os
import pathlib
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from fake_lemarche import Fake, Server, made_up_row  # noqa: E402
from filon import Daemon, Index  # noqa: E402
from indexer_program import TOKEN  # noqa: E402

NEW = {"name": "Cuisine de rue", "slug": "cuisine-de-rue"}


class WithNewSector(Fake):
    def answer(self, **page):
        if self.route != "/api/sectors/":
            return super().answer(**page)
        group = {"name": "Restauration", "slug": "restauration"}
        return self.send_json(self.page([{**NEW, "group": group}]))


class LearntSectors(unittest.TestCase):
    def serve(self, rows):
        server = Server(("127.0.0.1", 0), WithNewSector)
        server.mode, server.token, server.rows = "ok", TOKEN, rows
        server.log, server.counts, server.lock = [], {}, threading.Lock()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}/api/siae/"

    def test_every_sector_of_the_facet_is_in_the_list_with_its_count(self):
        index = Index()
        self.addCleanup(index.remove)
        address = self.serve([{**made_up_row(n), "sectors": [NEW] if n < 4 else []} for n in range(8)])
        done = subprocess.run(
            [os.environ["FILON_INDEXER"], "run", "--quiet", "--store", index.folder / "store", "--index",
             index.path, "--source", f"lemarche={address}"],
            env={**os.environ, "FILON_LEMARCHE_TOKEN": TOKEN}, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        daemon = Daemon(index.path)
        self.addCleanup(daemon.stop)
        facet = daemon.get("/api/v1/structures?facets=sector").json["facets"]["sector"]
        self.assertIn({"value": NEW["slug"], "name": NEW["name"], "count": 4}, facet)
        listed = {s["slug"]: s for s in daemon.get("/api/v1/sectors").json["sectors"]}
        for value in facet:
            self.assertEqual(listed[value["value"]]["count"], value["count"], value)
        self.assertEqual(daemon.get(f"/api/v1/structures?sector={NEW['slug']}").json["total"], 4)


if __name__ == "__main__":
    unittest.main()
