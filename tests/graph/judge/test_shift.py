"""One change made everywhere: the same year put for another, or every year moved on by as much."""

import pytest

from ontology.values import Citation, Finding, Work
from tests.graph.judge.test_rules import judge
from tests.graph.judge.works import cite, record, work


def dated(n: int, written: str, actual: str) -> tuple[Citation, Work]:
    day, month, year = (int(p) for p in reversed(written.split("-")))
    subject = f"về việc thứ {n} của chương trình chung"
    said = cite(
        f"Quyết định số {n}/QĐ-TTg ngày {day}/{month}/{year} của Thủ tướng Chính phủ", f"{n}/QĐ-TTg", type="Quyết định",
        date=written, issuer="Thủ tướng Chính phủ", issuer_from="words", subject=subject,
    )  # fmt: skip
    known = work(
        f"urn:{n}", type="Quyết định", number=f"{n}/QĐ-TTg", date=actual, issuer="Thủ tướng Chính phủ", title=subject
    )
    return said, known


def shifts(*pairs: tuple[str, str]) -> list[tuple[str | None, str | None, int]]:
    """The causes named for citations written and actual like this, with how many findings each explains."""
    every = [dated(11 + i, *pair) for i, pair in enumerate(pairs)]
    found: tuple[Finding, ...] = judge(record(*(c for c, _ in every)), *(w for _, w in every))
    causes = [f for f in found if f.kind == "SystematicShift"]
    return [(f.written, f.actual, sum(g.cause == f.id for g in found)) for f in causes]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("2023-05-04", "2022-05-04"), ("2023-06-09", "2022-06-09")], [("2023", "2022", 2)]),
        (
            [("2021-05-04", "2020-05-04"), ("2022-06-09", "2021-06-09"), ("2023-07-14", "2022-07-14")],
            [("2021, 2022, 2023", "2020, 2021, 2022", 3)],
        ),
        ([("2021-05-04", "2020-05-04"), ("2023-06-09", "2022-06-09")], []),  # two slips of one year: may be chance
        ([("2021-05-04", "2020-05-04"), ("2022-06-09", "2019-06-09"), ("2023-07-14", "2021-07-14")], []),
    ],
)
def test_years_moved_by_as_much_are_one_cause(
    pairs: list[tuple[str, str]], expected: list[tuple[str, str, int]]
) -> None:
    assert shifts(*pairs) == expected
