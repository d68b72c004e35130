"""The lineage as a drawing: SVG and PNG by Graphviz, in levels from the centre to the commune.

Every node is a link with real text; what is wrong is marked by a sign, a line style and a colour, so that none carries
the meaning alone. It draws at most some sixty works: `graph.folding` counts the rest in groups.
Words from documents are data here: they are never read as Graphviz's own markup.
"""

import textwrap
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.edge_words import Box, place_words
from graph.folding import DRAWN, Folded, Group, fold_lineage
from graph.levels import LEVELS
from graph.lineage import Edge, Lineage, Node, edges_to_draw
from graph.rows import Row, lay_rows, places
from ontology.dates import format_day
from ontology.errors import Message
from ontology.xml_text import fit_xml

if TYPE_CHECKING:
    import pygraphviz

    _Said = list[tuple[pygraphviz.Edge, str]]

WIDE = 5  # works side by side
KEPT = 256  # drawings that are not drawn again
CURVED = 400  # drawn edges that may bend round the works in their way: bending takes time
LEVEL_NAMES: Mapping[str, Message] = {
    "central": Message("Trung ương", "Centre"),
    "province": Message("Tỉnh", "Province"),
    "department": Message("Sở, ngành", "Department"),
    "district": Message("Huyện", "District"),
    "commune": Message("Xã", "Commune"),
    "unknown": Message("Chưa rõ cấp", "Level not known"),
}
ROLE_NAMES: Mapping[str, Message] = {
    "legal_basis": Message("căn cứ", "basis"),
    "implements": Message("triển khai", "implements"),
    "cites": Message("viện dẫn", "cites"),
    "related": Message("", ""),  # pairs of an answer: its columns say how
}
_WRAP = 25
_COLUMN, _BESIDE, _GAP = 184, 36, 62  # points from column to column at least, between neighbours, between rows
_CAPTION = 130  # letters in a line under the picture
_BESIDE_WORDS = 84  # between neighbours where words stand there
_INK, _SOFT, _WRONG, _OUTDATED, _FOCUS = "#1c2430", "#566173", "#b3261e", "#8a5300", "#174a7c"
_UNSURE = "#3f4c8c"
_ONE_AT_A_TIME = threading.RLock()  # Graphviz keeps global state: two threads in it end the process


def _plain(words: str) -> str:
    """Words as Graphviz shows them: a backslash is a letter, and no text is taken for markup."""
    words = " ".join(words.split()).replace("\\", "\\\\")
    return "\u200b" + words if words.startswith("<") else words


def _lines(words: str, width: int = _WRAP, most: int = 3) -> str:
    lines = textwrap.wrap(_plain(words), width)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1] + "…"]
    return "\\n".join(lines)


def name_node(node: Node, lang: str) -> tuple[str, ...]:
    """The lines of a work in a picture: its number with its marks, its issuer, its date, and when its force ended."""
    head = node.label.partition(" (")[0] + name_marks(node)
    ended = Message("hết hiệu lực từ {day}", "not in force from {day}").as_dict()[lang]
    lines = (
        head,
        node.issuer or "",
        format_day(node.date, lang) if node.date else "",
        "◷ " + ended.format(day=format_day(node.expired, lang)) if node.expired else "",
    )
    return tuple(line for line in lines if line)


def name_marks(item: Node | Group) -> str:
    """How many errors stand in the references of a work or a group, how many bases are outdated: " ✕2 ◷1"."""
    return (f" ✕{item.misquotes}" if item.misquotes else "") + (f" ◷{item.outdated}" if item.outdated else "")


def _label(node: Node, lang: str) -> str:
    head, *rest = name_node(node, lang)
    return "\\n".join([_lines(head, most=2), *(_lines(line) for line in rest)])


def _node_style(node: Node, focus: str) -> dict[str, str]:
    style = {"shape": "box", "style": "rounded,filled", "fillcolor": "white", "color": _SOFT, "penwidth": "1"}
    if not node.loaded:
        style |= {"style": "rounded,filled,dashed", "fillcolor": "#f5f6f8"}
    if node.expired:
        style |= {"color": _OUTDATED}
    if node.misquotes:
        style |= {"color": _WRONG, "penwidth": "2"}
    if node.iri == focus:
        style |= {"color": _FOCUS, "penwidth": "3", "fillcolor": "#eef4fb"}
    return style


def _edge_style(edge: Edge, lang: str) -> dict[str, str]:
    words = ROLE_NAMES[edge.role].as_dict()[lang]
    if edge.wrong:
        return {"label": f"✕ {words}", "color": f"{_WRONG}:{_WRONG}", "fontcolor": _WRONG}
    if edge.doubtful:
        style = "solid" if edge.role == "implements" else "dotted"
        return {"label": f"? {words}", "color": _UNSURE, "fontcolor": _UNSURE, "style": style, "penwidth": "1.6"}
    if edge.outdated:
        return {"label": f"◷ {words}", "color": _OUTDATED, "fontcolor": _OUTDATED, "style": "dashed"}
    return {"label": words, "color": _SOFT, "style": "solid" if edge.role == "implements" else "dotted"}


