"""What the citing document does with the cited one: stands on it, carries it out, amends, replaces, repeals, guides it.

The word that opens the paragraph of bases decides (`Căn cứ`, `Thực hiện`, `Triển khai`); else the act that the
document itself performs, at the head of a sentence or after its own name (`Quyết định này … thay thế …`); else what
is said afterwards ("… hết hiệu lực"). The members of a list have the role of its head. A document named inside
another's subject is mentioned, whatever the subject says of it: that act is the other document's; so is a task to
amend something later.
"""

import re

from loaders.citations.anchors import Anchors
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from ontology.values import Role

_HEAD = r"[\s(\"*_|>#-]{0,90}"
_BASIS = re.compile(_HEAD + r"(?:can|cin)\s+c[a-z]{1,3}\b")
_CARRY = re.compile(_HEAD + r"(?:tiep\s+tuc\s+)?(?:de\s+)?(?:thuc\s+hien|trien\s+khai|thi\s+hanh)\b")
_ACTS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("replaces", re.compile(r"\bthay\s+the\b")),
    ("repeals", re.compile(r"\b(?:bai\s+bo|huy\s+bo|dinh\s+chi)\b")),
    ("amends", re.compile(r"\b(?:sua\s+doi|bo\s+sung|dieu\s+chinh|dinh\s+chinh)\b")),
    ("guides", re.compile(r"\b(?:huong\s+dan|quy\s+dinh\s+chi\s+tiet)\b")),
)
_PASSIVE = re.compile(r"\b(?:bi|duoc|da)\s+(?:bi\s+|duoc\s+)?$")
# What may stand between the act and the document: the parts it acts upon.
_PARTS = re.compile(
    r"(?:[\s,:]|\b(?:toan\s+bo|mot\s+so|mot\s+phan|noi\s+dung|cac|va|cho|cua|mau|ten|cum\s+tu|phu\s+luc|bien\s+phap|van\s+ban|"
    r"(?:diem|khoan|dieu|chuong|muc|phan|tiet)(?:\s+(?:so\s+)?(?:[ivx]{1,5}|\d+[a-z]?|[a-z]))?|[ivx]{1,5}|\d+[a-z]?|[a-z]|"
    r"(?:quy\s+dinh|quy\s+che|ke\s+hoach|de\s+an|chuong\s+trinh|danh\s+muc|dieu\s+le|phuong\s+an)\s[^.;:]{0,220}?(?:duoc\s+)?ban\s+hanh|ban\s+hanh\s+kem\s+theo|kem\s+theo|"
    r"sua\s+doi|bo\s+sung|thay\s+the|bai\s+bo|thi\s+hanh|thuc\s+hien)\b)*"
)
_OWN_ACT = re.compile(
    r"(?:^[\s*_|>#\"(+-]*(?:(?:dieu|khoan)\s+)?(?:\d+[a-z]?\s*[.):]*\s*|[a-z]\)\s*)*[\s*_]*(?:(?:\(?ve\s+)?viec\s+)?$|\bnay\b|\bhieu\s+luc\b|"
    r"\bban\s+hanh\s+(?:thong\s+tu|nghi\s+dinh|quyet\s+dinh|nghi\s+quyet|luat|quy\s+dinh)\s*$|"
    r"\b(?:thong\s+tu|nghi\s+dinh|quyet\s+dinh|nghi\s+quyet|luat|chi\s+thi|ke\s+hoach)[\s*_]*\n[\s*_]*(?:(?:ve\s+)?viec\s+)?$)"
)
_NAMED_ACT = re.compile(r"\bnay\b|\bhieu\s+luc\b")  # "Kế hoạch này thay thế …"
# Types whose own acts change no other document unless they say so of themselves.
PLANNING = frozenset({
    "Kế hoạch", "Chương trình", "Đề án", "Phương án", "Báo cáo", "Công văn", "Tờ trình", "Thông báo", "Công điện",
    "Biên bản",
})  # fmt: skip
_PROPOSED = re.compile(r"[;,]\s+(?:va\s+)?(?:theo|xet)\s+(?:de\s+nghi|to\s+trinh)\b[^;]*$")
_ENACTS = re.compile(
    r"[\s*_]*\n[\s*_]*(?:bo\s+truong|thu\s+tuong|ubnd|uy\s+ban|hdnd|hoi\s+dong|giam\s+doc|chu\s+tich|chanh|tong|thong\s+doc|chinh\s+phu|quoc\s+hoi)\s[^;]*"
)
_REPLACED = re.compile(r"[\s,]{0,90}(?:[^.;]{0,120}?)\b(?:duoc|bi)\s+thay\s+the\s+(?:boi|bang)\s+\w+\s+\w+\s+nay")
_CARRIED = re.compile(
    r"(?:to\s+chuc\s+)?(?:trien\s+khai\s+)?(?:thuc\s+hien|trien\s+khai|thi\s+hanh)"
    r"(?:\s+(?:theo|co\s+hieu\s+qua|nghiem\s+tuc|hieu\s+qua|tot|day\s+du))?\s+(?:cac\s+)?$"
)
_OF_OTHERS = re.compile(
    r"(?:ket\s+qua|tinh\s+hinh|viec|cong\s+tac|qua\s+trinh|tong\s+ket|so\s+ket|danh\s+gia|nam|thoi\s+gian|kinh\s+phi|de|dang|da)\s+(?:va\s+)?$"
)
_ENDS = ("het hieu luc", "bi bai bo", "duoc bai bo", "het\nhieu luc")
_SENTENCE = re.compile(r"[;:]|\.(?=\s)|\n\s*\d{1,3}\s")  # a row of a table begins with its number
_BY_OTHERS = re.compile(r"\w+\s+\w+\s+\w+\s+(?:boi|theo|tai|bang)\b")
# What may join the members of a list, with the parts of the next one that are meant ("và Điều 2 Nghị quyết …").
_LISTED = re.compile(
    r"[\s,;:.*]*(?:va|cung|voi|hoac)?[\s,]*(?:cac\s+)?"
    r"(?:(?:diem|khoan|dieu|chuong|muc|phan|phu\s+luc)\s+(?:\d+[a-z]?|[ivx]{1,5}|[a-z])\b[\s,]*(?:cua\s+)?){0,4}(?:so\s*)?"
)
# "(thay thế Luật số … và Luật số …": what the basis itself put an end to is no basis.
_ENDED_BY_BASIS = re.compile(
    r"(?:\(\s*(?:thay\s+the|bai\s+bo|huy\s+bo)\b[^()]*|,\s*(?:thay\s+the|bai\s+bo|huy\s+bo)\s+(?:cho\s+)?(?:cac\s+)?)$"
)
# "Thực hiện Quyết định số …; thay thế Kế hoạch số …": an entry of the bases that opens with the act is the document's
# own; within an entry ("và thay thế") it may be that of the basis.
_ENDED_HERE = re.compile(
    r"(?:(?P<entry>;\s*(?:(?:va|dong\s+thoi)\s+)?)|\b(?:va|dong\s+thoi)\s+)"
    r"(?:(?P<replaces>thay\s+the)|(?P<repeals>bai\s+bo|huy\s+bo))\s+(?:cho\s+)?(?:cac\s+)?$"
)
# "thay thế Quyết định số … và bãi bỏ Quyết định số …": the sentence that ends one document goes on to end the next.
_ENDED_NEXT = re.compile(
    r"[\s,;]*(?:(?:va|dong\s+thoi)\s+){1,2}(?:(?P<replaces>thay\s+the)|(?P<repeals>bai\s+bo|huy\s+bo))\b"
)
# What is carried on from before ("Kế thừa kết quả thực hiện Kế hoạch …") is over: neither a basis nor carried out.
_CARRIED_ON = re.compile(r"\b(?:ke\s+thua|tiep\s+noi)\b[^;.]{0,80}$")
_SENTENCE_END = re.compile(r"\.\s")
_PARAGRAPH_OVER = re.compile(r"\.[ ]*\n[ ]*(?:[IVX]{1,5}\b|\d{1,2}[-.)]|[A-Z][a-z]+\s+[a-z]+\s+nay\b)")
_NEAR = 240


