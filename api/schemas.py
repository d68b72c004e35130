"""The forms of the HTTP API's answers and requests, with examples: what OpenAPI tells a program to expect.

A form names what a program may rely on; an answer may hold more. Values are as in the command line's JSON.
One file because it is the only place where strangers' data are given a form; nothing in it does any work.
"""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

WORK = "https://cancu.example/vn/ha-tinh/ubnd/ke-hoach/2024/08"
DOCUMENT = "https://cancu.example/document/3f1c9a"


def _form(**example: Any) -> ConfigDict:
    return ConfigDict(extra="allow", json_schema_extra={"example": example})


class Words(BaseModel):
    """One sentence in both languages."""

    vi: str
    en: str


class Problem(BaseModel):
    """An error (RFC 9457): `detail` is Vietnamese, `title` English, `message` both."""

    model_config = _form(
        type="/problems/NotFound",
        title="No document is “99/KH-UBND”.",
        status=404,
        detail="Không thấy văn bản nào là “99/KH-UBND”.",
        message={"vi": "Không thấy văn bản nào là “99/KH-UBND”.", "en": "No document is “99/KH-UBND”."},
    )
    type: str
    title: str
    status: int
    detail: str
    message: Words


Row = TypeVar("Row")


class Page(BaseModel, Generic[Row]):
    """Some rows; `next` is the cursor of the page after this one, null on the last."""

    items: list[Row]
    next: str | None = None


class DocumentRow(BaseModel):
    """A loaded document in a list."""

    model_config = _form(
        document=DOCUMENT, work=WORK, label="Kế hoạch 08/KH-UBND", date="2024-01-08", issuer="Ủy ban nhân dân tỉnh"
    )
    document: str
    work: str
    label: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


class WorkRow(BaseModel):
    """A work in a list: loaded, registered, or known because it is cited."""

    model_config = _form(work=WORK, label="Kế hoạch 08/KH-UBND", date="2024-01-08", title=None, loaded=True)
    work: str
    label: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    loaded: bool = False


class MarkedWords(BaseModel):
    """A stretch of the original words: asked for (`hit`), or not."""

    text: str
    hit: bool


class FoundRow(BaseModel):
    """A hit of a search: a work, a passage of a loaded text, or a task.

    `by` says what matched: the document's own number, the words with the accents typed, or the words. `snippet` holds
    the words of the original in their order. `start` and `end` are the place in the raw text of `source`.
    """

    model_config = _form(
        kind="text", work=WORK, node=DOCUMENT, source=DOCUMENT, label="Kế hoạch 08/KH-UBND", type="Kế hoạch",
        number="08/KH-UBND", title="Cải cách hành chính năm 2024", issuer="Ủy ban nhân dân tỉnh", date="2024-01-08",
        status="unknown", by="accents", start=276, end=338, section="II.1",
        snippet=[{"text": "Đẩy mạnh ", "hit": False}, {"text": "cải cách", "hit": True}],
    )  # fmt: skip
    kind: Literal["work", "text", "task"]
    work: str
    node: str
    source: str | None
    label: str
    type: str
    number: str
    title: str
    issuer: str
    date: str
    status: Literal["in_force", "not_in_force", "unknown"]
    by: Literal["number", "accents", "words"]
    snippet: list[MarkedWords]
    start: int | None
    end: int | None
    section: str | None


class FoundPage(Page[FoundRow]):
    """A page of hits. `total` counts all; `loosely` says that no document has every word, only the number."""

    total: int
    loosely: bool


class SuggestedWork(BaseModel):
    """A work that somebody who is still typing may mean."""

    model_config = _form(work=WORK, label="Kế hoạch 08/KH-UBND", title=None, date="2024-01-08", status="unknown")
    work: str
    label: str
    title: str | None
    date: str | None
    status: Literal["in_force", "not_in_force", "unknown"]


class Evidence(BaseModel):
    """What a finding rests on."""

    source: str
    quote: str | None = None


class FindingView(BaseModel):
    """One finding: written against actual, the evidence, the corrected words."""

    model_config = _form(
        id="5b0f", kind="WrongDate", severity="error", confidence=0.97, start=120, end=170,
        quote="Nghị quyết số 17/NQ-CP ngày 17/3/2019", written="2019-03-17", actual="2019-03-07",
        message={"vi": "Ngày ghi khác ngày của văn bản.", "en": "The date differs from the document's."},
        evidence=[], correction="Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ", copied_from=None,
    )  # fmt: skip
    id: str
    kind: str
    severity: Literal["error", "warning", "note"]
    confidence: float
    start: int | None
    end: int | None
    quote: str
    written: str | None
    actual: str | None
    message: Words
    evidence: list[Evidence]
    correction: str | None
    copied_from: str | None


class Decision(BaseModel):
    """One decision about a finding."""

    decision: str
    by: str
    at: str
    reason: str


class FindingRow(FindingView):
    """A stored finding with its document and what was decided about it."""

    iri: str
    document: str
    of: str | None
    label: str
    issuer: str
    year: str
    state: Literal["open", "confirmed", "dismissed", "fixed"]
    history: list[Decision]


