"""Register rows from CSV and JSON Lines, one at a time, as they came.

A row gives a document and perhaps one relation; a document with several relations has several rows. Columns are named
in `docs/register.md`. A row that cannot be taken is refused by line, never mended; a day that does not exist is kept,
for the audit to name.
"""

import csv
import dataclasses
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, cast

from graph.identity import type_of, work_key
from ontology.dates import make_date
from ontology.errors import RegisterError
from ontology.fold import fold_text
from ontology.values import RelationKind

Direction = Literal["acts", "suffers", "unverified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row. Everything but the number may be missing."""

    number: str
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    in_force_from: str | None = None
    in_force_to: str | None = None
    relation: str | None = None
    related_number: str | None = None
    related_type: str | None = None
    related_date: str | None = None
    related_issuer: str | None = None
    relation_from: str | None = None
    part: str | None = None  # what of the document the act is about, when not all of it
    source: str | None = None
    retrieved_on: str | None = None
    named: bool = False  # not a row of its own: the document that a relation names

    @property
    def key(self) -> str | None:
        return work_key(self.issuer, type_of(self.number, self.type), self.number, self.date)

    @property
    def related_key(self) -> str | None:
        number = self.related_number
        if not number:
            return None
        return work_key(self.related_issuer, type_of(number, self.related_type), number, self.related_date)

    @property
    def related(self) -> "RegisterRow | None":
        """The related document as far as this row tells it, where it can be told which one is meant."""
        if not self.relation or not self.related_number or self.related_key is None:
            return None
        return RegisterRow(
            number=self.related_number, type=self.related_type, date=self.related_date, issuer=self.related_issuer,
            source=self.source, retrieved_on=self.retrieved_on, named=True,
        )  # fmt: skip


_DATES = {"date", "in_force_from", "in_force_to", "related_date", "relation_from", "retrieved_on"}
_SEPARATORS = (";", "\t")  # what spreadsheets write where the comma parts decimals
_COUNTED = {"files_citing", "mentions"}
_ISO_DATE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d:\d\d.*)?")
_SPOKEN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
COLUMNS = tuple(f.name for f in dataclasses.fields(RegisterRow) if f.name != "named")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that could not be taken, and why."""

    line: int
    why: RegisterError


def read_rows(path: Path) -> Iterator[RegisterRow | Refused]:
    """The rows of a file, CSV or JSON Lines by its name."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _read_jsonl(path)
    else:
        yield from _read_csv(path)


def _read_csv(path: Path) -> Iterator[RegisterRow | Refused]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            lone = next((mark for mark in _SEPARATORS if mark in head and "," not in head), ",")
            reader = csv.DictReader(lines, delimiter=lone)
            if "number" not in (reader.fieldnames or ()):
                raise RegisterError(
                    f"{path.name}: dòng đầu phải là tên các cột (number, type, date, title…); thiếu number.",
                    f"{path.name}: the first line must name the columns (number, type, date, title…); no `number`.",
                    file=str(path),
                )
            for row in reader:
                yield row_of(row, reader.line_num)
    except UnicodeDecodeError as cause:
        raise RegisterError(
            f"{path.name}: không phải UTF-8. Hãy lưu lại dưới dạng CSV UTF-8.",
            f"{path.name} is not UTF-8. Save it as CSV UTF-8.",
            file=str(path),
        ) from cause


def _read_jsonl(path: Path) -> Iterator[RegisterRow | Refused]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if isinstance(row, dict):
                yield row_of(row, number)
            else:
                why = RegisterError(
                    f"Dòng {number}: không phải một đối tượng JSON. Hãy sửa dòng này.",
                    f"Line {number} is not a JSON object. Correct the line.",
                    line=number,
                )
                yield Refused(line=number, why=why)


