"""The demo structures as one page of Le Marché's API, with the defects of the real one."""
from dataclasses import replace

from demo_dice import Dice
from demo_structures import make_siret, moved
from demo_tables import slugify, unaccented

NETWORKS = {
    "EI": ["Fédération des entreprises d'insertion", "Coorace", "Réseau Envie"],
    "ACI": ["Chantier Ecole", "Réseau Cocagne", "Coorace", "Tissons la solidarité",
            "Fédération des acteurs de la solidarité"],
    "AI": ["Coorace", "UNAI"], "ETTI": ["Fédération des entreprises d'insertion", "Coorace"],
    "GEIQ": ["Fédération française des GEIQ"], "ESAT": ["UNAPEI", "Hosmoz"],
    "EA": ["Union nationale des entreprises adaptées", "Hosmoz"],
    "EATT": ["Union nationale des entreprises adaptées"], "SEP": [], "EITI": [],
}
HANDICAP = ("EA", "EATT", "ESAT")
FROM_LES_EMPLOIS = ("EI", "ACI", "AI", "ETTI", "EITI")
CLIENTS = ["Commune de Villefictive (démo)", "Département imaginaire (démo)", "Hôpital de la Fable (démo)",
           "Bailleur Toit Rêvé (démo)", "Lycée des Nuées (démo)"]


def asp_name(name, kind, dice):
    """As the payment agency's files write it: capitals, no accents, cut at fifty characters."""
    prefix = {"ACI": ["ASSOC ", "ASS ", "", ""], "AI": ["ASSOC ", "AI "], "EI": ["SARL ", "SAS ", "", ""],
              "ESAT": ["ESAT "], "EA": ["EA ", ""]}.get(kind, [""])
    return (dice.pick(prefix) + unaccented(name).upper())[:50].strip()


def city_and_post_code(structure, dice):
    place, post_code = structure.place, structure.post_code
    if place.code == "21452":
        return "Crimolois", post_code  # the town it was until 2019
    if dice.chance(4) and not place.departement.startswith("97"):
        return f"{place.name} Cedex", place.cedex
    if place.name in ("Paris", "Lyon", "Marseille") and dice.chance(50):
        return f"{place.name} {int(post_code[-2:])}", post_code
    return (place.name.upper() if dice.chance(30) else place.name), post_code


def offers_of(structure, dice):
    if dice.chance(12):
        return []
    chosen = dice.some(structure.trade["offers"], 1 + dice.below(3))
    return [{"name": offer["name"],
             "description": "" if dice.chance(6) else
             offer["description"].replace("{ville}", structure.place.name)} for offer in chosen]


def networks_of(structure, dice):
    return [{"name": name, "slug": slugify(name)}
            for name in dice.some(NETWORKS[structure.kind], 1) if dice.chance(45)]


def place_fields(structure, dice):
    city, post_code = city_and_post_code(structure, dice)
    address = structure.address.upper() if dice.chance(15) else structure.address
    if dice.chance(8):
        address += "BP 12"  # the two lines of an address are joined without a blank
    return {"address": address, "city": city, "post_code": post_code,
            "department": structure.place.departement, "region": structure.place.region,
            "is_qpv": dice.chance(18)}


