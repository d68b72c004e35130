"""Identifiers: the key that makes a document itself, and the IRIs of everything in the graph.

Nobody else joins strings. A key is whose series, which type, which stretch of the series, which number:
`ha-tinh/ubnd/ke-hoach/2024/08`. It follows ELI: `https://…/vn/<key>`. The sign decides where it can (`NQ-CP` is the
Government's whatever body the words name), so that one misquoted field does not make another work. Names that the
tables know become plain slugs; any other name keeps its letters and is percent-encoded, so that two names never share
an identifier. `parse_iri` undoes every `mint_`.

It refuses to make a key while the body, the type or the period is unknown.

>>> work_key("Ủy ban nhân dân tỉnh Hà Tĩnh", "Kế hoạch", "08/KH-UBND", "2024-01-08")
'ha-tinh/ubnd/ke-hoach/2024/08'
>>> mint_work("ha-tinh/ubnd/ke-hoach/2024/08")
'https://cancu.example/vn/ha-tinh/ubnd/ke-hoach/2024/08'
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, unquote

from ontology.bodies import CENTRAL_COMMITTEE, NOWHERE, Body, Context, find_body
from ontology.body_signs import issuer_of_sign
from ontology.body_tables import COMMITTEES, sign_index
from ontology.fold import fold_text
from ontology.numbers import DocumentNumber, parse_number
from ontology.places import Place, districts, parse_place, province_slug
from ontology.series import series_period
from ontology.tables import rows
from ontology.types import OFFICIAL_LETTER, find_type, type_named

DEFAULT_BASE = "https://cancu.example/"
GraphKind = Literal[
    "document", "register", "derived", "reviews", "works", "meaning", "findings", "loads", "pending", "store"
]
Kind = Literal["work", "document", "body", "finding", "graph", "part", "register_row", "review"]

# ------------------------------------------------------------------ slugs


def slug(words: str) -> str:
    """Folded words with hyphens: for names of the tables, which stay apart when folded.

    >>> slug("Sở Văn hóa, Thể thao và Du lịch")
    'so-van-hoa-the-thao-va-du-lich'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in fold_text(words)).split())


def open_slug(words: str) -> str:
    """Words that no table knows: small letters with their marks, so that "Tân Thạnh" and "Tân Thành" stay two."""
    text = unicodedata.normalize("NFC", words).lower()
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


@lru_cache(maxsize=1)
def _known_bases() -> frozenset[str]:
    named = [row["name"] for row in rows("bodies_local", "local")] + [
        row["name"] for row in rows("bodies_central", "body")
    ]
    return frozenset(named)


def place_slug(place: Place) -> str:
    """`ha-tinh`, `ha-tinh/huyen-cam-xuyen`, `xã-cẩm-bình`."""
    if place.level == "province":
        return province_slug(place.name) or open_slug(place.full)
    listed = any(d == place for hits in districts().values() for d in hits)
    own = slug(place.full) if listed else open_slug(place.full)
    above = province_slug(place.province) if place.province else None
    return f"{above}/{own}" if above else own


# ------------------------------------------------------------------ keys


@lru_cache(maxsize=65536)
def work_key(
    issuer: str | None, type_: str | None, number: str | None, date: str | None, *, context: Context = NOWHERE
) -> str | None:
    """The key of a numbered document, or None while a part of it is unknown.

    `context` adds the province of a district or commune that the tables do not know.
    """
    parsed = parse_number(number) if number else None
    if parsed is None:
        return None
    body = series_body(issuer, parsed.sign, context=context)
    period = series_period(issuer, type_, number, date)
    kind = _type_part(type_, parsed)
    if body is None or period is None or kind is None:
        return None
    return "/".join((body, kind, period, _serial_part(parsed)))


def series_body(issuer: str | None, sign: str, *, context: Context = NOWHERE) -> str | None:
    """The part of a key that says in whose series a number stands: `chinh-phu`, `ha-tinh/ubnd`, `ha-tinh/tinh-uy`."""
    parsed = parse_number(f"1/{sign}")
    abbr = parsed.body_abbr if parsed else None
    if abbr and abbr.upper() == "TW":
        return "trung-uong"
    if central := issuer_of_sign(sign):
        return "+".join(slug(name) for name in central.split("; "))
    body = find_body(issuer, context=context) if issuer else None
    if body is None:
        return open_slug(issuer) if issuer else None
    if body.name.startswith((CENTRAL_COMMITTEE, "Bộ Chính trị", "Ban Bí thư")):
        return "trung-uong"
    if body.place is None:
        return _slug_of(body) if body.level == "central" else _inner(body)
    numbered = _numbered_base(abbr, body)
    return f"{_place_part(body.place, context)}/{numbered}"


