"""How fast a text becomes a record: `python -m benchmarks.speed [--megabytes 50] [--quick]`

Three tables. The first: MB/s of every stage and of the whole record, on the clean plain-text plans of the example
corpus, in processor seconds of one core. The second: the whole record of the same prose, as one text of a quarter, a
half and the whole of `--megabytes`; time must grow with length. The third: a plan with a stretch made to be slow
(digits, brackets, blank lines, headings that never become a table), short and four times as long, where that takes
over a second. Figures on a shared machine are noisy: read ratios. All of it takes minutes; `--quick` a text of 2 MB and
stretches a tenth as long, in less than one.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from loaders.citations import find_citations
from loaders.extract import extract_record
from loaders.header import parse_header
from loaders.home import settle_context
from loaders.read import read_file
from loaders.repair import repair_text
from loaders.sections import find_sections
from loaders.tables import find_tables
from loaders.targets import find_targets
from loaders.tasks import find_tasks
from loaders.units import find_units
from ontology.bodies import context_of
from ontology.values import Source, Text

_Made = TypeVar("_Made")
CORPUS = Path(__file__).resolve().parent.parent / "examples" / "corpus"
HOSTILE = (
    *(
        "1",
        "(",
        "[",
        "|",
        "-",
        "\n",
        " \n",
        "* \n",
        "\t",
        "a ",
        "A\n",
        "số ",
        "ngày ",
        "Điều ",
        "Nghị quyết số ",
        "08/KH-",
    ),
    *(
        "1. ",
        "1.\n",
        "I. ",
        "I\n",
        "a) ",
        "UBND ",
        "Sở ",
        "Sở Nội vụ, ",
        "căn cứ ",
        "“",
        "”",
        "Nơi nhận\n",
        "TM. UBND\n",
    ),
    *(
        "- a\n",
        "Chương I\n",
        "Phụ lục\n",
        "TT\n",
        "KẾ HOẠCH\n",
        "100% ",
        "đạt 100%, ",
        "2024 ",
        "quý I, ",
        "| a | b |\n",
    ),
    *("chủ trì, phối hợp ", "Giao Sở Nội vụ ", "08/KH-UBND ngày 08/01/2024; ", "các sở, ban, ngành; ", "tri n khai "),
    "thưc\u0323 hiêṇ ",
)
FRAME = """ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n\nSố: 17/KH-UBND\n
Hà Giang, ngày 05 tháng 3 năm 2021\n\nKẾ HOẠCH\nTrồng rừng năm 2021\n
Thực hiện Kế hoạch số 11/KH-UBND ngày 04/01/2021 của UBND tỉnh, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
I. MỤC TIÊU\n{body}\nIV. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì rà soát.\n{duties}\n2. Sở Tài chính bố trí kinh phí.\n
Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n
PHỤ LỤC\nTT\nNhiệm vụ\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời gian
1\nRà soát\nSở Nội vụ\nSở Tài chính\nQuý I\n{appendix}\n"""
FRAMES = ("body", "duties", "appendix")


_ROUNDS = 20  # a plan takes some milliseconds; the machine's other work is in most rounds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--quick", action="store_true", help="less than a minute")
    args = parser.parse_args()
    plans = [read_file(p).raw for p in sorted(CORPUS.glob("kh-*.txt"))]
    _stages(plans)
    _length("\n".join(plans), min(2, args.megabytes) if args.quick else args.megabytes)
    _hostile(*((5_000, 20_000, 0.1) if args.quick else (50_000, 200_000, 1.0)))
    return 0


def _text(raw: str) -> Text:
    return Text(source=Source(file="speed.txt", media_type="text/plain", sha256="0" * 64, size=len(raw)), raw=raw)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _stages(plans: list[str]) -> None:
    """Each stage on what the stage before made of it, plan by plan, the best of some rounds."""
    size = sum(len(p.encode()) for p in plans) / 1e6
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        took: dict[str, float] = {}
        for raw in plans:
            _one_plan(raw, took)
        for name, seconds in took.items():
            best[name] = min(seconds, best.get(name, seconds))
    print(f"stages, {len(plans)} plans of {size * 1000 / len(plans):.0f} kB")
    for name, seconds in best.items():
        print(f"  {name:14} {size / seconds:8.1f} MB/s")


def _one_plan(raw: str, took: dict[str, float]) -> None:
    def stage(name: str, work: Callable[[], _Made]) -> _Made:
        start = time.process_time()
        made = work()
        took[name] = took.get(name, 0.0) + time.process_time() - start
        return made

    words = stage("repair", lambda: repair_text(raw)).text
    header = stage("header", lambda: parse_header(words, properties=()))
    own = header.document
    context = settle_context(context_of(own.issuer, place=own.place, parent=own.parent, date=own.date), words)
    sections = stage("sections", lambda: find_sections(words))
    stage(
        "citations",
        lambda: find_citations(words, context=context, sections=sections, header_end=header.body_start, scanned=False),
    )
    grids = stage("tables", lambda: find_tables(words, (), header.appendices))
    tasks = stage(
        "tasks",
        lambda: find_tasks(words, header=own, context=context, sections=sections, grids=grids, scanned=False),
    )
    stage("units", lambda: find_units(words, context=context, header=own, tasks=tasks, scanned=False))
    stage("targets", lambda: find_targets(words, sections=sections, tasks=tasks, appendix_start=header.appendices))
    stage("whole record", lambda: extract_record(_text(raw)))


def _length(prose: str, megabytes: float) -> None:
    print("length: the whole record of one text")
    for share in (4, 2, 1):
        wanted = int(megabytes * 1e6 / share)
        raw = prose * (wanted // len(prose.encode()) + 1)
        size = len(raw.encode()) / 1e6
        seconds = _timed(lambda raw=raw: extract_record(_text(raw)))  # type: ignore[misc]
        print(f"  {size:6.1f} MB {seconds:7.1f} s {size / seconds:6.2f} MB/s", flush=True)


def _hostile(short: int, long: int, told: float) -> None:
    """`told`: the seconds from which on the longer one is printed."""
    print(f"a plan with a stretch made to be slow in its body, duties or appendix: {short:,} and {long:,} characters")
    for piece in HOSTILE:
        for place in FRAMES:
            took = []
            for length in (short, long):
                raw = FRAME.format(**{p: piece * (length // len(piece)) if p == place else "" for p in FRAMES})
                took.append(_timed(lambda raw=raw: extract_record(_text(raw))))  # type: ignore[misc]
            if took[1] > told:
                print(f"  {piece!r:32} {place:9} {took[0]:6.2f} -> {took[1]:6.2f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
