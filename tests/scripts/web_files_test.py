"""Files that pages are served with: the vendored library is what its checksum file says, ours stay small."""
import hashlib
import unittest
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "searchd" / "web"


class WebFiles(unittest.TestCase):
    def test_vendored_files_are_those_of_the_checksum_file(self):
        for sums in (WEB / "static" / "vendor").glob("*/SHA256SUMS"):
            named = dict(reversed(line.split()) for line in sums.read_text().splitlines())
            here = {file.name for file in sums.parent.iterdir()} - {"SHA256SUMS"}
            self.assertEqual(set(named), here, sums)
            for name, digest in named.items():
                self.assertEqual(hashlib.sha256((sums.parent / name).read_bytes()).hexdigest(), digest, name)
        self.assertTrue(list((WEB / "static" / "vendor").glob("*/LICENSE")))

    def test_our_scripts_stay_under_60_kilobytes(self):
        ours = [*(WEB / "static").glob("*.js"), WEB / "widget.js"]
        self.assertGreater(len(ours), 4)
        self.assertLess(sum(file.stat().st_size for file in ours), 60_000)


if __name__ == "__main__":
    unittest.main()
