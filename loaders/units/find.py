"""`find_units`: all bodies of a document, each once, with the forms it is written in.

Names met in several forms are one unit; classes of bodies ("các sở, ban, ngành") count when they say whose they
are. It refuses what only a sentence's grammar makes a body ("các đơn vị liên quan").
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from loaders.units.cells import CellWords, read_by_cells
from loaders.units.free import headed_names
from loaders.units.mentions import Mention, find_mentions
from loaders.units.names import letters
from loaders.units.scans import mend_names
from loaders.units.setting import Place, make_setting
from ontology.fold import fold_key, fold_text
from ontology.values import Document, Span, Task, Unit, UnitKind

_ANY_GROUP = re.compile(
    r"lien quan|^cac \S+$|^cac (?:co quan|don vi|dia phuong|bo phan|cap|to chuc(?!.* cap)|doanh nghiep|truong|vien"
    r"|xa|hoi)\b|chu tri"
)


Named = tuple[str, UnitKind, dict[str, None]]


@functools.lru_cache(maxsize=8192)
def _counts(name: str, group: bool) -> bool:
    """Whether a name is a body of its own, and not a mere manner of speaking."""
    key = fold_text(name)
    if key.startswith(("trang thong tin", "chu tich uy ban nhan dan cac")):
        return False
    return not (group and _ANY_GROUP.search(key) and "trung uong" not in key)


def _is_channel(name: str) -> bool:
    """A portal is where things are posted; a body only where it is told to act."""
    return name.startswith(("Cổng Thông tin điện tử", "Trang Thông tin điện tử"))


def _gather(mentions: Iterable[tuple[Mention, str]], doers: Container[str]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for mention, written in mentions:
        if not _counts(mention.name, mention.group) or (_is_channel(mention.name) and mention.name not in doers):
            continue
        key = _key(mention.name)
        if key not in found:
            found[key] = (mention.name, mention.kind, {})
        found[key][2].setdefault(" ".join(written.split()))
    return found


@functools.lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return letters(name)


def _class_key(name: str, kind: UnitKind) -> str | None:
    """What makes two classes of bodies one: "các phòng, ban" and "các phòng, ban, ngành" of one document."""
    key = fold_text(name)
    for head in (
        "cac so",
        "cac phong",
        "uy ban nhan dan cac xa",
        "uy ban nhan dan cac phuong",
        "uy ban nhan dan cap xa",
    ):
        if key.startswith(head):
            return "communes" if "nhan dan" in head else head
    local = re.match(r"(?:phong|trung tam|van phong) .+?(?= (?:cac|cap) (?:huyen|thi xa|thanh pho))", key)
    if local:
        return local[0]
    if key.startswith(("uy ban nhan dan cac huyen", "uy ban nhan dan cap huyen", "uy ban nhan dan cac thanh pho")):
        return "districts"
    return None


def _fullness(name: str) -> tuple[bool, bool, bool, int]:
    """Which of two names of one class says best whose it is."""
    return "phân công" not in name, name.endswith("cấp tỉnh"), "cấp xã" not in name, len(name)


def _merge(found: dict[str, Named]) -> list[Named]:
    """Classes named in shorter and longer forms are one, under the fullest name."""
    out: dict[str, Named] = {}
    for key, (name, kind, forms) in found.items():
        shared = _class_key(name, kind) or key
        if shared not in out:
            out[shared] = (name, kind, dict(forms))
            continue
        other, _, all_forms = out[shared]
        all_forms.update(forms)
        fuller = max((other, name), key=_fullness)
        out[shared] = (fuller, kind, all_forms)
    return _without_openings(list(out.values()))


def _opens_another(key: str, keys: Sequence[str]) -> bool:
    return any(k.startswith(key) and k != key for k in keys)


def _without_openings(units: list[Named]) -> list[Named]:
    """The units but classes that are only the opening words of another: "các huyện ủy" beside "các huyện ủy trực
    thuộc Tỉnh ủy"."""
    classes = [fold_key(name) for name, _, _ in units if name.startswith("Các ")]
    return [unit for unit in units if not (unit[0].startswith("Các ") and _opens_another(fold_key(unit[0]), classes))]


def _forward(span: Span, origins: Sequence[int]) -> Span:
    """A span counted in the text whose names were mended."""
    return Span(bisect_left(origins, span.start), bisect_left(origins, span.end))


def _inside(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(s.start <= mention.start < s.end for s in spans)


def find_units(
    text: str,
    *,
    context: Place,
    header: Document,
    tasks: Sequence[Task],
    scanned: bool = False,
    torn: Sequence[Span] = (),
    cells: Sequence[CellWords] = (),
) -> tuple[Unit, ...]:
    """Every body named in a repaired text, in the order of first mention; where a scan tore a table's cells into lines
    (`torn`), only names that the table of names holds. No name runs out of one of `cells` into the next."""
    setting = make_setting(context, header, scanned=scanned, headed=headed_names(text))
    if scanned:
        text, origins = mend_names(text)
        torn = [_forward(s, origins) for s in torn]
        cells = [CellWords(c.text, tuple(_forward(s, origins) for s in c.spans)) for c in cells]
    doers = {u for t in tasks for u in (*t.lead, *t.coordinate)}
    mentions = (m for m in find_mentions(text, setting) if not (m.free and _inside(m, torn)))
    found = _gather(read_by_cells(text, mentions, cells, setting), doers)
    for issuer in (header.issuer or "").split("; "):
        if issuer:
            found.setdefault(letters(issuer), (issuer, "other", {}))
    return tuple(Unit(name=name, kind=kind, variants=tuple(forms)) for name, kind, forms in _merge(found))
