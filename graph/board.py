"""The roll-out board of a directive: who was to issue a plan, who has, when, and with what errors.

Those who were to act are read from the directive itself: the leads of its tasks, its recipients, "Giao …" in its
text; a group ("các sở, ban, ngành", "UBND các huyện") is written out from the body table. "Has not" is only said of
a body from which the store holds some document of the directive's time: of all others the board says that nothing
is known. Nor is it said of a body that has issued a plan on the same subject for the same year without naming the
directive: that plan is shown, and a person looks.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.assigned import Group, carried_kinds, concerns, groups_in, kind_of
from graph.issuers import issuer_words
from graph.judge.carries import one_theme
from graph.judge.comparison import asks_for_a_plan
from graph.judge.duties import due_of, duties_of
from graph.lateness import find_late, of_another_time, years_named
from graph.listing import Look
from graph.lookup import YEAR
from graph.members import known_communes, table_members
from graph.store.seam import Store
from graph.store_lookup import StoreLookup
from ontology.fold import fold_text
from ontology.numbers import parse_number
from ontology.values import Record, Task

State = Literal["has", "alike", "has_not", "unknown", "unasked", "not_expanded"]
Why = Literal["lead", "recipient", "assigned", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan that carries out the directive."""

    document: str
    work: str | None
    number: str | None
    date: str | None
    title: str | None
    errors: int = 0
    warnings: int = 0  # what a person must look at before it is right or wrong
    findings: tuple[str, ...] = ()  # their ids
    copies: int = 1  # how many loaded documents are this one plan; it counts once
    other_time: bool = False  # for another year than the directive: it is not the plan that was asked for
    late: bool | None = None  # after the day by which it was due; None where it does not answer that call


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One body: whether it was asked, by which words, and what it has issued.

    A group whose members nobody lists (communes, for the body table knows none) is a row of its own words: it is
    neither "has" nor "has not". Of a body that is "alike", the plans are on the subject but do not name the directive.
    `due` is the day by which the directive wants its plan.
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
Issued = dict[str, tuple[str, list[Plan]]]  # plans by the body that issued them, as `issuer_words` and as written


def no_members(group: Group, directive: Record) -> Sequence[str]:
    """A body table that knows nobody."""
    return ()


def make_board(
    work: str,
    directive: Record | None,
    plans: Issued,
    *,
    members: Members = table_members,
    is_known: Callable[[str], bool] = lambda body: False,
    alike: Callable[[str], Sequence[Plan]] = lambda body: (),
) -> Board:
    """The board of a work, from its text where that is loaded and from the plans that carry it out.

    `is_known` says whether the store holds a document of a body (as `issuer_words`), `alike` which plans of a body are
    on the directive's subject without naming it.
    """
    asked, unexpanded = asked_bodies(directive, members) if directive else ({}, ())
    plans = dict(plans)
    rows = []
    for key, (body, reasons) in asked.items():
        issued = plans.pop(key, ("", []))[1]
        near = () if issued else alike(key)
        state: State = "has" if issued else "alike" if near else "has_not" if is_known(key) else "unknown"
        issued = issued or list(near)
        rows.append(BoardRow(body=body, state=state, asked_by=tuple(reasons), plans=tuple(issued)))
    rows = [_told_by_year(row, directive) for row in rows]
    calls = [words for _, words in _calls(directive)] if directive else []
    for body, issued in plans.values():  # asked within a group that could not be written out, or not asked at all
        meant = tuple(dict.fromkeys(("group", words) for words in calls if concerns(words, body) == "group"))
        rows.append(
            BoardRow(body=body, state="has" if meant else "unasked", asked_by=meant, plans=tuple(issued))  # type: ignore[arg-type]
        )
    reasons_of = {words: why for why, words in _calls(directive)} if directive else {}
    rows += [
        BoardRow(body=words, state="not_expanded", asked_by=((reasons_of.get(words, "group"), words),))
        for words in unexpanded
    ]
    if directive:
        asking = [t for t in duties_of(directive) if asks_for_a_plan(t)]
        rows = [_with_day(row, directive, asking) for row in rows] if asking else rows
    order = {"has": 0, "unasked": 1, "alike": 2, "has_not": 3, "unknown": 4, "not_expanded": 5}
    return Board(
        directive=work, rows=tuple(sorted(rows, key=lambda r: (order[r.state], r.body))), not_expanded=tuple(unexpanded)
    )


