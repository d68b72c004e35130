"""Documents that are named by who issued them and what about: "Kế hoạch của UBND tỉnh về phòng, chống tham nhũng năm 2022".

    Quyết định của Bộ trưởng Bộ Nội vụ phê duyệt … · Kết luận của Thủ tướng Chính phủ tại Hội nghị trực tuyến ngày …

A reader can look such a document up only where the body is one body and the subject, or the meeting, is said. It refuses a
bare "Quyết định của UBND tỉnh", a kind of document ("của UBND cấp huyện"), what is yet to be written ("xây dựng Kế
hoạch của …") and letters and reports that nobody is told to look into.
"""

# ruff: noqa: E501  patterns are read as one line

import re

from loaders.citations.anchors import Anchors, TypeHit
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from loaders.citations.issuers import read_known_issuer
from loaders.citations.subjects import end_subject, read_period

_LONGEST = 420
_PLURAL = re.compile(r"\b(?:cac|nhung|moi|tung|mot\s+so|hai|du\s+thao|mau)\s{1,90}$")
# The document is yet to be made, or is what the sentence makes.
_TO_COME = re.compile(
    r"\b(?:xay\s+dung|ban\s+hanh|soan\s+thao|lap|tham\s+muu|trinh|hoan\s+thien|cong\s+bo|dang\s+tai|gui|ky|cap|co)\s+$"
)
# A letter or report is cited where somebody is told to look into it.
_LOOKED_INTO = re.compile(
    r"(?:\b(?:tai|theo|can\s+cu|thuc\s+hien|trien\s+khai|xet|quan\s+triet|va|tren\s+co\s+so)\s+|[;,]\s+)$"
)
_MEETING = re.compile(
    r",?\s{1,90}(?:tai|trong)\s{1,90}(?P<meeting>(?:cuoc\s+hop|phien\s+hop|buoi\s+(?:lam\s+viec|tiep)|hoi\s+nghi|ky\s+hop|phien\s+giai\s+trinh)[^;.:()\n]{0,150}?)"
    r"(?=\s{0,90}(?:[;.()\n]|,\s|ve\s|$|\bduoc\b|\bda\b|\bdoi\s+voi\b|\byeu\s+cau\b))"
)
_OPENS = re.compile(
    r",?\s{1,90}(?P<open>(?:ve\s+viec|ve|v/v)\b|(?:ban\s+hanh|phe\s+duyet|quy\s+dinh|cong\s+bo|sua\s+doi|giao|phan\s+cong|kien\s+toan|thanh\s+lap|trien\s+khai|thuc\s+hien|huong\s+dan)\b)"
)
_ABOUT = re.compile(r"ve\b|v/v")
_JOINT = re.compile(r"\s{0,90}(?:[,;]|\bva|\bcung|\bva\s+theo)\s{1,90}(?:cac\s{1,90})?$")  # before the next of a list
_FEWEST = 3  # words of a subject
_PAPERS = frozenset({"Báo cáo", "Thông báo", "Công văn", "Văn bản", "Tờ trình", "Biên bản"})
_NEVER = frozenset({"Dự án", "Hợp đồng", "Giấy phép", "Giấy mời", "Điều lệ", "Quy hoạch", "Lệnh"})


def read_of_body(page: Page, anchors: Anchors, hit: TypeHit, following: int) -> Draft | None:
    """A document named by its issuer and its subject or meeting, which begins with this type word, or None.

    `following` is where the next numbered citation begins.
    """
    low, folded = page.low, page.folded
    if not (folded[hit.start].isupper() and folded[hit.start + 1].islower()) or hit.word.name in _NEVER:
        return None
    issuer = read_known_issuer(folded, hit.end)
    if issuer is None or re.search(r"\bcap\s", low[issuer[0] : issuer[1]]):
        return None
    before = low[max(0, hit.start - 24) : hit.start]
    if _PLURAL.search(before) or _TO_COME.search(before):
        return None
    if hit.word.name in _PAPERS and not _LOOKED_INTO.search(before):
        return None
    limit = anchors.paragraph_end(issuer[1], anchors.cell_end(hit.end, min(len(low), hit.end + _LONGEST)))
    nested = False
    if following < limit:
        joint = _JOINT.search(low, issuer[1], following)
        limit, nested = (joint.start(), False) if joint else (following, True)
    meeting = _MEETING.match(low, issuer[1], limit)
    at = meeting.end() if meeting else issuer[1]
    subject = _subject(page, at, limit, strict=low[hit.end : issuer[0]].isspace())
    if subject is not None and nested and subject[1] >= following - 1:
        return None  # the subject names the numbered document, which a reader will look up
    if subject is None and meeting is None:
        return None
    if subject is None and meeting is not None:
        subject = meeting.span("meeting")
        if not re.search(r"\d", low[subject[0] : subject[1]]):
            return None  # any of their meetings
    assert subject is not None
    if page.folded[subject[0]] == '"' and hit.word.group == "programme":
        return None  # a name in quotation marks
    end = max(subject[1], at)
    return Draft(
        start=hit.start,
        end=end,
        kind="named",
        rule="issuer and subject",
        type=hit.word.name,
        hit=hit,
        issuer=issuer,
        subject=subject,
        period=read_period(page, issuer[1], end),
    )


def _subject(page: Page, at: int, limit: int, *, strict: bool) -> tuple[int, int] | None:
    """What the document is about; `strict`: only "về …", where no "của" stands before the body."""
    opened = _OPENS.match(page.low, at, limit)
    if opened is None or (strict and not _ABOUT.match(opened["open"])):
        return None
    subject = end_subject(page, opened.start("open"), limit)
    if subject is None or len(page.low[subject[0] : subject[1]].split()) < _FEWEST:
        return None
    return subject
