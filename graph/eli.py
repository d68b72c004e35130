"""A work in the words of ELI alone, for programs that know no other: type, number, dates, issuer, force, what it cites,
stands on, changes and is changed by.

Everything here follows from what the store says; the properties of our vocabulary are replaced by those of ELI that
they are kinds of. Force is as of a day. It refuses to say of a work what no source says: without a word on its force
there is no `eli:in_force`.
"""

import datetime as dt

from pyoxigraph import Literal, NamedNode, Triple

from graph.judge.force import begins
from graph.names import LABEL, ORG, A, cc, date_literal, eli, mint_body
from graph.search.standing import standing_on
from graph.store import Store
from graph.store.seam import Term
from graph.store_lookup import StoreLookup
from ontology.dates import parse_day
from ontology.types import type_named
from ontology.values import Work

_FORCE = {"in_force": "InForce-inForce", "not_in_force": "InForce-notInForce"}
# what a loaded text does to others, and the ELI property that is a kind of
_BY_TEXT = {
    "cites": "cites", "hasLegalBasis": "based_on", "implements": "ensures_implementation_of",
}  # fmt: skip
_ACTS = {
    "amends": ("amends", "amended_by"), "replaces": ("repeals", "repealed_by"), "repeals": ("repeals", "repealed_by"),
    "corrects": ("corrects", "corrected_by"), "consolidates": ("consolidates", "consolidated_by"),
    "partly_repeals": ("changes", "changed_by"), "suspends": ("changes", "changed_by"),
    "resumes": ("changes", "changed_by"),
}  # fmt: skip


def eli_statements(store: Store, iri: str, day: dt.date) -> list[Triple]:
    """What ELI can say of a work; nothing where the store does not know it."""
    lookup = StoreLookup(store)
    work = lookup.work_and_acts(iri)
    if work is None:
        return []
    node = NamedNode(iri)
    pairs: list[tuple[NamedNode, Term]] = [(A, eli("LegalResource")), *_face(work), *_force(work, lookup, day)]
    for name, property_ in _BY_TEXT.items():
        rows = store.select("SELECT DISTINCT ?o WHERE { $work $does ?o }", work=node, does=cc(name))
        pairs += [(eli(property_), NamedNode(other)) for other in rows.column("o")]
    for relation in work.acts:
        if relation.kind in _ACTS:
            pairs.append((eli(_ACTS[relation.kind][0]), NamedNode(relation.target)))
    for relation in work.acted_on:
        since = begins(relation, lookup)
        if relation.kind in _ACTS and (since is None or since <= day):
            pairs.append((eli(_ACTS[relation.kind][1]), NamedNode(relation.actor)))
    return list(dict.fromkeys(Triple(node, p, o) for p, o in pairs))


def _face(work: Work) -> list[tuple[NamedNode, Term]]:
    """What stands on its face."""
    said = {name: work.value(name) for name in ("type", "number", "date", "issuer", "title")}
    pairs: list[tuple[NamedNode, Term]] = []
    if said["type"] and (kind := type_named(said["type"])):
        pairs.append((eli("type_document"), cc(kind.class_name)))
    if said["number"]:
        pairs += [(eli("number"), Literal(said["number"])), (eli("id_local"), Literal(said["number"]))]
    if said["date"]:
        pairs.append((eli("date_document"), date_literal(said["date"])))
    if said["issuer"]:
        pairs.append((eli("passed_by"), NamedNode(mint_body(said["issuer"]))))
    if said["title"]:
        pairs.append((eli("title"), Literal(said["title"])))
    return pairs


def _force(work: Work, lookup: StoreLookup, day: dt.date) -> list[tuple[NamedNode, Term]]:
    pairs: list[tuple[NamedNode, Term]] = []
    if state := _FORCE.get(standing_on(work, day, lookup).state):
        pairs.append((eli("in_force"), eli(state)))
    since = min((p.since for p in work.force if p.since and parse_day(p.since)), default=None)
    until = max((p.until for p in work.force if p.until and parse_day(p.until)), default=None)
    if since:
        pairs.append((eli("first_date_entry_in_force"), date_literal(since)))
    if until:
        pairs.append((eli("date_no_longer_in_force"), date_literal(until)))
    return pairs


_ISSUED = "SELECT ?work WHERE { ?work $issuer $name } ORDER BY STR(?work) LIMIT 1000"
_NAMED = "SELECT ?unit WHERE { ?unit $label $name ; a $kind } LIMIT 1"


def body_statements(store: Store, iri: str, name: str) -> list[Triple]:
    """A body that issued a work or is named by a document: what it is called, and what it issued."""
    node = NamedNode(iri)
    kind = NamedNode(ORG + "Organization")
    issued = store.select(_ISSUED, issuer=cc("issuerName"), name=name).column("work")
    if not issued and not len(store.select(_NAMED, label=LABEL, name=name, kind=kind)):
        return []
    own = [Triple(node, A, cc("Body")), Triple(node, A, kind), Triple(node, LABEL, Literal(name, language="vi"))]
    return own + [Triple(NamedNode(work), eli("passed_by"), node) for work in issued]