def row_of(row: dict[str, object], line: int) -> RegisterRow | Refused:
    """A row from its columns; unknown columns are left out."""
    if not isinstance(row.get("number") or "", str):
        why = RegisterError(
            f"Dòng {line}: số, ký hiệu phải là chữ trong ngoặc kép. Hãy sửa rồi nạp lại.",
            f"Line {line}: the document number must be text in quotes. Correct it and import again.",
            line=line,
        )
        return Refused(line=line, why=why)
    values = {name: str(value).strip() for name in COLUMNS if (value := row.get(name)) not in (None, "")}
    values = {name: value for name, value in values.items() if value}
    if "number" not in values:
        why = RegisterError(
            f"Dòng {line}: thiếu số, ký hiệu văn bản. Hãy bổ sung rồi nạp lại.",
            f"Line {line} has no document number. Add it and import again.",
            line=line,
        )
        return Refused(line=line, why=why)
    if not any(map(str.isdigit, values["number"])):
        why = RegisterError(
            f"Dòng {line}: “{values['number']}” không phải số, ký hiệu văn bản (không có chữ số). Hãy sửa dòng này.",
            f"Line {line}: “{values['number']}” is no document number (it has no digit). Correct the line.",
            line=line,
        )
        return Refused(line=line, why=why)
    if values.get("relation") and not values.get("related_number"):
        why = RegisterError(
            f"Dòng {line}: có quan hệ “{values['relation']}” nhưng thiếu số của văn bản liên quan (related_number).",
            f"Line {line} has the relation “{values['relation']}” but no related_number.",
            line=line,
        )
        return Refused(line=line, why=why)
    for name in _DATES & values.keys():
        day = _read_date(values[name])
        if day is None:
            return Refused(line=line, why=_bad_date(line, name, values[name]))
        values[name] = day
    if "source" not in values and _COUNTED & row.keys():
        values["source"] = "viện dẫn"  # counts of who cites it: what citations say, not what a register does
    return RegisterRow(**values)  # type: ignore[arg-type]  # columns only, all of them words


def _read_date(written: str) -> str | None:
    """A date as the store keeps it, from either way of writing it; whether the day exists is for the audit.

    >>> _read_date("07/6/2020"), _read_date("2020-06"), _read_date("20200607")
    ('2020-06-07', '2020-06', None)
    """
    if found := _ISO_DATE.fullmatch(written):
        return found[1]
    if found := _SPOKEN_DATE.fullmatch(written):
        return make_date(int(found[1]), int(found[2]), int(found[3]))
    return None


def _bad_date(line: int, column: str, written: str) -> RegisterError:
    return RegisterError(
        f"Dòng {line}: cột {column} ghi “{written}”, không đọc được là ngày. Hãy viết 2020-06-07 hoặc 07/6/2020.",
        f"Line {line}: `{column}` is “{written}”, which is not read as a date. Write 2020-06-07 or 07/6/2020.",
        line=line,
    )


@lru_cache(maxsize=1)
def _label_rows() -> list[dict[str, Any]]:
    table = resources.files("graph.register").joinpath("labels.toml").read_text(encoding="utf-8")
    return cast(list[dict[str, Any]], tomllib.loads(table)["label"])


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[RelationKind, Direction]]:
    return {fold_label(w): (row["kind"], row["direction"]) for row in _label_rows() for w in row["words"]}


def act_on_a_part(kind: RelationKind) -> RelationKind:
    """What an act is when only a part of the document is meant: a repeal of Điều 5 leaves the rest in force.

    >>> act_on_a_part("repeals"), act_on_a_part("guides")
    ('partly_repeals', 'guides')
    """
    return cast(
        RelationKind, next((r["of_a_part"] for r in _label_rows() if r["kind"] == kind and "of_a_part" in r), kind)
    )


def fold_label(words: str) -> str:
    """A label for comparing: accents stay out, so do case and commas."""
    return " ".join(fold_text(words).replace(",", " ").replace("_", " ").split())


@lru_cache(maxsize=4096)
def find_label(words: str) -> tuple[RelationKind, Direction] | None:
    """The act a label names and who acts, or None for a label we do not know.

    >>> find_label("Được sửa đổi, bổ sung bởi"), find_label("văn bản thay thế"), find_label("xyz")
    (('amends', 'suffers'), ('cites', 'unverified'), None)
    """
    return _labels().get(fold_label(words))


def write_csv(rows: Iterable[RegisterRow], path: Path) -> None:
    """Rows as a file that `read_rows` reads."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([getattr(row, name) or "" for name in COLUMNS])
