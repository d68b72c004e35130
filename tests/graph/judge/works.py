"""Works and citations for tests, in one line each."""

import hashlib
from dataclasses import replace

from ontology.values import Citation, Document, Fact, ForcePeriod, Record, Relation, Source, Span, Text, Work

ROW = "urn:register:row"


def work(iri: str, *, rank: str = "register", confidence: float = 1.0, **facts: str) -> Work:
    """A work whose facts all have one rank."""
    return Work(
        iri=iri,
        key=iri,
        facts=tuple(
            Fact(field=name, value=value, rank=rank, source=ROW, confidence=confidence)  # type: ignore[arg-type]
            for name, value in facts.items()
        ),
    )


def cite(quote: str, number: str | None = None, **fields: object) -> Citation:
    """A citation; `start` is the offset of its quote."""
    start = int(str(fields.pop("start", 0)))
    kind = fields.pop("kind", "numbered" if number else "named")
    return Citation(
        span=Span(start, start + len(quote)), quote=quote, kind=kind, number=number, **fields  # type: ignore[arg-type]
    )  # fmt: skip


def record(*citations: Citation, raw: str | None = None, scanned: bool = False, **own: object) -> Record:
    """A record with these citations, its text made of their quotes unless given."""
    document = Document(**{"type": "Kế hoạch", "number": "21/KH-UBND", "date": "2024-01-20",
                           "issuer": "Ủy ban nhân dân huyện Đông Hải", "sign": "KH-UBND", **own})  # type: ignore[arg-type]  # fmt: skip
    text = raw
    if text is None:
        moved, text = [], ""
        for citation in citations:
            start = len(text)
            text += citation.quote + ";\n\n"
            moved.append(_at(citation, start))
        citations = tuple(moved)
    name = hashlib.sha256(f"{document.number} {document.issuer} {text}".encode()).hexdigest()
    source = Source(file="thu.txt", sha256=name, media_type="text/plain", size=len(text))
    return Record(text=Text(raw=text, source=source, scanned=scanned), document=document, citations=citations)


def _at(citation: Citation, start: int) -> Citation:
    return replace(citation, span=Span(start, start + len(citation.quote)))


def acted_on(base: Work, kind: str, actor: str, *, since: str | None = None, known_since: str | None = None) -> Work:
    """The work with one more relation upon it."""
    relation = Relation(kind=kind, actor=actor, target=base.iri, since=since, known_since=known_since, source=ROW)  # type: ignore[arg-type]
    return replace(base, acted_on=(*base.acted_on, relation))


def in_force(base: Work, since: str | None, until: str | None) -> Work:
    """The work with one more force period."""
    return replace(base, force=(*base.force, ForcePeriod(since=since, until=until, source=ROW)))
