"""The yearly decisions that list documents no longer in force, read into rows for review.

A table comes as rows of cells (the loaders read PDF, DOCX and text into those). Its heading says which column is which;
the reason says what replaced or repealed the document. Nothing of this counts until a person has accepted it: proposed
rows stand in the graph `pending`, and `accept` moves them into the register. What cannot be read is listed.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode, encode
from graph.identity import cell_of
from graph.judgements import Judge
from graph.names import A, cc, graph_named, mint_row, whole
from graph.register.import_ import import_register, stands
from graph.register.report import ImportReport
from graph.register.rows import RegisterRow
from graph.register.told import (
    Told,
    find_body_words,
    find_date,
    find_number,
    find_title,
    find_type_word,
    is_whole,
    strip_type,
)
from graph.store.seam import Change, Store
from ontology.bodies import Context, context_of
from ontology.dates import format_english, format_vietnamese, parse_day
from ontology.errors import Message
from ontology.fold import fold_text

_WHOLE_DAY = len("2024-01-08")
_SECTION = re.compile(r"\bHẾT HIỆU LỰC(?: THI HÀNH)? (TOÀN BỘ|MỘT PHẦN)(?! HOẶC)")

# What a heading says, folded, and the column it makes; the first that fits counts.
_HEADINGS = (
    ("until", ("ngay het hieu luc", "thoi diem het hieu luc")),
    ("part", ("quy dinh het hieu luc", "noi dung het hieu luc", "phan het hieu luc", "dieu, khoan")),
    ("reason", ("ly do", "van ban thay the", "van ban bai bo")),
    ("title", ("ten goi", "trich yeu", "ten van ban", "noi dung")),
    ("number", ("so, ky hieu", "so ky hieu", "so hieu", "so/ky hieu", "so van ban")),
    ("type", ("ten loai", "hinh thuc van ban", "loai van ban", "hinh thuc")),
    ("date", ("ngay, thang, nam", "ngay thang nam", "ngay ban hanh")),
    ("skip", ("stt", "tt", "so tt", "ghi chu")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a table gave: rows to review, the lines that could not be read, how many rows the register has already."""

    rows: tuple[RegisterRow, ...]
    unread: tuple[str, ...]
    standing: int = 0


def doubts_of(row: RegisterRow) -> list[Message]:
    """What a reviewer should look at before taking a row."""
    doubts = []
    if not row.issuer:
        doubts.append(Message("chưa rõ của cơ quan nào", "whose it is was not told"))
    if not row.date:
        doubts.append(Message("chưa rõ ngày ban hành", "its date was not told"))
    if not (row.in_force_to or row.relation_from or row.part):
        doubts.append(Message("chưa rõ ngày hết hiệu lực", "the day of expiry was not told"))
    cut = [n for n in (row.number, row.related_number) if n and not is_whole(n)]
    doubts += [Message(f"ký hiệu có thể bị cắt: {number}", f"the sign may be cut: {number}") for number in cut]
    days = (row.date, row.in_force_to, row.related_date)
    unreal = [day for day in days if day and len(day) == _WHOLE_DAY and parse_day(day) is None]
    return doubts + [
        Message(f"ngày không có thật: {format_vietnamese(day)}", f"no such day: {format_english(day)}")
        for day in unreal
    ]


def propose_rows(
    table: Sequence[Sequence[str]],
    *,
    issuer: str | None,
    source: str,
    retrieved_on: str | None = None,
    here: Context | None = None,
    before: str = "",
) -> Proposal:
    """Rows from a table of expired documents. `issuer` decided the list and `source` names it; `here` is the place it
    speaks from, `before` the words above the table, which may say that it lists what ended only in part."""
    here = here or context_of(issuer)
    partly = in_part_of(before) or False
    columns: dict[str, int] = {}
    rows: list[RegisterRow] = []
    unread: list[str] = []
    for cells in table:
        found = _heading(cells)
        if "number" in found or ("title" in found and "until" in found):
            columns = found
            continue
        partly = partly if (section := in_part_of(" ".join(dict.fromkeys(cells)))) is None else section
        if sum(bool(c.strip()) for c in cells) < 3 or _is_counting(cells):
            continue
        if not columns:  # no heading says what stands where
            if any(find_number(c) and find_date(c) for c in cells):
                unread.append(" | ".join(" ".join(c.split()) for c in cells))
            continue
        told = _told(cells, columns, partly)
        if told is None:
            unread.append(" | ".join(" ".join(c.split()) for c in cells))
        else:
            rows += told.rows(here=here, source=source, retrieved_on=retrieved_on)
    return Proposal(rows=tuple(rows), unread=tuple(unread))


