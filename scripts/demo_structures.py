"""Invented structures, before either source writes them down its own way."""
from dataclasses import dataclass, replace

from demo_dice import Dice
from demo_tables import Place, load_places, load_trades, slugify

KINDS = {"ACI": 88, "EI": 76, "ESAT": 45, "EA": 38, "AI": 34, "ETTI": 22, "GEIQ": 13, "EATT": 6,
         "SEP": 6, "EITI": 4}

# What buyers of Dijon and Besançon ask for first must have several answers in both.
WANTED = ([("traiteur", kind) for kind in ("EI", "ACI", "ESAT", "EI")]
          + [("nettoyage", kind) for kind in ("EI", "EA", "ESAT", "EI")]
          + [("espaces-verts", kind) for kind in ("ACI", "ESAT", "EA")]
          + [("blanchisserie", kind) for kind in ("EA", "ESAT")]
          + [("couches", "EI"), ("couches", "ACI"), ("materiaux", "ACI"), ("materiaux", "EI"),
             ("ressourcerie", "ACI"), ("mailing", "ESAT"), ("mailing", "EA"), ("batiment", "EI")])

TAILS = """du Merle Bleu;des Trois Noisetiers;de la Combe Rousse;du Chat Perché;des Quatre Saules;
de la Lune Rousse;du Pont Moussu;des Hérissons;du Vieux Poirier;de la Grive;du Renard Roux;des Tilleuls d'Argent;
de la Source Vive;du Coin Fleuri;des Sept Fontaines;du Geai;de la Bruyère Haute;des Libellules;du Moulin Rose;
de la Pie Curieuse;du Sureau;des Cerisiers Blancs;du Martinet;de la Mésange;des Coquelicots;du Grand Charme;
de la Noue;du Lièvre Pressé;des Hirondelles d'Août;du Buis Vert;de la Tuile Bleue;du Loriot;des Peupliers Gris;
de la Clairière;du Hibou Sage;des Aubépines;du Tamaris;de la Rainette;des Mirabelles;du Papillon Citron""".replace(
    "\n", "").split(";")
STREETS = """rue du Lavoir;rue des Tanneurs;impasse du Verger;avenue du Chemin Neuf;rue de l'Écluse;place du Puits;
rue des Charrons;zone artisanale du Pré Long;chemin des Vignottes;rue du Four Banal;allée des Ateliers;
quai des Bateliers;rue de la Corderie;route de la Scierie""".replace("\n", "").split(";")


@dataclass(frozen=True)
class Structure:
    number: int
    name: str
    kind: str
    trade: dict
    place: Place
    siret: str
    address: str
    post_code: str
    site: str


def luhn_digit(digits):
    """The digit that, put at the end, makes the key hold."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def make_siret(entity, site=1):
    """Sirens from 999 00000 on are ours: valid keys, and plainly no one's."""
    siren = f"999{entity:05d}"
    siren += luhn_digit(siren)
    nic = f"{site:04d}"
    return siren + nic + luhn_digit(siren + nic)


def invented_name(dice, trade, taken):
    while True:
        name = f"{dice.pick(trade['name_heads'])} {dice.pick(TAILS)} (démo)"
        if name not in taken:
            taken.add(name)
            return name


def make_structure(number, kind, trade, place, taken):
    dice = Dice("structure", number)
    name = invented_name(dice, trade, taken)
    address = f"{1 + dice.below(98)} {dice.pick(STREETS)} (fictif)"
    site = f"https://www.{slugify(name.replace(' (démo)', ''))}.example" if dice.chance(60) else ""
    return Structure(number, name, kind, trade, place, make_siret(number * 7 + 13),
                     address, dice.pick(place.post_codes), site)


def plan(trades, places):
    """(kind, trade, place) of every structure: the wanted ones, then each kind by its quota."""
    dice = Dice("plan")
    left = {area: dice.shuffled([p for p in places if p.area == area])
            for area in ("Dijon Métropole", "Grand Besançon")}
    quota = dict(KINDS)
    rows = []
    for area in left:
        for trade, kind in WANTED:
            rows.append((kind, trades[trade], left[area].pop()))
            quota[kind] -= 1
    others = [p for p in places if p.area not in left] + [p for area in left for p in left[area]]
    others = dice.shuffled(others)
    for kind, count in quota.items():
        suited = dice.shuffled([t for t in trades.values() if kind in t["kinds"]])
        rows += [(kind, suited[i % len(suited)], others.pop()) for i in range(count)]
    return rows


def make_structures():
    trades, places = load_trades(), load_places()
    taken = set()
    return [make_structure(i + 1, *row, taken) for i, row in enumerate(plan(trades, places))]


def moved(structure, place, number, **changes):
    """Another site of the same structure."""
    dice = Dice("moved", number)
    return replace(structure, number=number, place=place, post_code=dice.pick(place.post_codes),
                   address=f"{1 + dice.below(98)} {dice.pick(STREETS)} (fictif)", **changes)
