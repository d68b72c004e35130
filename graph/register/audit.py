"""Rows that contradict each other or themselves: kept as they came, named here, never silently mended.

Each check is one query over the register graph and one line of Python; the report gives the rows and what is wrong.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from graph.fit import SAME_TITLE, title_likeness
from graph.identity import names_one_body, type_of, work_key
from graph.issuers import same_issuer
from graph.names import PREAMBLE, cc, graph_named
from graph.register.rows import find_label
from graph.register.worth import denials
from graph.store.seam import Store
from ontology.bodies import find_body
from ontology.body_signs import issuer_of_sign
from ontology.dates import format_english, format_vietnamese, parse_day
from ontology.errors import Message
from ontology.numbers import parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing wrong with the register, and the rows it stands in."""

    check: str
    rows: tuple[str, ...]
    number: str
    message: Message


Row = dict[str, str]
_ROWS = (
    PREAMBLE
    + """
SELECT ?row ?number ?type ?date ?issuer ?title ?from ?to ?source WHERE { GRAPH $g {
  ?row a cc:RegisterRow ; cc:statedNumber ?number . OPTIONAL { ?row cc:statedType ?type }
  OPTIONAL { ?row cc:statedDate ?date } OPTIONAL { ?row cc:statedIssuer ?issuer }
  OPTIONAL { ?row cc:statedTitle ?title } OPTIONAL { ?row cc:inForceFrom ?from }
  OPTIONAL { ?row cc:inForceTo ?to } OPTIONAL { ?row cc:source ?source } } }
ORDER BY STR(?row)"""
)
_RELATIONS = (
    PREAMBLE
    + """
SELECT ?relation ?kind ?actor ?target ?label ?row ?source ?actorDate ?targetDate ?since ?itself ?number ?related
WHERE { GRAPH $g {
  ?relation cc:statedBy ?row ; cc:label ?label . ?row cc:statedNumber ?number .
  OPTIONAL { ?relation cc:relationKind ?kind ; cc:actor ?actor ; cc:target ?target }
  OPTIONAL { ?relation cc:actor ?itself }
  OPTIONAL { ?relation cc:source ?source } OPTIONAL { ?relation cc:actorDate ?actorDate }
  OPTIONAL { ?relation cc:targetDate ?targetDate } OPTIONAL { ?relation cc:since ?since }
  OPTIONAL { ?relation cc:relatedNumber ?related } } }
ORDER BY STR(?relation)"""
)
_DATED = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def audit_register(store: Store, today: dt.date) -> list[AuditEntry]:
    """Everything that is wrong with the register on a day, in a fixed order."""
    rows = store.select(_ROWS, g=graph_named("register")).dicts()
    relations = store.select(_RELATIONS, g=graph_named("register")).dicts()
    found: list[AuditEntry] = []
    for check in _OF_ROWS:
        found += [entry for row in rows for entry in check(row)]
    found += [entry for row in rows for entry in _to_come(row, today.isoformat())]
    found += _shared_numbers(rows)
    for relation in relations:
        found += _of_relation(relation)
    work_of = _works_of_rows(store)
    found += _dated_otherwise(relations, rows, work_of)
    found += _one_sided(relations, work_of)
    return found


def _vi(date: str) -> str:
    return format_vietnamese(date) if _DATED.fullmatch(date) else date


def _en(date: str) -> str:
    return format_english(date) if _DATED.fullmatch(date) else date


def _impossible_date(row: Row) -> Iterator[AuditEntry]:
    for name, vi, en in (("date", "ngày ban hành", "date"), ("from", "ngày có hiệu lực", "date of entry into force"),
                         ("to", "ngày hết hiệu lực", "date of expiry")):  # fmt: skip
        value = row.get(name)
        if value and parse_day(value) is None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
            yield _entry(
                "impossible_date", row, f"{vi} không có thật: {_vi(value)}", f"the {en} does not exist: {_en(value)}"
            )


def _denies_itself(row: Row) -> Iterator[AuditEntry]:
    start, end, date = row.get("from") or "", row.get("to") or "", row.get("date") or ""
    year = parsed.year if (parsed := parse_number(row["number"])) else ""
    said = {
        "year_against_date": (f"năm trong số ({year}) khác năm ban hành ({_vi(date)})",
                              f"the year in the number ({year}) is not that of the date ({_en(date)})"),
        "expires_before_start": (f"hết hiệu lực ({_vi(end)}) trước khi có hiệu lực ({_vi(start)})",
                                 f"expires ({_en(end)}) before it enters into force ({_en(start)})"),
        "expires_before_date": (f"hết hiệu lực ({_vi(end)}) trước ngày ban hành ({_vi(date)})",
                                f"expires ({_en(end)}) before its date ({_en(date)})"),
    }  # fmt: skip
    for check in denials(row["number"], date=date or None, since=start or None, until=end or None):
        yield _entry(check, row, *said[check])


