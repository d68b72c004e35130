"""Which graphs the office may write itself, and what may be said there.

The graphs under `<base>graph/` are the program's: what pages say, what follows from it, the register, reviews. A
statement there that nobody read anywhere would be believed like one that was. And because a plain query sees all graphs
as one, a graph of the office's own may not speak in the program's voice either: not in the words that only it states
(the vocabulary of Cancu, ELI), nor about its things in words that it uses of them. Notes on a work in words of one's
own are welcome.
"""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from graph.names import CC, ELI, PREFIXES, RDF, base
from ontology.errors import AccessError

OWN = "own/"  # graphs under <base>own/ open at their own address
_TYPE = RDF + "type"
_OURS = (CC, ELI)
_USED = tuple(PREFIXES.values())


def own_graph(name: str) -> str:
    """The IRI of a graph of the office's own that this server also opens."""
    return f"{base()}{OWN}{name}"


def is_protected(graph: str) -> bool:
    """Whether a graph is the program's."""
    return graph.startswith(base() + "graph/")


def refuse_protected(graph: str | None) -> str:
    """The graph's IRI, if it may be written."""
    if graph is None or graph in ("DEFAULT", "NAMED", "ALL"):
        raise AccessError(
            "Đồ thị mặc định là hợp của mọi đồ thị, không ghi vào được. Hãy nêu một đồ thị riêng, ví dụ "
            f"<{own_graph('ghi-chu')}>.",
            "The default graph is the union of all graphs and cannot be written. Name a graph of your own, such as "
            f"<{own_graph('notes')}>.",
        )
    if is_protected(graph):
        raise AccessError(
            f"<{graph}> do chương trình giữ: nội dung đến từ văn bản, sổ đăng ký và việc xem xét. Hãy nạp văn bản, nạp "
            f"sổ hoặc xem xét; ghi chú riêng để ở đồ thị riêng, ví dụ <{own_graph('ghi-chu')}>.",
            f"<{graph}> is kept by the program: it holds what documents, the register and reviews say. Load, import or "
            f"review instead; notes go to a graph of your own, such as <{own_graph('notes')}>.",
            graph=graph,
        )
    return graph


def refuse_false_witness(quads: Iterable[Quad]) -> None:
    """Refuse statements that the program would take for its own."""
    for quad in quads:
        predicate, subject = quad.predicate.value, quad.subject
        kind = quad.object.value if predicate == _TYPE and isinstance(quad.object, NamedNode) else ""
        ours = predicate.startswith(_OURS) or kind.startswith(_OURS)
        theirs = isinstance(subject, NamedNode) and (
            subject.value.startswith(_USED)
            or (subject.value.startswith(base()) and not subject.value.startswith(base() + OWN))
        )
        if ours or (theirs and predicate.startswith(_USED)):
            raise AccessError(
                f"Không được ghi “{quad.subject} {quad.predicate}”: chương trình tự phát biểu điều này từ văn bản và "
                "sổ đăng ký. Hãy dùng một thuộc tính của riêng cơ quan.",
                f"“{quad.subject} {quad.predicate}” may not be written: the program states this from documents and "
                "the register. Use a property of your own.",
            )
