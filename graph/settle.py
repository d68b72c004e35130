"""Bringing everything derived up to date: works, meanings, judgements, each only where something changed.

What is to be done stands in the store as marks (`cc:pendingCell`, `cc:pendingMeaning`, `cc:pendingJudgement`,
`cc:pendingDecision` in the graph of the store), written in the same change as its cause and removed in the same change
as its result. So a settling that was cut short is finished by the next, and a store at rest has no marks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph import cells
from graph.changes import stamp, together
from graph.codec import decode, encode
from graph.consensus import Witness
from graph.fit import Written, compare
from graph.identity import cell_of, type_of
from graph.judge.acting import can_act_on
from graph.judge.carries import carries_out
from graph.judge.effect import effect_day
from graph.judgements import Judge, judge_documents, mark_judgement, show_decisions
from graph.lookup import WRITTEN, day_of, edition_key, name_key, series_known
from graph.names import cc, date_literal, derived_graphs, document_graph, graph_named, is_document, part
from graph.resolve import resolve_citations, written_of_work
from graph.store.seam import Change, Store, Term
from graph.store_lookup import CHANGING, Recorder, Resolutions, StoreLookup, written_token
from graph.works import covers, derive_works, own_work
from ontology.values import Citation, Record, Resolution, Work

_AT_ONCE = 32
_CELLS_AT_ONCE = 500  # what is written of them stands in memory: a register's tens of thousands would not fit
_ASKED_AT_ONCE = 100


@dataclass(slots=True)
class Tally:
    """How much was done."""

    works: int = 0
    resolved: int = 0
    judged: int = 0


def settle(store: Store, judge: Judge | None) -> Tally:
    """Do everything that is marked, until nothing is."""
    tally = Tally()
    if _pending(store, "pendingImport"):
        _finish_import(store)
    while True:
        if pending := _pending(store, "pendingCell"):
            tally.works += _derive_cells(store, pending[:_CELLS_AT_ONCE])
        elif pending := _pending(store, "pendingMeaning"):
            tally.resolved += _resolve_documents(store, pending[:_AT_ONCE])
        elif pending := _pending(store, "pendingJudgement"):
            tally.judged += judge_documents(store, pending[:_AT_ONCE], judge)
        elif pending := _pending(store, "pendingDecision"):
            show_decisions(store, pending[:_AT_ONCE])
        else:
            return tally


def _pending(store: Store, name: str) -> list[str]:
    rows = store.match(p=cc(name), g=graph_named("store"))
    return sorted(q.object.value if name == "pendingCell" else q.subject.value for q in rows)  # type: ignore[union-attr]


# ------------------------------------------------------------------ marks


def mark_cell(cell: str) -> Quad:
    return Quad(graph_named("store"), cc("pendingCell"), Literal(cell), graph_named("store"))


def mark_import() -> Quad:
    """The mark that a register is being imported in bulk."""
    return Quad(graph_named("store"), cc("pendingImport"), Literal("1"), graph_named("store"))


def _finish_import(store: Store) -> None:
    """A bulk import was cut short: derive every number of the register anew."""
    rows = store.select(
        "SELECT DISTINCT ?k WHERE { GRAPH $g { ?r $key ?k } }", g=graph_named("register"), key=cc("numberKey")
    )
    store.apply(Change(delete=(mark_import(),), insert=tuple(mark_cell(c) for c in rows.column("k"))))


def mark_document(document: str) -> Quad:
    return Quad(NamedNode(document), cc("pendingMeaning"), Literal("1"), graph_named("store"))


def marks_for(lookup: StoreLookup, old: Iterable[Quad], new: Iterable[Quad]) -> list[Quad]:
    """The marks that replacing one document's graph by another makes: the numbers whose works may change."""
    before, after = set(old), set(new)
    changed = before ^ after
    subjects = {q.subject for q in changed}
    own = {q.object.value for q in before | after if q.predicate == cc("ownNumberKey")}  # type: ignore[union-attr]
    header_changed = any(_is_header(q) for q in changed)
    marked = set(own) if header_changed else set()
    for quads in (before, after):
        for said, cell, node in _citations(quads):
            if (node in subjects or header_changed) and cell not in marked and not _covered(lookup, said, cell):
                marked.add(cell)
    return [mark_cell(c) for c in sorted(marked)]


_HEADER = {"ownNumberKey", "writtenType", "writtenNumber", "writtenDate", "writtenIssuer", "writtenTitle", "quality",
           "scanned", "identity", "carriesOut", "namesAsBasis"}  # fmt: skip


