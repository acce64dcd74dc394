"""The rows of data/territories; used by update-territories."""
from collections import Counter, defaultdict
from dataclasses import dataclass

import territory_points as points

MADE_BY = "# Made by scripts/update-territories: change that, not this. See README.md.\n"
FORMER_KINDS = {"commune-deleguee": "delegated", "commune-associee": "associated",
                "arrondissement-municipal": "arrondissement"}


@dataclass
class Sources:
    """The packages' tables, as they come."""
    communes: list
    epcis: list
    epts: list
    departements: list
    regions: list
    post_codes: list
    places: list
    departement_centres: dict


@dataclass
class ByHand:
    """What is kept by hand beside the made tables."""
    aliases: dict  # {commune: its name in GeoNames, or "-" for none}
    names: list  # rows of former.tsv


@dataclass
class Made:
    files: dict
    summary: list


@dataclass
class Commune:
    code: str
    name: str
    departement: str
    population: int
    post_codes: set
    epci: str = ""
    ept: str = ""
    point: tuple = None
    precision: str = ""


def tsv(columns, rows):
    lines = ["\t".join(columns)] + ["\t".join(row) for row in rows]
    for line in lines:
        if line.count("\t") != len(columns) - 1 or "\n" in line:
            raise ValueError(f"a cell holds a tab or a line break: {line!r}")
    return MADE_BY + "\n".join(lines) + "\n"


def coordinates(point):
    return [f"{value:.4f}" for value in point] if point else ["", ""]


def current_communes(sources):
    communes = {row["code"]: Commune(row["code"], row["nom"], row["departement"],
                                     row.get("population") or 0, set(row.get("codesPostaux", [])))
                for row in sources.communes if row["type"] == "commune-actuelle"}
    for groups, field in ((sources.epcis, "epci"), (sources.epts, "ept")):
        for group in groups:
            for row in group["membres"]:
                if row["code"] not in communes:
                    raise ValueError(f"{group['nom']}: member {row['code']} is not a commune")
                setattr(communes[row["code"]], field, group["code"])
    return communes


def former_communes(sources, communes, names_by_hand):
    """[(code, name, kind, current commune)]. A delegated commune often keeps the code of the new
    one: its row then only carries the older name."""
    rows, known = [], set(communes)
    for row in sources.communes:
        if row["type"] not in FORMER_KINDS:
            continue
        current = row.get("chefLieu") or row["commune"]
        if row["code"] == current and points.fold(row["nom"]) == points.fold(
                communes[current].name):
            continue
        rows.append((row["code"], row["nom"], FORMER_KINDS[row["type"]], current))
        known.add(row["code"])
    names = {row["codeCommune"]: row["nomCommune"] for row in sorted(
        sources.post_codes, key=lambda row: (row["codeCommune"], row["nomCommune"]))}
    for row in sources.communes:
        for code in row.get("anciensCodes", []):
            if code not in known:
                rows.append((code, names.get(code, ""), "former", row["code"]))
                known.add(code)
    for code, name, _, _ in names_by_hand:
        if code not in communes:
            raise ValueError(f"other_names.tsv: {code} ({name}) is not a commune")
    rows += names_by_hand
    return sorted(rows + other_names(sources.post_codes, communes, rows))


def key(name):
    """What annuaire's place_key() compares: folded, St and Ste opened."""
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word)
                    for word in points.fold(name).split())


def other_names(post_codes, communes, former):
    """Rows for the names the second package has: older ones (it stopped in 2023) and those the post
    writes on envelopes (BERCK SUR MER), unless communes of one post code share them."""
    current = {code: commune for code, _, _, commune in former if code not in communes}
    known = {(key(c.name), c.code) for c in communes.values()}
    known |= {(key(name), commune) for _, name, _, commune in former}
    bearers, labels = defaultdict(set), {}
    for row in post_codes:
        code = current.get(row["codeCommune"], row["codeCommune"])
        for name, kind in ((row["nomCommune"], "former"), (row["libelleAcheminement"], "postal")):
            bearers[row["codePostal"], key(name)].add(code)
            if code in communes and (key(name), code) not in known:
                labels.setdefault((code, key(name)), (row["codePostal"], name, kind))
    return [(code, name, kind, code) for (code, folded), (post_code, name, kind) in labels.items()
            if len(bearers[post_code, folded]) == 1 and code not in ("75056", "69123", "13055")]


def add_post_codes(communes, former, post_codes):
    """The second package writes Paris, Lyon and Marseille by arrondissement, and merged communes
    by their old codes. Returns the codes it has that no table knows."""
    current = {code: commune for code, _, _, commune in former if code not in communes}
    unknown = set()
    for row in post_codes:
        code = current.get(row["codeCommune"], row["codeCommune"])
        if code in communes:
            communes[code].post_codes.add(row["codePostal"])
        else:
            unknown.add(code)
    return sorted(unknown)


def names_of(commune, aliases, seats):
    """The names a commune's point may stand under, best first."""
    if aliases.get(commune.code) == "-":
        return []
    return [name for name in (aliases.get(commune.code), commune.name, seats.get(commune.code))
            if name]


def place_known(communes, former, gazetteer, aliases, centres):
    """Points of communes themselves: true centres, else the place of that name. Of two communes
    with one name in a département the more populous takes the point, the other gets none."""
    seats = {code: name for code, name, kind, current in former
             if code == current and kind != "postal"}
    taken = set()
    for commune in sorted(communes.values(), key=lambda c: (-c.population, c.code)):
        if commune.code in centres:
            commune.point = centres[commune.code]
        else:
            for name in names_of(commune, aliases, seats):
                point = gazetteer.find(name, commune.departement)
                if point and point not in taken:
                    commune.point = point
                    taken.add(point)
                    break
        if commune.point:
            commune.precision = "commune"


