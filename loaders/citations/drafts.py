"""A citation while it is being read: where its parts stand, before they become the record's values."""

from dataclasses import dataclass, field

from loaders.citations.anchors import TypeHit
from loaders.citations.dates import WrittenDate
from loaders.citations.numbers import WrittenNumber
from ontology.values import CitationKind, Provision


@dataclass(slots=True, kw_only=True)
class Draft:
    """One citation in the making; offsets count the page."""

    start: int
    end: int
    kind: CitationKind
    rule: str
    type: str | None = None
    hit: TypeHit | None = None
    number: WrittenNumber | None = None
    date: WrittenDate | None = None
    issuer: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    period: str | None = None
    outer: "Draft | None" = None  # the draft whose subject holds this one
    refers_to: "Draft | None" = None
    named_before: tuple[int, int] | None = None  # the issuer's words where the same document was cited before
    serial: str | None = None  # of a short form
    provisions: tuple[Provision, ...] = ()
    doubts: list[str] = field(default_factory=list)
    own: bool = False