def _is_header(quad: Quad) -> bool:
    name = quad.predicate.value.rpartition("#")[2]
    return name in _HEADER and "#" not in quad.subject.value  # type: ignore[union-attr]


def _citations(quads: set[Quad]) -> list[tuple[Written, str, object]]:
    """What the citations of a document graph say."""
    said: dict[object, dict[str, str]] = {}
    for quad in quads:
        said.setdefault(quad.subject, {})[quad.predicate.value.rpartition("#")[2]] = quad.object.value  # type: ignore[union-attr]
    return [
        (
            Written(
                number=row["writtenNumber"], type=type_of(row["writtenNumber"], row.get("writtenType")),
                date=row.get("writtenDate"), issuer=row.get("writtenIssuer"), title=row.get("writtenTitle"),
                period=row.get("writtenPeriod"), issuer_guessed=row.get("issuerFrom") == "context",
            ),
            row["numberKey"],
            node,
        )
        for node, row in said.items()
        if "numberKey" in row
    ]  # fmt: skip


def _covered(lookup: StoreLookup, said: Written, cell: str) -> bool:
    """Whether the citation is of a work that no citation can change."""
    works = [w for w in lookup.works_for_number(said.number) if w.facts and w.facts[0].rank != "consensus"]
    return covers(works, said)


def marks_of_dependents(store: Store, tokens: Iterable[str], *, meaning: bool = False) -> list[Quad]:
    """Marks on the documents whose meaning or judgement rests on one of these."""
    mark, wanted = (mark_document, "restsOn") if meaning else (mark_judgement, "judgedOn")
    every = sorted(tokens)
    found = _subjects(store, "?d $p ?it", [str(Literal(t)) for t in every], cc(wanted))
    if not meaning:
        works = [str(NamedNode(t[2:])) for t in every if t.startswith("w:")]
        found |= _subjects(store, f"?c $p ?it ; {cc('inDocument')} ?d", works, cc("citedWork"))
    return [mark(d) for d in sorted(found)]


def _subjects(store: Store, pattern: str, values: list[str], predicate: NamedNode) -> set[str]:
    """The documents `?d` of a pattern for any of many values of `?it`, asked in few requests."""
    found: set[str] = set()
    for start in range(0, len(values), _ASKED_AT_ONCE):
        some = " ".join(values[start : start + _ASKED_AT_ONCE])
        text = f"SELECT DISTINCT ?d WHERE {{ VALUES ?it {{ {some} }} {pattern} }}".replace("$p", str(predicate))
        found |= set(store.select(text).column("d"))
    return found


# ------------------------------------------------------------------ works


def _derive_cells(store: Store, pending: list[str]) -> int:
    """Derive the marked numbers anew; write what changed and mark whoever rests on it, in one change."""
    delete: set[Quad] = {mark_cell(c) for c in pending}
    insert: set[Quad] = set()
    changed_works = 0
    touched: set[str] = set()
    graph = graph_named("works")
    for name in pending:
        witnesses = cells.read_witnesses(store, name)
        cell = derive_works(cells.read_members(store, name), witnesses)
        old_works, old_of = cells.stored_cell(store, name)
        tokens, moved = _differences(old_works, list(cell.works), old_of, cell.work_of)
        if not tokens and not moved:
            continue
        before = {q for w in old_works for q in _all_of(store, w, graph)}
        after = set(cells.cell_quads(cell))
        delete |= before - after
        insert |= after - before
        changed_works += sum(t.startswith("w:") for t in tokens)
        tokens.add("n:" + name)
        insert |= set(marks_of_dependents(store, tokens, meaning=True))
        insert |= set(marks_of_dependents(store, tokens))
        insert |= {mark_document(d) for d in _reached(witnesses, old_works, cell.works)}
        insert |= {mark_document(d) for d in moved if store.match(g=document_graph(d), p=cc("recordHash"))}
        touched |= _loaded_as(store, set(old_works) ^ set(cell.works))
        touched |= {t[2:] for t in tokens if t.startswith("w:")}
    change = Change(delete=tuple(delete - insert), insert=tuple(insert))
    store.apply(together(change, stamp(store, touched)))
    return changed_works


def _loaded_as(store: Store, changed: Iterable[Work]) -> set[str]:
    """The loaded documents that are one of these works: lists show them by what is known of it."""
    works = {w.iri for w in changed if w.loaded}
    return {q.subject.value for w in works for q in store.match(None, cc("sourceOf"), NamedNode(w))}  # type: ignore[union-attr]


