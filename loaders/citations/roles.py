"""What the citing document does with the cited one: stands on it, carries it out, amends, replaces, repeals, guides it.

The words directly before decide (`sửa đổi, bổ sung một số điều của …`); else the word that opens the paragraph of bases
(`Căn cứ`, `Thực hiện`, `Triển khai`); else the document is only mentioned. A document named inside another's subject is
mentioned, whatever the subject says of it: that act is the other document's.
"""

import re

from loaders.citations.anchors import Anchors
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from ontology.values import Role

_BASIS = re.compile(r"[\s(\"-]{0,8}(?:can|cin)\s+c[a-z]{1,3}\b")
_CARRY = re.compile(r"[\s(\"-]{0,8}(?:tiep\s+tuc\s+)?(?:de\s+)?(?:thuc\s+hien|trien\s+khai|thi\s+hanh)\b")
_PASSIVE = re.compile(r"(?:bi|duoc|da)\s+(?:bi\s+|duoc\s+)?$")
_PROVISIONS = r"(?:[^.;:()]{0,160}?)"
_ACTS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("amends", re.compile(rf"(?P<verb>sua\s+doi|bo\s+sung|dieu\s+chinh|dinh\s+chinh){_PROVISIONS}$")),
    ("replaces", re.compile(rf"(?P<verb>thay\s+the)(?:\s+cho)?{_PROVISIONS}$")),
    ("repeals", re.compile(rf"(?P<verb>bai\s+bo|huy\s+bo|dinh\s+chi){_PROVISIONS}$")),
    ("guides", re.compile(rf"(?P<verb>huong\s+dan|quy\s+dinh\s+chi\s+tiet){_PROVISIONS}$")),
)
_DIRECT = re.compile(
    r"(?:toan\s+bo|mot\s+so|noi\s+dung|cac|dieu|khoan|diem|chuong|muc|phu\s+luc|cua|tai|mot\s+phan|va|,|thi\s+hanh|thuc\s+hien|viec|"
    r"bien\s+phap|mau|danh\s+muc|quy\s+dinh|ten|tu|cum\s+tu|so|[ivx]+|\d+[a-z]?|[a-z]|cho|ban\s+hanh|kem\s+theo|doi\s+voi|lan|thu|bo\s+sung|sua\s+doi|thay\s+the|bai\s+bo|dieu\s+chinh|\s)*"
)
_ENDS = re.compile(r"[\s,]{0,6}(?:[^.;]{0,200}?)\b(?:het\s+hieu\s+luc|bi\s+bai\s+bo|duoc\s+bai\s+bo)")
_REPLACED = re.compile(r"[\s,]{0,6}(?:[^.;]{0,120}?)\b(?:duoc|bi)\s+thay\s+the\s+(?:boi|bang)\s+\w+\s+\w+\s+nay")
_CARRY_DIRECT = re.compile(
    r"(?P<verb>(?:to\s+chuc\s+)?(?:trien\s+khai\s+)?(?:thuc\s+hien|trien\s+khai|thi\s+hanh)(?:\s+(?:theo|co\s+hieu\s+qua|nghiem\s+tuc|hieu\s+qua|tot|day\s+du))?)\s+(?:cac\s+)?$"
)
_OF_OTHERS = re.compile(r"(?:ket\s+qua|tinh\s+hinh|viec|cong\s+tac|qua\s+trinh|tong\s+ket|so\s+ket|danh\s+gia|nam|thoi\s+gian|kinh\s+phi|de|dang|da)\s+(?:va\s+)?$|\bva\s+ket\s+qua\s+$")


def role_of(page: Page, anchors: Anchors, draft: Draft, *, preamble: bool) -> Role:
    """The role of one citation, from the words before it, the opener of its paragraph, and the words after it."""
    if draft.outer is not None:
        return "mentions"
    low, start = page.low, draft.start
    opening = anchors.paragraph(start)
    if _BASIS.match(low, opening, opening + 30):
        return "legal_basis"
    if preamble and _CARRY.match(low, opening, opening + 40):
        return "implements"
    floor = max(opening, start - 220)
    for mark in ";.":
        floor = max(floor, low.rfind(mark + " ", floor, start) + 1, low.rfind(mark + "\n", floor, start) + 1)
    left = low[floor:start]
    for role, pattern in _ACTS:
        for found in pattern.finditer(left):
            between = left[found.end("verb") :]
            if _PASSIVE.search(left, 0, found.start("verb")) is None and _DIRECT.fullmatch(between):
                return role
    if draft.kind == "numbered" and _REPLACED.match(low, draft.end, draft.end + 200):
        return "replaces"
    if draft.kind == "numbered" and _ENDS.match(low, draft.end, draft.end + 320):
        return "repeals"
    carried = _CARRY_DIRECT.search(left)
    if carried and not _OF_OTHERS.search(left, 0, carried.start()):
        return "implements"
    return "mentions"
