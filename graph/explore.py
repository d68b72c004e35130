"""The lineage as one HTML file of its own, to explore and to send to a colleague; pyvis draws it.

Nothing is fetched: the library stands in the file and the parts that pyvis asks a CDN for are taken out. Nothing from a
document runs: ids are numbers, there is no heading of pyvis's, and no tooltip may hold the word that makes pyvis read
HTML. The places are fixed from our own rows, because physics freezes from a few hundred nodes. What is folded stands in
the file unseen, and a click on its group shows it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from graph.folding import Folded, Group, fold_lineage
from graph.lineage import LEVELS, Edge, Lineage, Node
from graph.picture import LEVEL_NAMES, ROLE_NAMES, name_group
from graph.rows import lay_rows, places
from ontology.errors import Message

if TYPE_CHECKING:
    from pyvis.network import Network

MOST = 200
FOLDED_IN = 1000  # folded works that still travel in the file
_ACROSS = 8  # works side by side
_WIDE, _HIGH = 260, 130
_CDN = re.compile(r"<(script|link)\b[^>]*(?:src|href)=[\"']https?:[^>]*>(?:\s*</script>)?", re.I)
_CENTER = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.S)
_COLOURS = {"plain": "#566173", "wrong": "#b3261e", "outdated": "#8a5300", "focus": "#174a7c"}
_OPEN = """<script>
network.on("click", function (at) {
  var members = at.nodes.length === 1 ? FOLDED[at.nodes[0]] : null;
  if (!members) { return; }
  var hide = !nodes.get(members[0]).hidden;
  nodes.update(members.map(function (id) { return { id: id, hidden: hide }; }));
  if (hide) { network.fit(); } else { network.fit({ nodes: members.concat(at.nodes) }); }
});
</script>"""
_LEGEND = Message(
    "Kéo để xem, lăn để phóng. Bấm vào nhóm “+…” để mở hoặc gấp lại. ✕ viện dẫn sai · ◷ căn cứ lỗi thời. Mũi tên: "
    "văn bản này dựa trên văn bản kia.",
    "Drag to move, scroll to zoom. Press a group “+…” to open or fold it. ✕ misquotes · ◷ outdated basis. An arrow: "
    "this document rests on that one.",
)


def _quiet(words: str) -> str:
    """Words for a tooltip: one line, and never the word that pyvis takes for HTML."""
    return re.sub("href", "h\u200bref", " ".join(words.split()), flags=re.I)


def _short(label: str) -> str:
    return _quiet(label.partition(" (")[0])[:60]


def _marks(item: Node | Group) -> str:
    return (f" ✕{item.misquotes}" if item.misquotes else "") + (f" ◷{item.outdated}" if item.outdated else "")


def _add_node(network: Network, number: int, node: Node, at: tuple[float, float], focus: str, lang: str) -> None:
    state = "wrong" if node.misquotes else "outdated" if node.expired or node.outdated else "plain"
    state = "focus" if node.iri == focus else state
    title = _quiet(f"{LEVEL_NAMES[LEVELS[node.level]].as_dict()[lang]} · {node.label} · {node.title or ''}")
    network.add_node(
        number, label=_short(node.label) + _marks(node), title=title, shape="box", color="#ffffff",
        borderWidth=3 if state == "focus" else 1, x=at[0], y=at[1], font={"color": _COLOURS[state]}, physics=False,
    )  # fmt: skip


def _add_edge(network: Network, one: int, other: int, edge: Edge, lang: str) -> None:
    state = "wrong" if edge.wrong else "outdated" if edge.outdated else "plain"
    sign = {"wrong": "✕ ", "outdated": "◷ "}.get(state, "")
    network.add_edge(
        one, other, color=_COLOURS[state], label=sign + ROLE_NAMES[edge.role].as_dict()[lang],
        dashes=state == "outdated",
    )  # fmt: skip


def _add_folded(network: Network, folded: Folded, numbers: dict[str, int], right: float) -> dict[int, list[int]]:
    """The works of each group, unseen, in a block of their own to the right."""
    works = {n.iri: n for n in folded.whole.nodes}
    inside: dict[int, list[int]] = {}
    down, left = 0, FOLDED_IN
    for group in folded.groups:
        members, left = group.members[:left], left - len(group.members[:left])
        for place, iri in enumerate(members):
            numbers[iri] = len(numbers)
            inside.setdefault(numbers[group.id], []).append(numbers[iri])
            network.add_node(
                numbers[iri], label=_short(works[iri].label) + _marks(works[iri]), title=_quiet(works[iri].label),
                shape="box", color="#ffffff", x=right + place % 4 * _WIDE, y=(down + place // 4) * _HIGH, hidden=True,
                physics=False,
            )  # fmt: skip
        down += -(-len(members) // 4) + 1
    return inside


def _fill(network: Network, folded: Folded, lang: str) -> dict[int, list[int]]:
    rows = lay_rows(folded, _ACROSS)
    across = places(rows)
    heights = {id_: number for number, row in enumerate(rows) for id_ in row.ids}
    numbers = {id_: number for number, id_ in enumerate(across)}
    for node in folded.nodes:
        at = (across[node.iri] * _WIDE, heights[node.iri] * _HIGH)
        _add_node(network, numbers[node.iri], node, at, folded.focus, lang)
    for group in folded.groups:
        network.add_node(
            numbers[group.id], label=_quiet(name_group(group, lang)) + _marks(group), shape="box", color="#f1f1ee",
            x=across[group.id] * _WIDE, y=heights[group.id] * _HIGH, physics=False,
            shapeProperties={"borderDashes": [4, 4]},
        )  # fmt: skip
    inside = _add_folded(network, folded, numbers, (max(across.values()) + 2) * _WIDE)
    for edge in folded.whole.edges:
        if edge.source in numbers and edge.target in numbers:
            _add_edge(network, numbers[edge.source], numbers[edge.target], edge, lang)
    for group in folded.groups:
        ends = (group.id, group.on) if group.below else (group.on, group.id)
        network.add_edge(numbers[ends[0]], numbers[ends[1]], color=_COLOURS["plain"], dashes=True)
    return inside


def _heading(folded: Folded, lang: str) -> str:
    focus = folded.whole.node(folded.focus)
    words = escape(f"{focus.label} · {focus.title or ''}" if focus else "")
    return f'<p style="font: 15px sans-serif; margin: 8px"><b>{words}</b><br>{escape(_LEGEND.as_dict()[lang])}</p>'


def _openings(inside: Mapping[int, list[int]]) -> str:
    return _OPEN.replace("FOLDED", json.dumps(inside, separators=(",", ":")), 1) if inside else ""


def explore_lineage(lineage: Lineage, *, lang: str = "vi") -> bytes:
    """The file, UTF-8."""
    from pyvis.network import Network  # heavy (it brings a notebook along), and only this picture needs it

    network = Network(height="88vh", width="100%", directed=True, cdn_resources="in_line", bgcolor="#ffffff")
    network.toggle_physics(False)
    folded = fold_lineage(lineage, MOST)
    inside = _fill(network, folded, lang)
    html = _CENTER.sub("", _CDN.sub("", network.generate_html(notebook=False)))
    policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    html = html.replace("<head>", f'<head><meta charset="utf-8">{meta}', 1)
    head, tail = html.replace("<body>", "<body>" + _heading(folded, lang), 1).rsplit("</body>", 1)
    return f"{head}{_openings(inside)}</body>{tail}".encode()
