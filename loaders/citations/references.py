"""Later forms: "Nghị quyết 76", "Kế hoạch 08" once it was so defined, "Quyết định trên", and the document's name for itself.

A later form means a citation read before it, and says which (`refers_to`). Where several fit, the nearest is taken only when
they are one document; otherwise nothing is said. It refuses a bare type word.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from bisect import bisect_right
from itertools import islice

from loaders.citations.anchors import Anchors, TypeHit
from loaders.citations.dates import read_date
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from loaders.citations.issuers import read_issuer

_THIS = re.compile(
    r"\s{1,90}(?P<word>nay\b|(?:neu\s+)?tren\b(?!\s+(?:dia|co\s+so|cac|toan|day|tinh\s+than))|noi\s+tren\b|da\s+neu\b|do\b(?=\s*[,;.]))"
)
_SERIAL = re.compile(
    r"\s{1,90}(?P<number>(?P<mark>so\s{0,90}[:.]?\s{0,90})?(?P<serial>\d{1,5}[a-z]?))\b(?!\s{0,90}(?:[/%]|-\s{0,90}[a-z]|[.,]\d))"
)
# What a bare figure after a type word may count instead of naming a document.
_TIME = re.compile(r"\s+(?:ngay|thang|nam|tuan|gio)\b")
_UNITS = re.compile(
    r"\s+(?:ngay|thang|nam|tuan|gio|quy|lop|buoi|dot|nguoi|trieu|ty|don\s+vi|co\s+so|co\s+quan|xa|huyen|tinh|phuong|nhom|noi\s+dung|nhiem\s+vu|muc|"
    r"chi\s+tieu|chi\s+so|giai|du\s+an|to|hop|ban|so|phan|dieu|khoan|bo|san\s+pham|loai|lan|trang|mo\s+hinh|linh\s+vuc)\b"
)
_KEM_THEO = re.compile(
    r"\b(?:quy\s+che|quy\s+dinh|de\s+an|ke\s+hoach|chuong\s+trinh)\s[^.;]{0,60}?ban\s+hanh\s+kem\s+theo\s+$"
)
_ISSUES = re.compile(r"\b(?:xay\s+dung|ban\s+hanh)\s+(?:ke\s+hoach|chuong\s+trinh|quyet\s+dinh|quy\s+che)\b[^;]*$")
_SENTENCE_END = re.compile(r"\.\s+[A-Z]")
_ALIAS = re.compile(r"\s{0,90}(?:la\b)?\s{0,90}:?\s{0,90}\"?(?P<name>[^\");:.]{3,80})")
_REPORT = re.compile(
    r"(?:,?\s+voi\s+(?:(?:cac|nhung)\s+)?(?:noi\s+dung|muc\s+tieu)(?:\s+(?:cu\s+the|chu\s+yeu|chinh))?|,?\s+cu\s+the(?:\s+la)?|,?\s+gom\s+cac\s+noi\s+dung)?,?"
    r"\s*(?P<so>\b(?:nhu\s+sau\b|sau\s*(?::|day\b)))"
    r"|[;:]|\./|\.(?=\s)|\.\Z|,?\s+(?:yeu\s+cau|de\s+nghi|giao)\s|,\s+(?:cac|ubnd|trong\s+qua\s+trinh|uy\s+ban|so)\s"
)
_SO_SOON = re.compile(r"[^.;]{0,90}?\b(?:nhu\s+sau\b|sau\s*:)")
_OPENING = re.compile(r"(?:ban\s+hanh|xay\s+dung|tren\s+day\s+la|lap|thong\s+nhat)\s{1,90}(?:noi\s+dung\s+)?$")
_ATTACHED = re.compile(r"(?:\(|\b)(?:ban\s+hanh\s+)?(?:(?:dinh\s+)?kem|ban\s+hanh)\s+(?:theo\s+)?$")
_BLANK_NUMBER = re.compile(r"\s{1,90}(?:so|sé|s6)\s{0,3}[:.]?[\s._]{0,24}[/-]\s{0,90}[A-Z]")
_ATTACHED_TYPES = (
    "Quy chế",
    "Quy định",
    "Kế hoạch",
    "Chương trình",
    "Đề án",
    "Điều lệ",
    "Hướng dẫn",
    "Phương án",
    "Chiến lược",
    "Chương trình hành động",
)


def read_self(page: Page, anchors: Anchors, hit: TypeHit, *, preamble: bool) -> Draft | None:
    """The document's mention of itself that begins with this word for its own type, or None."""
    low = page.low
    this = _THIS.match(low, hit.end, hit.end + 120)
    if this is not None and this["word"] == "nay":
        return _self(page, hit, this.end(), "this document")
    before_from = max(0, hit.start - 40)
    if _BLANK_NUMBER.match(page.low, hit.end, hit.end + 120) or _BLANK_NUMBER.match(
        page.folded, hit.end, hit.end + 120
    ):
        limit = anchors.paragraph_end(hit.end, min(len(low), hit.end + 160))
        stop = re.compile(r"\)|\n\s*\n\s*\n|\n(?=[A-Z]{2})").search(page.folded, hit.end + 6, limit)
        return _self(page, hit, stop.start() if stop else limit, "own appendix line")
    opening = _OPENING.search(low, before_from, hit.start)
    if opening is None:
        return None
    limit = anchors.paragraph_end(hit.end, min(len(low), hit.end + 420))
    stop = _REPORT.search(low, hit.end, limit)
    if opening.group().startswith("tren day"):
        return _self(page, hit, stop.start() if stop else limit, "own title")
    if stop is None or not preamble or not (stop["so"] or _SO_SOON.match(low, stop.start())):
        return None
    return _self(page, hit, stop.start(), "own title")