def _group_label(group: Group, lang: str) -> str:
    return _lines(name_group(group, lang) + name_marks(group))


def name_group(group: Group, lang: str) -> str:
    """What a group is called: "+37 Kế hoạch, Xã"."""
    words = group.kind or Message("văn bản", "documents").as_dict()[lang]
    place = f", {LEVEL_NAMES[LEVELS[group.level]].as_dict()[lang]}" if group.members else ""
    behind = Message(f" (và {group.behind} văn bản sau)", f" (and {group.behind} behind)").as_dict()[lang]
    return f"+{group.count} {words}{place}{behind if group.behind else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The address behind a work and behind a group; none where a picture stands alone. `caption` are the lines under a
    picture that is taken away from its page."""

    work: Callable[[str], str] = str
    group: Callable[[Group], str] | None = None
    caption: tuple[str, ...] = ()


def _add_nodes(picture: "pygraphviz.AGraph", folded: Folded, names: Mapping[str, str], lang: str, links: Links) -> None:
    for node in folded.nodes:
        own = {"id": "focus", "class": "focus"} if node.iri == folded.focus else {}
        picture.add_node(
            names[node.iri], label=_label(node, lang), URL=links.work(node.iri),
            tooltip=_plain(node.title or node.label), **_node_style(node, folded.focus), **own,
        )  # fmt: skip
    for group in folded.groups:
        style = {"color": _WRONG if group.misquotes else _SOFT, "fontcolor": _WRONG if group.misquotes else _INK}
        address = {"URL": links.group(group)} if links.group else {}
        picture.add_node(
            names[group.id], label=_group_label(group, lang), shape="folder", margin="0.2,0.12",
            tooltip=_plain(name_group(group, lang)), **style, **address,
        )  # fmt: skip


def drawn_edges(folded: Folded) -> tuple[Edge, ...]:
    """The lines of the picture: those of the works in sight that no others imply."""
    return edges_to_draw(replace(folded.whole, nodes=folded.nodes, edges=folded.edges))


def _add_lines(picture: "pygraphviz.AGraph", folded: Folded, names: Mapping[str, str], lang: str) -> "_Said":
    """The edges, drawn from the basis down to what rests on it, so that the centre is on top; the words of each."""
    for group in folded.groups:
        ends = (names[group.on], names[group.id]) if group.below else (names[group.id], names[group.on])
        role = ROLE_NAMES[group.role].as_dict()[lang]
        picture.add_edge(*ends, dir="back", style="dotted", color=_SOFT, edgetooltip=role)
    edges = sorted(
        drawn_edges(folded),
        key=lambda e: (not e.wrong, not e.doubtful, not e.outdated, e.source, e.target),
    )
    if len(edges) > CURVED:
        picture.graph_attr["splines"] = "line"
    said = []
    for number, edge in enumerate(edges):
        style = _edge_style(edge, lang)
        words = style.pop("label")
        ends = names[edge.target], names[edge.source]
        picture.add_edge(*ends, key=f"e{number}", dir="back", edgetooltip=_plain(words), **style)
        said.append((picture.get_edge(*ends, key=f"e{number}"), words))
    return said


def _lines_within_rows(folded: Folded, rows: Sequence[Row]) -> bool:
    """Whether a line runs from a work to its neighbour: its words stand between them."""
    beside = {frozenset(pair) for row in rows for pair in pairwise(row.ids)}
    return any(frozenset((e.source, e.target)) in beside for e in folded.edges)


def _place(
    picture: "pygraphviz.AGraph", folded: Folded, names: Mapping[str, str], lang: str, caption: Sequence[str]
) -> None:
    """Every node in its row, and the name of a level to the left of its first.

    Columns are as wide as the widest node asks for: where two boxes touch, Graphviz draws every edge of the picture
    straight, through whatever stands in its way.
    """
    picture.layout(prog="dot")  # there are no edges yet: this only measures
    sizes = {id_: _size_of(picture.get_node(name)) for id_, name in names.items()}
    rows = lay_rows(folded, WIDE)
    across = places(rows)
    beside = _BESIDE_WORDS if _lines_within_rows(folded, rows) else _BESIDE
    column = max(_COLUMN, max(wide for wide, _ in sizes.values()) + beside)
    left = min(across.values()) * column - column / 2 - 50
    down = 0.0
    for row in rows:
        high = max(sizes[id_][1] for id_ in row.ids)
        for id_ in row.ids:
            node = picture.get_node(names[id_])
            node.attr["pos"] = f"{across[id_] * column:.0f},{-down - high / 2:.0f}"
        if row.first:
            words = LEVEL_NAMES[LEVELS[row.level]].as_dict()[lang]
            picture.add_node(
                f"l{row.level}", label=words, shape="plaintext", fontcolor=_SOFT, fontsize="11", width="0.9",
                pos=f"{left:.0f},{-down - high / 2:.0f}",
            )  # fmt: skip
        down += high + _GAP
    if caption:
        words = "\\l".join(line for part in caption for line in textwrap.wrap(_plain(part), _CAPTION)) + "\\l"
        middle = (min(across.values()) + max(across.values())) * column / 2
        picture.add_node(
            "caption", label=words, shape="plaintext", fontsize="11",
            pos=f"{middle:.0f},{-down - 7 * words.count(chr(92)):.0f}",
        )  # fmt: skip


def _start(folded: Folded) -> tuple["pygraphviz.AGraph", dict[str, str]]:
    """An empty picture, and the names of what will stand in it."""
    names = {n.iri: f"n{i}" for i, n in enumerate(folded.nodes)}
    names |= {g.id: f"g{i}" for i, g in enumerate(folded.groups)}
    import pygraphviz  # Graphviz itself: only where something is drawn

    picture = pygraphviz.AGraph(directed=True, strict=False, splines="true", bgcolor="white", esep="+4")
    picture.graph_attr.update(fontname="Be Vietnam Pro", pad="0.15")
    picture.node_attr.update(fontname="Be Vietnam Pro", fontsize="11", fontcolor=_INK, margin="0.1,0.08")
    picture.edge_attr.update(fontname="Be Vietnam Pro", fontsize="9", fontcolor=_SOFT, arrowsize="0.7")
    return picture, names


def _build(folded: Folded, lang: str, links: Links) -> "pygraphviz.AGraph":
    """The picture, laid out."""
    picture, names = _start(folded)
    _add_nodes(picture, folded, names, lang, links)
    _place(picture, folded, names, lang, links.caption)
    said = _add_lines(picture, folded, names, lang)
    picture.layout(prog="nop1")
    boxes = [_box_of(picture.get_node(name)) for name in names.values()]
    free = place_words([(line.attr["pos"], words) for line, words in said], boxes)
    for (line, _), placed in zip(said, free, strict=True):
        if placed:
            (x, y), words = placed
            line.attr.update(label=_on_paper(words), lp=f"{x:.1f},{y:.1f}")
    return picture


def _on_paper(words: str) -> str:
    """The words of an edge, which are ours, on a strip of paper, so that their own line does not run through them."""
    strip = '<table border="0" cellborder="0" cellspacing="0" cellpadding="1" bgcolor="white">'
    return f"<{strip}<tr><td>{words}</td></tr></table>>"


def _box_of(node: "pygraphviz.Node") -> Box:
    x, y = (float(n) for n in node.attr["pos"].split(","))
    wide, high = _size_of(node)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _size_of(node: "pygraphviz.Node") -> tuple[float, float]:
    return float(node.attr["width"]) * 72, float(node.attr["height"]) * 72


def draw_folded(folded: Folded, format_: str, *, lang: str = "vi", links: Links | None = None) -> bytes:
    """The drawing of what was folded, `svg` or `png`."""
    links = links or Links()
    if format_ != "svg":  # a page shows the other; this one is taken away once, and is large
        return _draw(folded, format_, lang, links)
    works = tuple(links.work(node.iri) for node in folded.nodes)
    behind = tuple(links.group(group) for group in folded.groups) if links.group else None
    return _draw_svg(folded.focus, folded.nodes, folded.edges, folded.groups, lang, works, behind, links.caption)


@lru_cache(maxsize=KEPT)
def _draw_svg(
    focus: str,
    nodes: tuple[Node, ...],
    edges: tuple[Edge, ...],
    groups: tuple[Group, ...],
    lang: str,
    works: tuple[str, ...],
    behind: tuple[str, ...] | None,
    caption: tuple[str, ...],
) -> bytes:
    """A drawing by all that stands in it: the same words, lines and addresses are the same picture, whatever the state
    of the store, and anything else is another one."""
    work_of = dict(zip((node.iri for node in nodes), works, strict=True))
    group_of = dict(zip((group.id for group in groups), behind or (), strict=behind is not None))
    open_group = (lambda g: group_of[g.id]) if behind is not None else None
    links = Links(work=work_of.__getitem__, group=open_group, caption=caption)
    whole = Lineage(focus=focus, nodes=nodes, edges=edges)
    return _draw(Folded(whole=whole, nodes=nodes, edges=edges, groups=groups), "svg", lang, links)


def _draw(folded: Folded, format_: str, lang: str, links: Links) -> bytes:
    with _ONE_AT_A_TIME:
        picture = _build(folded, lang, links)
        try:
            data = picture.draw(format=format_, prog="nop2")
        finally:
            picture.close()
    drawn = data if isinstance(data, bytes) else bytes(data)
    return fit_xml(drawn.decode()).encode() if format_ == "svg" else drawn  # titles of scans hold what no XML may


def warm_up() -> None:
    """Draw something small: the first picture of a process pays for loading Graphviz and for looking at its fonts."""
    node = Node(iri="urn:cancu:first", label="Văn bản")
    draw_lineage(Lineage(focus=node.iri, nodes=(node,), edges=()), "svg")


def draw_lineage(
    lineage: Lineage, format_: str, *, lang: str = "vi", link: Callable[[str], str] = str, most: int = DRAWN
) -> bytes:
    """The drawing of a lineage with nothing opened. `link` gives the address behind a node."""
    return draw_folded(fold_lineage(lineage, most), format_, lang=lang, links=Links(work=link))