def sharing_post_codes(communes):
    """{post code: communes of it whose own point is known}."""
    sharing = defaultdict(list)
    for commune in communes.values():
        if commune.precision == "commune":
            for post_code in commune.post_codes:
                sharing[post_code].append(commune)
    return sharing


def drop_namesakes(communes, centres):
    """Takes back points that lie far from those of all other communes of their post code.
    The farthest goes first: it draws the mean away from the rest. Returns how many went."""
    dropped = 0
    for _, members in sorted(sharing_post_codes(communes).items()):
        members = [c for c in members if len(c.departement) == 2]
        while len(members) >= 3:
            distance, _, worst = max(
                (points.distance_km(c.point, points.mean([(o.point, 1) for o in members
                                                          if o is not c])), c.code, c)
                for c in members)
            if distance <= points.FARTHEST_FROM_NEIGHBOURS_KM:
                break
            members.remove(worst)
            if worst.code not in centres:
                worst.point, worst.precision = None, ""
                dropped += 1
    return dropped


def complete_centres(communes, centres):
    """The département centres, with those the package lacks: where its known people live."""
    known = defaultdict(list)
    for commune in communes.values():
        if commune.precision == "commune":
            known[commune.departement].append((commune.point, max(commune.population, 1)))
    return {**{code: points.mean(rows) for code, rows in sorted(known.items())}, **centres}


def place_others(communes, centres):
    """Points of the communes around: those of the same post code, half as far off as those of the
    EPCI, which come next; then the département's centre."""
    by_post_code, by_epci = sharing_post_codes(communes), defaultdict(list)
    for commune in communes.values():
        if commune.precision == "commune" and commune.epci:
            by_epci[commune.epci].append(commune)
    for commune in communes.values():
        if commune.precision:
            continue
        around = [c for code in sorted(commune.post_codes) for c in by_post_code.get(code, [])
                  if c.departement not in points.SCATTERED]
        around = around or by_epci.get(commune.epci)
        if around:
            commune.point, commune.precision = points.mean([(c.point, 1) for c in around]), "epci"
        elif commune.departement in centres and commune.departement not in points.SCATTERED:
            commune.point, commune.precision = centres[commune.departement], "departement"


def communes_table(communes):
    rows = [[c.code, c.name, c.departement, c.epci, c.ept, " ".join(sorted(c.post_codes)),
             str(c.population), *coordinates(c.point), c.precision]
            for _, c in sorted(communes.items())]
    return tsv(["code", "name", "departement", "epci", "ept", "post_codes", "population", "lat",
                "lon", "precision"], rows)


def make(sources, by_hand, centres):
    """All tables of data/territories, by file name, and what there is to say about them."""
    communes = current_communes(sources)
    former = former_communes(sources, communes, by_hand.names)
    unknown = add_post_codes(communes, former, sources.post_codes)
    gazetteer = points.Gazetteer(sources.places, sources.departement_centres)
    place_known(communes, former, gazetteer, by_hand.aliases, centres)
    gazetteer.far += drop_namesakes(communes, centres)
    departement_centres = complete_centres(communes, sources.departement_centres)
    place_others(communes, departement_centres)
    epcis = sorted([g["code"], g["nom"], g["type"]] for g in sources.epcis + sources.epts)
    departements = sorted([d["code"], d["nom"], d["region"],
                           *coordinates(departement_centres.get(d["code"]))]
                          for d in sources.departements)
    regions = sorted([r["code"], r["nom"]] for r in sources.regions)
    files = {"communes.tsv": communes_table(communes),
             "former.tsv": tsv(["code", "name", "kind", "commune"], former),
             "epcis.tsv": tsv(["code", "name", "kind"], epcis),
             "departements.tsv": tsv(["code", "name", "region", "lat", "lon"], departements),
             "regions.tsv": tsv(["code", "name"], regions)}
    return Made(files, summary(communes, former, epcis, departements, regions, unknown,
                               gazetteer, by_hand.aliases, centres))


def summary(communes, former, epcis, departements, regions, unknown, gazetteer, aliases, centres):
    people = sum(c.population for c in communes.values())
    placed = [c for c in communes.values() if c.precision == "commune"]
    precisions = Counter(c.precision or "none" for c in communes.values())
    lost = sorted((c for c in communes.values() if c.population > 20000 and
                   c.precision != "commune"), key=lambda c: -c.population)
    return [
        f"communes: {len(communes)}, {people} people, "
        f"{len(set().union(*(c.post_codes for c in communes.values())))} post codes, "
        f"{sum(not c.post_codes for c in communes.values())} communes without one",
        f"former: {len(former)}: {dict(sorted(Counter(r[2] for r in former).items()))}",
        f"epcis: {len(epcis)}: {dict(sorted(Counter(r[2] for r in epcis).items()))}",
        f"departements: {len(departements)}, regions: {len(regions)}",
        f"points: {dict(sorted(precisions.items()))}; own point: "
        f"{100 * sum(c.population for c in placed) / max(people, 1):.1f} % of the people",
        f"points dropped as a namesake's: {gazetteer.far}",
        f"true centres given: {len(centres)}, of no known commune: "
        f"{len(set(centres) - set(communes))}",
        f"aliases of no known commune: {sorted(set(aliases) - set(communes))}",
        f"post codes of no known commune: {len(unknown)} {unknown[:5]}",
        f"over 20,000 people without a point of their own: "
        f"{[f'{c.code} {c.name}' for c in lost]}",
    ]
