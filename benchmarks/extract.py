"""How well records are extracted: `python -m benchmarks.extract [--shared DIR] [--save FILE] [--baseline FILE]`

Two answer keys are read: the gold list of the owner's documents (DIR, default ../shared) and the key of the
example corpus. For each: precision and recall of numbered citations, recall of unnumbered ones and of references to the
document itself, how many predicted unnumbered ones no key knows, and each attribute's accuracy on the matched numbered
ones. `--save` writes every citation read; `--baseline` compares with such a file and posts each citation gained and
lost, so that a change of rules shows what it does. `--show` lists every miss, every false alarm and every wrong field.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.extract import extract_record
from loaders.read import read_file
from ontology.fold import fold_text
from ontology.numbers import number_key
from ontology.values import Citation, Record, Span

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("type", "date", "issuer", "role", "period")
_BASES = {"legal_basis", "implements"}  # "Căn cứ" and "Thực hiện" open the same kind of clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One citation of a key, with its place in the raw text."""

    span: Span
    quote: str
    numbered: bool
    fields: dict[str, str | None]
    asked: tuple[str, ...]


def _compact(text: str) -> tuple[str, list[int]]:
    kept = [(char, i) for i, char in enumerate(text) if not char.isspace()]
    return "".join(char for char, _ in kept), [i for _, i in kept]


def _locate(raw: str, quote: str, occurrence: int) -> Span | None:
    """Where the n-th such quote stands, blind to spaces and line breaks."""
    text, places = _compact(raw)
    words, _ = _compact(quote)
    at = -1
    for _ in range(occurrence + 1):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return Span(places[at], places[at + len(words) - 1] + 1)


def read_gold(shared: Path) -> Iterator[tuple[str, Record, list[Expected]]]:
    """The gold list: file, record, what is expected."""
    for row in json.loads((shared / "gold" / "dev.json").read_text(encoding="utf-8")):
        path = shared / "seeds" / Path(row["file"]).name
        expected = [
            Expected(
                span=Span(c["start"], c["end"]),
                quote=c["quote"],
                numbered=bool(c["number"]) and c["role"] != "self",
                fields=c,
                asked=FIELDS,
            )
            for c in row["citations"]
        ]
        yield path.name, extract_record(read_file(path)), expected


def read_examples() -> Iterator[tuple[str, Record, list[Expected]]]:
    """The example corpus and its key."""
    folder = ROOT / "examples"
    for row in json.loads((folder / "key.json").read_text(encoding="utf-8"))["documents"]:
        record = extract_record(read_file(folder / row["file"]))
        expected = []
        for c in row["citations"]:
            span = _locate(record.text.raw, c["quote"], c["occurrence"])
            if span is not None:
                asked = tuple(f for f in ("type", "date", "role") if f in c) + (("issuer",) if c["issuer"] else ())
                numbered = c["kind"] == "numbered"
                expected.append(Expected(span=span, quote=c["quote"], numbered=numbered, fields=c, asked=asked))
        yield row["file"], record, expected


def _same(field: str, wanted: str | None, got: str | None) -> bool:
    if field == "role" and wanted in _BASES:
        return got in _BASES
    if field == "period":
        return re.findall(r"\d{4}", wanted or "") == re.findall(r"\d{4}", got or "")
    if field == "issuer":
        return fold_text(got or "") in [fold_text(w.strip()) for w in (wanted or "").split(";")]
    return fold_text(wanted or "") == fold_text(got or "")


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _pairs(
    expected: Sequence[Expected], got: Sequence[Citation], *, by_number: bool
) -> list[tuple[Expected, Citation]]:
    """One to one, the longest overlap first."""
    cells = sorted(
        (
            (_overlap(e.span, c.span), i, j)
            for i, e in enumerate(expected)
            for j, c in enumerate(got)
            if _overlap(e.span, c.span)
            and (not by_number or number_key(e.fields["number"] or "") == number_key(c.number or ""))
        ),
        reverse=True,
    )
    taken_e, taken_c, out = set(), set(), []
    for _, i, j in cells:
        if i not in taken_e and j not in taken_c:
            taken_e.add(i)
            taken_c.add(j)
            out.append((expected[i], got[j]))
    return out