class ReviewForm(BaseModel):
    """A person's decision about a finding; a dismissal needs a reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"finding": "5b0f", "decision": "confirmed", "reviewer": "Nguyễn Thị Mai", "reason": ""}
        },
    )
    finding: str = Field(description="The finding's id or IRI", max_length=2000)
    decision: Literal["confirmed", "dismissed", "fixed", "reopened"]
    reviewer: str = Field(max_length=200)
    reason: str = Field(default="", max_length=5000)


class Header(BaseModel):
    """What a document says of itself."""

    model_config = _form(type="Kế hoạch", number="08/KH-UBND", date="2024-01-08", issuer=None, title=None)
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None


class CitationView(BaseModel):
    """One citation as written, and how it was judged."""

    model_config = _form(
        start=276, end=338, quote="Kế hoạch số 08/KH-UBND ngày 08/01/2024", type="Kế hoạch", number="08/KH-UBND",
        date="2024-01-08", issuer=None, subject=None, period=None, role="implements", status="right", work=WORK,
        findings=[], why={"vi": "Mọi trường đã viết đều khớp.", "en": "Every field written agrees."},
    )  # fmt: skip
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


class DocumentView(BaseModel):
    """A loaded document: its text, its header, its citations judged, its findings, its tasks."""

    model_config = ConfigDict(extra="allow")
    document_iri: str
    file: str
    sha256: str
    raw: str
    document: Header
    citations: list[CitationView]
    findings: list[FindingView]
    tasks: list[dict[str, Any]]


class WorkView(BaseModel):
    """A work: every fact with its source, its force, who acts on it, who cites it."""

    model_config = ConfigDict(extra="allow")
    iri: str
    label: str
    facts: list[dict[str, Any]]
    force: list[dict[str, Any]]
    acted_on: list[dict[str, Any]]
    acts: list[dict[str, Any]]
    citing: list[dict[str, Any]]
    editions: list[dict[str, Any]]


class TaskRow(BaseModel):
    """Who must do what by when."""

    model_config = _form(work=WORK, label="08/KH-UBND", id="PL.1", content="…", unit="Sở Nội vụ", deadline="2024-12-31")
    work: str
    label: str
    id: str
    content: str
    unit: str
    deadline: str | None = None


class UnitRow(BaseModel):
    """A body that loaded documents name."""

    model_config = _form(name="Sở Nội vụ tỉnh Hà Tĩnh", kind="department", documents=3)
    name: str
    kind: str
    documents: int


class LineageView(BaseModel):
    """What a work stands on and what stands on it."""

    model_config = ConfigDict(extra="allow")
    focus: str
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    cycles: list[list[str]]


class BoardView(BaseModel):
    """Who was to act on a directive, and who has."""

    model_config = ConfigDict(extra="allow")
    directive: str
    rows: list[dict[str, Any]]


class ComparisonView(BaseModel):
    """A directive beside a plan."""

    model_config = ConfigDict(extra="allow")
    tasks: list[dict[str, Any]]
    passages: list[dict[str, Any]]
    findings: list[FindingView]


class ImpactView(BaseModel):
    """What must change when a work is replaced, by the body that must act."""

    model_config = ConfigDict(extra="allow")
    work: str
    on: str
    bodies: list[dict[str, Any]]
    indirect: list[dict[str, Any]]


class CheckReport(BaseModel):
    """The check report of a draft; nothing of the draft is kept."""

    model_config = ConfigDict(extra="allow")
    file: str
    as_of: str
    document: Header
    citations: list[CitationView]
    findings: list[FindingView]


class RefusedFile(BaseModel):
    """A file that was not taken, and why."""

    file: str
    cause: Words


class LoadedFile(BaseModel):
    """What became of one file."""

    file: str
    document: str
    state: Literal["loaded", "replaced", "unchanged"]


class JobView(BaseModel):
    """A loading under way or done. `done` of `total` files are finished."""

    model_config = _form(
        id="b1f0", state="done", total=1, done=1, documents=[], refused=[], problem=None, href="/api/v1/jobs/b1f0"
    )
    id: str
    state: Literal["waiting", "running", "done", "failed"]
    total: int
    done: int
    documents: list[LoadedFile]
    refused: list[RefusedFile]
    problem: Words | None = None
    href: str


class RefusedLine(BaseModel):
    """A line of a register that was not taken."""

    line: int
    cause: Words


class RegisterReport(BaseModel):
    """What an import of register rows did."""

    model_config = _form(rows=120, judged=4, refused=[])
    rows: int
    judged: int
    refused: list[RefusedLine]


class AuditRow(BaseModel):
    """Something wrong with the register."""

    check: str
    number: str
    rows: list[str]
    message: Words


class ParameterView(BaseModel):
    """A value that a question asks for."""

    name: str
    kind: str
    default: str | None
    meaning: Words


class QueryView(BaseModel):
    """A question that ships; its SPARQL is in `text`."""

    name: str
    title: Words
    answers: Words
    parameters: list[ParameterView]
    text: str


class QueryRows(BaseModel):
    """The answer to a question that ships."""

    model_config = _form(variables=["work", "label"], rows=[[WORK, "08/KH-UBND"]])
    variables: list[str]
    rows: list[list[str | None]]
