"""The rows of `names.toml` and the one pattern made of them.

Every name becomes a pattern on plain text (see `plain`) in which "và", "&", commas and hyphens may stand for one
another or be missing; a match is taken back to its row by its letters alone. It refuses to know places: they follow a
name and are read by `mentions`.
"""

import functools
import re
import tomllib
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from typing import cast

from loaders.units.plain import plain_text
from ontology.values import UnitKind

_JOIN = r"\s*(?:[-,&./]|\bva\b)?\s*"
_WORDS = re.compile(r"[a-z0-9]+|[-,&./]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """One name of the table."""

    name: str
    kind: UnitKind
    group: str  # field, fixed, levelled, committee, organ, free
    level: str | None = None  # of a committee
    complete: bool = False  # no place belongs to it
    needs_level: bool = False  # a body only when a place follows
    own_party: bool = False  # without a name behind it: the committee that writes, or the commune\'s


@functools.lru_cache(maxsize=16384)
def letters(words: str) -> str:
    """What identifies a name: its folded letters, without "và"."""
    return "".join(w for w in re.findall(r"[a-z0-9]+", plain_text(words)) if w != "va")


_JOINT = r"(?:\s+|\s*[-,&]\s*|\s+va\s+)"  # what may stand between two words of a name


def _atoms(name: str, joint: str) -> tuple[str, ...]:
    """The pattern of a name on plain text, letter by letter and joint by joint."""
    out: list[str] = []
    joined = True
    for word in _WORDS.findall(plain_text(name)):
        if word == "va" or not word.isalnum():
            if out and not joined:
                out.append(_JOIN)
            joined = True
            continue
        if not joined:
            out.append(joint)
        out += word
        joined = False
    return tuple(out)


def _alternatives(names: Iterable[str], tight: Container[str] = ()) -> str:
    """The names as one pattern, the longest first; `tight` ones hold no comma."""
    lengths = {_atoms(n, r"\s+" if n in tight else _JOINT): len("".join(_atoms(n, _JOINT))) for n in names}
    return _branches(sorted(lengths, key=lambda atoms: (-lengths[atoms], "".join(atoms))))


def _branches(rows: Sequence[tuple[str, ...]]) -> str:
    """One pattern that tries the rows in this order, but reads what they begin with in common once.

    >>> _branches(["sonoi", "soxa", "so"]), _branches(["a1", "b", "a2"])
    ('so(?:noi|xa|)', '(?:a(?:1|2)|b)')

    Rows go apart only by letters, of which a text has one at a place: no row overtakes another.
    """
    if len(rows) == 1:
        return "".join(rows[0])
    longer = rows if rows[-1] else rows[:-1]  # the shortest may end here
    firsts = dict.fromkeys(row[0] for row in longer)
    if len(firsts) > 1 and not all(len(first) == 1 for first in firsts):
        return "(?:" + "|".join("".join(row) for row in rows) + ")"
    groups = {first: [row[1:] for row in longer if row[0] == first] for first in firsts}
    branches = [first + _branches(group) for first, group in groups.items()]
    branches += [] if rows[-1] else [""]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The table, ready to scan with."""

    pattern: re.Pattern[str]
    fields: dict[str, tuple[str, ...]]  # the spellings by head: bo, so, phong
    field_rows: dict[tuple[str, str], Row]  # (head, letters) -> row
    rows: dict[str, Row]  # letters -> row, of fixed and levelled names
    committees: dict[str, Row]
    organs: dict[str, Row]
    free: dict[str, Row]
    not_before: dict[str, re.Pattern[str]]
    exact: dict[tuple[str, str], Row]  # (head or "", words) -> row: only in these very words, "và" or "-" as it stands

    def row_of(self, head: str, words: str) -> Row | None:
        """The row of a field of "so", "bo", "phong", or without a head of a whole name."""
        row = self.exact.get((head, _exact_words(words)))
        return row or (self.field_rows.get((head, letters(words))) if head else self.rows.get(letters(words)))


@functools.lru_cache(maxsize=16384)
def _exact_words(words: str) -> str:
    return " ".join(plain_text(words).split())


def _spellings(row: dict[str, object]) -> list[str]:
    return [str(row["name"]), *cast("list[str]", row.get("short") or [])]


@functools.cache
def load_names() -> Names:
    """Read `names.toml` once."""
    data = tomllib.loads((resources.files(__package__) / "names.toml").read_text(encoding="utf-8"))
    fields: dict[str, list[str]] = {"bo": [], "so": [], "phong": []}
    field_rows: dict[tuple[str, str], Row] = {}
    exact: dict[tuple[str, str], Row] = {}
    for entry in data["field"]:
        row = Row(name=entry["name"], kind="department", group="field")
        for head in entry["of"]:
            for spelling in _spellings(entry):
                fields[head].append(spelling)
                field_rows.setdefault((head, letters(spelling)), row)
                if entry.get("exact"):
                    exact[head, _exact_words(spelling)] = row
    rows: dict[str, Row] = {}
    not_before: dict[str, re.Pattern[str]] = {}
    for group in ("fixed", "levelled"):
        for entry in data[group]:
            row = Row(
                name=entry["name"],
                kind=entry["kind"],
                group=group,
                complete=bool(entry.get("complete")) or group == "fixed",
                needs_level=bool(entry.get("needs_level")),
                own_party=bool(entry.get("own_party")),
            )
            for spelling in _spellings(entry):
                rows.setdefault(letters(spelling), row)
                if entry.get("exact"):
                    exact["", _exact_words(spelling)] = row
                if "not_before" in entry:
                    not_before[letters(spelling)] = re.compile(r"\s+(?:" + plain_text(entry["not_before"]) + r")\b")
    committees = {
        letters(s): Row(
            name=e["name"], kind="mass_org" if "oàn" in e["name"] else "party", group="committee", level=e["level"]
        )
        for e in data["committee"]
        for s in _spellings(e)
    }
    organs = {letters(e["name"]): Row(name=e["name"], kind="party", group="organ") for e in data["organ"]}
    free = {letters(e["head"]): Row(name=e["head"], kind=e["kind"], group="free") for e in data["free"]}
    listed = [s for g in ("fixed", "levelled") for e in data[g] for s in _spellings(e)]
    tight = {s for e in data["levelled"] if e.get("tight") for s in _spellings(e)}  # "Đảng ủy, UBND xã" are two
    heads = [e["head"] for e in data["free"]]
    com = _alternatives([s for e in data["committee"] for s in _spellings(e)])
    organ = _alternatives([e["name"] for e in data["organ"]])
    pattern = re.compile(
        r"(?<![a-z0-9/])(?<![a-z0-9]-)(?:"
        rf"(?:(?P<organ>{organ})\s+)?(?P<committee>{com})"
        r"|(?P<many>cac\s+)?(?P<head>so|bo|phong)\s*:?\s*(?P<field>" + _alternatives(chain(*fields.values())) + r")"
        rf"|(?P<listed>{_alternatives(listed, tight)})"
        r"|(?P<each>cac\s+(?:(?:tinh|thanh|huyen|thi|quan)\s+uy|ban\s+can\s+su|dang\s+doan|bo\s+phan|chi\s+bo|dang\s+bo|dang\s+uy|cap\s+uy|thon|khu\s+pho|to\s+dan\s+pho|hop\s+tac\s+xa|so|bo|phong|ban|nganh|co\s+quan|don\s+vi|dia\s+phuong|doan\s+the"
        r"|to\s+chuc|hoi|doanh\s+nghiep"
        r"|vien|truong(?!\s+hop)(?:\s+hoc)?|xa|cap)|(?:so|phong|bo)\s*,\s*(?:ban|nganh)"
        r"|(?:phong|don\s+vi)\s+(?:chuyen\s+mon|truc\s+thuoc|thuoc))"
        rf"|(?P<free>{_alternatives(heads)})"
        r"|(?P<own>so)"
        r")(?![a-z0-9])"
    )
    return Names(
        pattern=pattern,
        fields={head: tuple(spellings) for head, spellings in fields.items()},
        field_rows=field_rows,
        rows=rows,
        committees=committees,
        organs=organs,
        free=free,
        not_before=not_before,
        exact=exact,
    )


@functools.cache
def field_pattern(head: str) -> re.Pattern[str]:
    """A field of "bo", "so" or "phong" that follows another in a list."""
    return re.compile(r"\s*(?:" + _alternatives(load_names().fields[head]) + r")(?![a-z0-9])")


@functools.cache
def glued_field_pattern(head: str) -> re.Pattern[str]:
    """The same right behind its head, without a boundary after it: "Thông tintrước"."""
    return re.compile(r"\s+(?:" + _alternatives([s for s in load_names().fields[head] if not s.isupper()]) + r")")