def role_of(
    page: Page,
    anchors: Anchors,
    draft: Draft,
    *,
    preamble: bool,
    directive: bool,
    enacts: bool,
    before: tuple[Draft, Role] | None,
) -> Role:
    """The role of one citation.

    `enacts`: the citing document is of a type that changes others; a plan's "sửa đổi Quyết định số …" sets a task.

    `directive`: the bases have said that this document is carried out; `before` is the citation before it that is not
    nested, with its role.
    """
    if draft.outer is not None:
        return "mentions"
    low, start = page.low, draft.start
    opening = anchors.paragraph(start)
    based = _BASIS.match(low, opening, opening + 110) or _CARRY.match(low, opening, opening + 120)
    ended = _ended_here(page, opening, start, before) if preamble and based else None
    if ended is not None:
        return ended
    if preamble and _ENDED_BY_BASIS.search(low, max(opening, start - _NEAR), start):
        return "mentions"
    if _CARRIED_ON.search(low, max(opening, start - 120), start):
        return "mentions"
    proposed = _PROPOSED.search(low, max(opening, start - 200), start) is not None
    if not proposed and _BASIS.match(low, opening, opening + 110) and not _left_the_bases(page, opening, start):
        return "legal_basis"
    if preamble and not proposed and _CARRY.match(low, opening, opening + 120):
        return "implements"
    floor = max(opening, start - _NEAR)
    for mark in ("; ", ";\n", ". ", ".\n"):
        floor = max(floor, low.rfind(mark, max(floor, opening + 12), start) + 1)
    left = low[floor:start]
    acted = _own_act(left, enacts)
    if acted is not None:
        return acted
    next_ended = _ended_next(low, opening, before, start)
    if next_ended is not None:
        return next_ended
    if draft.kind == "numbered":
        if _REPLACED.match(low, draft.end, draft.end + 200):
            return "replaces"
        if _ended_after(low, draft.end):
            return "repeals"
    if directive or preamble:
        carried = _CARRIED.search(left)
        if carried and not _OF_OTHERS.search(left, 0, carried.start()):
            return "implements"
    if before is not None and before[1] not in ("mentions", "self") and _same_list(low, opening, before[0], start):
        return before[1]
    return "mentions"


