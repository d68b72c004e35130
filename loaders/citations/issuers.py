"""Who issued a cited document: the words after "của", found by the shape of bodies' names, then named in full.

    … của UBND tỉnh · của Bộ trưởng Bộ Nội vụ · Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII

Only how far the words reach is decided here; what a name means in its place is `ontology.bodies`. It refuses to guess from
words it cannot read whole: then the sign decides, then the citing document's own place, and the citation says which.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from functools import cache

from ontology.fold import fold_text
from ontology.places import provinces

_S = r"\s{1,90}"


def _words(phrase: str) -> str:
    return phrase.replace(" ", _S)


_NOT_NAME = (
    r"(?!(?i:can\s+cu|theo\b|ve\b|xet\b|nghi\s+quyet|nghi\s+dinh|quyet\s+dinh|ke\s+hoach|thong\s+tu|thong\s+bao|chi\s+thi|de\s+an|"
    r"chuong\s+trinh|cong\s+van|uy\s+ban|ban\s+hanh|hoi\s+dong|ket\s+luan|huong\s+dan|luat\b|sua\s+doi|phe\s+duyet|quy\s+dinh|"
    r"trien\s+khai|thuc\s+hien|so\s*:|cong\s+hoa|noi\s+nhan|(?:dieu|khoan|muc|chuong|phan|phu\s+luc)\s+(?:\d|[ivx]+\b)))"
)
_CAP = _NOT_NAME + r"[A-Z][A-Za-z']*"
_NAME = rf"{_CAP}(?:(?:\s{{1,90}}|-|\s-\s){_CAP}){{0,3}}"  # each _CAP takes its time to compile
_LEVEL = r"(?i:tinh|thanh\s{1,90}pho|tp\.?|huyen|quan|thi\s{1,90}xa|tx\.?|xa|phuong|thi\s{1,90}tran|dac\s{1,90}khu)(?![a-z])"  # not of Quảng
_PLACE = rf"(?:(?i:cap){_S})?{_LEVEL}(?:\s{{0,90}}{_NAME})?"
_PROVINCES = "|".join(  # as the folded text has them: "Ba Ria - Vung Tau"
    sorted({r"\s{1,9}".join(fold_text(p.name).title().split()) for p in provinces().values()}, key=len, reverse=True)
)
_IN_PROVINCE = rf"(?:[ \t]{{1,9}}(?:thuoc[ \t]{{1,9}})?(?:tinh|thanh{_S}pho){_S}{_NAME}|\s{{0,90}}\(\s{{0,9}}(?:(?:(?i:tinh)|(?i:thanh{_S}pho)|TP\.?){_S})?(?:{_PROVINCES})\s{{0,9}}\))?"
_FIELDS = (
    "noi vu|tai chinh(?: -? ?ke hoach)?|tu phap|thong tin va truyen thong|tai nguyen va moi truong|tai nguyen - moi truong|"
    "khoa hoc va cong nghe|khoa hoc,? cong nghe va moi truong|lao dong,? ?-? ?thuong binh va xa hoi|ke hoach va dau tu|"
    "giao thong van tai|giao thong cong chinh|xay dung|cong thuong|y te|giao duc va dao tao|van hoa,? the thao va du lich|"
    "van hoa va the thao|van hoa -? ?(?:va )?thong tin|nong nghiep va phat trien nong thon|nong nghiep va moi truong|nong nghiep va ptnt|"
    "quoc phong|cong an|ngoai giao|ngoai vu|dan toc va ton giao|du lich|thuong mai|cong nghiep|thuy san|buu chinh,? vien thong|"
    "quy hoach ?-? ?kien truc|an toan thuc pham|thuy loi|lam nghiep"
)
_FIELD = (
    "(?:(?i:" + _words(_FIELDS).replace(r"\s{1,90}?", r"\s{0,90}") + r")|[A-Z][A-Z&]{1,9}\b|[A-Z]{2}\s?&\s?[A-Z]{2,3})"
)
_TERM = r"(?:,?\s{0,90}\(?(?i:khoa)\s{1,90}[IVX]{1,5}\b\)?)?"
_CENTRE = r"(?i:trung\s{1,90}uong|tw)"
_MEETING = (
    r"(?:(?i:hoi\s{1,90}nghi)\s{1,90}(?:(?i:lan\s{1,90}thu)\s{1,90}(?:(?i:muoi)\s{1,90}(?i:mot|hai|ba|bon|lam)|[A-Za-z]{2,8}|\d{1,2}|[IVX]{1,5})|(?i:trung\s{1,90}uong)\s{1,90}\w{1,5})"
    + _TERM
    + r",?\s{0,90}(?:(?i:cua)\s{1,90})?)?"
)
_CHIEF = r"(?:(?i:bo\s{1,90}truong,?\s{1,90}chu\s{1,90}nhiem|chu\s{1,90}tich|pho\s{1,90}chu\s{1,90}tich|thuong\s{1,90}truc|bo\s{1,90}truong|thu\s{1,90}truong|giam\s{1,90}doc|truong|chanh|tong)\s{1,90})?"
_COMMITTEE = r"(?i:(?:tinh|thanh|huyen|quan|thi|dang)\s{1,90}uy)"

# In the order tried; each reads one body to its end.
_BODIES = (
    rf"{_CHIEF}(?:UBND|HDND|UB(?![A-Z])|(?i:uy{_S}ban{_S}nhan{_S}dan|hoi{_S}dong{_S}nhan{_S}dan))(?:\s{{0,90}}(?:,\s{{1,90}})?{_PLACE}(?:\s{{0,90}},\s{{1,90}}(?i:tinh|thanh{_S}pho|huyen|quan){_S}{_NAME}){{0,2}}{_IN_PROVINCE})?",
    rf"(?i:thu{_S}tuong)(?:{_S}(?i:chinh{_S}phu))?|TTg(?:\s{{0,3}}CP)?\b",
    rf"(?i:chu{_S}tich{_S}nuoc)",
    rf"(?i:uy{_S}ban{_S}thuong{_S}vu{_S}quoc{_S}hoi)|UBTVQH",
    rf"(?i:hoi{_S}dong{_S}(?:bo{_S}truong|chinh{_S}phu))",
    rf"(?i:chinh{_S}phu)(?!\s{{1,90}}(?:dien\s{{1,90}}t|so\b(?!\s{{0,3}}[:.]?\s{{0,3}}\d)))",
    rf"(?i:quoc{_S}hoi){_TERM}",
    rf"{_MEETING}(?i:ban{_S}chap{_S}hanh|bch){_S}(?:{_CENTRE}(?:{_S}(?i:dang)(?:{_S}(?i:cong{_S}san{_S}viet{_S}nam))?)?{_TERM}|(?i:dang{_S}bo)\s{{1,90}}{_PLACE}|(?i:dang{_S}bo)\s{{1,90}}{_NAME}|{_NAME}{_TERM})",
    rf"{_MEETING}(?i:trung{_S}uong{_S}dang){_TERM}",
    rf"(?i:bo{_S}chinh{_S}tri){_TERM}",
    rf"(?i:ban{_S}bi{_S}thu)(?:{_S}{_CENTRE}(?:{_S}(?i:dang))?)?{_TERM}",
    rf"(?:(?i:ban{_S}thuong{_S}vu|btv|thuong{_S}truc){_S})?{_COMMITTEE}(?:{_S}(?:{_PLACE}|{_NAME}))?",
    rf"(?:(?i:ban{_S}(?:thuong{_S}vu|chap{_S}hanh)|btv){_S})?(?i:dang{_S}bo)\s{{1,90}}(?:{_PLACE}|{_NAME})",
    rf"{_CHIEF}(?i:bo){_S}(?:{_FIELD})",
    rf"{_CHIEF}(?i:so){_S}(?:{_FIELD})(?:{_S}{_PLACE})?",
    rf"{_CHIEF}(?i:phong){_S}(?:{_FIELD})(?:{_S}{_PLACE})?",
    rf"{_CHIEF}(?i:ban){_S}(?i:to{_S}chuc|tuyen{_S}giao(?:{_S}va{_S}dan{_S}van)?|dan{_S}van|noi{_S}chinh|kinh{_S}te|doi{_S}ngoai|chinh{_S}sach,?{_S}chien{_S}luoc){_S}(?:{_CENTRE}(?:{_S}(?i:dang))?|{_COMMITTEE}(?:{_S}{_NAME})?)",
    rf"(?i:uy{_S}ban{_S}kiem{_S}tra){_S}(?:{_CENTRE}|{_COMMITTEE}(?:{_S}{_NAME})?)",
    rf"{_CHIEF}(?i:van{_S}phong){_S}(?:(?i:trung{_S}uong(?:{_S}dang)?|chinh{_S}phu|quoc{_S}hoi|chu{_S}tich{_S}nuoc)|{_COMMITTEE}(?:{_S}{_NAME})?|(?:UBND|HDND)\s{_PLACE})",
    rf"(?:(?i:hoi{_S}dong{_S}tham{_S}phan|chanh{_S}an){_S})?(?i:toa{_S}an{_S}nhan{_S}dan{_S}toi{_S}cao)|TANDTC",
    rf"(?i:vien{_S}(?:truong{_S}vien{_S})?kiem{_S}sat{_S}nhan{_S}dan{_S}toi{_S}cao)|VKSNDTC",
    rf"(?:(?i:tong){_S})?(?i:kiem{_S}toan{_S}nha{_S}nuoc)",
    rf"(?:(?i:tong){_S})?(?i:thanh{_S}tra){_S}(?:(?i:chinh{_S}phu)|{_PLACE})",
    rf"(?:(?i:thong{_S}doc){_S})?(?i:ngan{_S}hang{_S}nha{_S}nuoc)(?:{_S}(?i:viet{_S}nam))?",
    rf"{_CHIEF}(?i:bao{_S}hiem{_S}xa{_S}hoi){_S}(?:(?i:viet{_S}nam)|{_PLACE})",
    rf"{_CHIEF}(?i:uy{_S}ban{_S}dan{_S}toc)",
    rf"{_CHIEF}(?i:tong{_S}cuc){_S}(?:[A-Z][a-z]+(?:{_S}(?:[a-z]+|va{_S}[a-z]+))?)(?:{_S}-{_S}[A-Z][a-z]+{_S}[a-z]+)?(?={_S}-|\s{{0,90}}[,;.]|{_S}[a-z])",
    rf"{_CHIEF}(?i:ban){_S}[A-Z][a-z]+{_S}[a-z]+(?:{_S}-{_S}[A-Z][a-z]+{_S}[a-z]+)?{_S}(?:cua{_S})?(?:HDND|(?i:hoi{_S}dong{_S}nhan{_S}dan))(?:{_S}{_PLACE})?",
    rf"{_CHIEF}(?:BCD|(?i:ban{_S}chi{_S}dao)){_S}\d{{2,4}}(?![\d/.])(?:{_S}(?:(?i:quoc{_S}gia)|{_CENTRE}|{_COMMITTEE}(?:{_S}{_NAME})?|{_PLACE}))?",
    rf"(?i:tong{_S}lien{_S}doan{_S}lao{_S}dong{_S}viet{_S}nam)",
)
_KNOWN = "|".join(f"(?:{body})" for body in _BODIES)
_OTHER = rf"{_CAP}(?:\s{{1,90}}(?:{_CAP}|va(?=\s{{1,90}}[A-Z])|-(?=\s{{1,90}}[A-Z]))){{1,9}}"
_ENDS = (
    r"(?:ve|ban\s+hanh|quy\s+dinh|phe\s+duyet|thuc\s+hien|trien\s+khai|tai|theo|de|va\s+(?:quyet|nghi|ke|thong|cong)|sua|huong\s+dan|cong\s+bo|giao|"
    r"duoc|trong|da|thong\s+bao|cho|co\s+hieu|het|khi|nham|phan|thanh\s+lap|quyet\s+dinh|xay\s+dung|tiep)"
)
# Any other body: a capital, then at most a dozen words up to a mark or a word that cannot belong to a name.
_ANY = rf"{_CAP}(?:\s{{1,90}}(?!{_ENDS}\b)[A-Za-z&-]{{1,12}}){{1,12}}(?=\s{{0,90}}(?:[,.;:()\"]|{_ENDS}\b))"
# A body after each of these is read by the one pattern `_KNOWN_BODY`: to compile it in each would take longer than all
# else at the start.
_OF = re.compile(r"(?:[,\s]{0,90}(?:da\s{1,90})?(?:duoc\s{1,90})?(?:(?i:cua|do)\s{1,90}|cua(?=[A-Z][a-z])))")
_BEFORE_BARE = r"[\s]{1,90}(?:(?i:ve)\s{1,90}(?=(?i:hoi\s{1,90}nghi\s{1,90}lan)))?"
_AND = re.compile(r"\s{0,90}(?P<joint>,|-|;|(?i:va))\s{1,90}")
_BETWEEN = re.compile(r"[,\s]{0,90}giua\s{1,90}")
_PERHAPS_OF = re.compile(r"\s{1,90}(?:(?i:cua|do)\s{1,90})?")
_SPACE = re.compile(r"\s{0,90}")
_KNOWN_BODY = re.compile(_KNOWN)
_OTHER_BODY = re.compile(rf"{_ANY}|{_OTHER}")
_BARE = re.compile(_BEFORE_BARE)
_LINE_OVER = re.compile(r"[^\S\n]*(?:\n|\Z)")
_ACTS = r"\s{1,90}(?:(?i:ban\s{1,90}hanh|xay\s{1,90}dung|to\s{1,90}chuc|yeu\s{1,90}cau|de\s{1,90}nghi|giao|chi\s{1,90}dao|da|se|lap|bao\s{1,90}cao|trien\s{1,90}khai|thong\s{1,90}bao|phai|quyet\s{1,90}dinh)\b)"
_ACTS_AFTER = re.compile(_ACTS)
_TERM_AFTER = re.compile(
    r",?\s{0,90}\(?(?i:khoa)\s{1,90}[IVX]{1,6}\b\)?(?:,?\s{0,90}(?i:nhiem\s+ky)\s{1,90}\d{4}\s?-\s?\d{4}\)?)?"
)


@cache
def _bare_body() -> re.Pattern[str]:
    """A body without "của" and with no verb behind it, tried again with fewer words where a verb does follow."""
    return re.compile(rf"{_BEFORE_BARE}(?P<body>{_KNOWN})(?!{_ACTS})")


def read_body(folded: str, at: int, until: int | None = None) -> tuple[int, int] | None:
    """Where a body's name stands that begins at an offset, whatever follows it; nothing is read past `until`."""
    return _known_after(_SPACE, folded, at, min(at + 300, len(folded) if until is None else until))