def in_part_of(words: str) -> bool | None:
    """What the last heading of a section says: ended in part, or as a whole; None when none is there."""
    found = _SECTION.findall(words)
    return fold_text(found[-1]) == "mot phan" if found else None


def _heading(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = fold_text(cell)
        name = next((n for n, starts in _HEADINGS if any(s in words for s in starts) and len(words) < 120), None)
        if name and name not in found:
            found[name] = place
    return found


def _is_counting(cells: Sequence[str]) -> bool:
    """The line (1) (2) (3) under a heading."""
    return all(re.fullmatch(r"\(?\d{0,2}\)?", c.strip()) for c in cells)


def _told(cells: Sequence[str], columns: dict[str, int], partly: bool) -> Told | None:
    def cell(name: str) -> str:
        place = columns.get(name)
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    written = cell("number") or cell("title")
    number = find_number(written)
    if number is None:
        return None
    kind = find_type_word(cell("type")) or find_type_word(written) or find_type_word(cell("title"))
    title = cell("title")
    return Told(
        number=number, type=kind, date=find_date(cell("date")) or find_date(written),
        title=(find_title(title) if find_number(title) in (number, None) else strip_type(title)) or None,
        reason=cell("reason"), until=find_date(cell("until")), partly=partly or bool(cell("part")),
        part=cell("part") or None, by=find_body_words(written) or find_body_words(title),
    )  # fmt: skip


# ------------------------------------------------------------------ review


def hold(store: Store, proposal: Proposal) -> Proposal:
    """Put rows where they wait for a person, but for those that stand in the register; what was put there.

    Each stands as one closed text, so that no query counts it.
    """
    quads = []
    held = tuple(row for row in proposal.rows if not stands(store, row))
    for place, row in enumerate(held):
        text = encode(row)
        node = mint_row("proposed", hashlib.sha256(text.encode()).hexdigest()[:24])
        graph = graph_named("pending")
        quads += [Quad(node, A, cc("ProposedRow"), graph), Quad(node, cc("proposal"), Literal(text), graph)]
        quads.append(Quad(node, cc("index"), whole(place), graph))
    store.apply(Change(insert=tuple(quads)))
    store.publish()
    return replace(proposal, rows=held, standing=len(proposal.rows) - len(held))


def pending_rows(store: Store) -> list[tuple[str, RegisterRow]]:
    """What waits, by IRI, in the order of its list, so that it can be read beside it; then of the numbers."""
    held = store.match(p=cc("proposal"), g=graph_named("pending"))
    rows = [(q.subject.value, decode(RegisterRow, q.object.value)) for q in held]  # type: ignore[union-attr]
    places: dict[str, int] = {}
    for quad in store.match(p=cc("index"), g=graph_named("pending")):
        row, place = quad.subject.value, int(quad.object.value)  # type: ignore[union-attr]
        places[row] = min(place, places.get(row, place))  # a list proposed again in part
    return sorted(rows, key=lambda r: (r[1].source or "", places.get(r[0], len(rows)), cell_of(r[1].number), r[0]))


def accept(store: Store, chosen: Iterable[str] | None = None, *, judge: Judge | None = None) -> ImportReport:
    """Let pending rows (by IRI; all of them by default) count: they move into the register, and works follow."""
    wanted = None if chosen is None else set(chosen)
    rows = [(iri, row) for iri, row in pending_rows(store) if wanted is None or iri in wanted]
    name = "; ".join(sorted({row.source for _, row in rows if row.source})) or "…"
    report = import_register(store, [row for _, row in rows], judge=judge, name=name, listed=True)
    reject(store, [iri for iri, _ in rows])
    return report


def reject(store: Store, chosen: Iterable[str]) -> int:
    """Take pending rows away."""
    gone = [q for iri in chosen for q in store.match(NamedNode(iri), g=graph_named("pending"))]
    store.apply(Change(delete=tuple(gone)))
    store.publish()
    return sum(quad.predicate == cc("proposal") for quad in gone)