def score(name: str, rows: Iterator[tuple[str, Record, list[Expected]]], say: Any) -> dict[str, list[str]]:
    """Print the figures of one key; give every citation read, by file."""
    count: Counter[str] = Counter()
    read: dict[str, list[str]] = {}
    for file, record, expected in rows:
        read[file] = [_line(c) for c in record.citations]
        numbered = [c for c in record.citations if c.number and c.role != "self"]
        rest = [c for c in record.citations if not (c.number and c.role != "self")]
        wanted = [e for e in expected if e.numbered]
        wanted_rest = [e for e in expected if not e.numbered]
        pairs = _pairs(wanted, numbered, by_number=True)
        count["numbered wanted"] += len(wanted)
        count["numbered read"] += len(numbered)
        count["numbered right"] += len(pairs)
        matched = {id(e) for e, _ in pairs} | {id(c) for _, c in pairs}
        for e in wanted:
            if id(e) not in matched:
                say(file, "missed", repr(e.quote))
        for c in numbered:
            if id(c) not in matched:
                say(file, "false", repr(c.quote))
        for e, c in pairs:
            for field in e.asked:
                right = _same(field, e.fields.get(field), getattr(c, field))
                count[f"{field} asked"] += 1
                count[f"{field} right"] += right
                if not right:
                    say(file, "wrong", field, repr(e.quote), "wanted", e.fields.get(field), "got", getattr(c, field))
        found = _pairs(wanted_rest, rest, by_number=False)
        count["unnumbered wanted"] += len(wanted_rest)
        count["unnumbered right"] += len(found)
        count["unnumbered read"] += len(rest)
        matched = {id(e) for e, _ in found} | {id(c) for _, c in found}
        for e in wanted_rest:
            if id(e) not in matched:
                say(file, "missed unnumbered", repr(e.quote))
        for c in rest:
            if id(c) not in matched:
                say(file, "unknown unnumbered", c.kind, repr(c.quote))
    _print(name, count)
    return read


def _line(c: Citation) -> str:
    values = (c.kind, c.type, c.number, c.date, c.issuer, c.role, c.period, c.section)
    return f"{c.span.start}-{c.span.end} " + " | ".join(str(v) for v in values) + f" | {' '.join(c.quote.split())}"


def _print(name: str, count: Counter[str]) -> None:
    def share(part: str, whole: str) -> str:
        return f"{count[part] / count[whole]:.3f} ({count[part]}/{count[whole]})" if count[whole] else "-"

    print(
        f"{name}: numbered P {share('numbered right', 'numbered read')} R {share('numbered right', 'numbered wanted')}"
    )
    print(f"  unnumbered R {share('unnumbered right', 'unnumbered wanted')}, read {count['unnumbered read']}")
    print("  " + ", ".join(f"{f} {share(f + ' right', f + ' asked')}" for f in FIELDS if count[f + " asked"]))


def post(before: dict[str, list[str]], now: dict[str, list[str]]) -> None:
    """Every citation gained and lost since a saved run."""
    for file in sorted(set(before) | set(now)):
        old, new = set(before.get(file, ())), set(now.get(file, ()))
        for line in sorted(old - new):
            print(f"- {file} {line}")
        for line in sorted(new - old):
            print(f"+ {file} {line}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    say = (lambda *words: print("   ", *words)) if args.show else (lambda *_: None)
    read = score("examples", read_examples(), say)
    if (args.shared / "gold" / "dev.json").is_file():
        read |= score("gold", read_gold(args.shared), say)
    else:
        print(f"no gold list under {args.shared}: only the example corpus is scored")
    if args.save:
        args.save.write_text(json.dumps(read, ensure_ascii=False, indent=1), encoding="utf-8")
    if args.baseline:
        post(json.loads(args.baseline.read_text(encoding="utf-8")), read)
    return 0


if __name__ == "__main__":
    sys.exit(main())
