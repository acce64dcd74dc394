"""/lots/achats as a browser sends it: a file in a form, columns put right, a workbook; nothing kept by the server."""
import base64
import html
import io
import re
import unittest
import zipfile

from filon import DaemonTest

LIST = "Objet;Lieu\nEntretien des espaces verts;Dijon\nZorglub quantique;Dijon\nPrestations de traiteur;Besançon\n"


def form(fields, boundary="----essai"):
    """fields: (name, text), or (name, bytes, file name)."""
    body = b""
    for name, value, *file in fields:
        more = f'; filename="{file[0]}"' if file else ""
        value = value if isinstance(value, bytes) else value.encode()
        body += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode()
                 + value + b"\r\n")
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


class PlansPage(DaemonTest):
    def send(self, fields, status=200):
        content_type, body = form(fields)
        answer = self.daemon.ask("POST", "/lots/achats", {"Content-Type": content_type}, body)
        self.assertEqual(answer.status, status, answer.body[:300])
        return answer

    def page(self, fields, status=200):
        return html.unescape(self.send(fields, status).text)

    def test_the_list_comes_back_with_the_lines_to_look_at_first(self):
        page = self.page([("fichier", LIST.encode("cp1252"), "achats.csv"), ("lieu", "")])
        self.assertIn("3 achats lus", page.replace("\u00a0", " ").replace("\u202f", " "))
        self.assertLess(page.index("Zorglub quantique"), page.index("Entretien des espaces verts"))
        api = self.daemon.ask("POST", "/api/v1/plans", {"Content-Type": "text/csv"}, LIST.encode()).json
        for line in api["lines"]:
            if line["matched"]:
                row = page.split(f'<td class="n">{line["line"]}</td>')[1].split("</tr>")[0]
                self.assertIn(f'<strong>{line["depth"]["legal_entities"]}</strong>', row)
                self.assertIn(line["sectors"][0]["slug"], row)

    def test_columns_are_put_right_without_choosing_the_file_again(self):
        first = self.page([("fichier", b"A;B\nlavage de vitres;Lyon\n", "l.csv")], 400)
        self.assertIn("Aucune colonne ne se nomme objet", first)
        kept = re.search(r'name="porte" value="([^"]+)"', first).group(1)
        self.assertEqual(base64.b64decode(kept), b"A;B\nlavage de vitres;Lyon\n")
        page = self.page([("porte", kept), ("colonne_objet", "A"), ("colonne_lieu", "B"), ("colonne_cpv", "-")])
        self.assertIn("lavage de vitres", page)
        self.assertIn("Lyon", page)
        self.assertIn('<option value="A" selected>', page)
        page = self.page([("porte", kept), ("colonne_objet", "A"), ("colonne_lieu", "-"), ("lieu", "Dijon")])
        self.assertNotIn("<td>Lyon</td>", page)
        self.assertIn("<td>Dijon</td>", page)

    def test_the_whole_leaves_as_a_workbook(self):
        answer = self.send([("porte", base64.b64encode(LIST.encode())), ("format", "xlsx")])
        self.assertRegex(answer.headers["content-disposition"], r'filename="filon-achats-[\d-]+\.xlsx"')
        self.assertTrue(zipfile.is_zipfile(io.BytesIO(answer.body)))

    def test_what_is_no_list_is_said_where_another_can_be_chosen(self):
        for name, content, words in [("empty", b"", "Le fichier est vide"), ("pdf", b"%PDF-1.4\n...", "PDF"),
                                     ("long", b"Objet;B\n" + b"x" * 30_000, "ligne 2")]:
            with self.subTest(name):
                page = self.page([("fichier", content, "f")], 400)
                self.assertIn(words, page)
                self.assertIn('type="file"', page)
        answer = self.daemon.ask("POST", "/lots/achats", {"Content-Type": "text/csv"}, LIST.encode())
        self.assertEqual(answer.status, 415)
        content_type, body = form([("fichier", b"x" * (5 * 2 ** 20 + 1), "f")])
        self.assertEqual(self.daemon.ask("POST", "/lots/achats", {"Content-Type": content_type}, body).status, 413)

    def test_what_a_file_says_is_text_in_the_page(self):
        page = self.send([("fichier", "Objet;<b>x</b>\n<script>alert(1)</script>;y\n", "f.csv")]).text
        self.assertNotIn("<script>alert", page)
        self.assertNotIn("<b>x", page)
        self.assertIn("&lt;script&gt;", page)

    def test_a_place_nobody_knows_is_said(self):
        page = self.page([("fichier", LIST, "f.csv"), ("lieu", "Nullepartville")])
        self.assertIn("Aucun lieu ne s'appelle « Nullepartville »", page)


if __name__ == "__main__":
    unittest.main()