def _self(page: Page, hit: TypeHit, end: int, rule: str) -> Draft:
    while page.low[end - 1] in " \n,.(":
        end -= 1
    return Draft(start=hit.start, end=end, kind="self", rule=rule, type=hit.word.name, hit=hit, own=True)


def read_anaphora(page: Page, hit: TypeHit, before: list[Draft]) -> Draft | None:
    """ "Nghị quyết này", "Quyết định trên": the last citation of that type, when there is one."""
    this = _THIS.match(page.low, hit.end, hit.end + 120)
    if this is None or page.low[max(0, hit.start - 5) : hit.start].endswith("cac "):
        return None
    for draft in islice(reversed(before), 200):
        if draft.type == hit.word.name and draft.kind in ("numbered", "named"):
            if hit.start - draft.end > 6000:
                return None
            return _pointing_back(hit, this.end(), draft)
    issued = re.compile(r"(?:ban\s+hanh|phe\s+duyet)\s+" + r"\s+".join(hit.word.folded.split()) + r"\b")
    for draft in islice(reversed(before), 40):
        around = (draft.end, min(draft.end + 90, hit.start)) if draft.subject is None else draft.subject
        attached = issued.search(page.low, *around) or _KEM_THEO.search(page.low, max(0, draft.start - 90), draft.start)
        if draft.kind == "numbered" and hit.start - draft.end < 3000 and attached:
            return _pointing_back(hit, this.end(), draft)
    return None


def _pointing_back(hit: TypeHit, end: int, draft: Draft) -> Draft:
    return Draft(
        start=hit.start, end=end, kind="anaphora", rule="anaphora", type=hit.word.name, hit=hit, refers_to=draft
    )  # fmt: skip


def read_short(page: Page, hit: TypeHit, serials: dict[tuple[str, str], list[Draft]]) -> Draft | None:
    """ "Nghị quyết 76", "Kế hoạch số 08": type and serial alone."""
    found = _SERIAL.match(page.low, hit.end, hit.end + 120)
    if found is None:
        return None
    marked = found["mark"] is not None
    if hit.word.group == "law" or not (page.folded[hit.start].isupper() or marked):
        return None
    serial = found["serial"].lstrip("0") or "0"
    same = serials.get((hit.word.name, serial), [])
    dated = read_date(page.low, found.end())
    whole = dated is not None and dated.value is not None and len(dated.value) == len("2021-07-15")
    if not marked and not whole and (_TIME if same else _UNITS).match(page.low, found.end(), found.end() + 40):
        return None
    if not same and not marked and (hit.word.group == "paper" or len(found["serial"]) < 2):
        return None
    if not same and len(found["serial"]) > 4:
        return None
    date = dated if marked or whole else None
    end = date.end if date else found.end()
    issuer = read_issuer(page.folded, end, bare=False)
    numbers = {draft.number.canonical for draft in same if draft.number}
    return Draft(
        start=hit.start,
        end=issuer[1] if issuer else end,
        kind="short",
        rule="type and serial",
        type=hit.word.name,
        hit=hit,
        date=date,
        issuer=issuer,
        refers_to=same[-1] if len(numbers) == 1 else None,
        serial=page.text[found.start("serial") : found.end("serial")],
    )


def find_aliases(page: Page, anchors: Anchors, drafts: list[Draft]) -> dict[str, tuple[Draft | None, int]]:
    """Defined short names, folded: the citation each stands for (None: the document itself), where it is defined."""
    aliases: dict[str, tuple[Draft | None, int]] = {}
    starts = [draft.start for draft in drafts]
    for end in anchors.defined:
        named = _ALIAS.match(page.low, end, end + 120)
        index = bisect_right(starts, end) - 1
        if named is None or index < 0:
            continue
        draft = drafts[index]
        while draft.outer is not None:
            draft = draft.outer
        if _ISSUES.search(page.low, max(draft.end, end - 500), end):
            aliases.setdefault(" ".join(named["name"].split()), (None, named.start("name")))
        elif anchors.paragraph(end) <= draft.start and not _SENTENCE_END.search(page.folded, draft.end, end):
            aliases.setdefault(" ".join(named["name"].split()), (draft, named.start("name")))
    return aliases


def read_alias(page: Page, hit: TypeHit, aliases: dict[str, tuple[Draft | None, int]]) -> Draft | None:
    """A defined short name, where it stands for its document again."""
    if not page.folded[hit.start].isupper():
        return None
    for name, (draft, defined_at) in aliases.items():
        if hit.start < defined_at or not name.startswith(hit.word.folded):
            continue
        words = r"\s{1,90}".join(re.escape(word) for word in name.split())
        found = re.compile(words + (r"\b" if len(name) > len(hit.word.folded) else r"(?=\s{0,3}[,.;:)])")).match(
            page.low, hit.start
        )
        if found is not None and draft is None:
            return _self(page, hit, found.end(), "defined name of this document")
        if found is not None:
            return Draft(
                start=hit.start, end=found.end(), kind="short", rule="defined name", type=hit.word.name, hit=hit, refers_to=draft
            )  # fmt: skip
    return None
