"""How long a draft of twenty pages takes: `python -m benchmarks.drafts [--pages 20] [--rounds 15]`

The example corpus is loaded into a store on disk. The draft is made of its plans' own paragraphs, one after another,
until it has so many pages of 2,600 characters. Two figures, the medians of all rounds after a warm one: processor
seconds of judging the text in one process (reading citations, resolving, judging, verdicts), and the time on the clock
from the bytes of the file to the report, its reading in a process of its own included.
"""

import argparse
import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

from api.checking import check_text
from api.service import Service
from loaders.read import read_file

CORPUS = Path(__file__).resolve().parent.parent / "examples" / "corpus"
PAGE = 2_600  # characters of a page in Times New Roman 14


def make_draft(pages: int) -> str:
    """The first plan, its body lengthened by the paragraphs of the others."""
    texts = [p.read_text(encoding="utf-8-sig") for p in sorted(CORPUS.rglob("*.txt")) if _is_utf8(p)]
    whole, place = texts[0], 1
    while len(whole) < pages * PAGE:
        whole += "\n\n" + texts[place % len(texts)]
        place += 1
    return whole[: pages * PAGE]


def _is_utf8(path: Path) -> bool:
    try:
        return len(path.read_text(encoding="utf-8-sig")) > PAGE // 2
    except UnicodeDecodeError:
        return False


def main() -> None:
    """Print the two figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    today = dt.date.today()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(str(Path(folder) / "store"))
        service.load_uploads([(p.name, p.read_bytes()) for p in sorted(CORPUS.rglob("*")) if p.is_file()])
        draft = Path(folder) / "draft.txt"
        draft.write_text(make_draft(given.pages), encoding="utf-8")
        text, data = read_file(draft), draft.read_bytes()
        warm = service.check_bytes(draft.name, data, today).report
        cpu, clock = [], []
        for _ in range(given.rounds):
            before = time.process_time()
            check_text(service.reader(), text, today)
            cpu.append(time.process_time() - before)
            started = time.perf_counter()
            service.check_bytes(draft.name, data, today)
            clock.append(time.perf_counter() - started)
        service.close()
    found, cited = len(warm["findings"]), len(warm["citations"])
    print(f"{given.pages} pages, {len(text.raw):,} characters, {cited} citations, {found} findings")
    print(f"judging the text, warm store: {statistics.median(cpu) * 1000:.0f} ms of processor time")
    print(f"from bytes to report: {statistics.median(clock):.2f} s on the clock, worst {max(clock):.2f} s")


if __name__ == "__main__":
    main()