def _ended_here(page: Page, opening: int, start: int, before: tuple[Draft, Role] | None) -> Role | None:
    """The act of an entry of the bases that puts an end to the document, or of the member of a list before it."""
    low = page.low
    if _left_the_bases(page, opening, start):
        return None
    found = _ENDED_HERE.search(low, max(opening, start - 60), start)
    if found is not None:
        return "mentions" if found["entry"] is None else "replaces" if found["replaces"] else "repeals"
    if before is None or before[1] not in ("replaces", "repeals") or ";" in low[before[0].end : start]:
        return None
    return before[1] if _same_list(low, opening, before[0], start) else None


def _ended_next(low: str, opening: int, before: tuple[Draft, Role] | None, start: int) -> Role | None:
    """The second act of the sentence that has put an end to the document before this one."""
    if before is None or before[1] not in ("replaces", "repeals") or before[0].start < opening:
        return None
    end = _end_of(before[0])
    found = _ENDED_NEXT.match(low, end, start) if start - end <= _NEAR else None
    if found is None or not _PARTS.fullmatch(low, found.end(), start):
        return None
    return "replaces" if found["replaces"] else "repeals"


def _left_the_bases(page: Page, opening: int, start: int) -> bool:
    """Whether the bases have ended: what enacts ("Bộ trưởng … ban hành Thông tư …"), a part or a clause has begun."""
    low = page.low
    if _PARAGRAPH_OVER.search(page.folded, opening, start) is not None:
        return True
    last = max(low.rfind(";", opening, start), low.rfind(".\n", opening, start))
    return last > 0 and _ENACTS.match(low, last + 1, start) is not None


def _own_act(left: str, enacts: bool) -> Role | None:
    """The act of this document that ends at the citation, when it is its own and done here."""
    own = _OWN_ACT if enacts else _NAMED_ACT
    for role, pattern in _ACTS:
        for found in pattern.finditer(left):
            head = left[: found.start()]
            if (
                _PARTS.fullmatch(left, found.end())
                and not _PASSIVE.search(head)
                and (own if role != "guides" else _OWN_ACT).search(_without_acts(head))
            ):
                return role
    return None


def _without_acts(head: str) -> str:
    """What stands before a chain of acts ("sửa đổi, bổ sung, bãi bỏ …")."""
    return re.sub(
        r"(?:(?:\b(?:sua\s+doi|bo\s+sung|thay\s+the|bai\s+bo|dieu\s+chinh|huy\s+bo)\b|,|\bva\b)\s*)+$", "", head
    )


def _same_list(low: str, opening: int, before: Draft, start: int) -> bool:
    end = _end_of(before)
    joined = before.start >= opening and end <= start and _LISTED.fullmatch(low, end, start) is not None
    return joined and _SENTENCE_END.search(low, end, start) is None


def _end_of(draft: Draft) -> int:
    """Where the words on a citation end: after its subject, if that follows it."""
    return draft.subject[1] if draft.subject and draft.subject[0] >= draft.end else draft.end


def _ended_after(low: str, at: int) -> bool:
    """Whether the same sentence goes on to say that the document is no longer in force."""
    found = min((i for words in _ENDS if (i := low.find(words, at, at + 320)) >= 0), default=-1)
    return found >= 0 and _SENTENCE.search(low, at, found) is None and _BY_OTHERS.match(low, found) is None
