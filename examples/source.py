"""Reads a source: what a document of the corpus says, and what stands marked in it.

A source opens with TOML between `+++` lines and goes on in blocks parted by blank lines: `## ` and `### ` headings,
`> ` centred lines, `| ` table rows (the first is the heading), `@sign` the signature, `===` a new page. Within a block
`{role: words | attribute=value | !Kind written -> actual @other}` marks a citation, `{!: words | !Kind …}` other words
with a planted error; `@other` names the document the error was copied from, or the directive that a plan departs from.
It refuses a source whose marks are not understood: a key that silently misses an error would approve a blind program.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROLES = {
    "b": "legal_basis", "i": "implements", "a": "amends", "r": "replaces", "x": "repeals", "g": "guides",
    "m": "mentions", "self": "self",
}  # fmt: skip
_MARK = re.compile(r"\{(?P<role>\w+|!): (?P<rest>[^{}]*)\}")
_ATTRIBUTES = {"type", "number", "date", "issuer", "kind", "to"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An error put in on purpose. `other` is where it was copied from, or the directive that is departed from."""

    kind: str
    written: str | None = None
    actual: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Marked words of a block: a citation (with a role) or other words (without)."""

    start: int
    end: int
    role: str | None
    attributes: dict[str, str] = field(default_factory=dict)
    planted: tuple[Planted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of text with its marks."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body: kind is heading, subheading, centre, paragraph, table, sign or page."""

    kind: str
    line: Line = Line(text="")
    rows: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document: what its header says (`meta`) and its body."""

    id: str
    form: str
    meta: dict[str, Any]
    heading: tuple[Line, ...]
    blocks: tuple[Block, ...]


def read_sources(folder: Path = HERE / "sources") -> list[Example]:
    """Every source of a folder, by name."""
    return [parse_source(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))]


def parse_source(text: str) -> Example:
    """The document a source describes."""
    _, head, body = text.split("+++\n", 2)
    meta = tomllib.loads(head)
    heading = tuple(parse_line(words) for words in meta.get("heading", []))
    return Example(id=meta["id"], form=meta["form"], meta=meta, heading=heading, blocks=tuple(_blocks(body)))


def parse_line(marked: str) -> Line:
    """Takes the marks out of a stretch of text and keeps where they stood."""
    plain, marks, position = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[position : match.start()]
        words, *parts = match["rest"].split(" | ")
        if match["role"] != "!" and match["role"] not in ROLES:
            raise ValueError(f"unknown role: {match[0]}")
        start = len(plain)
        plain += words
        marks.append(
            Mark(
                start=start,
                end=len(plain),
                role=ROLES.get(match["role"]),
                attributes=dict(_attribute(p) for p in parts if not p.startswith("!")),
                planted=tuple(parse_planted(p) for p in parts if p.startswith("!")),
            )
        )
        position = match.end()
    plain += marked[position:]
    if "{" in plain or "}" in plain:
        raise ValueError(f"a mark is not closed: {plain[:80]}")
    return Line(text=plain, marks=tuple(marks))


def parse_planted(written: str) -> Planted:
    """`!WrongDate 2020-03-06 -> 2020-06-03 @kh-tinh-2024` as a value."""
    kind, _, rest = written.removeprefix("!").strip().partition(" ")
    rest, _, other = rest.partition("@")
    before, _, after = rest.partition("->")
    return Planted(
        kind=kind, written=before.strip() or None, actual=after.strip() or None, other=other.strip() or None
    )  # fmt: skip


def _attribute(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    if name not in _ATTRIBUTES:
        raise ValueError(f"unknown attribute: {part}")
    return name, value


def _blocks(body: str) -> list[Block]:
    blocks = []
    for piece in re.split(r"\n\s*\n", body.strip()):
        if piece.startswith("|"):
            rows = tuple(tuple(parse_line(cell) for cell in _cells(row)) for row in piece.splitlines())
            blocks.append(Block(kind="table", rows=rows))
        elif piece == "===":
            blocks.append(Block(kind="page"))
        elif piece == "@sign":
            blocks.append(Block(kind="sign"))
        else:
            blocks.append(_text_block(" ".join(piece.split("\n"))))
    return blocks


def _cells(row: str) -> list[str]:
    """Cells are parted by bars outside marks."""
    return [cell.strip() for cell in re.split(r"\|(?![^{}]*\})", row.strip().strip("|"))]


def _text_block(piece: str) -> Block:
    for prefix, kind in (("## ", "heading"), ("### ", "subheading"), ("> ", "centre")):
        if piece.startswith(prefix):
            return Block(kind=kind, line=parse_line(piece.removeprefix(prefix)))
    return Block(kind="paragraph", line=parse_line(piece.replace("**", "")))
