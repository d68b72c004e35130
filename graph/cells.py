"""A cell read from the store and written back: everything said under one number, and the works it gives.

`read_cell` gathers own texts, register rows and citations; `work_quads` says a work in triples that people can query,
with its whole state beside them for one look-up. It refuses to read more than the cell.
"""

from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode, encode
from graph.consensus import Witness
from graph.fit import Written
from graph.identity import cell_of, type_of
from graph.lookup import day_of, edition_key, name_key, series_known
from graph.names import LABEL, A, cc, date_literal, decimal, eli, graph_named, part
from graph.register.worth import member_of_row
from graph.store.seam import Store, Term
from graph.works import LEGIBLE, Cell, Member, derive_works
from ontology.types import type_named
from ontology.values import Work

_OWN = """
SELECT ?node ?type ?number ?date ?issuer ?title ?quality ?scanned WHERE {
  ?node $key $cell ; $quality ?quality ; $scanned ?scanned ; $number ?number .
  OPTIONAL { ?node $type ?type } OPTIONAL { ?node $date ?date } OPTIONAL { ?node $issuer ?issuer }
  OPTIONAL { ?node $title ?title } }"""
_ROWS = """
SELECT ?node ?kind ?type ?number ?date ?issuer ?title ?since ?until ?source WHERE {
  GRAPH $register { ?node $key $cell ; $a ?kind ; $number ?number .
  OPTIONAL { ?node $type ?type } OPTIONAL { ?node $date ?date }
  OPTIONAL { ?node $issuer ?issuer } OPTIONAL { ?node $title ?title } OPTIONAL { ?node $since ?since }
  OPTIONAL { ?node $until ?until } OPTIONAL { ?node $source ?source } } }"""
_CITED = """
SELECT ?node ?doc ?type ?number ?date ?issuer ?title ?period ?quote ?from ?on ?own ?quality ?scanned ?doubt WHERE {
  ?node $key $cell ; $inside ?doc ; $quote ?quote ; $number ?number . ?doc $quality ?quality ; $scanned ?scanned .
  OPTIONAL { ?node $type ?type } OPTIONAL { ?node $date ?date } OPTIONAL { ?node $issuer ?issuer }
  OPTIONAL { ?node $title ?title } OPTIONAL { ?node $period ?period } OPTIONAL { ?node $from ?from }
  OPTIONAL { ?doc $date ?on } OPTIONAL { ?doc $identity ?own }
  OPTIONAL { ?node $doubt ?doubt FILTER(?doubt = "ocr") } }"""
_ABOVE = "SELECT DISTINCT ?doc ?above WHERE { ?node $key $cell ; $inside ?doc . ?doc $above ?above } ORDER BY ?above"
_BASES = """
SELECT DISTINCT ?doc ?basis WHERE { ?other $key $cell ; $inside ?one . ?one $identity ?basis . FILTER(?basis != "")
  ?doc $rests ?basis . ?node $inside ?doc ; $key $cell } ORDER BY ?basis"""


def _written_names() -> dict[str, NamedNode]:
    return {
        "type": cc("writtenType"), "number": cc("writtenNumber"), "date": cc("writtenDate"),
        "issuer": cc("writtenIssuer"), "title": cc("writtenTitle"),
    }  # fmt: skip


def read_members(store: Store, cell: str) -> list[Member]:
    """The own texts and register rows under a number."""
    members = []
    own = store.select(
        _OWN, key=cc("ownNumberKey"), cell=cell, quality=cc("quality"), scanned=cc("scanned"), **_written_names()
    )
    for row in own.dicts():
        quality = float(row["quality"]) * (0.75 if row["scanned"] == "true" else 1.0)
        number = row["number"]
        said = Written(
            number=number, type=type_of(number, row.get("type")), date=row.get("date"), issuer=row.get("issuer"),
            title=row.get("title"),
        )  # fmt: skip
        members.append(
            Member(
                source=row["node"], rank="own_text", said=said, quality=round(quality, 3), type_as_said=row.get("type")
            )
        )
    rows = store.select(
        _ROWS, register=graph_named("register"), key=cc("numberKey"), cell=cell, number=cc("statedNumber"),
        type=cc("statedType"), date=cc("statedDate"), issuer=cc("statedIssuer"), title=cc("statedTitle"),
        since=cc("inForceFrom"), until=cc("inForceTo"), source=cc("source"), a=A,
    )  # fmt: skip
    return members + [
        member_of_row(
            row["node"], row["number"], type_=row.get("type"), date=row.get("date"), issuer=row.get("issuer"),
            title=row.get("title"), since=row.get("since"), until=row.get("until"), said_by=row.get("source"),
            named=row["kind"] == cc("NamedDocument").value,
        )
        for row in rows.dicts()
    ]  # fmt: skip


