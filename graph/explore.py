"""The lineage as one HTML file of its own, to explore and to send to a colleague; pyvis draws it.

Nothing is fetched: the library stands in the file and the parts that pyvis asks a CDN for are taken out. Nothing from a
document runs: ids are numbers, there is no heading, and no tooltip may hold the word that makes pyvis read HTML. The
places are fixed from our own levels, because physics freezes from a few hundred nodes.
"""

import re
from collections import defaultdict

from pyvis.network import Network

from graph.lineage import LEVELS, Lineage
from graph.picture import LEVEL_NAMES, ROLE_NAMES

MOST = 200
_WIDE, _HIGH = 260, 200
_CDN = re.compile(r"<(script|link)\b[^>]*(?:src|href)=[\"']https?:[^>]*>(?:\s*</script>)?", re.I)
_CENTER = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.S)
_COLOURS = {"plain": "#566173", "wrong": "#b3261e", "outdated": "#8a5300", "focus": "#174a7c"}


def _quiet(words: str) -> str:
    """Words for a tooltip: one line, and never the word that pyvis takes for HTML."""
    return re.sub("href", "h\u200bref", " ".join(words.split()), flags=re.I)


def _short(label: str) -> str:
    return _quiet(label.partition(" (")[0])[:60]


def explore_lineage(lineage: Lineage, *, lang: str = "vi") -> bytes:
    """The file, UTF-8."""
    network = Network(height="95vh", width="100%", directed=True, cdn_resources="in_line", bgcolor="#ffffff")
    network.toggle_physics(False)
    nodes = sorted(lineage.nodes, key=lambda n: (abs(n.depth), n.iri))[:MOST]
    numbers = {n.iri: i for i, n in enumerate(nodes)}
    columns: dict[int, int] = defaultdict(int)
    for node in sorted(nodes, key=lambda n: (n.level, n.iri)):
        state = "focus" if node.iri == lineage.focus else "wrong" if node.misquotes else "plain"
        state = "outdated" if state == "plain" and (node.expired or node.outdated) else state
        marks = (f" ✕{node.misquotes}" if node.misquotes else "") + (f" ◷{node.outdated}" if node.outdated else "")
        more = f" +{lineage.folded[node.iri]}" if node.iri in lineage.folded else ""
        title = _quiet(f"{LEVEL_NAMES[LEVELS[node.level]].as_dict()[lang]} · {node.label} · {node.title or ''}")
        network.add_node(
            numbers[node.iri], label=_short(node.label) + marks + more, title=title, shape="box", color="#ffffff",
            borderWidth=3 if state == "focus" else 1, x=columns[node.level] * _WIDE, y=node.level * _HIGH,
            font={"color": _COLOURS[state]}, physics=False,
        )  # fmt: skip
        columns[node.level] += 1
    for edge in lineage.edges:
        if edge.source in numbers and edge.target in numbers:
            state = "wrong" if edge.wrong else "outdated" if edge.outdated else "plain"
            sign = {"wrong": "✕ ", "outdated": "◷ "}.get(state, "")
            network.add_edge(
                numbers[edge.source], numbers[edge.target], color=_COLOURS[state],
                label=sign + ROLE_NAMES[edge.role].as_dict()[lang], dashes=state == "outdated",
            )  # fmt: skip
    html = _CENTER.sub("", _CDN.sub("", network.generate_html(notebook=False)))
    policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace("<head>", f'<head><meta charset="utf-8">{meta}', 1).encode("utf-8")
