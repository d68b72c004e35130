"""The words around the exploring picture: title, heading, legend, and the picture's content as a table.

The table is for those who cannot see a canvas and for paper. Every word of a document is escaped here.
"""

from html import escape

from graph.folding import Folded
from graph.levels import LEVELS
from graph.picture import LEVEL_NAMES, ROLE_NAMES, name_group, name_marks, name_node
from ontology.errors import Message

_STYLE = """<style>
body { margin: 0 16px 24px; background: #fff; color: #1b2330; }
body { font: 15px/1.6 "Be Vietnam Pro", "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 21px; line-height: 1.3; margin: 14px 0 2px; } p { margin: 2px 0 8px; color: #545e6e; }
#mynetwork { border: 1px solid #dcdfe4 !important; border-radius: 10px; float: none !important; } .card { border: 0; }
ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 6px 0 10px; padding: 0; }
ul.legend { font-size: 14px; color: #545e6e; }
.wrong { color: #ad221b; } .outdated { color: #7f4d00; } .doubtful { color: #3f4c8c; } .focus { color: #174a7c; }
summary { cursor: pointer; font-weight: 600; margin: 14px 0 6px; min-height: 24px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; } th { color: #545e6e; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid #dcdfe4; }
@media print { details:not([open])::details-content { content-visibility: visible; display: block; } }
</style>"""
_HOW = Message(
    "Kéo để xem, lăn để phóng. Bấm vào nhóm “+…” để mở hoặc gấp lại. Mũi tên: văn bản này dựa trên văn bản kia.",
    "Drag to move, scroll to zoom. Press a group “+…” to open or fold it. An arrow: this document rests on that one.",
)
_LEGEND = (
    ("focus", Message("khung xanh đậm: văn bản đang xem", "thick blue frame: the document asked for")),
    ("wrong", Message("✕ khung đỏ, nét đậm: viện dẫn sai (số lỗi)", "✕ red frame, thick line: wrong (errors)")),
    ("doubtful", Message("? nét xanh tím: có chỗ khác, cần xem", "? violet line: something differs, to be looked at")),
    (
        "outdated",
        Message("◷ khung nâu, nét đứt: lỗi thời, hết hiệu lực", "◷ brown frame, dashed line: outdated"),
    ),
    ("", Message("khung nét đứt: kho chưa có toàn văn", "dashed frame: its text is not in the store")),
    ("", Message("nét liền: triển khai; nét chấm: căn cứ", "solid line: implements; dotted: basis")),
)
_TABLE = Message("Cùng nội dung, dạng bảng", "The same as a table")
_HEADS = (Message("Văn bản", "Document"), Message("Cấp", "Level"), Message("Quan hệ", "Relation"),
          Message("Dựa trên", "Rests on"), Message("Dấu hiệu", "Marks"))  # fmt: skip
_NONE = Message("Chưa biết quan hệ nào.", "No relation is known.")
_SIGNS = (Message("sai", "wrong"), Message("cần xem", "to be looked at"), Message("lỗi thời", "outdated"))


def _subject(folded: Folded) -> tuple[str, str]:
    focus = folded.whole.node(folded.focus)
    return (focus.label.partition(" (")[0], focus.title or "") if focus else ("", "")


def write_head(folded: Folded, lang: str) -> str:
    """What stands in the file's head beside the library."""
    words = Message("Lược đồ", "Lineage").as_dict()[lang]
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f"{view}<title>{words}: {escape(_subject(folded)[0])}</title>{_STYLE}"


def write_heading(folded: Folded, lang: str) -> str:
    """The heading, how to move about, and the legend."""
    name, title = _subject(folded)
    signs = "".join(f'<li class="{kind}">{escape(words.as_dict()[lang])}</li>' for kind, words in _LEGEND)
    return (
        f"<main><h1>{escape(name)}</h1><p>{escape(title)}</p><p>{escape(_HOW.as_dict()[lang])}</p>"
        f'<ul class="legend">{signs}</ul>'
    )


def write_table(folded: Folded, lang: str) -> str:
    """Every relation of the picture, and the groups, in a table that opens."""
    names = {n.iri: " · ".join(name_node(n, lang)) for n in folded.nodes}
    levels = {n.iri: LEVEL_NAMES[LEVELS[n.level]].as_dict()[lang] for n in folded.nodes}
    wrong, doubtful, outdated = (sign.as_dict()[lang] for sign in _SIGNS)
    rows = [
        (names[e.source], levels[e.source], ROLE_NAMES[e.role].as_dict()[lang], names[e.target],
         ", ".join([f"✕ {wrong}"] * e.wrong + [f"? {doubtful}"] * e.doubtful + [f"◷ {outdated}"] * e.outdated))
        for e in folded.edges
    ]  # fmt: skip
    for g in folded.groups:
        own, other = (name_group(g, lang), names[g.on]) if g.below else (names[g.on], name_group(g, lang))
        rows.append((own, "", ROLE_NAMES[g.role].as_dict()[lang], other, name_marks(g).strip()))
    heads = "".join(f'<th scope="col">{escape(h.as_dict()[lang])}</th>' for h in _HEADS)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    body = body or f'<tr><td colspan="5">{escape(_NONE.as_dict()[lang])}</td></tr>'
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f"<details><summary>{escape(_TABLE.as_dict()[lang])}</summary>{table}</details></main>"
