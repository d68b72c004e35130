"""The worklist of findings: what is filtered by, and what has changed since a mark. Pure functions over rows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.workbench import Seen

Row = Mapping[str, Any]
FIELDS = ("severity", "kind", "state", "issuer", "year")
FILTERS = (*FIELDS, "directive", "copied", "since")
_TELLING = ("severity", "written", "actual", "correction", "state")


def fullest_names(names: Iterable[str]) -> dict[str, str]:
    """Under which name a body is listed: the one with its place, where just one of these adds a place to it.

    >>> fullest_names(["UBND xã A", "UBND xã A, tỉnh B", "UBND xã C", "UBND xã C, tỉnh B", "UBND xã C, tỉnh D"])[
    ...     "UBND xã A"]
    'UBND xã A, tỉnh B'
    >>> fullest_names(["UBND xã C", "UBND xã C, tỉnh B", "UBND xã C, tỉnh D"])["UBND xã C"]
    'UBND xã C'
    """
    fuller: dict[str, list[str]] = {}
    known = sorted(set(names))
    for name in known:
        short = name
        while (cut := short.rfind(", ")) > 0:
            short = short[:cut]
            fuller.setdefault(short, []).append(name)
    return {name: fuller[name][0] if len(fuller.get(name, ())) == 1 else name for name in known}


# ------------------------------------------------------------------ since the mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What happened since a reader's mark."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: tuple[Seen, ...]

    def __len__(self) -> int:
        return len(self.new) + len(self.changed) + len(self.gone)


def _digest(row: Row) -> str:
    """What a reader would notice of a finding: not where it stands, nor how sure the machine is."""
    told = [*(row[name] for name in _TELLING), row["message"]["vi"]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def see_rows(rows: Iterable[Row]) -> list[Seen]:
    """The rows as a mark keeps them."""
    return [
        Seen(finding=r["id"], digest=_digest(r), kind=r["kind"], label=r["label"], quote=(r["quote"] or "")[:200])
        for r in rows
    ]


def compare_since(seen: Mapping[str, Seen], rows: Iterable[Row]) -> Since:
    """The rows of today beside those of the mark."""
    today = {r["id"]: _digest(r) for r in rows}
    return Since(
        new=frozenset(f for f in today if f not in seen),
        changed=frozenset(f for f, digest in today.items() if f in seen and seen[f].digest != digest),
        gone=tuple(sorted((s for f, s in seen.items() if f not in today), key=lambda s: (s.label, s.kind, s.finding))),
    )
