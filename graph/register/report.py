"""What an import of register rows did: what it took, refused and could not place."""

from collections import Counter
from dataclasses import dataclass, field

from graph.register.rows import Refused
from ontology.errors import Message


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did."""

    rows: int = 0
    documents: int = 0
    relations: int = 0
    unplaced: int = 0  # relations whose label or related document is not sure enough to draw
    unknown_labels: Counter[str] = field(default_factory=Counter)  # of relations, with how many rows say so
    judged: int = 0
    refused: list[Refused] = field(default_factory=list)
    kept: str = ""  # the id under which it can be taken back; empty where nothing was new, or nobody named it

    @property
    def cautions(self) -> tuple[Message, ...]:
        """What was taken but says less than its writer may think."""
        return tuple(
            Message(
                f"Chưa biết nhãn quan hệ “{label}” ({rows} dòng): dòng được giữ nhưng quan hệ ấy không được tính.",
                f"Unknown relation label “{label}” ({rows} rows): they are kept, but the relation counts for nothing.",
            )
            for label, rows in sorted(self.unknown_labels.items())
        )
