"""The author's own DOCX back, with Word comments at the words concerned.

Only comments differ from the original: formatting, numbering and every other part stay as they were. A comment keeps to
one table cell. Findings that stand where Word takes no comment are gathered in one comment at the first words. It
refuses to change a word (`api.office.tracked` does).
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.text.run import Run
from lxml import etree

from api.office.runs import Stretch, W, find_runs, in_one_cell
from api.office.words import SEVERITY_NAMES, name_of, shown_evidence
from api.words import pick
from ontology.record_json import fold_spaces
from ontology.values import Place, Span

AUTHOR, INITIALS = "Cancu", "CC"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _comment_text(finding: Mapping[str, Any], lang: str, kind_name: str) -> str:
    lines = [f"{name_of(SEVERITY_NAMES, finding['severity'], lang)}: {kind_name}", finding["message"][lang]]
    if finding["correction"]:
        lines.append(f"{pick(lang, 'Sửa thành', 'Corrected')}: {finding['correction']}")
    lines += [f"{pick(lang, 'Chứng cứ', 'Evidence')}: {shown_evidence(e, lang)}" for e in finding["evidence"][:3]]
    return _CONTROL.sub("", "\n".join(lines))


def comment_docx(
    data: bytes, places: Sequence[Place], report: Mapping[str, Any], lang: str, kind_names: Mapping[str, str]
) -> bytes:
    """The same document with a comment for every finding."""
    document = docx.Document(io.BytesIO(data))
    put_comments(document, places, report["findings"], lang, kind_names)
    return saved(document)


def put_comments(
    document: Document,
    places: Sequence[Place],
    findings: Sequence[Mapping[str, Any]],
    lang: str,
    kind_names: Mapping[str, str],
) -> None:
    """A comment for every finding, at its words; those out of reach in one comment at the first words."""
    apart: list[str] = []
    for finding in reversed(findings):
        words = _comment_text(finding, lang, kind_names.get(finding["kind"], finding["kind"]))
        stretches: list[Stretch] = []
        if finding["start"] is not None and finding["end"] > finding["start"]:
            stretches = in_one_cell(find_runs(document, places, Span(finding["start"], finding["end"])))
        if not stretches:
            quote = fold_spaces(finding["quote"] or "")
            apart.insert(0, f"{words}\n{pick(lang, 'Ở chỗ', 'At')}: “{_CONTROL.sub('', quote)}”" if quote else words)
            continue
        _comment(document, stretches[0].runs[0], stretches[-1].runs[-1], words)
    if apart and (first := _first_run(document)) is not None:
        _comment(document, first, first, "\n\n".join(apart))


def _comment(document: Document, first: "etree._Element", last: "etree._Element", words: str) -> None:
    runs = [Run(first, document._body), Run(last, document._body)]  # type: ignore[arg-type]
    document.add_comment(runs=runs, text=words, author=AUTHOR, initials=INITIALS)


def _first_run(document: Document) -> "etree._Element | None":
    return next(iter(document.element.iter(W + "r")), None)


def saved(document: Document) -> bytes:
    """The document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
