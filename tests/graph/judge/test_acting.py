"""What a loaded text seems to do to another document, and what it can do."""

import pytest

from graph.judge import judge_record
from graph.judge.acting import can_act_on
from graph.load import load_records
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow
from graph.resolve import resolve_citations
from graph.store import open_store
from graph.store_lookup import StoreLookup
from ontology.values import Document
from tests.graph.judge.test_numbering import AS_OF, judge
from tests.graph.judge.works import cite, record, work

PREMIER = "Thủ tướng Chính phủ"
PROVINCE = "Ủy ban nhân dân tỉnh Hà Nam"


@pytest.mark.parametrize(
    ("own", "type_", "issuer", "expected"),
    [
        (("Quyết định", PREMIER), "Quyết định", PREMIER, True),
        (("Nghị định", "Chính phủ"), "Quyết định", PREMIER, True),
        (("Kế hoạch", "Sở Tài nguyên và Môi trường tỉnh Hà Nam"), "Quyết định", PREMIER, False),
        (("Quyết định", PROVINCE), "Nghị định", "Chính phủ", False),
        (("Quyết định", PROVINCE), "Quyết định", "Ủy ban nhân dân huyện Bình Lục", True),
        (("Kế hoạch", PROVINCE), "Kế hoạch", PROVINCE, True),
        (("Kế hoạch", PROVINCE), "Quyết định", PROVINCE, False),
        (("Công văn", PROVINCE), "Công văn", PROVINCE, True),
        (("Tờ trình", PROVINCE), "Quyết định", PROVINCE, False),
        (("Quyết định", "Hội Nông dân"), "Quyết định", PREMIER, True),  # whose level nobody knows
    ],
)
def test_who_can_change_what(own: tuple[str, str], type_: str, issuer: str, expected: bool) -> None:
    cited = work("urn:x", type=type_, number="9/X", issuer=issuer)
    assert can_act_on(Document(type=own[0], issuer=own[1]), cite("…", "9/X", role="repeals"), cited) is expected


@pytest.mark.parametrize(("type_", "issuer", "ended"), [("Kế hoạch", "Sở Y tế tỉnh Hà Nam", []),
                                                        ("Quyết định", PREMIER, ["NotInForce"])])  # fmt: skip
def test_a_plan_from_below_ends_no_decision(type_: str, issuer: str, ended: list[str]) -> None:
    """ "Bãi bỏ các quy định thực hiện Quyết định số …" in a department's plan; and in a decision of the Premier."""
    words = "Quyết định số 09/2015/QĐ-TTg ngày 25/3/2015 của Thủ tướng Chính phủ"
    said = {"type": "Quyết định", "date": "2015-03-25", "issuer": PREMIER, "issuer_from": "words"}
    row = RegisterRow(number="09/2015/QĐ-TTg", type="Quyết định", date="2015-03-25", issuer=PREMIER, source="Công báo")
    actor = record(
        cite(words, "09/2015/QĐ-TTg", role="repeals", **said), number="102/X", type=type_, date="2019-01-22",
        issuer=issuer, sign="X",
    )  # fmt: skip
    citing = record(cite(words, "09/2015/QĐ-TTg", role="legal_basis", **said), date="2020-03-22")
    with open_store("memory:") as store:
        import_register(store, [row])
        load_records(store, [actor], judge=judge)
        lookup = StoreLookup(store)
        found = judge_record(citing, resolve_citations(citing, lookup), lookup, as_of=AS_OF)
        assert [f.kind for f in found if f.kind in {"NotInForce", "NoLongerInForce"}] == ended
