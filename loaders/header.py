"""What a document says of itself: type, number, date, issuer, subject, who signed, who received it.

The header of Nghị định 30/2020/NĐ-CP, appendix I, is two columns that arrive side by side, one after the other,
cell by cell or interleaved; so its pieces are not read by position but found one by one (`header_parts`) and struck
out, and the lines that remain above the type are the bodies. The end of the document gives the signature and the
recipients. What stands nowhere is None; the block of properties of a portal fills only what the page itself does
not say.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, repeat, takewhile

from loaders.header_parts import Dated, Numbered, find_date, find_mottos, find_number, fold_same
from loaders.issuer import Bodies, find_bodies, find_issuer
from loaders.lines import Line, LinesAhead, walk_lines
from loaders.signature import Signature, find_signature
from loaders.title import Title, TypeLine, find_title, find_type_line, part_old_heading
from ontology.dates import split_date
from ontology.fold import fold_text
from ontology.numbers import parse_number
from ontology.types import OFFICIAL_LETTER, type_of_sign
from ontology.values import Document, Span

_ZONE = 12_000  # characters in which a header must stand
_FOR_YEAR = re.compile(r"(?<!đến )(?<!từ )(?<!nhìn )(?<!hết )\b[Nn][Ăă][Mm] (20\d\d|19\d\d)\b(?! *[-–] *\d)")
_APPENDIX = re.compile(r"^(?:phu luc|mau bieu|bieu mau|bieu so|mau so)\b")
_ATTACHED = re.compile(r"^\W*(?:ban hanh )?(?:kem theo|dinh kem)\b|^\W*ban hanh theo\b")
_ATTACHABLE = re.compile(
    r"^(?:quy che|quy dinh|ke hoach|de an|chuong trinh|phuong an|danh muc|dieu le|chien luoc|quy trinh|bang)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The document's own data and where its parts begin; all offsets count the text that was parsed."""

    document: Document
    number: Span | None = None
    date: Span | None = None
    type: Span | None = None
    title: Span | None = None
    body_start: int = 0  # behind the title: the bases, or the salutation of a letter
    signature: Span | None = None  # both columns
    recipients: Span | None = None
    appendices: int | None = None  # where the first appendix, or the attached regulation, begins

    @property
    def body_end(self) -> int | None:
        """Where the body ends: at the signature, or at the appendices."""
        return self.signature.start if self.signature else self.appendices


def parse_header(text: str, *, properties: Sequence[tuple[str, str]] = ()) -> Header:
    """Read what the document says of itself.

    >>> page = "UBND TỈNH HÀ GIANG\\nSố: 17/KH-UBND\\nHà Giang, ngày 05 tháng 3 năm 2021\\nKẾ HOẠCH\\n"
    >>> page += "Trồng rừng năm 2021\\nCăn cứ …"
    >>> document = parse_header(page).document
    >>> document.type, document.number, document.date, document.issuer, document.title
    ('Kế hoạch', '17/KH-UBND', '2021-03-05', 'Ủy ban nhân dân tỉnh Hà Giang', 'Trồng rừng năm 2021')
    """
    zone = text[:_ZONE]
    folded = fold_same(zone)
    top = LinesAhead(text, 0, min(len(text), _ZONE))
    motto = next(find_mottos(folded), None)
    kind = find_type_line(top, after=motto.end if motto else 0)
    limit = kind.span.start if kind else _letter_limit(top)
    numbered = find_number(zone, folded, 0, limit) or find_number(zone, folded, limit, min(len(zone), limit + 400))
    dated = _date_of(zone, folded, limit, numbered)
    title = find_title(text, top, kind, behind=_behind(numbered, dated))
    body_start = title.end if title else (kind.span.end if kind else _behind(numbered, dated))
    kind, title = part_old_heading(kind, title)
    body = LinesAhead(text, body_start, min(len(text), body_start + 4000))
    signature = find_signature(text, body_start)
    struck = [*find_mottos(folded, limit), *(x.span for x in (numbered, dated) if x), *_place_before(zone, dated)]
    bodies = find_bodies(zone, limit, struck)
    document = _document(text, kind, numbered, dated, title, bodies, signature, body)
    document = _with_properties(document, properties or _property_block(top, limit))
    return Header(
        document=document,
        number=numbered.span if numbered else None,
        date=dated.span if dated else None,
        type=kind.span if kind else None,
        title=title.span if title else None,
        body_start=body_start,
        signature=signature.span,
        recipients=signature.recipients_span,
        appendices=_appendices(text, body_start, signature),
    )


def _letter_limit(lines: Sequence[Line]) -> int:
    """Where the header of a text without a type line ends: the salutation of a letter, or the first basis."""
    for line in lines:
        if re.match(r"kinh gui\b|can cu\b|dieu 1\b|i\. |1\. ", line.folded):
            return line.start
    return lines[min(len(lines), 15) - 1].end if lines else 0


def _behind(numbered: Numbered | None, dated: Dated | None) -> int:
    return max((x.span.end for x in (numbered, dated) if x), default=0)


