"""What the words around a citation say of the work themselves, so that nobody is told what the author wrote.

    … (được thay thế bởi …) · (thay thế Luật số …) · Năm 2023, huyện đã thực hiện Nghị định số …
    Hồ sơ tiếp nhận trước ngày 01/7/2025 … · nhiệm vụ chuyển tiếp từ Luật số …
    Các văn bản sau đây hết hiệu lực: 1. … 2. …

It refuses to read further than the sentence, and the line that leads a list in.
"""

import datetime as dt
import re

from graph.issuers import same_issuer
from graph.judge.case import Case
from graph.judge.told import among_results, cue, told_until
from ontology.bodies import find_body
from ontology.dates import parse_day
from ontology.fold import fold_text

_FATE = r"(?:thay the|het hieu luc|bai bo|huy bo|sua doi, bo sung|hop nhat|dinh chi(?! tiet))"
_BESIDE = re.compile(rf"\b{_FATE}\b|\b(?:duoc|bi) thay\b|\bkhong con (?:phu hop|ap dung|hieu luc)\b")
_OF_IT = re.compile(rf"(?:\b(?:duoc|bi|da)(?: \w+){{0,2}} |\([^()]{{0,40}}?){_FATE}\b|\bhet hieu luc\b")
_TAKES = r"(?:thay(?: the)?|bai bo|huy bo)"
_BEFORE = re.compile(rf"\b{_TAKES}(?: cho)?(?: cac)?$|\({_TAKES} [^()]*$")
_BRACKET = re.compile(r"\s*\(\s*([^()]{3,150}?)\s*\)")
_UNDER = r"theo(?: \w+){0,8}$"
_DONE_UNDER = re.compile(rf"\bda (?:\w+ ){{1,8}}{_UNDER}")  # "hồ sơ đã giải quyết theo quy định tại …"
_APPLIES = re.compile(
    r"\s*(?:đã )?(?:áp dụng|căn cứ|viện dẫn|dựa (?:trên|vào)|được (?:ban hành|phê duyệt|cấp) (?:theo|căn cứ))\b"
    r"[^.;\n]{0,40}$"
)
_JOINS = re.compile(r"\s*(?:,|;|và|hoặc|cùng)?\s*")
_THEN = re.compile(r"\b(?:nam|giai doan|nhiem ky)\s+((?:19|20)\d\d)(?:\s*-\s*((?:19|20)\d\d))?(?!/)")
_BEFORE_DAY = re.compile(r"\btruoc (?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})(?:[/.-]| nam )((?:19|20)\d\d)\b")
_CARRIED_OVER = re.compile(r"\bchuyen tiep\b")
_OVER = re.compile(r"\b(?:het hieu luc|ngung hieu luc|bai bo|huy bo|thay the)\b")
_LIST_OF_OVER = re.compile(r"\bdanh muc.*(?:het hieu luc|ngung hieu luc)")
_ITEM = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[-–+•*])\s")
_LIST_REACH = 6000
_SENTENCE = re.compile(r"[;.]\s|\n\s*\n")


def said_beside(case: Case) -> bool:
    """The words after the citation say what became of the work.

    Its own subject does not ("… quy định chi tiết …", "… sửa đổi, bổ sung một số điều của …"), but for words in it
    that are said of it ("… (được thay thế bởi …)").
    """
    end, place, raw = case.citation.span.end, case.citation.subject_span, case.trial.record.text.raw
    subject = raw[place.start : place.end] if place is not None and place.start >= end else ""
    after = raw[place.end if place is not None and subject else end :][:160]
    told = fold_text(_SENTENCE.split(after, maxsplit=1)[0])
    return bool(_BESIDE.search(told) or _OF_IT.search(fold_text(subject)))


def gives_other_name(case: Case, body: str) -> bool:
    """A bracket behind the body written names this one too: "… của Bộ Tài chính (trước đây là Bộ Kế hoạch …)"."""
    end = case.citation.span.end
    bracket = _BRACKET.match(case.trial.record.text.raw, end, end + 200)
    said = cue("other_name").match(fold_text(bracket[1])) if bracket else None
    if bracket is None or said is None:
        return False
    named = find_body(" ".join(bracket[1].split()[len(said[0].split()) :]))
    return named is not None and same_issuer(named.name, body)


def said_before(case: Case) -> bool:
    """The words before it say that another took its place: "…, thay thế Nghị định số … và Nghị định số …".

    What stands beside a basis may be one too, so that of bases only the very next is said to be over.
    """
    if case.citation.role != "mentions":
        return bool(_BEFORE.search(_sentence_before(case)))
    return any(_BEFORE.search(words) for words in _words_before_list(case))


