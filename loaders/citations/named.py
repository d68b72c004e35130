"""Documents that are named without a number: a law by its name and year, a programme by its name, subject or period.

    Luật Tổ chức chính quyền địa phương năm 2025 · Đề án "…" của UBND tỉnh · Chương trình … giai đoạn 2021-2030

A reader must be able to look the document up, so a bare type word is never enough: a law needs a name, a programme needs a
title in quotation marks, a period, a year or a body beside its name. It refuses what only sounds like a document
("các đề án", "chương trình công tác", a verb at the head of a sentence).
"""

# ruff: noqa: E501  patterns are read as one line

import re
import tomllib
from functools import cache
from pathlib import Path

from loaders.citations.anchors import Anchors, TypeHit
from loaders.citations.dates import WrittenDate, in_next_cell, read_date
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page, fold_words
from loaders.citations.issuers import read_body, read_issuer
from loaders.citations.subjects import read_period

_GAP = re.compile(r"\s{1,90}")
_WORD = re.compile(r"[A-Za-z&]+|[0-9]+")
_NO_LAW = {
    "nay", "do", "tren", "va", "duoc", "quy", "la", "co", "de", "theo", "tai", "cua", "cac", "so", "hien", "chuyen", "lien", "khac",
    "moi", "cu", "nam", "ngay", "phap", "gia", "su", "dinh",
}  # fmt: skip
_LAW_STOP = {
    "va", "nam", "ngay", "so", "duoc", "quy", "thi", "de", "theo", "tai", "ve", "hien", "nay", "da", "trong", "khi", "voi", "cho", "tu",
    "dong", "la", "bao", "doi", "ma", "hoac", "phai", "khong", "truoc", "sau", "dieu", "khoan", "den", "cac", "can", "cung", "co", "neu",
}  # fmt: skip
_NOT_LAW = re.compile(r"(?:phap|bo|du|quy|ky|ban|nghi|thao)\s{1,90}$")
_GOES_ON = re.compile(
    r"\s{1,90}va\s{1,90}(?!cac\b|nhung\b|nghi\b|thong\b|van\b|phap\b|luat\b|quy\b|huong\b|thuc\b|bo\b|de\b|dieu\b|khoan\b|phai\b|duoc\b|co\b|theo\b|chi\b|quyet\b|tai\b)(?=[a-z])"
)
_LAW_OF_CHANGE = re.compile(
    r"\s{1,90}(?:sua\s+doi|bo\s+sung)(?:[^;.:()]{0,420}?)(?=\s{0,90}(?:[;.:()]|\bnam\s{1,90}(?:19|20)\d\d|,?\s{0,90}\bngay\s{1,90}\d|\bso\s{1,90}\d|$))"
)
_AFTER_AND = re.compile(r"\s{1,90}va\s{1,90}")
_LAW_YEAR = re.compile(
    r"(?:\s{1,90}\((?:sua\s+doi|hop\s+nhat)\))?(?:,?\s{0,90}(?:nam\s{1,90})?|\s{1,90}\((?:nam\s{1,90})?(?=\d{4}\)))(?P<year>(?:19|20)\d\d)\b(?!\s*[/-])(?:\)(?<=\(\d{4}\))|\)(?<=\(nam \d{4}\)))?"
)
_LAW_NOTE = re.compile(r"\s{1,90}\((?:sua\s+doi|hop\s+nhat)\)")
_PASSED = re.compile(r"\s{1,90}(?:da\s+)?(?:duoc\s+)?(?:Quoc\s+hoi[^;,.]{0,90}?)?(?:thong\s+qua|ban\s+hanh)")

