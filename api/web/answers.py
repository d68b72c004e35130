"""An answer of the store as a table with links, a file and a picture, whoever wrote the question.

Names stand where a link is, dates as people write them, words of the vocabulary with their prefix. The page shows so
many rows; the workbook has them all, in the same words, and the CSV as the store has them, for programs. A cell is a
link only where the store named a thing, never because words look like an address.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote, urlencode

from api.office.words import SEVERITY_NAMES, name_of, shown_day
from api.service import Service
from api.views import name_sources
from api.web.render import FIELD_NAMES, RANK_NAMES, RELATION_NAMES, STATE_NAMES, lineage_address, work_address
from api.words import CITED_AS, name_work
from graph.folding import fold_lineage
from graph.lineage import find_labels, relate
from graph.names import PREFIXES, base
from graph.picture import Links, draw_folded
from graph.store import Rows, Store
from ontology.errors import Message
from ontology.finding_kinds import find_kind

SHOWN = 300
PAIRS = 80  # relations in a picture of an answer
_LONG = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{8,}")  # the names of files by what is in them
_NO_IRI = re.compile(r"[\s<>\"{}|\\^`]")
_HEADS: Mapping[str, Message] = {
    "work": Message("Văn bản", "Document"),
    "plan": Message("Kế hoạch", "Plan"),
    "base": Message("Căn cứ", "Basis"),
    "document": Message("Văn bản nguồn", "Source document"),
    "label": Message("Tên", "Name"),
    "title": Message("Trích yếu", "Title"),
    "quote": Message("Viết là", "Written as"),
    "written": Message("Đã viết", "Written"),
    "actual": Message("Thực tế", "Actual"),
    "correction": Message("Sửa thành", "Corrected"),
    "kind": Message("Loại", "Kind"),
    "severity": Message("Mức", "Severity"),
    "confidence": Message("Độ tin", "Confidence"),
    "date": Message("Ngày", "Date"),
    "since": Message("Từ ngày", "Since"),
    "expired": Message("Hết hiệu lực", "Expired"),
    "deadline": Message("Thời hạn", "Deadline"),
    "content": Message("Nội dung", "Content"),
    "lead": Message("Chủ trì", "Lead"),
    "recipient": Message("Nơi nhận", "Recipient"),
    "issuer": Message("Cơ quan ban hành", "Issuer"),
    "number": Message("Số, ký hiệu", "Number"),
    "role": Message("Quan hệ", "Relation"),
    "id": Message("Mã", "No."),
    "source": Message("Nguồn", "Source"),
    "candidate": Message("Có thể là", "May be"),
    "from": Message("Chép từ", "Copied from"),
    "first": Message("Ghi lần đầu ở", "First written in"),
    "signed": Message("Ngày ký", "Signed"),
    "field": Message("Trường", "Field"),
    "rank": Message("Ai nói", "Who says so"),
    "reviewed": Message("Xem xét", "Reviewed"),
    "found": Message("Số lượng", "How many"),
    "by": Message("Bởi văn bản", "By"),
    "target": Message("Văn bản bị thay đổi", "Document changed"),
    "words": Message("Ghi là", "In the words"),
    "subject": Message("Chủ thể", "Subject"),
    "property": Message("Thuộc tính", "Property"),
    "value": Message("Giá trị", "Value"),
}


# What the values of a column are called, by its variable.
_WORDS: Mapping[str, Mapping[str, Message]] = {
    "kind": RELATION_NAMES,
    "severity": SEVERITY_NAMES,
    "role": CITED_AS,
    "field": FIELD_NAMES,
    "rank": RANK_NAMES,
    "reviewed": STATE_NAMES,
}


def head(variable: str, lang: str) -> str:
    """What a column is called; a variable without a name of ours keeps its own."""
    message = _HEADS.get(variable)
    return variable if message is None else message.as_dict()[lang]


def is_work(value: str | None) -> bool:
    """A cell that names a work."""
    return is_ours(value) and value is not None and value.startswith(base() + "vn/")


def is_ours(value: str | None) -> bool:
    """A cell that names a thing of this store."""
    return value is not None and value.startswith(base()) and not _NO_IRI.search(value)


def work_pairs(rows: Sequence[Sequence[str | None]]) -> list[tuple[str, str]]:
    """The first two works of each row, where a row has two."""
    pairs = []
    for row in rows:
        works = list(dict.fromkeys(v for v in row if v and is_work(v)))
        if len(works) > 1:
            pairs.append((works[0], works[1]))
    return list(dict.fromkeys(pairs))[:PAIRS]


def read_cells(
    rows: Rows, store: Store, lang: str, most: int | None = SHOWN
) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """The headings and, for each cell, its words and its address. A name that only repeats a link is left out."""
    texts = rows.texts()[:most]
    ours = sorted({v for row in texts for v in row if is_ours(v) and v})
    labels = find_labels(store, ours) | name_sources(store, (v for v in ours if "#" not in v))
    named = [{labels.get(v, "") for v in row if v and is_work(v)} for row in texts]
    kept = [
        place
        for place, variable in enumerate(rows.variables)
        if variable != "label" or any(row[place] not in names for row, names in zip(texts, named, strict=True))
    ]
    cells = [[_cell(rows.variables[p], row[p], labels, lang) for p in kept] for row in texts]
    return [head(rows.variables[p], lang) for p in kept], cells


def _cell(variable: str, value: str | None, labels: Mapping[str, str], lang: str) -> tuple[str, str]:
    if not value:
        return "", ""
    if is_work(value):
        return name_work(labels.get(value, value)), work_address(value)
    if is_ours(value):
        return _thing(value, labels)
    last = value.rpartition("#")[2].removeprefix("role-")
    if variable in _WORDS and last in _WORDS[variable]:
        return name_of(dict(_WORDS[variable]), last, lang), ""
    if variable == "kind" and find_kind(last):
        return Service.kind_name(last).as_dict()[lang], ""
    for name, space in PREFIXES.items():
        if value.startswith(space) and not _NO_IRI.search(value):
            return f"{name}:{value[len(space) :]}", ""
    return shown_day(value, lang), ""


def _thing(value: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """A thing of the store that is no work: its name or the end of its address, and its page on this server."""
    inside = value.removeprefix(base())
    if inside.startswith("document/") and "#" not in inside:
        return name_work(labels.get(value, inside[:21] + "…")), "/document?" + urlencode({"source": value})
    words = name_work(labels.get(value, "")) or _LONG.sub(r"\1…", unquote(inside))
    return words if len(words) <= 60 else words[:59] + "…", "/" + quote(inside.partition("#")[0], safe="/%-._~")


def draw_answer(store: Store, texts: Sequence[Sequence[str | None]], about: str | None, lang: str) -> bytes | None:
    """The picture of the works that an answer pairs, or relates to the one it is about; none where there are none."""
    pairs = work_pairs(texts)
    if not pairs and about and is_work(about):
        others = dict.fromkeys(v for row in texts for v in row[:1] if v and is_work(v) and v != about)
        pairs = [(other, about) for other in others][:PAIRS]
    if not pairs:
        return None
    links = Links(work=work_address, group=lambda group: lineage_address(group.on))
    return draw_folded(fold_lineage(relate(store, pairs)), "svg", lang=lang, links=links)


def write_csv(heads: Sequence[str], cells: Sequence[Sequence[tuple[str, str]]]) -> bytes:
    """All rows in the words of the page, as a spreadsheet opens them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([harmless(words) for words, _ in row] for row in cells)
    return out.getvalue().encode("utf-8-sig")


def harmless(value: str | None) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value and value[0] in "=+-@\t\r" else value or ""