def _reached(witnesses: Iterable[Witness], old: Iterable[Work], new: Iterable[Work]) -> set[str]:
    """The documents with a citation that a changed work may be a candidate for; no other can resolve differently."""
    before, after = set(old), set(new)
    changed = [written_of_work(w) for w in before ^ after]
    return {w.document for w in witnesses if any(compare(w.said, work).possible for work in changed)}


def _differences(
    old: list[Work], new: list[Work], old_of: dict[str, str], new_of: dict[str, str]
) -> tuple[set[str], set[str]]:
    """Tokens of what changed between two derivations, and the documents that are another work now."""
    before, after = {w.iri: w for w in old}, {w.iri: w for w in new}
    tokens = set()
    for iri in before.keys() | after.keys():
        if before.get(iri) != after.get(iri):
            tokens |= {"w:" + iri, "o:" + iri}
            for work in (before.get(iri), after.get(iri)):
                if work is not None:
                    tokens.add("k:" + work.key)
                    if title := work.value("title"):
                        tokens.add("t:" + name_key(title))
                        if edition := edition_key(title, work.value("issuer")):
                            tokens.add("e:" + edition)
    placed_before, placed_after = (
        {(s, w.value("number"), w.value("date"), w.iri) for w in works if (s := series_known(w))}
        for works in (old, new)
    )
    tokens |= {"s:" + place[0] for place in placed_before ^ placed_after}
    days = ({(day_of(w), w) for w in works} for works in (old, new))
    tokens |= {"y:" + day for day, _ in set.symmetric_difference(*days) if day}
    moved = {s for s in old_of.keys() | new_of.keys() if old_of.get(s) != new_of.get(s)}
    return tokens, {m for m in moved if is_document(m)}


def _all_of(store: Store, work: Work, graph: NamedNode) -> list[Quad]:
    """Everything stored about a work in the graph of works."""
    quads = store.match(NamedNode(work.iri), g=graph)
    for index in range(len(work.facts)):
        quads += store.match(part(work.iri, "fact", index), g=graph)
    return quads


# ------------------------------------------------------------------ meanings

_ROLES = {"implements": "implements", "legal_basis": "hasLegalBasis"}
_ACTS = {"amends": "amends", "replaces": "replaces", "repeals": "repeals", "guides": "guides"}


def _resolve_documents(store: Store, pending: list[str]) -> int:
    delete: set[Quad] = {mark_document(d) for d in pending}
    insert: set[Quad] = set()
    touched: set[str] = set()  # what projections show otherwise from now on
    lookup = StoreLookup(store)
    for document in pending:
        record = lookup.record(document)
        graph = NamedNode(derived_graphs(document)[0])
        before = set(store.match(g=graph))
        after = set(_meaning_quads(record, document, lookup, graph)) if record else set()
        if before == after:
            insert.add(mark_judgement(document))
            continue
        delete |= before - after
        insert |= after - before
        insert.add(mark_judgement(document))
        tokens = _tokens_of_change(document, before ^ after)
        touched |= {document, *(t[2:] for t in tokens if t.startswith("w:"))}
        for meant in (before, after):
            tokens |= _written_tokens(record, _resolutions_in(meant))
        insert |= set(marks_of_dependents(store, tokens))
    change = Change(delete=tuple(delete - insert), insert=tuple(insert))
    store.apply(together(change, stamp(store, touched)))
    return len(pending)


def leaving(store: Store, document: str) -> list[Quad]:
    """The marks that taking a document out makes on those who rest on what it meant."""
    meant = set(store.match(g=NamedNode(derived_graphs(document)[0])))
    return [
        m for m in marks_of_dependents(store, _tokens_of_change(document, meant)) if m.subject != NamedNode(document)
    ]


def _tokens_of_change(document: str, changed: set[Quad]) -> set[str]:
    """What a change in a document's meanings touches beyond the document."""
    tokens = {"d:" + document}
    for quad in changed:
        name, value = quad.predicate.value.rpartition("#")[2], quad.object.value  # type: ignore[union-attr]
        if name == "citedWork":
            tokens.add("c:" + value)
        elif name in ("target", "actor", "sourceOf"):
            tokens |= {"w:" + value, "o:" + value}
        elif name in ("cites", "implements", "hasLegalBasis"):
            tokens.add("w:" + quad.subject.value)  # type: ignore[union-attr]
    return tokens


def _resolutions_in(quads: Iterable[Quad]) -> tuple[Resolution, ...]:
    """The resolutions that a graph of meanings holds."""
    held = [q.object.value for q in quads if q.predicate == cc("resolutions")]  # type: ignore[union-attr]
    return decode(Resolutions, held[0]).items if held else ()


