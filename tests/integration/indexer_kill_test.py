"""kill -9 at random moments of a rebuild: what is served is whole, and is the old or the new index.

Under ctest 50 kills; `indexer_kill_test.py 1000` or scripts/kill-test for more. The moments are
spread over the length of an undisturbed run, from a seed that is printed when something is wrong.
"""

import json
import os
import random
import subprocess
import sys
import time
import unittest

from indexer_program import DATA, INDEXER, IndexerTest

KILLS = int(os.environ.get("FILON_KILLS", "50"))
SEED = int(os.environ.get("FILON_SEED", "20261124"))


class Kills(IndexerTest):
    def sources(self, halved):
        """The demo data, or half of it: so that each rebuild changes something."""
        page = json.loads((DATA / "demo/lemarche.json").read_text(encoding="utf-8"))
        if halved:
            page["results"] = page["results"][::2]
            page["count"] = len(page["results"])
        return f"lemarche={self.file(f'page-{halved}.json', json.dumps(page))}"

    def start(self, source):
        return subprocess.Popen(
            [INDEXER, "run", *map(str, self.folders()), "--source", source, "--force", "--quiet"],
            env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def ids(self, index):
        known = self.call("status", "--index", index, "--json")
        return json.loads(known.out)["structures"]

    def test_no_kill_breaks_what_is_served_or_loses_an_identity(self):
        sources = [self.sources(False), self.sources(True)]
        lasts = 0
        for source in sources * 2:
            begin = time.monotonic()
            self.assert_code(self.run_on(source, more=["--force"]), 0)
            lasts = max(lasts, time.monotonic() - begin)
        sizes = set()
        for source in sources:
            self.assert_code(self.run_on(source, more=["--force"]), 0)
            sizes.add(self.report()["total"])
        moments, killed, published = random.Random(SEED), 0, 0
        for number in range(KILLS):
            before = self.served()
            run = self.start(sources[number % 2])
            try:
                run.wait(moments.uniform(0, lasts))
            except subprocess.TimeoutExpired:
                run.kill()
                killed += 1
            _, said = run.communicate()
            where = f"kill {number} of seed {SEED}: {said.decode()}"
            self.assertIn(run.returncode, (0, -9), where)
            status = self.status()
            self.assertEqual(status.code, 0, where + status.said)
            self.assertIn(json.loads(status.out)["structures"], sizes, where)
            published += self.served() != before
        # All of it again: nothing is new, because no identity was lost on the way.
        self.assert_code(self.run_on(sources[1], more=["--force"]), 0)
        self.assert_code(self.run_on(sources[0], more=["--force"]), 0)
        self.assertEqual(self.report()["total"], max(sizes))
        self.assertEqual([name for name in os.listdir(self.index) if name.startswith(".building")],
                         [])
        print(f"{killed} of {KILLS} runs killed, {published} published, 0 broken indexes")
        self.assertGreater(killed, KILLS // 4)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        KILLS = int(sys.argv.pop(1))
    unittest.main()
