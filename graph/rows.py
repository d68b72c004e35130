"""A folded lineage laid out in rows: level by level from the centre to the commune, each row short enough to read.

The two pictures (Graphviz's and pyvis's) share it, so that a work stands in the same place in both. Rows are ordered so
that a work stands near what it rests on. It draws nothing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.folding import Folded, Group
from graph.lineage import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Works and groups side by side, by their ids, at a level."""

    level: int
    first: bool  # of its level
    ids: tuple[str, ...]


def id_of(item: Node | Group) -> str:
    """What an item of a picture is known by."""
    return item.iri if isinstance(item, Node) else item.id


def lay_rows(folded: Folded, wide: int) -> tuple[Row, ...]:
    """The rows, at most `wide` in each; within a level what stands above the focus comes first."""
    depths = {n.iri: n.depth for n in folded.nodes}
    by_level: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for node in folded.nodes:
        by_level[node.level].append((node.depth, node.date or "", node.iri))
    for group in folded.groups:
        depth = depths[group.on] + (1 if group.below else -1)
        by_level[group.level].append((depth, "~", group.id))
    rows: list[Row] = []
    for level in sorted(by_level):
        ids = [id_ for _, _, id_ in sorted(by_level[level])]
        size = -(-len(ids) // -(-len(ids) // wide))  # rows of like length
        rows += [Row(level=level, first=i == 0, ids=tuple(ids[i : i + size])) for i in range(0, len(ids), size)]
    return _untangle(rows, _neighbours(folded))


def _neighbours(folded: Folded) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    pairs = [(e.source, e.target) for e in folded.edges] + [(g.id, g.on) for g in folded.groups]
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return found


def places(rows: tuple[Row, ...] | list[Row]) -> dict[str, float]:
    """How far to the right of the middle each stands, counted in columns."""
    return {id_: at - (len(row.ids) - 1) / 2 for row in rows for at, id_ in enumerate(row.ids)}


def _untangle(rows: list[Row], neighbours: Mapping[str, list[str]]) -> tuple[Row, ...]:
    """Each row sorted by where its neighbours stand, down and up again: the barycentre method."""
    for order in (range(len(rows)), reversed(range(len(rows))), range(len(rows))):
        for index in order:
            at = places(rows)
            own = rows[index]

            def middle(id_: str, at: Mapping[str, float] = at, own: Row = own) -> float:
                others = [at[n] for n in neighbours.get(id_, ()) if n not in own.ids]
                return sum(others) / len(others) if others else at[id_]

            rows[index] = Row(level=own.level, first=own.first, ids=tuple(sorted(own.ids, key=middle)))
    return tuple(rows)