def read_known_issuer(folded: str, at: int) -> tuple[int, int] | None:
    """Where the name of a body of a known kind stands behind an offset, "của" before it or not."""
    found = _known_after(_PERHAPS_OF, folded, at, at + 300)
    if found is None:
        return None
    term = _TERM_AFTER.match(folded, found[1], found[1] + 200)
    return found[0], term.end() if term else found[1]


def read_issuer(
    folded: str, at: int, *, joint: bool = False, bare: bool = True, until: int | None = None
) -> tuple[int, int] | None:
    """Where the issuer's words stand, when they begin at an offset of the folded text; nothing is read past `until`."""
    last = len(folded) if until is None else until
    near = min(at + 400, last)
    found = _after_of(folded, at, near) or (_known_after(_BETWEEN, folded, at, near) if joint else None)
    if found is None and bare:
        found = _without_of(folded, at, near)
    if found is None:
        return None
    start, end = found
    while joint and (and_ := _AND.match(folded, end, min(end + 160, last))):
        more = _KNOWN_BODY.match(folded, and_.end(), min(end + 160, last))
        if more is None:
            break
        end = more.end()
        if and_["joint"].lower() == "va":
            break  # the last of them
    if term := _TERM_AFTER.match(folded, end, min(end + 200, last)):
        end = term.end()
    return start, end


def _known_after(opening: re.Pattern[str], folded: str, at: int, last: int) -> tuple[int, int] | None:
    opened = opening.match(folded, at, last)
    found = _KNOWN_BODY.match(folded, opened.end(), last) if opened else None
    return found.span() if found else None


def _after_of(folded: str, at: int, last: int) -> tuple[int, int] | None:
    opened = _OF.match(folded, at, last)
    if opened is None:
        return None
    found = _KNOWN_BODY.match(folded, opened.end(), last) or _OTHER_BODY.match(folded, opened.end(), last)
    return found.span() if found else None


def _without_of(folded: str, at: int, last: int) -> tuple[int, int] | None:
    found = _known_after(_BARE, folded, at, last)
    if found is not None and "\n" in folded[at : found[0]] and _LINE_OVER.match(folded, found[1], last):
        return None  # a body alone on its line is the next cell of a table that lost its lines
    if found is None or not _ACTS_AFTER.match(folded, found[1], last):
        return found
    shorter = _bare_body().match(folded, at, last)
    return shorter.span("body") if shorter else None
