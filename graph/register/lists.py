"""Yearly lists as they come: as tables, as lines with tabs or bars between the cells, as text whose table was lost.

An entry opens with the next running number on a line of its own before a document's name; then come the document, the
reason, and the day on a line of its own. Page furniture and repeated headings stand in between, and a reason may go on
after the day on the next page. What cannot be read is listed, not dropped.
"""

import re
from collections.abc import Iterator, Sequence

from graph.register.expired import Proposal, in_part_of, propose_rows
from graph.register.rows import RegisterRow
from graph.register.told import TYPES, Told, find_body_words, find_date, find_number, find_title, find_type_word
from ontology.bodies import Context, context_of
from ontology.dates import make_date
from ontology.errors import RegisterError

_NAMED = re.compile(
    rf"^(?:(?:{'|'.join(TYPES)})(?:\s+số\b|\s+\d|\s*$)|\d+[\d.]*[/-](?:(?:19|20)\d\d[/-])?[^\W\d_])", re.I
)
_LONE_DATE = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\s*$")
_FURNITURE = re.compile(
    r"^\s*(?:\d+|CÔNG BÁO.*|STT|TT|Tên văn bản|Văn bản hết hiệu lực|Lý do(?: hết hiệu lực)?|Ngày hết(?: hiệu lực)?|"
    r"hiệu lực|[IVX]+\.\s+LĨNH VỰC.*|[A-Z]\.\s.*HIỆU LỰC.*)\s*$"
)
_REASON_OPENS = re.compile(
    r"(?:(?:đã\s+)?(?:được|bị)\s+(?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|sửa đổi|bổ sung)|hết thời hạn|không còn đối tượng)",
    re.I,
)


_BETWEEN_CELLS = re.compile(r"\t+|\s*\|\s*|\s*;;\s*")
_LEAST_CELLS = 3


def propose_list(
    tables: Sequence[tuple[str, Sequence[Sequence[str]]]], text: str, *, here: Context, source: str
) -> Proposal:
    """Rows for review from a decision: its tables, each with the words above it; without any, its lines of text.

    Refuses a file in which no list can be seen, rather than giving nothing and saying nothing.
    """
    found = [propose_rows(rows, issuer=here.issuer, source=source, here=here, before=above) for above, rows in tables]
    if not any(p.rows for p in found):
        parted, rest = _parted(text)
        found.append(propose_rows(parted, issuer=here.issuer, source=source, here=here))
        found.append(propose_from_text(rest, issuer=here.issuer, source=source, here=here))
    whole = Proposal(rows=tuple(r for p in found for r in p.rows), unread=tuple(u for p in found for u in p.unread))
    if not whole.rows and not whole.unread:
        raise RegisterError(
            "Không thấy danh mục nào trong tệp: cần bảng, hoặc các dòng cách nhau bằng tab hay dấu |, có cột số, "
            "ký hiệu (hoặc tên gọi) và ngày hết hiệu lực.",
            "No list was found in the file: a table is wanted, or lines parted by tabs or |, with a column for the "
            "number (or the name) and one for the day of expiry.",
        )
    return whole


def _parted(text: str) -> tuple[list[list[str]], str]:
    """The lines that are rows of cells, with the headings of sections between them; and the text without the rows."""
    rows: list[list[str]] = []
    rest: list[str] = []
    for line in text.splitlines():
        cells = [c.strip() for c in _BETWEEN_CELLS.split(line.strip().strip("|"))]
        if sum(map(bool, cells)) >= _LEAST_CELLS:
            rows.append(cells)
            continue
        rest.append(line)
        if in_part_of(line) is not None:
            rows.append([line])
    return rows, "\n".join(rest)


def propose_from_text(
    text: str, *, issuer: str | None, source: str, retrieved_on: str | None = None, here: Context | None = None
) -> Proposal:
    """Rows for review from a list that came as lines. `issuer` is who decided the list, `here` the place it says."""
    here = here or context_of(issuer)
    rows: list[RegisterRow] = []
    unread: list[str] = []
    for lines, partly in _entries(text.splitlines()):
        told = _told(lines, partly)
        if told is None:
            unread.append(" ".join(" ".join(lines).split())[:300])
        else:
            rows += told.rows(here=here, source=source, retrieved_on=retrieved_on)
    return Proposal(rows=tuple(rows), unread=tuple(unread))


def _entries(lines: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines of each entry, and whether it stands in a list of partial expiry."""
    held: list[str] = []
    number, partly, of_part = 0, False, False
    for at, line in enumerate(lines):
        words = line.strip()
        if (section := in_part_of(words)) is not None:
            partly = section
        following = next((n.strip() for n in lines[at + 1 : at + 4] if n.strip()), "")
        if words.rstrip(".") in (str(number + 1), "1") and _NAMED.match(following):
            if held:
                yield held, of_part
            held, of_part, number = [], partly, int(words.rstrip("."))
        elif (held or number) and not _FURNITURE.match(line):
            held.append(line)
    if held:
        yield held, of_part


def _told(lines: Sequence[str], partly: bool) -> Told | None:
    days = [m for line in lines if (m := _LONE_DATE.match(line))]
    until = make_date(int(days[0][1]), int(days[0][2]), int(days[0][3])) if days else None
    words = " ".join(" ".join(line for line in lines if not _LONE_DATE.match(line)).split())
    words = re.sub(r"(?<=\d)/ (?=[A-ZĐ])|(?<=[A-ZĐ])- (?=[A-ZĐ]{2})", lambda m: m[0].strip(), words)  # broken by a line
    reason = _REASON_OPENS.search(words)
    head = words[: reason.start()] if reason else words
    number = find_number(head)
    if number is None or (until is None and reason is None):
        return None
    return Told(
        number=number, type=find_type_word(head[:40]), date=find_date(head),
        title=find_title(head), by=find_body_words(head),
        reason=words[reason.start() :] if reason else "", until=until, partly=partly,
    )  # fmt: skip
