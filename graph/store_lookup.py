"""The `Lookup` over a store, and the one that notes what was asked.

`StoreLookup` remembers its answers: make a new one when the store has changed. `Recorder` notes every question as a
token, so that a document is judged again exactly when an answer it was judged by may have changed.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pyoxigraph import NamedNode

from graph.codec import decode
from graph.identity import cell_of
from graph.lookup import NAMED_AT_MOST, Lookup, edition_key, name_key, name_words
from graph.names import cc, date_literal, eli, graph_named
from graph.store.seam import Store
from graph.today import WatchedDay
from graph.write import read_record
from ontology.values import Record, Relation, RelationKind, Resolution, Work

CHANGING = frozenset(
    {"replaces", "repeals", "partly_repeals", "amends", "suspends", "resumes", "corrects", "consolidates", "guides",
     "details"}
)  # fmt: skip
_RELATIONS = """SELECT ?r ?p ?o WHERE {
  ?r $near $work ; $changes ?any .
  { ?r ?p ?o } UNION { ?r $stated/$retrieved ?o BIND($retrieved AS ?p) }
}"""


@lru_cache(maxsize=4096)
def _work(state: str) -> Work:
    return decode(Work, state)


@dataclass(frozen=True, slots=True)
class Resolutions:
    """How the resolutions of one document stand in the store."""

    items: tuple[Resolution, ...]


class StoreLookup:
    """Answers from a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cells: dict[str, tuple[Work, ...]] = {}
        self._series: dict[str, tuple[Work, ...]] = {}
        self._days: dict[str, tuple[Work, ...]] = {}
        self._whole: dict[str, Work | None] = {}
        self._bare: dict[str, Work | None] = {}
        self._names: dict[str, tuple[tuple[int, str], ...]] = {}
        self._records: dict[str, Record | None] = {}
        self._resolutions: dict[str, tuple[Resolution, ...]] = {}

    def identity(self, iri: str) -> Work | None:
        """The work without its relations."""
        if iri not in self._bare:
            held = self._store.match(NamedNode(iri), cc("state"))
            self._bare[iri] = _work(held[0].object.value) if held else None  # type: ignore[union-attr]
        return self._bare[iri]

    def _works(self, predicate: NamedNode, value: str) -> tuple[Work, ...]:
        rows = self._store.select(
            "SELECT ?w ?state WHERE { GRAPH $works { ?w $by $value ; $has ?state } }",
            works=graph_named("works"), by=predicate, value=value, has=cc("state"),
        )  # fmt: skip
        return tuple(_work(state or "") for _, state in sorted(rows.texts(), key=lambda row: row[0] or ""))

    def work(self, iri: str) -> Work | None:
        if iri not in self._whole:
            found = self.identity(iri)
            acted_on = relations_of(self._store, found, near="target") if found else ()
            self._whole[iri] = found and dataclasses.replace(found, acted_on=acted_on)
        return self._whole[iri]

    def work_and_acts(self, iri: str) -> Work | None:
        """The work with what changed it and what it changed: for showing it, no judgement asks so much."""
        work = self.work(iri)
        return work and dataclasses.replace(work, acts=relations_of(self._store, work, near="actor"))

    def works_for_number(self, number: str) -> tuple[Work, ...]:
        cell = cell_of(number)
        if cell not in self._cells:
            self._cells[cell] = self._works(cc("numberKey"), cell)
        return self._cells[cell]

    def works_for_key(self, key: str) -> tuple[Work, ...]:
        return self._works(cc("key"), key)

    def issued_in(self, series: str) -> tuple[Work, ...]:
        if series not in self._series:
            self._series[series] = self._works(cc("seriesKey"), series)
        return self._series[series]

    def issued_on(self, day: str) -> tuple[Work, ...]:
        if day not in self._days:
            self._days[day] = self._works(cc("dayKey"), day)
        return self._days[day]

    def works_named(self, title: str) -> tuple[Work, ...]:
        key, length = name_key(title), len(name_words(title))
        if key not in self._names:
            self._names[key] = self._titles(key) if key else ()
        near = sorted((abs(size - length), iri) for size, iri in self._names[key])[:NAMED_AT_MOST]
        return tuple(w for _, iri in near if (w := self.identity(iri)))

    def _titles(self, key: str) -> tuple[tuple[int, str], ...]:
        """The works of a name, each with the length of its title: thousands may open alike."""
        rows = self._store.select(
            "SELECT ?w ?title WHERE { GRAPH $works { ?w $by $value ; $title ?title } }",
            works=graph_named("works"), by=cc("nameKey"), value=key, title=eli("title"),
        )  # fmt: skip
        return tuple((len(name_words(title or "")), iri or "") for iri, title in rows.texts())

    def editions(self, title: str, issuer: str) -> tuple[Work, ...]:
        key = edition_key(title, issuer)
        return self._works(cc("editionKey"), key) if key else ()

    def documents_of(self, work: str) -> tuple[str, ...]:
        return tuple(sorted({q.subject.value for q in self._store.match(None, cc("sourceOf"), NamedNode(work))}))  # type: ignore[union-attr]

    def work_of(self, document: str) -> str | None:
        held = self._store.match(NamedNode(document), cc("sourceOf"))
        return held[0].object.value if held else None  # type: ignore[union-attr]

    def record(self, document: str) -> Record | None:
        if document not in self._records:
            self._records[document] = read_record(self._store, document)
        return self._records[document]

    def resolutions(self, document: str) -> tuple[Resolution, ...]:
        if document not in self._resolutions:
            held = self._store.match(NamedNode(document), cc("resolutions"))
            self._resolutions[document] = decode(Resolutions, held[0].object.value).items if held else ()  # type: ignore[union-attr]
        return self._resolutions[document]

    def citing(self, work: str) -> tuple[str, ...]:
        rows = self._store.select(
            "SELECT DISTINCT ?d WHERE { ?c $cited $work ; $inside ?d } ORDER BY STR(?d)",
            cited=cc("citedWork"), work=NamedNode(work), inside=cc("inDocument"),
        )  # fmt: skip
        return tuple(rows.column("d"))

    def citing_as(self, work: str, field: str, value: str) -> tuple[str, ...]:
        wanted = date_literal(value) if field == "date" else value
        rows = self._store.select(
            "SELECT DISTINCT ?d WHERE { ?c $cited $work ; $written $value ; $inside ?d } ORDER BY STR(?d)",
            cited=cc("citedWork"), work=NamedNode(work), inside=cc("inDocument"), value=wanted,
            written=cc("written" + field.capitalize()),
        )  # fmt: skip
        return tuple(rows.column("d"))


