"""Where bodies are named in a stretch of text, and which bodies they are.

The pattern of `names` finds the head of a name; this module decides how far the name runs (place, list, free words)
and hands it to `full_names`. Lists share their head: "Các sở: Nội vụ, TT&TT" names two departments, "Phòng Nội vụ,
Tư pháp" two divisions. It refuses words in small letters that merely look like a body ("bộ tài liệu", "trung tâm
của vấn đề").

One file because every reader here (fields, lists, free names, groups, short names) decides the one thing: how far the
name runs; apart they would call one another across modules.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.units.defined import ShortName, find_short_names, read_definition
from loaders.units.free import end_of_name, is_spelt
from loaders.units.full_names import (
    full_committee,
    full_field,
    full_free,
    full_group,
    full_listed,
    full_own,
    full_party,
)
from loaders.units.names import Names, Row, field_pattern, glued_field_pattern, letters, load_names
from loaders.units.plain import plain_text
from loaders.units.setting import Setting
from loaders.units.suffixes import Suffix, read_proper, read_suffix
from ontology.bodies import find_body
from ontology.fold import CAPITALS, SMALLS
from ontology.values import UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One body named at `start` to `end`; `group` says that it is a class of bodies ("các sở, ban, ngành")."""

    start: int
    end: int
    name: str
    kind: UnitKind
    group: bool = False
    free: bool = False  # the name is not in the table: how far it runs was read off the words


_KHOA = re.compile(r"\s+khoa\s+([ivxl]+)(?![a-z])")
_REGION = re.compile(r"\s+khu\s+vuc\s+([ivxl]+|\d+)(?![a-z0-9])")
_SO = re.compile(r"\s+so(?![a-z])")
_OF_OFFICE = re.compile(r"\s+van\s+phong(?![a-z])")
_LIST_NEXT = re.compile(r"\s*(?:[,;]|\bva\b)\s*")
_GROUP_RUN = re.compile(
    r"(?:\s*(?:so|bo(?!\s+phan))(?![a-z]))?(?:\s*(?:,|/|;|\bva\b)?\s*(?:(?:tinh|thanh|huyen|thi|quan|dang|cap)\s+uy(?:\s+vien(?=\s+dang))?|ban\s+can\s+su(?:\s+dang)?|dang\s+doan|ban(?!\s+hanh)(?:\s+(?:xay\s+dung\s+)?dang(?!\s+(?:uy|bo|doan|vien)))?|nganh|phong(?:\s+ban)?|don\s+vi"
    r"|co\s+quan|dia\s+phuong|doan\s+the|to\s+chuc(?:\s+dang(?!\s+(?:ky|bo|doan|uy)))?|hoi|hiep\s+hoi"
    r"|doanh\s+nghiep|truong(?:\s+hoc(?:\s+tren\s+dia\s+ban)?)?|vien|bo\s+phan|chinh\s+tri\s*-\s*xa\s+hoi|xa\s+hoi|su\s+nghiep(?:\s+cong\s+lap)?"
    r"|chuyen\s+mon|truc\s+thuoc"
    r"|thuoc|co\s+lien\s+quan|lien\s+quan|khac|nha\s+nuoc|trung\s+uong|tw|dong\s+tren\s+dia\s+ban"
    r"|dong\s+tai\s+dia\s+phuong"
    r"|cap\s+(?:tinh|huyen|xa)|tren\s+dia\s+ban(?=\s+(?:tinh|huyen|thanh|xa))|tinh|huyen|thanh\s+pho|thi\s+xa"
    r"|thi\s+tran|xa|phuong"
    r"|dac\s+khu|chi\s+bo|dang\s+bo|thon|khu\s+pho|to\s+dan\s+pho|hop\s+tac\s+xa|cap|nganh|chuc\s+nang|chu\s+quan|duoc\s+phan\s+cong(?:\s+chu\s+tri)?"
    r"|thong\s+tin\s+truyen\s+thong)(?![a-z]))*"
)
_JOINED = re.compile(rf"(?:\s*-\s*|\s+và\s+)(?=[{CAPITALS}])")
_SEVERAL = re.compile(  # "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh"
    rf",\s+(?:[{SMALLS}]+(?:,\s+|\s+)){{2,9}}?(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã)(?=\s*(?:[;,.:)]|$))"
)
_EACH_OF = re.compile(r"\s*(?:của\s+)?các\s+(?P<level>huyện|quận|thị\s+xã|thành\s+phố|xã|phường|thị\s+trấn|tỉnh)")
_OPENS_LIST = re.compile(r"\s*[:(]\s*|[ \t]+")
_PLACE_NAME = re.compile(
    rf"[{CAPITALS}][{SMALLS}]*(?:\s{{1,2}}[{CAPITALS}][{SMALLS}]*){{0,3}}(?=\s*(?:[,;.)]|$)|\s+[{SMALLS}]|[ \t]*\n)"
)
_PARTY_IN = re.compile(r"((?:Đ|đ)ảng\s+đoàn|[Bb]an\s+cán\s+sự\s+[Đđ]ảng)\s+$")
_COMPOUND = re.compile(r"(?<![a-z])(?:tien|can|noi|toan|dong|co|tru|cong|xu|cuc|van|quoc|hai|du|de|trinh)\s+$")
_NAMED_NEXT = re.compile(rf"(?<=\w)\s*(?:,|;|\bvà)\s*(?=(?:Phòng|Trường|Viện|Hội|Hiệp hội)\s+[{CAPITALS}])")
_MERE = re.compile(rf"(?i:các)\s+(?i:cơ quan|đơn vị|tổ chức|ngành)\s*[:(]?\s+(?!Tru|TW|Đản|Nhà|Mặt)[{CAPITALS}]")
_RELATED = re.compile(r"lien\s+quan(?![a-z])")
_BARE_TAIL = re.compile(r"(?:\s*(?:,|/|;|\bva\b|(?<!truc )\bthuoc\b|\bcap\b|\bduoc\b))+\s*$")
_VERB_TAIL = re.compile(r"(?<![,;/])(?<!va)(?<!cac)\s+to\s+chuc$")  # "các chi bộ trực thuộc tổ chức học tập"


