"""Reference pages made from the tables and the vocabulary: `python -m ontology.reference_docs [folder]`.

A test holds the pages to what this writes, so that they cannot fall behind. It refuses to write prose: that is for
people.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from ontology.finding_kinds import FindingKind, finding_kinds
from ontology.vocabulary import VocabularyTerm, vocabulary

_NOTE = "<!-- Made by `python -m ontology.reference_docs`; edit {source}, not this page. -->"

_KINDS = (
    ("class", "Lớp · Classes"),
    ("object_property", "Quan hệ · Properties from thing to thing"),
    ("datatype_property", "Thuộc tính · Properties from thing to value"),
    ("annotation_property", "Chú thích · Properties to either"),
    ("individual", "Cá thể · Individuals"),
)
_FAMILIES = (
    ("misquote", "Viện dẫn sai · Misquotes"),
    ("outdated", "Lỗi thời · Outdated"),
    ("form", "Hình thức · Form"),
    ("basis", "Căn cứ · Basis"),
    ("directive", "Kế hoạch so với văn bản chỉ đạo · Directive against plan"),
)
_SEVERITY = {"error": "lỗi · error", "warning": "cảnh báo · warning", "note": "lưu ý · note"}


def vocabulary_page() -> str:
    """`docs/vocabulary.md`: every term of `cancu.ttl`."""
    lines = [
        "# Từ vựng · Vocabulary",
        "",
        _NOTE.format(source="`ontology/cancu.ttl`"),
        "",
        "`cc:` = `https://w3id.org/cancu/ontology#`. Tệp gốc `ontology/cancu.ttl` (OWL, Turtle); hình dạng dữ liệu ở",
        "`ontology/shapes.ttl` (SHACL). The source is `ontology/cancu.ttl`; the shapes are `ontology/shapes.ttl`.",
    ]
    for kind, heading in _KINDS:
        terms = [t for t in vocabulary() if t.kind == kind]
        lines += ["", f"## {heading} ({len(terms)})", "", *_term_rows(kind, terms)]
    return "\n".join(lines) + "\n"


def _term_rows(kind: str, terms: Iterable[VocabularyTerm]) -> Iterable[str]:
    is_property = kind.endswith("property")
    middle = "| Miền → khoảng · Domain → range " if is_property else "| Thuộc · Under "
    yield f"| Tên · Name | Nhãn · Label {middle}| Định nghĩa · Definition |"
    yield "|---|---|---|---|"
    for term in terms:
        where = _ends(term) if is_property else ", ".join(f"`{p}`" for p in term.parents)
        yield (
            f"| `cc:{term.name}` | {term.label.vi} · {term.label.en} | {where} | "
            f"{_cell(term.definition.vi)} {_cell(term.definition.en)} |"
        )


def _ends(term: VocabularyTerm) -> str:
    domain = ", ".join(f"`{d}`" for d in term.domain) or "…"
    range_ = ", ".join(f"`{r}`" for r in term.range) or "…"
    return f"{domain} → {range_}"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def findings_page() -> str:
    """`docs/findings-kinds.md`: every kind of finding."""
    lines = [
        "# Các loại phát hiện · Kinds of finding",
        "",
        _NOTE.format(source="`ontology/tables/finding_kinds.toml`"),
        "",
        "Mức độ ghi ở đây là mức cao nhất; điều còn ngờ thì hạ mức, không bao giờ nâng.",
        "The severity is the highest one; doubt lowers it and never raises it.",
    ]
    for family, heading in _FAMILIES:
        kinds = [k for k in finding_kinds() if k.family == family]
        lines += ["", f"## {heading} ({len(kinds)})"]
        for kind in kinds:
            lines += ["", *_kind_lines(kind)]
    return "\n".join(lines) + "\n"


def _kind_lines(kind: FindingKind) -> Iterable[str]:
    yield f"### `{kind.id}`: {kind.name.vi} · {kind.name.en}"
    yield ""
    yield f"- Mức độ · Severity: {_SEVERITY[kind.severity]}"
    yield f"- Quy tắc: {kind.rule.vi}"
    yield f"- Rule: {kind.rule.en}"
    yield f"- Cần biết · Needs: {kind.needs or 'chỉ chính văn bản · the document alone'}"
    yield f"- Ví dụ · Example: {kind.example}"
    yield f"- Không phải · Not this: {kind.counterexample}"


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"vocabulary.md": vocabulary_page, "findings-kinds.md": findings_page}
)


def write_pages(folder: Path) -> None:
    """Write every page into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
