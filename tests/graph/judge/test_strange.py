# ruff: noqa: E501 -- one line per strategy
"""Strange records are judged like any other: nothing raises, nothing depends on the order of the works."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.judge import check_report, judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Document, Record, Source, Span, Text
from tests.graph.judge.world import make_country

COUNTRY = make_country(4)
NUMBERS = st.one_of(
    st.none(),
    st.sampled_from([w.value("number") or "" for w in COUNTRY.works]),
    st.sampled_from(
        ["0/KH", "08/KH-UBND", "35/2022/NĐ-CP", "12-NQ/TU", "15/2015/QH15", "//", "số", "1/2/3/4", "9" * 40]
    ),
    st.text(max_size=12),
)
DATES = st.one_of(
    st.none(), st.sampled_from(["2022", "2022-13", "2022-02-30", "2022-02-03", "0001-01-01", "9999-12-31"])
)
WORDS = st.one_of(st.none(), st.sampled_from([w.value("title") or "" for w in COUNTRY.works]), st.text(max_size=40))
BODIES = st.one_of(
    st.none(), st.sampled_from(["Chính phủ", "Ủy ban nhân dân tỉnh", "Bộ Nội vụ; Bộ Tài chính", ";", " "])
)
TYPES = st.one_of(st.none(), st.sampled_from(["Luật", "Kế hoạch", "Đề án", "?"]))
ROLES = st.sampled_from(["legal_basis", "implements", "mentions", "self", "replaces"])


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    quote = draw(st.text(max_size=60))
    return Citation(
        span=Span(0, len(quote)), quote=quote, kind=draw(st.sampled_from(["numbered", "named", "short", "anaphora", "self"])),
        type=draw(TYPES), number=draw(NUMBERS), date=draw(DATES), issuer=draw(BODIES), subject=draw(WORDS),
        period=draw(st.one_of(st.none(), st.sampled_from(["2021-2025", "2024", "đến năm 2030", "x"]))), role=draw(ROLES),
        date_as_written=draw(st.one_of(st.none(), st.sampled_from(["09/6/20205", "13/02/20232", ""]))),
        number_as_written=draw(NUMBERS), doubts=draw(st.sampled_from([(), ("ocr",), ("footnote",), ("date_shared",)])),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(
        type=draw(TYPES), number=draw(NUMBERS), date=draw(DATES), issuer=draw(BODIES), title=draw(WORDS),
        year=draw(st.one_of(st.none(), st.integers(1990, 2100))), sign=draw(st.one_of(st.none(), st.just("KH-UBND"))),
    )  # fmt: skip


@given(st.lists(citations(), max_size=6), documents(), st.booleans(), st.dates(dt.date(2000, 1, 1)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_nothing_raises_and_the_order_of_works_is_nothing(
    said: list[Citation], own: Document, scanned: bool, as_of: dt.date
) -> None:
    raw = "".join(c.quote for c in said)
    source = Source(file="x", sha256="", media_type="text/plain", size=len(raw))
    record = Record(text=Text(raw=raw, source=source, scanned=scanned), document=own, citations=tuple(said))
    found = []
    for works in (COUNTRY.works, COUNTRY.works[::-1]):
        table = WorksTable(works)
        resolutions = resolve_citations(record, table)
        findings = judge_record(record, resolutions, table, as_of=as_of)
        held = verdicts(record, resolutions, findings, table, as_of=as_of)
        assert len({f.id for f in findings}) == len(findings)
        found.append(check_report(record, resolutions, findings, held, as_of))
    assert found[0] == found[1]
    if scanned:
        assert all(f["severity"] == "note" for f in found[0]["findings"])
