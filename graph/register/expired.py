"""The yearly decisions that list documents no longer in force, read into rows for review.

A table comes as rows of cells (the loaders read PDF, DOCX and text into those). Its heading says which column is which;
the reason says what replaced or repealed the document. Nothing of this counts until a person has accepted it: proposed
rows stand in the graph `pending`, and `accept` moves them into the register. What cannot be read is listed.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode, encode
from graph.identity import cell_of
from graph.names import A, cc, graph_named, mint_row
from graph.register.import_ import ImportReport, import_register
from graph.register.rows import RegisterRow
from graph.settle import Judge
from graph.store.seam import Change, Store
from ontology.dates import make_date
from ontology.fold import fold_text

_NUMBER = re.compile(r"\b(\d+[\d.]*[a-zđ]?\s*(?:/\s*(?:19|20)\d\d)?\s*[/-]\s*[^\W\d_][^\s,;()]*)", re.I)
_DATE = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})\s*(?:/|-|\.|\s+năm\s+)\s*((?:19|20)\d\d)"
)
_REASON = re.compile(
    r"(?P<act>thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s*(?:một\s+phần\s*)?(?:bởi|bằng|theo|tại|của)\s*(?P<rest>.+)",
    re.I | re.S,
)
_TYPES = ("Nghị quyết liên tịch", "Thông tư liên tịch", "Nghị quyết", "Quyết định", "Chỉ thị", "Nghị định", "Thông tư",
          "Pháp lệnh", "Bộ luật", "Luật", "Kế hoạch")  # fmt: skip
# What a heading says, folded, and the column it makes; the first that fits counts.
_HEADINGS = (
    ("until", ("ngay het hieu luc", "thoi diem het hieu luc")),
    ("reason", ("ly do", "van ban thay the", "van ban bai bo")),
    ("title", ("ten goi", "trich yeu", "ten van ban", "noi dung")),
    ("number", ("so, ky hieu", "so ky hieu", "so hieu", "so/ky hieu", "so van ban")),
    ("type", ("ten loai", "hinh thuc van ban", "loai van ban", "hinh thuc")),
    ("date", ("ngay, thang, nam", "ngay thang nam", "ngay ban hanh")),
    ("skip", ("stt", "tt", "so tt", "ghi chu")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a table gave: rows to review, and the lines that could not be read."""

    rows: tuple[RegisterRow, ...]
    unread: tuple[str, ...]


def propose_rows(
    table: Sequence[Sequence[str]], *, issuer: str | None, source: str, retrieved_on: str | None = None
) -> Proposal:
    """Rows from a table of expired documents. `issuer` is whose documents it lists; `source` names the decision."""
    columns: dict[str, int] = {}
    rows: list[RegisterRow] = []
    unread: list[str] = []
    for cells in table:
        found = _heading(cells)
        if "number" in found or ("title" in found and "until" in found):
            columns = found
            continue
        if not columns or sum(bool(c.strip()) for c in cells) < 3 or _is_counting(cells):
            continue
        row = _row(cells, columns, issuer, source, retrieved_on)
        if row is None:
            unread.append(" | ".join(" ".join(c.split()) for c in cells))
        else:
            rows.append(row)
    return Proposal(rows=tuple(rows), unread=tuple(unread))


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


def _row(
    cells: Sequence[str], columns: dict[str, int], issuer: str | None, source: str, retrieved_on: str | None
) -> RegisterRow | None:
    def cell(name: str) -> str:
        place = columns.get(name)
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    number = find_number(cell("number"))
    if number is None:
        return None
    reason = _REASON.search(cell("reason"))
    acting = find_number(reason["rest"]) if reason else None
    acted = fold_text(reason["act"]) if reason else ""
    label = "được thay thế bởi" if acted == "thay the" else "bị bãi bỏ bởi"
    return RegisterRow(
        number=number, type=_type(cell("type")) or _type(cell("number")) or _type(cell("title")),
        date=find_date(cell("date")) or find_date(cell("number")), issuer=issuer, title=cell("title") or None,
        in_force_to=find_date(cell("until")), relation=label if acting else None, related_number=acting,
        related_type=_type(reason["rest"]) if acting and reason else None,
        related_date=find_date(reason["rest"]) if acting and reason else None,
        related_issuer=issuer if acting and _same_office(number, acting) else None,
        relation_from=find_date(cell("until")) if acting else None, source=source, retrieved_on=retrieved_on,
    )  # fmt: skip


def _same_office(number: str, acting: str) -> bool:
    """Two signs that end in the same body."""
    return fold_text(re.split(r"[-/]", number)[-1]) == fold_text(re.split(r"[-/]", acting)[-1])


def find_number(words: str) -> str | None:
    """The first document number in a cell.

    >>> find_number("Thông tư số 05/2024/TT-BLĐTBXH ngày 10/5/2024"), find_number("không")
    ('05/2024/TT-BLĐTBXH', None)
    """
    match = _NUMBER.search(words)
    return re.sub(r"\s+", "", match[1]).rstrip(".") if match else None


def find_date(words: str) -> str | None:
    """The first date in a cell."""
    match = _DATE.search(words)
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _type(words: str) -> str | None:
    folded = fold_text(words)
    return next((name for name in _TYPES if fold_text(name) in folded), None)


# ------------------------------------------------------------------ review


def hold(store: Store, rows: Iterable[RegisterRow]) -> int:
    """Put rows where they wait for a person. Each stands as one closed text, so that no query counts it."""
    quads = []
    for row in rows:
        text = encode(row)
        node = mint_row("proposed", hashlib.sha256(text.encode()).hexdigest()[:24])
        graph = graph_named("pending")
        quads += [Quad(node, A, cc("ProposedRow"), graph), Quad(node, cc("proposal"), Literal(text), graph)]
    store.apply(Change(insert=tuple(quads)))
    store.publish()
    return len(quads) // 2


def pending_rows(store: Store) -> list[tuple[str, RegisterRow]]:
    """What waits, by IRI, in the order of their numbers."""
    held = store.match(p=cc("proposal"), g=graph_named("pending"))
    rows = [(q.subject.value, decode(RegisterRow, q.object.value)) for q in held]  # type: ignore[union-attr]
    return sorted(rows, key=lambda r: (r[1].source or "", cell_of(r[1].number), r[0]))


def accept(store: Store, chosen: Iterable[str] | None = None, *, judge: Judge | None = None) -> ImportReport:
    """Let pending rows (by IRI; all of them by default) count: they move into the register, and works follow."""
    wanted = None if chosen is None else set(chosen)
    rows = [(iri, row) for iri, row in pending_rows(store) if wanted is None or iri in wanted]
    report = import_register(store, [row for _, row in rows], judge=judge)
    reject(store, [iri for iri, _ in rows])
    return report


def reject(store: Store, chosen: Iterable[str]) -> int:
    """Take pending rows away."""
    gone = [q for iri in chosen for q in store.match(NamedNode(iri), g=graph_named("pending"))]
    store.apply(Change(delete=tuple(gone)))
    store.publish()
    return len(gone) // 2
