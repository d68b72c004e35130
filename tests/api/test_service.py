"""The service over a store that others write to at the same time."""

import datetime as dt
import gc
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.service import Service
from graph.write import documents
from tests.api.http.conftest import fill, plan


def test_a_reader_sees_one_state_from_beginning_to_end(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    fill(service)
    held = service.reader()
    before = documents(held)
    service.load_uploads([("c.txt", plan(number="33", day="9"))])
    assert len(documents(service.reader())) == len(before) + 1
    assert documents(held) == before
    assert service.reader() is service.reader()
    service.close()


def test_the_state_is_named_anew_by_every_change(tmp_path: Path) -> None:
    for where in (str(tmp_path / "s"), "memory:"):
        service = Service(where)
        fill(service)
        first = service.state()
        documents(service.reader())
        assert service.state() == first
        service.load_uploads([("c.txt", plan(number="33", day="9"))])
        assert service.state() != first
        service.close()


def test_states_nobody_reads_are_given_up(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    fill(service)
    for number in range(40, 46):
        service.reader()
        service.load_uploads([("c.txt", plan(number=str(number), day="9"))])
    gc.collect()
    service.load_uploads([("d.txt", plan(number="90", day="9"))])
    kept = [p for p in (tmp_path / "s" / "published").iterdir() if p.is_dir()]
    assert len(kept) <= 2
    service.close()


def test_on_a_later_day_the_findings_are_true_without_anybody_deriving_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "number,type,date,issuer,title,relation,related_number,related_type,related_date,related_issuer,in_force_from,"
        "source,retrieved_on\n"
        "9/QĐ-TTg,Quyết định,2025-12-01,Thủ tướng Chính phủ,Chiến lược,thay thế,5/QĐ-TTg,Quyết định,2021-06-15,"
        "Thủ tướng Chính phủ,2026-01-01,sổ,2025-12-02\n",
        encoding="utf-8",
    )
    text = plan(basis="Căn cứ Quyết định số 5/QĐ-TTg ngày 15/6/2021 của Thủ tướng Chính phủ;")
    where = str(tmp_path / "s")

    def kinds_on(day: dt.date, *, load: bool = False, waits: bool = True) -> set[str]:
        class Day(dt.date):
            @classmethod
            def today(cls) -> dt.date:  # type: ignore[override]
                return day

        for module in ("api.start", "api.service", "api.writing"):
            monkeypatch.setattr(module + ".dt", SimpleNamespace(date=Day, datetime=dt.datetime, UTC=dt.UTC))
        service = Service(where)
        service.waits = waits
        if load:
            service.import_register(rows)
            service.load_uploads([("a.txt", text)])
        seen = {f.kind for _, _, _, f in service.findings()}
        for _ in range(100):
            if waits or "NoLongerInForce" in seen:
                break
            time.sleep(0.1)
            seen = {f.kind for _, _, _, f in service.findings()}
        service.close()
        return seen

    assert "NoLongerInForce" not in kinds_on(dt.date(2025, 12, 3), load=True)
    assert "NoLongerInForce" not in kinds_on(dt.date(2025, 12, 31))
    assert "NoLongerInForce" in kinds_on(dt.date(2026, 1, 1), waits=False)


def test_a_sheet_names_the_register_it_was_checked_against(root: Path, tmp_path: Path) -> None:
    """Another row is another register; the same rows again are the same one."""
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    first, english = service.version("vi"), service.version("en")
    more = tmp_path / "them.csv"
    more.write_text(
        "number,type,date,issuer\n91/2024/QĐ-UBND,Quyết định,2024-05-06,Ủy ban nhân dân tỉnh Hà Tĩnh\n", "utf-8"
    )
    kept = service.import_register(more).kept
    second = service.version("vi")
    assert second != first
    assert "dòng, mã" in second
    assert "rows, code" in english
    service.undo_register(kept)
    assert service.version("vi") == first
