"""`docs/http.md`, made from the API's own description so that the two cannot differ.

python -m api.http.reference --write
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.http.app import create_app
from api.http.openapi import describe_api
from api.service import Service

PAGE = Path("docs") / "http.md"
_HEAD = """# The HTTP API

Made by `python -m api.http.reference --write`; do not edit. The full description, with every form and example, is
served at `/api/v1/openapi.json`.

- A document is named by `id`: an IRI, or a number with enough beside it to be unique (`08/KH-UBND 2024 Hà Tĩnh`).
- Lists are paged: `next` of an answer is the `cursor` of the following page, null on the last. A page begins after the
  last row of the one before, whatever was loaded meanwhile.
- Reads carry an `ETag`; send it back as `If-None-Match` and an unchanged store answers 304.
- After a change lists and search catch up beside the reading. Until they have, an answer shows the state before: it
  says so in `Cancu-Behind` (`lists`, `search`) and has no `ETag`.
- Errors are `application/problem+json` (RFC 9457): `type` can be opened and says what it means, `title` belongs to
  the type; both it and `detail` follow `Accept-Language` (Vietnamese without one), `message` has both languages.
- On one machine no token is needed. Once one was made (`cancu token create`), every request needs one, as
  `Authorization: Bearer …`, never in the address: 401 without, 403 when the role is too low. Roles, each with the
  rights of those before it: `reader` reads, checks drafts and asks by SPARQL; `reviewer` decides about findings;
  `loader` loads, takes out, imports registers and updates; `administrator` reads the trail of writes.
- Where tokens are needed costly work is counted for each token: `RateLimit` and `RateLimit-Policy` say what is left,
  429 with `Retry-After` that nothing is.
- A loader with a token may keep graphs of the office's own beside the program's: SPARQL updates at `/sparql`, whole
  graphs at `/graph-store?graph=IRI` and `/own/NAME`, read whole however large they are (the limits on rows are those
  of queries). Every graph has an `ETag`; a write with `If-Match` is refused with 412 when it is not as it was read.
  What the program says itself cannot be written from outside.

    curl -s 'http://127.0.0.1:8420/api/v1/findings?severity=error&limit=10'
    curl -s -F file=@draft.docx http://127.0.0.1:8420/api/v1/check
    curl -s -F files=@plan.pdf http://127.0.0.1:8420/api/v1/load
    curl -sN http://127.0.0.1:8420/api/v1/jobs/JOB/events
    curl -s -H 'Accept: text/turtle' http://127.0.0.1:8420/ontology
    curl -s -T notes.ttl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: text/turtle' http://127.0.0.1:8420/own/notes
"""


def _type_of(schema: dict[str, Any]) -> str:
    """A form in a few words."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[1]}`"
    if "anyOf" in schema:
        return " or ".join(_type_of(s) for s in schema["anyOf"] if s.get("type") != "null")
    if "enum" in schema:
        return " \\| ".join(f"`{v}`" for v in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type_of(schema.get('items', {}))}"
    if "contentMediaType" in schema:
        return "file"
    return str(schema.get("format") or schema.get("type") or "any")


def _parameters(operation: dict[str, Any], forms: dict[str, Any]) -> Iterator[str]:
    for p in operation.get("parameters", []):
        schema = p["schema"]
        default = f" (default `{schema['default']}`)" if schema.get("default") not in (None, "") else ""
        needed = ", required" if p.get("required") else ""
        said = p.get("description") or schema.get("description") or ""
        yield f"- `{p['name']}`: {_type_of(schema)}{needed}{default}{'. ' + said if said else ''}"
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        named = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
        if named.startswith("Body_"):
            form = forms[named]
            for name, schema in form["properties"].items():
                needed = ", required" if name in form.get("required", ()) else ""
                said = f". {schema['description']}" if schema.get("description") else ""
                yield f"- `{name}` (form): {_type_of(schema)}{needed}{said}"
        else:
            yield f"- body: {_type_of(content['schema'])} as `{media}`"


def _answers(operation: dict[str, Any]) -> str:
    shown = []
    for status, response in operation["responses"].items():
        if status >= "400":
            continue
        forms = [
            _type_of(c["schema"])
            if c.get("schema", {}).get("$ref") or c.get("schema", {}).get("type")
            else f"`{media}`"
            for media, c in response.get("content", {}).items()
        ]
        shown.append(f"{status} {', '.join(dict.fromkeys(forms))}".strip())
    return "; ".join(shown)


def _operation(method: str, path: str, operation: dict[str, Any], forms: dict[str, Any]) -> Iterator[str]:
    yield f"### {method.upper()} {path}"
    yield ""
    yield f"{operation['summary']}."
    yield ""
    yield from _parameters(operation, forms)
    yield f"- answers: {_answers(operation)}"
    yield ""


def _form(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    if said := schema.get("description"):
        yield from (said, "")
    required = set(schema.get("required", ()))
    for field, form in schema.get("properties", {}).items():
        yield f"- `{field}`: {_type_of(form)}{'' if field in required else ', may be absent'}"
    yield ""


def http_page(spec: dict[str, Any]) -> str:
    """The page: operations under their subjects, then the forms."""
    lines = [_HEAD]
    for tag in spec["tags"]:
        found = [
            (method, path, operation)
            for path, operations in spec["paths"].items()
            for method, operation in operations.items()
            if tag["name"] in operation["tags"][-1:]
        ]
        if found:
            lines += [f"## {tag['name']}", "", tag["description"], ""]
            for method, path, operation in found:
                lines += _operation(method, path, operation, spec["components"]["schemas"])
    lines += ["## Forms", ""]
    for name, schema in sorted(spec["components"]["schemas"].items()):
        if not name.startswith(("Body_", "ValidationError", "HTTPValidationError")):
            lines += _form(name, schema)
    return "\n".join(lines).rstrip() + "\n"


def current_page() -> str:
    """The page for the API as it is."""
    service = Service("memory:")
    return http_page(describe_api(create_app(service)))


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(current_page(), encoding="utf-8")
    else:
        sys.stdout.write(current_page())
