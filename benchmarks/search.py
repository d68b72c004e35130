# ruff: noqa: E501 -- tables of words
"""Search, measured: how fast the index is made, how large it is, how long an answer takes.

    python -m benchmarks.search --paragraphs 100000 --store DIR

Documents are generated with a fixed seed: syllables drawn as often as Vietnamese office texts use them, phrases that
every plan has, numbers, tasks; beside them a register of works. Each question is asked as a page asks it (twenty hits,
snippets made). Cold is the first answer of a newly opened index; warm is every later one. As one types asks every
beginning of a question from its second letter on.
"""

import argparse
import bisect
import datetime as dt
import hashlib
import itertools
import json
import random
import resource
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.national import PROVINCES, SUBJECTS, Country, Run, clocked
from graph.load import load_records
from graph.register.import_ import import_register
from graph.search import Asked, SearchIndex
from graph.store import Store, open_store
from ontology.values import Document, Record, Source, Task, Text

SYLLABLES = Path(__file__).parent.parent / "loaders" / "repair" / "syllable_counts.tsv"
PER_DOCUMENT = 50
DAY = dt.date(2026, 1, 1)
PHRASES = ("Ủy ban nhân dân tỉnh giao", "các cơ quan, đơn vị có liên quan", "theo quy định của pháp luật", "trong quá trình thực hiện",
           "báo cáo kết quả về", "Căn cứ Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ")  # fmt: skip
QUESTIONS: tuple[tuple[str, Asked], ...] = (
    ("number as written", Asked(words="401/KH-UBND", day=DAY)),
    ("number as typed", Asked(words="401 kh ubnd", day=DAY)),
    ("number, two letters", Asked(words="kh401", day=DAY)),
    ("number of a decree", Asked(words="nghị định 61/2008", day=DAY)),
    ("a citation pasted whole", Asked(words="Kế hoạch số 401/KH-UBND ngày 09/02/2021 của UBND tỉnh Hà Tĩnh về chuyển đổi số", day=DAY)),
    ("words with accents", Asked(words="cải cách hành chính", day=DAY)),
    ("words without accents", Asked(words="cai cach hanh chinh", day=DAY)),
    ("words that stand everywhere", Asked(words="ủy ban nhân dân tỉnh", day=DAY)),
    ("one common word", Asked(words="của", day=DAY)),
    ("a phrase", Asked(words='"chuyển đổi số năm"', day=DAY)),
    ("rare words", Asked(words="thuyền khuếch đại", day=DAY)),
    ("nothing to find", Asked(words="xyzzy quux", day=DAY)),
    ("with filters", Asked(words="du lich", issuer="ha tinh", since=2019, until=2025, day=DAY)),
    ("full text only", Asked(words="giáo dục nghề nghiệp", kinds=("text",), day=DAY)),
    ("tasks only", Asked(words="ra soat thu tuc", kinds=("task",), day=DAY)),
    ("force", Asked(words="quản lý đất đai", status="in_force", day=DAY)),
    ("filters alone", Asked(issuer="chính phủ", since=2010, until=2012, day=DAY)),
)  # fmt: skip


class Library:
    """Documents to be found."""

    def __init__(self, paragraphs: int, seed: int = 11) -> None:
        self.random = random.Random(seed)
        self.documents = max(1, paragraphs // PER_DOCUMENT)
        rows = [line.split("\t") for line in SYLLABLES.read_text(encoding="utf-8").splitlines() if "\t" in line]
        self.words = [word for word, _ in rows]
        self.sums = list(itertools.accumulate(int(count) for _, count in rows))

    def word(self) -> str:
        return self.words[bisect.bisect(self.sums, self.random.randrange(self.sums[-1]))]

    def paragraph(self) -> str:
        words = [self.word() for _ in range(self.random.randrange(15, 70))]
        words.insert(self.random.randrange(len(words)), self.random.choice(SUBJECTS))
        if self.random.random() < 0.4:
            words.insert(self.random.randrange(len(words)), self.random.choice(PHRASES))
        return " ".join(words).capitalize() + "."

    def records(self) -> Iterator[Record]:
        for index in range(self.documents):
            yield self.record(index)

    def record(self, index: int) -> Record:
        year, place, subject = 2019 + index % 7, PROVINCES[index % len(PROVINCES)], SUBJECTS[index % len(SUBJECTS)]
        issuer, sign = (
            (f"Ủy ban nhân dân tỉnh {place}", "KH-UBND") if index % 4 == 0 else (f"Sở Nội vụ tỉnh {place}", "KH-SNV")
        )
        raw = "\n".join(self.paragraph() for _ in range(PER_DOCUMENT))
        source = Source(
            file=f"{index}.txt", sha256=hashlib.sha256(raw.encode()).hexdigest(), media_type="text/plain", size=len(raw)
        )
        tasks = tuple(
            Task(
                id=f"PL.{n}", content=f"Rà soát thủ tục {self.word()} {self.word()}", lead=(f"Sở Nội vụ tỉnh {place}",)
            )
            for n in range(5)
        )
        return Record(
            text=Text(raw=raw, source=source), tasks=tasks,
            document=Document(type="Kế hoạch", number=f"{index + 1}/{sign}", date=f"{year}-02-{index % 27 + 1:02d}", issuer=issuer,
                              sign=sign, title=f"{subject} năm {year}", year=year),
        )  # fmt: skip


def milliseconds(runs: Sequence[Run]) -> dict[str, float]:
    """Median and 95th percentile by the clock, and of the processor."""
    found = {}
    for name, column in (("", [r[0] for r in runs]), ("cpu_", [r[1] for r in runs])):
        ordered = sorted(column)
        found[f"{name}median_ms"] = round(statistics.median(ordered) * 1000, 1)
        found[f"{name}p95_ms"] = round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000, 1)
    return found


