"""A small store, and the application over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.service import Service

PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: {number}/KH-UBND\nHà Tĩnh, ngày {day} tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "{title}\n\n{basis}\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\nNâng cao chất lượng phục vụ.\n"
    "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì, phối hợp với các đơn vị theo dõi việc thực hiện trước 30/6/2024.\n"
)
WRONG = "Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;"
IMPLEMENTS = "Thực hiện Kế hoạch số 15/KH-UBND ngày 15/3/2024 của UBND tỉnh về Phát triển chính quyền số năm 2024;"


def plan(**words: str) -> bytes:
    """A plan of our own writing."""
    given = {"number": "15", "day": "15", "title": "Phát triển chính quyền số năm 2024", "basis": "", **words}
    return PLAN.format(**given).encode()


def fill(service: Service) -> None:
    """Two plans, the second carrying out the first."""
    second = plan(number="20", day="20", title="Tập huấn kỹ năng số năm 2024", basis=IMPLEMENTS)
    _, refused = service.load_uploads([("a.txt", plan(basis=WRONG)), ("b.txt", second)])
    assert not refused


@pytest.fixture(scope="session")
def make_client() -> Callable[[str], TestClient]:
    """A client over a store at a place, which is filled first."""

    def make(where: str) -> TestClient:
        service = Service(where)
        fill(service)
        return TestClient(create_app(service), raise_server_exceptions=True)

    return make


@pytest.fixture(scope="module")
def client(make_client: Callable[[str], TestClient], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Over a store on disk that the tests of a module only read."""
    place: Path = tmp_path_factory.mktemp("store") / "s"
    with make_client(str(place)) as made:
        yield made


@pytest.fixture
def own_client(make_client: Callable[[str], TestClient], tmp_path: Path) -> Iterator[TestClient]:
    """Over a store that one test may change."""
    with make_client(str(tmp_path / "s")) as made:
        yield made