class Recorder:
    """A Lookup that notes what was asked of another, as tokens.

    `n:` a number's cell, `k:` a key, `t:` a name, `e:` an edition, `s:` a series, `y:` a day of one, `w:` a work,
    `d:` a document, `o:` the documents of a work, `c:` who cites it, `q:` who cites it with which words.
    """

    def __init__(self, inner: Lookup) -> None:
        self._inner = inner
        self.asked: set[str] = set()
        self.until: dt.date | None = None  # the first day on which an answer of a watched day changes

    def watch(self, day: dt.date) -> dt.date:
        """The day, to be given to rules: what they compare with it is noted too."""
        return WatchedDay.of(day, self._changes_on)

    def _changes_on(self, day: dt.date) -> None:
        self.until = day if self.until is None else min(self.until, day)

    def work(self, iri: str) -> Work | None:
        self.asked.add("w:" + iri)
        return self._inner.work(iri)

    def identity(self, iri: str) -> Work | None:
        self.asked.add("w:" + iri)
        return self._inner.identity(iri)

    def works_for_number(self, number: str) -> tuple[Work, ...]:
        self.asked.add("n:" + cell_of(number))
        return self._inner.works_for_number(number)

    def works_for_key(self, key: str) -> tuple[Work, ...]:
        self.asked.add("k:" + key)
        return self._inner.works_for_key(key)

    def issued_in(self, series: str) -> tuple[Work, ...]:
        self.asked.add("s:" + series)
        return self._inner.issued_in(series)

    def issued_on(self, day: str) -> tuple[Work, ...]:
        self.asked.add("y:" + day)
        return self._inner.issued_on(day)

    def works_named(self, title: str) -> tuple[Work, ...]:
        self.asked.add("t:" + name_key(title))
        return self._inner.works_named(title)

    def editions(self, title: str, issuer: str) -> tuple[Work, ...]:
        if key := edition_key(title, issuer):
            self.asked.add("e:" + key)
        return self._inner.editions(title, issuer)

    def documents_of(self, work: str) -> tuple[str, ...]:
        self.asked.add("o:" + work)
        return self._inner.documents_of(work)

    def work_of(self, document: str) -> str | None:
        self.asked.add("d:" + document)
        return self._inner.work_of(document)

    def record(self, document: str) -> Record | None:
        self.asked.add("d:" + document)
        return self._inner.record(document)

    def resolutions(self, document: str) -> tuple[Resolution, ...]:
        self.asked.add("d:" + document)
        return self._inner.resolutions(document)

    def citing(self, work: str) -> tuple[str, ...]:
        self.asked.add("c:" + work)
        return self._inner.citing(work)

    def citing_as(self, work: str, field: str, value: str) -> tuple[str, ...]:
        self.asked.add(written_token(work, field, value))
        return self._inner.citing_as(work, field, value)


def written_token(work: str, field: str, value: str) -> str:
    """The token of "who writes this of that work"."""
    return f"q:{work} {field} {value}"


def relations_of(store: Store, work: Work, *, near: str) -> tuple[Relation, ...]:
    """The changes in which this work is the actor, or the target.

    A popular law is the basis of tens of thousands; only what changes something is asked for.
    """
    plain = work.iri.partition("~")[0]
    by = cc("changes" if near == "target" else "actor")
    held: dict[str, dict[str, str]] = {}
    for name in dict.fromkeys((work.iri, plain)):
        for relation, predicate, value in store.select(
            _RELATIONS,
            near=by,
            work=NamedNode(name),
            changes=cc("changes"),
            stated=cc("statedBy"),
            retrieved=cc("retrievedOn"),
        ).texts():
            said = held.setdefault(relation or "", {"named": name})
            field = (predicate or "").rpartition("#")[2]
            said[field] = min(value or "", said.get(field, value or ""))
    found = []
    for relation, said in sorted(held.items()):
        if said["named"] != work.iri and said.get(near + "Date") not in (None, work.value("date")):
            continue  # two documents share this number: the relation's own date says which is meant
        said[near] = work.iri
        found.append(
            Relation(
                kind=cast(RelationKind, said["relationKind"]), actor=said["actor"], target=said["target"],
                since=said.get("since"), known_since=said.get("knownSince"),
                seen_on=said.get("retrievedOn"), source=said.get("source", relation),
                label=said.get("label", ""), part=said.get("part"),
            )
        )  # fmt: skip
    return tuple(found)
