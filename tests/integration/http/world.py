"""A few invented records of the neutral format: what the demo data lack, and texts meant to do harm.

No structure of these exists: SIREN begin with 999, names end in "(essai)".
"""

CRITERIA = ["bio", "zero-dechet"]


def commune(number):
    """One of four real communes around Dijon, by number."""
    return [{"street": "1 rue de l'Essai (fictif)", "post_code": "21000", "city": "Dijon"},
            {"street": "2 rue de l'Essai (fictif)", "post_code": "21200", "city": "Beaune"},
            {"street": "3 rue de l'Essai (fictif)", "post_code": "25000", "city": "Besançon"},
            {"street": "4 rue de l'Essai (fictif)", "post_code": "71000", "city": "Mâcon"}][number % 4]


def plain_records():
    areas = ["france", {"radius_km": 30}, {"territories": ["departement:21"]}, None]
    records = []
    for i in range(12):
        activity = {"sector": "traiteur" if i % 2 else "nettoyage-specifique-chantiers-parkings-6", "prestations": ["PREST"]}
        if areas[i % 4]:
            activity["area"] = areas[i % 4]
        records.append({
            "id": f"plain-{i}", "name": f"Les Essais numéro {i} (essai)", "kinds": ["ACI" if i % 3 else "EA"],
            "criteria": [CRITERIA[i % 2]], "zones": ["qpv"] if i % 5 == 0 else [],
            "labels": [{"slug": "esus", "name": "ESUS", "proof": "relayed",
                        "valid_until": "2020-01-01" if i % 3 == 0 else "2099-01-01"}] if i % 2 else [],
            "address": commune(i), "activities": [activity],
            "website": f"https://essai-{i}.example", "description": "Prestation d'essai, déjà vue."})
    return records


# What a spreadsheet would run, a page would execute, or a format would trip over.
PAYLOADS = {
    "formula": "=HYPERLINK(\"http://mechant.example\";\"clic\") (essai)",
    "plus": "+cmd|' /C calc'!A0 (essai)",
    "minus": "-2+3+cmd|' /C calc'!A0 (essai)",
    "at": "@SUM(1+9)*cmd|' /C calc'!A0 (essai)",
    "script": "<script>alert('xss')</script> (essai)",
    "image": "\"><img src=x onerror=alert(1)> (essai)",
    "entity": "&lt;b&gt; &amp; &#x27; ]]> <!-- --> (essai)",
    "quotes": "il a dit \"oui; non\", puis 'rien' (essai)",
    "template": "{{7*7}} ${7*7} {{{x}}} (essai)",
    "accents": "Œuvre déjà là : çà, ÿ, €, 日本, 😀 (essai)",
    "separator": "un\u2028deux\u2029trois (essai)",
}


def payload_records():
    return [{"id": f"payload-{key}", "name": text, "brand": text, "kinds": ["ACI"], "address": commune(0),
             "description": f"{text}\nseconde ligne", "sectors": ["traiteur"],
             "offers": [{"name": text, "description": text}],
             "website": "javascript:alert(1)",
             "contact": {"url": "javascript:alert(2)"}}
            for key, text in PAYLOADS.items()]
