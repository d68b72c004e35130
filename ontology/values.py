"""What flows between the floors: frozen values, nothing that does work.

    file ─> Text ─> Repaired ─> Record ─> (graph) Work, Resolution, Finding

Every `Span` counts characters of `Text.raw`, and `raw[span.start:span.end]` is the words meant. Values are as written,
in correct Vietnamese spelling; what is true is said by `Work`, the difference by `Finding`, and the three never mix.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ontology.errors import Message

Role = Literal["legal_basis", "implements", "amends", "replaces", "repeals", "guides", "mentions", "self"]
UnitKind = Literal[
    "central", "party", "province", "department", "district", "division", "commune", "public_unit", "press", "mass_org",
    "enterprise", "other",
]  # fmt: skip
Severity = Literal["error", "warning", "note"]
Status = Literal["right", "wrong", "outdated", "ambiguous", "not_in_graph", "not_checked"]
CitationKind = Literal["numbered", "named", "short", "anaphora", "self"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of the raw text."""

    start: int
    end: int


# ------------------------------------------------------------------ from a file to a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a text came from."""

    file: str
    sha256: str
    media_type: str
    size: int
    pages: int | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of the raw text stands in the file: page, paragraph, table cell, in that file's own counting."""

    span: Span
    page: int | None = None  # from 1
    part: str | None = None  # "body", "header", "footnote", "textbox" …
    paragraph: int | None = None  # index in the part, for DOCX in document order
    table: int | None = None
    row: int | None = None
    column: int | None = None
    member: str | None = None  # the file of a package that holds it, where it is not the main one: "word/footnotes.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table that the reader saw as a table."""

    row: int
    column: int
    span: Span
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the file (DOCX, HTML, ruled PDF)."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A web address in the text, and the document number it seems to lead to."""

    span: Span
    url: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a reader made of a file. `raw` is what all offsets count; for .txt it is the decoded file, untouched."""

    raw: str
    source: Source
    places: tuple[Place, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    scanned: bool = False  # read by OCR, by us or by whoever made the text
    quality: float = 1.0  # 0 … 1: how far the characters can be believed
    properties: tuple[tuple[str, str], ...] = ()  # what a portal or the file's metadata says of the document
    notices: tuple[Message, ...] = ()  # what the reader wants known (page 7 had no text …)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One stretch of the raw text that was read as other characters, and how sure that is."""

    span: Span  # in the raw text
    repaired: Span  # in the repaired text
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A text in correct Vietnamese, with the way back.

    `origins[i]` is the raw offset of character i; it has len(text) + 1 entries.
    """

    text: str
    origins: Sequence[int] | None  # None: the identity
    repairs: tuple[Repair, ...] = ()

    def origin(self, offset: int) -> int:
        """The raw offset of an offset into the repaired text."""
        return offset if self.origins is None else self.origins[offset]

    def origin_span(self, start: int, end: int) -> Span:
        """The raw span of a stretch of the repaired text (its last character included whole)."""
        if self.origins is None or end <= start:
            return Span(self.origin(start), self.origin(end))
        return Span(self.origins[start], max(self.origins[end], self.origins[end - 1] + 1))


# ------------------------------------------------------------------ the record: what one document says


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a document says of itself."""

    type: str | None = None
    number: str | None = None
    sign: str | None = None
    date: str | None = None
    issuer: str | None = None
    parent: str | None = None
    place: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_role: str | None = None
    sign_authority: str | None = None
    recipients: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A place inside the cited document: điểm a khoản 2 Điều 5 Chương III."""

    point: str | None = None
    clause: str | None = None
    article: str | None = None
    chapter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One mention of another document that a reader could look up, as it is written.

    `kind` says which form it has; `refers_to` is the index of the citation that a short form or anaphora stands for.
    """

    span: Span
    quote: str
    kind: CitationKind
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    period: str | None = None
    role: Role = "mentions"
    section: str | None = None
    provisions: tuple[Provision, ...] = ()
    refers_to: int | None = None
    issuer_from: Literal["words", "sign", "context"] | None = (
        None  # how the issuer is known; context is a guess marked so
    )
    date_as_written: str | None = (
        None  # "13/02/20232", "tháng 5 năm 2020": the very words, when they say more than `date`
    )
    number_as_written: str | None = None
    subject_span: Span | None = None
    number_span: Span | None = None
    date_span: Span | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()  # "ocr", "footnote", "glued", "date_shared", "type_shared", "issuer_shared" …
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A citation-like string that is not in the record, and why."""

    span: Span
    quote: str
    reason: str  # id of a row in docs: "own_number", "phone", "decimal", "url", "template" …
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to be done, by whom, by when."""

    id: str
    content: str
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    time: str | None = None
    deadline: str | None = None
    products: tuple[str, ...] = ()
    budget: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body named in the document, under its full name, with the forms it is written in."""

    name: str
    kind: UnitKind = "other"
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A quantified aim."""

    text: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part: `path` is its label as the record writes it ("II.1.c", "preamble", "PL")."""

    path: str
    heading: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything one document says, with its text. Value of the loaders, input of the graph."""

    text: Text
    document: Document
    citations: tuple[Citation, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    tasks: tuple[Task, ...] = ()
    units: tuple[Unit, ...] = ()
    targets: tuple[Target, ...] = ()
    sections: tuple[Section, ...] = ()
    repairs: tuple[Repair, ...] = ()


# ------------------------------------------------------------------ works as they are, and the difference


FactRank = Literal["own_text", "register", "consensus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing somebody says of a work: who says it, in which rank, how sure."""

    field: Literal["type", "number", "date", "issuer", "title", "period"]
    value: str
    rank: FactRank
    source: str  # IRI of the document graph or register row
    quote: str = ""
    confidence: float = 1.0
    witnesses: int = 1  # independent voices behind a consensus, counted up to five


RelationKind = Literal[
    "replaces", "repeals", "partly_repeals", "amends", "suspends", "resumes", "corrects", "consolidates", "guides",
    "details", "implements", "cites", "legal_basis",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One act of a document upon another, from a register or a text: `actor` did `kind` to `target`."""

    kind: RelationKind
    actor: str  # IRI of the work that acts
    target: str  # IRI of the work acted upon
    since: str | None = None  # in effect from
    known_since: str | None = None  # when this could be known (publication of the act or of the register)
    seen_on: str | None = None  # a day on which the register showed it; it may have done so long before
    source: str = ""
    label: str = ""  # the register's own words
    part: str | None = None  # what of the target it is about, when not the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcePeriod:
    """When a work is in force. `until` is the first day it is not; None: no end known."""

    since: str | None
    until: str | None
    state: Literal["in_force", "suspended", "partly"] = "in_force"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A document as it is: facts with ranks (best first), force periods, what acted on it."""

    iri: str
    key: str  # the identity key, see ontology.identifiers
    facts: tuple[Fact, ...] = ()
    force: tuple[ForcePeriod, ...] = ()
    acted_on: tuple[Relation, ...] = ()  # relations whose target is this work
    acts: tuple[Relation, ...] = ()  # relations whose actor is this work
    loaded: str | None = None  # IRI of the document graph, when its own text is in the store
    first_cited: str | None = None  # date of the earliest document known to cite it

    def best(self, name: str) -> Fact | None:
        """The fact of the highest rank for a field; facts are kept in that order."""
        return next((f for f in self.facts if f.field == name), None)

    def value(self, name: str) -> str | None:
        fact = self.best(name)
        return fact.value if fact else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A work a citation may mean, with how well it fits (0 … 1) and why."""

    work: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which work a citation means: exactly one, several, or none known."""

    outcome: Literal["resolved", "ambiguous", "unresolved"]
    key: str | None  # what it waits under when nothing is known
    work: str | None = None
    candidates: tuple[Candidate, ...] = ()
    why: Message = field(default_factory=lambda: Message("", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a finding rests on: a passage or a register row."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The difference between what is written and what is. `id` is made from what makes it itself: see identifiers."""

    id: str
    kind: str  # a row of finding_kinds.toml
    severity: Severity
    confidence: float
    span: Span | None
    quote: str
    written: str | None
    actual: str | None
    message: Message
    evidence: tuple[Evidence, ...] = ()
    correction: str | None = None
    copied_from: str | None = None
    way: tuple[Evidence, ...] = ()  # of a copied error: from where it was first written to the document copied
    citation: int | None = None  # index in the record's citations
    work: str | None = None
    known_then: bool | None = None  # whether the register already showed it on the day of signing
    cause: str | None = None  # id shared by the findings of one cause (a global replacement)

    @property
    def first_written(self) -> str | None:
        """The document in which a copied error first appeared."""
        return self.way[0].source if self.way else None
