"""Web addresses in a text, and the document number each seems to lead to.

Portals build the address from the document's name (`…/nghi-quyet-17-nq-cp-2019-…`), so the number can be read off it;
the capitals and the đ that an address cannot carry are put back from the lists below, and a sign that is not in them
is left out rather than guessed.

>>> number_of_link("https://example.vn/quyet-dinh-749-qd-ttg-phe-duyet-184241-d1.html", "")
'749/QĐ-TTg'
"""

import re
from urllib.parse import urlsplit

from ontology.fold import fold_text
from ontology.values import Link, Span

_BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”|\\^`{}]{3,2000}")
_TRAIL = ".,;:!?)]}*_…”’"
_NUMBER = re.compile(r"\d+[a-zđ]?(?:/(?:19|20)\d\d)?[/-][A-ZĐÐ][A-Za-zĐÐđ]*(?:[-/][A-ZĐÐ][A-Za-zĐÐđ&]*\d*)*")
_TYPES = {
    "nq": "NQ", "qd": "QĐ", "ct": "CT", "nd": "NĐ", "tt": "TT", "kh": "KH", "tb": "TB", "hd": "HD", "ctr": "CTr",
    "bc": "BC", "ttr": "TTr", "cd": "CĐ", "ttlt": "TTLT", "kl": "KL", "pl": "PL", "l": "L", "vbhn": "VBHN",
}  # fmt: skip
_BODIES = {
    "cp": "CP", "ttg": "TTg", "ubnd": "UBND", "hdnd": "HĐND", "tw": "TW", "tu": "TU", "hu": "HU", "ctn": "CTN",
    "ubtvqh": "UBTVQH", "vpcp": "VPCP", "bnv": "BNV", "btc": "BTC", "btttt": "BTTTT", "bgddt": "BGDĐT", "byt": "BYT",
    "bkhcn": "BKHCN", "bkhdt": "BKHĐT", "bxd": "BXD", "bgtvt": "BGTVT", "bct": "BCT", "bnnptnt": "BNNPTNT",
    "btnmt": "BTNMT", "btp": "BTP", "bqp": "BQP", "bca": "BCA", "bldtbxh": "BLĐTBXH", "bvhttdl": "BVHTTDL",
    "nhnn": "NHNN", "ttcp": "TTCP", "tandtc": "TANDTC", "vksndtc": "VKSNDTC",
}  # fmt: skip
_SLUG = re.compile(r"(?<![0-9a-z])(\d{1,5})-((?:19|20)\d\d-)?([a-z]{1,5})-([a-z]{2,9})(\d{1,2})?(?![a-z])")
_SLUG_QH = re.compile(r"(?<![0-9a-z])(\d{1,3})-((?:19|20)\d\d)-(qh\d{1,2}|ubtvqh\d{1,2})(?![a-z0-9])")


def _from_slug(path: str) -> str | None:
    slug = re.sub(r"[/_.]+", "-", path.lower())
    if match := _SLUG_QH.search(slug):
        return f"{match[1]}/{match[2]}/{match[3].upper()}"
    for match in _SLUG.finditer(slug):
        serial, year, kind, body, term = match.groups()
        if kind in _TYPES and body in _BODIES:
            sign = f"{_TYPES[kind]}-{_BODIES[body]}{term or ''}"
            return f"{serial}/{year[:-1]}/{sign}" if year else f"{serial}/{sign}"
    return None


def number_of_link(url: str, words: str) -> str | None:
    """The document number that the linked words or the address name."""
    if match := _NUMBER.search(words):
        return match[0]
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    return _from_slug(fold_text(path).replace(" ", "-"))


def find_bare_links(raw: str) -> list[Link]:
    """Addresses written out in the text."""
    links = []
    for match in _BARE.finditer(raw):
        url = match[0].rstrip(_TRAIL)
        if len(url) > 6:
            span = Span(match.start(), match.start() + len(url))
            links.append(Link(span=span, url=url, number=number_of_link(url, "")))
    return links
