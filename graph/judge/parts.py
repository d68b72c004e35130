"""What of a work an act is about: the whole, or which articles, clauses and points.

Registers name the part in words ("Khoản 2 Điều 5"); of a text the citation shows it. It refuses to understand half of
such words: where an appendix or a phrase is named beside an article, no place is given and nobody is told more than
that the work was changed.
"""

import re
from typing import Literal

from graph.judge.effect import sentence_around
from graph.lookup import Lookup
from ontology.fold import fold_text
from ontology.values import Citation, Provision, Record, Relation

Touch = Literal["ended", "partly", "apart", "unknown"]

_CITATION = re.compile(r"(.+)[#/]citation[-/](\d+)")
_PART = re.compile(r"\b(diem \S{1,2}|khoan \d+|dieu \d+|muc [ivx\d]+|phu luc|mot phan|mot so dieu|cum tu|bieu)\b")
_LIST = re.compile(r"danh muc.*(het hieu luc|ngung hieu luc)")
_HEADING = re.compile(r"^\s*Điều\s+\d+\s*[.:]\s*")
_FIELDS = {"diem": "point", "khoan": "clause", "dieu": "article"}
_LABEL = {"point": r"[a-z]{1,2}", "clause": r"\d{1,3}[a-z]?", "article": r"\d{1,4}[a-z]?"}
_STEP = re.compile(
    r"\s*(?:(?:,|;|\bva)\s*)?(?:cac\s+)?(?:(?P<unit>diem|khoan|dieu)\s+)?(?P<label>\d{1,4}[a-z]?|[a-z]{1,2})(?![a-z\d])"
)


def read_places(words: str) -> tuple[Provision, ...]:
    """The places that the words of a register name; none when they name anything else too.

    >>> [(place.clause, place.article) for place in read_places("khoản 1, 2 Điều 4; Điều 6")]
    [('1', '4'), ('2', '4'), (None, '6')]
    """
    low, at, unit = fold_text(words).strip(" ."), 0, ""
    done: list[dict[str, str]] = []
    waiting: list[dict[str, str]] = []
    while at < len(low):
        step = _STEP.match(low, at)
        if step is None:
            return ()
        unit, at = step["unit"] or unit, step.end()
        field = _FIELDS.get(unit)
        if field is None or not re.fullmatch(_LABEL[field], step["label"]):
            return ()
        if field == "article" and waiting:
            done += [{**place, field: step["label"]} for place in waiting]
            waiting = []
        elif field == "article":
            done.append({field: step["label"]})
        elif field == "clause" and waiting and "clause" not in waiting[-1]:
            waiting = [place if "clause" in place else {**place, field: step["label"]} for place in waiting]
        else:
            waiting.append({field: step["label"]})
    return () if waiting else tuple(Provision(**place) for place in done)


def _citing(relation: Relation, lookup: Lookup) -> tuple[Record, Citation] | None:
    """The text and the citation in it that state a relation; none for a row of a register."""
    place = _CITATION.fullmatch(relation.source)
    record = lookup.record(place[1]) if place else None
    if place is None or record is None or int(place[2]) >= len(record.citations):
        return None
    return record, record.citations[int(place[2])]


def in_part(relation: Relation, lookup: Lookup) -> bool:
    """A text ends a work only in part, or only lists what others ended: then the text itself is no end.

    Registers say "in part" themselves; of a text the citation shows it: a provision named with it, in its words or
    beside it.
    """
    said = _citing(relation, lookup)
    if said is None:
        return False
    record, citation = said
    before, behind = sentence_around(record.text.raw, citation.span)  # the next article's heading is another matter
    words = fold_text(f"{_HEADING.sub('', before)} {citation.quote} {citation.subject or ''} {behind}")
    return bool(citation.provisions or _PART.search(words) or _LIST.search(fold_text(record.document.title or "")))


def places_of(relation: Relation, lookup: Lookup) -> tuple[Provision, ...]:
    """The places a relation acts on; none when it does not say, or says it in words that are not understood."""
    if relation.part:
        return read_places(relation.part)
    said = _citing(relation, lookup)
    return said[1].provisions if said else ()


def touch(cited: Provision, changed: Provision) -> Touch:
    """How a place that a text cites stands to a place that was changed."""
    for name in ("article", "clause", "point"):
        one, other = getattr(cited, name), getattr(changed, name)
        if other is None:
            return "ended"
        if one is None:
            return "partly"
        if fold_text(one) != fold_text(other):
            return "apart"
    return "ended"


def touched(cited: tuple[Provision, ...], changed: tuple[Provision, ...]) -> Touch:
    """The gravest that holds of any place cited; unknown when the text cites the whole, or the act names no place."""
    if not cited or not changed or any(place.article is None for place in (*cited, *changed)):
        return "unknown"
    ways = {touch(one, other) for one in cited for other in changed}
    return next(way for way in ("ended", "partly", "apart") if way in ways)
