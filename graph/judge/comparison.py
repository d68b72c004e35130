"""A directive beside the plan that carries it out: which of its tasks the plan takes up, and what became of time,
unit and aim.

Tasks are aligned by the words that mean something; a task that the plan's text takes up outside its table counts as
taken up. Only tasks that concern the plan's own body are asked of it. Silence about a deadline or a unit is no
change.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.assigned import Concern, carried_kinds, concerns
from graph.issuers import same_issuer
from graph.judge.aims import aims_taken_up, weakened
from graph.judge.case import document_identity
from graph.judge.duties import due_of, duties_of
from graph.judge.gathered import ENOUGH, Gathered, gather, taken_up_under
from graph.judge.passages import PassagePair, Weights, align_passages, heading_of, sentences_of, weigh_words, words_of
from graph.judge.report import finding_to_json
from graph.judge.sentence import named_findings, say_date
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.values import Evidence, Finding, Record, Severity, Span, Target, Task

State = Literal["carried_out", "partly", "missing", "not_theirs"]
TAKEN_UP = 0.55
PARTLY = 0.36
_NEAR = 0.75  # from here on a sentence is the task, however it puts the verb
_VERB = re.compile(r"\w+ \w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task of the directive and what the plan does with it."""

    task: str
    content: str
    state: State
    concern: Concern | None
    plan_task: str | None = None
    passage: Span | None = None
    likeness: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComparison:
    """Everything one plan does with one directive."""

    rows: tuple[TaskRow, ...]
    passages: tuple[PassagePair, ...]
    findings: tuple[Finding, ...]


def compare_tasks(
    directive: Record, plan: Record, *, directive_iri: str = ""
) -> list[tuple[TaskRow, tuple[Finding, ...]]]:
    """Each task of the directive, what the plan does with it, and what it changes in it."""
    held = dict.fromkeys((*plan.tasks, *duties_of(plan)))
    plan_tasks = [(t, words_of(t.content)) for t in held]
    sentences = [(s, words_of(plan.text.raw[s.start : s.end])) for s in sentences_of(plan)]
    weights = weigh_words([*(words_of(t.content) for t in duties_of(directive)), *(w for _, w in plan_tasks)])
    compared, parts = [], gather(plan)
    for task in duties_of(directive):
        row, taken = _row(task, plan, plan_tasks, sentences, parts, weights)
        compared.append((row, tuple(_changes(task, taken, row, plan, directive_iri))))
    return compared


def compare_plans(directive: Record, plan: Record, *, directive_iri: str = "", plan_iri: str = "") -> PlanComparison:
    """Compare task by task, aim by aim, passage by passage."""
    compared = compare_tasks(directive, plan, directive_iri=directive_iri)
    return PlanComparison(
        rows=tuple(row for row, _ in compared),
        passages=align_passages(directive, plan),
        findings=tuple(_named(plan, plan_iri, _found(compared, directive, plan, directive_iri))),
    )


def plan_findings(directive: Record, plan: Record, *, directive_iri: str = "") -> tuple[Finding, ...]:
    """What a plan changes in its directive's tasks and aims, without laying their passages side by side."""
    compared = compare_tasks(directive, plan, directive_iri=directive_iri)
    return tuple(_named(plan, "", _found(compared, directive, plan, directive_iri)))


def _found(
    compared: Iterable[tuple[TaskRow, tuple[Finding, ...]]], directive: Record, plan: Record, source: str
) -> list[Finding]:
    findings = [f for _, changes in compared for f in changes]
    aims = _aims(directive, plan, source) if _one_stretch(directive, plan) else ()
    return [*findings, *(f for f in aims if not any(_said(f, other) for other in findings))]


def _said(finding: Finding, other: Finding) -> bool:
    """The same is said of the task in which the aim stands."""
    one, two = finding.span, other.span
    over = one is not None and two is not None and one.start < two.end and two.start < one.end
    return over and (finding.kind, finding.written) == (other.kind, other.written)


