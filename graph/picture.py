"""The lineage as a drawing: SVG and PNG by Graphviz, laid out in levels from the centre to the commune.

Every node is a link with real text; what is wrong is marked by a sign, a line style and a colour, so that none carries
the meaning alone. It refuses to draw more than `DRAWN` nodes: the nearest are drawn, the rest are counted in groups.
Words from documents are data here: they are never read as Graphviz's own markup.
"""

import textwrap
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import pairwise

import pygraphviz

from graph.lineage import LEVELS, Edge, Lineage, Node, edges_to_draw
from ontology.errors import Message

DRAWN = 60
LEVEL_NAMES: Mapping[str, Message] = {
    "central": Message("Trung ương", "Centre"),
    "province": Message("Tỉnh", "Province"),
    "department": Message("Sở, ngành", "Department"),
    "district": Message("Huyện", "District"),
    "commune": Message("Xã", "Commune"),
}
ROLE_NAMES: Mapping[str, Message] = {
    "legal_basis": Message("căn cứ", "basis"),
    "implements": Message("triển khai", "implements"),
    "cites": Message("viện dẫn", "cites"),
}
_WRAP = 30
_INK, _SOFT, _WRONG, _OUTDATED, _FOCUS = "#1c2430", "#566173", "#b3261e", "#8a5300", "#174a7c"


def _plain(words: str) -> str:
    """Words as Graphviz shows them: a backslash is a letter, and no text is taken for markup."""
    words = " ".join(words.split()).replace("\\", "\\\\")
    return "\u200b" + words if words.startswith("<") else words


def _lines(words: str, width: int = _WRAP, most: int = 3) -> str:
    lines = textwrap.wrap(_plain(words), width)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1] + "…"]
    return "\\n".join(lines)


def _label(node: Node) -> str:
    head = node.label.partition(" (")[0]
    marks = ""
    if node.misquotes:
        marks += f" ✕{node.misquotes}"
    if node.outdated:
        marks += f" ◷{node.outdated}"
    parts = [_lines(head + marks, most=2)]
    if node.issuer:
        parts.append(_lines(node.issuer, most=2))
    if node.date:
        parts.append(_plain("/".join(reversed(node.date.split("-")))))
    return "\\n".join(parts)


def _node_style(node: Node, lineage: Lineage) -> dict[str, str]:
    style = {"shape": "box", "style": "rounded,filled", "fillcolor": "white", "color": _SOFT, "penwidth": "1"}
    if not node.loaded:
        style |= {"style": "rounded,filled,dashed", "fillcolor": "#f5f6f8"}
    if node.expired:
        style |= {"color": _OUTDATED, "style": "rounded,filled,dashed"}
    if node.misquotes:
        style |= {"color": _WRONG, "penwidth": "2"}
    if node.iri == lineage.focus:
        style |= {"color": _FOCUS, "penwidth": "3", "fillcolor": "#eef4fb"}
    return style


def _edge_style(edge: Edge, lang: str) -> dict[str, str]:
    words = ROLE_NAMES[edge.role].as_dict()[lang]
    if edge.wrong:
        return {"label": f"✕ {words}", "color": f"{_WRONG}:{_WRONG}", "fontcolor": _WRONG}
    if edge.outdated:
        return {"label": f"◷ {words}", "color": _OUTDATED, "fontcolor": _OUTDATED, "style": "dashed"}
    return {"label": words, "color": _SOFT, "style": "solid" if edge.role == "implements" else "dotted"}


def _chosen(lineage: Lineage, most: int) -> tuple[list[Node], dict[str, int]]:
    """The nodes to draw, the nearest first, and how many hang unseen on each."""
    ranked = sorted(lineage.nodes, key=lambda n: (abs(n.depth), n.iri != lineage.focus, n.iri))
    drawn = {n.iri for n in ranked[:most]}
    hidden: dict[str, int] = defaultdict(int, lineage.folded)
    for edge in lineage.edges:
        if (edge.source in drawn) != (edge.target in drawn):
            hidden[edge.target if edge.target in drawn else edge.source] += 1
    return [n for n in ranked if n.iri in drawn], {k: v for k, v in hidden.items() if k in drawn}


def _build(lineage: Lineage, lang: str, link: Callable[[str], str], most: int) -> pygraphviz.AGraph:
    nodes, hidden = _chosen(lineage, most)
    names = {n.iri: f"n{i}" for i, n in enumerate(nodes)}
    picture = pygraphviz.AGraph(directed=True, strict=False, rankdir="TB", bgcolor="transparent", nodesep="0.25")
    picture.graph_attr.update(ranksep="0.55", fontname="Be Vietnam Pro", pad="0.2")
    picture.node_attr.update(fontname="Be Vietnam Pro", fontsize="11", fontcolor=_INK, margin="0.14,0.09")
    picture.edge_attr.update(fontname="Be Vietnam Pro", fontsize="9", fontcolor=_SOFT, arrowsize="0.7")
    used = sorted({n.level for n in nodes})
    for level in used:
        words = LEVEL_NAMES[LEVELS[level]].as_dict()[lang]
        picture.add_node(f"l{level}", label=words, shape="plaintext", fontcolor=_SOFT, fontsize="10")
    for one, other in pairwise(used):
        picture.add_edge(f"l{one}", f"l{other}", style="invis")
    for node in nodes:
        tip = _plain(node.title or node.label)
        picture.add_node(
            names[node.iri], label=_label(node), URL=link(node.iri), tooltip=tip, **_node_style(node, lineage)
        )
        if count := hidden.get(node.iri):
            more = f"m{names[node.iri]}"
            words = f"+ {count}"
            picture.add_node(more, label=words, shape="ellipse", URL=link(node.iri), fontcolor=_SOFT, color=_SOFT)
            picture.add_edge(more, names[node.iri], style="dotted", color=_SOFT, arrowhead="none")
    for level in used:
        picture.add_subgraph([names[n.iri] for n in nodes if n.level == level] + [f"l{level}"], rank="same")
    for edge in edges_to_draw(lineage):
        if edge.source in names and edge.target in names:
            # drawn from the basis down to what rests on it, so that the centre is on top
            picture.add_edge(names[edge.target], names[edge.source], dir="back", **_edge_style(edge, lang))
    return picture


def draw_lineage(
    lineage: Lineage, format_: str, *, lang: str = "vi", link: Callable[[str], str] = str, most: int = DRAWN
) -> bytes:
    """The drawing, `svg` or `png`. `link` gives the address behind a node."""
    data = _build(lineage, lang, link, most).draw(format=format_, prog="dot")
    return data if isinstance(data, bytes) else bytes(data)
