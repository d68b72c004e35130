"""The forms of documents and works: what a page says, how its citations were judged, what is known of a work."""

from typing import Any, Literal

from pydantic import BaseModel

from api.schemas import DOCUMENT, FINDING, ROW, SAID, WORK, FindingView, Words, form

_HEADER: dict[str, Any] = {
    "type": "Kế hoạch", "number": "08/KH-UBND", "date": "2024-01-08", "issuer": "Chính phủ", "title": "Chuyển đổi số",
}  # fmt: skip


class Header(BaseModel):
    """What a document says of itself."""

    model_config = form(**_HEADER)
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None


_CITATION: dict[str, Any] = {
    "start": 276, "end": 338, "quote": "Kế hoạch số 08/KH-UBND ngày 08/01/2024", "type": "Kế hoạch",
    "number": "08/KH-UBND", "date": "2024-01-08", "issuer": "Chính phủ", "subject": "Chuyển đổi số", "period": "2024",
    "role": "implements", "status": "right", "work": WORK, "findings": [], "why": SAID,
}  # fmt: skip


class CitationView(BaseModel):
    """One citation as written, and how it was judged."""

    model_config = form(**_CITATION)
    start: int
    end: int
    quote: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    period: str | None
    role: str
    status: Literal["right", "wrong", "outdated", "ambiguous", "not_in_graph", "not_checked"]
    work: str | None
    findings: list[str]
    why: Words


class TaskView(BaseModel):
    """One duty as the document gives it."""

    model_config = form(
        id="PL.1", content="Rà soát thủ tục hành chính", lead=["Sở Nội vụ tỉnh Hà Tĩnh"], coordinate=[],
        time="Quý II", deadline="2024-06-30", products=[], budget="Ngân sách tỉnh",
    )  # fmt: skip
    id: str
    content: str
    lead: list[str]
    coordinate: list[str]
    time: str | None
    deadline: str | None
    products: list[str]
    budget: str | None


_DOCUMENT: dict[str, Any] = {
    "document_iri": DOCUMENT, "file": "ke-hoach.docx", "sha256": "3f1c9a", "raw": "…", "document": _HEADER,
    "citations": [_CITATION], "findings": [FINDING], "tasks": [],
}  # fmt: skip


class DocumentView(BaseModel):
    """A loaded document: its text, its header, its citations judged, its findings, its tasks."""

    model_config = form(**_DOCUMENT)
    document_iri: str
    file: str
    sha256: str
    raw: str
    document: Header
    citations: list[CitationView]
    findings: list[FindingView]
    tasks: list[TaskView]


class FactView(BaseModel):
    """One thing somebody says of a work: who says it, in which rank, how sure."""

    model_config = form(field="date", value="2024-01-08", rank="own_text", source=DOCUMENT, confidence=1.0)
    field: Literal["type", "number", "date", "issuer", "title", "period"]
    value: str
    rank: Literal["own_text", "register", "consensus"]
    source: str
    confidence: float


class ForceView(BaseModel):
    """When a work is in force; `until` is the first day it is not."""

    model_config = form(since="2024-01-08", until="2025-07-01", state="in_force", source=ROW)
    since: str | None
    until: str | None
    state: Literal["in_force", "suspended", "partly"]
    source: str


class ActView(BaseModel):
    """One act of a work upon another, seen from one of them."""

    model_config = form(kind="replaces", work=WORK, label="Kế hoạch 08/KH-UBND", since="2024-01-08", words="thay thế")
    kind: str
    work: str
    label: str
    since: str | None
    words: str


class CitingView(BaseModel):
    """A loaded document that cites a work, and how it writes it."""

    model_config = form(work=WORK, label="Kế hoạch 20/KH-UBND", quote="Kế hoạch số 08/KH-UBND", role="implements")
    work: str
    label: str
    quote: str
    role: str
    date: str | None = None


class CitedCounts(BaseModel):
    """How often a work is cited: in all, in each role, and how many of those are not listed."""

    model_config = form(total=1, roles={"implements": 1}, more=0)
    total: int
    roles: dict[str, int]
    more: int


class EditionView(BaseModel):
    """A yearly plan of the same name."""

    model_config = form(iri=WORK, label="Kế hoạch 08/KH-UBND", date="2024-01-08")
    iri: str
    label: str
    date: str | None


class WorkView(BaseModel):
    """A work: every fact with its source, its force, who acts on it, who cites it."""

    model_config = form(
        iri=WORK,
        label="Kế hoạch 08/KH-UBND",
        facts=[],
        force=[],
        acted_on=[],
        acts=[],
        citing=[],
        cited={"total": 0, "roles": {}, "more": 0},
        editions=[],
        text=_DOCUMENT,
    )
    iri: str
    label: str
    facts: list[FactView]
    force: list[ForceView]
    acted_on: list[ActView]
    acts: list[ActView]
    citing: list[CitingView]
    cited: CitedCounts
    editions: list[EditionView]
    text: DocumentView | None = None


class CheckReport(BaseModel):
    """The check report of a draft; nothing of the draft is kept."""

    model_config = form(
        file="du-thao.docx",
        as_of="2024-03-10",
        document=_HEADER,
        citations=[_CITATION],
        findings=[FINDING],
        set_aside=[],
    )
    file: str
    as_of: str
    document: Header
    citations: list[CitationView]
    findings: list[FindingView]
    set_aside: list[dict[str, Any]]