_PLURAL = re.compile(r"(?:\bcac|\bnhung|\bmoi|\btung|\bmot\s+so|\bhai|\bcac\s+loai)\s{1,90}$")
_NAME_END = re.compile(
    r"[;:()\[\]]|\.(?=\s|\Z|\.)|,(?!\s{0,90}(?:chong\b|dinh\s+huong|tam\s+nhin|huyen\b|xa\b|phuong\b|thi\s+xa\b|thanh\s+pho\b))|"
    r"\b(?:duoc|theo|nham|de|gui|trong\s+do|va\s+cac|dam\s+bao|bao\s+dam|phu\s+hop|den\s+cac|toi\s+cac|cho\s+cac|se|da\b|gom|bao\s+gom|"
    r"voi\s+cac|vao\s|thi\s|ban\s+hanh|kem\s+theo|sau\s+khi|truoc\s+ngay|trinh|do\s+(?:ubnd|uy|so|tinh|bo)|gan\s+voi|dong\s+thoi|cung\s|"
    r"nay|nhu\s+sau|hang\s+nam|hoac|phai|tham\s+muu|bao\s+cao)\b|"
    r"\n\s{0,90}\n?\s{0,90}(?=\d{1,2}\s*\n|[-+*]\s)|\||\n(?=[ ]*[a-z])"
)
# The words of _NAME_END as they are spelt: "thì" ends a name, "thí" does not.
_MARKED = frozenset(
    [
        "được",
        "theo",
        "nhằm",
        "để",
        "gửi",
        "trong",
        "và",
        "đảm",
        "bảo",
        "phù",
        "đến",
        "tới",
        "cho",
        "sẽ",
        "đã",
        "gồm",
        "với",
        "vào",
        "thì",
        "ban",
        "kèm",
        "sau",
        "trước",
        "trình",
        "do",
        "gắn",
        "đồng",
        "cùng",
        "này",
        "như",
        "hàng",
        "hằng",
        "hoặc",
        "phải",
        "tham",
        "báo",
    ]
)
_QUOTED = re.compile(
    r"\s{0,90}(?:(?:cua|do)\s[^\"\n;.:]{3,60}?\s)?(?:ve\s+(?:viec\s+)?)?\"(?P<title>[^\"]{6,400})(?P<close>\")?"
)
_OF_WHOM = re.compile(
    r"\bcua\s+(?:(?:ca\s+)?nuoc|chinh\s+phu|thu\s+tuong|trung\s+uong|tinh|thanh\s+pho|huyen|xa|phuong|so\b|ubnd|uy\s+ban|hdnd|bo\s+[a-z]|tinh\s+uy|"
    r"huyen\s+uy|hiep\s+hoi|don\s+vi\s+minh|dang\s+bo)"
)
_PERIOD = re.compile(
    r"giai\s+doan\s+(?:tu\s+)?(?:nam\s+)?(?:19|20)\d\d|\bnam\s+20\d\d\b|den\s+nam\s+20\d\d|\b20\d\d\s?-\s?20\d\d\b"
)
_NATIONAL = re.compile(r"muc\s+tieu\s+quoc\s+gia|tong\s+the|quoc\s+gia")
_LOCATED = re.compile(r"tren\s+dia\s+ban|tinh\s+[A-Z]|cap\s+tinh")
_GOES_OVER = re.compile(
    r"\b(?:cua|ve|va|tinh|nam|den|cho|thuc|so|tren|huyen|xa|bo)$"
)  # a line that cannot be a cell's last
_OF_BODY_ABOUT = re.compile(
    r"\s+(?:cua|do)\s+(?:ubnd|uy\s+ban|so|bo|chinh\s+phu|thu\s+tuong|tinh|huyen|hdnd)\b[^,]{0,60}?\s(?:ve|nham)\s+\w+,?\s+\w+\s+\w+"
)
_OWN_WORK = re.compile(r"(?:cong\s+tac|hoat\s+dong|lam\s+viec|tuyen\s+truyen|hang\s+nam|cu\s+the|chi\s+tiet|rieng)\b")
_ALSO_SMALL = frozenset({"Chương trình", "Chiến lược", "Đề án"})  # named also where the type word is in small letters
_NTH = r"(?:lan\s+thu\s+(?:[ivxlc]+|\d+|[a-z]+(?:\s+(?:mot|hai|ba|tu|nam|sau|bay|tam|chin)\b)?)|[ivxlc]+\b|\d{1,2}\b)"
_CONGRESS = re.compile(
    rf"\s+(?P<meeting>(?:dai\s+hoi(?:\s+(?:dai\s+bieu|toan\s+quoc|dang\s+bo(?:\s+(?:tinh|huyen|xa|thanh\s+pho|phuong))?(?:\s+[a-z]+){{0,3}}?|cua|dang)){{0,5}}|"
    rf"(?:hoi\s+nghi\s+)?trung\s+uong|hoi\s+nghi(?=\s+{_NTH},?\s+(?:ban\s+chap\s+hanh|bch)\s+trung\s+uong))\s+{_NTH}"
    rf"(?:,?\s+(?:ban\s+chap\s+hanh|bch)\s+trung\s+uong(?:\s+dang)?)?(?:,?\s*(?:\(?khoa\s+[ivx]+\)?|cua\s+dang|nhiem\s+ky\s+(?:19|20)\d\d\s*-\s*(?:19|20)\d\d|dang\s+bo\s+tinh))*)"
)
_OF_CENTRE = re.compile(r"\b(?:ban\s+chap\s+hanh|bch)\s+trung\s+uong")
_ORDINAL = re.compile(r"\b[IVXLC]{1,6}\b|\b\d{1,2}\b|\bthu\s+[a-z]+")
_LONGEST = 330


