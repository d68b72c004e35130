"""Who does a duty and with whom, and what remains as the duty: "Sở A chủ trì, phối hợp với Sở B làm C".

`read_units` reads a list of bodies (a table cell, the words before a colon); `read_duty` reads a duty in running
text. It refuses to take every body named in a duty for a partner: only those after "phối hợp với" and those the
work goes to ("gửi … để tổng hợp", "qua …", "cung cấp … cho …").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.units import Mention, Setting, find_mentions
from loaders.units.plain import plain_text
from ontology.fold import CAPITALS, SMALLS

_LEADING = re.compile(
    r"(?:[\s*_:;,.+-]|(?:giao(?:\s+cho)?|de\s+nghi|[a-z]?[a-z&~]\s+nghi|yeu\s+cau|trach\s+nhiem\s+cua|uy\s+quyen(?:\s+cho)?|(?:dinh\s+ky|hang\s+(?:quy|nam|thang))[^,;.:]{0,30},|nhiem\s+vu(?:,\s*quyen\s+han)?"
    r"\s+cua|doi\s+voi)(?![a-z]))*"
)
_BETWEEN = re.compile(r"(?:[\s*_,;+/&-]|(?:va|cung|cung voi)(?![a-z])|\((?=[^()]*\)))*")
_AFTER = re.compile(
    r"[\s*_]*(?::|(?:co )?(?:trach nhiem|nhiem vu)(?![a-z])\s*:?|la (?:co quan|don vi) (?:thuong truc"
    r"|dau moi)\s*,?)?[\s*_]*"
)
_WITH = re.compile(
    r"p(?<![a-z]p)hoi\s+hop(?:\s+(?:chat\s+che|dong\s+bo|tot|thuong\s+xuyen|hieu\s+qua))?(?:\s+(?:voi|cung)"
    r"|(?=\s+(?:cac|so|cong an|phong|ubnd)))(?![a-z])"
)
_LEADS = re.compile(r"(?:co trach nhiem\s+)?chu\s+tri(?![a-z])\s*(?:,|va|thuc hien|trien khai(?=\s*,))?\s*(?:,)?\s*")
_SENT = re.compile(
    r"(?<![a-z])(?:gui(?:\s+(?:ve|cho|den))?|qua|chuyen|cung\s+cap(?:\s+[^.;:]{0,80}?)?\s+cho"
    r"|thong\s+qua)\s*(?:ve\s+)?[^.;:,()]{0,24}$"
)
_GIFT = re.compile(
    r"(?!qua\W)qu[^\W\d_]+(?!\s+(?:\S+\s+){0,3}(?:về|cho|tới|đến)\s)", re.IGNORECASE
)  # "quà tại các trường"
_ACT = re.compile(r"(?<![a-z])(?:de|tong hop|tham dinh|chi dao|theo doi)(?![a-z])")
_VAGUE = re.compile(
    r"\s*((?:cac|nhung)\s+(?:co quan|don vi|dia phuong|so|phong|bo phan|to chuc"
    r"|doanh nghiep)(?:[^.;:]{0,60}?)(?:lien quan|duoc phan cong(?: chu tri)?))(?![a-z])"
)


_ROLE = re.compile(
    r"(?:Lãnh đạo|Công chức|Cán bộ|[Tt]rưởng|[Tt]hủ trưởng|(?:Tổng )?Giám đốc|Chánh|(?:Tổng )?[Cc]ục trưởng"
    r"|Chi cục trưởng"
    r"|Chỉ huy trưởng|Hiệu trưởng|Trưởng ban|Trưởng phòng|Viện trưởng|Bí thư"
    r"|Thường trực|(?:Văn phòng|Cơ quan|Bộ phận) [Tt]hường trực|Người đứng đầu|Bộ trưởng"
    r"|(?:Trang|Cổng)\s+(?:[Tt]hông\s+tin\s+điện\s+tử|TTĐT)(?:\s+của)?)"
    r"\s+$"
)
_LETTER = re.compile(r"^(?:a|1)\)\s*|^1\.1\.?\s+")
_PIECE = re.compile(r"[^,;\n]+(?:\n(?!\s*[-+])[^,;\n]+)*")
_PIECE_LABEL = re.compile(r"^\s*(?:[-+]\s*)?(?:Cấp (?:tỉnh|huyện|xã)\s*:|và\s|Đề nghị\s)")
_OF_IT = re.compile(r"\s+(?:của|thuộc)\s+")
_SMALL_BODY = re.compile(r"(?:doanh nghiệp|hợp tác xã|người dân|nhà trường)(?: có)?(?: liên quan)?")
_NOT_A_BODY = re.compile(
    r"(?:Cấp (?:tỉnh|huyện|xã)|Chủ trì|Phối hợp|Thường xuyên|Theo|Các nội dung|Tất cả|Năm|Quý|Tháng)(?:\s|$)"
)
_MORE = re.compile(
    r"\s+(?!chủ\s+trì|phối\s+hợp|thực\s+hiện|theo\s+dõi|thúc\s+đẩy|hướng\s+dẫn|tổng\s+hợp|và\s|cùng\s|căn\s+cứ|có\s+trách|chịu|triển\s+khai)"
    rf"[{SMALLS}][^,;:.()\n*]{{2,70}}(?:\n(?=[{SMALLS}])[^,;:.()\n*]{{2,60}})?"
)


_CLASS_MORE = re.compile(
    rf"(?<=xã|ện|ận|ng|ấn|nh|hố|hu)\s+(?:có|nơi|thuộc|vùng|liên\s+quan)\s+[{SMALLS}][^,;:.()*]{{2,70}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty in running text, taken apart."""

    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    content: str
    start: int  # where the content starts in the text


