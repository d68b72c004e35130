"""Citations with a number: from the type word, over "số", to the end of the date and the issuer.

Starts from the number, which survives best, and reads outward: leftward the word "số" and the type, rightward date and
issuer in either order. Nothing is read across another number, so that a neighbour's date or issuer cannot leak; what a list
truly shares (one type, one date, one issuer for several numbers) is given to its members afterwards and marked so.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from bisect import bisect_right
from collections.abc import Iterator

from loaders.citations.anchors import Anchors, TypeHit
from loaders.citations.dates import WrittenDate, in_next_cell, opens_event, read_date
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from loaders.citations.issuers import read_body, read_issuer
from loaders.citations.numbers import WrittenNumber, form_of, read_number
from loaders.citations.type_words import type_of_sign

_BAD_MARK = re.compile(r"(?<![a-z])(?:s[6o0bd]|50|se|s)\s{0,90}$")  # "số" after a scanner
_BETWEEN = re.compile(r"\s{0,90}(?:,|va|hoac|va\s{1,90}so|,\s{0,90}so|,\s{0,90}va)?\s{0,90}(?:so)?\s{0,90}")
_GAP_OF = re.compile(r"\s{1,90}(?:cua|do)\s{1,90}[^;.:()\d]{2,80}$")
_ANNOUNCED = re.compile(r"\s{1,90}cua\s{1,90}[^;.:()\d]{2,80}:\s{0,9}$")  # "các Kế hoạch của UBND tỉnh: số …, số …"
_SEVERAL = re.compile(r"\b(?:cac|nhung)\s{1,9}$")
_NEXT_MEMBER = re.compile(r"[^;.:]{0,260}(?:,|\bva)\s{1,90}so\s{1,9}")
_OWN_BODY = re.compile(r"\s{0,90}cua\s")
_GAP_WORDS = re.compile(r"[a-z\s,]{1,48}$")
_GAP_VERB = re.compile(r"\b(?:theo|tai|va|cua|kem|cac|nhu|ve|so|thuc hien|can cu)\b")
_GAP_LAW = re.compile(r"[^;:]{1,260}$")
_ACTED = re.compile(r"\bban\s+hanh\s+$")
_SENTENCE_OVER = re.compile(r"[;:]|\.\s")
_OF_THE_NEXT = re.compile(r"\s{0,20}so\s{0,3}[:.]?\s{0,3}$")
_WORD_START = re.compile(r"(?<![A-Za-z&])[A-Za-z]")
_NEXT_LAW = re.compile(r"\s{0,90}(?:,|va)\s{1,90}luat\s")  # the numbers are those of the laws that are changed
_FAR = 260
_JOINT = re.compile(r"TTLT|NQLT|LT\b|CTPH|QCPH|KHPH|KHLT|-LB|LB\b")  # issued by several bodies
# "QĐ số 12/…", "NQ 76/NQ-CP": the type by its abbreviation, before "số" or the number.
_ABBREVIATED = re.compile(r"(?<![A-Za-z0-9/.-])(?:QD|NQ|ND|TT|TTLT|CT|KH|CTr|CV|TB|KL|HD|BC|TTr|PL|VB)\s{1,3}$")
_PLAIN = re.compile(r"[\s:(\"']{0,8}$")


def _mark_start(low: str, start: int, scanned: bool) -> int | None:
    """Where "số" (or "số:", "số hiệu") stands before a number, or None."""
    at = _back_over(low, start, " \n\"'")
    if low[at - 1 : at] in (":", "."):
        at = _back_over(low, at - 1, " \n")
    if low.endswith("hieu", 0, at):
        at = _back_over(low, at - 4, " \n")
    if low.endswith("so", 0, at) and (at < 3 or not low[at - 3].isalpha() or low[max(0, at - 6) : at - 2].isalpha()):
        return at - 2
    found = _BAD_MARK.search(low, max(0, start - 50), start) if scanned else None
    return found.start() if found else None


def _back_over(low: str, at: int, chars: str) -> int:
    """Back from an offset over some characters, at most fifty."""
    floor = max(0, at - 100)
    while at > floor and low[at - 1] in chars:
        at -= 1
    return at


def _fits_gap(low: str, hit: TypeHit, until: int, marked: bool) -> str | None:
    """The rule by which a type word reaches over the words between it and the number."""
    gap_start = hit.end
    if _PLAIN.match(low, gap_start, until):
        return "type number"
    gap = low[gap_start:until]
    dated = read_date(low, gap_start)
    if dated is not None and dated.end <= until:
        return "type date number"
    if hit.word.group == "law" and _GAP_LAW.match(gap) and "ngay" not in gap and not re.search(r"\d/\d{4}/", gap):
        return "law name number"
    if (_GAP_OF.match(gap) or (_ANNOUNCED.match(gap) and _is_plural(low, hit))) and " ve " not in gap:
        return "type issuer number"
    if marked and _GAP_WORDS.match(gap) and not _GAP_VERB.search(gap):
        return "type words number"
    return None


def _is_plural(low: str, hit: TypeHit) -> bool:
    """ "Các Kế hoạch …": what is said of them is said of each."""
    return _SEVERAL.search(low, max(0, hit.start - 12), hit.start) is not None


def _type_before(
    page: Page, anchors: Anchors, ends: list[int], number: WrittenNumber, until: int, floor: int
) -> tuple[TypeHit, str] | None:
    """The type word a number belongs to, looking back no further than `floor`."""
    low = page.low
    index = bisect_right(ends, until) - 1
    if index < 0 or anchors.types[index].start < floor or until - ends[index] > _FAR:
        return None
    hit = anchors.types[index]
    marked = until < number.start
    rule = _fits_gap(low, hit, until, marked)
    if rule != "type number" and anchors.cell_end(hit.end, until) < until:
        return None  # words of one cell, number of another
    if rule != "type number" and _parted(page.text[hit.end : until], number, rule, marked=marked):
        return None
    if hit.word.group == "law" or "QH" in number.folded_sign:
        law = _law_before(low, anchors, index, number, until, floor)
        if law is not None and (rule != "type number" or hit.word.group not in ("act",)):
            return law, "law name number" if law.end < until - 5 else "type number"
    return (hit, rule) if rule else None


def _parted(gap: str, number: WrittenNumber, rule: str | None, *, marked: bool) -> bool:
    """A title that names a law, and behind a tab or a line the number of what it is the title of: cells too."""
    if "\t" in gap and "QH" not in number.folded_sign:
        return True
    alone = rule == "law name number" and not marked and _OF_NO_LAW.match(number.folded_sign) is not None
    return alone and "\n" in gap


def _law_before(
    low: str, anchors: Anchors, index: int, number: WrittenNumber, until: int, floor: int
) -> TypeHit | None:
    """The law whose name ends at a number: the nearest, or the law of change that names it."""
    chosen: TypeHit | None = None
    for back in range(index, max(-1, index - 8), -1):
        hit = anchors.types[back]
        if hit.start < floor or until - hit.end > _FAR:
            break
        if hit.word.group != "law" or _fits_gap(low, hit, until, marked=True) is None:
            continue
        changes = low[hit.end : hit.end + 10].lstrip().startswith("sua")
        if chosen is None or (changes and _NEXT_LAW.match(low, number.end) is None):
            chosen = hit
    return chosen


_OF_NO_LAW = re.compile(r"^(?:ND|QD|TT|TTLT|KH|CT|TB|CTr)-")
_CLOSED = re.compile(r"\s{0,9}\)")


def _right_of(
    page: Page, number: WrittenNumber, limit: int, cell: int, signed: str | None, issuer: tuple[int, int] | None
) -> tuple[WrittenDate | None, tuple[int, int] | None, int]:
    """Date and issuer after a number, in either order, and where they end; `issuer` is one that stands before it, `cell`
    where the table cell ends."""
    at, date = number.end, None
    joint = _JOINT.search(number.folded_sign) is not None
    for _ in range(3):
        read = read_date(page.low, at, number.year, signed) if date is None else None
        if read is not None and opens_event(page, at, read):
            break
        if read is not None and read.end <= limit and not in_next_cell(page, at, read):
            date, at = read, read.end
        elif (
            issuer is None
            and (found := _issuer_after(page, number.end, at, date, joint=joint, until=cell))
            and found[1] <= limit
            and not (limit - found[1] < 30 and _OF_THE_NEXT.match(page.low, found[1], limit))
        ):
            issuer, at = found, found[1]
        else:
            break
    return date, issuer, at


def _issuer_after(
    page: Page, number_end: int, at: int, date: WrittenDate | None, *, joint: bool, until: int
) -> tuple[int, int] | None:
    """The issuer's words, also behind a date in brackets: "số 263/QĐ-TTg (ngày 22/02/2022) của Thủ tướng"."""
    closed = (
        _CLOSED.match(page.low, at, until) if date is not None and "(" in page.low[number_end : date.start] else None
    )
    if closed is not None and date is not None and date.end == at:
        return read_issuer(page.folded, closed.end(), joint=joint, bare=False, until=until)
    return read_issuer(page.folded, at, joint=joint, until=until)