@cache
def _law_names() -> dict[str, list[re.Pattern[str]]]:
    rows = tomllib.loads(Path(__file__).with_name("law_names.toml").read_text(encoding="utf-8"))["names"]
    table: dict[str, list[re.Pattern[str]]] = {}
    for name in sorted((fold_words(row) for row in rows), key=len, reverse=True):
        words = [re.escape(word) for word in name.split()]
        table.setdefault(name.split()[0].strip(","), []).append(re.compile(r"\s{1,90}".join(words) + r"\b"))
    return table


def read_law(page: Page, hit: TypeHit) -> Draft | None:
    """A law, code or ordinance cited by its name, with the year or day that may follow."""
    if not page.folded[hit.start].isupper():
        return None
    low, at = page.low, hit.end
    if _NOT_LAW.search(low, max(0, hit.start - 12), hit.start):
        return None
    if hit.word.name == "Hiến pháp":
        name_end = at
    else:
        gap = _GAP.match(low, at)
        changed = _LAW_OF_CHANGE.match(low, at, at + 460)
        begin = gap.end() if gap else at
        name_end = changed.end() if changed else _law_name_end(page, begin)
        if name_end <= begin:
            return None
    end, date = _law_date(page, name_end)
    if hit.word.name == "Hiến pháp" and date is None:
        return None
    issuer = read_issuer(page.folded, end, bare=False)
    return Draft(
        start=hit.start,
        end=issuer[1] if issuer else end,
        kind="named",
        rule="law by name",
        type=hit.word.name,
        hit=hit,
        date=date,
        issuer=issuer,
        subject=(at + len(page.text[at:name_end]) - len(page.text[at:name_end].lstrip()), name_end)
        if name_end > at
        else None,
    )


def _law_date(page: Page, name_end: int) -> tuple[int, WrittenDate | None]:
    low = page.low
    year = _LAW_YEAR.match(low, name_end, name_end + 40)
    if year is not None:
        return year.end(), WrittenDate(year["year"], year.start("year"), year.end("year"))
    noted = _LAW_NOTE.match(low, name_end)
    date = read_date(low, noted.end() if noted else name_end)
    if date is not None and not in_next_cell(page, name_end, date):
        return date.end, date
    return name_end, None


def _law_name_end(page: Page, at: int) -> int:
    low = page.low
    first = _WORD.match(low, at)
    if first is None or (first.group() in _NO_LAW and not page.folded[at].isupper()):
        return at
    for pattern in _law_names().get(first.group(), ()):
        if found := pattern.match(low, at):
            return found.end()
    if not page.folded[at].isupper() and first.group() not in ("to", "ban"):
        return at
    end, count = first.end(), 1
    while count < 12:
        if page.folded[end - 1].isupper() and count == 1 and end - first.start() > 1:
            return end  # an abbreviation is the whole name: Luật PPP
        gap = _GOES_ON.match(low, end) if page.folded[_next_letter(page, end)].islower() else None
        gap = gap or _GAP.match(low, end)
        word = _WORD.match(low, gap.end()) if gap else None
        if (
            gap is None
            or word is None
            or word.group() in _LAW_STOP
            or gap.group().count("\n") > 2
            or word.group().isdigit()
        ):
            break
        end, count = word.end(), count + 1
    return end if count > 1 else at


def read_congress(page: Page, hit: TypeHit) -> Draft | None:
    """A resolution of a Party congress or plenum, cited by the meeting: "Nghị quyết Đại hội XIII của Đảng"."""
    found = _CONGRESS.match(page.low, hit.end, hit.end + 260)
    if found is None or not page.folded[hit.start].isupper() or not _ORDINAL.search(page.folded, hit.end, found.end()):
        return None
    body = _OF_CENTRE.search(page.low, found.start("meeting"), found.end("meeting"))
    return Draft(
        start=hit.start,
        end=found.end(),
        kind="named",
        rule="meeting of the Party",
        type=hit.word.name,
        hit=hit,
        issuer=read_body(page.folded, body.start()) if body else None,
        subject=(found.start("meeting"), found.end("meeting")),
        period=read_period(page, hit.end, found.end()),
    )


def _next_letter(page: Page, at: int) -> int:
    """The first letter of the second word after an offset, or the last character of the page."""
    after = _AFTER_AND.match(page.low, at)
    return min(after.end() if after else at, len(page.low) - 1)


