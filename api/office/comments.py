"""The author's own DOCX back, with Word comments at the words concerned.

Only comments differ from the original: formatting, numbering and every other part stay as they were. A comment keeps to
one table cell. Word takes comments in the body only: what stands in a note is told at the note's mark, what stands in a
text box where the box hangs, and what belongs to every page or to no place at the first words, each with its quotation
and where it stands. It refuses to change a word (`api.office.tracked` does).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from docx.text.run import Run
from lxml import etree

from api.office.runs import Manuscript, W, find_runs, in_one_cell, touched
from api.office.words import SEVERITY_NAMES, name_of, told_evidence
from api.words import pick
from ontology.errors import Message
from ontology.record_json import fold_spaces
from ontology.values import Place, Span

AUTHOR, INITIALS = "Cancu", "CC"
_PARTS: dict[str, Message] = {
    "footnote": Message("Ở chú thích", "In the footnote"),
    "endnote": Message("Ở chú thích cuối", "In the endnote"),
    "textbox": Message("Ở hộp văn bản", "In the text box"),
    "header": Message("Ở đầu trang", "In the page header"),
    "footer": Message("Ở chân trang", "In the page footer"),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _comment_text(finding: Mapping[str, Any], lang: str, kind_name: str, sources: Mapping[str, str]) -> str:
    lines = [f"{name_of(SEVERITY_NAMES, finding['severity'], lang)}: {kind_name}", finding["message"][lang]]
    if finding["correction"]:
        lines.append(f"{pick(lang, 'Sửa thành', 'Corrected')}: {finding['correction']}")
    lines += [f"{name}: {words}" for name, words in told_evidence(finding, sources, lang)]
    return _CONTROL.sub("", "\n".join(lines))


def comment_docx(
    data: bytes,
    places: Sequence[Place],
    report: Mapping[str, Any],
    lang: str,
    kind_names: Mapping[str, str],
    sources: Mapping[str, str] | None = None,
) -> bytes:
    """The same document with a comment for every finding; `sources` names the documents that these rest on."""
    manuscript = Manuscript(data)
    put_comments(manuscript, places, report["findings"], lang, kind_names, sources or {})
    return manuscript.saved()


def put_comments(
    manuscript: Manuscript,
    places: Sequence[Place],
    findings: Sequence[Mapping[str, Any]],
    lang: str,
    kind_names: Mapping[str, str],
    sources: Mapping[str, str],
) -> None:
    """A comment for every finding, at its words or at what stands for them in the body."""
    for finding in reversed(findings):
        words = _comment_text(finding, lang, kind_names.get(finding["kind"], finding["kind"]), sources)
        span = Span(finding["start"] or 0, finding["end"] or 0)
        standing = list(touched(places, span)) if finding["start"] is not None and span.end > span.start else []
        within = [p for p in standing if p.part == "body"]
        stretches = in_one_cell(find_runs(manuscript, within, span))
        if stretches:
            _comment(manuscript, stretches[0].runs[0], stretches[-1].runs[-1], words)
            continue
        quote = _CONTROL.sub("", fold_spaces(finding["quote"] or ""))
        if quote:
            words += f"\n{_where(standing[0].part if standing else None, lang)}: “{quote}”"
        hooks = (hook for place in standing if (hook := manuscript.hook(place)) is not None)
        run = next(hooks, None)
        if run is None:
            run = next(iter(manuscript.document.element.iter(W + "r")), None)
        if run is not None:
            _comment(manuscript, run, run, words)


def _where(part: str | None, lang: str) -> str:
    """The part of the page that a comment is not at but about."""
    known = _PARTS.get(part or "")
    return known.as_dict()["en" if lang == "en" else "vi"] if known else pick(lang, "Ở chỗ", "At")


def _comment(manuscript: Manuscript, first: "etree._Element", last: "etree._Element", words: str) -> None:
    document = manuscript.document
    runs = [Run(first, document._body), Run(last, document._body)]  # type: ignore[arg-type]
    document.add_comment(runs=runs, text=words, author=AUTHOR, initials=INITIALS)
