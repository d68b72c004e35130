"""Who does a duty and with whom, and what remains as the duty: "Sở A chủ trì, phối hợp với Sở B làm C".

`read_units` reads a list of bodies (a table cell, the words before a colon); `read_duty` reads a duty in running text.
It refuses to take every body named in a duty for a partner: only those after "phối hợp với" and those the work goes to
("gửi … để tổng hợp", "qua …", "cung cấp … cho …").
"""

import re
from dataclasses import dataclass

from loaders.units import Mention, Setting, find_mentions
from loaders.units.plain import plain_text

_LEADING = re.compile(
    r"(?:[\s*_:;,.+-]|(?:giao(?: cho)?|de nghi|yeu cau|trach nhiem cua|uy quyen cho|uy quyen|nhiem vu cua"
    r"|doi voi)(?![a-z]))*"
)
_BETWEEN = re.compile(r"(?:[\s*_,;+/&-]|(?:va|cung|cung voi)(?![a-z])|\((?=[^()]*\)))*")
_AFTER = re.compile(
    r"[\s*_]*(?::|(?:co )?(?:trach nhiem|nhiem vu)(?![a-z])\s*:?|la (?:co quan|don vi) (?:thuong truc"
    r"|dau moi)\s*,?)?[\s*_]*"
)
_WITH = re.compile(
    r"(?<![a-z])phoi\s+hop(?:\s+(?:chat\s+che|dong\s+bo|tot|thuong\s+xuyen|hieu\s+qua))?(?:\s+(?:voi|cung)"
    r"|(?=\s+(?:cac|so|cong an|phong|ubnd)))(?![a-z])"
)
_LEADS = re.compile(r"(?:co trach nhiem\s+)?chu\s+tri(?![a-z])\s*(?:,|va|thuc hien|trien khai(?=\s*,))?\s*(?:,)?\s*")
_SENT = re.compile(
    r"(?<![a-z])(?:gui(?:\s+(?:ve|cho|den))?|qua|chuyen|cung\s+cap(?:\s+[^.;:]{0,80}?)?\s+cho"
    r"|thong\s+qua)\s*(?:ve\s+)?[^.;:,()]{0,24}$"
)
_ACT = re.compile(r"(?<![a-z])(?:de|tong hop|tham dinh|chi dao|theo doi)(?![a-z])")
_VAGUE = re.compile(
    r"\s*((?:cac|nhung)\s+(?:co quan|don vi|dia phuong|so|phong|bo phan|to chuc"
    r"|doanh nghiep)(?:[^.;:]{0,60}?)(?:lien quan|duoc phan cong(?: chu tri)?))(?![a-z])"
)


_ROLE = re.compile(
    r"(?:Lãnh đạo|Trưởng|Thủ trưởng|Giám đốc|Chánh|Người đứng đầu"
    r"|(?:Trang|Cổng)\s+(?:[Tt]hông\s+tin\s+điện\s+tử|TTĐT)(?:\s+của)?)"
    r"\s+$"
)
_PIECE = re.compile(r"[^,;\n]+(?:\n(?!\s*[-+])[^,;\n]+)*")
_PIECE_LABEL = re.compile(r"^\s*(?:[-+]\s*)?(?:Cấp (?:tỉnh|huyện|xã)\s*:|và\s|Đề nghị\s)")
_NOT_A_BODY = re.compile(
    r"(?:Cấp (?:tỉnh|huyện|xã)|Chủ trì|Phối hợp|Thường xuyên|Theo|Các nội dung|Tất cả|Năm|Quý|Tháng)(?:\s|$)"
)
_CUT = re.compile(r"\s*(?:chu tri|thuc hien|theo doi|thuc day|huong dan|tong hop)(?![a-z])(?![^;\n]*[;\n])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty in running text, taken apart."""

    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    content: str
    start: int  # where the content starts in the text


def clean_words(words: str) -> str:
    """One line, no marks of emphasis, no bullet before and no stop after."""
    words = " ".join(re.sub(r"\*+|_{2,}|\|", " ", words).split())
    words = re.sub(r"\s+([,;:.])", r"\1", words)
    return words.strip(" -+–;,.:").removesuffix("./").strip()


def unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n))


def read_list(text: str, start: int, end: int, setting: Setting) -> tuple[list[Mention], int]:
    """Bodies that stand one after the other from `start` on, and where the list ends."""
    plain = plain_text(text)
    found: list[Mention] = []
    at = start
    for mention in find_mentions(text, setting, start, end):
        gap = _BETWEEN.match(plain, at)
        if gap is None or gap.end() < mention.start:
            break
        found.append(mention)
        at = mention.end
        if plain[at : at + 1] == ")":
            at += 1
    return found, at


def read_units(text: str, start: int, end: int, setting: Setting) -> tuple[str, ...]:
    """The bodies of a table cell or of the words before a colon; each piece without a known body stands as it is."""
    plain = plain_text(text)
    names: list[str] = []
    at = start
    for mention in find_mentions(text, setting, start, end):
        role = _ROLE.search(text, at, mention.start)
        names += _unknown(text, at, role.start() if role else mention.start)
        names.append(f"{' '.join(role[0].split())} {_inner(mention)}" if role else mention.name)
        at = mention.end
    if _CUT.match(plain, at, end):
        return unique(names)
    names += _unknown(text, at, end)
    return unique(names)


def _inner(mention: Mention) -> str:
    """A name inside another: "Trưởng các phòng", "Lãnh đạo Sở Y tế"."""
    return mention.name.replace("Các ", "các ", 1) if mention.group else mention.name


def _unknown(text: str, start: int, end: int) -> list[str]:
    """What stands between two known bodies: pieces that begin with a capital and are not just a label."""
    out = []
    for match in _PIECE.finditer(text, start, end):
        words = clean_words(_PIECE_LABEL.sub("", match[0]))
        if len(words) > 3 and words[0].isupper() and len(words.split()) >= 2 and not _NOT_A_BODY.match(words):
            out.append(words)
    return out


def _receivers(text: str, plain: str, start: int, end: int, setting: Setting) -> list[str]:
    """Bodies the work is sent to, other than the one that issued the document."""
    out = []
    for mention in find_mentions(text, setting, start, end):
        before = plain[max(start, mention.start - 110) : mention.start]
        if _SENT.search(before) and mention.name != setting.issuer and not mention.name.startswith("Chủ tịch"):
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


def read_duty(text: str, start: int, end: int, setting: Setting, *, keep_lead: bool = False) -> Duty:
    """A duty from `start` to `end`: the bodies it opens with, those it is done with, and the rest."""
    plain = plain_text(text)
    lead_in = _LEADING.match(plain, start, end)
    at = lead_in.end() if lead_in else start
    leads, after = read_list(text, at, end, setting)
    names = [m.name for m in leads]
    if not leads:
        vague = _VAGUE.match(plain, at, end)
        if vague:
            words = clean_words(text[vague.start(1) : vague.end(1)])
            names, after = [words[0].upper() + words[1:]], vague.end(1)
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
        opening = chair.start() if chair and not plain[chair.end() : match.start()].strip(" ,\n") else match.start()
        if not plain[body:opening].strip(" *\n-"):
            holes.append((opening, stop + (1 if plain[stop : stop + 1] == "," else 0)))
    partners += _receivers(text, plain, body, end, setting)
    content_start = start if keep_lead else body
    content = _drop(text, [] if keep_lead else holes, content_start, end)
    if content:
        content = content[0].upper() + content[1:]
    own = set(names)
    return Duty(
        lead=unique(names),
        coordinate=unique([p for p in partners if p not in own]),
        content=content,
        start=content_start,
    )
