# ruff: noqa: E501 -- one line per case
"""From when a text's acts count, as it says; and that the next article's heading makes no act a partial one."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence

import pytest

from graph.judge import judge_record
from graph.judge.effect import effect_day
from graph.load import load_records
from graph.lookup import Lookup
from graph.names import PREAMBLE
from graph.queries import run_query
from graph.store import open_store
from graph.store_lookup import StoreLookup
from ontology.values import Citation, Document, Finding, Record, Resolution, Source, Span, Text

OLD = "Quyết định số 12/QĐ-UBND ngày 06/5/2022 của UBND tỉnh"
PROVINCE = "Ủy ban nhân dân tỉnh Hà Nam"
NEXT = "\nĐiều 3. Chánh Văn phòng chịu trách nhiệm thi hành."


def later(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> Sequence[Finding]:
    return judge_record(record, resolutions, lookup, as_of=dt.date(2025, 12, 1))


def acting(words: str, *, role: str = "replaces", date: str | None = "2025-03-03") -> Record:
    """A decision whose text says these words; `$` stands for the decision that it acts upon."""
    raw = "QUYẾT ĐỊNH\nĐiều 1. Ban hành Quy định.\n" + words.replace("$", OLD)
    start = raw.index(OLD)
    citation = Citation(
        span=Span(start, start + len(OLD)), quote=OLD, kind="numbered", type="Quyết định", number="12/QĐ-UBND",
        date="2022-05-06", issuer=PROVINCE, role=role,  # type: ignore[arg-type]
    )  # fmt: skip
    header = Document(type="Quyết định", number="61/QĐ-UBND", sign="QĐ-UBND", date=date, issuer=PROVINCE)
    source = Source(
        file="q.txt", sha256=hashlib.sha256(raw.encode()).hexdigest(), media_type="text/plain", size=len(raw)
    )
    return Record(text=Text(raw=raw, source=source), document=header, citations=(citation,))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Điều 2. Quyết định này thay thế $.", None),
        ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Quyết định này thay thế $.", "2025-03-03"),
        ("Điều 2. Quyết định này có hiệu lực kể từ ngày 15/3/2025 và thay thế $.", "2025-03-15"),
        ("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 3 năm 2025, thay thế $.", "2025-03-15"),
        ("Điều 2. Quyết định này có hiệu lực thi hành từ ngày 15/3/2025.\n2. $ hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "2025-03-15"),
        ("Điều 2. Bãi bỏ $ kể từ ngày 01/4/2025.", "2025-04-01"),
        ("Điều 2. $ hết hiệu lực từ ngày 01 tháng 4 năm 2025.", "2025-04-01"),
        ("Điều 2. Kể từ ngày 01/4/2025, bãi bỏ $.", "2025-04-01"),
        ("Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và thay thế $.", "2025-03-13"),
        ("Điều 2. Quyết định này có hiệu lực thi hành sau 10 (mười) ngày, kể từ ngày ký ban hành.\nĐiều 3. Thay thế $.", "2025-03-13"),
        ("Điều 2. Thay thế $ về mức hỗ trợ kể từ ngày 01/01/2020.", None),  # the old one's own matter, long before
        ("Điều 2. Thay thế $.\nĐiều 3. Nghị quyết số 5 có hiệu lực từ ngày 01/9/2025.", None),  # another document's day
        ("Điều 2. Thay thế $ kể từ ngày 31/02/2025.", None),
    ],
)  # fmt: skip
def test_from_when_an_act_counts(words: str, day: str | None) -> None:
    record = acting(words + NEXT)
    assert effect_day(record, record.citations[0].span) == day


def test_without_a_day_of_signing_only_a_written_day_counts() -> None:
    for words, day in (("Thay thế $ kể từ ngày ký.", None), ("Bãi bỏ $ kể từ ngày 01/4/2025.", "2025-04-01")):
        record = acting(words, date=None)
        assert effect_day(record, record.citations[0].span) == day


@pytest.mark.parametrize("role", ["replaces", "repeals"])
@pytest.mark.parametrize(
    ("words", "cited_on", "kinds"),
    [
        ("Điều 2. Quyết định này thay thế $." + NEXT, "2025-04-10", ["NotInForce"]),
        ("Điều 2. Quyết định này thay thế $;\nĐiều 3. Tổ chức thực hiện.", "2025-04-10", ["NotInForce"]),
        ("Điều 2: Quyết định này thay thế $\nĐiều 3: Tổ chức thực hiện.", "2025-04-10", ["NotInForce"]),
        ("Điều 2. Quyết định này có hiệu lực kể từ ngày 15/3/2025 và thay thế $." + NEXT, "2025-03-10", ["NoLongerInForce"]),
        ("Điều 2. Bãi bỏ khoản 2 Điều 5 $." + NEXT, "2025-04-10", []),
        ("Điều 2. Bãi bỏ một phần $." + NEXT, "2025-04-10", []),
    ],
)  # fmt: skip
def test_a_loaded_decision_ends_what_it_replaces_or_repeals(
    words: str, cited_on: str, kinds: list[str], role: str
) -> None:
    citing = acting("Căn cứ $;", role="legal_basis", date=cited_on)
    citing = dataclasses.replace(citing, document=dataclasses.replace(citing.document, number="70/QĐ-UBND"))
    with open_store("memory:") as store:
        load_records(store, [acting(words, role=role), citing], judge=later)
        ended = {"NotInForce", "NoLongerInForce"}
        found = store.select(PREAMBLE + "SELECT ?k WHERE { ?f cc:kind ?k }").column("k")
        assert sorted(k for k in found if k in ended) == kinds
        (old,) = StoreLookup(store).works_for_number("12/QĐ-UBND")
        since = run_query(store, "replaced-by", {"work": old.iri}).column("since")
        assert [s for s in since if s] == (["2025-03-15"] if "15/3/2025" in words else [])
