"""An error on its way: from where it was first written, through every copy, told by commands, values and questions."""

import json
from pathlib import Path

import pytest

from api.service import Service
from api.views import source_labels, view_work
from graph.queries import run_query
from tests.api.test_cli import run

WRONG = "Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ"
HEAD = "{top}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: {number}\n{place}, ngày {day}\n\n"
PAGES = (  # who, number, place, day, what it carries out
    ("tinh.txt", "ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH", "12/KH-UBND", "Thái Bình", "15 tháng 01 năm 2024", ""),
    (
        "huyen.txt", "ỦY BAN NHÂN DÂN\nHUYỆN ĐÔNG HƯNG", "33/KH-UBND", "Đông Hưng", "20 tháng 02 năm 2024",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh Thái Bình;",
    ),
    (
        "xa.txt", "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG CÁC", "05/KH-UBND", "Đông Các", "10 tháng 3 năm 2024",
        "Thực hiện Kế hoạch số 33/KH-UBND ngày 20/02/2024 của UBND huyện Đông Hưng;",
    ),
)  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, top, number, place, day, above in PAGES:
        text = HEAD.format(top=top, number=number, place=place, day=day)
        text += f"KẾ HOẠCH\nChuyển đổi số năm 2024 của {place}\n\nCăn cứ {WRONG};\n{above}\n\nI. MỤC ĐÍCH\nNâng cao.\n"
        (folder / name).write_text(text, encoding="utf-8")
    return folder


STRANGERS = (
    ("ke-ben.txt", "ỦY BAN NHÂN DÂN\nHUYỆN TIỀN HẢI", "41/KH-UBND", "Tiền Hải", "20 tháng 5 năm 2024",
     "Căn cứ Nghị quyết số 5/NQ-HĐND ngày 12/12/2023 của HĐND tỉnh Thái Bình;"),
    ("tinh-khac.txt", "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH", "61/KH-UBND", "Hà Tĩnh", "21 tháng 5 năm 2024", ""),
)  # fmt: skip


def test_who_is_only_beside_or_elsewhere_is_not_said_to_be_copied(files: Path, tmp_path: Path) -> None:
    """A district names no superior's plan; another district and another province had the same error before."""
    service = Service("memory:")
    service.load([files / "huyen.txt"])
    for name, top, number, place, day, above in STRANGERS:
        text = HEAD.format(top=top, number=number, place=place, day=day)
        text += f"KẾ HOẠCH\nChuyển đổi số năm 2024 của {place}\n\nCăn cứ {WRONG};\n{above}\n\nI. MỤC ĐÍCH\nNâng cao.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
        service.load([tmp_path / name])
    service.load([files / "tinh.txt"])
    held = {name: f for _, _, name, f in service.findings() if f.kind == "WrongDate"}
    way = {name: [step.source for step in f.way] for name, f in held.items()}
    assert way["tinh-khac.txt"] == []
    documents = {name: document for _, document, name, _ in service.findings()}
    assert way["ke-ben.txt"] == [documents["tinh.txt"]]  # its province's, which it does not name


def test_the_first_writer_is_named_through_a_chain_and_who_copied_it(files: Path) -> None:
    """The commune copied the district, which copied the province: nobody had to know the whole way."""
    service = Service("memory:")
    for name in ("xa.txt", "tinh.txt", "huyen.txt"):  # in whatever order they come
        service.load([files / name])
    held = {name: (document, f) for _, document, name, f in service.findings() if f.kind == "WrongDate"}
    top, middle, low = (held[name] for name in ("tinh.txt", "huyen.txt", "xa.txt"))
    assert (top[1].copied_from, top[1].first_written) == (None, None)
    assert (low[1].copied_from, low[1].first_written) == (middle[0], top[0])
    assert [(step.source, step.quote) for step in low[1].way] == [(top[0], WRONG), (middle[0], WRONG)]
    assert {(top[0], WRONG), (middle[0], WRONG)} <= {(e.source, e.quote) for e in low[1].evidence}

    store = service.reader()
    with service.look() as look:
        work = next(d["work"] for d in look.documents().rows if d["document"] == top[0])
        shown = [f for f in view_work(store, look, work)["text"]["findings"] if f["kind"] == "WrongDate"]
    assert [set(f["copied_by"]) for f in shown] == [{middle[0], low[0]}]
    assert set(source_labels(store, shown)) >= {middle[0], low[0]}
    copies = run_query(store, "copies-of", {"work": work}).dicts()
    assert [(row["label"].split()[2], row["written"]) for row in copies] == [
        ("33/KH-UBND", "2019-03-17"), ("05/KH-UBND", "2019-03-17"),
    ]  # fmt: skip


def test_the_command_names_the_way(files: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert run("load", str(files), store=store).returncode == 0
    rows = json.loads(run("findings", "--kind", "WrongDate", "--format", "json", store=store).stdout)
    assert {row["file"]: len(row["copied_by"]) for row in rows} == {"tinh.txt": 2, "huyen.txt": 1, "xa.txt": 0}
    told = run("findings", "--kind", "WrongDate", store=store).stdout
    assert [w for w in ("Đã chép lại (2): ", "Chép từ: huyen.txt", "Ghi lần đầu ở: tinh.txt") if w not in told] == []
    report = run("check", str(files / "xa.txt"), store=store, lang="en").stdout
    assert "First written in: Kế hoạch 12/KH-UBND ngày 15/01/2024" in " ".join(report.split())