def _one_stretch(directive: Record, plan: Record) -> bool:
    """Both speak of the same year: the aim of a programme for 2025 is no aim of a plan for 2023."""
    title = directive.document.title or ""
    years = {int(y) for y in re.findall(r"(?<!\d)20\d\d(?!\d)", title)}
    return plan.document.year is None or years == {plan.document.year} or (not years and _same_year(directive, plan))


def _same_year(directive: Record, plan: Record) -> bool:
    return directive.document.year in (None, plan.document.year)


def _concern(task: Task, body: str | None) -> Concern | None:
    """Whether a task is the body's to do: by name, in a group, or nobody's in particular, not who only helps."""
    if body is None:
        return None
    return concerns("; ".join(task.lead), body) if task.lead else "group"


def _was_due_before(task: Task, plan: Record) -> bool:
    """The task was to be done before the year that the plan is for: nothing of it is left to plan."""
    year = plan.document.year
    return bool(task.deadline and year and int(task.deadline[:4]) < year)


def _says_what_is_done(task: Task, words: str) -> bool:
    """The words hold the verb that the task begins with ("Số hóa …"): one matter has many tasks."""
    verb = _VERB.match(fold_text(carried_kinds().frame.sub("", task.content)))
    return verb is None or re.search(rf"\b{verb[0]}\b", fold_text(words)) is not None


_LED = r"(?:(?:lanh dao|chi dao|tham muu|chu dong)(?: viec)? )?"
_PLAN_MAKING = _LED + r"(cu the hoa|xay dung|ban hanh)\b[^;]{0,40}\b(ke hoach|chuong trinh)\b"
_ITSELF = r"(?:to chuc )?(?:trien khai|thuc hien)(?: thuc hien)? (?:ke hoach|nghi quyet|chuong trinh|chi thi) nay\b"
_ASKS_FOR_A_PLAN = re.compile(rf"^\W*(?:{_PLAN_MAKING}|{_ITSELF})")
_ASKS_FOR_A_PLAN_TOO = re.compile(r";\s*" + _PLAN_MAKING)


def asks_for_a_plan(task: Task) -> bool:
    """Whether a duty is to issue a plan or programme of one's own."""
    return _ASKS_FOR_A_PLAN.search(fold_text(task.content)) is not None


def _row(
    task: Task,
    plan: Record,
    plan_tasks: Sequence[tuple[Task, frozenset[str]]],
    sentences: Sequence[tuple[Span, frozenset[str]]],
    parts: Sequence[Gathered],
    weights: Weights,
) -> tuple[TaskRow, Task | None]:
    words = words_of(carried_kinds().frame.sub("", task.content))
    concern = _concern(task, plan.document.issuer)
    best, taken = max(
        ((weights.likeness(words, w), t) for t, w in plan_tasks), key=lambda p: (p[0], p[1].id), default=(0.0, None)
    )
    passage, in_text = None, 0.0
    if best < TAKEN_UP:  # a sentence must say more of it than a row of the table: words meet there by chance
        in_text, passage = max(((weights.share(words, w), s) for s, w in sentences), default=(0.0, None))
        in_text = max(0.0, in_text - 0.12)
        if in_text < _NEAR and passage and not _says_what_is_done(task, plan.text.raw[passage.start : passage.end]):
            in_text = min(in_text, TAKEN_UP - 0.01)  # of one matter, but perhaps another doing
    itself = asks_for_a_plan(task)  # the plan is what was asked for
    score = 1.0 if itself else max(best, in_text)
    if score < PARTLY and _ASKS_FOR_A_PLAN_TOO.search(fold_text(task.content)):
        score = PARTLY  # one of its parts is the plan itself
    if score < PARTLY:
        under, heading = taken_up_under(task, parts, weights)
        if under >= ENOUGH:
            score, passage = PARTLY, heading
    state: State = "carried_out" if score >= TAKEN_UP else "partly" if score >= PARTLY else "missing"
    if state != "carried_out" and (concern is None or _was_due_before(task, plan)):
        state = "not_theirs"
    by_task = best >= PARTLY and best >= in_text
    beside = None if by_task or score < PARTLY else passage
    row = TaskRow(
        task=task.id,
        content=task.content,
        state=state,
        concern=concern,
        plan_task=taken.id if taken and by_task and state != "not_theirs" else None,
        passage=None if state == "not_theirs" else heading_of(plan) if itself and not by_task else beside,
        likeness=round(score, 3),
    )
    alone = taken is not None and weights.share(words_of(taken.content), words) >= 0.5
    return row, taken if by_task and best >= TAKEN_UP and alone else None


