"""Rows that contradict each other or themselves: kept as they came, named here, never silently mended.

What one row or the rows of one document say is compared here, relations in `audit_relations`; the report gives the rows
and what is wrong.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, islice

from graph.fit import SAME_TITLE, title_likeness
from graph.identity import names_one_body, type_of, work_key
from graph.issuers import same_issuer
from graph.names import cc, graph_named
from graph.register.audit_entries import MOST, AuditEntry, Row, date_en, date_vi, entry_of
from graph.register.audit_relations import audit_relations
from graph.register.worth import denials
from graph.store.seam import Store
from ontology.bodies import find_body
from ontology.body_signs import issuer_of_sign
from ontology.dates import parse_day
from ontology.numbers import parse_number

_STATED = {
    "type": "statedType", "date": "statedDate", "issuer": "statedIssuer", "title": "statedTitle",
    "from": "inForceFrom", "to": "inForceTo",
}  # fmt: skip
_ONE = "SELECT ?row ?value WHERE { GRAPH $g { ?row a $kind ; $said ?value } }"


def audit_register(store: Store, today: dt.date) -> list[AuditEntry]:
    """What is wrong with the register on a day, in a fixed order: of one kind, so many at most."""
    rows = _read_rows(store)
    found: list[AuditEntry] = []
    checks: list[Callable[[Row], Iterator[AuditEntry]]] = [*_OF_ROWS, partial(_to_come, today=today.isoformat())]
    for check in checks:
        found += islice((entry for row in rows for entry in check(row)), MOST)
    return [*found, *islice(_shared_numbers(rows), MOST), *audit_relations(store)]


def _read_rows(store: Store) -> list[Row]:
    """The rows in the order of their names. Each property is asked for by itself: a row of a large register that is
    asked for whole takes ten times as long."""

    def said(name: str) -> list[tuple[str, str]]:
        found = store.select(_ONE, g=graph_named("register"), kind=cc("RegisterRow"), said=cc(name)).texts()
        return [(row or "", value or "") for row, value in found]

    rows: dict[str, Row] = {row: {"row": row, "number": number} for row, number in sorted(said("statedNumber"))}
    for name, term in _STATED.items():
        for row, value in said(term):
            rows[row][name] = value
    return list(rows.values())


def _impossible_date(row: Row) -> Iterator[AuditEntry]:
    for name, vi, en in (("date", "ngày ban hành", "date"), ("from", "ngày có hiệu lực", "date of entry into force"),
                         ("to", "ngày hết hiệu lực", "date of expiry")):  # fmt: skip
        value = row.get(name)
        if value and parse_day(value) is None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
            yield entry_of(
                "impossible_date",
                [row],
                f"{vi} không có thật: {date_vi(value)}",
                f"the {en} does not exist: {date_en(value)}",
            )


def _denies_itself(row: Row) -> Iterator[AuditEntry]:
    start, end, date = row.get("from") or "", row.get("to") or "", row.get("date") or ""
    year = parsed.year if (parsed := parse_number(row["number"])) else ""
    said = {
        "year_against_date": (f"năm trong số ({year}) khác năm ban hành ({date_vi(date)})",
                              f"the year in the number ({year}) is not that of the date ({date_en(date)})"),
        "expires_before_start": (f"hết hiệu lực ({date_vi(end)}) trước khi có hiệu lực ({date_vi(start)})",
                                 f"expires ({date_en(end)}) before it enters into force ({date_en(start)})"),
        "expires_before_date": (f"hết hiệu lực ({date_vi(end)}) trước ngày ban hành ({date_vi(date)})",
                                f"expires ({date_en(end)}) before its date ({date_en(date)})"),
    }  # fmt: skip
    for check in denials(row["number"], date=date or None, since=start or None, until=end or None):
        yield entry_of(check, [row], *said[check])


def _begins_early(row: Row) -> Iterator[AuditEntry]:
    """In force before it was issued: now and then it is so, more often one of the two days is wrong."""
    start, date = row.get("from"), row.get("date")
    if start and date and len(start) == len(date) == len("2024-01-01") and start < date:
        yield entry_of(
            "starts_before_date", [row], f"có hiệu lực ({date_vi(start)}) trước ngày ban hành ({date_vi(date)})",
            f"enters into force ({date_en(start)}) before its date ({date_en(date)})",
        )  # fmt: skip


def _to_come(row: Row, *, today: str) -> Iterator[AuditEntry]:
    date = row.get("date")
    if date and date > today:
        yield entry_of(
            "date_to_come",
            [row],
            f"ngày ban hành chưa tới: {date_vi(date)}",
            f"its date is yet to come: {date_en(date)}",
        )


def _issuer_untold(row: Row) -> Iterator[AuditEntry]:
    if not row.get("issuer") and not names_one_body(row["number"]):
        yield entry_of("issuer_untold", [row], "chưa rõ của cơ quan nào nên không dùng để soát",
                     "does not say whose document it is, so that it counts for none")  # fmt: skip


def _against_sign(row: Row) -> Iterator[AuditEntry]:
    """A type or an issuer that the sign of its own number denies."""
    number = parse_number(row["number"])
    if number is None:
        return
    kind, issuer, of_sign = row.get("type"), row.get("issuer"), issuer_of_sign(number.sign)
    if kind and not number.blank and number.allows(kind) is False:
        yield entry_of("type_against_sign", [row], f"ghi là {kind} nhưng ký hiệu là của {number.types[0].name}",
                     f"called {kind}, but the sign is that of {number.types[0].name}")  # fmt: skip
    named = find_body(issuer) if issuer else None
    if not issuer or not of_sign or ";" in of_sign or named is None:
        return
    if of_sign not in (named.name, *named.into) and not same_issuer(issuer, of_sign):
        yield entry_of("issuer_against_sign", [row], f"ghi của {issuer} nhưng ký hiệu là của {of_sign}",
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
                yield entry_of(check, group, f"{vi}{whose}: {', '.join(map(date_vi, values))}",
                    f"{en}{whose}: {', '.join(map(date_en, values))}",
                )  # fmt: skip
        titles = sorted({title for row in group if (title := row.get("title"))})
        if any(title_likeness(one, other) < SAME_TITLE for one, other in combinations(titles, 2)):
            said = "; ".join(f"“{title}”" for title in titles)
            yield entry_of("several_titles", group, f"một số mang nhiều trích yếu{whose}: {said}",
                           f"one number with several titles{whose}: {said}")  # fmt: skip
