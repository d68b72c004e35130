"""The forms of what follows from the citations: lineage, roll-out board, a plan beside its directive, impact."""

from typing import Literal

from pydantic import BaseModel

from api.schemas import DOCUMENT, WORK, FindingView, form

_PLAN = "https://cancu.example/vn/ha-tinh/ubnd/ke-hoach/2024/20"
_BODY = "Sở Nội vụ tỉnh Hà Tĩnh"


class LineageNode(BaseModel):
    """A work in a lineage. `depth` is steps from the focus, above it negative; `folded` neighbours are not shown;
    `expired` is the first day on which it was no longer in force; `misquotes` counts the errors in its references."""

    model_config = form(
        iri=WORK, label="08/KH-UBND", type="Kế hoạch", title="Chuyển đổi số", date="2024-01-08", issuer="Chính phủ",
        level="province", depth=0, loaded=True, expired="2025-12-31", misquotes=0, outdated=0, folded=0,
    )  # fmt: skip
    iri: str
    label: str
    type: str | None
    title: str | None
    date: str | None
    issuer: str | None
    level: Literal["central", "province", "department", "district", "commune", "unknown"]
    depth: int
    loaded: bool
    expired: str | None
    misquotes: int
    outdated: int
    folded: int


class LineageEdge(BaseModel):
    """`source` stands on `target`. `doubtful`: something differs in how it is quoted, and a person must look."""

    model_config = form(source=_PLAN, target=WORK, role="implements", wrong=False, doubtful=False, outdated=False)
    source: str
    target: str
    role: Literal["legal_basis", "implements", "cites"]
    wrong: bool
    doubtful: bool
    outdated: bool


class LineageView(BaseModel):
    """What a work stands on and what stands on it. `only_on_focus` loses every basis when the work goes: told from all
    the bases as of the day, whatever `nodes` shows."""

    model_config = form(
        focus=WORK, nodes=[], edges=[], generations=[[WORK], [_PLAN]], roots=[WORK], cycles=[], only_on_focus=[_PLAN]
    )
    focus: str
    nodes: list[LineageNode]
    edges: list[LineageEdge]
    generations: list[list[str]]
    roots: list[str]
    cycles: list[list[str]]
    only_on_focus: list[str]


class ReliedOn(BaseModel):
    """A work and its share of all that documents rest on."""

    model_config = form(
        iri=WORK, label="Kế hoạch 08/KH-UBND", rank=0.0312, title="Cải cách hành chính năm 2024", date="2024-01-08",
        issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", resting=12, expired=None,
    )  # fmt: skip
    iri: str
    label: str
    rank: float
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    resting: int
    expired: str | None = None


class Edition(BaseModel):
    """A yearly plan among those of other years."""

    model_config = form(iri=WORK, label="Kế hoạch 08/KH-UBND", date="2024-01-08", title="Cải cách hành chính năm 2024")
    iri: str
    label: str
    date: str | None
    title: str | None


class AskedBy(BaseModel):
    """Words of the directive that ask a body to act."""

    model_config = form(why="lead", words=_BODY)
    why: Literal["lead", "recipient", "assigned", "group"]
    words: str


class IssuedPlan(BaseModel):
    """A plan that carries out the directive; `findings` are ids, `copies` the loaded texts that are this one plan.

    `other_time`: for another year than the directive. `late` is told of the plan that answers the directive's call, and
    null where it sets no day.
    """

    model_config = form(
        document=DOCUMENT, work=_PLAN, number="20/KH-UBND", date="2024-03-20", title="Tập huấn", errors=0, warnings=0,
        findings=[], copies=1, other_time=False, late=False,
    )  # fmt: skip
    document: str
    work: str | None
    number: str | None
    date: str | None
    title: str | None
    errors: int
    warnings: int
    findings: list[str]
    copies: int
    other_time: bool
    late: bool | None


class BoardRow(BaseModel):
    """One body: whether it was asked, by which words, by which day, what it has issued."""

    model_config = form(
        body=_BODY, state="has_not", asked_by=[{"why": "lead", "words": _BODY}], plans=[], more=0, due="2024-02-28"
    )
    body: str
    state: Literal["has", "alike", "has_not", "unknown", "unasked", "not_expanded"]
    asked_by: list[AskedBy]
    plans: list[IssuedPlan]
    due: str | None
    more: int


class BoardView(BaseModel):
    """Who was to act on a directive, and who has."""

    model_config = form(directive=WORK, rows=[], more=0, not_expanded=["các cơ quan liên quan"])
    directive: str
    rows: list[BoardRow]
    more: int
    not_expanded: list[str]


class ComparedTask(BaseModel):
    """A task of the directive, and what the plan makes of it; `passage` is characters of the plan's text."""

    model_config = form(
        task="PL.1", content="Rà soát thủ tục hành chính", state="partly", concern="named", plan_task="1",
        passage=[120, 260], likeness=0.71,
    )  # fmt: skip
    task: str
    content: str
    state: Literal["carried_out", "partly", "missing", "not_theirs"]
    concern: Literal["named", "group"] | None
    plan_task: str | None
    passage: list[int] | None
    likeness: float


class ComparedPassage(BaseModel):
    """Passages that are one text, as characters of either."""

    model_config = form(directive=[10, 90], plan=[40, 118], likeness=0.93)
    directive: list[int]
    plan: list[int]
    likeness: float


class ComparisonView(BaseModel):
    """A directive beside a plan."""

    model_config = form(tasks=[], passages=[], findings=[])
    tasks: list[ComparedTask]
    passages: list[ComparedPassage]
    findings: list[FindingView]


class SentenceToChange(BaseModel):
    """A sentence that names the work; `proposed` is null when nothing replaces it."""

    model_config = form(
        document=DOCUMENT, number="20/KH-UBND", date="2024-03-20", role="implements", start=210, end=290,
        sentence="Thực hiện Kế hoạch số 08/KH-UBND", proposed="Thực hiện Kế hoạch số 12/KH-UBND", check_subject=False,
    )  # fmt: skip
    document: str
    number: str | None
    date: str | None
    role: str
    start: int
    end: int
    sentence: str
    proposed: str | None
    check_subject: bool


class BodyToAct(BaseModel):
    """What one body must change; the body is null where the document names none."""

    model_config = form(body=_BODY, changes=[])
    body: str | None
    changes: list[SentenceToChange]


class IndirectDocument(BaseModel):
    """A document that stands on one that must change; `way` leads from it to the work."""

    model_config = form(document=DOCUMENT, body=_BODY, number="05/KH-SNV", depth=2, way=[_PLAN, WORK])
    document: str
    body: str | None
    number: str | None
    depth: int
    way: list[str]


class ImpactView(BaseModel):
    """What must change when a work is replaced, by the body that must act."""

    model_config = form(work=WORK, replacement=_PLAN, on="2024-12-01", state="touches", bodies=[], indirect=[])
    work: str
    replacement: str | None
    on: str
    state: Literal["touches", "touches_nothing"]
    bodies: list[BodyToAct]
    indirect: list[IndirectDocument]
