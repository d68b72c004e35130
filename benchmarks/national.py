# ruff: noqa: E501 -- tables of words
"""A national-sized register and corpus, generated, loaded and asked: figures for stores, loading and queries.

    python -m benchmarks.national --scale 0.01 --store DIR [--rdflib] [--owlready]

Scale 1 is 150,000 documents in the register, 900,000 relations and 20,000 plans. Numbers, dates, issuers and citations
are drawn so that popular documents are cited much more often than others, and a document acts on older ones only; four
citations in a thousand are misquoted, as in real documents. The seed is fixed: the same scale gives the same store.
"""

import argparse
import datetime as dt
import hashlib
import json
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from graph.judge import judge_record
from graph.load import load_records
from graph.lookup import Lookup
from graph.queries import list_queries, run_query
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow
from graph.store import Store, open_store
from graph.write import documents
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
CHILDREN = 19  # plans of departments for one of their province


class Country:
    """The documents that exist, and who cites whom."""

    def __init__(self, scale: float, seed: int = 7) -> None:
        self.random = random.Random(seed)
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

    def popular(self) -> RegisterRow:
        """Some documents are cited everywhere, most hardly ever."""
        return self.works[int(len(self.works) * self.random.random() ** 3)]

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

    def records(self) -> Iterator[Record]:
        for index in range(self.plans):
            yield self.plan(index)

    def plan(self, index: int) -> Record:
        """A plan of a province (every twentieth) or of a department that carries it out."""
        superior = index // (CHILDREN + 1) * (CHILDREN + 1)
        provincial = index == superior
        own = self._header(superior)
        year, place, subject = _slot(superior)
        issuer = own.issuer if provincial else f"Sở Nội vụ tỉnh {place}"
        number = f"{index + 1}/KH-{'UBND' if provincial else 'SNV'}"
        raw, citations = f"Số: {number}\n", []
        wanted: list[tuple[RegisterRow, Role]] = [(self.popular(), "legal_basis") for _ in range(7)]
        if not provincial:
            wanted.insert(0, (RegisterRow(number=own.number or "", date=own.date, issuer=own.issuer, type="Kế hoạch"), "implements"))  # fmt: skip
        for work, role in wanted:
            date = work.date
            if date and self.random.random() < MISQUOTED:
                date = (dt.date.fromisoformat(date) + dt.timedelta(days=10)).isoformat()
            quote = f"{work.type} số {work.number} ngày {date} của {work.issuer}"
            citations.append(
                Citation(
                    span=Span(len(raw), len(raw) + len(quote)), quote=quote, kind="numbered", type=work.type,
                    number=work.number, date=date, issuer=work.issuer, role=role, issuer_from="words",
                )
            )  # fmt: skip
            raw += quote + ";\n"
        raw += "Nội dung thực hiện. " * 60
        task = Task(id="PL.1", content="Rà soát thủ tục hành chính", lead=(f"Sở Nội vụ tỉnh {place}",), deadline=f"{year}-06-30")  # fmt: skip
        sha = hashlib.sha256(raw.encode()).hexdigest()
        source = Source(file=f"plan{index}.txt", sha256=sha, media_type="text/plain", size=len(raw))
        document = Document(
            type="Kế hoạch", number=number, date=own.date if provincial else f"{year}-02-{index % 27 + 1:02d}", issuer=issuer, sign=number.split("/")[1],
            title=f"{subject} năm {year}", year=year,
        )  # fmt: skip
        return Record(text=Text(raw=raw, source=source), document=document, citations=tuple(citations), tasks=(task,))

    def _header(self, index: int) -> Document:
        year, place, _ = _slot(index)
        return Document(
            number=f"{index + 1}/KH-UBND",
            date=f"{year}-01-{index % 27 + 1:02d}",
            issuer=f"Ủy ban nhân dân tỉnh {place}",
        )


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


def parameters(country: Country) -> dict[str, str]:
    """What each kind of parameter is asked with: a document in the middle of the popularity curve."""
    work = country.works[len(country.works) // 50]
    return {
        "work": f"{work.number} {work.date}", "number": work.number, "title": work.title or "", "date": "2026-01-01",
        "unit": "Sở Nội vụ tỉnh Hà Tĩnh", "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
    }  # fmt: skip


def ask_all(store: Store, country: Country, repeat: int = 5) -> dict[str, dict[str, float]]:
    """Every query that ships: rows, and the median of a few runs in milliseconds."""
    given = parameters(country)
    found = {}
    for query in list_queries():
        values = {p.name: given.get(p.name) or given[p.kind] for p in query.parameters if p.default is None}
        rows = len(run_query(store, query.id, values))
        runs = [timed(lambda q=query, v=values: run_query(store, q.id, v)) for _ in range(repeat)]  # type: ignore[misc]
        found[query.id] = {"rows": rows, "ms": round(statistics.median(runs) * 1000, 1)}
    return found


def size_of(place: Path) -> int:
    """Bytes on disk, hard links once."""
    return sum({p.stat().st_ino: p.stat().st_size for p in place.rglob("*") if p.is_file()}.values())


def fill(store: Store, country: Country, figures: dict[str, object]) -> None:
    """The register, then the plans."""
    figures["register_s"] = round(timed(lambda: import_register(store, country.rows(), judge=judge)), 1)
    figures["plans_s"] = round(timed(lambda: load_records(store, country.records(), judge=judge, batch=128)), 1)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=0.01)
    asked.add_argument("--store", default="memory:")
    asked.add_argument("--ask", action="store_true", help="ask a store that was filled before")
    given = asked.parse_args()
    country = Country(given.scale)
    figures: dict[str, object] = {"scale": given.scale}
    with open_store(given.store) as store:
        if given.ask:
            list(country.rows())  # the same draws as when it was filled
        else:
            fill(store, country, figures)
        first = country.plans + len(documents(store))  # plans that no earlier run has loaded
        extra = [country.plan(first + i) for i in range(7)]
        ones = [timed(lambda r=r: load_records(store, [r], judge=judge)) for r in extra]  # type: ignore[misc]
        figures["one_plan_ms"] = round(statistics.median(ones) * 1000)
        figures["triples"] = sum(1 for _ in store.dump())
        if given.store != "memory:":
            figures["mb_on_disk"] = round(size_of(Path(given.store)) / 1e6)
        figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
        figures["queries"] = ask_all(store, country)
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
