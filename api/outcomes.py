"""What the service answers with: values that commands, endpoints and pages show, each in its own way."""

from dataclasses import dataclass, field
from typing import Any

from ontology.errors import LoadError, Message
from ontology.values import Finding, Record, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One draft, judged: the report, and what is needed to show it and to give the file back."""

    report: dict[str, Any]
    text: Text
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the reasoner says of one finding."""

    finding: Finding
    consistent: bool
    classes: tuple[str, ...]
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not loaded, and why."""

    file: str
    error: LoadError


@dataclass(slots=True, kw_only=True)
class Touched:
    """What an update came to: for the trail, never the statements themselves."""

    graphs: set[str] = field(default_factory=set)
    inserted: int = 0
    deleted: int = 0
