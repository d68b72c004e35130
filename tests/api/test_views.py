"""What pages show of stored documents: judged today, and as of any day."""

import datetime as dt
import re
from pathlib import Path

from api.service import Service
from api.views import source_labels, view_citing, view_work


def test_a_stored_document_is_judged_as_of_any_day(root: Path) -> None:
    """The plan cites what was replaced after it was signed: outdated now, in force then."""
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    service.load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    store = service.reader()
    with service.look() as look:
        [row] = look.documents().rows
        works = [w["work"] for w in look.works(limit=500).rows]
        cited = {w: view_work(store, look, w)["cited"]["total"] for w in works}
    assert 0 < sum(cited.values()) < 100

    def outdated(day: dt.date | None) -> int:
        with service.look() as look:
            text = view_work(store, look, row["work"], day)["text"]
        assert [
            f for c in text["citations"] for f in c["findings"] if f not in {g["id"] for g in text["findings"]}
        ] == []
        return sum(c["status"] == "outdated" for c in text["citations"])

    assert outdated(dt.date(2024, 2, 1)) == 0
    assert outdated(dt.date(2026, 11, 21)) == 2


def test_who_cites_a_work_is_shown_newest_first_and_the_rest_is_counted(root: Path) -> None:
    service = Service("memory:")
    service.load([root / "examples" / "corpus"])
    with service.look() as look:
        most = max((w["work"] for w in look.works(limit=500).rows), key=lambda w: sum(look.count_citing(w).values()))
        whole = view_citing(look, most)
        short = view_citing(look, most, limit=2)
    assert whole["cited"]["more"] == 0
    assert len(whole["citing"]) == whole["cited"]["total"] == sum(whole["cited"]["roles"].values())
    assert short["citing"] == whole["citing"][:2]
    assert short["cited"]["more"] == whole["cited"]["total"] - 2 > 5
    days = [c.get("date", "") for c in whole["citing"]]
    assert days == sorted(days, reverse=True)


def test_a_register_row_that_evidence_rests_on_is_named_by_its_list_and_its_document(root: Path) -> None:
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    service.load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    store = service.reader()
    with service.look() as look:
        text = view_work(store, look, look.documents().rows[0]["work"])["text"]
    rests = {e["source"] for f in text["findings"] for e in f["evidence"] if "/register/row/" in e["source"]}
    names = source_labels(store, text["findings"])
    assert rests
    assert [row for row in rests if not re.search(r"^\D.+: .*\d+.*/", names[row]) or "row/" in names[row]] == []


def test_a_decision_named_by_its_own_scheme_speaks_of_itself(tmp_path: Path) -> None:
    """Replaced, it does not rest on what is no longer in force: its subject and its first article are its own."""
    head = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\n\nSố: {}/QĐ-UBND\nQuảng Trị, ngày {}\n\nQUYẾT ĐỊNH\n{}\n\nCăn cứ Luật;\n\n"
    name = "Đề án cải cách hành chính tỉnh Quảng Trị giai đoạn 2021-2025"
    pages = {
        "cu.txt": head.format("3168", "15 tháng 9 năm 2021", f"Phê duyệt {name}")
        + f"QUYẾT ĐỊNH:\nĐiều 1. Phê duyệt {name}.\nĐiều 2. Thi hành.\n",
        "moi.txt": head.format("1200", "12 tháng 5 năm 2025", "Phê duyệt Đề án cải cách hành chính tỉnh Quảng Trị")
        + "QUYẾT ĐỊNH:\nĐiều 1. Quyết định này thay thế Quyết định số 3168/QĐ-UBND ngày 15/9/2021 của UBND tỉnh.\n",
    }
    service = Service("memory:")
    for file, text in pages.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
        service.load([tmp_path / file])
    own = [f for _, _, file, f in service.findings() if file == "cu.txt"]
    assert [f.kind for f in own if f.kind in ("NotInForce", "NoLongerInForce")] == []
    store = service.reader()
    with service.look() as look:
        [work] = [row["work"] for row in look.documents().rows if "3168" in row["label"]]
        named = [c for c in view_work(store, look, work)["text"]["citations"] if "Đề án" in c["quote"]]
    assert {(c["work"], c["status"]) for c in named} == {(work, "not_checked")}