def ask(where: Path, store: Store, state: str, repeat: int) -> dict[str, object]:
    """Every question, cold and warm, and letter by letter."""
    found: dict[str, object] = {}
    cold: list[Run] = []
    warm: list[Run] = []
    for name, asked in QUESTIONS:
        index = SearchIndex(where)
        cold.append(clocked(partial(index.find, asked, store, state)))
        runs = [clocked(partial(index.find, asked, store, state)) for _ in range(repeat)]
        found[name] = {"hits": index.find(asked, store, state).total, **milliseconds(runs)}
        warm += runs
        index.close()
    index = SearchIndex(where)
    typed: list[Run] = []
    for words in ("cải cách hành chính", "401/KH-UBND", "chuyen doi so", "ủy ban nhân dân"):
        asked = [Asked(words=words[:n], day=DAY) for n in range(2, len(words) + 1)]
        typed += [clocked(partial(index.find, one, store, state)) for one in asked]
    index.close()
    return {"questions": found, "cold": milliseconds(cold), "warm": milliseconds(warm), "typing": milliseconds(typed)}


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--paragraphs", type=int, default=100_000)
    given.add_argument(
        "--works", type=float, default=0.02, help="share of the national register (1.0 is 150,000 works)"
    )
    given.add_argument("--store", help="a new directory (default: a temporary one)")
    given.add_argument("--repeat", type=int, default=20)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = chosen.store or str(Path(folder) / "store")
        library, figures = Library(chosen.paragraphs), {"paragraphs": chosen.paragraphs}
        if not (Path(where) / "current").exists():
            with open_store(where) as store:
                rows = Country(chosen.works).rows()
                figures["register_s"] = round(clocked(lambda: import_register(store, rows, judge=lambda *_: ()))[0])
                figures["load_s"] = round(clocked(lambda: load_records(store, library.records(), batch=128))[0])
        print(json.dumps(measure(where, library, chosen.repeat, figures), ensure_ascii=False, indent=1))


def measure(where: str, library: Library, repeat: int, figures: dict[str, object]) -> dict[str, object]:
    """The index made anew, brought up to date after one more document, and asked."""
    place = Path(where) / "search-measured"
    store = open_store(where, read_only=True)
    for file in place.glob("*"):
        file.unlink()
    index = SearchIndex(place)
    seconds, own = clocked(lambda: index.refresh(store, str(store.state()), DAY))
    size = sum(p.stat().st_size for p in place.iterdir())
    with index._connection() as connection:
        (items,) = connection.execute("SELECT count(*) FROM item").fetchone()
    figures.update(
        items=items,
        build_s=round(seconds, 1),
        build_cpu_s=round(own, 1),
        items_per_s=round(items / seconds),
        index_mb=round(size / 1e6),
    )
    store.close()
    extra = library.record(library.documents + random.Random().randrange(10**6))
    with open_store(where) as writing:
        figures["one_more_loaded_ms"] = round(clocked(lambda: load_records(writing, [extra]))[0] * 1000)
    store = open_store(where, read_only=True)
    figures["one_more_indexed_ms"] = round(clocked(lambda: index.refresh(store, str(store.state()), DAY))[0] * 1000)
    index.close()
    figures.update(ask(place, store, str(store.state()), repeat))
    store.close()
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    return figures


if __name__ == "__main__":
    main()
