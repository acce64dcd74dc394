"""Demo structures as GoGoCarto's export of Carteco writes them, with the defects of the real one."""
import html

from demo_dice import Dice
from demo_structures import STREETS, invented_name, make_siret
from demo_tables import unaccented

LICENCE = "https://opendatacommons.org/licenses/odbl/summary/"
STATUSES = ["Association", "association loi 1901", "SCIC", "SCIC SA à capital variable", "SCOP", "Coopérative",
            "CAE", "Mutuelle", "Fondation", "Société commerciale de l'ESS", "Société commerciale ESUS",
            "SARL SCOP", "Régie de quartier", "Groupement d'employeurs", "CUMA", "Association", "Association",
            "SCIC SARL", "collectif d'habitants", ""]
COMPANY_STATUSES = ["Société commerciale ESUS", "SCIC", "Association", "SARL SCOP"]
OPENINGS = ["Lieu ouvert à tous", "Équipe de bénévoles et de salariés", "Coopérative d'habitants et de communes",
            "Atelier partagé", "Maison de quartier"]
CATEGORY_IDS = {}


def category_id(name):
    return CATEGORY_IDS.setdefault(name, 11 + 3 * len(CATEGORY_IDS))


def categories_of(trade, place):
    region = place.region.replace("Nouvelle-Aquitaine", "Nouvelle Aquitaine")
    return [region] + (trade["categories"] or ["Accompagner la transition écologique"])


def full_categories(names, trade):
    return [{"id": category_id(name), "name": name, "index": i,
             "description": trade["offers"][0]["name"].lower() if i == len(names) - 1 else (None, "")[i % 2]}
            for i, name in enumerate(names)]


def description(dice, trade, place):
    offer = dice.pick(trade["offers"])
    text = html.escape(offer["description"].replace("{ville}", place.name)).replace("&#x27;", "&#039;")
    start = html.escape(dice.pick(OPENINGS))
    forms = [f"<p>{start}. <b>{html.escape(offer['name'])}</b>.<br>{text}</p>",
             f"<div><p>{text}</p><ul><li>{start}</li><li>Adh&eacute;sion libre</li></ul></div>",
             f"{text}<div style=\"visibility: hidden\">motscaches demo</div>",
             f"<p>{text.replace('&#039;', '&amp;rsquo;')}</p>", offer["description"].replace("{ville}", place.name)]
    return dice.pick(forms)


def geo_of(dice, place):
    north, east = ((dice.below(3001) - 1500) / 100000 for _ in range(2))
    return {"latitude": round(place.lat + north, 6), "longitude": round(place.lon + east, 6)}


def address_of(dice, structure):
    number, street = structure.address.split(" ", 1)
    if dice.chance(8):
        return {}
    address = {"streetNumber": number, "streetAddress": street, "addressLocality": structure.place.name,
               "postalCode": structure.post_code, "addressCountry": dice.pick(["FR", "FR", "fr", "France", ""])}
    if dice.chance(15):
        del address["postalCode"]
    return address


def spaced(siret, dice):
    groups = (siret[:3], siret[3:6], siret[6:9], siret[9:])
    return dice.pick([siret, siret, " ".join(groups), "\u00a0".join(groups), ".".join(groups)])


def phone(dice, place):
    start = "01 99 00" if place.region_code == "11" or dice.chance(40) else "03 53 01"
    number = f"{start} {dice.below(100):02d} {dice.below(100):02d}"
    return dice.pick([number, number.replace(" ", "."), "+33 " + number[1:], f"{number} / 01 99 00 00 01"])


def contact_fields(dice, structure):
    site = structure.site
    if not site:
        site = dice.pick(["NULL", ""])
    else:
        bare = site.removeprefix("https://")
        site = dice.pick([site, bare, f"{bare};https://reseau-social.example/{bare.split('.')[1]}"])
    fields = {"site_web": site, "telephone": phone(dice, structure.place) if dice.chance(60) else "",
              "email": "private" if dice.chance(70) else ""}
    fields = {key: value for key, value in fields.items() if value}
    fields["subscriberEmails"] = [f"abonne{structure.number}@example.org"] if dice.chance(20) else []
    return fields


