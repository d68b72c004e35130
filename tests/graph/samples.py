# ruff: noqa: E501 -- one line per case
"""Short records, a judge that asks about everything, and a dataset as sorted lines: what tests of the graph share."""

import hashlib
from collections.abc import Sequence

from graph.lookup import Lookup
from graph.names import mint_graph
from graph.store import Store
from ontology.errors import Message
from ontology.values import Citation, Document, Finding, Record, Resolution, Role, Source, Span, Text

PROVINCE = "Ủy ban nhân dân tỉnh Hà Tĩnh"
OTHER = "Ủy ban nhân dân tỉnh Bắc Ninh"


def record(
    name: str, *cited: tuple[str | None, str | None, str | None, str | None, Role], **header: str | None
) -> Record:
    """A short record: its header, and citations as (number, date, issuer, subject, role)."""
    raw, citations = f"{name}\n", []
    for number, date, issuer, subject, role in cited:
        quote = " ".join(w for w in ("Văn bản số", number, "ngày", date, "của", issuer, subject) if w)
        citations.append(
            Citation(
                span=Span(len(raw), len(raw) + len(quote)), quote=quote, kind="numbered" if number else "named",
                number=number, date=date, issuer=issuer, subject=subject, role=role,
            )
        )  # fmt: skip
        raw += quote + ";\n"
    sha = hashlib.sha256(raw.encode()).hexdigest()
    source = Source(file=f"{name}.txt", sha256=sha, media_type="text/plain", size=len(raw))
    return Record(
        text=Text(raw=raw, source=source),
        document=Document(**header),  # type: ignore[arg-type]
        citations=tuple(citations),
    )


def canonical(store: Store) -> list[str]:
    """Every quad as a line, sorted; the times of loading left out."""
    loads = f"<{mint_graph('loads')}>"
    return sorted(str(q) for q in store.dump() if str(q.graph_name) != loads)


def nosy_judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> list[Finding]:
    """A judge that asks about everything a real one may, and writes down what it heard."""
    findings = []
    for index, (citation, resolution) in enumerate(zip(record.citations, resolutions, strict=True)):
        heard = [resolution.outcome]
        if resolution.work:
            work = lookup.work(resolution.work)
            assert work is not None
            heard += [work.value("date") or "-", str(work.first_cited), str(len(work.acted_on))]
            for other in lookup.citing(resolution.work):
                stored = lookup.record(other)
                assert stored is not None
                heard += [str(stored.document.date), *(str(r.work) for r in lookup.resolutions(other))]
            heard += lookup.citing_as(resolution.work, "date", citation.date) if citation.date else ()
            heard += [str(lookup.work_of(d)) for d in lookup.documents_of(resolution.work)]
        findings.append(
            Finding(
                id=f"f{index}", kind="WrongDate", severity="error", confidence=0.5, span=citation.span,
                quote=citation.quote, written=citation.date, actual="|".join(heard), message=Message("vi", "en"),
                citation=index, work=resolution.work,
            )
        )  # fmt: skip
    return findings


DIRECTIVE = record(
    "directive", ("17/NQ-CP", "2019-03-17", "Chính phủ", None, "legal_basis"),
    ("76/NQ-CP", "2021-07-15", "Chính phủ", "cải cách hành chính nhà nước giai đoạn mới", "legal_basis"),
    number="08/KH-UBND", date="2024-01-08", issuer=PROVINCE, type="Kế hoạch", title="cải cách hành chính tỉnh năm 2024",
)  # fmt: skip
FOLLOWER = record(
    "follower", ("08/KH-UBND", "2024-01-08", PROVINCE, None, "implements"),
    ("17/NQ-CP", "2019-03-17", "Chính phủ", None, "legal_basis"), ("2454/QĐ-UBND", "2023-11-24", PROVINCE, None, "mentions"),
    number="12/KH-SNV", date="2024-01-20", issuer="Sở Nội vụ tỉnh Hà Tĩnh", type="Kế hoạch", title="thực hiện năm 2024",
)  # fmt: skip
WITNESS = record(
    "witness", ("17/NQ-CP", "2019-03-07", "Chính phủ", "nhiệm vụ phát triển", "mentions"),
    ("2454/QĐ-UBND", "2022-11-24", PROVINCE, None, "mentions"), ("08/KH-UBND", "2024-01-18", PROVINCE, None, "mentions"),
    number="45/BC-UBND", date="2023-02-01", issuer=OTHER, type="Báo cáo",
)  # fmt: skip
REPEALER = record(
    "repealer", ("08/KH-UBND", "2024-01-08", PROVINCE, None, "replaces"), ("45/BC-UBND", "2023-02-01", None, None, "mentions"),
    number="99/KH-UBND", date="2025-01-05", issuer=PROVINCE, type="Kế hoạch", title="cải cách hành chính tỉnh năm 2025",
)  # fmt: skip
HOMONYM = record(
    "homonym", ("17/NQ-CP", "2019-03-07", "Chính phủ", None, "mentions"),
    number="08/KH-UBND", date="2024-01-15", issuer=PROVINCE, type="Kế hoạch", title="phòng chống thiên tai trên địa bàn",
)  # fmt: skip
DRAFT = record(
    "draft", (None, None, None, "cải cách hành chính tỉnh năm 2024", "mentions"),
    number=None, date="2024-01", issuer=PROVINCE, type="Kế hoạch", title="cải cách hành chính tỉnh năm 2024",
)  # fmt: skip
NEIGHBOUR = record(
    "neighbour", ("76/NQ-CP", "2021-07-16", "Chính phủ", None, "legal_basis"), ("76/NQ-CP", None, None, None, "mentions"),
    number="08/KH-UBND", date="2024-01-08", issuer=OTHER, type="Kế hoạch", title="kiểm tra công vụ",
)  # fmt: skip
ALL = (DIRECTIVE, FOLLOWER, WITNESS, REPEALER, HOMONYM, DRAFT, NEIGHBOUR)
