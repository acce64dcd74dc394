"""Random and mutated questions over real HTTP: each is answered, or refused as the question's own fault.

FILON_QUESTIONS asks for more of them (scripts/relevance --attack).
"""
import http.client
import os
import random
import time
import unittest

from filon import ROOT, DaemonTest, query

QUESTIONS = int(os.environ.get("FILON_QUESTIONS", "2000"))
ODD = ["", "?", "''", "-", "<script>", "%", "\\", "AND (", "日本", "🙂", "\u202e", "a" * 400, "999001013", "90910000-9",
       "autour de", "20 km", "sauf", "et ou", "dans le 21", "sans", "n°"]
PATHS = ["/api/v1/structures", "/", "/api/v1/suggest", "/feed.json", "/api/v1/territories", "/carte.json", "/sourcage", "/embed"]


def terms():
    """What buyers may type: the judged queries, trades and places."""
    found = list(ODD)
    for file in ["judged.tsv", "places.tsv"]:
        lines = (ROOT / "tests" / "relevance" / file).read_text().splitlines()
        found += [line.split("\t")[0] for line in lines if not line.startswith("#")]
    for line in (ROOT / "data" / "vocabulary.tsv").read_text().splitlines()[5:]:
        found += line.split("\t")[-1].split("|")
    return found


def mutated(dice, text):
    letters = list(text)
    for _ in range(dice.choice([0, 0, 1, 2, 5])):
        at = dice.randrange(len(letters) + 1)
        if dice.random() < 0.5:
            letters.insert(at, dice.choice("aeinrst éœ'-0\x00\t\"&;%"))
        elif at < len(letters):
            letters[at] = chr(dice.choice([dice.randrange(32, 127), dice.randrange(160, 0x2fff)]))
    return "".join(letters)


class RandomQuestions(DaemonTest):
    def test_whatever_is_asked_is_answered_or_refused(self):
        dice, words = random.Random(2026), terms()
        connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=60)
        statuses, slowest, slowest_question = {}, 0, ""
        for number in range(QUESTIONS):
            text = mutated(dice, " ".join(dice.choices(words, k=dice.randrange(1, 4))))
            parameters = {"q": text}
            if dice.random() < 0.2:
                parameters[dice.choice(["sector", "territory", "near", "kind", "sort", "page"])] = mutated(
                    dice, dice.choice(words))
            target = query(dice.choice(PATHS), parameters)
            if dice.random() < 0.02:
                target += dice.choice(["%", "%zz", "%ff%fe", "&&=", "&q=", "#x"])
            began = time.monotonic()
            connection.request("GET", target)
            response = connection.getresponse()
            body = response.read()
            if (took := time.monotonic() - began) > slowest:
                slowest, slowest_question = took, target
            statuses[response.status] = statuses.get(response.status, 0) + 1
            self.assertIn(response.status, (200, 400), f"{number} {target}: {body[:300]}")
        connection.close()
        print(f"{QUESTIONS} questions: {statuses}; slowest {slowest * 1000:.1f} ms: {slowest_question[:200]}")
        self.assertGreater(statuses.get(200, 0), QUESTIONS / 2)
        self.assertGreater(statuses.get(400, 0), 0)


if __name__ == "__main__":
    unittest.main()
