"""The roll-out board of a directive: who was to issue a plan, who has, when, and with what errors.

Those who were to act are read from the directive itself: the leads of its tasks, its recipients, "Giao …" in its
text; a group ("các sở, ban, ngành", "UBND
các huyện") is written out from the body table. "Has not" is only said of a body from which the store holds some
document of the directive's time: of all others the board says that nothing is known.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.assigned import Group, concerns, groups_in, kind_of
from graph.findings import read_findings
from graph.issuers import issuer_words
from graph.judge.carries import carries_out
from graph.judge.comparison import asks_for_a_plan
from graph.judge.duties import due_of, duties_of
from graph.lookup import Lookup
from graph.members import known_communes, table_members
from graph.names import cc
from graph.store.seam import Store
from graph.store_lookup import StoreLookup
from ontology.values import Finding, Record

State = Literal["has", "has_not", "unknown", "unasked", "not_expanded"]
Why = Literal["lead", "recipient", "assigned", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan that carries out the directive."""

    document: str
    work: str | None
    number: str | None
    date: str | None
    title: str | None
    findings: tuple[Finding, ...] = ()
    copies: int = 1  # how many loaded documents are this one plan; it counts once
    late: bool | None = None  # after the day by which it was due; None where no day was set

    @property
    def errors(self) -> int:
        return sum(1 for f in self.findings if f.severity == "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One body: whether it was asked, by which words, and what it has issued.

    A group whose members nobody lists (communes, for the body table knows none) is a row of its own words: it is
    neither "has" nor "has not". `due` is the day by which the directive wants its plan.
    """

    body: str
    state: State
    asked_by: tuple[tuple[Why, str], ...] = ()
    plans: tuple[Plan, ...] = ()
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole roll-out. `not_expanded` are groups whose members the body table does not give."""

    directive: str
    rows: tuple[BoardRow, ...]
    not_expanded: tuple[str, ...] = ()


Members = Callable[[Group, Record], Sequence[str]]
FindingsOf = Callable[[str], Sequence[Finding]]


def no_members(group: Group, directive: Record) -> Sequence[str]:
    """A body table that knows nobody."""
    return ()


def make_board(
    work: str,
    lookup: Lookup,
    *,
    members: Members = table_members,
    findings_of: FindingsOf | None = None,
    known_issuers: Collection[str] = (),
) -> Board:
    """The board of a directive that is a work of the store. `known_issuers` are bodies whose documents the store
    holds."""
    documents = lookup.documents_of(work)
    directive = lookup.record(documents[0]) if documents else None
    asked, unexpanded = asked_bodies(directive, members) if directive else ({}, ())
    plans = _plans(work, lookup, findings_of)
    known = {issuer_words(name) for name in known_issuers}
    rows = []
    for key, (body, reasons) in asked.items():
        issued = plans.pop(key, ("", []))[1]
        state: State = "has" if issued else "has_not" if key in known else "unknown"
        rows.append(BoardRow(body=body, state=state, asked_by=tuple(reasons), plans=tuple(issued)))
    calls = [words for _, words in _calls(directive)] if directive else []
    for body, issued in plans.values():  # asked within a group that could not be written out, or not asked at all
        meant = tuple(dict.fromkeys(("group", words) for words in calls if concerns(words, body) == "group"))
        rows.append(
            BoardRow(body=body, state="has" if meant else "unasked", asked_by=meant, plans=tuple(issued))  # type: ignore[arg-type]
        )
    asking = {words: why for why, words in _calls(directive)} if directive else {}
    rows += [
        BoardRow(body=words, state="not_expanded", asked_by=((asking.get(words, "group"), words),))
        for words in unexpanded
    ]
    if directive:
        rows = [_with_day(row, directive) for row in rows]
    order = {"has": 0, "unasked": 1, "has_not": 2, "unknown": 3, "not_expanded": 4}
    return Board(
        directive=work, rows=tuple(sorted(rows, key=lambda r: (order[r.state], r.body))), not_expanded=tuple(unexpanded)
    )


def _with_day(row: BoardRow, directive: Record) -> BoardRow:
    """The row with the day by which its plan was due, and which plans came after it."""
    due = _due(directive, row.body)
    if due is None:
        return row
    plans = tuple(replace(p, late=p.date > due if p.date and len(p.date) == 10 else None) for p in row.plans)
    return replace(row, due=due, plans=plans)


def _due(directive: Record, body: str) -> str | None:
    """The one day by which the directive wants a plan of this body; of several days nobody knows which is meant."""
    year = directive.document.year or int((directive.document.date or "0")[:4]) or None
    asking = [t for t in duties_of(directive) if asks_for_a_plan(t)]
    days = {
        day
        for task in asking
        if not task.lead or concerns("; ".join(task.lead), body)
        if (day := task.deadline or due_of(task.content, year)) and len(day) == 10
    }
    return days.pop() if len(days) == 1 else None


def _plans(work: str, lookup: Lookup, findings_of: FindingsOf | None) -> dict[str, tuple[str, list[Plan]]]:
    """Every stored document that carries out the work, by the body that issued it."""
    found: dict[str, tuple[str, list[Plan]]] = {}
    citing = lookup.citing(work)
    for document in citing:
        record = lookup.record(document)
        if record is None or lookup.work_of(document) == work or not _implements(record, lookup, document, work):
            continue
        own, me = record.document, lookup.work_of(document)
        copies = lookup.documents_of(me) if me else ()
        if copies and copies[0] != document and copies[0] in citing:
            continue  # another text of the same plan, which is shown
        body = own.issuer or "?"
        plan = Plan(
            document=document,
            work=me,
            number=own.number,
            date=own.date,
            title=own.title,
            findings=tuple(findings_of(document)) if findings_of else (),
            copies=max(1, len(copies)),
        )
        found.setdefault(issuer_words(body), (body, []))[1].append(plan)
    for _, plans in found.values():
        plans.sort(key=lambda p: (p.date or "9", p.document))
    return found


def _implements(record: Record, lookup: Lookup, document: str, work: str) -> bool:
    pairs = zip(record.citations, lookup.resolutions(document), strict=False)
    cited = lookup.work(work)
    return any(r.work == work and carries_out(record.document, c, cited) for c, r in pairs)


# ------------------------------------------------------------------ who was to act

Asked = dict[str, tuple[str, list[tuple[Why, str]]]]
_GIVEN = re.compile(
    r"\b(?:Giao|Yêu cầu|Đề nghị)\s+(?:cho\s+)?"
    r"((?:các\s+)?(?:[Ss]ở|UBND|Ủy ban|[Bb]an|[Cc]ơ quan)[^.;:\n]{3,160})"
)
_NO_BODY = re.compile(r"^(lưu|như trên|chánh|các pct|các pcvp|tt |thường trực|chủ tịch|gđ|pgđ)", re.I)


def asked_bodies(directive: Record, members: Members = no_members) -> tuple[Asked, tuple[str, ...]]:
    """Who is to act, each with the words that say so, and the groups that could not be written out."""
    asked: Asked = {}
    unexpanded: list[str] = []
    for why, words in _calls(directive):
        groups = groups_in(words)
        for group in groups:
            named = members(group, directive)
            if (not named or "commune" in group.kinds) and words not in unexpanded:  # of communes only some are known
                unexpanded.append(words)
            for body in named:
                _ask(asked, body, "group", words, directive)
        if not groups and kind_of(words) in {"department", "district", "commune", "division"}:
            _ask(asked, words, why, words, directive)
    return asked, tuple(unexpanded)


def _ask(asked: Asked, body: str, why: Why, words: str, directive: Record) -> None:
    key = issuer_words(body)
    if key == issuer_words(directive.document.issuer or ""):
        return
    reasons = asked.setdefault(key, (body, []))[1]
    if (why, words) not in reasons:
        reasons.append((why, words))


def _calls(directive: Record) -> Iterable[tuple[Why, str]]:
    full = {v: u.name for u in directive.units for v in u.variants}
    for task in directive.tasks:
        for name in task.lead:
            yield "lead", name
    for line in directive.document.recipients:
        for part in re.split(r";", line):
            if not _NO_BODY.match(part.strip()):
                yield "recipient", full.get(part.strip(), part.strip())
    for match in _GIVEN.finditer(directive.text.raw):
        words = re.sub(r"\s+", " ", match[1]).strip()
        for part in re.split(r"[;,]\s+(?=(?:UBND|Ủy ban|[Ss]ở|[Bb]an)\b)", words):
            yield "assigned", full.get(part, part)


def known_issuers(documents: Iterable[str], lookup: Lookup, *, since: dt.date | None = None) -> frozenset[str]:
    """The bodies of which the store holds a document not older than a day."""
    names = set()
    for document in documents:
        record = lookup.record(document)
        if record and record.document.issuer and (since is None or (record.document.date or "9") >= since.isoformat()):
            names.add(record.document.issuer)
    return frozenset(names)


_ISSUERS = "SELECT DISTINCT ?name ?date WHERE { ?d a $kind ; $issuer ?name OPTIONAL { ?d $dated ?date } }"


def held_issuers(store: Store, since: dt.date | None = None) -> frozenset[str]:
    """The same of a whole store, in one question and without reading any document."""
    rows = store.select(_ISSUERS, kind=cc("SourceDocument"), issuer=cc("writtenIssuer"), dated=cc("writtenDate"))
    first = since.isoformat() if since else ""
    return frozenset(row["name"] for row in rows.dicts() if row.get("date", "9") >= first)


def board_of(store: Store, work: str, *, since: dt.date | None = None) -> Board:
    """The board of a directive in a store, groups written out from the body table."""
    held = held_issuers(store, since)
    return make_board(
        work,
        StoreLookup(store),
        members=lambda group, directive: (*table_members(group, directive), *known_communes(group, directive, held)),
        findings_of=lambda document: [f for _, _, f in read_findings(store, document)],
        known_issuers=held,
    )


def board_to_json(board: Board) -> dict[str, Any]:
    """For `cancu board --format json`."""
    return {
        "directive": board.directive,
        "rows": [
            {
                "body": row.body,
                "state": row.state,
                "due": row.due,
                "asked_by": [{"why": why, "words": words} for why, words in row.asked_by],
                "plans": [
                    {
                        "document": p.document,
                        "work": p.work,
                        "number": p.number,
                        "date": p.date,
                        "title": p.title,
                        "errors": p.errors,
                        "copies": p.copies,
                        "late": p.late,
                        "findings": [f.id for f in p.findings],
                    }
                    for p in row.plans
                ],
            }
            for row in board.rows
        ],
        "not_expanded": list(board.not_expanded),
    }
