"""Chance that is the same on every machine and every Python: a counter through SHA-256."""
import hashlib


class Dice:
    """A stream of draws that depends on its key alone: a change to one structure moves no other."""

    def __init__(self, *key):
        self.key = "filon/1/" + "/".join(str(part) for part in key)
        self.count = 0

    def below(self, limit):
        self.count += 1
        digest = hashlib.sha256(f"{self.key}#{self.count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, values):
        return values[self.below(len(values))]

    def some(self, values, count):
        """Up to count of the values, in their own order."""
        left = list(range(len(values)))
        while len(left) > count:
            left.pop(self.below(len(left)))
        return [values[i] for i in left]

    def shuffled(self, values):
        left, out = list(values), []
        while left:
            out.append(left.pop(self.below(len(left))))
        return out