def read_programme(page: Page, anchors: Anchors, hit: TypeHit) -> Draft | None:
    """A programme, plan, scheme or strategy that its name makes identifiable, or None."""
    low, folded = page.low, page.folded
    capital = folded[hit.start].isupper()
    if folded[hit.start + 1].isupper() or (not capital and hit.word.name not in _ALSO_SMALL):
        return None  # a heading, or a word of the sentence
    limit = anchors.paragraph_end(hit.end, min(len(low), hit.end + _LONGEST))
    quoted = _QUOTED.match(low, hit.end, limit)
    if quoted is not None and (capital or hit.word.name == "Đề án"):
        if quoted["close"]:
            end = quoted.end()
        else:
            stop = re.search(r"[;.]", low[quoted.start("title") : limit])
            end = quoted.start("title") + (stop.start() if stop else limit - quoted.start("title"))
        tail = re.compile(r",?\s{0,90}giai\s+doan\s+20\d\d\s?-\s?20\d\d").match(low, end, end + 40)
        return _programme(page, hit, tail.end() if tail else end, "programme in quotation marks")
    if _PLURAL.search(low, max(0, hit.start - 12), hit.start):
        return None
    if hit.word.name in ("Dự án", "Phương án", "Quy hoạch") or (
        not capital and hit.word.name not in ("Chương trình", "Chiến lược", "Đề án")
    ):
        return None
    end = _name_end(page, hit.end, limit)
    while end > hit.end and low[end - 1] in " \n,-":
        end -= 1
    words = low[hit.end : end].split()
    if len(words) < 2 or low[hit.end] not in " \n":
        return None
    name = low[hit.end : end]
    period, whom = bool(_PERIOD.search(name)), bool(_OF_WHOM.search(name))
    national = bool(_NATIONAL.search(name))
    if not capital:
        ok = national and (whom or period) and len(words) > 3
    elif hit.word.name.startswith("Kế hoạch"):
        ok = (period and len(words) > 3) or (whom and len(words) > 2 and not _OWN_WORK.match(name.lstrip()))
        ok = ok and (words[0] not in ("va", "cua", "thi", "nay", "do", "theo") or bool(_OF_BODY_ABOUT.match(name)))
    elif hit.word.name == "Đề án":
        ok = len(words) > 4 or (period and len(words) > 3)
        ok = ok and (words[0] not in ("cua", "va", "nay", "da", "theo") or bool(_OF_BODY_ABOUT.match(name)))
    else:
        ok = (
            (national and len(words) > 2)
            or ((period or whom) and len(words) > 4)
            or (folded[hit.end + 1].isupper() and len(words) > 2)
        )
        ok = ok and words[0] not in ("cua", "va", "nay", "da", "theo")
    return _programme(page, hit, end, "programme by name") if ok else None


def _name_end(page: Page, start: int, limit: int) -> int:
    """Where a programme's name ends: at a mark, or at a word that cannot belong to it, read with its marks."""
    at = start
    while (found := _NAME_END.search(page.low, at, limit)) is not None:
        word = page.text[found.start() : found.end()].strip().lower()
        if found.group() == "\n" and not _cell_ends(page, found.start()):
            at = found.end()
            continue
        if word.isascii() or not found.group()[0].isalpha() or word.split()[0] in _MARKED:
            return found.start()
        at = found.end()
    return limit


def _cell_ends(page: Page, at: int) -> bool:
    """Whether a line break ends a table cell: a short line, and a capital after it."""
    last = at
    while last > 0 and page.low[last - 1] in " \n":
        last -= 1
    line = last - page.low.rfind("\n", 0, last)
    after = at + 1
    while after < len(page.folded) - 1 and page.folded[after] in " \n":
        after += 1
    return (
        line < 60
        and not _GOES_OVER.search(page.low, max(0, last - 8), last)
        and page.folded[after : after + 1].isupper()
        and page.folded[after + 1 : after + 2].islower()
    )


def _programme(page: Page, hit: TypeHit, end: int, rule: str) -> Draft:
    begin = hit.end
    while begin < end and page.low[begin] in ' \n":':
        begin += 1
    whom = _OF_WHOM.search(page.low, hit.end, end)
    issuer = read_issuer(page.folded, whom.start(), bare=False) if whom else None
    return Draft(
        start=hit.start,
        end=end,
        kind="named",
        rule=rule,
        type=hit.word.name,
        hit=hit,
        issuer=issuer,
        subject=(begin, end),
        period=read_period(page, hit.end, end),
    )