def _told_by_year(row: BoardRow, directive: Record | None) -> BoardRow:
    """The row, with the plans that are for other years: who has only those has shown neither that the one asked for
    was issued nor that it was not."""
    years = years_named(directive.document.title) if directive else frozenset()
    plans = tuple(replace(p, other_time=of_another_time(p.title, years)) for p in row.plans)
    only_others = row.state == "has" and all(p.other_time for p in plans)
    return replace(row, plans=plans, state="unknown" if only_others else row.state)


def _with_day(row: BoardRow, directive: Record, asking: Sequence[Task]) -> BoardRow:
    """The row with the day by which its plan was due, and which plans came after it."""
    due = _due(directive, row.body, asking)
    if due is None:
        return row
    late = find_late([(p.title, p.date) for p in row.plans], due, years_named(directive.document.title))
    return replace(row, due=due, plans=tuple(replace(p, late=one) for p, one in zip(row.plans, late, strict=True)))


def _due(directive: Record, body: str, asking: Sequence[Task]) -> str | None:
    """The one day by which the directive wants a plan of this body; of several days nobody knows which is meant."""
    year = directive.document.year or int((directive.document.date or "0")[:4]) or None
    days = {
        day
        for task in asking
        if not task.lead or concerns("; ".join(task.lead), body)
        if (day := _day_of_the_plan(task, year)) and len(day) == 10
    }
    return days.pop() if len(days) == 1 else None


def _day_of_the_plan(task: Task, year: int | None) -> str | None:
    """ "Ban hành kế hoạch trước ngày 25/01; hoàn thành danh sách trước ngày 03/02": the plan's own day is the first."""
    asking, *others = task.content.split(";")
    return (others and due_of(asking, year)) or task.deadline or due_of(task.content, year)


def read_issued(look: Look, work: str) -> Issued:
    """Every stored plan that carries out the work, by the body that issued it; texts of one plan count once."""
    first: dict[str, dict[str, Any]] = {}
    copies: Counter[str] = Counter()
    for row in look.plans_of(work):
        copies[row["work"]] += 1
        if row["work"] not in first or row["document"] < first[row["work"]]["document"]:
            first[row["work"]] = row
    found: Issued = {}
    for row in sorted(first.values(), key=lambda r: (r["date"] or "9", r["document"])):
        plan = Plan(
            document=row["document"], work=row["work"], number=row["number"], date=row["date"], title=row["title"],
            errors=sum(severity == "error" for _, severity in row["found"]),
            warnings=sum(severity == "warning" for _, severity in row["found"]),
            findings=tuple(id_ for id_, _ in row["found"]), copies=copies[row["work"]],
        )  # fmt: skip
        found.setdefault(row["body"], (row["issuer"], []))[1].append(plan)
    return found


# ------------------------------------------------------------------ who was to act

Asked = dict[str, tuple[str, list[tuple[Why, str]]]]
_OPENS = r"(?:[Ss]ở|UBND|Ủy ban|[Bb]an|Bộ Chỉ huy|Công an|Cục|Kho bạc|Bảo hiểm xã hội)"
_GIVEN = re.compile(rf"\b(?:Giao|Yêu cầu|Đề nghị)\s+(?:cho\s+)?((?:các\s+)?(?:{_OPENS}|[Cc]ơ quan)[^.;:\n]{{3,160}})")
_NEXT = re.compile(rf"[;,]\s+(?={_OPENS}\b)")
_NAME_AT_MOST = 60
_NO_BODY = re.compile(r"^(lưu|như trên|chánh|các pct|các pcvp|tt |thường trực|chủ tịch|gđ|pgđ)", re.I)


