# ruff: noqa: E501 -- tables of words
"""A national-sized register and corpus, generated and loaded: figures for stores and for loading.

    python -m benchmarks.national --scale 1 --store DIR [--plans 20000]

Scale 1 is 150,000 documents in the register, 900,000 relations and 20,000 plans. Numbers, dates, issuers and citations
are drawn so that popular documents are cited much more often than others, and a document acts on older ones only; of a
thousand citations four are misquoted and ten are of documents that no register has. The seed is fixed and each plan has
its own: the same scale gives the same store, and a filling that was cut short goes on where it stopped. Then ten more
plans are loaded one by one. `benchmarks.queries` asks stores made so. Every figure stands twice: by the clock, which
counts what else the machine does, and of the processor.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from graph.judge import judge_record
from graph.load import load_records
from graph.lookup import Lookup
from graph.names import cc, graph_named
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow
from graph.store import Store, open_store
from ontology.values import Citation, Document, Finding, Record, Resolution, Role, Source, Span, Task, Text

PROVINCES = ("Hà Tĩnh", "Nghệ An", "Quảng Trị", "Thanh Hóa", "Lào Cai", "Đắk Lắk", "Cà Mau", "Cao Bằng", "Lạng Sơn",
             "Điện Biên", "Lai Châu", "Sơn La", "Quảng Ninh", "Tuyên Quang", "Thái Nguyên", "Phú Thọ", "Bắc Ninh",
             "Hưng Yên", "Ninh Bình", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Lâm Đồng", "Đồng Nai", "Tây Ninh",
             "Vĩnh Long", "Đồng Tháp", "An Giang")  # fmt: skip
SUBJECTS = ("cải cách hành chính", "chuyển đổi số", "công tác văn thư", "phát triển nông thôn mới", "giáo dục nghề nghiệp",
            "bảo vệ môi trường", "phòng chống thiên tai", "an toàn giao thông", "phát triển du lịch", "quản lý đất đai")  # fmt: skip
ISSUERS = (("Chính phủ", "Nghị định", "{n}/{y}/NĐ-CP"), ("Thủ tướng Chính phủ", "Quyết định", "{n}/QĐ-TTg"),
           ("Chính phủ", "Nghị quyết", "{n}/NQ-CP"), ("Bộ Nội vụ", "Thông tư", "{n}/{y}/TT-BNV"),
           ("Bộ Tài chính", "Thông tư", "{n}/{y}/TT-BTC"))  # fmt: skip
RELATIONS = (
    ("căn cứ", 60),
    ("dẫn chiếu", 26),
    ("hướng dẫn", 6),
    ("sửa đổi, bổ sung", 5),
    ("thay thế", 2),
    ("bãi bỏ", 1),
)
MISQUOTED = 0.004
UNKNOWN = 0.01
UNASSIGNED = 0.05
TOLD_EVERY = 256
CHILDREN = 19  # plans of departments for one of their province


class Country:
    """The documents that exist, and who cites whom."""

    def __init__(self, scale: float, seed: int = 7) -> None:
        self.random, self.seed = random.Random(seed), seed
        self.works = [self._work(i) for i in range(int(150_000 * scale))]
        self.relations = int(900_000 * scale)
        self.plans = int(20_000 * scale)

    def _work(self, index: int) -> RegisterRow:
        day = dt.date(2005, 1, 1) + dt.timedelta(days=index * 7300 // max(1, 150_000 if index > 7300 else 7301))
        day += dt.timedelta(days=self.random.randrange(365))
        if index % 3:
            place = PROVINCES[index % len(PROVINCES)]
            issuer, kind, form = f"Ủy ban nhân dân tỉnh {place}", "Quyết định", "{n}/QĐ-UBND"
        else:
            issuer, kind, form = ISSUERS[index // 3 % len(ISSUERS)]
        subject = SUBJECTS[self.random.randrange(len(SUBJECTS))]
        ended = (day + dt.timedelta(days=1500)).isoformat() if self.random.random() < 0.15 else None
        return RegisterRow(
            number=form.format(n=index + 1, y=day.year), type=kind, date=day.isoformat(), issuer=issuer,
            title=f"về {subject} giai đoạn {day.year}-{day.year + 5}, phần {index}", in_force_from=day.isoformat(),
            in_force_to=ended, source="danh mục sinh để đo", retrieved_on="2026-01-01",
        )  # fmt: skip

    def popular(self, chance: random.Random | None = None) -> RegisterRow:
        """Some documents are cited everywhere, most hardly ever."""
        return self.works[int(len(self.works) * (chance or self.random).random() ** 3)]

    def cited(self, chance: random.Random) -> RegisterRow:
        """What a plan cites: mostly what the register has, misquoted now and then."""
        work = self.popular(chance)
        if chance.random() < UNKNOWN:
            return replace(work, number=f"20000{work.number}")
        if work.date and chance.random() < MISQUOTED:
            return replace(work, date=(dt.date.fromisoformat(work.date) + dt.timedelta(days=10)).isoformat())
        return work

    def rows(self) -> Iterator[RegisterRow]:
        share, rest = divmod(self.relations, len(self.works))
        for index, work in enumerate(self.works):
            count = share + (index < rest)
            for _ in range(count):
                label = self.random.choices([name for name, _ in RELATIONS], [share for _, share in RELATIONS])[0]
                basis = label in ("căn cứ", "dẫn chiếu")
                other = self.popular() if basis else self.works[self.random.randrange(index + 1)]
                yield RegisterRow(
                    number=work.number, type=work.type, date=work.date, issuer=work.issuer, title=work.title,
                    in_force_from=work.in_force_from, in_force_to=work.in_force_to, source=work.source,
                    retrieved_on=work.retrieved_on, relation=label, related_number=other.number,
                    related_type=other.type, related_date=other.date, related_issuer=other.issuer,
                )  # fmt: skip
            if not count:
                yield work

    def plan(self, index: int) -> Record:
        """A plan of a province (every twentieth) or of a department that carries it out."""
        chance = random.Random(f"{self.seed} {index}")
        superior = index // (CHILDREN + 1) * (CHILDREN + 1)
        provincial = index == superior
        own = self._header(superior)
        year, place, subject = _slot(superior)
        issuer = own.issuer if provincial else f"Sở Nội vụ tỉnh {place}"
        number = number_of(index)
        raw, citations = f"Số: {number}\n", []
        wanted: list[tuple[RegisterRow, Role]] = [(self.cited(chance), "legal_basis") for _ in range(7)]
        if not provincial:
            wanted.insert(0, (self.superior(superior), "implements"))
        for work, role in wanted:
            quote = f"{work.type} số {work.number} ngày {work.date} của {work.issuer}"
            citations.append(
                Citation(
                    span=Span(len(raw), len(raw) + len(quote)), quote=quote, kind="numbered", type=work.type,
                    number=work.number, date=work.date, issuer=work.issuer, role=role, issuer_from="words",
                )
            )  # fmt: skip
            raw += quote + ";\n"
        raw += "Nội dung thực hiện. " * 60
        lead = () if chance.random() < UNASSIGNED else (f"Sở Nội vụ tỉnh {place}",)
        task = Task(id="PL.1", content="Rà soát thủ tục hành chính", lead=lead, deadline=f"{year}-06-30")
        sha = hashlib.sha256(raw.encode()).hexdigest()
        source = Source(file=f"plan{index}.txt", sha256=sha, media_type="text/plain", size=len(raw))
        document = Document(
            type="Kế hoạch", number=number, date=own.date if provincial else f"{year}-02-{index % 27 + 1:02d}", issuer=issuer, sign=number.split("/")[1],
            title=f"{subject} năm {year}", year=year, recipients=("Như trên", f"Văn phòng UBND tỉnh {place}"),
        )  # fmt: skip
        return Record(text=Text(raw=raw, source=source), document=document, citations=tuple(citations), tasks=(task,))

    def superior(self, index: int) -> RegisterRow:
        """A provincial plan as those cite it that carry it out."""
        own = self._header(index)
        return RegisterRow(number=own.number or "", date=own.date, issuer=own.issuer, type="Kế hoạch")

    def _header(self, index: int) -> Document:
        year, place, _ = _slot(index)
        return Document(
            number=number_of(index),
            date=f"{year}-01-{index % 27 + 1:02d}",
            issuer=f"Ủy ban nhân dân tỉnh {place}",
        )


def number_of(index: int) -> str:
    """Every twentieth plan is a province's, the others are of its departments."""
    return f"{index + 1}/KH-{'SNV' if index % (CHILDREN + 1) else 'UBND'}"


