"""A small country of works, correct documents that cite them, and every kind of error put into such documents.

All names, titles and numbers are made up here. `correct_record` writes a plan that cites works rightly, in the
styles offices use; each function of `ERRORS` spoils one citation and says what a judge has to find.
"""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ontology.dates import format_vietnamese
from ontology.values import Citation, Document, Fact, ForcePeriod, Record, Relation, Source, Span, Text, Work

PROVINCES = ("Nam Hải", "Bắc Lâm", "Tây Giang", "Đông Phú")
DISTRICTS = ("Thượng Hà", "Hạ Lộc", "Trung Khê")
VERBS = (
    "đẩy mạnh",
    "tăng cường",
    "nâng cao hiệu quả",
    "quản lý",
    "bảo đảm",
    "phát triển",
    "hỗ trợ",
    "kiểm soát",
    "rà soát",
)
THINGS = (
    "nuôi trồng thủy sản nước lợ", "vận tải hành khách ven sông", "nghề dệt chiếu truyền thống", "thư viện trường học",
    "bến thủy nội địa", "khám bệnh lưu động", "chợ phiên vùng cao", "trạm bơm tiêu úng", "dạy bơi cho trẻ em",
    "đèn đường tiết kiệm điện", "trồng cây phân tán", "kho lưu trữ hồ sơ", "làng nghề mây tre đan", "xe buýt công cộng",
    "cấp nước sạch nông thôn", "thu gom rác thải nhựa",
)  # fmt: skip
PLACES = ("trên địa bàn tỉnh", "ở các xã đảo", "tại vùng ven biển", "trong khu dân cư", "ở huyện miền núi")
SHAPES = (
    ("Nghị quyết", "{n}/NQ-CP", "Chính phủ"), ("Quyết định", "{n}/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Nghị định", "{n}/{y}/NĐ-CP", "Chính phủ"), ("Thông tư", "{n}/{y}/TT-BNV", "Bộ Nội vụ"),
    ("Quyết định", "{n}/QĐ-UBND", "Ủy ban nhân dân tỉnh {p}"), ("Kế hoạch", "{n}/KH-UBND", "Ủy ban nhân dân tỉnh {p}"),
    ("Nghị quyết", "{n:02d}-NQ/TU", "Ban Chấp hành Đảng bộ tỉnh {p}"), ("Quyết định", "{n}/QĐ-BTC", "Bộ Tài chính"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The register as it is, and every title used."""

    works: tuple[Work, ...]

    def by_iri(self, iri: str) -> Work:
        return next(w for w in self.works if w.iri == iri)


def make_country(seed: int, size: int = 120) -> Country:
    """Works with distinct numbers within their series, and distinct titles."""
    chance = random.Random(seed)
    works: list[Work] = []
    used: set[tuple[str, ...]] = set()
    titles: set[str] = set()
    while len(works) < size:
        kind, shape, body = chance.choice(SHAPES)
        year, province = chance.randint(2016, 2023), chance.choice(PROVINCES)
        number = shape.format(n=chance.randint(1, 90 if "TU" in shape else 900), y=year)
        issuer = body.format(p=province)
        series = "term" if "TU" in shape else str(year)
        title = f"về việc {chance.choice(VERBS)} {chance.choice(THINGS)} {chance.choice(PLACES)}"
        period = None
        if chance.random() < 0.5:
            period = f"{year}-{chance.choice((2025, 2026, 2028, 2030))}"
            title += f" giai đoạn {period}"
        if (issuer, kind, number, series) in used or title in titles:
            continue
        used.add((issuer, kind, number, series))
        titles.add(title)
        date = dt.date(year, chance.randint(1, 12), chance.randint(1, 28)).isoformat()
        works.append(_work(f"urn:w{len(works)}", kind, number, date, issuer, title, period))
    return Country(works=tuple(works))


def _work(iri: str, kind: str, number: str, date: str, issuer: str, title: str, period: str | None) -> Work:
    values = {"type": kind, "number": number, "date": date, "issuer": issuer, "title": title, "period": period}
    facts = tuple(
        Fact(field=f, value=v, rank="register", source=f"urn:row:{iri}") for f, v in values.items() if v  # type: ignore[arg-type]
    )  # fmt: skip
    return Work(iri=iri, key=iri, facts=facts, force=(ForcePeriod(since=date, until=None),))


# ------------------------------------------------------------------ writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The values one citation writes, and the hand it is written in."""

    type: str
    number: str
    date: str
    issuer: str
    subject: str
    period: str | None
    role: str
    style: int


def written(work: Work, chance: random.Random, *, role: str = "legal_basis") -> Written:
    """A citation that writes the work as it is."""
    value = {f.field: f.value for f in work.facts}
    return Written(
        type=value["type"], number=value["number"], date=value["date"], issuer=value["issuer"], subject=value["title"],
        period=value.get("period"), role=role, style=chance.randrange(4),
    )  # fmt: skip


def date_words(date: str, style: int) -> str:
    """A date in one of the forms offices use; also a date that does not exist."""
    year, month, day = date.split("-")
    if style == 1:
        return f"{int(day)}-{int(month)}-{year}"
    if style == 2:
        return f"{day} tháng {month} năm {year}"
    if style == 3:
        return f"{day}/{month}/{year}"
    return format_vietnamese(date)


def quote_of(said: Written) -> str:
    """The words of the citation, without its subject."""
    body = said.issuer.replace("Ủy ban nhân dân", "UBND") if said.style % 2 else said.issuer
    comma = "," if said.style == 3 else ""
    return f"{said.type} số {said.number}{comma} ngày {date_words(said.date, said.style)} của {body}"


def citation_of(said: Written, start: int = 0) -> Citation:
    """What a reader makes of it."""
    quote = quote_of(said)
    return Citation(
        span=Span(start, start + len(quote)), quote=quote, kind="numbered", type=said.type, number=said.number,
        number_as_written=said.number, date=said.date, issuer=said.issuer, issuer_from="words", subject=said.subject,
        period=said.period, role=said.role,  # type: ignore[arg-type]
    )  # fmt: skip


def record_of(said: Sequence[Written], own: Document, *, scanned: bool = False, name: str = "draft.txt") -> Record:
    """The whole document: its citations one a line."""
    raw, citations = "", []
    for one in said:
        raw += "Căn cứ "
        citations.append(citation_of(one, len(raw)))
        raw += quote_of(one) + " " + one.subject + ";\n"
    source = Source(file=name, sha256=f"sha:{name}", media_type="text/plain", size=len(raw))
    return Record(text=Text(raw=raw, source=source, scanned=scanned), document=own, citations=tuple(citations))


def own_document(chance: random.Random, serial: int = 1) -> Document:
    """A district's plan of early 2024."""
    district, province = chance.choice(DISTRICTS), chance.choice(PROVINCES)
    return Document(
        type="Kế hoạch", number=f"{serial:02d}/KH-UBND", sign="KH-UBND", date=f"2024-02-{chance.randint(1, 28):02d}",
        issuer=f"Ủy ban nhân dân huyện {district}", parent=f"Ủy ban nhân dân tỉnh {province}",
        title=f"{chance.choice(VERBS)} {chance.choice(THINGS)} năm 2024", year=2024,
    )  # fmt: skip


def correct_citations(country: Country, chance: random.Random, count: int = 8) -> list[tuple[Work, Written]]:
    """Distinct works, cited rightly."""
    return [(w, written(w, chance)) for w in chance.sample(country.works, count)]


# ------------------------------------------------------------------ errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoiled:
    """A citation spoiled, the kinds that may name it, and a register changed for it."""

    said: Written
    kinds: frozenset[str]
    works: tuple[Work, ...] = ()  # works that replace those of the same IRI, or are new


Spoil = Callable[[random.Random, Work, Written, list[tuple[Work, Written]], Country], Spoiled | None]


def digit_swap(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """Two digits of day and month exchanged, or one digit other."""
    year, month, day = (int(p) for p in said.date.split("-"))
    options = [(day, month), (month, day + 0), (int(str(day).zfill(2)[::-1]), month), (day, month % 12 + 1)]
    for new_day, new_month in chance.sample(options, len(options)):
        if 1 <= new_month <= 12 and 1 <= new_day <= 28 and (new_day, new_month) != (day, month):
            return _spoiled(replace(said, date=f"{year}-{new_month:02d}-{new_day:02d}"), "WrongDate")
    return None


def neighbours_date(
    chance: random.Random, work: Work, said: Written, others: list[tuple[Work, Written]], country: Country
) -> Spoiled | None:
    """The date of the citation beside it."""
    dates = [o.date for _, o in others if o.date != said.date and o.date < "2024"]
    return _spoiled(replace(said, date=chance.choice(dates)), "WrongDate") if dates else None


def year_shift(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """The year moved by one."""
    year = int(said.date[:4]) + chance.choice((-1, 1))
    return _spoiled(replace(said, date=f"{year}{said.date[4:]}"), "WrongDate") if year < 2024 else None


def no_such_day(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """A day that no calendar has."""
    return _spoiled(replace(said, date=f"{said.date[:4]}-{chance.choice(('02-30', '04-31', '06-31'))}"), "WrongDate")


def wrong_level(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """The province's document given to a district, the Prime Minister's to the Government."""
    if said.issuer.startswith("Ủy ban nhân dân tỉnh"):
        issuer = f"Ủy ban nhân dân huyện {chance.choice(DISTRICTS)}"
    elif said.issuer == "Thủ tướng Chính phủ":
        issuer = "Chính phủ"
    elif said.issuer == "Chính phủ":
        issuer = "Thủ tướng Chính phủ"
    else:
        return None
    return _spoiled(replace(said, issuer=issuer), "WrongIssuer")


def dropped_word(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """A word with a meaning of its own left out in the middle."""
    words = said.subject.split()
    place = next((i for i in range(5, len(words) - 4) if words[i] not in ("và", "các")), None)
    if place is None:
        return None
    return _spoiled(replace(said, subject=" ".join(words[:place] + words[place + 1 :])), "WrongTitle")


def changed_word(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """A thing put for another of the same kind."""
    thing = next((t for t in THINGS if t in said.subject), None)
    if thing is None:
        return None
    other = thing.split()[0] + " " + chance.choice(("mẫu", "cũ", "tạm thời"))
    return _spoiled(replace(said, subject=said.subject.replace(thing, other)), "WrongTitle")


def swapped_number(
    chance: random.Random, work: Work, said: Written, others: object, country: Country
) -> Spoiled | None:
    """Two digits of the number exchanged."""
    serial = said.number.split("/")[0].split("-")[0]
    if len(serial) != 3 or serial[0] == serial[1] or abs(int(serial[:2]) - int(serial[1::-1])) < 3 or serial[1] == "0":
        return None
    swapped = serial[1] + serial[0] + serial[2]
    return _spoiled(replace(said, number=swapped + said.number[len(serial) :]), "WrongNumber")


def other_type(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """A scheme cited under the sign of the decision that approved it."""
    return _spoiled(replace(said, type="Đề án"), "WrongType")


def other_period(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """The period begins a year late."""
    if said.period is None:
        return None
    first, last = said.period.split("-")
    period = f"{int(first) + 1}-{last}"
    return _spoiled(replace(said, period=period, subject=said.subject.replace(said.period, period)), "WrongPeriod")


def stale_basis(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """The work was replaced before the document was signed."""
    actor = _work(
        work.iri + "x", said.type, "999/QĐ-TTg", "2023-12-01", "Thủ tướng Chính phủ", "về việc thay thế", None
    )
    relation = Relation(kind="replaces", actor=actor.iri, target=work.iri, since="2023-12-15", source="urn:row:r")
    return Spoiled(said=said, kinds=frozenset({"NotInForce"}), works=(replace(work, acted_on=(relation,)), actor))


def over_period(chance: random.Random, work: Work, said: Written, others: object, country: Country) -> Spoiled | None:
    """The period of the basis was over before the document was signed."""
    if said.period is None or int(said.period[:4]) > 2020:
        return None
    period = f"{said.period[:4]}-{int(said.period[:4]) + 2}"
    title = said.subject.replace(said.period, period)
    facts = tuple(
        replace(f, value={"period": period, "title": title}.get(f.field, f.value)) for f in work.facts
    )  # fmt: skip
    over = replace(said, period=period, subject=title)
    return Spoiled(said=over, kinds=frozenset({"PeriodEnded"}), works=(replace(work, facts=facts),))


def from_the_future(
    chance: random.Random, work: Work, said: Written, others: object, country: Country
) -> Spoiled | None:
    """A document of a later day than this one, unknown to the register."""
    later = replace(
        said, date="2024-05-17", number="871/QĐ-BKH", issuer="Bộ Kế hoạch", type="Quyết định", subject="về bến tàu"
    )
    return _spoiled(later, "NotYetIssued")


def _spoiled(said: Written, *kinds: str) -> Spoiled:
    return Spoiled(said=said, kinds=frozenset(kinds))


ERRORS: dict[str, Spoil] = {
    f.__name__: f  # type: ignore[attr-defined]
    for f in (
        digit_swap, neighbours_date, year_shift, no_such_day, wrong_level, dropped_word, changed_word, swapped_number,
        other_type, other_period, stale_basis, over_period, from_the_future,
    )
}  # fmt: skip
