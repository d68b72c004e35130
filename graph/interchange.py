"""The whole dataset out and in: N-Quads, TriG, JSON-LD; backups and their way back.

What is exported and imported elsewhere is the same dataset, quad for quad. Import goes into an empty store only: two
stores are joined by loading the documents of one into the other, which derives anew. Everything streams.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from pyoxigraph import Quad

from graph.judgements import Judge
from graph.names import PREFIXES, base, graph_named
from graph.settle import settle
from graph.store.seam import Change, Store
from graph.store.version import VERSION, open_engine, open_store, version_of
from ontology.errors import StoreError

FORMATS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
_SUFFIXES = {".nq": "nq", ".nquads": "nq", ".trig": "trig", ".jsonld": "jsonld", ".json": "jsonld"}
_PIECE = 50_000


def export_dataset(store: Store, out: BinaryIO, format_: str = "nq") -> None:
    """Write everything: sorted lines for N-Quads, grouped by graph for the others."""
    if format_ not in FORMATS:
        known = ", ".join(FORMATS)
        raise StoreError(
            f"Không có định dạng {format_}. Các định dạng: {known}.", f"There is no format {format_}. Formats: {known}."
        )
    if format_ == "nq":
        for line in canonical_lines(store.dump()):
            out.write(line.encode() + b"\n")
        return
    if format_ == "jsonld":
        _write_json_ld(store, out)
        return
    quads = (q for graph in store.graphs() for q in _of_graph(store, graph))
    ox.serialize(quads, out, format=FORMATS[format_], prefixes=PREFIXES)


def _write_json_ld(store: Store, out: BinaryIO) -> None:
    """One object a graph, its nodes under `@graph`, names shortened by the context."""
    context = json.dumps({**PREFIXES, "data": base()}, ensure_ascii=False)
    out.write(f'{{"@context": {context}, "@graph": ['.encode())
    for place, graph in enumerate(store.graphs()):
        nodes: dict[str, dict[str, list[object]]] = {}
        for quad in _of_graph(store, graph):
            values = nodes.setdefault(_shown(quad.subject), {}).setdefault(_short(quad.predicate.value), [])
            values.append(_json_value(quad.object))
        held = [{"@id": name, **node} for name, node in nodes.items()]
        text = json.dumps({"@id": _short(graph), "@graph": held}, ensure_ascii=False)
        out.write((",\n" if place else "\n").encode() + text.encode())
    out.write(b"\n]}\n")


def _short(iri: str) -> str:
    """An IRI by its prefix where the rest is a plain name, else whole."""
    for name, head in (*PREFIXES.items(), ("data", base())):
        rest = iri.removeprefix(head)
        if rest != iri and rest and not rest.startswith("//"):
            return f"{name}:{rest}"
    return iri


def _shown(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else _short(term.value)  # type: ignore[attr-defined]


def _json_value(term: object) -> object:
    if not isinstance(term, ox.Literal):
        return {"@id": _shown(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return term.value
    return {"@value": term.value, "@type": _short(term.datatype.value)}


def _of_graph(store: Store, graph: str) -> list[Quad]:
    """The quads of a graph, subjects together."""
    return sorted(store.match(g=ox.NamedNode(graph)), key=lambda q: (str(q.subject), str(q.predicate), str(q.object)))


def canonical_lines(quads: Iterable[Quad]) -> list[str]:
    """A dataset as sorted N-Quads lines: two stores hold the same when these are the same."""
    return sorted(f"{q} ." for q in quads)


def import_dataset(
    store: Store, path: Path, *, judge: Judge | None = None, on_quads: Callable[[int], None] | None = None
) -> int:
    """Read an exported file into an empty store. Says how many quads there were."""
    if any(q.graph_name != graph_named("store") for q in store.dump()):
        raise StoreError(
            "Chỉ nhập được vào kho trống. Hãy chọn thư mục mới cho --store.",
            "An export can only be read into an empty store. Choose a new directory for --store.",
        )
    format_ = FORMATS.get(_SUFFIXES.get(path.suffix.lower(), ""))
    if format_ is None:
        raise StoreError(
            f"Không nhận ra định dạng của {path.name}. Dùng .nq, .trig hoặc .jsonld.",
            f"The format of {path.name} is not known. Use .nq, .trig or .jsonld.",
        )
    ours = version_of(store)
    total = 0
    try:
        for piece in _pieces(_named(ox.parse(path=str(path), format=format_))):
            store.bulk(piece)
            total += len(piece)
            if on_quads:
                on_quads(total)
    except (SyntaxError, ValueError) as cause:
        raise StoreError(
            f"{path.name} không đọc được: {cause}. Hãy xuất lại tệp.",
            f"{path.name} cannot be read: {cause}. Export it again.",
        ) from cause
    _same_version(store, ours)
    settle(store, judge)
    store.publish()
    return total


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (q for q in quads if isinstance(q.graph_name, ox.NamedNode))


def _pieces(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    piece: list[Quad] = []
    for quad in quads:
        piece.append(quad)
        if len(piece) >= _PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _same_version(store: Store, ours: int | None) -> None:
    """An export of another version brings its mark along: one mark stays, and it must be one we understand."""
    marks = [q for q in store.match(g=graph_named("store")) if q.predicate.value.endswith("storeVersion")]
    theirs = {int(q.object.value) for q in marks if isinstance(q.object, ox.Literal)} - {ours}
    if theirs:
        newest = max(theirs)
        if newest > VERSION:
            raise StoreError(
                f"Tệp thuộc phiên bản {newest}, mới hơn chương trình này ({VERSION}). Hãy nâng cấp cancu.",
                f"The file has version {newest}, newer than this program ({VERSION}). Upgrade cancu.",
            )
        store.apply(Change(delete=tuple(q for q in marks if q.object.value == str(ours))))  # type: ignore[union-attr]


def restore(backup: Path, where: str, *, replace: bool = False) -> Path | None:
    """Make a store of a backup. An existing one is kept beside it, and only if asked; says where it is kept then."""
    live, dataset = backup / "live", backup / "dataset.nq"
    if not live.is_dir() and not dataset.is_file():
        raise StoreError(
            f"{backup} không phải bản sao lưu của Cancu. Hãy chọn thư mục mà cancu backup đã tạo.",
            f"{backup} is not a backup of Cancu. Choose a directory made by cancu backup.",
        )
    if where.startswith(("http://", "https://")) or dataset.is_file():
        with open_store(where) as store:
            import_dataset(store, dataset if dataset.is_file() else _as_dataset(backup))
        return None
    place, kept = Path(where), None
    if place.exists() and any(place.iterdir()):
        if not replace:
            raise StoreError(
                f"{where} đã có kho. Dùng --replace để thay; kho cũ sẽ được giữ lại bên cạnh.",
                f"There is a store at {where}. Use --replace; the old one is kept beside it.",
            )
        with open_engine(where, wait=2):
            pass  # nobody is writing
        kept = _free_name(place)
        place.rename(kept)
    shutil.copytree(live, place / "live")
    with open_store(where):
        pass  # opens, migrates and publishes
    return kept


def _free_name(place: Path) -> Path:
    number = 1
    while (beside := place.with_name(f"{place.name}.before-restore-{number}")).exists():
        number += 1
    return beside


def _as_dataset(backup: Path) -> Path:
    """The backup of a directory store as one file, for a server."""
    target = backup / "dataset.nq"
    with open_store(str(backup)) as store, target.open("wb") as out:
        export_dataset(store, out)
    return target
