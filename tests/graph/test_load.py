"""Loading: the same truth in any order, any batches, any number of times."""

import dataclasses
import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import settle
from graph.load import load_records, rederive, unload
from graph.store import Store, open_store
from graph.store_lookup import StoreLookup
from graph.write import document_iri, documents, read_record
from ontology.errors import NotFound
from ontology.values import Record
from tests.graph.samples import (
    ALL,
    DIRECTIVE,
    DRAFT,
    FOLLOWER,
    HOMONYM,
    PROVINCE,
    REPEALER,
    WITNESS,
    canonical,
    nosy_judge,
    record,
)


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
    together=st.booleans(),
    batch=st.integers(1, 8),
)
def test_any_order_gives_the_same_graph(
    truth: dict[frozenset[str], list[str]],
    order: list[Record],
    repeated: list[Record],
    removed: set[int],
    back: bool,
    together: bool,
    batch: int,
) -> None:
    with open_store("memory:") as store:
        load_records(store, [*order, *repeated], judge=nosy_judge, batch=batch)
        gone = [document_iri(ALL[index]) for index in sorted(removed)]
        for some in [gone] if together else [[one] for one in gone]:
            unload(store, *some, judge=nosy_judge)
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


def test_an_act_upon_one_of_two_documents_under_a_number_is_upon_that_one() -> None:
    with open_store("memory:") as store:
        load_records(store, [REPEALER, HOMONYM, DIRECTIVE])
        lookup = StoreLookup(store)
        acted_on = {}
        for one in (DIRECTIVE, HOMONYM):
            work = lookup.work(lookup.work_of(document_iri(one)) or "")
            assert work is not None
            acted_on[one.text.source.file] = [r.kind for r in work.acted_on]
        assert acted_on == {"directive.txt": ["replaces"], "homonym.txt": []}


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


def test_a_document_read_otherwise_than_before_is_judged_anew_with_those_who_rest_on_it() -> None:
    """The same file, read by a better reader: the same dataset as if it had been read so at once."""
    better = dataclasses.replace(
        DIRECTIVE, citations=(dataclasses.replace(DIRECTIVE.citations[0], date="2019-03-07"), *DIRECTIVE.citations[1:])
    )
    with open_store("memory:") as store, open_store("memory:") as anew:
        load_records(store, ALL, judge=nosy_judge)
        report = load_records(store, [better], judge=nosy_judge)
        load_records(anew, [better if r is DIRECTIVE else r for r in ALL], judge=nosy_judge)
        assert [d.state for d in report.documents] == ["replaced"]
        assert canonical(store) == canonical(anew)


def _version(record: Record, words: str, **text: object) -> Record:
    """The same document, sent again with another wording."""
    source = dataclasses.replace(record.text.source, sha256=hashlib.sha256(words.encode()).hexdigest())
    return dataclasses.replace(
        record, text=dataclasses.replace(record.text, raw=record.text.raw + words, source=source, **text)
    )


def _named(file: str, record: Record) -> Record:
    source = dataclasses.replace(record.text.source, file=file)
    return dataclasses.replace(record, text=dataclasses.replace(record.text, source=source))


def _headed(**header: str | None) -> Record:
    return dataclasses.replace(DIRECTIVE, document=dataclasses.replace(DIRECTIVE.document, **header))  # type: ignore[arg-type]


def test_a_corrected_version_takes_the_place_of_the_earlier_one() -> None:
    corrected = _version(DIRECTIVE, "đã đính chính")
    with open_store("memory:") as store, open_store("memory:") as anew:
        load_records(store, ALL, judge=nosy_judge, renew=True)
        (loaded,) = load_records(store, [corrected], judge=nosy_judge, renew=True).documents
        assert (loaded.state, loaded.instead_of) == ("replaced", (document_iri(DIRECTIVE),))
        load_records(anew, [corrected if r is DIRECTIVE else r for r in ALL], judge=nosy_judge)
        assert canonical(store) == canonical(anew)
        (again,) = load_records(store, [corrected], judge=nosy_judge, renew=True).documents
        assert again.state == "unchanged"


@pytest.mark.parametrize(
    "beside",
    [
        _version(DIRECTIVE, "bản quét", scanned=True),
        _version(_headed(number=None), "dự thảo"),
        _version(_headed(issuer="Sở Y tế"), "khác"),
        _named("trùng số.txt", _version(DIRECTIVE, "văn bản khác, trùng số")),
    ],
    ids=["a scan", "a draft without number", "another body", "another file"],
)  # fmt: skip
def test_what_is_no_new_version_stands_beside_it(beside: Record) -> None:
    with open_store("memory:") as store:
        load_records(store, ALL, renew=True)
        (loaded,) = load_records(store, [beside], renew=True).documents
        assert (loaded.state, loaded.instead_of) == ("loaded", ())
        assert document_iri(DIRECTIVE) in documents(store)


def test_two_versions_of_one_call_stand_beside_each_other() -> None:
    with open_store("memory:") as store:
        report = load_records(store, [DIRECTIVE, _version(DIRECTIVE, "bản hai")], renew=True, batch=1)
        assert [d.state for d in report.documents] == ["loaded", "loaded"]


def test_several_are_taken_out_with_one_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[int] = []
    with open_store("memory:") as store:
        load_records(store, ALL, judge=nosy_judge)
        whole = settle.settle
        monkeypatch.setattr(settle, "settle", lambda *given: settled.append(1) or whole(*given))
        with pytest.raises(NotFound):  # one that is not there: nothing is taken out
            unload(store, document_iri(ALL[0]), "https://cancu.example/document/none", judge=nosy_judge)
        assert len(documents(store)) == len(ALL)
        unload(store, *map(document_iri, ALL), judge=nosy_judge)
        assert (settled, documents(store)) == ([1], [])


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
