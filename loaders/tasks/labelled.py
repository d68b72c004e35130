"""Duties in the body that carry their own labels: "Cơ quan chủ trì: …", "Thời gian thực hiện: …" under what is to be
done.

The duty is the paragraph above the labels, back to its number or bullet. It refuses labels with nothing above them
and those inside a table.
"""

import re
from collections.abc import Iterator

from loaders.tables.headings import find_role
from loaders.tasks.assign import clean_words, read_units
from loaders.tasks.rows import read_products
from loaders.units import Setting
from loaders.units.plain import plain_text
from ontology.deadlines import find_deadline
from ontology.fold import SMALLS
from ontology.values import Span, Task

_LABEL = re.compile(
    r"^[ \t*_]*+(?=\S)(?:[-+•]|[a-z]\)|\(?[ivx]+\))?[\s*_]*+(?P<label>(?:(?:co quan|don vi|bo phan)\s+)?(?:chu tri"
    r"|phoi hop|thuc hien|phu trach)(?:\s+(?:thuc hien|chu tri|chinh))?"
    r"|thoi (?:gian|han)(?:\s+(?:thuc hien|hoan thanh|trien khai|bao cao))?|tien do(?:\s+thuc hien)?"
    r"|san pham(?:\s+(?:dau ra|du kien))?|ket qua(?:\s+(?:dau ra|du kien))?"
    r"|(?:kinh phi|nguon kinh phi|du kien kinh phi)(?:\s+thuc hien)?)[\s*_]*:[\s*_]*",
    re.MULTILINE,
)
_LEAD_LABEL = re.compile(r"(?:chu\s+tri|thuc\s+hien|phu\s+trach)(?:\s+(?:thuc\s+hien|chu\s+tri|chinh))?[\s*_]*:")
_START = re.compile(
    r"^[ \t*_]*(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]?|(?P<letter>[a-z])\)|[-+•])[\s*_]*(?=\S)", re.MULTILINE
)
_PARAGRAPH_END = re.compile(
    rf"\n[ \t]*\n(?=[ \t*_]*[^\s{SMALLS}])|\n\s*(?=[ \t*_]*(?:[-+•]|\d{{1,2}}[.)]|[a-zđ]\)|[IVX]{{1,5}}[.)]))"
)


def find_labelled(text: str, setting: Setting, end: int) -> Iterator[Task]:
    """Tasks whose doer stands after a label."""
    plain = plain_text(text)
    if not _LEAD_LABEL.search(plain, 0, end):
        return
    labels = list(_LABEL.finditer(plain, 0, end))
    block: list[re.Match[str]] = []
    count = 0
    for label in [*labels, None]:
        if (
            label
            and block
            and label.start() - block[-1].end() < 600
            and not _other_item(plain, block[-1].end(), label.start())
        ):
            block.append(label)
            continue
        if any(find_role(b["label"]) == "lead" for b in block):
            task = _read_block(text, plain, block, setting, end, count + 1)
            if task:
                count += 1
                yield task
        block = [label] if label else []


def _other_item(plain: str, start: int, end: int) -> bool:
    """Whether a numbered item begins between two labels."""
    return bool(re.compile(r"^[ \t*_]*\d{1,2}(?:\.\d{1,2})*[.)\s]", re.MULTILINE).search(plain, start, end))


def _read_block(
    text: str, plain: str, block: list[re.Match[str]], setting: Setting, end: int, count: int
) -> Task | None:
    above = list(_START.finditer(plain, max(0, block[0].start() - 2500), block[0].start()))
    if not above:
        return None
    content = clean_words(text[above[-1].end() : block[0].start()])
    if len(content.split()) < 3:
        return None
    values: dict[str, str] = {}
    stop = block[-1].end()
    for label, following in zip(block, [*block[1:], None], strict=True):
        limit = following.start() if following else min(end, label.end() + 500)
        paragraph = _PARAGRAPH_END.search(text, label.end(), limit)
        stop = paragraph.start() if paragraph else limit
        values.setdefault(find_role(label["label"]), text[label.end() : stop])
    lead, partner = values.get("lead", ""), values.get("coordinate", "")
    time = clean_words(values.get("time", "")) or None
    leads = read_units(lead, 0, len(lead), setting)
    if not leads:
        return None
    return Task(
        id=f"ND.{above[-1]['number'] or count}",
        content=content,
        lead=leads,
        coordinate=read_units(partner, 0, len(partner), setting),
        time=time,
        deadline=find_deadline(time, year=setting.year),
        products=read_products(values.get("product", "")),
        budget=clean_words(values.get("budget", "")) or None,
        span=Span(above[-1].start(), stop),
    )
