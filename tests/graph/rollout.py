# ruff: noqa: E501 -- one line per document
"""A province with a directive and the plans below it, for the board and the impact."""

from collections.abc import Mapping
from dataclasses import replace

from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Record, Task
from tests.graph.judge.works import cite, record, work

PROVINCE = "Ủy ban nhân dân tỉnh Nam Hải"
DISTRICTS = ("Ủy ban nhân dân huyện Đông Hải", "Ủy ban nhân dân huyện Hạ Lộc", "Ủy ban nhân dân thị xã Trung Khê")
DEPARTMENT = "Sở Công Thương tỉnh Nam Hải"
DIRECTIVE = work(
    "urn:w:7",
    type="Kế hoạch",
    number="7/KH-UBND",
    date="2024-01-10",
    issuer=PROVINCE,
    title="về cải tạo chợ phiên vùng cao năm 2024",
)
EAST = work("urn:w:31", type="Kế hoạch", number="31/KH-UBND", date="2024-02-01", issuer=DISTRICTS[0])
OLDER = work("urn:w:3", type="Quyết định", number="3/QĐ-UBND", date="2021-05-20", issuer=PROVINCE, title="về bến bãi")


def _cite(quote: str, number: str, date: str, issuer: str, role: str) -> Citation:
    return cite(quote, number, type=quote.split(" số")[0], date=date, issuer=issuer, role=role)


def to_directive(role: str = "implements") -> Citation:
    return _cite("Kế hoạch số 7/KH-UBND ngày 10/01/2024 của UBND tỉnh", "7/KH-UBND", "2024-01-10", PROVINCE, role)


def directive() -> Record:
    judged = record(
        number="7/KH-UBND", date="2024-01-10", issuer=PROVINCE,
        recipients=("Các sở, ban, ngành cấp tỉnh", "UBND các huyện, thị xã", "Lưu: VT"),
    )  # fmt: skip
    return replace(judged, tasks=(Task(id="PL.1", content="Sửa mái chợ", lead=(DEPARTMENT,)),))


def plans() -> tuple[Record, ...]:
    """The plans below the directive: a district's, a department's, a commune's, and one of a district that stands apart."""
    east = record(to_directive(), number="31/KH-UBND", date="2024-02-01", issuer=DISTRICTS[0])
    department = record(to_directive("legal_basis"), number="4/KH-SCT", date="2024-01-25", issuer=DEPARTMENT)
    commune = record(
        _cite("Kế hoạch số 31/KH-UBND ngày 01/02/2024 của UBND huyện Đông Hải", "31/KH-UBND", "2024-02-01", DISTRICTS[0], "implements"),
        number="2/KH-UBND", date="2024-02-20", issuer="Ủy ban nhân dân xã Hải Hòa",
    )  # fmt: skip
    stranger = record(number="9/KH-UBND", date="2024-03-01", issuer=DISTRICTS[1])
    return east, department, commune, stranger


def country(changed: Mapping[str, Record] | None = None, works_of: Mapping[str, str] | None = None) -> WorksTable:
    """The directive and the plans, in a table; `changed` are other texts, `works_of` says whose."""
    works = (DIRECTIVE, EAST, OLDER)
    east, department, commune, stranger = plans()
    records = {"d:7": directive(), "d:31": east, "d:4": department, "d:2": commune, "d:9": stranger, **(changed or {})}
    bare = WorksTable(works)
    return WorksTable(
        works, records=records, resolutions={k: resolve_citations(r, bare) for k, r in records.items()},
        works_of={"d:7": "urn:w:7", "d:31": "urn:w:31", **(works_of or {})},
    )  # fmt: skip