def committee_of(issuer: str) -> str | None:
    """The Party committee that a body is or is an organ of, whatever its place: they all number in one series.

    >>> committee_of("Ban Thường vụ Tỉnh ủy"), committee_of("Ban Chấp hành Đảng bộ tỉnh Lào Cai"), committee_of("Sở X")
    ('Tỉnh ủy', 'Tỉnh ủy', None)
    """
    body = find_body(issuer)
    if body is None or body.kind != "party" or not _OF_COMMITTEE.match(body.base):
        return None
    if body.place is not None:
        return COMMITTEES[body.place.kind]
    kind = body.name.removeprefix(body.base).strip()
    return COMMITTEES.get(kind) or next((c for c in COMMITTEES.values() if body.base.endswith(c)), None)


def _inner(body: Body) -> str | None:
    """A part of a department: under its parent. None when the place is missing."""
    if body.level != "unit" or body.parent is None:
        return None
    above = find_body(body.parent)
    if above is None or (above.place is None and above.level != "central"):
        return None
    top = f"{place_slug(above.place)}/" if above.place else ""
    return f"{top}{_slug_of(above)}/{open_slug(body.base)}"


def _place_part(place: Place, context: Context) -> str:
    if place.level != "province" and place.province is None and context.province:
        above = parse_place(context.province, "province")
        if above:
            return f"{place_slug(above)}/{place_slug(place)}"
    return place_slug(place)


_SHORT = {
    "Ủy ban nhân dân": "ubnd",
    "Chủ tịch Ủy ban nhân dân": "ubnd",
    "Hội đồng nhân dân": "hdnd",
    "Thường trực Hội đồng nhân dân": "hdnd",
}
_OF_COMMITTEE = re.compile(
    r"^(?:Ban Thường vụ |Thường trực )?(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy$|^(?:Ban Chấp hành )?Đảng bộ$"
)


def _slug_of(body: Body) -> str:
    if body.base in _SHORT:
        return _SHORT[body.base]
    if body.place and _OF_COMMITTEE.match(body.base):
        return slug(COMMITTEES[body.place.kind])
    known = body.base in _known_bases() or body.level == "central" or re.search(r"\b[Uủ]y\b", body.base)
    return slug(body.base) if known else open_slug(body.base)


def _numbered_base(abbr: str | None, body: Body) -> str:
    """The sign's own body when only one pattern has it ("KH-UBND" cited as a department's is the committee's)."""
    names = {b.name for b in sign_index().get((abbr or "").upper(), ())}
    if len(names) == 1 and (name := names.pop()) in _SHORT:
        return _SHORT[name]
    return _slug_of(body)


def _type_part(written: str | None, number: DocumentNumber) -> str | None:
    kind = find_type(written) if written else None
    if number.style == "letter":
        return slug(OFFICIAL_LETTER)
    allowed = number.types
    if number.style in ("assembly", "body_only"):
        if kind is None:
            return None
        return "luat" if kind.name == "Bộ luật" else slug(kind.name)
    if allowed:
        return slug(allowed[0].name)
    if kind is None:
        return open_slug(written) if written else None
    base = type_named(kind.base) if kind.base else None
    return slug((base or kind).name)


def _serial_part(number: DocumentNumber) -> str:
    """`08`, `30c`, `84-2025` (a normative document: another series than the plain number), `1234-hc`."""
    first, *more = number.serial.split(".")
    digits = first.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    serial = ".".join([f"{int(digits):02d}{first[len(digits) :]}", *more])
    yeared = f"-{number.year}" if number.year else ""
    tail = number.sign.split(number.body_abbr, 1)[1] if number.body_abbr and number.type_abbr else ""
    return serial + yeared + (f"-{open_slug(tail)}" if open_slug(tail) else "")


def title_key(type_: str, title: str, year: int | str | None = None) -> str:
    """The key of a document known only by name: `luat/luật-đất-đai/2024`. Never equal to a numbered document's."""
    return "/".join(("theo-ten", open_slug(type_), open_slug(title), str(year or "-")))