def read_numbered(page: Page, anchors: Anchors, signed: str | None, scanned: bool) -> Iterator[Draft]:
    """Every number with what belongs to it, in order. The caller judges which of them are citations."""
    ends = [hit.end for hit in anchors.types]
    numbers: list[WrittenNumber] = []
    for digit, _ in anchors.numbers:
        if numbers and digit < numbers[-1].end:
            continue
        number = read_number(page, digit)
        if number is not None:
            numbers.append(number)
    floor, read_to = 0, 0
    for index, number in enumerate(numbers):
        mark = _mark_start(page.low, number.start, scanned)
        until = number.start if mark is None else mark
        typed = _type_before(page, anchors, ends, number, until, floor)
        form = form_of(number, marked=mark is not None or typed is not None)
        cell = anchors.cell_end(number.end, len(page.text))
        limit = min(cell, numbers[index + 1].start) if index + 1 < len(numbers) else cell
        named = read_issuer(page.folded, typed[0].end) if typed and typed[1] == "type issuer number" else None
        date, issuer, end = _right_of(page, number, limit, cell, signed, named)
        short = None if typed else _ABBREVIATED.search(page.folded, max(floor, until - 9), until)
        draft = Draft(
            start=typed[0].start if typed else short.start() if short else number.start,
            end=end,
            kind="numbered",
            rule=f"{form or 'none'}: {typed[1] if typed else 'type number' if short else 'number'}",
            type=typed[0].word.name
            if typed
            else type_of_sign(number.folded_sign) or (type_of_sign(short.group().strip()) if short else None),
            hit=typed[0] if typed else None,
            number=number,
            date=date,
            issuer=issuer,
        )
        if typed and typed[1] == "type date number":
            draft.date = read_date(page.low, typed[0].end, number.year, signed)
        if typed:
            _read_the_act(page, draft, read_to)
        if draft.date and draft.date.doubt:
            draft.doubts.append(draft.date.doubt)
        floor, read_to = number.end, draft.end
        yield draft


