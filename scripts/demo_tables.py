"""The tables the demo data is made from, and where its structures stand."""
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
HERE = Path(__file__).resolve().parent

# Commune codes and how many structures each gets: 45 % in Bourgogne-Franche-Comté.
PLACES = {
    "Dijon Métropole": ("21231*20 21166*5 21171*3 21515*4 21617*3 21355*3 21278*2 21390*2 21540*2 "
                        "21485 21452 21192"),
    "Grand Besançon": "25056*20 25527*2 25560 25560 25258 25212 25473 25245 25115 25495 25532 25381",
    "Bourgogne-Franche-Comté": (
        "21054*4 21154 21425 21584 25388*4 25462*3 25031 25578 39198*4 39300*4 39478 39097 58194*5 "
        "58059 58086 58079 70550*4 70310 70279 70285 71076*4 71270*4 71153*2 71014 71306 71137 "
        "89024*4 89387*3 89025 89206 90010*5 90008 90033"),
    "France": (
        "75056*9 93066*3 93048*2 94028 92050*2 91228 78646 95127 77288 69123*6 69266*2 38185*4 42218*3 "
        "63113*3 74010 73065 01053 26362 07019 13055*5 06088*2 83137*2 84007 05061 04070 34172*4 "
        "30189*2 31555*5 66136 11069 81004 82121 46042 12202 32013 65440 09122 33063*4 64445*2 "
        "40192 47001 24322 87085*2 19272 23096 86194*2 79191 17300*2 16015 44109*4 49007*2 85191 "
        "72181*2 53130 35238*3 29019*2 56260 22278 14118*2 76540*3 27229 61001 50129 59350*5 59183*2 "
        "62041*2 80021*2 02691 60057 67482*3 68224*2 57463*2 54395*2 88160 55029 08105 51454*2 10387 "
        "52121 45234*2 37261*2 41018 28085 18033 36044 03185 15014 43157 48095 2A004*2 2B033*2 "
        "97411*3 97416*2 97120 97105 97113*2 97209*3 97302*2 97311 97608*2 97611"),
}


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    departement: str
    region: str       # its name, as Le Marché gives it
    region_code: str
    post_codes: tuple
    cedex: str        # a code of no commune, as firms have for their mail
    lat: float
    lon: float
    area: str         # key of PLACES


def read_table(path):
    lines = [line for line in path.read_text(encoding="utf-8").split("\n")
             if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


def cedex_code(prefix, taken):
    return next(code for code in (f"{prefix}0{i}" for i in range(29, 100)) if code not in taken)


def load_places():
    territories = DATA / "territories"
    communes = {row["code"]: row for row in read_table(territories / "communes.tsv")}
    regions = {row["code"]: row["name"] for row in read_table(territories / "regions.tsv")}
    departements = {row["code"]: row["region"]
                    for row in read_table(territories / "departements.tsv")}
    taken = {code for row in communes.values() for code in row["post_codes"].split()}
    places = []
    for area, codes in PLACES.items():
        for item in codes.split():
            code, _, count = item.partition("*")
            row = communes[code]
            region = departements[row["departement"]]
            places += [Place(code, row["name"], row["departement"], regions[region], region,
                             tuple(row["post_codes"].split()),
                             cedex_code(row["post_codes"][:2], taken), float(row["lat"] or 0),
                             float(row["lon"] or 0), area)] * int(count or 1)
    return places


def load_trades():
    trades = {}
    names = {row["slug"]: row["name"] for row in read_table(DATA / "sectors.tsv")}
    for row in read_table(HERE / "demo_trades.tsv"):
        trades[row["trade"]] = {
            "trade": row["trade"], "offers": [],
            "kinds": row["kinds"].split(), "prestations": row["prestations"].split(),
            "sectors": [{"name": names[slug], "slug": slug} for slug in row["sectors"].split()],
            **{key: [part for part in row[key].split(";") if part]
               for key in ("name_heads", "categories", "labels")}}
    for row in read_table(HERE / "demo_offers.tsv"):
        trades[row["trade"]]["offers"].append(row)
    return trades


def unaccented(text):
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slugify(text):
    """As Le Marché makes its slugs: apostrophes vanish, the rest becomes dashes."""
    kept = re.sub(r"[^a-z0-9\s-]", "", unaccented(text).lower())
    return re.sub(r"[-\s]+", "-", kept).strip("-")
