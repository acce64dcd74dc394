"""/lots as a browser sends it: a pasted list by POST, the corrected one by GET, and what the page then says."""
import html
import json
import re
import unittest
import urllib.parse

from filon import DaemonTest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def record(number, sector, **more):
    return {"id": f"lots-{number}", "name": f"Lots {number} (essai)", "kinds": ["ACI"],
            "siren": f"99900{number:04}", "activities": [{"sector": sector}],
            "address": {"post_code": "21000", "city": "Dijon"}, **more}


class LotsPage(DaemonTest):
    sources = []
    records = [record(1, "traiteur"), record(2, "blanchisserie", kinds=["ESAT"]),
               record(3, "blanchisserie", kinds=["ETTI"]),
               record(4, "traiteur", kinds=["AUTRE"], name="<b>Gras</b> (essai)"),
               record(5, "traiteur", siren="999000002", kinds=["ESAT"])]

    def page(self, fields):
        answer = self.daemon.get("/lots", fields)
        self.assertEqual(answer.status, 200)
        return answer.text

    def post(self, fields):
        answer = self.daemon.ask("POST", "/lots", FORM, urllib.parse.urlencode(fields).encode())
        self.assertEqual(answer.status, 200)
        return answer.text

    # The figure of one row of a lot's table.
    def figure(self, page, lot, row):
        section = page.split(f'id="resultat-{lot}"')[1].split("</table>")[0]
        return re.search(re.escape(html.escape(row, quote=False)) + r'</th><td class="n">(\d+)',
                         html.unescape(section).replace("&", "&amp;")).group(1)

    def test_a_pasted_list_becomes_lots_that_are_counted(self):
        page = self.post({"besoin": "Lot 1 : traiteur\r\n\r\nLot 2 : blanchisserie\r\n", "lieu": "Dijon"})
        self.assertIn("Lot 1 : traiteur</h2>", page)
        self.assertIn("Lot 2 : blanchisserie</h2>", page)
        self.assertEqual(self.figure(page, 1, "peuvent répondre elles-mêmes"), "3")
        self.assertEqual(self.figure(page, 2, "peuvent répondre elles-mêmes"), "1")
        self.assertEqual(self.figure(page, 2, "mettent du personnel à disposition"), "1")
        self.assertEqual(self.figure(page, 2, "handicap (L.2113-12)"), "1")
        self.assertEqual(self.figure(page, 1, "situées sur place"), "3")

    def test_one_able_alone_is_shown_so_and_the_grid_says_what_its_status_opens(self):
        page = html.unescape(self.page([("lot", "Repas"), ("secteur1", "traiteur"),
                                        ("lot", "Linge"), ("secteur2", "Blanchisserie")]))
        self.assertIn("une structure du groupe 1 (lots 1, 2) : seule", page)
        self.assertIn('<td class="yes">oui <span class="what">L.2113-12</span></td>', page)
        self.assertIn("Aucun n'est le meilleur", page)

    def test_a_lot_nobody_answers_is_named(self):
        page = self.page([("lot", "Repas"), ("secteur1", "traiteur"),
                          ("lot", "Toitures"), ("secteur2", "plomberie")])
        self.assertIn("lot 2 (Toitures)", page)

    def test_the_link_shows_the_same_page_again(self):
        page = self.post({"besoin": "traiteur\nblanchisserie", "lieu": "Dijon"})
        link = html.unescape(re.search(r'href="(/lots\?[^"]+)">Lien vers', page).group(1))
        again = self.daemon.get(link).text
        tables = [re.findall(r'<td class="n">\d+', text) for text in (page, again)]
        self.assertEqual(tables[0], tables[1])
        self.assertTrue(tables[0])

    def test_names_and_titles_are_text_wherever_they_come_from(self):
        page = self.post({"besoin": "traiteur <script>alert(1)</script>"})
        self.assertNotIn("<script>alert", page)
        self.assertNotIn("<b>Gras", page)

    def test_what_is_no_form_is_refused_and_what_is_not_understood_is_said(self):
        answer = self.daemon.ask("POST", "/lots", {"Content-Type": "application/json"}, b"{}")
        self.assertEqual(answer.status, 415)
        answer = self.daemon.ask("POST", "/lots", FORM, b"besoin=%ZZ")
        self.assertEqual(answer.status, 400)
        self.assertIn("Aucun lieu ne s'appelle « Zzyzx »",
                      html.unescape(self.page({"lot": "traiteur", "lieu": "Zzyzx"})))

    def test_without_lots_the_page_asks_for_them(self):
        for fields in ({}, {"lot": "  "}, {"fbclid": "x"}):
            self.assertIn('name="besoin"', self.page(fields))


class Platform(DaemonTest):
    flags = ("--platform-url", "https://marches.exemple.test/", "--platform-name", "Profil <inventé>")

    def test_the_buyers_platform_stands_among_the_links_of_pages_and_answers(self):
        wanted = {"name": "Profil <inventé>", "kind": "Plateforme de l'acheteur : publier et répondre",
                  "url": "https://marches.exemple.test/", "territory": "france"}
        self.assertIn(wanted, self.good("/api/v1/territories/departement:25").json["links"])
        lots = json.dumps({"lots": [{"title": "Traiteur"}]}).encode()
        depth = self.daemon.ask("POST", "/api/v1/depth", {"Content-Type": "application/json"}, lots).json
        self.assertIn(wanted, depth["links"])
        for page in (self.good("/territoires/commune:25056").text, self.good("/lots", {"lot": "traiteur"}).text):
            self.assertIn('href="https://marches.exemple.test/"', page)
            self.assertIn("Profil &lt;inventé&gt;", page)


if __name__ == "__main__":
    unittest.main()
