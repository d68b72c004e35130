"""What resolving and judging may ask of the graph, and nothing more.

A resolver or a judge never sees the store: it gets a `Lookup`, so that the same code judges a stored document, a draft
that is not stored, and a table of works in a test. It refuses to answer with anything that is not a frozen value.

>>> from ontology.values import Fact, Work
>>> resolution = Work(iri="urn:w", key="cp/nghi-quyet/2021/76", facts=(
...     Fact(field="number", value="76/NQ-CP", rank="register", source="urn:row"),
...     Fact(field="title", value="Chương trình tổng thể cải cách hành chính", rank="register", source="urn:row")))
>>> table = WorksTable([resolution])
>>> table.works_for_number("76 NQ CP") == table.works_named("chuong trinh tong the cai cach") == (resolution,)
True
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from graph.issuers import issuer_words
from ontology.fold import fold_text
from ontology.numbers import number_key
from ontology.values import Record, Resolution, Work

NAMED_AT_MOST = 20
LEGIBLE = 0.8  # below this quality a character may have been misread
WRITTEN = {
    "type": "type",
    "number": "number",
    "date": "date",
    "issuer": "issuer",
    "title": "subject",
    "period": "period",
}


class Lookup(Protocol):
    """Questions about works and loaded documents. Every answer is in a fixed order (by IRI)."""

    def work(self, iri: str) -> Work | None:
        """The work with this IRI, with what changed it."""

    def identity(self, iri: str) -> Work | None:
        """The same work without its relations, where its own facts are enough: a fraction of the reading."""

    def works_for_number(self, number: str) -> tuple[Work, ...]:
        """Every work that carries this number, whoever issued it and whenever, however the number is typed."""

    def works_for_key(self, key: str) -> tuple[Work, ...]:
        """Every work under one identity key: mostly one, two when two documents share a number."""

    def issued_in(self, series: str) -> tuple[Work, ...]:
        """The works of one series (`series_of_key`) whose number and day are known from more than citations."""

    def issued_on(self, day: str) -> tuple[Work, ...]:
        """The works of one body and type that are of one day (`day_key`), also those that only citations speak of."""

    def works_named(self, title: str) -> tuple[Work, ...]:
        """Works whose title opens with the same words (`name_key`), accents and case aside; closest in length first."""

    def editions(self, title: str, issuer: str) -> tuple[Work, ...]:
        """Works of exactly this title with its year (`edition_key`) by this body: the editions of a yearly plan."""

    def documents_of(self, work: str) -> tuple[str, ...]:
        """The loaded source documents (IRIs) that are this work."""

    def work_of(self, document: str) -> str | None:
        """The work a loaded source document is."""

    def record(self, document: str) -> Record | None:
        """What a loaded source document says, with its text."""

    def resolutions(self, document: str) -> tuple[Resolution, ...]:
        """What the citations of a loaded source document mean, one for each citation of its record."""

    def citing(self, work: str) -> tuple[str, ...]:
        """The loaded source documents with a citation that means this work."""

    def citing_as(self, work: str, field: str, value: str) -> tuple[str, ...]:
        """Those of them that write this value for a field (`WRITTEN`): a handful where `citing` may be thousands."""


def name_words(title: str) -> str:
    """A title folded to bare words, for comparing."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold_text(title)).split())


YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPENING = re.compile(
    r"^(?:(?:ve viec|ve|v v|phe duyet|ban hanh|thong qua|bo luat|luat|phap lenh|chuong trinh|de an|ke hoach|du an|"
    r"chien luoc|quy hoach|quy che|quy dinh) )+"
)


def bare_name(title: str) -> str:
    """A title without what opens it: "về việc phê duyệt Đề án …" and "Đề án …" are one name.

    >>> bare_name("Về việc ban hành Chương trình phát triển du lịch"), bare_name("Luật Đầu tư công")
    ('phat trien du lich', 'dau tu cong')
    """
    return _OPENING.sub("", name_words(title) + " ").strip()


def name_key(title: str) -> str:
    """What titles are found by: the first five words of the bare name."""
    return " ".join(bare_name(title).split()[:5])


def edition_key(title: str | None, issuer: str | None) -> str | None:
    """What one edition of a yearly plan is found by: its whole title, which names one year, and its body.

    A name of five words is that of thousands of plans in a country; who asks for last year's plan means one body's.

    >>> edition_key("Cải cách hành chính năm 2024", "UBND tỉnh Hà Tĩnh")
    'cai cach hanh chinh nam 2024 | uy ban nhan dan tinh ha tinh'
    >>> edition_key("Chương trình giai đoạn 2021-2030", "Chính phủ") is None
    True
    """
    if not title or not issuer or len(set(YEAR.findall(title))) != 1:
        return None
    return f"{name_words(title)} | {issuer_words(issuer)}"


def succession_key(type_: str | None, title: str | None, issuer: str | None) -> str | None:
    """What all editions of a yearly plan have in common: type, body, and the title but for its year.

    >>> succession_key("Kế hoạch", "Cải cách hành chính năm 2024", "UBND tỉnh Hà Tĩnh")
    'ke hoach | cai cach hanh chinh nam * | uy ban nhan dan tinh ha tinh'
    """
    key = edition_key(title, issuer)
    if key is None:
        return None
    words, _, body = key.partition(" | ")
    return f"{fold_text(type_ or '')} | {YEAR.sub('*', words)} | {body}"