def _slot(superior: int) -> tuple[int, str, str]:
    """Year, province and subject of a provincial plan: each province has one of a subject in a year."""
    group = superior // (CHILDREN + 1)
    place, rest = group % len(PROVINCES), group // len(PROVINCES)
    return 2020 + rest % 6, PROVINCES[place], SUBJECTS[(rest // 6 + place) % len(SUBJECTS)]


def judge(record: Record, resolutions: tuple[Resolution, ...], lookup: Lookup) -> list[Finding]:
    return list(judge_record(record, resolutions, lookup, as_of=dt.date(2026, 1, 1)))


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


Run = tuple[float, float]  # seconds by the clock, seconds of the processor


def clocked(action: Callable[[], object]) -> Run:
    """Both times of one action, those of the store's own threads included."""
    clock, own = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - clock, time.process_time() - own


def milliseconds(runs: Sequence[Run]) -> dict[str, float]:
    """Best, median and worst by the clock, and the median of the processor."""
    clock = sorted(r[0] * 1000 for r in runs)
    return {
        "best_ms": round(clock[0], 1), "median_ms": round(statistics.median(clock), 1),
        "worst_ms": round(clock[-1], 1), "cpu_median_ms": round(statistics.median(r[1] for r in runs) * 1000, 1),
    }  # fmt: skip


def load_average() -> float:
    """How many programs want a processor, over the last minute."""
    return round(os.getloadavg()[0], 1)


def peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def size_of(place: Path) -> int:
    """Bytes on disk, hard links once."""
    return sum({p.stat().st_ino: p.stat().st_size for p in place.rglob("*") if p.is_file()}.values())


def count_triples(store: Store) -> int:
    return int(store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").column("n")[0])


def held_numbers(store: Store) -> set[str]:
    """The numbers of the plans that are loaded."""
    rows = store.select("SELECT ?n WHERE { ?d a $kind ; $number ?n }", kind=cc("SourceDocument"), number=cc("writtenNumber"))  # fmt: skip
    return set(rows.column("n"))


def fill(store: Store, country: Country, plans: int, figures: dict[str, object]) -> None:
    """The register, then the plans that are not there yet."""
    if not store.ask("ASK { GRAPH $g { ?row $key ?k } }", g=graph_named("register"), key=cc("numberKey")):
        clock, own = clocked(lambda: import_register(store, country.rows(), judge=judge))
        figures["register"] = {"s": round(clock, 1), "cpu_s": round(own, 1), "load": load_average()}
        tell(register=figures["register"], peak_mb=peak_mb())
    held = held_numbers(store)
    missing = (i for i in range(plans) if number_of(i) not in held)
    loaded, clock, own = 0, 0.0, 0.0
    while some := [country.plan(i) for i in islice(missing, TOLD_EVERY)]:
        took = clocked(lambda r=some: load_records(store, r, judge=judge, batch=TOLD_EVERY))  # type: ignore[misc]
        loaded, clock, own = loaded + len(some), clock + took[0], own + took[1]
        tell(plans=len(held) + loaded, ms_each=round(took[0] / len(some) * 1000), cpu_ms_each=round(took[1] / len(some) * 1000),
             peak_mb=peak_mb(), load=load_average())  # fmt: skip
    if loaded:
        figures["plans"] = {"loaded": loaded, "s": round(clock), "cpu_s": round(own),
                            "ms_each": round(clock / loaded * 1000, 1), "cpu_ms_each": round(own / loaded * 1000, 1)}  # fmt: skip


def tell(**said: object) -> None:
    """How far it is."""
    print(time.strftime("%H:%M:%S"), json.dumps(said), file=sys.stderr, flush=True)


def one_by_one(store: Store, country: Country, plans: int, repeat: int) -> dict[str, float]:
    """More plans, each in, resolved, judged, safe on disk and seen by readers before the next."""
    held = held_numbers(store)
    fresh = islice((country.plan(i) for i in range(plans, plans + 100_000) if number_of(i) not in held), repeat)
    return milliseconds([clocked(lambda r=r: load_records(store, [r], judge=judge)) for r in fresh])  # type: ignore[misc]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=0.01)
    asked.add_argument("--store", default="memory:")
    asked.add_argument("--plans", type=int, help="how many plans (default: as many as the scale says)")
    asked.add_argument("--repeat", type=int, default=10, help="how many more plans are loaded one by one")
    given = asked.parse_args()
    country = Country(given.scale)
    plans = country.plans if given.plans is None else given.plans
    figures: dict[str, object] = {"scale": given.scale}
    opened: list[Store] = []
    figures["open_for_writing"] = milliseconds([clocked(lambda: opened.append(open_store(given.store)))])
    with opened[0] as store:
        fill(store, country, plans, figures)
        figures["one_more_plan"] = one_by_one(store, country, plans, given.repeat)
        figures["plans_in_store"] = len(held_numbers(store))
        figures["triples"] = count_triples(store)
    if given.store != "memory:":
        figures["mb_on_disk"] = round(size_of(Path(given.store)) / 1e6)
        reading = [clocked(lambda: open_store(given.store, read_only=True).close()) for _ in range(5)]
        figures["open_for_reading"] = milliseconds(reading)
    figures["peak_mb"], figures["load"] = peak_mb(), load_average()
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
