"""From which day a text's acts count, as its own words say.

    … thay thế Quyết định số 12/QĐ-UBND kể từ ngày 15/3/2025 · Quyết định này có hiệu lực kể từ ngày 15 tháng 3 năm 2025
    có hiệu lực kể từ ngày ký · có hiệu lực sau 10 ngày kể từ ngày ký

What is signed in February and counts from March ends the old document in March. The sentence of the act itself goes
before what the text says of itself as a whole. Where it says nothing, nothing is made up: the day of signing is what
everybody else falls back on.
"""

import datetime as dt
import re

from ontology.dates import make_date, parse_day
from ontology.fold import fold_text
from ontology.values import Record, Span

_FAR = 400
_DAY = r"(?P<day>\d{1,2}) ?(?:/|-|\.|thang) ?(?P<month>\d{1,2}) ?(?:/|-|\.|nam) ?(?P<year>(?:19|20)\d\d)(?!\d)"
_FROM = re.compile(rf"\b(?:ke tu|hieu luc(?: thi hanh)? tu|bat dau tu)(?: het)? ngay {_DAY}")
_SIGNED = r"tu (?:sau )?ngay (?:duoc )?(?:ky|ban hanh|thong qua)\b"
_WAITS = re.compile(rf"\bsau (?P<days>\d{{1,3}}) ?(?:\([^)]*\) )?ngay,? (?:ke )?{_SIGNED}")
_AT_ONCE = re.compile(rf"\b{_SIGNED}")
_ITSELF = re.compile(r"\bnay (?:chinh thuc )?co hieu luc\b(?P<when>.*)")
_FORCE = re.compile(r"có\s+hiệu\s+lực", re.I)
_BREAK = re.compile(
    r"[.;](?=\s|$)|\n\s*\n|\n(?=\s*(?:Điều\s+\d|Chương\s+[IVXLC\d]|Khoản\s+\d|\d+[.)]\s|[a-zđ]\)\s|[-+•–]\s))"
)


def sentence_around(raw: str, span: Span) -> tuple[str, str]:
    """The words before and behind a place, as far as its sentence or its line of a list goes."""
    before = _BREAK.split(raw[max(0, span.start - _FAR) : span.start])[-1]
    return before, _BREAK.split(raw[span.end : span.end + _FAR], maxsplit=1)[0]


def effect_day(record: Record, span: Span) -> str | None:
    """The day from which what the text does at this place counts; None where it says none."""
    raw, signed = record.text.raw, parse_day(record.document.date)
    before, behind = sentence_around(raw, span)
    said = [fold_text(behind), fold_text(before)]
    for match in _FORCE.finditer(raw):
        around = fold_text(" ".join(sentence_around(raw, Span(match.start(), match.start()))))
        if own := _ITSELF.search(around):
            said.append("hieu luc" + own["when"])
    return next((day for words in said if (day := _day_of(words, signed))), None)


def _day_of(words: str, signed: dt.date | None) -> str | None:
    """The day that folded words name; none before the signing, which is another matter's."""
    if named := _FROM.search(words):
        day = parse_day(make_date(int(named["day"]), int(named["month"]), int(named["year"])))
        return day.isoformat() if day is not None and (signed is None or day >= signed) else None
    if signed is None:
        return None
    if waits := _WAITS.search(words):
        return (signed + dt.timedelta(days=int(waits["days"]))).isoformat()
    return signed.isoformat() if _AT_ONCE.search(words) else None
