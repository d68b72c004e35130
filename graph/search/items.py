"""From the store to what is indexed: works, the passages of loaded texts, tasks.

A work is indexed as a first citation would name it, so that a citation pasted whole finds it. It reads; it decides
nothing about ranking.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.codec import decode
from graph.judge.correct import SHORT_BODIES
from graph.names import cc, part
from graph.search.asked import Kind
from graph.search.passages import cut_passages, section_at
from graph.search.standing import ENDING, Actors, ForceOn, standing_on, with_endings
from graph.search.tokens import fold_tokens
from graph.store import Store, Value
from ontology.dates import split_date
from ontology.numbers import parse_number
from ontology.types import type_named
from ontology.values import Record, Work

_FEW = 500  # works asked for one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A work as hits and filters know it."""

    iri: str
    number: str
    title: str
    type: str
    issuer: str
    date: str
    year: int | None
    standing: ForceOn
    about: str

    def filters(self) -> tuple[str, str]:
        """Issuer and type, folded, for comparing."""
        return f" {' '.join(fold_tokens(self.issuer))} ", " ".join(fold_tokens(self.type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that can be found. The four texts are the columns of the index, as they stand in the original."""

    kind: Kind
    node: str
    number: str = ""
    title: str = ""
    about: str = ""
    body: str = ""
    start: int | None = None
    end: int | None = None
    section: str | None = None


def read_works(store: Store) -> list[str]:
    """Every work."""
    return sorted(set(store.select("SELECT ?w WHERE { ?w a $kind }", kind=cc("Work")).column("w")))


def read_states(store: Store, works: Collection[str]) -> dict[str, str]:
    """The kept state of some works. Copies without a number may keep two; the lesser text counts."""
    held: dict[str, str] = {}
    if not works:
        return held
    some = " ".join(str(NamedNode(work)) for work in works)
    text = f"SELECT ?w ?state WHERE {{ VALUES ?w {{ {some} }} ?w a $kind ; $has ?state }}"
    for iri, state in store.select(text, kind=cc("Work"), has=cc("state")).texts():
        if iri and state:
            held[iri] = min(state, held.get(iri, state))
    return held


def read_acted_on(store: Store, works: Collection[str]) -> set[str]:
    """Those works whose force some other document has ended, suspended or resumed."""
    text = "SELECT DISTINCT ?w WHERE { ?r $kind $said ; $changes ?w }"
    terms: dict[str, Value] = {"kind": cc("relationKind"), "changes": cc("changes")}
    if len(works) > _FEW:
        named = {w for kind in ENDING for w in store.select(text, said=kind, **terms).column("w")}
        return {iri for iri in works if iri in named or iri.partition("~")[0] in named}
    one = "ASK { ?r $changes $w ; $kind ?said FILTER(?said IN ($a, $b, $c, $d)) }"
    kinds = dict(zip("abcd", ENDING, strict=True))
    return {
        iri
        for iri in works
        if any(store.ask(one, w=NamedNode(w), **terms, **kinds) for w in {iri, iri.partition("~")[0]})
    }


def read_documents(store: Store, only: Iterable[str] | None = None) -> dict[str, tuple[str, str]]:
    """Every loaded document, or some: the hash of what it says, and the work it is."""
    every = "SELECT ?d ?h ?w WHERE { ?d $hash ?h ; $of ?w } ORDER BY STR(?d) STR(?w)"
    terms = {"hash": cc("recordHash"), "of": cc("sourceOf")}
    if only is None:
        rows = store.select(every, **terms).texts()
    else:
        one = "SELECT ?h ?w WHERE { $d $hash ?h ; $of ?w } ORDER BY STR(?w)"
        rows = [(d, *row) for d in only for row in store.select(one, d=NamedNode(d), **terms).texts()]
    return {d: (hash_, work) for d, hash_, work in rows if d and hash_ and work}


def hash_of(*parts: object) -> str:
    """A short name for a content."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=12).hexdigest()


def work_row(state: str, day: dt.date, store: Store, lookup: Actors, *, acted_on: bool) -> WorkRow:
    """A work's row, from its kept state and what was done to it."""
    work = decode(Work, state)
    whole = with_endings(work, store) if acted_on else work
    value = {name: work.value(name) or "" for name in ("number", "title", "type", "issuer", "date", "period")}
    year = split_date(value["date"])[0] if value["date"] else None
    return WorkRow(
        iri=work.iri, number=value["number"], title=value["title"], type=value["type"], issuer=value["issuer"],
        date=value["date"], year=year, standing=standing_on(whole, day, lookup), about=_about(value),
    )  # fmt: skip


def _about(value: dict[str, str]) -> str:
    """What is said of a work beside its number and title, in the words of a citation."""
    kind, issuer, date = type_named(value["type"]), value["issuer"], value["date"]
    short = issuer
    for long, abbreviation in SHORT_BODIES:
        short = short.replace(long, abbreviation)
    named = ("năm", "tháng", "ngày")
    dated = " ".join(f"{word} {part}" for word, part in zip(named, split_date(date) if date else (), strict=False))
    parts = (value["type"], *(kind.abbreviations if kind else ()), "số", dated, "của", issuer,
             short if short != issuer else "", "về việc", value["period"])  # fmt: skip
    return " ".join(p for p in parts if p)


def work_item(row: WorkRow) -> Item:
    """A work as something to be found."""
    return Item(kind="work", node=row.iri, number=_number_words(row.number), title=row.title, about=row.about)


def _number_words(number: str) -> str:
    """The number, and its sign once more without its hyphens: `08/KHUBND` is typed too."""
    parsed = parse_number(number) if number else None
    if parsed is None:
        return number
    return f"{number} {''.join(c for c in parsed.sign if c.isalnum())}"


def document_items(record: Record, document: str) -> Iterator[Item]:
    """The passages and the tasks of a loaded document."""
    raw = record.text.raw
    for span in cut_passages(raw):
        yield Item(
            kind="text", node=document, body=raw[span.start : span.end], start=span.start, end=span.end,
            section=section_at(record.sections, span.start),
        )  # fmt: skip
    for index, task in enumerate(record.tasks):
        place = task.span
        yield Item(
            kind="task", node=part(document, "task", index).value, title=task.content,
            about="; ".join((*task.lead, *task.coordinate)),
            body=" ".join((task.id, *task.products, task.time or "")),
            start=place.start if place else None, end=place.end if place else None, section=task.id,
        )  # fmt: skip