def _changes(task: Task, taken: Task | None, row: TaskRow, plan: Record, directive: str) -> Iterable[Finding]:
    evidence = (Evidence(source=directive, quote=task.content),)
    led = concerns("; ".join(task.lead), plan.document.issuer or "")
    if row.state == "missing" and plan.tasks and led:  # one who only helps need not plan for it
        severity: Severity = "warning" if led == "named" else "note"
        yield _finding(
            "TaskNotCarriedOut",
            severity,
            0.75 if severity == "warning" else 0.5,
            None,
            None,
            task.content,
            evidence,
            Message(
                f"Nhiệm vụ {task.id} của văn bản cấp trên (“{_brief(task.content)}”) chưa thấy trong kế hoạch.",
                f"Task {task.id} of the directive (“{_brief(task.content)}”) is not in the plan.",
            ),
        )
    yield from _slipped(task, taken, row, plan, evidence)
    if taken is None:
        return
    if (
        row.concern == "named"
        and task.lead
        and taken.lead
        and not _within(taken, plan)
        and not _same_leads(task, taken)
    ):
        leads, assigned = "; ".join(taken.lead), "; ".join(task.lead)
        yield _finding(
            "UnitChanged",
            "note",
            0.6,
            taken,
            leads,
            assigned,
            evidence,
            Message(
                f"Nhiệm vụ {task.id}: kế hoạch để {leads} chủ trì, văn bản cấp trên giao {assigned}.",
                f"Task {task.id}: {leads} leads in the plan, the directive assigned {assigned}.",
            ),
        )
    yield from _weaker(task.content + " " + " ".join(task.products), taken, evidence)


def _slipped(
    task: Task, taken: Task | None, row: TaskRow, plan: Record, evidence: tuple[Evidence, ...]
) -> Iterable[Finding]:
    """A later day in the task that takes this one up, or in the sentence that does."""
    if taken is None and row.passage and row.state == "carried_out" and row.concern and not asks_for_a_plan(task):
        words = plan.text.raw[row.passage.start : row.passage.end]
        due = due_of(words, plan.document.year)
        taken = Task(id="", content=words, deadline=due, span=row.passage)
    if taken and task.deadline and taken.deadline and taken.deadline > task.deadline:
        yield _late(taken, taken.deadline, task.deadline, evidence)


def _late(at: Task | Target, due: str, asked: str, evidence: tuple[Evidence, ...]) -> Finding:
    vi = f"Thời hạn {say_date(due)} muộn hơn thời hạn được giao {say_date(asked)}."
    en = f"The deadline {say_date(due, 'en')} is later than the one set, {say_date(asked, 'en')}."
    return _finding("DeadlineSlipped", "warning", 0.8, at, due, asked, evidence, Message(vi, en))


