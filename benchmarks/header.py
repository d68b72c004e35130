"""How well headers are read: `python -m benchmarks.header [SHARED]`

SHARED holds the owner's documents (default ../shared): the gold list with seven fields for each plan, compared as
its scorer does, and a table of real documents with type, number, date and issuer. Printed are the wrong fields and
the share of right ones.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from loaders.header import parse_header
from loaders.repair import repair_text
from ontology.bodies import canonical_body
from ontology.fold import fold_text
from ontology.numbers import number_key
from ontology.types import find_type
from ontology.values import Document

_FIELDS = ("type", "number", "sign", "date", "issuer", "title", "signer")


def main(shared: Path) -> int:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for record in json.loads((shared / "gold" / "dev.json").read_text(encoding="utf-8")):
        document = _document(shared / "seeds" / Path(record["file"]).name)
        for field in _FIELDS:
            gold = record["document"].get(field)
            if gold is not None:
                _compare("gold", field, gold, getattr(document, field), record["file"], right, asked)
    for row in (shared / "real" / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in row.strip("|").split("|")]
        if len(cells) < 5 or not cells[0].endswith(".txt"):
            continue
        document = _document(shared / "real" / cells[0])
        kind = find_type(re.split(r" ban hành| \(", cells[1])[0])
        fields = {
            "type": kind.name if kind else cells[1],
            "number": cells[2],
            "date": cells[3].split(" ")[0],
            "issuer": cells[4],
        }
        for field, gold in fields.items():
            _compare("real", field, gold, getattr(document, field), cells[0], right, asked)
    for group in ("gold", "real"):
        parts = [f"{f} {right[group, f]}/{asked[group, f]}" for g, f in asked if g == group]
        hit, total = (sum(c[k] for k in asked if k[0] == group) for c in (right, asked))
        print(f"{group}: {hit}/{total} = {hit / total:.3f} |", ", ".join(parts))
    return 0


def _document(path: Path) -> Document:
    with path.open(encoding="utf-8", newline="") as file:
        return parse_header(repair_text(file.read()).text).document


def _compare(
    group: str,
    field: str,
    gold: str,
    got: str | None,
    file: str,
    right: Counter[tuple[str, str]],
    asked: Counter[tuple[str, str]],
) -> None:
    ok = got is not None and _same(field, gold, got)
    asked[group, field] += 1
    right[group, field] += ok
    if not ok:
        print(f"  {file[:30]} {field}: {gold!r}, read {got!r}")


def _same(field: str, gold: str, got: str) -> bool:
    if field == "title":
        a, b = (set(re.findall(r"\w+", fold_text(x))) for x in (gold, got))
        return 2 * len(a & b) >= 0.9 * (len(a) + len(b))
    if field in ("number", "sign"):
        return number_key(gold) == number_key(got)
    if field == "issuer":
        return _body(gold) == _body(got)
    return fold_text(gold) == fold_text(got)


def _body(name: str) -> str:
    """A chairman and his committee number alike, but are told apart here."""
    name = name.replace("LĐTBXH", "Lao động - Thương binh và Xã hội")
    canonical = canonical_body(name) or name
    return ("bo truong " if fold_text(name).startswith("bo truong") else "") + fold_text(canonical)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