def element(structure, ident, status_ess, siret):
    dice = Dice("carteco", structure.number, ident)
    trade, place = structure.trade, structure.place
    names = categories_of(trade, place)
    name = structure.name if dice.chance(70) else structure.name.upper()
    row = {"id": ident, "name": name + " " * dice.chance(10), "geo": geo_of(dice, place)}
    if dice.chance(60):
        row["sourceKey"] = f"CRESS {place.region} (démo)"
    row["address"] = address_of(dice, structure)
    if dice.chance(30):
        row["openHours"] = {"We": "10:00-12:30,14:00-18:00", "Sa": "10:00-18:00"}
    day = f"{1 + dice.below(9):02d}-{1 + dice.below(28):02d}T09:12:44+02:00"
    row |= {"createdAt": f"{2021 + dice.below(3)}-{day}", "updatedAt": f"{2024 + dice.below(3)}-{day}",
            "status": dice.pick([3, 3, 3, 1, 2, 4, 5, 6, 7]), "categories": names,
            "categoriesFull": full_categories(names, trade)}
    if siret:
        row[dice.pick(["siret"] * 8 + ["SIRET", "numero_siret"])] = spaced(siret, dice)
    if status_ess:
        row["statut_ess"] = status_ess
    if dice.chance(90):
        row["description_activite"] = description(dice, trade, place)
    if dice.chance(15):
        row["refreshNeeded"] = {"isNeeded": True, "isMuchNeeded": False, "nbDaysSinceLastUpdate": 400}
    return row | contact_fields(dice, structure)


def own_structures(structures, count):
    """Structures that only Carteco knows: cooperatives, foundations, associations without approval."""
    taken = {s.name for s in structures}
    suited = [s for s in structures if s.trade["categories"]]
    for i in range(count):
        dice = Dice("carteco-own", i)
        base = suited[(i * 17) % len(suited)]
        number = 5000 + i
        name = invented_name(dice, base.trade, taken)
        yield type(base)(number, name, base.kind, base.trade, base.place, make_siret(number),
                         f"{1 + dice.below(60)} {dice.pick(STREETS)} (fictif)", base.post_code,
                         f"https://www.carte-{number}.example" if dice.chance(70) else "")


def spoil(rows):
    for row in rows[3:28:5]:
        row["status"] = 0  # not checked by anyone yet
    for row in rows[4:40:18]:
        row["status"], row["modifiedElement"] = -1, {"name": "Nom proposé (démo)", "id": row["id"]}
    rows[7]["geo"] = {"latitude": 0, "longitude": 0}
    geo = rows[11]["geo"]
    rows[11]["geo"] = {"latitude": geo["longitude"], "longitude": geo["latitude"]}
    rows[75]["siret"] = "999 000"
    rows[76] = {key: value for key, value in rows[76].items() if key.lower() != "siret"} | {"siren": make_siret(5006)[:9]}
    rows[80]["categories"] = rows[80]["categories"] + ["CC-By-SA", "Catégorie nouvelle (démo)"]
    rows[81]["categories"] = []
    del rows[81]["categoriesFull"]


def identifiers(count):
    """Short and case-sensitive: 4Dm and 4dm are two structures."""
    dice, taken = Dice("ids"), ["4Dm", "4dm"]
    letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    while len(taken) < count:
        ident = "".join(dice.pick(letters) for _ in range(3))
        if ident not in taken:
            taken.append(ident)
    return taken


def export(structures):
    suited = [s for s in structures if s.trade["categories"] and s.kind in ("EI", "ACI", "EA", "ESAT")]
    both = Dice("both").some(suited, 70)
    own = list(own_structures(structures, 50))
    idents = identifiers(len(both) + len(own))
    rows = []
    for i, (structure, ident) in enumerate(zip(both + own, idents)):
        known = i < len(both)
        status = COMPANY_STATUSES[i % 4] if known and structure.kind in ("EI", "EA") else STATUSES[i % 20]
        if known and structure.kind in ("ACI", "ESAT"):
            status = "Association"
        with_siret = i < 60 or (not known and i % 5 > 1)
        rows.append(element(structure, ident, status, structure.siret if with_siret else ""))
    for row in rows[60:70]:  # the same structure without its number, its name a little other
        row["name"] = unaccented(row["name"]).strip().replace("Les ", "").replace("LES ", "")
    spoil(rows)
    return {"licence": LICENCE, "ontology": "gogofull", "data": rows}
