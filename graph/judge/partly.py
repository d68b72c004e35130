"""A cited work that was changed in part: which part, and whether it is the one cited.

Who cites exactly the article that was repealed stands on nothing and is told so as of a work that is out of force; who
cites another article is left alone; who cites the work as a whole gets a note. Where it is not said, or not
understood, which part was changed, a note is all.
"""

import datetime as dt
from collections.abc import Iterator

from graph.judge.beside import said_before, said_beside, tells_of_before
from graph.judge.case import Case
from graph.judge.force import ACTING_ROLES, STANDING_ROLES, begins, by_whom, known_then, name_of, say_known
from graph.judge.parts import in_part, places_of, touched
from graph.judge.sentence import about_citation, say_date
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.values import Evidence, Finding, Relation, Severity

Act = tuple[dt.date, Relation]


def _acts(case: Case) -> list[Act]:
    """What changed a part of the work by the day of judging, in order; not what this text cites or does itself."""
    work, trial = case.work, case.trial
    if work is None or case.of_itself or case.citation.role in ACTING_ROLES:
        return []
    others = [r for r in work.acted_on if r.actor != trial.own_work and r.actor not in trial.cited]
    parts = [r for r in others if r.kind in {"amends", "partly_repeals"} or _repeals_a_place(r, case)]
    dated = [(since, r) for r in parts if (since := begins(r, trial.lookup)) is not None and since <= trial.as_of]
    return sorted(dated, key=lambda act: (act[0], act[1].actor))


def _repeals_a_place(relation: Relation, case: Case) -> bool:
    """A text that repeals an article of the work."""
    lookup = case.trial.lookup
    return relation.kind == "repeals" and bool(places_of(relation, lookup)) and in_part(relation, lookup)


def _part_words(relation: Relation, case: Case) -> str:
    """The part as a sentence names it; nothing when it is not said."""
    if relation.part:
        return relation.part if fold_text(relation.part) != "mot phan" else ""
    places = places_of(relation, case.trial.lookup)
    named = (
        [f"{w} {v}" for w, v in (("điểm", p.point), ("khoản", p.clause), ("Điều", p.article)) if v] for p in places
    )
    return "; ".join(" ".join(words) for words in named)


def _evidence(relation: Relation) -> Evidence:
    return Evidence(source=relation.source or relation.actor, quote=relation.label or relation.kind)


def place_ended(case: Case) -> Iterator[Finding]:
    """The very article, clause or point that is cited was repealed."""
    lookup, signed = case.trial.lookup, case.trial.signed
    ended = [
        (since, r)
        for since, r in _acts(case)
        if r.kind != "amends" and touched(case.citation.provisions, places_of(r, lookup)) == "ended"
    ]
    if not ended:
        return
    since, relation = ended[0]
    then = since <= signed.first
    standing = case.citation.role in STANDING_ROLES
    if not standing and (said_before(case) or (then and tells_of_before(case, since))):
        return
    top: Severity = ("error" if standing else "warning") if then else ("warning" if standing else "note")
    actor = lookup.identity(relation.actor)
    why = by_whom(actor, "bị bãi bỏ bởi", "repealed by")
    part, day = _part_words(relation, case), say_date(since)
    when = ("đã", "had been") if then else ("sau ngày ký văn bản này đã", "has since been")
    name, known = name_of(case.work), known_then(relation, signed.last)
    told = say_known(known if then else None)
    yield about_citation(
        case,
        "NotInForce" if then else "NoLongerInForce",
        top="note" if said_beside(case) else top,
        confidence=0.95,
        written=case.citation.number,
        actual=actor.value("number") if actor else None,
        message=Message(
            f"{part} của {name} {when[0]} {why.vi} từ ngày {day} (văn bản bị bãi bỏ một phần).{told.vi}",
            f"{part} of {name} {when[1]} {why.en} from {say_date(since, 'en')} (the document is repealed in"
            f" part).{told.en}",
        ),
        evidence=[_evidence(relation)],
        known_then=known,
    )


def changed_since(case: Case) -> Iterator[Finding]:
    """Amended or partly repealed by the day of judging: to be looked at, unless it is about another article."""
    lookup, cited = case.trial.lookup, case.citation.provisions
    ways = [(act, touched(cited, places_of(act[1], lookup))) for act in _acts(case)]
    if any(way == "ended" and act[1].kind != "amends" for act, way in ways) or said_beside(case):
        return
    acts = [act for act, way in ways if way != "apart"]
    if not acts:
        return
    since, relation = acts[-1]
    actor = lookup.identity(relation.actor)
    vi, en = (
        ("được sửa đổi, bổ sung", "amended") if relation.kind == "amends" else ("bị bãi bỏ một phần", "partly repealed")
    )
    words = _part_words(relation, case)
    part = f" ({words})" if words else ""
    by = by_whom(actor, f"{vi}{part} bởi", f"{en}{part} by")
    name = name_of(case.work)
    yield about_citation(
        case,
        "Amended",
        top="note",
        confidence=0.9,
        written=case.citation.number,
        actual=actor.value("number") if actor else None,
        message=Message(
            f"{name} đã {by.vi} từ ngày {say_date(since)}.", f"{name} was {by.en} from {say_date(since, 'en')}."
        ),
        evidence=[_evidence(relation)],
        known_then=known_then(relation, case.trial.signed.last),
    )