def _small_abbreviation(words: str, row: Row, setting: Setting) -> bool:
    """Whether a short form of one word is not in capitals: the "Cà" of Cà Mau is not "CA"."""
    return len(words.split()) == 1 and " " in row.name and sum(c.isupper() for c in words) < 2 and not setting.scanned


def _inside_sign(text: str, start: int) -> bool:
    """Whether the abbreviation at `start` ends a number broken over lines: "08/KH-⏎UBND"."""
    before = text[max(0, start - 8) : start].rstrip()
    return before.endswith("-") and before != text[max(0, start - 8) : start] and before[-2:-1].isalpha()


def _is_capital(text: str, at: int) -> bool:
    return at < len(text) and text[at].isupper()


def _read_field(match: re.Match[str], text: str, plain: str, names: Names, setting: Setting) -> Iterator[Mention]:
    """ "Sở Nội vụ", and the fields that follow in a list."""
    head = match["head"]
    if not _is_capital(text, match.start("field")) and not (setting.scanned and _is_capital(text, match.start("head"))):
        return
    if not is_spelt(text, plain, match.start("head"), match.end("head"), setting):
        return
    if text[match.start("head")].islower() and _COMPOUND.search(plain, max(0, match.start() - 8), match.start()):
        return
    at, start, end = match.start("field"), match.start(), match.end()
    found: list[tuple[int, int, Row, Suffix]] = []
    while True:
        row = names.row_of(head, text[at:end])
        if row is None or _small_abbreviation(text[at:end], row, setting):
            break
        suffix = read_suffix(text, plain, end, setting)
        found.append((start, suffix.end, row, suffix))
        joint = _LIST_NEXT.match(plain, suffix.end)
        if not joint:
            break
        more = field_pattern(head).match(plain, joint.end())
        if not more or not _is_capital(text, joint.end()) or letters(more[0]) in names.rows:
            break
        start = at = joint.end()
        end = more.end()
    shared = found[-1][3] if len(found) > 1 else None
    for begin, stop, row, suffix in found:
        place = shared if shared and not suffix.words and not shared.many else suffix
        name, kind = full_field(head, row, place.level, place.proper, place.words if place.many else "", setting)
        yield Mention(start=begin, end=stop, name=name, kind=kind)


