"""A lineage made small enough to read: narrowed to what the reader asked for, the rest folded into counted groups.

A group is the works of one kind and level that hang on one work, as in "+37 Kế hoạch". It folds the largest groups
first, until what is left fits; of a group that the reader opened, `OPENED` members are in sight at a time. All that is
not drawn is counted: what hangs behind a folded work is counted with it. It refuses to drop the focus.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.levels import LEVELS
from graph.lineage import Edge, Lineage, Node, Role
from ontology.fold import fold_text

DRAWN = 60
OPENED = 40  # of an opened group in sight at once
OPEN_AT_ONCE = 3
SEEN = 5  # of a folded group these stay in sight, those with something wrong first
_Key = tuple[str, bool, str | None, int]  # what it hangs on, below or above, kind, level


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the reader asked to see; nothing asked is everything."""

    kind: str = ""
    level: str = ""
    body: str = ""
    since: int | None = None
    until: int | None = None

    def fits(self, node: Node) -> bool:
        year = int(node.date[:4]) if node.date else None
        return (
            (not self.kind or node.type == self.kind)
            and (not self.level or LEVELS[node.level] == self.level)
            and all(word in fold_text(node.issuer or "") for word in fold_text(self.body).split())
            and (self.since is None or (year is not None and year >= self.since))
            and (self.until is None or (year is not None and year <= self.until))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Works that stand in the picture as one. `members` are those it names; `behind` counts what hangs on them."""

    id: str
    on: str  # the work it hangs on
    below: bool
    kind: str | None
    level: int
    count: int
    role: Role = "legal_basis"
    members: tuple[str, ...] = ()
    behind: int = 0
    misquotes: int = 0
    outdated: int = 0
    page: int = 0  # of an opened group: which part of it is in sight, from 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What is drawn, and the groups that stand for the rest. `whole` is the lineage before."""

    whole: Lineage
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()

    @property
    def focus(self) -> str:
        return self.whole.focus


def find_anchors(lineage: Lineage) -> dict[str, str]:
    """The work that each hangs on: the neighbour one step nearer to the focus."""
    depths = {n.iri: n.depth for n in lineage.nodes}
    anchors: dict[str, str] = {}
    for edge in lineage.edges:
        for far, near in ((edge.source, edge.target), (edge.target, edge.source)):
            step = depths[far] - depths[near]
            outward = step == (1 if far == edge.source else -1) and abs(depths[far]) > abs(depths[near])
            if outward and near < anchors.get(far, "\uffff"):
                anchors[far] = near
    return anchors


def narrow_lineage(lineage: Lineage, wanted: Wanted) -> Lineage:
    """The works that fit, with those between them and the focus, so that the way stays visible."""
    anchors = find_anchors(lineage)
    kept = {lineage.focus}
    for node in lineage.nodes:
        at: str | None = node.iri if wanted.fits(node) else None
        while at is not None and at not in kept:
            kept.add(at)
            at = anchors.get(at)
    return replace(
        lineage,
        nodes=tuple(n for n in lineage.nodes if n.iri in kept),
        edges=tuple(e for e in lineage.edges if e.source in kept and e.target in kept),
        folded={iri: count for iri, count in lineage.folded.items() if iri in kept} if wanted == Wanted() else {},
    )


def _group_id(key: _Key) -> str:
    return hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()[:10]


def _sets(lineage: Lineage, anchors: dict[str, str]) -> dict[_Key, list[Node]]:
    """The works by what they hang on, kind and level; those with something wrong first."""
    sets: dict[_Key, list[Node]] = defaultdict(list)
    for node in lineage.nodes:
        if node.iri in anchors:
            sets[anchors[node.iri], node.depth > 0, node.type, node.level].append(node)
    for members in sets.values():
        members.sort(key=lambda n: (-n.misquotes, -n.outdated, n.label, n.iri))
    return sets


def fold_lineage(lineage: Lineage, most: int = DRAWN, opened: Mapping[str, int] = MappingProxyType({})) -> Folded:
    """At most `most` works and groups are left, more only where the reader opened a part of a group."""
    opened = dict(list(opened.items())[-OPEN_AT_ONCE:])
    most += OPENED * len(opened)
    anchors = find_anchors(lineage)
    hanging: dict[str, list[str]] = defaultdict(list)
    for far, near in anchors.items():
        hanging[near].append(far)
    sets = _sets(lineage, anchors)
    nodes = {n.iri: n for n in lineage.nodes}
    kept = dict(nodes)
    groups: dict[str, Group] = {}
    roles = _roles(lineage.edges)

    def take(members: Sequence[Node], key: _Key) -> None:
        """Put a group in the place of some members and of all that hangs on them."""
        if key[0] not in kept or not any(m.iri in kept for m in members):
            return
        chosen = {m.iri for m in members}
        gone = [m for m in sets[key] if m.iri in chosen or m.iri not in kept]
        behind = _behind([m.iri for m in gone], hanging) - {m.iri for m in gone}
        every = [nodes[iri] for iri in [m.iri for m in gone] + sorted(behind)]
        for node in every:
            kept.pop(node.iri, None)
        for id_, group in list(groups.items()):
            if group.on not in kept:
                del groups[id_]
        groups[_group_id(key)] = Group(
            id=_group_id(key), on=key[0], below=key[1], kind=key[2], level=key[3], count=len(gone),
            role=roles(gone[0].iri, key[0]), members=tuple(m.iri for m in gone), behind=len(behind),
            misquotes=sum(n.misquotes for n in every), outdated=sum(n.outdated for n in every),
            page=opened.get(_group_id(key), 0), pages=-(-len(sets[key]) // OPENED),
        )  # fmt: skip

    ranked = sorted(sets.items(), key=lambda s: (-len(s[1]), -abs(s[1][0].depth), str(s[0])))
    for key, members in ranked:
        if page := opened.get(_group_id(key)):
            take([m for i, m in enumerate(members) if i // OPENED != page - 1], key)
    for shown, least in ((SEEN, SEEN + 2), (0, 2), (0, 1)):
        for key, members in ranked:
            if len(kept) + len(groups) <= most:
                break
            if len(members) >= least and _group_id(key) not in opened:
                take(members[shown:], key)
    return Folded(
        whole=lineage,
        nodes=tuple(n for n in lineage.nodes if n.iri in kept),
        edges=tuple(e for e in lineage.edges if e.source in kept and e.target in kept),
        groups=tuple(sorted((*groups.values(), *_unread(lineage, kept)), key=lambda g: (g.on, g.below, g.id))),
    )


def _behind(starts: Iterable[str], hanging: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    frontier = list(starts)
    while frontier:
        frontier = [far for near in frontier for far in hanging.get(near, ()) if far not in found]
        found.update(frontier)
    return found


def _roles(edges: Iterable[Edge]) -> Callable[[str, str], Role]:
    by_pair = {frozenset((e.source, e.target)): e.role for e in edges}
    return lambda one, other: by_pair.get(frozenset((one, other)), "cites")


def _unread(lineage: Lineage, kept: Collection[str]) -> Iterable[Group]:
    """What reading itself left out, counted at the work it hangs on."""
    for node in lineage.nodes:
        if node.iri in kept and (count := lineage.folded.get(node.iri)):
            below = node.depth >= 0
            yield Group(
                id=_group_id((node.iri, below, "unread", node.level)), on=node.iri, below=below, kind=None,
                level=node.level, count=count,
            )  # fmt: skip
