"""The forms of the HTTP API's answers and requests, with examples: what OpenAPI tells a program to expect.

A form names what a program may rely on; an answer may hold more. Values are as in the command line's JSON.
"""

from typing import Any, Generic, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field

WORK = "https://cancu.example/vn/ha-tinh/ubnd/ke-hoach/2024/08"
DOCUMENT = "https://cancu.example/document/3f1c9a"
ROW = "https://cancu.example/register/row/1"


def form(**example: Any) -> ConfigDict:
    """A form of answers with its example; an answer may hold more."""
    return ConfigDict(extra="allow", json_schema_extra={"examples": [example]})


SAID: dict[str, Any] = {"vi": "Ngày ghi khác ngày của văn bản.", "en": "The date differs from the document's."}


class Words(BaseModel):
    """One sentence in both languages."""

    model_config = ConfigDict(json_schema_extra={"examples": [SAID]})
    vi: str
    en: str


class Problem(BaseModel):
    """An error (RFC 9457): `type` can be opened, `title` is the type's, `detail` in the caller's language."""

    model_config = form(
        type="/problems/NotFound",
        title="Không tìm thấy",
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


def _page_example(schema: dict[str, Any], page: type[BaseModel]) -> None:
    """A page's example is made of its row's."""
    row = page.model_fields["items"].annotation
    of_row = getattr(get_args(row)[0], "model_config", {}).get("json_schema_extra", {})
    plain = {bool: False, int: 1}
    more = {n: plain[f.annotation] for n, f in page.model_fields.items() if f.annotation in plain}
    schema["examples"] = [{"items": of_row.get("examples", []), "next": "WyIyMDI0Il0", **more}]


class Page(BaseModel, Generic[Row]):
    """Some rows; `next` is the cursor of the page after this one, null on the last."""

    model_config = ConfigDict(json_schema_extra=_page_example)
    items: list[Row]
    next: str | None = None


class DocumentRow(BaseModel):
    """A loaded document in a list."""

    model_config = form(
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

    model_config = form(work=WORK, label="Kế hoạch 08/KH-UBND", date="2024-01-08", title="Chuyển đổi số", loaded=True)
    work: str
    label: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    loaded: bool = False


class MarkedWords(BaseModel):
    """A stretch of the original words: asked for (`hit`), or not."""

    model_config = form(text="cải cách", hit=True)
    text: str
    hit: bool


class FoundRow(BaseModel):
    """A hit of a search: a work, a passage of a loaded text, or a task.

    `by` says what matched: the document's own number, the words with the accents typed, or the words. `snippet` holds
    the words of the original in their order. `start` and `end` are the place in the raw text of `source`.
    """

    model_config = form(
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
    status: Literal["in_force", "not_in_force", "not_yet", "unknown"]
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

    model_config = form(work=WORK, label="08/KH-UBND", title="Chuyển đổi số", date="2024-01-08", status="unknown")
    work: str
    label: str
    title: str | None
    date: str | None
    status: Literal["in_force", "not_in_force", "not_yet", "unknown"]


class Evidence(BaseModel):
    """What a finding rests on."""

    model_config = form(source=WORK, quote="Nghị quyết số 17/NQ-CP ngày 07 tháng 3 năm 2019")
    source: str
    quote: str | None = None


FINDING: dict[str, Any] = {
    "id": "5b0f", "kind": "WrongDate", "severity": "error", "confidence": 0.97, "start": 120, "end": 170,
    "quote": "Nghị quyết số 17/NQ-CP ngày 17/3/2019", "written": "2019-03-17", "actual": "2019-03-07", "message": SAID,
    "evidence": [], "correction": "Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ", "copied_from": WORK,
}  # fmt: skip


class FindingView(BaseModel):
    """One finding: written against actual, the evidence, the corrected words."""

    model_config = form(**FINDING)
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
    citation: int | None = None
    work: str | None = None
    known_then: bool | None = None
    cause: str | None = None
    first_written: str | None = None
    way: list[Evidence] = []
    copied_by: list[str] = []


class Decision(BaseModel):
    """One decision about a finding."""

    model_config = form(decision="confirmed", by="Nguyễn Thị Mai", at="2024-05-02T08:00:00+00:00", reason="")
    decision: str
    by: str
    at: str
    reason: str


class RuleRow(BaseModel):
    """A rule of acceptance: which kind of finding is accepted for which work, who said so and why."""

    model_config = form(
        id="0c1d", kind="WrongTitle", work=WORK, written="về cải cách hành chính", by="Nguyễn Thị Mai",
        at="2026-11-21T01:00:00+00:00", reason="trích yếu ngắn được dùng chính thức", finding="f5b0f",
        withdrawn_at="2026-12-01T08:00:00+00:00", withdrawn_by="Trần Văn An",
    )  # fmt: skip
    id: str
    kind: str
    work: str
    written: str | None
    by: str
    at: str
    reason: str
    finding: str | None
    withdrawn_at: str | None
    withdrawn_by: str | None


class FindingRow(FindingView):
    """A stored finding with its document and what was decided about it."""

    model_config = form(
        **FINDING, iri=DOCUMENT + "#finding-5b0f", document=DOCUMENT, of=WORK, label="Kế hoạch 08/KH-UBND",
        issuer="Ủy ban nhân dân tỉnh", year="2024", state="open", version="e3b0c44298fc",
        history=[],
    )  # fmt: skip
    iri: str
    document: str
    of: str | None
    label: str
    issuer: str
    year: str
    state: Literal["open", "confirmed", "dismissed", "fixed"]
    version: str = Field(description="Names the decisions so far: send it back as If-Match when deciding")
    history: list[Decision]
    rule: RuleRow | None = None


FILLED: dict[str, Any] = {"minLength": 1}  # said to clients; what is empty is refused with its reason in words


class ReviewForm(BaseModel):
    """A person's decision about a finding; a dismissal needs a reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"finding": "5b0f", "decision": "confirmed", "reviewer": "Nguyễn Thị Mai", "reason": ""}]
        },
    )
    finding: str = Field(description="The finding's id or IRI", max_length=2000, json_schema_extra=FILLED)
    decision: Literal["confirmed", "dismissed", "fixed", "reopened"]
    reviewer: str = Field(
        description="Who decides; with a token the token's name counts instead",
        max_length=200,
        json_schema_extra=FILLED,
    )
    reason: str = Field(default="", max_length=5000)


class TaskRow(BaseModel):
    """Who must do what by when."""

    model_config = form(work=WORK, label="08/KH-UBND", id="PL.1", content="…", unit="Sở Nội vụ", deadline="2024-12-31")
    work: str
    label: str
    id: str
    content: str
    unit: str
    deadline: str | None = None


class UnitRow(BaseModel):
    """A body that loaded documents name."""

    model_config = form(name="Sở Nội vụ tỉnh Hà Tĩnh", kind="department", documents=3)
    name: str
    kind: str
    documents: int


class RefusedFile(BaseModel):
    """A file that was not taken, and why."""

    model_config = form(file="ke-hoach.pdf", cause={"vi": "Tệp rỗng.", "en": "The file is empty."})
    file: str
    cause: Words


class LoadedFile(BaseModel):
    """What became of one file."""

    model_config = form(file="ke-hoach.pdf", document=DOCUMENT, state="loaded", instead_of=[])
    file: str
    document: str
    state: Literal["loaded", "replaced", "unchanged"]
    instead_of: list[str] = []  # earlier versions of the same document, taken out for this one


class JobView(BaseModel):
    """A loading under way or done. `done` of `total` files are finished."""

    model_config = form(
        id="b1f0", state="done", total=1, done=1, documents=[], refused=[], problem=SAID, href="/api/v1/jobs/b1f0"
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

    model_config = form(line=7, cause={"vi": "Thiếu số.", "en": "There is no number."})
    line: int
    cause: Words


class RegisterReport(BaseModel):
    """What an import of register rows did."""

    model_config = form(rows=120, judged=4, refused=[], cautions=[])
    rows: int
    judged: int
    refused: list[RefusedLine]
    cautions: list[Words]  # what was taken but counts for less than its writer may think


class AuditRow(BaseModel):
    """Something wrong with the register."""

    model_config = form(
        check="two_dates", number="17/NQ-CP", rows=["https://cancu.example/register/row/1"], message=SAID
    )
    check: str
    number: str
    rows: list[str]
    message: Words


class ParameterView(BaseModel):
    """A value that a question asks for."""

    model_config = form(name="work", kind="work", default="today", meaning={"vi": "Văn bản", "en": "The document"})
    name: str
    kind: str
    default: str | None
    meaning: Words


class QueryView(BaseModel):
    """A question that ships; its SPARQL is in `text`."""

    model_config = form(
        name="implementers",
        title=SAID,
        answers=SAID,
        parameters=[],
        text="SELECT ?plan { ?plan cc:implements $work }",
    )
    name: str
    title: Words
    answers: Words
    parameters: list[ParameterView]
    text: str


class QueryRows(BaseModel):
    """The answer to a question that ships."""

    model_config = form(variables=["work", "label"], rows=[[WORK, "08/KH-UBND"]])
    variables: list[str]
    rows: list[list[str | None]]