def read_witnesses(store: Store, cell: str) -> list[Witness]:
    """The citations under a number."""
    above: dict[str, list[str]] = {}
    for doc, superior in store.select(
        _ABOVE, key=cc("numberKey"), cell=cell, inside=cc("inDocument"), above=cc("carriesOut")
    ).texts():
        above.setdefault(doc or "", []).append(superior or "")
    bases: dict[str, list[str]] = {}
    for doc, basis in store.select(
        _BASES, key=cc("numberKey"), cell=cell, inside=cc("inDocument"), identity=cc("identity"),
        rests=cc("namesAsBasis"),
    ).texts():  # fmt: skip
        bases.setdefault(doc or "", []).append(basis or "")
    found = store.select(
        _CITED, key=cc("numberKey"), cell=cell, inside=cc("inDocument"), quote=cc("quote"), quality=cc("quality"),
        scanned=cc("scanned"), period=cc("writtenPeriod"), identity=cc("identity"), doubt=cc("doubt"),
        **{"from": cc("issuerFrom")}, **_written_names(),
    )  # fmt: skip
    witnesses = {}
    for row in found.dicts():
        number = row["number"]
        said = Written(
            number=number, type=type_of(number, row.get("type")), date=row.get("date"), issuer=row.get("issuer"),
            title=row.get("title"), period=row.get("period"), issuer_guessed=row.get("from") == "context",
        )  # fmt: skip
        weak = row["scanned"] == "true" or float(row["quality"]) < LEGIBLE or "doubt" in row
        witnesses[row["node"]] = Witness(
            citation=row["node"], document=row["doc"], said=said, quote=row["quote"], cited_on=row.get("on"),
            own=row.get("own", ""), superiors=tuple(a for a in above.get(row["doc"], ()) if a), weak=weak,
            bases=tuple(bases.get(row["doc"], ())),
        )  # fmt: skip
    return [witnesses[name] for name in sorted(witnesses)]


def read_cell(store: Store, cell: str) -> Cell:
    """The works of a number, derived from what the store holds."""
    return derive_works(read_members(store, cell), read_witnesses(store, cell))


def stored_cell(store: Store, cell: str) -> tuple[list[Work], dict[str, str]]:
    """The works of a number as they were derived last, and which document is which."""
    graph = graph_named("works")
    rows = store.select(
        "SELECT ?w ?state WHERE { GRAPH $g { ?w $key $cell ; $has ?state } } ORDER BY STR(?w)",
        g=graph, key=cc("numberKey"), cell=cell, has=cc("state"),
    )  # fmt: skip
    works = [decode(Work, state) for state in rows.column("state")]
    return works, {f.source: w.iri for w in works for f in w.facts if f.rank != "consensus"}


def cell_quads(cell: Cell) -> list[Quad]:
    """The works and who is which, in the graph of works."""
    quads = [q for work in cell.works for q in work_quads(work, graph_named("works"))]
    described, graph = cc("describedBy"), graph_named("works")
    quads += [Quad(NamedNode(w), described, NamedNode(s), graph) for s, w in cell.work_of.items()]
    return quads


def work_quads(work: Work, graph: NamedNode, *, listed: bool = True) -> list[Quad]:
    """A work for people (plain triples, one for the best of each fact) and for the program (its state)."""
    node = NamedNode(work.iri)
    number, title = work.value("number"), work.value("title")
    pairs: list[tuple[NamedNode, Term]] = [
        (A, eli("LegalResource")), (A, cc("Work")), (cc("key"), Literal(work.key)),
        (cc("state"), Literal(encode(work))), (LABEL, Literal(label_of(work))),
    ]  # fmt: skip
    if number:
        pairs += [(cc("numberKey"), Literal(cell_of(number))), (eli("id_local"), Literal(number))]
    if title:
        pairs.append((eli("title"), Literal(title)))
        if listed:
            pairs.append((cc("nameKey"), Literal(name_key(title))))
            if edition := edition_key(title, work.value("issuer")):
                pairs.append((cc("editionKey"), Literal(edition)))
    if date := work.value("date"):
        pairs.append((eli("date_document"), date_literal(date)))
    if kind := work.value("type"):
        pairs.append((cc("typeName"), Literal(kind)))
        if known := type_named(kind):
            pairs.append((A, cc(known.class_name)))
    if issuer := work.value("issuer"):
        pairs.append((cc("issuerName"), Literal(issuer)))
    if period := work.value("period"):
        pairs.append((cc("period"), Literal(period)))
    if series := series_known(work):
        pairs.append((cc("seriesKey"), Literal(series)))
    if number and (day := day_of(work)):
        pairs.append((cc("dayKey"), Literal(day)))
    best = work.facts[0].rank if work.facts else "consensus"
    pairs.append((cc("knownFrom"), Literal(best)))
    for span in work.force:
        if span.since:
            pairs.append((cc("inForceFrom"), date_literal(span.since)))
        if span.until:
            pairs.append((cc("inForceTo"), date_literal(span.until)))
    quads = [Quad(node, p, o, graph) for p, o in pairs]
    return quads + _fact_quads(work, graph)


def _fact_quads(work: Work, graph: NamedNode) -> list[Quad]:
    """Every fact with its source, where it is not simply the one register row that describes the work."""
    if {f.rank for f in work.facts} == {"register"} and len({f.source for f in work.facts}) == 1:
        return []
    quads = []
    for index, fact in enumerate(work.facts):
        node = part(work.iri, "fact", index)
        quads.append(Quad(NamedNode(work.iri), cc("fact"), node, graph))
        value = date_literal(fact.value) if fact.field == "date" else Literal(fact.value)
        for p, o in (
            (A, cc("Fact")), (cc("field"), Literal(fact.field)), (cc("value"), value), (cc("rank"), Literal(fact.rank)),
            (cc("source"), NamedNode(fact.source)), (cc("confidence"), decimal(fact.confidence)),
        ):  # fmt: skip
            quads.append(Quad(node, p, o, graph))
    return quads


def label_of(work: Work) -> str:
    """How a work is named in a list: type, number, date, issuer."""
    kind, number, date, issuer = (work.value(name) for name in ("type", "number", "date", "issuer"))
    words = [kind or "Văn bản", number or "(chưa có số)"]
    if date:
        words.append(f"({date})")
    if issuer:
        words.append(issuer)
    return " ".join(words)