def _written_tokens(record: Record | None, resolutions: Sequence[Resolution]) -> set[str]:
    """What this document writes of which work."""
    return {
        written_token(resolution.work, field, value)
        for citation, resolution in zip(record.citations if record else (), resolutions, strict=False)
        if resolution.work
        for field, name in WRITTEN.items()
        if (value := getattr(citation, name))
    }


def _meaning_quads(record: Record, document: str, lookup: StoreLookup, graph: NamedNode) -> list[Quad]:
    """What a document is and what its citations mean."""
    asked = Recorder(lookup)
    own, quads = _own(record, document, lookup, asked, graph)
    me, node = NamedNode(own), NamedNode(document)
    resolutions = resolve_citations(record, asked, own_work=own)
    quads.append(Quad(node, cc("sourceOf"), me, graph))
    quads.append(Quad(node, cc("resolutions"), Literal(encode(Resolutions(resolutions))), graph))
    for index, (citation, resolution) in enumerate(zip(record.citations, resolutions, strict=True)):
        at = part(document, "citation", index)
        quads.append(Quad(at, cc("citingDocument"), me, graph))
        quads.append(Quad(at, cc("resolution"), Literal(resolution.outcome), graph))
        if resolution.work is None:
            candidates = resolution.candidates if resolution.outcome == "ambiguous" else ()
            quads += [Quad(at, cc("candidateWork"), NamedNode(c.work), graph) for c in candidates]
            continue
        meant = NamedNode(resolution.work)
        if _dated_otherwise(citation, lookup.identity(resolution.work)):
            quads.append(Quad(at, cc("differsIn"), Literal("date"), graph))
        quads.append(Quad(at, cc("citedWork"), meant, graph))
        if meant != me and citation.role != "self":
            work = lookup.identity(resolution.work)
            acts = citation.role == "guides" or can_act_on(record.document, citation, work)
            role = citation.role if acts or citation.role not in _ACTS else "mentions"
            since = effect_day(record, citation.span) if role in _ACTS else None
            quads += _edges(role, me, meant, at, record.document.date, since, graph)
            if carries_out(record.document, citation, work):
                quads.append(Quad(me, cc("implements"), meant, graph))
    implied = {"n:" + cell_of(c.number) for c in record.citations if c.number}
    quads += [Quad(node, cc("restsOn"), Literal(t), graph) for t in sorted(asked.asked - implied)]
    return quads


def _dated_otherwise(citation: Citation, work: Work | None) -> bool:
    """Whether the page writes another date than the best that is known; a shorter date that agrees is no other."""
    known = work.value("date") if work else None
    return bool(citation.date and known and not (citation.date.startswith(known) or known.startswith(citation.date)))


def _own(
    record: Record, document: str, lookup: StoreLookup, asked: Recorder, graph: NamedNode
) -> tuple[str, list[Quad]]:
    """The work a document is. One without a number is the numbered work of its issuer and title, or its own."""
    number = record.document.number
    if number:
        for work in lookup.works_for_number(number):
            if any(f.source == document for f in work.facts if f.rank == "own_text"):
                return work.iri, []
    work, found = own_work(record, document, asked)
    return work.iri, [] if found else cells.work_quads(work, graph, listed=False)


def _edges(
    role: str, me: NamedNode, meant: NamedNode, at: NamedNode, date: str | None, since: str | None, graph: NamedNode
) -> list[Quad]:
    """The short ways from work to work, and the act where the text is one: known by its date, counting since a day."""
    quads = [Quad(me, cc("cites"), meant, graph)]
    if role in _ROLES:
        quads += [Quad(me, cc(_ROLES[role]), meant, graph), Quad(me, cc("standsOn"), meant, graph)]
    if role in _ACTS and role in CHANGING:
        document, _, citation = at.value.partition("#")
        act = part(document, "relation", citation)
        pairs: list[tuple[NamedNode, Term]] = [
            (cc("actor"), me), (cc("target"), meant), (cc("relationKind"), Literal(role)), (cc("source"), at),
        ]  # fmt: skip
        pairs.append((cc("changes"), meant))
        quads += [Quad(act, p, o, graph) for p, o in pairs]
        quads.append(Quad(me, cc(_ACTS[role]), meant, graph))
        if date:
            quads.append(Quad(act, cc("knownSince"), Literal(date), graph))
        if since:
            quads.append(Quad(act, cc("since"), date_literal(since), graph))
    return quads
