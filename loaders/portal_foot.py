"""Where a page saved from a legal portal stops being the document: its lists of other documents, its imprint.

    Văn bản liên quan … · Ý kiến bình luận … · Cơ quan chủ quản: … · Giấy phép số: 27/GP-TTĐT … · © Bản quyền thuộc …

Looked for behind the signature only, and told by two different marks of which one is a portal's alone, so that a list
of licences in an appendix stays what it is. Nothing is dropped in silence: its numbers are listed with that reason.
"""

import re

from ontology.fold import fold_text

_REACH = 12_000  # a portal's foot is at the end of its page
_LINE = re.compile(r"[^\n]+")
_PORTALS = re.compile(
    r"^(?:giay phep (?:so|thiet lap|hoat dong|mxh|trang tin|cung cap)\b.{0,80}(?:ttdt|icp|bc\b|thong tin|mxh|trang)|"
    r"(?:copyright|ban quyen)\b.{0,60}(?:thuoc|20\d\d)|(?:y kien )?binh luan\b|co quan chu quan\b|don vi chu quan\b|"
    r"chiu trach nhiem (?:chinh|noi dung)|van ban (?:lien quan|duoc (?:dan chieu|hop nhat))\b|"
    r"van ban cung (?:linh vuc|co quan|loai)\b|luoc do\b|tai (?:ung dung|app)\b|ung dung .{0,20}app\b|"
    r"tong bien tap|truong ban bien tap|thoa thuan su dung|chinh sach bao mat)"
)
_WEAK = re.compile(
    r"^(?:dia chi|dien thoai|dt|fax|tel|email|e-mail|hotline|website|trang chu|lien he|chia se|in trang|tu khoa|tags?|"
    r"gioi thieu|dang nhap|dang ky|ve dau trang)\b"
)
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)) ?(?:20\d\d|copyright|bản quyền)", re.I)
_LONGEST = 200


def find_portal_foot(text: str, behind: int) -> int:
    """The offset from which the page is the portal's own, or the length of the text; `behind` ends the signature."""
    marks: list[tuple[int, str]] = []
    sure = False
    for line in _LINE.finditer(text, max(behind, len(text) - _REACH)):
        words = line.group().strip(" *_|#>-•\t")
        if len(words) > _LONGEST:
            continue
        folded = fold_text(words)
        if own := _PORTALS.match(folded) or _COPYRIGHT.match(words):
            marks.append((line.start(), own.group()[:8]))
            sure = True
        elif weak := _WEAK.match(folded):
            marks.append((line.start(), weak.group()))
    if not sure or len({kind for _, kind in marks}) < 2:
        return len(text)
    return marks[0][0]
