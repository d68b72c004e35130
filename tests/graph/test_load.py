# ruff: noqa: E501 -- one line per case
"""Loading: the same truth in any order, any batches, any number of times."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.load import load_records, rederive, unload
from graph.lookup import Lookup
from graph.names import mint_graph
from graph.store import Store, open_store
from graph.store_lookup import StoreLookup
from graph.write import document_iri, documents, read_record
from ontology.errors import Message, NotFound
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


def nosy_judge(record: Record, resolutions: tuple[Resolution, ...], lookup: Lookup) -> list[Finding]:
    """A judge that asks about everything a real one may, and writes down what it heard."""
    findings = []
    for index, (citation, resolution) in enumerate(zip(record.citations, resolutions, strict=True)):
        heard = [resolution.outcome]
        if resolution.work:
            work = lookup.work(resolution.work)
            assert work is not None
            heard += [work.value("date") or "-", str(work.first_cited), str(len(work.acted_on)), str(len(work.acts))]
            for other in lookup.citing(resolution.work):
                stored = lookup.record(other)
                assert stored is not None
                heard += [str(stored.document.date), *(str(r.work) for r in lookup.resolutions(other))]
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


@pytest.fixture(scope="module")
def truth() -> dict[frozenset[str], list[str]]:
    return {}


def expected(kept: frozenset[str], truth: dict[frozenset[str], list[str]]) -> list[str]:
    """The dataset that these records give when loaded at once in one order."""
    if kept not in truth:
        with open_store("memory:") as store:
            load_records(store, [r for r in ALL if r.text.source.file in kept], judge=nosy_judge)
            truth[kept] = canonical(store)
    return truth[kept]


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations(ALL),
    repeated=st.lists(st.sampled_from(ALL), max_size=3),
    removed=st.sets(st.sampled_from(range(len(ALL))), max_size=3),
    back=st.booleans(),
    batch=st.integers(1, 8),
)
def test_any_order_gives_the_same_graph(
    truth: dict[frozenset[str], list[str]],
    order: list[Record],
    repeated: list[Record],
    removed: set[int],
    back: bool,
    batch: int,
) -> None:
    with open_store("memory:") as store:
        load_records(store, [*order, *repeated], judge=nosy_judge, batch=batch)
        for index in sorted(removed):
            unload(store, document_iri(ALL[index]), judge=nosy_judge)
        kept = {r.text.source.file for i, r in enumerate(ALL) if i not in removed}
        if back and removed:
            first = min(removed)
            load_records(store, [ALL[first]], judge=nosy_judge)
            kept.add(ALL[first].text.source.file)
        assert canonical(store) == expected(frozenset(kept), truth)


def test_deriving_anew_changes_nothing() -> None:
    with open_store("memory:") as store:
        load_records(store, ALL, judge=nosy_judge, batch=2)
        before = canonical(store)
        rederive(store, judge=nosy_judge)
        assert canonical(store) == before


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store")) as store:
        load_records(store, ALL)
        for one in ALL:
            assert read_record(store, document_iri(one)) == one
        assert len(documents(store)) == len(ALL)
        assert read_record(store, "https://cancu.example/document/none") is None


def test_what_is_unchanged_is_not_written_again() -> None:
    with open_store("memory:") as store:
        first = load_records(store, ALL, now="2026-01-01")
        again = load_records(store, ALL, now="2026-01-02")
        assert [d.state for d in first.documents] == ["loaded"] * len(ALL)
        assert [d.state for d in again.documents] == ["unchanged"] * len(ALL)
        assert (again.works_changed, again.resolved, again.judged) == (0, 0, 0)
        assert not any("2026-01-02" in str(q) for q in store.dump())


def test_two_documents_under_one_number_stay_two_works() -> None:
    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE, HOMONYM, FOLLOWER])
        lookup = StoreLookup(store)
        first, second = lookup.work_of(document_iri(DIRECTIVE)), lookup.work_of(document_iri(HOMONYM))
        assert first != second
        assert lookup.resolutions(document_iri(FOLLOWER))[0].work == first


def test_a_draft_and_its_signed_copy_are_one_work() -> None:
    with open_store("memory:") as store:
        load_records(store, [DRAFT])
        alone = StoreLookup(store).work_of(document_iri(DRAFT))
        load_records(store, [DIRECTIVE])
        lookup = StoreLookup(store)
        assert alone != lookup.work_of(document_iri(DRAFT)) == lookup.work_of(document_iri(DIRECTIVE))


def test_a_typing_error_founds_no_work_of_its_own() -> None:
    """Two witnesses date it 2022, one 2023: one work, the third misquotes it."""
    other = record("third", ("2454/QĐ-UBND", "2022-11-24", PROVINCE, None, "mentions"), number="1/BC-STC",
                   date="2023-03-01", issuer="Sở Tài chính tỉnh Hà Tĩnh", type="Báo cáo")  # fmt: skip
    with open_store("memory:") as store:
        load_records(store, [FOLLOWER, WITNESS, other])
        works = StoreLookup(store).works_for_number("2454/QĐ-UBND")
        assert [w.value("date") for w in works] == ["2022-11-24"]


def test_copies_of_one_line_are_one_witness() -> None:
    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE, FOLLOWER, WITNESS])
        (work,) = StoreLookup(store).works_for_number("17/NQ-CP")
        dates = {f.value: f.witnesses for f in work.facts if f.field == "date"}
        assert dates == {"2019-03-17": 1, "2019-03-07": 1}


def test_waiting_citations_resolve_when_their_work_arrives() -> None:
    with open_store("memory:") as store:
        load_records(store, [REPEALER])
        before = StoreLookup(store).resolutions(document_iri(REPEALER))[1]
        load_records(store, [WITNESS])
        after = StoreLookup(store).resolutions(document_iri(REPEALER))[1]
        assert before.outcome == "unresolved"
        assert after.work == StoreLookup(store).work_of(document_iri(WITNESS))


def test_a_new_witness_of_a_known_work_judges_only_itself() -> None:
    """Fifty plans cite one loaded directive; the fifty-first is judged alone."""
    plans = [
        record(f"p{i}", ("08/KH-UBND", "2024-01-08", PROVINCE, None, "implements"), number=f"{i + 20}/KH-SNV",
               date="2024-02-01", issuer="Sở Nội vụ tỉnh Hà Tĩnh", type="Kế hoạch")
        for i in range(51)
    ]  # fmt: skip
    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE, *plans[:50]], judge=lambda *_: [])
        report = load_records(store, plans[50:], judge=lambda *_: [])
        assert (report.resolved, report.judged) == (1, 1)


def test_a_new_witness_of_an_unknown_work_judges_others_only_while_it_tells_something() -> None:
    plans = [
        record(f"q{i}", ("5/CT-UBND", "2024-01-08", PROVINCE, None, "mentions"), number=f"{i + 20}/KH-S{i}",
               date=f"2024-02-{i + 1:02d}", issuer=f"Sở thứ {i}", type="Kế hoạch")
        for i in range(12)
    ]  # fmt: skip
    with open_store("memory:") as store:
        load_records(store, plans[:10], judge=lambda *_: [])
        report = load_records(store, plans[10:11], judge=lambda *_: [])
        assert report.judged == 1


def test_unloading_what_is_not_there_says_so() -> None:
    with open_store("memory:") as store, pytest.raises(NotFound):
        unload(store, "https://cancu.example/document/none")


def test_a_store_at_rest_has_no_marks() -> None:
    with open_store("memory:") as store:
        load_records(store, random.Random(1).sample(ALL, len(ALL)), judge=nosy_judge, batch=3)
        assert not [q for q in store.dump() if "pending" in str(q.predicate)]


def test_every_store_gives_the_same_graph(store: Store, truth: dict[frozenset[str], list[str]]) -> None:
    """Two servers, disk and memory: the same dataset, and it can be taken out and put back."""
    load_records(store, ALL[:3], judge=nosy_judge)
    load_records(store, ALL[2:], judge=nosy_judge)
    unload(store, document_iri(DIRECTIVE), judge=nosy_judge)
    load_records(store, [DIRECTIVE], judge=nosy_judge)
    ours = frozenset(r.text.source.file for r in ALL)
    assert canonical(store) == expected(ours, truth)
    assert all(read_record(store, document_iri(one)) == one for one in ALL)