def _begins_early(row: Row) -> Iterator[AuditEntry]:
    """In force before it was issued: now and then it is so, more often one of the two days is wrong."""
    start, date = row.get("from"), row.get("date")
    if start and date and len(start) == len(date) == len("2024-01-01") and start < date:
        yield _entry("starts_before_date", row, f"có hiệu lực ({_vi(start)}) trước ngày ban hành ({_vi(date)})",
                     f"enters into force ({_en(start)}) before its date ({_en(date)})")  # fmt: skip


def _to_come(row: Row, today: str) -> Iterator[AuditEntry]:
    date = row.get("date")
    if date and date > today:
        yield _entry(
            "date_to_come", row, f"ngày ban hành chưa tới: {_vi(date)}", f"its date is yet to come: {_en(date)}"
        )


def _issuer_untold(row: Row) -> Iterator[AuditEntry]:
    if not row.get("issuer") and not names_one_body(row["number"]):
        yield _entry("issuer_untold", row, "chưa rõ của cơ quan nào nên không dùng để soát",
                     "does not say whose document it is, so that it counts for none")  # fmt: skip


def _against_sign(row: Row) -> Iterator[AuditEntry]:
    """A type or an issuer that the sign of its own number denies."""
    number = parse_number(row["number"])
    if number is None:
        return
    kind, issuer, of_sign = row.get("type"), row.get("issuer"), issuer_of_sign(number.sign)
    if kind and not number.blank and number.allows(kind) is False:
        yield _entry("type_against_sign", row, f"ghi là {kind} nhưng ký hiệu là của {number.types[0].name}",
                     f"called {kind}, but the sign is that of {number.types[0].name}")  # fmt: skip
    named = find_body(issuer) if issuer else None
    if not issuer or not of_sign or ";" in of_sign or named is None:
        return
    if of_sign not in (named.name, *named.into) and not same_issuer(issuer, of_sign):
        yield _entry("issuer_against_sign", row, f"ghi của {issuer} nhưng ký hiệu là của {of_sign}",
                     f"said to be of {issuer}, but the sign is that of {of_sign}")  # fmt: skip


_OF_ROWS: tuple[Callable[[Row], Iterator[AuditEntry]], ...] = (
    _impossible_date,
    _denies_itself,
    _begins_early,
    _issuer_untold,
    _against_sign,
)


# What the rows of one document say alike, or contradict each other.
_ONE_VALUE = (
    ("shared_number", "date", "một số ghi nhiều ngày trong một kỳ", "one number with several dates in one period"),
    ("several_starts", "from", "nhiều ngày có hiệu lực", "several days of entry into force"),
    ("several_ends", "to", "nhiều ngày hết hiệu lực", "several days of expiry"),
)


def _shared_numbers(rows: list[Row]) -> Iterator[AuditEntry]:
    """Two documents under one number in one period of its series; contradicting rows of one document."""
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        kind = type_of(row["number"], row.get("type"))
        if key := work_key(row.get("issuer"), kind, row["number"], row.get("date")):
            by_key.setdefault(key, []).append(row)
    for _, group in sorted(by_key.items()):
        whose = f" ({issuer})" if (issuer := group[0].get("issuer")) else ""
        for check, name, vi, en in _ONE_VALUE:
            if len(values := sorted({value for row in group if (value := row.get(name))})) > 1:
                yield _of_rows(
                    check, group, f"{vi}{whose}: {', '.join(map(_vi, values))}",
                    f"{en}{whose}: {', '.join(map(_en, values))}",
                )  # fmt: skip
        titles = sorted({title for row in group if (title := row.get("title"))})
        if any(title_likeness(one, other) < SAME_TITLE for one, other in combinations(titles, 2)):
            said = "; ".join(f"“{title}”" for title in titles)
            yield _of_rows("several_titles", group, f"một số mang nhiều trích yếu{whose}: {said}",
                           f"one number with several titles{whose}: {said}")  # fmt: skip


def _of_rows(check: str, group: list[Row], vi: str, en: str) -> AuditEntry:
    number = group[0]["number"]
    return AuditEntry(
        check=check,
        rows=tuple(row["row"] for row in group),
        number=number,
        message=Message(f"{number}: {vi}", f"{number}: {en}"),
    )


