"""Outlines of the départements: SVG paths cut into shared borders, simplified once each, put on the globe."""
import math
import re

# The drawing is an exact Mercator: x = A·lon + B, y = C − D·M(lat), M in degrees. Fitted on 96 centroids, rms 0.4 km.
A, B, C, D = 41.5168, 214.975, 2467.41, 41.379
# Neighbours repeat their common border, each with its own rounding, under 0.1 apart.
SNAP = 0.1


def lon_lat(x, y):
    mercator = math.radians((C - y) / D)
    return (x - B) / A, math.degrees(2 * math.atan(math.exp(mercator)) - math.pi / 2)


def read_rings(path):
    """The rings of an SVG path made of m and z with relative points, as lists of points."""
    rings, x, y = [], 0.0, 0.0
    for part in re.findall(r"m[^mz]*z", path):
        ring = []
        for dx, dy in re.findall(r"(-?[\d.]+),(-?[\d.]+)", part):
            x, y = x + float(dx), y + float(dy)
            ring.append((x, y))
        x, y = ring[0]
        rings.append(ring)
    return rings


class Points:
    """One number for all the points that are one."""

    def __init__(self):
        self.at, self.cells = [], {}

    def number(self, point):
        cell = (int(point[0] // 1), int(point[1] // 1))
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                for known in self.cells.get((cell[0] + i, cell[1] + j), ()):
                    if math.dist(self.at[known], point) < SNAP:
                        return known
        self.at.append(point)
        self.cells.setdefault(cell, []).append(len(self.at) - 1)
        return len(self.at) - 1

    def ring(self, ring):
        """Numbers without immediate repetition, the last being other than the first."""
        numbers = []
        for point in ring:
            number = self.number(point)
            if not numbers or numbers[-1] != number:
                numbers.append(number)
        while len(numbers) > 1 and numbers[0] == numbers[-1]:
            numbers.pop()
        return numbers


def junctions(rings):
    """Points where borders part: they stay whatever is simplified."""
    neighbours = {}
    for ring in rings:
        for before, here in zip(ring[-1:] + ring[:-1], ring):
            neighbours.setdefault(here, set()).add(before)
            neighbours.setdefault(before, set()).add(here)
    return {point for point, around in neighbours.items() if len(around) != 2}


def cut(ring, fixed):
    """A ring as arcs from junction to junction; an island is cut at its first point and the farthest."""
    starts = [i for i, point in enumerate(ring) if point in fixed]
    if not starts:
        starts = [0, len(ring) // 2]
    turned = ring[starts[0]:] + ring[:starts[0]]
    arcs, arc = [], [turned[0]]
    ends = {ring[i] for i in starts}
    for point in turned[1:] + turned[:1]:
        arc.append(point)
        if point in ends:
            arcs.append(arc)
            arc = [point]
    return arcs


def distance_to_line(point, start, end):
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def simplify(line, tolerance):
    """Douglas and Peucker: leaves out what moves the line by less than the tolerance."""
    if len(line) < 3:
        return line
    far, index = max((distance_to_line(p, line[0], line[-1]), i) for i, p in enumerate(line[1:-1], 1))
    if far <= tolerance:
        return [line[0], line[-1]]
    return simplify(line[:index + 1], tolerance)[:-1] + simplify(line[index:], tolerance)


class Outlines:
    """Départements by code, whose common borders stay common at any tolerance."""

    def __init__(self, paths):
        self.points = Points()
        self.rings = {code: [self.points.ring(ring) for ring in read_rings(path)] for code, path in paths.items()}
        fixed = junctions([ring for rings in self.rings.values() for ring in rings if len(ring) > 2])
        self.arcs = {code: [cut(ring, fixed) for ring in rings if len(ring) > 2] for code, rings in self.rings.items()}

    def simplified(self, tolerance):
        """code → rings of points; a ring that shrinks to less than a triangle is left out, but not the last one."""
        done = {}

        def arc_points(arc):
            key = min(tuple(arc), tuple(reversed(arc)))
            if key not in done:
                done[key] = simplify([self.points.at[n] for n in key], tolerance)
            return done[key] if key == tuple(arc) else done[key][::-1]

        out = {}
        for code, rings in self.arcs.items():
            shapes = [[point for arc in ring for point in arc_points(arc)[:-1]] for ring in rings]
            shapes.sort(key=lambda ring: -abs(area(ring)))
            out[code] = [ring for i, ring in enumerate(shapes) if len(ring) > 2 or i == 0]
        return out


def area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1])) / 2


def svg_path(rings, scale):
    """Whole numbers, relative after the first point of a ring."""
    text = ""
    for ring in rings:
        points = [(round(x * scale), round(y * scale)) for x, y in ring]
        text += f"M{points[0][0]} {points[0][1]}l"
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(points, points[1:])]
        text += " ".join(f"{dx} {dy}" for dx, dy in steps if (dx, dy) != (0, 0)).replace(" -", "-") + "z"
    return text


def globe_steps(rings, scale):
    """[lon, lat, step, step, …] of each ring, in whole thousandths when scale is 1000."""
    out = []
    for ring in rings:
        points = [tuple(round(c * scale) for c in lon_lat(x, y)) for x, y in ring]
        flat = list(points[0])
        for (x1, y1), (x2, y2) in zip(points, points[1:]):
            if (x1, y1) != (x2, y2):
                flat += [x2 - x1, y2 - y1]
        out.append(flat)
    return out
