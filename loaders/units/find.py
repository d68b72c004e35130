"""`find_units`: all bodies of a document, each once, with the forms it is written in.

Names met in several forms are one unit; classes of bodies ("các sở, ban, ngành") count when they say whose they are. It
refuses what only a sentence's grammar makes a body ("các đơn vị liên quan").
"""

import re
from collections.abc import Iterable, Sequence

from loaders.units.mentions import Mention, find_mentions
from loaders.units.setting import Place, make_setting
from ontology.fold import fold_key, fold_text
from ontology.values import Document, Task, Unit, UnitKind

_ANY_GROUP = re.compile(
    r"lien quan|^cac \S+$|^cac (?:co quan|don vi|dia phuong|bo phan|cap|to chuc|doanh nghiep|truong|vien|xa"
    r"|hoi)\b|chu tri"
)


def _counts(mention: Mention) -> bool:
    if fold_text(mention.name).startswith(("trang thong tin", "chu tich uy ban nhan dan cac")):
        return False
    return not (
        mention.group and _ANY_GROUP.search(fold_text(mention.name)) and "trung uong" not in fold_text(mention.name)
    )


def _gather(text: str, mentions: Iterable[Mention]) -> dict[str, tuple[str, UnitKind, dict[str, None]]]:
    found: dict[str, tuple[str, UnitKind, dict[str, None]]] = {}
    for mention in mentions:
        if not _counts(mention):
            continue
        key = fold_key(mention.name)
        if key not in found:
            found[key] = (mention.name, mention.kind, {})
        found[key][2].setdefault(" ".join(text[mention.start : mention.end].split()))
    return found


def find_units(
    text: str, *, context: Place, header: Document, tasks: Sequence[Task], scanned: bool = False
) -> tuple[Unit, ...]:
    """Every body named in a repaired text, in the order of first mention."""
    setting = make_setting(context, header, scanned=scanned)
    found = _gather(text, find_mentions(text, setting))
    if header.issuer:
        found.setdefault(fold_key(header.issuer), (header.issuer, "other", {}))
    return tuple(Unit(name=name, kind=kind, variants=tuple(forms)) for name, kind, forms in found.values())
