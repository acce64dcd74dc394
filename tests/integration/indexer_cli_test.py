"""Each command of filon-indexer, and each exit code of contract §2, as an operator meets them."""

import fcntl
import json
import os
import pty
import shutil
import unittest

from indexer_program import DATA, IndexerTest, lemarche_page, lemarche_row

DEMO = [f"lemarche={DATA}/demo/lemarche.json", f"carteco={DATA}/demo/carteco.json"]
REPORT_KEYS = {"sources", "merged", "added", "changed", "removed", "inactive", "total", "seconds",
               "generation", "error", "verifiers", "warnings", "suspected",
               "suspected_count"}
SOURCE_KEYS = {"name", "url", "read", "kept", "doubtful", "rejected", "rejects", "snapshot", "stale",
               "warnings"}


class Commands(IndexerTest):
    def test_run_makes_an_index_and_a_report_of_it(self):
        self.assert_code(self.run_on(*DEMO), 0)
        report = self.report()
        self.assertEqual(set(report), REPORT_KEYS)
        for source in report["sources"]:
            self.assertEqual(set(source), SOURCE_KEYS)
            self.assertEqual(source["read"], source["kept"] + sum(source["rejected"].values()))
            self.assertFalse(source["stale"])
        kept = sum(source["kept"] for source in report["sources"])
        self.assertEqual(report["total"], kept - report["merged"])
        self.assertEqual((report["generation"], report["error"]), (1, None))
        self.assertEqual(self.served(), "gen-1")

    def test_harvest_then_build_is_a_run(self):
        named = [part for source in DEMO for part in ("--source", source)]
        self.assert_code(self.call("harvest", "--store", self.store, *named), 0)
        self.assertFalse(self.index.exists())
        self.assert_code(self.call("build", *self.folders(), "--report", self.report_file), 0)
        built = self.report()
        self.assert_code(self.run_on(*DEMO), 0)
        self.assertEqual(built["total"], self.report()["total"])
        self.assertEqual([self.report()[what] for what in ("added", "changed", "removed")], [0, 0, 0])

    def test_build_repeats_any_past_snapshot_offline(self):
        self.assert_code(self.run_on(self.small("v1.json")), 0)
        first = self.report()["sources"][0]["snapshot"]
        self.assert_code(self.run_on(self.small("v2.json", range(5, 14))), 0)
        (self.dir / "v1.json").unlink()
        status = json.loads(self.status().out)
        self.assertEqual([one["id"] for one in status["snapshots"]],
                         [first, self.report()["sources"][0]["snapshot"]])
        chosen = ["--snapshot", f"lemarche={first}", "--report", self.report_file]
        self.assert_code(self.call("build", *self.folders(), *chosen), 0)
        report = self.report()
        self.assertEqual((report["total"], report["added"], report["removed"]), (10, 5, 4))
        self.assertTrue(report["sources"][0]["stale"])
        missing = self.call("build", *self.folders(), "--snapshot", "lemarche=20200101T000000Z-1")
        self.assert_code(missing, 2)
        self.assertIn(f"there is none; there are: {first}", missing.err)

    def test_old_snapshots_go_by_number(self):
        for _ in range(4):
            self.assert_code(self.run_on(self.small(), more=["--keep-snapshots", "2"]), 0)
        self.assertEqual(len(json.loads(self.status().out)["snapshots"]), 2)

    def test_show_gives_records_with_the_source_of_each_field(self):
        self.assert_code(self.run_on(self.small()), 0)
        shown = self.call("show", "--index", self.index, "99900000000003")
        self.assert_code(shown, 0)
        self.assertEqual(shown.out.count("\n"), 1)
        record = json.loads(shown.out)
        self.assertEqual(record["record"]["siret"], "99900000000003")
        self.assertEqual([origin["source"] for origin in record["provenance"]["name"]], ["lemarche"])
        nobody = self.call("show", "--index", self.index, "12345678901234")
        self.assert_code(nobody, 2)
        self.assertIn("no structure has the id or SIRET '12345678901234'", nobody.err)

    def test_rollback_serves_the_generation_before(self):
        alone = self.call("rollback", "--index", self.index)
        self.assert_code(alone, 2)
        self.assertIn("no generation is served", alone.err)
        for _ in range(2):
            self.assert_code(self.run_on(self.small()), 0)
        back = self.call("rollback", "--index", self.index, "--report", self.report_file)
        self.assert_code(back, 0)
        self.assertEqual((self.served(), self.report()["generation"]), ("gen-1", 1))
        again = self.call("rollback", "--index", self.index)
        self.assert_code(again, 2)
        self.assertIn("no whole generation before 1", again.err)

    def test_check_tells_on_one_page_and_writes_nothing(self):
        row = lemarche_row(1, kind="XYZ", sectors=[{"slug": "nouveau", "name": "Nouveau"}],
                           nouveau_champ="x", city="Nulle-Part", post_code="21999")
        source = self.file("page.json", lemarche_page([row, lemarche_row(2), "not a row"]))
        before = sorted(self.dir.rglob("*"))
        checked = self.call("check", "--source", f"lemarche={source}")
        self.assert_code(checked, 0)
        self.assertEqual(sorted(self.dir.rglob("*")), before)
        for line in ("3 rows: 2 kept", "1 rejected", "fields not known:  nouveau_champ (1)",
                     "statuses:          AUTRE (1), EI (1)", "statut « … » inconnu", "XYZ (1)",
                     "secteur « … » : valeur inconnue", "nouveau (1)", "1 in a commune",
                     "record 3: not an object", "Nothing was written."):
            self.assertIn(line, checked.out)

    def test_check_says_what_is_wrong_with_a_source(self):
        page = self.file("page.html", "<!doctype html><title>Connexion</title>")
        checked = self.call("check", "--source", f"lemarche={page}")
        self.assert_code(checked, 3)
        self.assertIn("nothing could be read", checked.out)
        self.assertIn("HTML page", checked.err)

    def test_status_tells_ages_and_snapshots(self):
        nothing = self.call("status", *self.folders())
        self.assert_code(nothing, 2)
        self.assertIn("nothing is served yet", nothing.out)
        self.assert_code(self.run_on(*DEMO), 0)
        readable = self.call("status", *self.folders(), "--verify")
        self.assert_code(readable, 0)
        for line in ("generation 1 is served", "harvested 20", "(today)", "build --snapshot",
                     "every file is as it was written"):
            self.assertIn(line, readable.out)
        status = json.loads(self.status().out)
        self.assertTrue(status["healthy"] and status["verified"])
        self.assertEqual([one["age_days"] for one in status["sources"]], [0, 0])