def _date_of(zone: str, folded: str, limit: int, numbered: Numbered | None) -> Dated | None:
    """The date line of the header, never a date from the bases."""
    found = find_date(zone, folded, 0, limit)
    if found is None and numbered is not None:
        found = find_date(zone, folded, numbered.span.end, min(len(zone), numbered.span.end + 120))
    return found


def _place_before(zone: str, dated: Dated | None) -> list[Span]:
    """Where the place stands in front of its date: in a Party header that is the issuer's line."""
    if dated is None or dated.place is None:
        return []
    start = zone.rfind(dated.place, 0, dated.span.start)
    near = start >= 0 and not zone[start + len(dated.place) : dated.span.start].strip(" ,")
    return [Span(start, dated.span.start)] if near else []


def _document(
    text: str,
    kind: TypeLine | None,
    numbered: Numbered | None,
    dated: Dated | None,
    title: Title | None,
    bodies: Bodies,
    signature: Signature,
    body: Sequence[Line],
) -> Document:
    number = numbered.number if numbered else (kind.number if kind else None)
    sign = numbered.sign if numbered else _sign_of(number)
    date = dated.date if dated else (kind.date if kind else None)
    place = dated.place if dated else None
    issuer, parent = find_issuer(text, bodies, body=body, sign=sign, place=place, signature=signature, kind=kind)
    return Document(
        type=kind.type if kind else _type_of(sign, title),
        number=number,
        sign=sign,
        date=date,
        issuer=issuer,
        parent=parent,
        place=place,
        title=title.text if title else None,
        signer=signature.signer,
        signer_role=signature.role,
        sign_authority=signature.authority,
        recipients=signature.recipients,
        year=_year(date, title),
    )


def _sign_of(number: str | None) -> str | None:
    parsed = parse_number(number) if number else None
    return parsed.sign if parsed else None


def _type_of(sign: str | None, title: Title | None) -> str | None:
    """The type of a document without a type line: what its sign says; a sign that names no type is a letter's."""
    if sign is None or (title and title.letter):
        return OFFICIAL_LETTER if sign else None
    found = type_of_sign(sign)
    return found.name if found else None


def _year(date: str | None, title: Title | None) -> int | None:
    """The year the document is for: next year's where a paper of this year is about that one alone.

    A year that the title names as a limit ("đến năm 2030") or inside a stretch ("giai đoạn 2022-2025") says nothing,
    and an earlier year than the date's may be left over from last year's text.
    """
    named = {int(found[1]) for found in _FOR_YEAR.finditer(title.text)} if title else set()
    if not date:
        return min(named, default=None)
    signed = split_date(date)[0]
    return signed + 1 if named == {signed + 1} else signed


def _appendices(text: str, body_start: int, signature: Signature) -> int | None:
    """The first appendix behind the signature; without a signature, the first that says what it is attached to."""
    window: deque[Line] = deque()
    for line in chain(walk_lines(text, signature.span.end if signature.span else body_start), repeat(None, 9)):
        if line is not None:
            window.append(line)
        if window and (len(window) == 9 or line is None):
            if _opens_appendix(list(window), signature):
                return window[0].start
            window.popleft()
    return None


def _opens_appendix(lines: Sequence[Line], signature: Signature) -> bool:
    """Whether the first of these lines is the heading of an appendix."""
    line = lines[0]
    named = _APPENDIX.match(line.folded) is not None
    if not named and not _ATTACHABLE.match(line.folded):
        return False
    if not (line.upper or (named and line.cut and len(line.shown) < 40)):
        return False
    attached = any(_ATTACHED.match(other.folded) for other in lines[1:])
    return attached or (named and signature.span is not None)


# ------------------------------------------------------------------ what a portal says above the page

_LABELS = {
    "so hieu": "number",
    "so ky hieu": "number",
    "so/ky hieu": "number",
    "loai van ban": "type",
    "noi ban hanh": "issuer",
    "co quan ban hanh": "issuer",
    "nguoi ky": "signer",
    "ngay ban hanh": "date",
}


def _property_block(lines: Sequence[Line], limit: int) -> tuple[tuple[str, str], ...]:
    """Label and value on lines of their own, as pages saved from the portals have them."""
    found: list[tuple[str, str]] = []
    for line, value in pairwise(takewhile(lambda line: line.start < limit, lines)):
        label, _, rest = line.shown.partition(":")
        if line.folded.partition(":")[0].strip() in _LABELS and ":" in line.shown:
            found.append((label, rest.strip() or value.shown))
    return tuple(found)


def _with_properties(document: Document, properties: Sequence[tuple[str, str]]) -> Document:
    """Fill what the page does not say."""
    said: Mapping[str, str] = {
        _LABELS[key]: value for label, value in properties if (key := fold_text(label).strip(" :")) in _LABELS
    }
    if document.number is None and document.sign is None and "number" in said:
        document = replace(document, number=said["number"])
    if document.date is None and (found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", said.get("date", ""))):
        document = replace(document, date=f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}", year=int(found[3]))
    if document.signer is None and said.get("signer"):
        document = replace(document, signer=said["signer"])
    if document.type is None and said.get("type"):
        document = replace(document, type=said["type"])
    return document