def to_row(structure):
    dice = Dice("lemarche", structure.number)
    kind, trade = structure.kind, structure.trade
    raw = dice.chance(60)
    name = asp_name(structure.name, kind, dice) if raw else structure.name
    day = f"{2019 + dice.below(7)}-{1 + dice.below(9):02d}-{1 + dice.below(28):02d}"
    return {
        "id": 100 + structure.number * 9 + dice.below(9), "name": name,
        "brand": structure.name if raw and dice.chance(35) else "", "slug": "",
        "siret": structure.siret, "nature": "HEAD_OFFICE" if dice.chance(85) else dice.pick(["ANTENNA", ""]),
        "kind": kind, "kind_parent": "Handicap" if kind in HANDICAP else "Insertion",
        "contact_website": structure.site,
        "contact_social_website": structure.site.replace("www.", "social.") if dice.chance(10) else "",
        "logo_url": "", **place_fields(structure, dice),
        "is_active": not dice.chance(4),
        "sectors": [] if dice.chance(8) else dice.some(trade["sectors"], 1 + dice.below(4)),
        "presta_types": [] if dice.chance(10) else trade["prestations"],
        "networks": networks_of(structure, dice), "offers": offers_of(structure, dice),
        "client_references": [{"name": dice.pick(CLIENTS), "description": "", "logo_url": ""}]
        if dice.chance(20) else [],
        "labels_old": [{"name": label} for label in trade["labels"] if dice.chance(40)]
        + ([{"name": "ESUS"}] if dice.chance(5) else []),
        "created_at": f"{day}T{8 + dice.below(10):02d}:{dice.below(60):02d}:37.{dice.below(10**6):06d}+01:00",
        "updated_at": f"2026-08-17T09:00:{dice.below(60):02d}.{dice.below(10**6):06d}+02:00"
        if kind in FROM_LES_EMPLOIS else None,
    }


def plant_doubts(structures):
    """Rows a careful reader must notice: see data/demo/README.md, which counts them."""
    by_kind = {kind: [s for s in structures if s.kind == kind] for kind in NETWORKS}
    number = len(structures)
    planted = []
    for s, kind in zip(by_kind["ACI"][10:15], ("EI", "EI", "AI", "EI", "AI")):  # one site, two kinds
        number += 1
        planted.append(replace(s, number=number, kind=kind))
    places = [s.place for s in structures]
    for s, other in zip(by_kind["EI"][20:22], by_kind["ESAT"][20:22]):  # one SIRET, two sites: a mistake
        number += 1
        planted.append(moved(other, places[number % len(places)], number, siret=s.siret,
                             name=other.name.replace(" (démo)", " Services (démo)")))
    for i, s in enumerate(by_kind["ETTI"][:3] + by_kind["AI"][:2]):  # one entity, several sites
        for site in range(2, 3 + i % 2 + 1):
            number += 1
            planted.append(moved(s, places[(number * 31) % len(places)], number,
                                 siret=make_siret(s.number * 7 + 13, site)))
    return planted


def spoil(rows):
    """Defects in single fields, as the real rows have them."""
    dice = Dice("spoil")
    for row in dice.some(rows[60:], 5):  # a key that fails
        row["siret"] = row["siret"][:-1] + str((int(row["siret"][-1]) + 3) % 10)
    for row in dice.some(rows[60:], 3):  # the head office's town under the site's post code
        row["city"] = "Le Havre"
    for row in dice.some(rows[60:], 2):
        row["city"] = row["post_code"] = row["address"] = row["department"] = row["region"] = ""
    for row in dice.some(rows[60:], 4):
        row["address"] = ""
    for row in dice.some(rows[60:], 3):  # one name, three structures
        row["name"], row["brand"] = "LES ATELIERS DU PONT MOUSSU (DEMO)", ""
    for row in dice.some(rows[60:], 2):  # a name cut where the file's column ends
        row["name"] = "ASSOC DEMO POUR LE DEVELOPPEMENT DE L'INSERTION ET DE LA FORMATION"[:50]
    for row in dice.some(rows[60:], 3):  # said by the source in an old vocabulary
        row["sectors"] = row["sectors"] + [{"name": "Secteur retiré (démo)", "slug": "secteur-retire-demo"}]


def add_slugs(rows):
    taken = set()
    for row in rows:
        slug = f"{slugify(row['name'])[:40]}-{row['department']}"
        row["slug"] = slug if slug not in taken else f"{slug}-{row['id'] % 65536:04x}"
        taken.add(row["slug"])


def page(structures):
    rows = [to_row(s) for s in structures + plant_doubts(structures)]
    spoil(rows)
    rows.sort(key=lambda row: (row["name"], row["id"]))
    add_slugs(rows)
    return {"count": len(rows), "next": None, "previous": None, "results": rows}
