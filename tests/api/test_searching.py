"""Searching a service's store: the question read from strings, the index made beside, states of every kind of store."""

from pathlib import Path

import pytest

from api.searching import read_asked, read_years, search, warm_index
from api.service import Service
from graph.search import Asked
from ontology.errors import SettingError
from tests.graph.conftest import oxigraph

PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: 15/KH-UBND\nHà Tĩnh, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Bảo tàng làng năm 2024\n\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\nGiữ nếp làng.\n"
).encode()


@pytest.mark.parametrize("where", ["memory:", "disk"])
def test_what_is_loaded_is_found_at_once_and_gone_at_once(where: str, tmp_path: Path) -> None:
    service = Service(where if where == "memory:" else str(tmp_path / "s"))
    assert search(service, Asked(words="nep lang")).total == 0
    report, _ = service.load_uploads([("a.txt", PLAN)])
    assert search(service, Asked(words="nep lang")).total == 1
    service.unload([report.documents[0].document])
    assert search(service, Asked(words="nep lang")).total == 0
    service.close()


def test_a_server_is_compared_again_after_its_own_writes() -> None:
    with oxigraph("--union-default-graph") as url:
        service = Service(url)
        assert search(service, Asked(words="nep lang")).total == 0
        report, _ = service.load_uploads([("a.txt", PLAN)])
        assert search(service, Asked(words="nep lang")).hits[0].number == "15/KH-UBND"
        service.unload([report.documents[0].document])
        assert search(service, Asked(words="nep lang")).total == 0
        service.close()


def test_the_index_is_made_beside_the_server(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    service.load_uploads([("a.txt", PLAN)])
    warm_index(service).join(60)
    store = service.reader()
    assert service.index.refresh(store, str(store.state())) == 0
    assert list((tmp_path / "s" / "search").glob("*.sqlite"))
    service.close()


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("", (None, None)), ("2024", (2024, 2024)), (" 2020 - 2024 ", (2020, 2024)), ("2020–", (2020, None)),
        ("-2019", (None, 2019)),
    ],
)  # fmt: skip
def test_years_as_written(written: str, years: tuple[int | None, int | None]) -> None:
    assert read_years(written) == years


@pytest.mark.parametrize("given", [{"year": "soon"}, {"year": "-"}, {"year": "20245"}, {"status": "gone"}])
def test_what_cannot_be_asked_is_told(given: dict[str, str]) -> None:
    with pytest.raises(SettingError):
        read_asked("x", given)
    with pytest.raises(SettingError):
        read_asked("x", {}, ["heaven"])
