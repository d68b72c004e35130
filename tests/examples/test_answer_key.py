"""The corpus is what it says: every planted error stands where the key says, in every form; a rebuild changes nothing.

What the program makes of the corpus is tested beside the program; here only the key itself is proved.
"""

import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

from examples.build import RENDER, file_of, format_key
from examples.key import EXTENSIONS, make_key
from examples.source import HERE, Example, parse_line, read_sources
from examples.text_forms import _TCVN3, encode_tcvn3

KEY: dict[str, Any] = json.loads((HERE / "key.json").read_text(encoding="utf-8"))
EXAMPLES = {example.id: example for example in read_sources()}
DRAFTS = {example.id: example for example in read_sources(HERE / "sources" / "drafts")}
EVERY = KEY["documents"] + KEY["drafts"]
READABLE = [document for document in EVERY if document["form"] != "scan"]
KINDS = {
    "WrongDate", "WrongNumber", "WrongIssuer", "WrongType", "WrongTitle", "WrongPeriod", "SignFormat", "NotInForce",
    "NoLongerInForce", "PeriodEnded", "Amended", "SupersededEdition", "BodyAbolished", "NotYetIssued",
    "IncompleteCitation", "UnnumberedCitation", "BlankOwnNumber", "BlankOwnDate", "SelfMismatch", "StaleYear",
    "SystematicShift", "RankInversion", "CircularBasis", "NoSuperiorBasis", "TaskNotCarriedOut", "DeadlineSlipped",
    "TargetWeakened", "UnitChanged",
}  # fmt: skip


def read_form(data: bytes, form: str) -> str:
    """The text of a form, by the plainest means: not by the loaders that are to be tested with it."""
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return "\n".join(page.extract_text() for page in pdf.pages)
    if form == "tcvn3":
        back = {code: character for character, code in _TCVN3.items()}
        return "".join(back.get(byte, chr(byte)) for byte in data)
    text = data.decode("utf-8")
    return re.sub(r"<[^>]+>", " ", text).replace("&amp;", "&").replace("&quot;", '"') if form == "html" else text


def squeeze(text: str) -> str:
    """Without any space: lines, cells and runs are broken wherever a form breaks them."""
    return re.sub(r"\s+", "", text)


def test_the_corpus_has_its_promised_breadth() -> None:
    documents = KEY["documents"]
    assert len(documents) >= 16
    assert {d["level"] for d in documents} == {"centre", "province", "department", "district", "commune"}
    assert {d["document"]["year"] for d in documents} >= {2023, 2024, 2025}
    assert {d["form"] for d in documents} == set(EXTENSIONS)
    assert sum(len(d["citations"]) for d in documents) >= 180
    assert sum(len(d["tasks"]) for d in documents) >= 35


def test_every_kind_of_finding_is_planted_and_no_other() -> None:
    planted = Counter(finding["kind"] for document in KEY["documents"] for finding in document["planted"])
    assert set(planted) == KINDS


def test_most_references_are_right() -> None:
    numbered = [c for d in KEY["documents"] for c in d["citations"] if c["kind"] == "numbered"]
    assert sum(c["right"] for c in numbered) >= 0.85 * len(numbered)


def test_the_key_is_made_from_the_sources() -> None:
    assert format_key(make_key(list(EXAMPLES.values()), list(DRAFTS.values()))) == (HERE / "key.json").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("document", EVERY, ids=lambda d: d["id"])
def test_findings_point_into_the_document(document: dict[str, Any]) -> None:
    ids = {d["id"] for d in EVERY}
    for finding in document["planted"]:
        assert finding["citation"] is None or finding["citation"] < len(document["citations"])
        assert {finding["copied_from"], finding["directive"]} <= ids | {None}
        assert finding["kind"] in {"NoSuperiorBasis", "SystematicShift", "TaskNotCarriedOut"} or finding["quote"]


@pytest.mark.parametrize("document", READABLE, ids=lambda d: d["id"])
def test_every_quote_stands_in_the_file(document: dict[str, Any]) -> None:
    text = squeeze(read_form((HERE / document["file"]).read_bytes(), document["form"]))
    for place in document["citations"] + document["planted"]:
        if place["quote"] is not None:
            assert text.count(squeeze(place["quote"])) > place["occurrence"], place["quote"]


@pytest.mark.parametrize(
    "document",
    [pytest.param(d, marks=pytest.mark.fonts if d["form"] == "pdf" else [], id=d["id"]) for d in READABLE],
)
def test_a_rebuild_gives_the_same_text(document: dict[str, Any]) -> None:
    example = (EXAMPLES | DRAFTS)[document["id"]]
    committed = (HERE / document["file"]).read_bytes()
    assert read_form(RENDER[example.form](example), example.form) == read_form(committed, example.form)


@pytest.mark.fonts
def test_scans_have_no_text_layer_and_the_right_number_of_pages() -> None:
    for example in EXAMPLES.values():
        if example.form == "scan":
            with pdfplumber.open(file_of(example)) as scan, pdfplumber.open(io.BytesIO(RENDER["pdf"](example))) as pdf:
                assert len(scan.pages) == len(pdf.pages)
                assert not any(page.extract_text() for page in scan.pages)


def test_copied_errors_are_copied_from_a_document_that_has_them() -> None:
    errors = {(d["id"], f["kind"], f["written"], f["actual"]) for d in KEY["documents"] for f in d["planted"]}
    copied = [f for d in EVERY for f in d["planted"] if f["copied_from"]]
    assert len(copied) >= 5
    for finding in copied:
        assert (finding["copied_from"], finding["kind"], finding["written"], finding["actual"]) in errors


def test_corrected_drafts_have_nothing_planted() -> None:
    for draft in KEY["drafts"]:
        assert bool(draft["planted"]) == draft["id"].startswith("du-thao"), draft["id"]


def test_the_corpus_stays_small() -> None:
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.is_file()) < 6_000_000


def test_a_mark_that_is_not_understood_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown role"):
        parse_line("theo {q: Kế hoạch số 1/KH-UBND}")
    with pytest.raises(ValueError, match="unknown attribute"):
        parse_line("theo {m: Kế hoạch số 1/KH-UBND | ngay=1}")
    with pytest.raises(ValueError, match="not closed"):
        parse_line("theo {m: Kế hoạch số 1/KH-UBND")


def test_tcvn3_shows_as_offices_saw_it() -> None:
    assert encode_tcvn3("Cộng hòa Xã hội chủ nghĩa Việt Nam").decode("latin-1") == "Céng hßa X· héi chñ nghÜa ViÖt Nam"


def _runs(text: str, length: int = 14) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.shared
def test_no_sentence_of_the_owners_plans_stands_in_the_corpus() -> None:
    seeds = sorted((HERE.parent.parent / "shared" / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("needs ../shared/seeds")
    known = set().union(*(_runs(path.read_text(encoding="utf-8")) for path in seeds))
    title = "Chương trình chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030"  # a title is a fact
    allowed = _runs(title)
    for path in sorted((HERE / "sources").rglob("*.md")):
        assert not (_runs(path.read_text(encoding="utf-8")) & known) - allowed, path.name


def _ids(examples: dict[str, Example], folder: str) -> set[Path]:
    return {file_of(example, folder) for example in examples.values()}


def test_no_stray_file_in_the_corpus() -> None:
    assert {p for p in (HERE / "corpus").iterdir() if p.is_file()} == _ids(EXAMPLES, "corpus")
    assert {p for p in (HERE / "drafts").iterdir() if p.is_file()} == _ids(DRAFTS, "drafts")