def _read_listed(match: re.Match[str], text: str, plain: str, names: Names, setting: Setting) -> Mention | None:
    key = letters(match[0])
    row = names.row_of("", match[0]) or names.rows[key]
    end = match.end()
    if _inside_sign(text, match.start()) or _small_abbreviation(text[match.start() : end], row, setting):
        return None
    counted = plain.startswith("cac ", match.start())
    if not _is_capital(text, match.start()) and not counted and not (row.complete and row.group == "levelled"):
        return None
    refused = names.not_before.get(key)
    if refused and refused.match(plain, end):
        return None
    if row.group == "fixed":
        term = _KHOA.match(plain, end)
        name = row.name
        if term and row.kind == "party":
            name, end = f"{name} khóa {term[1].upper()}", term.end()
        return Mention(start=match.start(), end=end, name=name, kind=row.kind)
    suffix = Suffix(end=end) if row.complete else read_suffix(text, plain, end, setting)
    region = _REGION.match(plain, end)
    if region:
        return Mention(
            start=match.start(), end=region.end(), name=f"{row.name} khu vực {region[1].upper()}", kind=row.kind
        )
    if not suffix.words and setting.province and not row.complete:
        after, proper = read_proper(text, end)
        if proper and any(
            proper == p.split(" ", 1)[-1] or p.endswith(" " + proper)
            for p in (setting.province, setting.district or "")
        ):
            suffix = Suffix(end=after, proper=proper, words=text[end:after])
    if row.kind == "public_unit" and not suffix.words:  # "Trường Chính trị Trần Phú", "Trung tâm Y tế Thạch Hà"
        after, proper = read_proper(text, end)
        if " " in proper and "\n" not in text[end:after] and not names.pattern.match(plain, after - len(proper)):
            return Mention(start=match.start(), end=after, name=f"{row.name} {proper}", kind=row.kind)
    longer = _read_longer(row, match.start(), end, text, plain, names, setting)
    if longer:
        return longer
    if row.needs_level and not suffix.words:
        return _read_own(row, match.start(), end, text, plain, setting)
    if row.own_party and not suffix.words:
        own = full_party(row, setting)
        return Mention(start=match.start(), end=end, name=own, kind=row.kind) if own else None
    name, kind = full_listed(
        row, suffix.level, suffix.proper, suffix.words if suffix.many else "", setting, suffix.words
    )
    return Mention(start=match.start(), end=suffix.end, name=name, kind=kind)


def _read_longer(
    row: Row, start: int, end: int, text: str, plain: str, names: Names, setting: Setting
) -> Mention | None:
    """A name that the table knows the beginning of: "Trung tâm Văn hóa - Thể thao và Truyền thanh"."""
    if row.kind != "public_unit":
        return None
    several = _SEVERAL.match(text, end)
    if several and not any(names.pattern.finditer(plain, end, several.end())):
        name, kind = full_free(row, " ".join(text[start : several.end()].split()), setting)
        return Mention(start=start, end=several.end(), name=name, kind=kind, free=True)
    if not _JOINED.match(text, end):
        return None
    after, count = end_of_name(start, end, text, plain, names, setting)
    if count == 0:
        return None
    name, kind = full_free(row, " ".join(text[start:after].split()), setting)
    return Mention(start=start, end=after, name=name, kind=kind, free=True)


def _read_places(match: re.Match[str], mention: Mention, text: str, names: Names, setting: Setting) -> list[Mention]:
    """ "UBND các quận: Hải Châu, Sơn Trà" is a body each."""
    many = _EACH_OF.fullmatch(text, match.end(), mention.end)
    row = names.row_of("", match[0])
    if many is None or row is None:
        return [mention]
    level = " ".join(plain_text(many["level"]).split())
    found: list[Mention] = []
    joint = _OPENS_LIST.match(text, mention.end)
    start, at = mention.start, joint.end() if joint else mention.end
    plain = plain_text(text)
    while joint and (place := _PLACE_NAME.match(text, at)):
        body = names.pattern.match(plain, at)
        if body and is_spelt(text, plain, at, body.end(), setting):
            break
        name, kind = full_listed(row, level, " ".join(place[0].split()), "", setting)
        found.append(Mention(start=start, end=place.end(), name=name, kind=kind))
        joint = _LIST_NEXT.match(plain, place.end())
        start = at = joint.end() if joint else at
    return found if len(found) > 1 else [mention]


