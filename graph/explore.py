"""The lineage as one HTML file of its own, to explore and to send to a colleague; pyvis draws it.

Nothing is fetched: the library stands in the file and the parts that pyvis asks a CDN for are taken out. Nothing from a
document runs: ids are numbers, there is no heading of pyvis's, and no tooltip may hold the word that makes pyvis read
HTML. The places are fixed from our own rows, because physics freezes from a few hundred nodes. What is folded stands in
the file unseen, and a click on its group shows it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.bends import Box, Point, choose_bends
from graph.explore_script import write_script
from graph.explore_words import write_head, write_heading, write_table
from graph.folding import Folded, fold_lineage
from graph.levels import LEVELS
from graph.lineage import Edge, Lineage, Node, edges_to_draw
from graph.picture import LEVEL_NAMES, ROLE_NAMES, name_group, name_marks, name_node
from graph.rows import lay_rows, places

if TYPE_CHECKING:
    from pyvis.network import Network

MOST = 200
FOLDED_IN = 1000  # folded works that still travel in the file
_ACROSS = 5  # works side by side
_WIDE, _HIGH, _STEP = 290, 200, 34  # neighbours stand a step apart, so that no arrow hides behind the one between
_WRAP = 26
_FACE = "Be Vietnam Pro, Segoe UI, system-ui, sans-serif"
_CDN = re.compile(r"<(script|link)\b[^>]*(?:src|href)=[\"']https?:[^>]*>(?:\s*</script>)?", re.I)
_CENTER = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.S)
_COLOURS = {"plain": "#566173", "wrong": "#b3261e", "outdated": "#8a5300", "doubtful": "#3f4c8c", "focus": "#174a7c"}


def _quiet(words: str) -> str:
    """Words for a tooltip: one line, and never the word that pyvis takes for HTML."""
    return re.sub("href", "h\u200bref", " ".join(words.split()), flags=re.I)


def _wrapped(words: str, most: int = 3) -> list[str]:
    lines = textwrap.wrap(_quiet(words), _WRAP)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: _WRAP - 1] + "…"]


def _state(node: Node, focus: str) -> str:
    if node.iri == focus:
        return "focus"
    return "wrong" if node.misquotes else "outdated" if node.expired or node.outdated else "plain"


def _add_node(
    network: Network, number: int, node: Node, at: Point, focus: str, lang: str, *, hidden: bool = False
) -> Box:
    state = _state(node, focus)
    lines = [part for line in name_node(node, lang) for part in _wrapped(line)]
    title = _quiet(f"{LEVEL_NAMES[LEVELS[node.level]].as_dict()[lang]} · {node.label} · {node.title or ''}")
    network.add_node(
        number, label="\n".join(lines), title=title, shape="box", x=at[0], y=at[1], physics=False, margin=8,
        color={"background": "#eef4fb" if state == "focus" else "#ffffff", "border": _COLOURS[state]},
        borderWidth={"focus": 3, "wrong": 2}.get(state, 1), font={"color": "#1c2430", "size": 14, "face": _FACE},
        shapeProperties={"borderDashes": False if node.loaded else [5, 4], "borderRadius": 8}, hidden=hidden,
    )  # fmt: skip
    return Box(at=at, half=(max(len(line) for line in lines) * 3.9 + 10, len(lines) * 8.5 + 10))


def _add_edge(network: Network, one: int, other: int, edge: Edge, bend: float, lang: str) -> None:
    state = "wrong" if edge.wrong else "doubtful" if edge.doubtful else "outdated" if edge.outdated else "plain"
    sign = {"wrong": "✕ ", "doubtful": "? ", "outdated": "◷ "}.get(state, "")
    dashes: bool | list[int] = (
        [9, 6] if state == "outdated" else False if edge.role == "implements" or edge.wrong else [2, 5]
    )
    network.add_edge(
        one, other, color=_COLOURS[state], label=sign + ROLE_NAMES[edge.role].as_dict()[lang], dashes=dashes,
        width=3 if edge.wrong else 1.5, smooth=_smooth(bend),
        font={"color": _COLOURS[state], "size": 12, "face": _FACE, "background": "#ffffff", "strokeWidth": 0},
    )  # fmt: skip


def _smooth(bend: float) -> dict[str, object]:
    """What vis-network calls a bend; a file is read by people, so a straight line says that it is one."""
    return {"enabled": bool(bend), "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}


def _add_folded(
    network: Network, folded: Folded, numbers: dict[str, int], right: float, lang: str
) -> dict[int, list[int]]:
    """The works of each group, unseen, in a block of their own to the right."""
    works = {n.iri: n for n in folded.whole.nodes}
    inside: dict[int, list[int]] = {}
    down, left = 0, FOLDED_IN
    for group in folded.groups:
        members, left = group.members[:left], left - len(group.members[:left])
        for place, iri in enumerate(members):
            numbers[iri] = len(numbers)
            inside.setdefault(numbers[group.id], []).append(numbers[iri])
            at = (right + place % 4 * _WIDE, (down + place // 4) * _HIGH)
            _add_node(network, numbers[iri], works[iri], at, folded.focus, lang, hidden=True)
        down += -(-len(members) // 4) + 1
    return inside


def _places(folded: Folded) -> tuple[dict[str, Point], list[tuple[int, Point]]]:
    """Where each work and group stands, and where the name of each level."""
    rows = lay_rows(folded, _ACROSS)
    across = places(rows)
    left = (min(across.values()) - 0.9) * _WIDE
    at: dict[str, Point] = {}
    for down, row in enumerate(rows):
        for place, id_ in enumerate(row.ids):
            lower = _STEP * (1 if place % 2 else -1) if len(row.ids) > 2 else 0
            at[id_] = (across[id_] * _WIDE, down * _HIGH + lower)
    return at, [(row.level, (left, down * _HIGH)) for down, row in enumerate(rows) if row.first]


def _fill(network: Network, folded: Folded, lang: str) -> tuple[dict[int, list[int]], int]:
    """Everything put in its place: the members of each group, and the number of the document asked for."""
    at, levels = _places(folded)
    numbers = {id_: number for number, id_ in enumerate(at)}
    boxes: dict[int, Box] = {}
    for node in folded.nodes:
        number = numbers[node.iri]
        boxes[number] = _add_node(network, number, node, at[node.iri], folded.focus, lang)
    for group in folded.groups:
        number, lines = numbers[group.id], _wrapped(name_group(group, lang) + name_marks(group))
        network.add_node(
            number, label="\n".join(lines), shape="box", color={"background": "#f1f1ee", "border": _COLOURS["plain"]},
            x=at[group.id][0], y=at[group.id][1], physics=False, shapeProperties={"borderDashes": [2, 3]},
            font={"face": _FACE},
        )  # fmt: skip
        boxes[number] = Box(at=at[group.id], half=(_WRAP * 3.9 + 10, len(lines) * 8.5 + 10))
    inside = _add_folded(network, folded, numbers, (max(x for x, _ in at.values())) + 2 * _WIDE, lang)
    for level, (x, y) in levels:
        network.add_node(
            f"l{level}", label=LEVEL_NAMES[LEVELS[level]].as_dict()[lang], shape="text", x=x, y=y, physics=False,
            fixed=True, font={"color": _COLOURS["plain"], "size": 15, "face": _FACE},
        )  # fmt: skip
    _add_edges(network, folded, numbers, [boxes[i] for i in range(len(boxes))], lang)
    return inside, numbers[folded.focus]


def _add_edges(network: Network, folded: Folded, numbers: Mapping[str, int], boxes: list[Box], lang: str) -> None:
    """The edges that no others imply, in sight and in what is folded."""
    in_sight = replace(folded.whole, nodes=folded.nodes, edges=folded.edges)
    kept = set(edges_to_draw(in_sight)) | (set(edges_to_draw(folded.whole)) - set(folded.edges))
    edges = [e for e in folded.whole.edges if e in kept]
    ends = [(numbers.get(e.source, -1), numbers.get(e.target, -1)) for e in edges]
    seen = [i for i, pair in enumerate(ends) if all(0 <= n < len(boxes) for n in pair)]
    bends = dict(zip(seen, choose_bends([ends[i] for i in seen], boxes), strict=True))
    for i, (edge, (one, other)) in enumerate(zip(edges, ends, strict=True)):
        if min(one, other) >= 0:
            _add_edge(network, one, other, edge, bends.get(i, 0.0), lang)
    for group in folded.groups:
        pair = (group.id, group.on) if group.below else (group.on, group.id)
        network.add_edge(numbers[pair[0]], numbers[pair[1]], color=_COLOURS["plain"], dashes=[2, 5], smooth=_smooth(0))


def explore_lineage(lineage: Lineage, *, lang: str = "vi") -> bytes:
    """The file, UTF-8."""
    from pyvis.network import Network  # heavy (it brings a notebook along), and only this picture needs it

    network = Network(height="76vh", width="100%", directed=True, cdn_resources="in_line", bgcolor="#ffffff")
    network.toggle_physics(False)
    folded = fold_lineage(lineage, MOST)
    inside, focus = _fill(network, folded, lang)
    html = _CENTER.sub("", _CDN.sub("", network.generate_html(notebook=False)))
    policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    html = html.replace("<html>", f'<html lang="{lang}">', 1)
    html = html.replace("<head>", f'<head><meta charset="utf-8">{meta}{write_head(folded, lang)}', 1)
    head, tail = html.replace("<body>", "<body>" + write_heading(folded, lang), 1).rsplit("</body>", 1)
    return f"{head}{write_table(folded, lang)}{write_script(inside, focus)}</body>{tail}".encode()