def _of_relation(relation: Row) -> Iterator[AuditEntry]:
    label, related = relation["label"], relation.get("related", "")
    if "itself" in relation and ("kind" not in relation or relation["actor"] == relation["target"]):
        yield _entry("acts_on_itself", relation, f"văn bản “{label}” chính nó", f"a document acts on itself: “{label}”")
        return
    if "kind" not in relation:
        known = find_label(label)
        if known is None:
            yield _entry("unknown_label", relation, f"chưa biết nhãn quan hệ “{label}”", f"unknown label “{label}”")
        elif known[1] == "unverified":
            yield _entry("unverified_label", relation, f"nhãn “{label}” không cho biết chiều quan hệ",
                         f"the label “{label}” does not say who acts")  # fmt: skip
        else:
            yield _entry("related_unplaced", relation, f"chưa đủ cơ quan, ngày để xác định {related}",
                         f"issuer or date are missing to tell which {related} is meant")  # fmt: skip
        return
    acted, suffered = relation.get("actorDate"), relation.get("targetDate")
    if acted and suffered and acted < suffered:
        yield _entry("acts_before_target", relation,
                     f"“{label}”: ban hành {_vi(acted)}, trước văn bản kia ({_vi(suffered)})",
                     f"“{label}”: dated {_en(acted)}, before the document it acts on, {_en(suffered)}")  # fmt: skip
    since = relation.get("since")
    if acted and since and len(since) == len(acted) and since < acted:
        yield _entry("acts_before_date", relation,
                     f"“{label}” tính từ {_vi(since)}, trước ngày ban hành của văn bản tác động ({_vi(acted)})",
                     f"“{label}” counts from {_en(since)}, before the acting document's date {_en(acted)}")  # fmt: skip


def _works_of_rows(store: Store) -> dict[str, str]:
    """The work that each row describes."""
    found = store.select(
        "SELECT ?w ?r WHERE { ?w $by ?r . GRAPH $g { ?r a $kind } }",
        by=cc("describedBy"), g=graph_named("register"), kind=cc("RegisterRow"),
    )  # fmt: skip
    return {row or "": work or "" for work, row in found.texts()}


def _dated_otherwise(relations: list[Row], rows: list[Row], work_of: dict[str, str]) -> Iterator[AuditEntry]:
    """A relation that gives the other document another day than that document's own row does."""
    days: dict[str, set[str]] = {}
    for row in rows:
        if date := row.get("date"):
            days.setdefault(_plain(work_of.get(row["row"], "")), set()).add(date)
    for relation in relations:
        for end in ("actor", "target"):
            said = relation.get(f"{end}Date")
            own = days.get(_plain(relation.get(end, "")))
            if said and own and not any(day.startswith(said) or said.startswith(day) for day in own):
                vi, en = ", ".join(map(_vi, sorted(own))), ", ".join(map(_en, sorted(own)))
                label = relation["label"]
                yield _entry("related_date", relation,
                             f"“{label}” ghi văn bản kia ngày {_vi(said)}, dòng của văn bản ấy ghi {vi}",
                             f"“{label}” dates the other document {_en(said)}, its own row {en}")  # fmt: skip


def _plain(work: str) -> str:
    """The work without what tells documents of one number apart."""
    return work.partition("~")[0]


def _one_sided(relations: list[Row], works: dict[str, str]) -> list[AuditEntry]:
    """A register that states some acts from both sides, and this one from one side only, although it has both rows."""
    described = set(works.values())
    sides: dict[tuple[str, str, str, str], dict[str, Row]] = {}
    sources_both_ways: set[str] = set()
    for relation in relations:
        if "kind" not in relation:
            continue
        act = (relation.get("source", ""), relation["kind"], relation["actor"], relation["target"])
        stated_by = _plain(works.get(relation["row"], ""))
        side = "actor" if stated_by == _plain(relation["actor"]) else "target"
        sides.setdefault(act, {})[side] = relation
        if len(sides[act]) == 2:
            sources_both_ways.add(act[0])
    found = []
    for (source, _, actor, target), stated in sorted(sides.items()):
        if source in sources_both_ways and len(stated) == 1 and {actor, target} <= described:
            (relation,) = stated.values()
            found.append(
                _entry("missing_inverse", relation, f"quan hệ “{relation['label']}” chỉ ghi ở một phía",
                       f"the relation “{relation['label']}” is stated on one side only")
            )  # fmt: skip
    return found


def _entry(check: str, row: Row, vi: str, en: str) -> AuditEntry:
    number = row["number"]
    return AuditEntry(
        check=check, rows=(row["row"],), number=number, message=Message(f"{number}: {vi}", f"{number}: {en}")
    )