class ExitCodes(IndexerTest):
    """Each failure, and that the index which was served before stays as it was."""

    def fails(self, ended, code, words):
        self.assert_code(ended, code)
        self.assertIn(words, ended.err)
        self.assertEqual(self.index_hash(), self.before)
        self.assert_code(self.status(), 0)

    def setUp(self):
        super().setUp()
        self.assert_code(self.run_on(self.small()), 0)
        self.before = self.index_hash()

    def test_1_is_a_fault_of_our_own(self):
        data = self.dir / "data"
        shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("demo"))
        (data / "sectors.tsv").write_text("slug\tname\nonly-one-cell\n", encoding="utf-8")
        broken = self.environment(FILON_DATA=str(data))
        self.fails(self.run_on(self.small(), environment=broken), 1, "sectors.tsv")

    def test_2_is_wrong_usage(self):
        self.fails(self.run_on(self.small(), more=["--max-los", "3"]), 2,
                   "no such option; did you mean --max-loss?")
        self.fails(self.run_on(self.small(), more=["--config", self.dir / "none.conf"]), 2,
                   "none.conf: cannot be read")
        config = self.file("filon.conf", "# mine\nkeep = zero\n")
        self.fails(self.run_on(self.small(), more=["--config", config]), 2, "filon.conf:2: keep")
        self.fails(self.call("rnu"), 2, "did you mean run?")

    def test_3_is_a_source_that_fails_unless_its_last_snapshot_is_young_enough(self):
        gone = f"lemarche={self.dir}/gone.json"
        self.fails(self.run_on(gone), 3, "gone.json: no such file")
        report = self.report()
        self.assertEqual(set(report), REPORT_KEYS)
        self.assertEqual(report["error"]["code"], "fetch")
        self.assertIsNone(report["generation"])
        self.assert_code(self.run_on(gone, more=["--allow-stale", "2"]), 0)
        self.assertTrue(self.report()["sources"][0]["stale"])
        stale = self.status()
        self.assert_code(stale, 7)
        self.assertEqual(json.loads(stale.out)["stale"], ["lemarche"])

    def test_4_is_a_guard_and_force_overrides_it(self):
        few = self.small("few.json", range(7))
        self.fails(self.run_on(few), 4, "30.0 % lost, more than --max-loss 20 (--force overrides)")
        self.assertEqual(self.report()["error"]["code"], "refused")
        self.assert_code(self.run_on(few, more=["--max-loss", "30"]), 0)
        self.assert_code(self.run_on(self.small("one.json", [1]), more=["--force"]), 0)
        self.assertEqual((self.report()["removed"], self.served()), (6, "gen-3"))

    def test_4_is_also_too_many_rejects(self):
        rows = [lemarche_row(number) for number in range(10)]
        bad = self.file("bad.json", lemarche_page(rows + [{"id": n} for n in range(30)]))
        self.fails(self.run_on(f"lemarche={bad}"), 4, "30 of 40 rows rejected")

    def test_5_is_another_run(self):
        with open(self.store / "lock", "r+", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.fails(self.run_on(self.small()), 5, "another run")
            self.assertEqual(self.report()["error"]["code"], "locked")
        self.assert_code(self.run_on(self.small()), 0)

    def test_6_is_the_disk(self):
        no_folder = self.call("run", "--store", self.file("file", ""), "--index", self.index,
                              "--source", self.small(), "--report", self.report_file)
        self.fails(no_folder, 6, "cannot make this folder")
        self.assertEqual(self.report()["error"]["code"], "disk")

    def test_7_is_damage(self):
        image = (self.index / "current" / "image.bin")
        whole_image = image.read_bytes()
        image.write_bytes(whole_image[:-1] + bytes([whole_image[-1] ^ 1]))
        whole = self.call("status", *self.folders())
        self.assert_code(whole, 0)
        damaged = self.status()
        self.assert_code(damaged, 7)
        self.assertIn("image.bin", json.loads(damaged.out)["damage"][0])
        self.assert_code(self.run_on(self.small()), 0)
        self.assert_code(self.status(), 0)

    def test_7_is_also_a_damaged_snapshot_and_build_then_stops_with_3(self):
        page = next((self.store / "snapshots").rglob("0001.zst"))
        page.write_bytes(page.read_bytes()[:-4] + b"\0\0\0\0")
        damaged = self.status()
        self.assert_code(damaged, 7)
        self.assertIn(str(page), json.loads(damaged.out)["damage"][0])
        built = self.call("build", *self.folders())
        self.assert_code(built, 3)
        self.assertIn("0001.zst", built.err)
        self.assertEqual(self.index_hash(), self.before)

    def test_7_is_also_a_damaged_state(self):
        for file in self.store.glob("state.sqlite*"):
            file.write_bytes(b"no database" * 400)
        damaged = self.status()
        self.assert_code(damaged, 7)
        self.assertIn("state.sqlite", json.loads(damaged.out)["damage"][0])
        self.assert_code(self.run_on(self.small()), 7)
        self.assertEqual(self.index_hash(), self.before)


class Output(IndexerTest):
    def on_terminal(self, *more):
        ours, theirs = pty.openpty()
        named = [part for source in DEMO for part in ("--source", source)]
        ended = self.call("run", *self.folders(), *named, *more, stderr=theirs)
        os.close(theirs)
        text = b""
        try:
            while block := os.read(ours, 65536):
                text += block
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(ours)
        self.assert_code(ended, 0)
        return text.decode()

    def test_a_bar_on_a_terminal(self):
        text = self.on_terminal()
        self.assertIn("\r\x1b[K[##############################] indexing 402/402", text)
        self.assertRegex(text, r"lemarche +351 +351 +27 +0 ")

    def test_lines_elsewhere_and_a_table_at_the_end(self):
        ended = self.run_on(*DEMO)
        self.assert_code(ended, 0)
        self.assertNotIn("\r", ended.err)
        lines = ended.err.splitlines()
        self.assertIn("lemarche: harvesting", lines)
        self.assertIn("indexing 402/402", lines)
        self.assertIn("source       read     kept doubtful rejected  snapshot", lines)
        self.assertIn("     402 records", lines)
        self.assertIn("generation 1 is served", lines)
        self.assertEqual(ended.out, "")

    def test_nothing_with_quiet(self):
        self.assertEqual(self.run_on(*DEMO, more=["--quiet"]).said, "")
        self.assertEqual(self.on_terminal("--quiet"), "")

    def test_print_config_help_and_version(self):
        printed = self.call("--print-config", "--index", "i")
        self.assert_code(printed, 0)
        self.assertIn("source = lemarche=https://lemarche.inclusion.gouv.fr\n", printed.out)
        config = self.file("filon.conf", printed.out)
        self.assertEqual(self.call("--print-config", "--config", config).out, printed.out)
        self.assertIn("filon-indexer rollback", self.call("--help").out)
        self.assertRegex(self.call("--version").out, r"^filon-indexer \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    unittest.main()
