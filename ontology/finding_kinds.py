"""Kinds of finding, one row of a table each: what it is called, how grave it may be, which rule it rests on.

A new kind is a row here and one small function in `graph/judge/`. It refuses rows that are not whole.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from ontology.errors import Message
from ontology.values import Severity

Family = Literal["misquote", "outdated", "form", "basis", "directive"]
Needs = Literal["", "work", "works", "register", "bodies", "directive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """One row. `severity` is the highest a finding of the kind may have; doubt lowers it, never raises it.

    `overwrites` says whether a corrected copy puts the correction in; if not, the author is told and chooses.
    """

    id: str
    name: Message
    family: Family
    severity: Severity
    rule: Message
    needs: Needs
    example: str
    counterexample: str
    overwrites: bool = True


@cache
def finding_kinds() -> tuple[FindingKind, ...]:
    """Every kind, in the order of the table."""
    text = (files("ontology") / "tables" / "finding_kinds.toml").read_text(encoding="utf-8")
    return tuple(
        FindingKind(
            id=row["id"],
            name=Message(row["vi"], row["en"]),
            family=row["family"],
            severity=row["severity"],
            rule=Message(row["rule_vi"], row["rule_en"]),
            needs=row["needs"],
            example=row["example"],
            counterexample=row["counterexample"],
            overwrites=row.get("overwrites", True),
        )
        for row in tomllib.loads(text)["kind"]
    )


def find_kind(id_: str) -> FindingKind | None:
    """The kind with this id."""
    return next((kind for kind in finding_kinds() if kind.id == id_), None)