def _read_own(row: Row, start: int, end: int, text: str, plain: str, setting: Setting) -> Mention | None:
    """ "Văn phòng", "Thanh tra (Sở)" in a department's document: its own."""
    if row.name not in ("Văn phòng", "Thanh tra"):
        return None
    own = full_own(row.name, setting)
    after = None if setting.is_office else _SO.match(plain, end)
    if own is None:
        return None
    return Mention(start=start, end=after.end() if after else end, name=own[0], kind=own[1])


def _read_free(match: re.Match[str], text: str, plain: str, names: Names, setting: Setting) -> Mention | None:
    """A head and the words that can belong to its name: the first is capitalised, and a verb ends it."""
    if not is_spelt(text, plain, match.start(), match.end(), setting):
        return None
    if names.free[letters(match[0])].name == "Phòng":
        known = glued_field_pattern("phong").match(plain, match.end())
        if known and _is_capital(text, known.end() - len(known[0].lstrip())):
            field = names.row_of("phong", known[0])
            if field is None:
                return None
            name, kind = full_field("phong", field, "", "", "", setting)
            return Mention(start=match.start(), end=known.end(), name=name, kind=kind)
    if not _is_capital(text, match.start()):
        return None
    if text[match.start() : match.end()].isupper():
        return None
    row = names.free[letters(match[0])]
    end, count = end_of_name(match.start(), match.end(), text, plain, names, setting)
    if count == 0:
        return _read_own(row, match.start(), match.end(), text, plain, setting)
    words = " ".join(text[match.start() : end].split())
    name, kind = full_free(row, words, setting)
    body = find_body(words, context=setting.context)
    if body is not None and body.placed and row.name not in ("Phòng", "Văn phòng", "Báo"):
        name, kind = body.name, body.kind
    return Mention(start=match.start(), end=end, name=name, kind=kind, free=True)


def _read_group(match: re.Match[str], text: str, plain: str, setting: Setting) -> Mention | None:
    counted = plain.startswith("cac", match.start("each"))
    if not counted and plain.startswith(("phong ", "don vi"), match.start()) and not _is_capital(text, match.start()):
        return None
    run = _GROUP_RUN.match(plain, match.start("each") + (3 if counted else 0))
    if not run:
        return None
    end = run.end()
    whole = _OF_OFFICE if setting.is_office else _SO
    own = whole.match(plain, end) if setting.own and plain[run.start() : end].endswith("thuoc") else None
    if own:
        end = own.end()
    else:
        tail = _BARE_TAIL.search(plain, run.start(), end)
        end = tail.start() if tail else end
    verb = _VERB_TAIL.search(plain, run.start(), end)
    end = verb.start() if verb else end
    named = _NAMED_NEXT.search(text, run.start(), min(len(text), end + 20))
    end = named.start() if named and named.start() < end else end
    related = _RELATED.search(plain, run.start(), end)
    end = related.end() if related else end
    if end <= match.start() + 4 or _MERE.match(text, match.start(), end + 6):  # "các cơ quan: Sở A, Sở B" names those
        return None
    name, kind = full_group(text[match.start() : end], setting)
    return Mention(start=match.start(), end=end, name=name, kind=kind, group=True)


_DOCUMENT_LENGTH = 4000
_MOST_SHORT_NAMES = 200
_MAY_DEFINE = re.compile(r"(?:gọi|viết)\s+(?:tắt\s+)?là|\([A-ZĐ]{2,}[A-ZĐ&-]*\)")
_ANCHOR = re.compile(  # a letter first, then what stands before it: so most places of a text are passed over at once
    rf"[{CAPITALS}csbpđt](?<![^\W_].)(?:(?<=[{CAPITALS}])|(?<=c)ác\s"
    rf"|(?:(?<=s)ở|(?<=p)hòng|(?<=b)ộ)(?=\s*:?\s*[{CAPITALS}]|\s*,)|(?:(?<=đ)ơn\s+vị|(?<=p)hòng)\s"
    r"|(?<=đ)iểm\s|(?<=t)rạm\s|(?<=đ)ài\s)"
)


def _heads(names: Names, text: str, plain: str, start: int, stop: int, *, scanned: bool) -> Iterator[re.Match[str]]:
    """The heads of names; in clean text only where a capital or a word like "các" stands."""
    if scanned:
        at = start
        while match := names.pattern.search(plain, at, stop):
            yield match
            at = match.start() + 1
        return
    match_at = names.pattern.match
    for anchor in _ANCHOR.finditer(text, start, stop):
        match = match_at(plain, anchor.start(), stop)
        if match:
            yield match