_KEY = re.compile(r"(.+/((?:19|20)\d\d))/0*(\d{1,9})((?:-[^/~]*)?)")


def series_of_key(key: str) -> tuple[str, int] | None:
    """The series that a work's key stands in, with its serial; None where numbers do not run through a year.

    Normative numbers and those of an office's own run beside the plain ones; "30c" was put in between.

    >>> series_of_key("ha-tinh/ubnd/ke-hoach/2024/08"), series_of_key("ha-tinh/ubnd/quyet-dinh/2025/84-2025")
    (('ha-tinh/ubnd/ke-hoach/2024', 8), ('ha-tinh/ubnd/quyet-dinh/2025/-2025', 84))
    >>> series_of_key("quoc-hoi/luat/QH15/59"), series_of_key("chinh-phu/nghi-quyet/2022/30c")
    (None, None)
    """
    found = _KEY.fullmatch(key)
    return (found[1] + (f"/{found[4]}" if found[4] else ""), int(found[3])) if found else None


def day_key(key: str | None, date: str | None) -> str | None:
    """What the works of one body, type and day are found by: the series that a key stands in, and the whole day.

    >>> day_key("ha-tinh/ubnd/quyet-dinh/2022/2454", "2022-12-04"), day_key("quoc-hoi/luat/QH15/59", "2024")
    ('ha-tinh/ubnd/quyet-dinh/2022 | 2022-12-04', None)
    """
    series = (key or "").rpartition("/")[0]
    return f"{series} | {date}" if series.count("/") >= 2 and date and len(date) == 10 else None


def day_of(work: Work) -> str | None:
    """The `day_key` of a work."""
    return day_key(work.key, work.value("date"))


def series_known(work: Work) -> str | None:
    """The series in which a work has its place for certain: its number and its whole date are no hearsay."""
    best = work.best("number"), work.best("date")
    if any(f is None or f.rank == "consensus" or f.confidence < LEGIBLE for f in best):
        return None
    series = series_of_key(work.key)
    return series[0] if series and len(work.value("date") or "") == 10 else None


class WorksTable:
    """A Lookup over values in memory, for tests and for judging without a store."""

    def __init__(
        self,
        works: Iterable[Work],
        *,
        records: Mapping[str, Record] | None = None,
        resolutions: Mapping[str, tuple[Resolution, ...]] | None = None,
        works_of: Mapping[str, str] | None = None,
    ) -> None:
        self._works = {w.iri: w for w in sorted(works, key=lambda w: w.iri)}
        self._records = dict(records or {})
        self._resolutions = dict(resolutions or {})
        self._work_of = dict(works_of or {}) or {w.loaded: w.iri for w in self._works.values() if w.loaded}
        self._by_number: dict[str, list[Work]] = defaultdict(list)
        self._by_key: dict[str, list[Work]] = defaultdict(list)
        self._by_name: dict[str, list[Work]] = defaultdict(list)
        for work in self._works.values():
            self._by_key[work.key].append(work)
            number, title = work.value("number"), work.value("title")
            if number:
                self._by_number[number_key(number)].append(work)
            if title:
                self._by_name[name_key(title)].append(work)

    def work(self, iri: str) -> Work | None:
        return self._works.get(iri)

    def identity(self, iri: str) -> Work | None:
        work = self._works.get(iri)
        return work and replace(work, acted_on=(), acts=())

    def works_for_number(self, number: str) -> tuple[Work, ...]:
        return tuple(self._by_number.get(number_key(number), ()))

    def works_for_key(self, key: str) -> tuple[Work, ...]:
        return tuple(self._by_key.get(key, ()))

    def issued_in(self, series: str) -> tuple[Work, ...]:
        return tuple(w for w in self._works.values() if series_known(w) == series)

    def issued_on(self, day: str) -> tuple[Work, ...]:
        return tuple(w for w in self._works.values() if day_of(w) == day)

    def works_named(self, title: str) -> tuple[Work, ...]:
        words = name_words(title)
        hits = [
            (len(t), w) for w in self._works.values() if words and words in (t := name_words(w.value("title") or ""))
        ]
        return tuple(w for _, w in sorted(hits, key=lambda h: (h[0], h[1].iri))[:20])

    def editions(self, title: str, issuer: str) -> tuple[Work, ...]:
        key = edition_key(title, issuer)
        named = ((edition_key(w.value("title"), w.value("issuer")), w) for w in self._works.values())
        return tuple(w for other, w in named if key and other == key)

    def documents_of(self, work: str) -> tuple[str, ...]:
        return tuple(sorted(d for d, w in self._work_of.items() if w == work and d is not None))

    def work_of(self, document: str) -> str | None:
        return self._work_of.get(document)

    def record(self, document: str) -> Record | None:
        return self._records.get(document)

    def resolutions(self, document: str) -> tuple[Resolution, ...]:
        return self._resolutions.get(document, ())

    def citing(self, work: str) -> tuple[str, ...]:
        return tuple(sorted(d for d, rs in self._resolutions.items() if any(r.work == work for r in rs)))

    def citing_as(self, work: str, field: str, value: str) -> tuple[str, ...]:
        return tuple(d for d in self.citing(work) if self._writes(d, work, field, value))

    def _writes(self, document: str, work: str, field: str, value: str) -> bool:
        record = self._records.get(document)
        pairs = zip(record.citations if record else (), self.resolutions(document), strict=False)
        return any(r.work == work and getattr(c, WRITTEN[field]) == value for c, r in pairs)