def tells_of_before(case: Case, day: dt.date) -> bool:
    """The sentence tells of times before a day: "Năm 2023, huyện đã thực hiện Nghị định số …".

    Or of what was begun or done before it under the old rules: "Hồ sơ tiếp nhận trước ngày …", "chuyển tiếp",
    "đã giải quyết theo …", "còn hiệu lực tại thời điểm đó".
    """
    before = _sentence_before(case)
    years = [int(y) for found in _THEN.finditer(before) for y in found.groups() if y]
    sentence = f"{before} {_sentence_after(case)}"
    times = told_until(fold_text(_uncited(case)))
    return (
        (bool(years) and max(years) < day.year)
        or (bool(times) and max(times) < day)
        or bool(_CARRIED_OVER.search(sentence) or cue("applied_then").search(sentence))
        or names_day_until(sentence, case.trial.signed.last)
        or among_results(case.trial.record, case.citation.span.start, day)
        or _applied_by_an_older(case, day)
        or (not years and any(_DONE_UNDER.search(words) for words in _words_before_list(case)))
    )


def _applied_by_an_older(case: Case, day: dt.date) -> bool:
    """A document of before a day applied it: "Bản án số … ngày 05/6/2023 áp dụng Điều 203 Luật …"."""
    if case.index == 0:
        return False
    by, start = case.trial.cases[case.index - 1].citation, case.citation.span.start
    signed = parse_day(by.date)
    return bool(signed and signed < day and _APPLIES.match(case.trial.record.text.raw[by.span.end : start]))


def compares(case: Case) -> bool:
    """The sentence lays it beside another rule: "điểm mới của … so với …"."""
    return bool(cue("compared").search(f"{_sentence_before(case)} {_sentence_after(case)}"))


def seems_past(case: Case, successor: str | None) -> bool:
    """A mention that is likely of the past: under it something was done once, or its successor stands beside it."""
    if case.citation.role != "mentions":
        return False
    acts = cue("done_once").pattern
    done = re.compile(rf"\b(?:duoc )(?:{acts})(?: \w+){{0,4}} {_UNDER}|(?:{acts}) {_UNDER}")
    if any(done.search(words) for words in _words_before_list(case)):
        return True
    if successor is None:
        return False
    raw, span = case.trial.record.text.raw, case.citation.span
    near = (c.citation.span for c in case.trial.cases if c.work is not None and c.work.iri == successor)
    between = (raw[min(span.end, s.end) : max(span.start, s.start)] for s in near)
    return any(len(words) <= 240 and not _SENTENCE.search(words) for words in between)


def _sentence_after(case: Case) -> str:
    end = case.citation.span.end
    return fold_text(_SENTENCE.split(case.trial.record.text.raw[end : end + 160], maxsplit=1)[0])


def _uncited(case: Case) -> str:
    """The sentence before the citation without the words of other citations, whose days are their own."""
    start, raw = case.citation.span.start, case.trial.record.text.raw
    base = max(0, start - 240)
    words = raw[base:start]
    for other in case.trial.record.citations[: case.index]:
        at, to = max(other.span.start - base, 0), min(other.span.end - base, len(words))
        words = words[:at] + "_" * (to - at) + words[to:] if to > at else words
    return _SENTENCE.split(words)[-1]


def _words_before_list(case: Case) -> list[str]:
    """The sentence before the citation, and before each citation that a list joins to it ("… A và B")."""
    words, start, raw = [_sentence_before(case)], case.citation.span.start, case.trial.record.text.raw
    for other in reversed(case.trial.cases[: case.index]):
        end = max(other.citation.span.end, other.citation.subject_span.end if other.citation.subject_span else 0)
        if end > start or not _JOINS.fullmatch(raw[end:start]):
            break
        words.append(_sentence_before(other))
        start = other.citation.span.start
    return words


def names_day_until(sentence: str, day: dt.date) -> bool:
    """Folded words say "before" a day that had come by another: what they tell is over."""
    days = [parse_day(f"{y}-{int(m):02d}-{int(d):02d}") for d, m, y in _BEFORE_DAY.findall(sentence)]
    return any(d is not None and d <= day for d in days)


def listed_as_over(case: Case) -> bool:
    """It stands in a list of what is no longer in force: the document is such a list, or the line above leads it in."""
    raw, start = case.trial.record.text.raw, case.citation.span.start
    if _LIST_OF_OVER.search(fold_text(case.trial.record.document.title or "")):
        return True
    line = raw.rfind("\n", 0, start) + 1
    if not _ITEM.match(raw[line:start]):
        return False
    for above in reversed(raw[max(0, line - _LIST_REACH) : line].splitlines()):
        if above.rstrip().endswith(":"):
            return bool(_OVER.search(fold_text(above)))
        if above.strip() and not _ITEM.match(above):
            return False
    return False


def _sentence_before(case: Case) -> str:
    start = case.citation.span.start
    return fold_text(_SENTENCE.split(case.trial.record.text.raw[max(0, start - 240) : start])[-1]).strip()