def akn_iri(class_: Literal["act", "doc"], type_: str, issuer: str, date: str, named: str) -> str:
    """The IRI of a work by the naming convention of Akoma Ntoso; a part nobody knows is a hyphen.

    >>> akn_iri("act", "Nghị định", "Chính phủ", "2020-03-05", "30/2020/NĐ-CP")
    '/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp'
    """
    parts = (slug(type_), slug(issuer), date, slug(named))
    return "/".join(("/akn/vn", class_, *(part or "-" for part in parts)))


# ------------------------------------------------------------------ IRIs


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What an IRI names: its kind and the values it was made from, in order."""

    kind: Kind
    values: tuple[str, ...]


def _encode(part: str) -> str:
    encoded = quote(unicodedata.normalize("NFC", part), safe="-._~")
    return encoded.replace(".", "%2E") if set(encoded) == {"."} else encoded  # "." and ".." mean something in a path


def _path(*parts: str) -> str:
    return "/".join(_encode(p) for p in parts)


def mint_work(key: str, *, base: str = DEFAULT_BASE) -> str:
    """The IRI of a work, from its key."""
    return f"{base}vn/" + _path(*key.split("/"))


def mint_document(sha256: str, *, base: str = DEFAULT_BASE) -> str:
    """The IRI of a source document: the file with these bytes."""
    return f"{base}document/" + _path(sha256)


def mint_part(document: str, kind: str, name: str | int) -> str:
    """The IRI of a part of a document: a citation, a task, a place in the text: `…/document/ab12#citation-3`."""
    return f"{document}#{_encode(kind)}-{_encode(str(name))}"


def mint_body(name: str, *, base: str = DEFAULT_BASE) -> str:
    """The IRI of a body, from its canonical name; spaces are shown as underscores."""
    return f"{base}body/" + _encode(name).replace("_", "%5F").replace("%20", "_")


def finding_id(document: str, kind: str, *what: str | None) -> str:
    """A short stable id from what makes a finding itself; parts are counted, so that none can run into the next."""
    parts = [document, kind, *(w if w is not None else "\x00" for w in what)]
    packed = "".join(f"{len(p)}:{p}" for p in parts)
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()[:20]


def mint_finding(finding: str, *, base: str = DEFAULT_BASE) -> str:
    """The IRI of a finding, from its id."""
    return f"{base}finding/" + _path(finding)


def mint_review(finding: str, number: str | int, *, base: str = DEFAULT_BASE) -> str:
    """The IRI of one decision about a finding."""
    return f"{base}review/" + _path(finding, str(number))


def mint_register_row(register: str, row: str | int, *, base: str = DEFAULT_BASE) -> str:
    """The IRI of a row of an imported register."""
    return f"{base}register/" + _path(register, str(row))


def mint_graph(kind: GraphKind, name: str = "", *, base: str = DEFAULT_BASE) -> str:
    """The name of a graph: one for each source document (by its sha256), one register, one derived, one for reviews."""
    return f"{base}graph/" + (_path(kind, name) if name else kind)


_ROUTES: tuple[tuple[str, Kind, int], ...] = (
    ("document/", "document", 1),
    ("body/", "body", 1),
    ("finding/", "finding", 1),
    ("review/", "review", 2),
    ("register/", "register_row", 2),
)


def parse_iri(iri: str, *, base: str = DEFAULT_BASE) -> Parsed | None:
    """What an IRI of ours names; None when it is not one.

    >>> parse_iri("https://cancu.example/vn/ha-tinh/ubnd/ke-hoach/2024/08")
    Parsed(kind='work', values=('ha-tinh/ubnd/ke-hoach/2024/08',))
    """
    if not iri.startswith(base):
        return None
    rest = iri[len(base) :]
    if rest.startswith("vn/"):
        return Parsed(kind="work", values=("/".join(unquote(p) for p in rest[3:].split("/")),))
    if rest.startswith("graph/"):
        return Parsed(kind="graph", values=tuple(unquote(p) for p in rest[6:].split("/")))
    if rest.startswith("document/") and "#" in rest:
        document, _, fragment = rest.partition("#")
        kind, _, name = fragment.partition("-")
        return Parsed(kind="part", values=(unquote(document[9:]), unquote(kind), unquote(name)))
    for prefix, kind_, count in _ROUTES:
        if rest.startswith(prefix):
            parts = rest[len(prefix) :].split("/")
            if len(parts) != count:
                return None
            if kind_ == "body":
                return Parsed(kind=kind_, values=(unquote(parts[0].replace("_", " ")),))
            return Parsed(kind=kind_, values=tuple(unquote(p) for p in parts))
    return None