_EMPHASIS = re.compile(r"[*|]+|_{2,}")


def clean_words(words: str) -> str:
    """One line, no marks of emphasis, no bullet before and no stop after."""
    if "*" in words or "|" in words or "__" in words:
        words = _EMPHASIS.sub(" ", words)
    words = " ".join(words.split())
    for mark in ",;:.":
        words = words.replace(f" {mark}", mark)
    return words.strip(" -+–;,.:").removesuffix("./").strip()


def unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n))


_NAME_LENGTH = 400


def read_list(text: str, start: int, end: int, setting: Setting) -> tuple[list[Mention], int]:
    """Bodies that stand one after the other from `start` on, and where the list ends."""
    plain = plain_text(text)
    found: list[Mention] = []
    at = start
    while True:
        gap = _BETWEEN.match(plain, at, end)
        first = gap.end() if gap else at
        count = len(found)
        for mention in find_mentions(text, setting, at, min(end, first + _NAME_LENGTH)):
            gap = _BETWEEN.match(plain, at, end)
            role = _ROLE.match(text, gap.end() if gap else at, mention.start) if gap else None
            if gap is None or mention.end > first + _NAME_LENGTH - 80 < end - 80:
                break
            if (role.end() if role else gap.end()) < mention.start:
                break
            found.append(_with_role(mention, role[0] if role else ""))
            at = mention.end
            if plain[at : at + 1] == ")":
                at += 1
        if len(found) == count:
            return found, at


def _with_role(mention: Mention, role: str) -> Mention:
    """ "Giám đốc Sở Y tế", "Thủ trưởng các sở": the head who answers for the body."""
    return replace(mention, name=f"{' '.join(role.split())} {_inner(mention)}") if role else mention


def read_units(text: str, start: int, end: int, setting: Setting) -> tuple[str, ...]:
    """The bodies of a table cell or of the words before a colon; each piece without a known body stands as it is."""
    names: list[str] = []
    at = start
    for mention in find_mentions(text, setting, start, end):
        if mention.start < at:
            continue
        if names and mention.name == setting.issuer and _OF_IT.fullmatch(text, at, mention.start):
            names[-1] = f"{names[-1]} {setting.own or mention.name}"  # "Ban Chỉ đạo của Sở"
            at = mention.end
            continue
        role = _ROLE.search(text, at, mention.start)
        names += _unknown(text, at, role.start() if role else mention.start)
        more = (_MORE if mention.group else _CLASS_MORE).match(text, mention.end, end)
        name = _inner(mention) if role else mention.name
        names.append(" ".join([*(role[0].split() if role else ()), name, *(more[0].split() if more else ())]))
        at = more.end() if more else mention.end
    names += _unknown(text, at, end)
    return unique([clean_words(n) for n in names])


def _inner(mention: Mention) -> str:
    """A name inside another: "Trưởng các phòng", "Lãnh đạo Sở Y tế"."""
    return mention.name.replace("Các ", "các ", 1) if mention.group else mention.name


def _unknown(text: str, start: int, end: int) -> list[str]:
    """What stands between two known bodies: pieces that begin with a capital and are not just a label."""
    out = []
    for match in _PIECE.finditer(text, start, end):
        words = clean_words(_PIECE_LABEL.sub("", match[0]))
        if (
            len(words) > 3
            and (words[0].isupper() or _SMALL_BODY.fullmatch(words))
            and len(words.split()) >= 2
            and not _NOT_A_BODY.match(words)
        ):
            out.append(words[0].upper() + words[1:])
    return out


def _receivers(text: str, plain: str, start: int, end: int, setting: Setting) -> list[str]:
    """Bodies the work is sent to, other than the one that issued the document."""
    out = []
    for mention in find_mentions(text, setting, start, end):
        before = plain[max(start, mention.start - 110) : mention.start]
        sent = _SENT.search(before)
        if sent and not setting.scanned and _GIFT.match(text, mention.start - len(sent[0])):
            continue
        if sent and mention.name != setting.issuer and not mention.name.startswith("Chủ tịch"):
            out.append(mention.name)
    return out