def find_mentions(text: str, setting: Setting, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """The bodies named in text[start:end], in order."""
    stop = len(text) if end is None else end
    if len(text) < _DOCUMENT_LENGTH and not _MAY_DEFINE.search(text):
        yield from _scan(text, setting, start, stop)
        return
    starts, mentions = (_all_mentions if len(text) < _DOCUMENT_LENGTH else _document_mentions)(text, setting)
    for index in range(bisect_left(starts, start), len(mentions)):
        mention = mentions[index]
        if mention.end > stop:
            return
        yield mention


@functools.lru_cache(maxsize=2)
def _document_mentions(text: str, setting: Setting) -> tuple[list[int], list[Mention]]:
    """All bodies named in a document, remembered while its tasks and units are read."""
    return _all_mentions(text, setting)


def _all_mentions(text: str, setting: Setting) -> tuple[list[int], list[Mention]]:
    """All bodies named, also by short names the text itself defines."""
    mentions = list(_scan(text, setting, 0, len(text)))
    shorts = [s for m in mentions if not m.group and (s := read_definition(text, m.end, m.name, m.kind))]
    placed = find_short_names(text, shorts[:_MOST_SHORT_NAMES])
    if placed:
        mentions = _with_short_names(mentions, placed)
    return [m.start for m in mentions], mentions


def _with_short_names(mentions: list[Mention], placed: list[tuple[int, int, ShortName]]) -> list[Mention]:
    """The mentions with those of short names, which yield to a longer name they are part of."""
    starts = [m.start for m in mentions]
    added, replaced = [], set()
    for start, end, short in placed:
        at = bisect_left(starts, start)
        if at and mentions[at - 1].end > start:
            continue
        if at < len(mentions) and mentions[at].start < end:
            if mentions[at].end > end:
                continue
            replaced.add(at)
        added.append(Mention(start=start, end=end, name=short.name, kind=short.kind))
    kept = [m for index, m in enumerate(mentions) if index not in replaced]
    return sorted([*kept, *added], key=lambda m: m.start)


def _with_party(mention: Mention, text: str) -> Mention:
    """ "Đảng đoàn Ủy ban Mặt trận Tổ quốc tỉnh": the Party's own body within another."""
    before = _PARTY_IN.search(text, max(0, mention.start - 24), mention.start)
    if before is None or mention.kind == "party":
        return mention
    inner = mention.name.replace("Các ", "các ", 1) if mention.group else mention.name
    head = " ".join(before[1].split()).capitalize().replace("sự đảng", "sự Đảng")
    return replace(mention, start=before.start(1), name=f"{head} {inner}", kind="party")


def _scan(text: str, setting: Setting, start: int, stop: int) -> Iterator[Mention]:
    names = load_names()
    plain = plain_text(text)
    at = start
    for match in _heads(names, text, plain, start, stop, scanned=setting.scanned):
        if match.start() < at:
            continue
        at = match.end()
        if match["committee"]:
            if _is_capital(text, match.start("committee")):
                after, proper = read_proper(text, match.end())
                row = names.committees[letters(match["committee"])]
                organ = names.organs[letters(match["organ"])].name if match["organ"] else None
                name, kind = full_committee(row, organ, proper, setting)
                yield Mention(start=match.start(), end=after, name=name, kind=kind)
                at = after
            continue
        if match["field"]:
            last = None
            for last in _read_field(match, text, plain, names, setting):
                yield last
            at = max(at, last.end) if last else match.start() + 2
            continue
        mention = None
        if match["listed"]:
            mention = _read_listed(match, text, plain, names, setting)
            if mention:
                *several, mention = _read_places(match, mention, text, names, setting)
                yield from several
        elif match["each"]:
            mention = _read_group(match, text, plain, setting)
        elif match["free"]:
            mention = _read_free(match, text, plain, names, setting)
        elif (
            match["own"]
            and setting.own
            and not setting.is_office
            and text[match.start() : match.end()] == "Sở"
            and setting.issuer
        ):
            mention = Mention(start=match.start(), end=match.end(), name=setting.issuer, kind="department")
        if mention:
            yield _with_party(mention, text)
            at = max(at, mention.end)