def _brief(words: str, longest: int = 120) -> str:
    """The beginning of a task, up to a word."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"


def _same_leads(task: Task, taken: Task) -> bool:
    return any(same_issuer(a, b) for a in task.lead for b in taken.lead)


_PLACE = re.compile(r"\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+.*$")
_INNER = re.compile(r"^(?:các\s+)?(?:phòng|văn phòng|trung tâm|thanh tra|chi cục|bộ phận|đơn vị|ban quản lý|tổ)\b")
_OTHER_BODY = re.compile(r"\b(?:sở|bộ|ủy ban nhân dân|hội đồng nhân dân|công an|tỉnh ủy|huyện ủy)\b")


def _within(taken: Task, plan: Record) -> bool:
    """The plan gives the task to parts of its own body: named with it, or plainly inner and named with no other."""
    own = _PLACE.sub("", (plan.document.issuer or "").lower())

    def inner(unit: str) -> bool:
        words = unit.lower()
        return own in words or bool(_INNER.match(words) and not _OTHER_BODY.search(words))

    return bool(own) and all(inner(unit) for unit in taken.lead)


def _weaker(directive: str, taken: Task, evidence: tuple[Evidence, ...]) -> Iterable[Finding]:
    pair = weakened(directive, taken.content + " " + " ".join(taken.products))
    if pair:
        yield _finding("TargetWeakened", "warning", 0.75, taken, *pair, evidence, _weaker_message(*pair))


def _weaker_message(written: str, asked: str) -> Message:
    return Message(
        f"Chỉ tiêu {written} thấp hơn chỉ tiêu được giao {asked}.", f"The aim {written} is below the one set, {asked}."
    )


def _aims(directive: Record, plan: Record, source: str) -> Iterable[Finding]:
    """Aims of the plan beside the aim of the directive that is most like them."""
    for aim, nearest, same in aims_taken_up(directive, plan):
        evidence = (Evidence(source=source, quote=aim.text),)
        pair = None if same else weakened(aim.value or aim.text, nearest.value or nearest.text)
        if pair:
            yield _finding("TargetWeakened", "warning", 0.7, nearest, *pair, evidence, _weaker_message(*pair))
        due, asked = (due_of(t.text, of.document.year) for t, of in ((nearest, plan), (aim, directive)))
        if due and asked and due > asked:
            yield _late(nearest, due, asked, evidence)


def _finding(
    kind: str,
    severity: Severity,
    confidence: float,
    at: Task | Target | None,
    written: str | None,
    actual: str | None,
    evidence: tuple[Evidence, ...],
    message: Message,
) -> Finding:
    words = at.content if isinstance(at, Task) else at.text if at else ""
    return Finding(
        id="\x00".join((kind, actual or "", written or "")),
        kind=kind,
        severity=severity,
        confidence=confidence,
        span=at.span if at else None,
        quote=words,
        written=written,
        actual=actual,
        message=message,
        evidence=evidence,
    )


def _named(plan: Record, plan_iri: str, findings: Iterable[Finding]) -> Iterable[Finding]:
    return named_findings(plan_iri or document_identity(plan), findings)


# ------------------------------------------------------------------ many plans


def coverage(directive: Record, plans: Sequence[tuple[str, Record]]) -> dict[str, Any]:
    """The matrix task x unit: what each plan does with each task of the directive, and the tasks nobody takes up."""
    states = {iri: [row.state for row, _ in compare_tasks(directive, plan)] for iri, plan in plans}
    units = [{"document": iri, "issuer": plan.document.issuer or iri} for iri, plan in plans]
    return {"units": units, "tasks": cover_tasks(directive, states)}


def cover_tasks(directive: Record, states: Mapping[str, Sequence[State]]) -> list[dict[str, Any]]:
    """The rows of the matrix, from what each plan does with the tasks in turn."""
    rows = []
    for place, task in enumerate(duties_of(directive)):
        cells = {iri: of_plan[place] for iri, of_plan in states.items()}
        rows.append(
            {
                "task": task.id,
                "content": task.content,
                "lead": list(task.lead),
                "coordinate": list(task.coordinate),
                "cells": cells,
                "taken_up": any(s in {"carried_out", "partly"} for s in cells.values()),
            }
        )
    return rows


def comparison_to_json(comparison: PlanComparison) -> dict[str, Any]:
    """For `cancu compare --format json`."""
    return {
        "tasks": [
            {
                "task": r.task,
                "content": r.content,
                "state": r.state,
                "concern": r.concern,
                "plan_task": r.plan_task,
                "passage": [r.passage.start, r.passage.end] if r.passage else None,
                "likeness": r.likeness,
            }
            for r in comparison.rows
        ],
        "passages": [
            {
                "directive": [p.directive.start, p.directive.end],
                "plan": [p.plan.start, p.plan.end],
                "likeness": p.likeness,
            }
            for p in comparison.passages
        ],
        "findings": [finding_to_json(f) for f in comparison.findings],
    }