def _drop(text: str, holes: list[tuple[int, int]], start: int, end: int) -> str:
    out, at = [], start
    for a, b in sorted(holes):
        if a >= at:
            out.append(text[at:a])
            at = b
    out.append(text[at:end])
    return clean_words("".join(out))


_GROUP_TAIL = re.compile(
    rf"((?:\s+[{SMALLS}&]+){{1,7}}?)\s+(?=(?:căn\s+cứ|chủ\s+động|có\s+trách\s+nhiệm|chịu\s+trách"
    r"|chủ\s+trì|tham\s+gia|tiếp\s+tục|tăng\s+cường|tích\s+cực)\s)"
)
_COLON = re.compile(r"[:](?=\s|\*)")
_SENTENCE = re.compile(r"[.;](?=\s)|\n\s*(?:[-+]|[a-z]\))\s")
_BREAK = re.compile(
    r"(?:\*\*[ \t]*(?:\([^()\n]{0,60}\))?|(?<=\w)[ \t]*)"
    rf"\n[ \t]*\n(?=[ \t*_]*(?:[-+•]|[{CAPITALS}]|[a-zđ]\)))|\*\*(?=[ \t]*\()"
)
_DOER = re.compile(
    r"(?:cac|so|bo|phong|ubnd|uy\s+ban|van\s+phong|thanh\s+tra|trung\s+tam|ban|cong\s+an|hoi|hiep\s+hoi|lien|dai|bao|buu\s+dien|vien|truong|chi\s+cuc"
    r"|cuc|doanh\s+nghiep|mat\s+tran|ngan\s+hang|kho\s+bac|toa\s+an|tinh\s+doan|huyen|thanh\s+doan|cong\s+ty|tap\s+doan|dang\s+uy|to\s+chuc|don\s+vi"
    r"|co\s+quan|thu\s+truong|giam\s+doc|chu\s+tich|chanh|cong\s+doan|quy|nguoi\s+dung\s+dau|bao\s+hiem|cong\s+chuc|can\s+bo|truong|cac|to|nhom|bo\s+phan)(?![a-z])"
)
# What is told, not asked for; but "là cơ quan thường trực" and "ban hành kế hoạch trước ngày …" say what to do.
_TOLD = re.compile(
    r"\s*(?:da|chua|con|la(?!\s+(?:co\s+quan|don\s+vi)\s+(?:thuong\s+truc|dau\s+moi))|duoc|bi|thong\s+nhat|quy\s+dinh"
    r"|ban\s+hanh\s+(?:ke\s+hoach|quyet\s+dinh)(?![^.;\n]{0,120}\s(?:truoc|cham\s+nhat|xong|hoan\s+thanh)\s))(?![a-z])"
)
_OFFICE = re.compile(
    r"(?:bo\s+truong|thu\s+truong|chu\s+tich|(?:tong\s+)?giam\s+doc|nguoi\s+dung\s+dau|cuc\s+truong|chanh\s+van\s+phong"
    r"|truong\s+(?:ban|phong|cac)|bi\s+thu)(?![a-z])"
)
_GUIDES = re.compile(r"\s*(?:lanh\s+dao|chi\s+dao)(?![a-z])")
_CLAUSE = re.compile(r"[;.]\s+")
_HEADING_LENGTH = 240


def _heading(text: str, plain: str, start: int, end: int, setting: Setting) -> tuple[int, int] | None:
    """Where the words that name the doers end, and where the duty starts, when a colon or a paragraph parts them."""
    limit = min(end, start + _HEADING_LENGTH)
    if not _DOER.match(plain, start):
        return None
    stop = _SENTENCE.search(plain, start, limit)
    reach = stop.start() if stop else limit
    colon = _COLON.search(plain, start, min(end, reach + 1))  # also where sub-items begin behind it
    if colon and not re.search(r"(?:cac so|cac bo|so|bo)$", plain[start : colon.start()]):
        first = next(find_mentions(text, setting, start, colon.start()), None)
        if first is None or first.start - start < 12 or _OFFICE.match(plain, start):
            return colon.start(), colon.end()
    parted = _BREAK.search(text, start, limit)
    if parted and parted.start() <= reach and parted.start() - start < 160:
        mentions, after = read_list(text, start, parted.start(), setting)
        rest = plain[after : parted.start()].strip(" *\n")
        if "**" in text[max(0, start - 8) : parted.end()] or (mentions and not rest):
            return parted.start(), parted.end()
    return None


