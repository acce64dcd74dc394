"""The programs are built hardened, and scripts/check-hardening sees when one is not."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

CHECK = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "check-hardening"


def check(*programs):
    done = subprocess.run([CHECK, *programs], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class Hardening(unittest.TestCase):
    def test_both_programs_are_hardened(self):
        if not os.environ.get("FILON_HARDENED"):
            self.skipTest("this build is not for use: Debug, or sanitizers")
        code, said = check(os.environ["FILON_INDEXER"], os.environ["FILON_SEARCHD"])
        self.assertEqual(code, 0, said)

    def test_a_program_that_is_not_is_told_why(self):
        compiler = shutil.which("cc")
        if not compiler:
            self.skipTest("no C compiler")
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "soft.c"
            source.write_text("int main(void) { return 0; }\n")
            program = source.with_suffix("")
            subprocess.run([compiler, source, "-o", program, "-no-pie", "-fno-stack-protector",
                            "-Wl,-z,execstack,-z,lazy,-z,norelro,-rpath,/nowhere"], check=True, capture_output=True)
            code, said = check(program)
        self.assertEqual(code, 1)
        for fault in ("no PIE", "RELRO", "BIND_NOW", "the stack can be executed", "no stack protector", "FORTIFY",
                      "RPATH"):
            self.assertIn(fault, said)

    def test_what_is_no_program_is_an_error(self):
        code, said = check(__file__)
        self.assertEqual(code, 1)
        self.assertIn("hardening_test.py", said)


if __name__ == "__main__":
    unittest.main()
