"""/openapi.json is true: every example is asked, every answer has the shape it says."""
import json
import re
import unittest
from xml.etree import ElementTree

from filon import ROOT, DaemonTest, eventually, query

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
         "array": list, "null": type(None)}
# What a parameter needs beside it to be a question.
WITH = {"near": {"radius_km": "20"}, "radius_km": {"near": "21231"}}


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


class OpenApi(DaemonTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls().good("/openapi.json").json

    def resolve(self, node):
        while "$ref" in node:
            found = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                self.assertIn(part, found, node["$ref"])
                found = found[part]
            node = found
        return node

    def operations(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                parameters = [self.resolve(p) for p in operation["parameters"]]
                yield path, method, operation, parameters

    # A few keywords of JSON Schema are all the document uses; another one is an error here.
    def fits(self, value, schema, where):
        schema = self.resolve(schema)
        known = {"type", "properties", "required", "additionalProperties", "items", "enum", "oneOf",
                 "description", "minItems", "maxItems", "contentEncoding", "title", "default"}
        self.assertLessEqual(set(schema), known, where)
        if "oneOf" in schema:
            problems = []
            for choice in schema["oneOf"]:
                try:
                    self.fits(value, choice, where)
                    return
                except AssertionError as problem:
                    problems.append(str(problem))
            self.fail(f"{where}: fits none: {problems}")
        if "type" in schema:
            types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            fitting = [t for t in types if isinstance(value, TYPES[t])
                       and not (isinstance(value, bool) and t in ("integer", "number"))]
            self.assertTrue(fitting, f"{where}: {value!r} is no {types}")
        if "enum" in schema:
            self.assertIn(value, schema["enum"], where)
        if isinstance(value, dict):
            self.assertLessEqual(set(schema.get("required", [])), set(value), where)
            for key, inner in value.items():
                rest = schema.get("additionalProperties", True)
                if key in schema.get("properties", {}):
                    self.fits(inner, schema["properties"][key], f"{where}.{key}")
                elif isinstance(rest, dict):
                    self.fits(inner, rest, f"{where}.{key}")
                else:
                    self.assertTrue(rest, f"{where}: {key} is not described")
        if isinstance(value, list) and "items" in schema:
            self.assertGreaterEqual(len(value), schema.get("minItems", 0), where)
            self.assertLessEqual(len(value), schema.get("maxItems", len(value)), where)
            for inner in value:
                self.fits(inner, schema["items"], where + "[]")

    def ask(self, path, operation, parameters, given):
        asked = {}
        for parameter in parameters:
            name = parameter["name"]
            if parameter["in"] == "path":
                path = path.replace("{" + name + "}", text(parameter["example"]))
            elif name in given or parameter.get("required"):
                example = parameter["example"]
                asked[name] = [text(v) for v in example] if isinstance(example, list) else text(example)
        for name in given:
            asked = {**WITH.get(name, {}), **asked}
        answer = self.good(path, asked)
        described = operation["responses"]["200"]
        media = answer.headers["content-type"].split(";")[0]
        self.assertEqual(list(described["content"]), [media])
        self.assertEqual("ETag" in described.get("headers", {}), "etag" in answer.headers)
        if media.endswith("json"):
            self.fits(answer.json, described["content"][media]["schema"], path)
        if media.endswith("xml"):
            ElementTree.fromstring(answer.body)
        return answer

    # The example of a body is one that is taken, with each parameter, and answered as described.
    def post(self, path, operation, parameters):
        media, taken = next(iter(operation["requestBody"]["content"].items()))
        self.fits(taken["example"], taken["schema"], path)
        body = json.dumps(taken["example"]) if media == "application/json" else taken["example"]
        described = operation["responses"]["200"]["content"]
        for given in [None, *parameters]:
            example = given and given["example"]
            asked = {given["name"]: example if isinstance(example, list) else text(example)} if given else {}
            answer = self.daemon.ask("POST", query(path, asked), {"Content-Type": media}, body.encode())
            self.assertEqual(answer.status, 200, answer.body[:500])
            self.assertEqual(list(described), [answer.headers["content-type"].split(";")[0]])
            for answered, shape in described.items():
                if answered.endswith("json"):
                    self.fits(answer.json, shape["schema"], path)

    def test_every_example_is_answered_as_described(self):
        for path, method, operation, parameters in self.operations():
            self.assertIn(method, ("get", "post"))
            if method == "post":
                with self.subTest(path=path):
                    self.post(path, operation, parameters)
                continue
            for given in [[], *([p["name"]] for p in parameters if p["in"] == "query")]:
                with self.subTest(path=path, given=given):
                    self.ask(path, operation, parameters, given)

    def test_every_parameter_described_is_every_parameter_taken(self):
        for path, method, operation, parameters in self.operations():
            if "400" not in operation["responses"] or method == "post":
                continue
            target = path
            for p in parameters:
                if p["in"] == "path":
                    target = target.replace("{" + p["name"] + "}", text(p["example"]))
            problem = self.refused(target, {"zzzzzzzz": "1"}, "unknown_parameter")
            described = sorted(p["name"] for p in parameters if p["in"] == "query")
            self.assertEqual(sorted(problem.get("allowed", [])), described, path)

    def test_problems_have_the_shape_described(self):
        schema = {"$ref": "#/components/schemas/Problem"}
        for target, status in [("/api/v1/structures?kind=ACY", 400), ("/api/v1/structures/nobody", 404),
                               ("/api/v1/structures?near=21231", 400)]:
            answer = self.get(target)
            self.assertEqual(answer.status, status)
            self.fits(answer.json, schema, target)

    def test_the_document_holds_to_its_own_rules(self):
        self.assertRegex(self.document["openapi"], r"^3\.1\.\d+$")
        seen = set()
        for path, _, operation, parameters in self.operations():
            self.assertNotIn(operation["operationId"], seen)
            seen.add(operation["operationId"])
            self.assertTrue(operation["summary"])
            self.assertIn(operation["tags"][0], [t["name"] for t in self.document["tags"]])
            self.assertEqual(re.findall(r"\{(\w+)\}", path),
                             [p["name"] for p in parameters if p["in"] == "path"])
            for parameter in parameters:
                self.assertIn("example", parameter)
                self.assertTrue(parameter["description"])
            for response in operation["responses"].values():
                self.assertTrue(self.resolve(response)["description"])

        def references(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    self.resolve(node)
                    used.add(node["$ref"])
                for inner in node.values():
                    references(inner)
            elif isinstance(node, list):
                for inner in node:
                    references(inner)
        used = set()
        references(self.document)
        for kind in ("schemas", "parameters", "responses"):
            for name in self.document["components"][kind]:
                self.assertIn(f"#/components/{kind}/{name}", used, "described and used nowhere")

    def test_every_route_described_exists(self):
        described = set(self.document["paths"])
        for path in described:
            self.assertNotEqual(self.daemon.ask("OPTIONS", path).status, 404, path)

    def test_the_document_is_known_by_its_bytes(self):
        tag = self.good("/openapi.json").headers["etag"]
        self.assertEqual(self.get("/openapi.json", If_None_Match=tag).status, 304)
        self.assertEqual(self.good("/openapi.json").body,
                         (ROOT / "searchd" / "web" / "openapi.json").read_bytes())


class Metrics(DaemonTest):
    def test_metrics_count_answers_by_route_and_status(self):
        for _ in range(3):
            self.good("/api/v1/kinds")
        self.get("/api/v1/structures?kind=ACY")
        self.get("/api/v1/structures/nobody")
        self.get("/nowhere/at/all")
        # An answer is counted once it is written, which its reader can know before the daemon does.
        last = 'filon_requests_total{route="none",status="404"}'
        eventually(lambda: last in self.good("/metrics").text)
        answer = self.good("/metrics")
        self.assertTrue(answer.headers["content-type"].startswith("text/plain; version=0.0.4"))
        values = {}
        for line in answer.text.splitlines():
            if not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                values[name] = float(value)
        count = 'filon_requests_total{{route="{}",status="{}"}}'
        self.assertEqual(values[count.format("/api/v1/kinds", 200)], 3)
        self.assertEqual(values[count.format("/api/v1/structures", 400)], 1)
        self.assertEqual(values[count.format("/api/v1/structures/{id}", 404)], 1)
        self.assertEqual(values[count.format("none", 404)], 1)
        self.assertNotIn("nobody", answer.text)
        self.assertEqual(values["filon_index_ready"], 1)
        self.assertEqual(values["filon_index_structures"], self.search()["index"]["structures"])
        self.assertGreater(values["filon_index_built_timestamp_seconds"], 1.7e9)
        self.assertEqual(values['filon_request_seconds_bucket{le="+Inf"}'],
                         values["filon_request_seconds_count"])
        self.assertEqual(values["filon_requests_waiting"], 0)
        buckets = [v for name, v in values.items() if name.startswith("filon_request_seconds_bucket")]
        self.assertEqual(buckets, sorted(buckets))


if __name__ == "__main__":
    unittest.main()