def _read_the_act(page: Page, draft: Draft, floor: int) -> None:
    """ "Ngày 12/01/2024, UBND tỉnh ban hành Kế hoạch số …": date and issuer stand before, as the act's.

    `floor` is where the citation before ends: what belongs to it is not read again.
    """
    low = page.low
    acted = _ACTED.search(low, max(floor, draft.start - 24), draft.start)
    if acted is None:
        return
    end = acted.start() - 3 if low.endswith("da ", floor, acted.start()) else acted.start()
    body = _body_before(page, end, floor) if draft.issuer is None else None
    if body is not None:
        draft.issuer = body
    at = low.rfind("ngay", max(floor, draft.start - 160), acted.start()) if draft.date is None else -1
    date = read_date(low, at) if at >= 0 else None
    if date is not None and not _SENTENCE_OVER.search(low, date.end, acted.start()):
        draft.date = date


def _body_before(page: Page, end: int, floor: int) -> tuple[int, int] | None:
    """The longest name of a body that ends at an offset."""
    while end > floor and page.low[end - 1] in " \n":
        end -= 1
    for word in _WORD_START.finditer(page.folded, max(floor, end - 90), end):
        body = read_body(page.folded, word.start())
        if body is not None and body[1] == end:
            return body
    return None


def share_in_lists(page: Page, drafts: list[Draft]) -> None:
    """Give the members of a list what the list says once, and mark it."""
    run: list[int] = []
    for index, draft in enumerate(drafts):
        untyped = draft.rule.endswith(": number")
        follows = bool(run) and untyped and _between(page, drafts[run[0]], drafts[index - 1], draft)
        if not follows:
            _share_run(page, drafts, run)
            run = []
        elif drafts[run[0]].hit is not None:
            draft.type = drafts[run[0]].type
            draft.doubts.append("type_shared")
        run.append(index)
    _share_run(page, drafts, run)


def _between(page: Page, first: Draft, before: Draft, after: Draft) -> bool:
    """Nothing but a comma or "và" between two members; in a list of one body also what the first of them is about."""
    if _BETWEEN.fullmatch(page.low, before.end, after.start):
        return True
    return _of_one_body(page, first) and _NEXT_MEMBER.fullmatch(page.low, before.end, after.start) is not None


def _of_one_body(page: Page, first: Draft) -> bool:
    """ "Các Nghị quyết của HĐND tỉnh số … và số …": the body stands once, before the numbers."""
    return first.rule.endswith(": type issuer number") and first.hit is not None and _is_plural(page.low, first.hit)


def _last_part(draft: Draft) -> str:
    return re.split(r"[-/.]", draft.number.folded_sign)[-1] if draft.number else ""


def _share_run(page: Page, drafts: list[Draft], run: list[int]) -> None:
    for index in reversed(run[:-1]):
        draft, after = drafts[index], drafts[index + 1]
        number = draft.number
        if draft.date is None and after.date is not None and number is not None:
            year = int(after.date.value[:4]) if after.date.value else None
            if number.year is None or number.year == year:
                draft.date = after.date
                draft.doubts.append("date_shared")
        if draft.issuer is None and after.issuer is not None and _last_part(draft) == _last_part(after):
            draft.issuer = after.issuer
            draft.doubts.append("issuer_shared")
    if run and _of_one_body(page, first := drafts[run[0]]):
        for draft in (drafts[index] for index in run[1:]):
            if (
                draft.issuer is None
                and not _OWN_BODY.match(page.low, draft.end)
                and _last_part(draft) == _last_part(first)
            ):
                draft.issuer = first.issuer
                draft.doubts.append("issuer_shared")