def read_duty(text: str, start: int, end: int, setting: Setting, *, keep_lead: bool = False) -> Duty:
    """A duty from `start` to `end`: the bodies it opens with, those it is done with, and the rest."""
    plain = plain_text(text)
    lead_in = _LEADING.match(plain, start, end)
    at = lead_in.end() if lead_in else start
    heading = _heading(text, plain, at, end, setting)
    leads, after = ([], heading[1]) if heading else read_list(text, at, end, setting)
    names = list(read_units(text, at, heading[0], setting)) if heading else [m.name for m in leads]
    if heading and not names:
        whole = clean_words(text[at : heading[0]])
        names = [whole[0].upper() + whole[1:]]
    if heading and len(names) > 1:
        return _repeated(text, names, start, heading[1], end, setting, keep_lead=keep_lead) or _split(
            text, names, start, heading[1], end, setting, keep_lead=keep_lead
        )
    if not heading and leads and leads[-1].group:
        tail = _GROUP_TAIL.match(text, after, end)
        if tail:
            names[-1] = f"{names[-1]} {' '.join(tail[1].split())}"
            after = tail.end(1)
    if not names:
        vague = _VAGUE.match(plain, at, end)
        if vague:
            words = clean_words(text[vague.start(1) : vague.end(1)])
            names, after = [words[0].upper() + words[1:]], vague.end(1)
    return _split(text, names, start, after, end, setting, keep_lead=keep_lead, opening=at)


def opens_with_doer(text: str, start: int, end: int, setting: Setting) -> bool:
    """Whether a stretch opens with a body that is told to act, and not with what a body has done or is."""
    plain = plain_text(text)
    lead_in = _LEADING.match(plain, start, end)
    at = lead_in.end() if lead_in else start
    listed, after = read_list(text, at, min(end, at + _NAME_LENGTH), setting)
    if not listed and _OFFICE.match(plain, at):  # "Bộ trưởng, Chủ tịch UBND các tỉnh:"
        return _heading(text, plain, at, end, setting) is not None
    return bool(listed) and _TOLD.match(plain, after, end) is None


def _repeated(
    text: str, names: list[str], start: int, at: int, end: int, setting: Setting, *, keep_lead: bool
) -> Duty | None:
    """Under a heading of several bodies, a duty that says again which of them leads."""
    plain = plain_text(text)
    opened = re.compile(r"[\s*_]*").match(plain, at)
    first, after = read_list(text, opened.end() if opened else at, end, setting)
    if not first or not re.compile(r"\s*(?:,\s*)?chu\s+tri(?![a-z])").match(plain, after):
        return None
    duty = _split(text, [m.name for m in first], start, after, end, setting, keep_lead=keep_lead)
    others = [n for n in names if n not in duty.lead]
    return Duty(lead=duty.lead, coordinate=unique([*duty.coordinate, *others]), content=duty.content, start=duty.start)


def _also_lead(text: str, plain: str, start: int, end: int, setting: Setting) -> Iterator[str]:
    """Who else leads in one item: "Đảng đoàn A lãnh đạo …; Ban cán sự đảng B lãnh đạo …"."""
    if not _GUIDES.match(plain, start):
        return
    for stop in _CLAUSE.finditer(text, start, end):
        listed, after = read_list(text, stop.end(), end, setting)
        if listed and _GUIDES.match(plain, after):
            yield from (m.name for m in listed)


def _split(
    text: str,
    names: list[str],
    start: int,
    after: int,
    end: int,
    setting: Setting,
    *,
    keep_lead: bool,
    opening: int | None = None,
) -> Duty:
    """The words after the doers: who the duty is done with, and the duty."""
    plain = plain_text(text)
    at = after if opening is None else opening
    joint = _AFTER.match(plain, after, end)
    body = joint.end() if joint and names else at
    holes: list[tuple[int, int]] = []
    partners: list[str] = []
    for match in _WITH.finditer(plain, body, end):
        listed, stop = read_list(text, match.end(), end, setting)
        if not listed:
            continue
        partners += [m.name for m in listed]
        chair = _LEADS.search(plain, max(body, match.start() - 30), match.start())
        begin = chair.start() if chair and not plain[chair.end() : match.start()].strip(" ,\n") else match.start()
        if not plain[body:begin].strip(" *\n-"):
            holes.append((begin, stop + (1 if plain[stop : stop + 1] == "," else 0)))
    partners += _receivers(text, plain, body, end, setting)
    names = [*names, *_also_lead(text, plain, body, end, setting)] if names else names
    content_start = start if keep_lead else body
    content = _LETTER.sub("", _drop(text, [] if keep_lead else holes, content_start, end))
    if content:
        content = content[0].upper() + content[1:]
    own = set(names)
    return Duty(
        lead=unique(names),
        coordinate=unique([p for p in partners if p not in own]),
        content=content,
        start=content_start,
    )
