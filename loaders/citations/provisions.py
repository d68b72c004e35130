"""Places inside the cited document: điểm a khoản 2 Điều 5 Chương III Luật …

Read leftward from the citation, and only when the words touch it. Several places ("Điều 5, Điều 6"; "các khoản 1, 2
và 3 Điều 4") become several values; a place named once holds for all before it.
"""

import re

from loaders.citations.folded import Page
from ontology.values import Provision

_UNIT = r"(?:diem|khoan|dieu|chuong|muc)"
_LABEL = r"(?:[0-9]{1,4}[a-z]{0,2}|[ivxlc]{1,6}|[a-z]{1,2})"
_NUMBERED = r"(?:khoan|dieu|chuong|muc)\s+(?:[0-9]{1,4}[a-z]{0,2}|[ivxlc]{1,6})\b|diem\s+[a-z0-9]{1,2}\b"
_CHAIN = re.compile(
    rf"(?<![a-z])(?P<chain>(?:cac\s+)?(?:{_NUMBERED})(?:(?:\s*,\s*|\s+va\s+|\s+)(?:cac\s+)?(?:(?:{_NUMBERED})|(?!{_UNIT}\s){_LABEL}(?![a-z])))*)\s{{0,90}},?\s{{0,90}}(?:cua\s+|tai\s+|thuoc\s+)?$"
)
_ITEM = re.compile(rf"(?P<unit>{_UNIT})\s+(?P<labels>{_LABEL}(?![a-z])(?:\s*(?:,|\bva\b)\s*{_LABEL}(?![a-z]))*)")
_ONE = re.compile(rf"(?<![a-z0-9]){_LABEL}(?![a-z0-9])")
_FIELD = {"diem": "point", "khoan": "clause", "dieu": "article", "chuong": "chapter"}
_NEAR = 160


def read_provisions(page: Page, start: int, floor: int) -> tuple[Provision, ...]:
    """The places named directly before an offset."""
    low = page.low
    begin = max(floor, start - _NEAR)
    if (
        low.rfind("dieu", begin, start) < 0
        and low.rfind("khoan", begin, start) < 0
        and low.rfind("chuong", begin, start) < 0
    ):
        return ()
    chain = _CHAIN.search(low, begin, start)
    if chain is None:
        return ()
    places: list[dict[str, str]] = []
    open_places: list[dict[str, str]] = []
    for item in _ITEM.finditer(low, chain.start("chain"), chain.end("chain")):
        field = _FIELD.get(item["unit"])
        found = _ONE.finditer(low, *item.span("labels"))
        labels = [page.text[m.start() : m.end()].lower() for m in found if m.group() != "va"]
        if field is None or not labels:
            continue
        waiting = [p for p in open_places if not _reaches(p, field)]
        if waiting and len(labels) == 1:
            for place in waiting:
                place[field] = labels[0]
            continue
        fresh = [{field: label} for label in labels]
        places += fresh
        open_places = fresh if waiting else [p for p in open_places if _reaches(p, field)] + fresh
    return tuple(
        Provision(
            point=p.get("point"),
            clause=p.get("clause"),
            article=p.get("article"),
            chapter=p["chapter"].upper() if "chapter" in p else None,
        )
        for p in places
    )


_ORDER = ("point", "clause", "article", "chapter")


def _reaches(place: dict[str, str], field: str) -> bool:
    """Whether a place already names something as wide as `field`, so that `field` opens a new place."""
    return any(_ORDER.index(k) >= _ORDER.index(field) for k in place)