def asked_bodies(directive: Record, members: Members = no_members) -> tuple[Asked, tuple[str, ...]]:
    """Who is to act, each with the words that say so, and the groups that could not be written out."""
    asked: Asked = {}
    unexpanded: dict[str, str] = {}
    for why, words in _calls(directive):
        groups = groups_in(words)
        for group in groups:
            named = members(group, directive)
            if not named or "commune" in group.kinds:  # of communes only some are known
                unexpanded.setdefault(issuer_words(words), words)
            for body in named:
                _ask(asked, body, "group", words, directive)
        if not groups and kind_of(words) in {"department", "district", "commune", "division"}:
            _ask(asked, words, why, words, directive)
    return asked, tuple(unexpanded.values())


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
        for part in _NEXT.split(words):
            body = _body_opening(part, full)
            if body is not None:
                yield "assigned", body


def _body_opening(words: str, full: Mapping[str, str]) -> str | None:
    """The body that "Sở Nội vụ chủ trì, tổ chức …" begins with; other words are a name if they are short."""
    opened = [v for v in full if words.lower().startswith(v.lower()) and not words[len(v) : len(v) + 1].isalnum()]
    if opened:
        return full[max(opened, key=len)]
    return words if len(words) <= _NAME_AT_MOST else None


def board_of(store: Store, look: Look, work: str, *, since: dt.date | None = None) -> Board:
    """The board of a directive in a store, groups written out from the body table. Of the plans it reads what the
    lists say: no text but the directive's own."""
    lookup = StoreLookup(store)
    documents = lookup.documents_of(work)
    first = since.isoformat() if since else ""
    held = look.issuers(first)
    directive = lookup.record(documents[0]) if documents else None
    return make_board(
        work,
        directive,
        read_issued(look, work),
        members=lambda group, directive: (*table_members(group, directive), *known_communes(group, directive, held)),
        is_known=lambda body: look.has_issued(body, first),
        alike=lambda body: plans_alike(look, directive, body) if directive else (),
    )


def plans_alike(look: Look, directive: Record, body: str) -> tuple[Plan, ...]:
    """Plans of a body after the directive, within its year or the next, on its subject and for its years."""
    own = directive.document
    if not own.title or not own.date or len(own.date) != 10:
        return ()
    until = f"{int(own.date[:4]) + 1}-12-31"
    return tuple(
        Plan(document=row["document"], work=row["work"], number=row["number"], date=row["date"], title=row["title"])
        for row in look.issued_by(body, own.date, until)
        if _is_plan(row["number"]) and row["title"] and _same_subject(own.title, row["title"])
    )


def _is_plan(number: str | None) -> bool:
    parsed = parse_number(number) if number else None
    return parsed is not None and bool(parsed.types) and fold_text(parsed.types[0].name) in carried_kinds().held


def _same_subject(one: str, other: str) -> bool:
    """One theme, and no year that the other does not name."""
    years, theirs = set(YEAR.findall(one)), set(YEAR.findall(other))
    return (not years or not theirs or years == theirs) and one_theme(one, other, carried_kinds().theme)


PLANS_SHOWN = 50  # of one body
ROWS_SHOWN = 1_000


def board_to_json(board: Board) -> dict[str, Any]:
    """The board for programs and pages: so many bodies and so many plans of each, and how many more there are."""
    return {
        "directive": board.directive,
        "more": max(0, len(board.rows) - ROWS_SHOWN),
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
                        "warnings": p.warnings,
                        "copies": p.copies,
                        "other_time": p.other_time,
                        "late": p.late,
                        "findings": list(p.findings),
                    }
                    for p in row.plans[:PLANS_SHOWN]
                ],
                "more": max(0, len(row.plans) - PLANS_SHOWN),
            }
            for row in board.rows[:ROWS_SHOWN]
        ],
        "not_expanded": list(board.not_expanded),
    }
