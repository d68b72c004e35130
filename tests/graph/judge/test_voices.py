"""Who took a value over from whom is no second witness of it, by whatever role the other is named."""

import datetime as dt
from collections.abc import Sequence

from graph.judge import judge_record
from graph.load import load_records
from graph.lookup import Lookup, WorksTable
from graph.resolve import resolve_citations
from graph.store import Store, open_store
from graph.store_lookup import StoreLookup
from ontology.values import Citation, Finding, Record, Resolution
from tests.graph.judge.works import cite, record, work

PROVINCE = "Ủy ban nhân dân tỉnh Nam Hải"


def judge(judged: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> tuple[Finding, ...]:
    return judge_record(judged, resolutions, lookup, as_of=dt.date(2024, 12, 1))


def _decree(date: str, words: str) -> Citation:
    return cite(words, "45/2020/NĐ-CP", type="Nghị định", date=date, issuer="Chính phủ", role="mentions")


def _directive() -> Record:
    words = _decree("2020-08-04", "Nghị định số 45/2020/NĐ-CP ngày 04/8/2020 của Chính phủ")
    return record(words, number="973/KH-UBND", date="2023-12-29", issuer=PROVINCE)


def _plan(number: str, role: str) -> Record:
    basis = cite(
        "Kế hoạch số 973/KH-UBND ngày 29/12/2023 của UBND tỉnh", "973/KH-UBND", type="Kế hoạch", date="2023-12-29",
        issuer=PROVINCE, role=role,
    )  # fmt: skip
    words = _decree("2020-08-04", f"Nghị định 45/2020/NĐ-CP ngày 04 tháng 8 năm 2020 (theo {number})")
    return record(basis, words, number=number, date="2024-01-12", issuer="Sở Nội vụ tỉnh Nam Hải")


def _voices(store: Store) -> list[tuple[str, int]]:
    (found,) = StoreLookup(store).works_for_number("45/2020/NĐ-CP")
    return [(f.value, f.witnesses) for f in found.facts if f.field == "date"]


def test_a_plan_that_only_rests_on_a_directive_is_one_voice_with_it_in_any_order_of_loading() -> None:
    documents = [_directive(), _plan("07/KH-SNV", "legal_basis"), _plan("08/KH-SNV", "implements")]
    for ordered in (documents, documents[::-1], [documents[1], documents[0], documents[2]]):
        with open_store("memory:") as store:
            for one in ordered:
                load_records(store, [one], judge=judge)
            assert _voices(store) == [("2020-08-04", 1)]


def test_a_plan_that_only_mentions_a_directive_is_a_voice_of_its_own() -> None:
    with open_store("memory:") as store:
        load_records(store, [_directive(), _plan("07/KH-SNV", "mentions")], judge=judge)
        assert _voices(store) == [("2020-08-04", 2)]


def test_what_few_copies_say_is_told_as_their_word() -> None:
    quote = "Nghị quyết số 45/NQ-CP ngày 14/8/2020 của Chính phủ"
    words = cite(quote, "45/NQ-CP", type="Nghị quyết", date="2020-08-14", issuer="Chính phủ", role="mentions")
    told = {"consensus": "Văn bản khác trong kho ghi", "register": "được ban hành ngày"}
    for rank, said in told.items():
        fields = {"type": "Nghị quyết", "number": "45/NQ-CP", "date": "2020-08-04", "issuer": "Chính phủ"}
        table = WorksTable([work("urn:45", rank=rank, **fields)])
        judged = record(words, date="2024-01-12")
        found = judge(judged, resolve_citations(judged, table), table)
        (message,) = [f.message.vi for f in found if f.kind == "WrongDate" and f.work == "urn:45"]
        assert said in message
