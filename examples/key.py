"""The answer key: what each document of the corpus says and which errors stand in it, from the marks in its source.

The program under test is not used here: attributes come from the marked words by the plain reading below, or from the
mark itself where the words do not say them. Written values are as written; what is true stands under `planted`.
"""

import re
from typing import Any

from examples.source import Example, Line, Mark, Planted

PROVINCE = "tỉnh Thuận Giang"
MISQUOTES = {"WrongDate", "WrongNumber", "WrongIssuer", "WrongType", "WrongTitle", "WrongPeriod", "SignFormat"}
AGAINST_DIRECTIVE = {"TaskNotCarriedOut", "DeadlineSlipped", "TargetWeakened", "UnitChanged"}
_TYPES = (
    "Chương trình hành động", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Kế hoạch", "Đề án", "Tờ trình",
    "Báo cáo", "Luật", "Quy chế", "Công văn",
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\d/])\d+(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-z0-9]*(?:[-/][A-ZĐ][A-ZĐa-z0-9]*)*")
_DATE = re.compile(r"ngày (\d{1,2})(?:[/.-](\d{1,2})[/.-](\d{4})| tháng (\d{1,2}) năm (\d{4}))")
_ISSUERS = {
    "UBND tỉnh": f"Ủy ban nhân dân {PROVINCE}",
    "Ủy ban nhân dân tỉnh": f"Ủy ban nhân dân {PROVINCE}",
    "HĐND tỉnh": f"Hội đồng nhân dân {PROVINCE}",
    "Ban Chấp hành Đảng bộ tỉnh": f"Ban Chấp hành Đảng bộ {PROVINCE}",
    "UBND huyện Lương Khê": "Ủy ban nhân dân huyện Lương Khê",
    "HĐND xã": "Hội đồng nhân dân xã Đồng Lãng",
}
_SIGNS = {"QĐ-TTg": "Thủ tướng Chính phủ", "NĐ-CP": "Chính phủ", "TT-BTTTT": "Bộ trưởng Bộ Thông tin và Truyền thông"}


def make_key(examples: list[Example], drafts: list[Example]) -> dict[str, Any]:
    """The whole key, ready for JSON. A null attribute is one the key does not assert."""
    return {
        "about": "Answer key of the example corpus; made by `python -m examples.build`. null: not asserted.",
        "documents": [document_key(example, "corpus") for example in examples],
        "drafts": [document_key(draft, "drafts") for draft in drafts],
    }


def document_key(example: Example, folder: str) -> dict[str, Any]:
    """What one document should be read as, and what should be found in it."""
    meta, plain = example.meta, plain_text(example)
    citations: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for line, offset in _lines(example):
        for mark in line.marks:
            words = line.text[mark.start : mark.end]
            place = {"quote": words, "occurrence": count_before(plain, words, offset + mark.start)}
            if mark.role is not None:
                citations.append(place | _citation(words, mark, example))
            findings.extend(_finding(p, place, mark, citations) for p in mark.planted)
    for row in meta.get("planted", []):
        quote = row.get("quote")
        place = {"quote": quote, "occurrence": 0 if quote else None}
        planted = Planted(
            kind=row["kind"], written=row.get("written"), actual=row.get("actual"), other=row.get("other")
        )
        findings.append(_finding(planted, place, None, citations))
    return {
        "id": example.id,
        "file": f"{folder}/{example.id}.{EXTENSIONS[example.form]}",
        "form": example.form,
        "level": meta["level"],
        "document": _header(example),
        "citations": citations,
        "tasks": list(_tasks(example)),
        "planted": findings,
    }


EXTENSIONS = {"txt": "txt", "tcvn3": "txt", "docx": "docx", "pdf": "pdf", "scan": "pdf", "html": "html"}


def plain_text(example: Example) -> str:
    """Header-less running text in reading order, for counting occurrences."""
    return "\n".join(line.text for line, _ in _lines(example))


def count_before(text: str, words: str, offset: int) -> int:
    """How many times the words stand before an offset."""
    return sum(1 for match in re.finditer(re.escape(words), text) if match.start() < offset)


def _lines(example: Example) -> list[tuple[Line, int]]:
    lines = list(example.heading)
    for block in example.blocks:
        if block.kind == "table":
            lines.extend(cell for row in block.rows for cell in row)
        elif block.line.text:
            lines.append(block.line)
    offset, placed = 0, []
    for line in lines:
        placed.append((line, offset))
        offset += len(line.text) + 1
    return placed


def _header(example: Example) -> dict[str, Any]:
    meta = example.meta
    number = meta["number"] or None
    return {
        "type": meta["type"],
        "number": number,
        "sign": meta.get("sign") or (re.sub(r"^\d+(/\d{4})?[/-]", "", number) if number else None),
        "date": meta["date"],
        "issuer": meta["issuer"],
        "parent": meta.get("parent"),
        "place": meta["place"],
        "title": meta["title"],
        "signer": meta["signer"],
        "signer_role": meta["signer_role"],
        "recipients": meta["recipients"],
        "year": int(meta["date"][:4]),
    }


def _citation(words: str, mark: Mark, example: Example) -> dict[str, Any]:
    given = mark.attributes
    number = given.get("number") or next(iter(_NUMBER.findall(words)), None)
    if given.get("kind") == "short":
        number = given["number"]
    kind = given.get("kind") or ("self" if mark.role == "self" else "numbered" if number else "named")
    return {
        "kind": kind,
        "type": given.get("type") or _type(words),
        "number": number,
        "date": given.get("date") or _date(words),
        "issuer": given.get("issuer") or (example.meta["issuer"] if mark.role == "self" else _issuer(words, number)),
        "role": mark.role,
        "to": given.get("to"),
        "shared": "date" in given or "issuer" in given,
        "right": not any(p.kind in MISQUOTES for p in mark.planted),
    }


def _type(words: str) -> str | None:
    found = [(words.lower().find(name.lower()), name) for name in _TYPES if name.lower() in words.lower()]
    return min(found, key=lambda pair: (pair[0], -len(pair[1])))[1] if found else None


def _date(words: str) -> str | None:
    match = _DATE.search(words)
    if match is None:
        return None
    month, year = match[2] or match[4], match[3] or match[5]
    return f"{int(year):04d}-{int(month):02d}-{int(match[1]):02d}"


def _issuer(words: str, number: str | None) -> str | None:
    _, _, after = words.partition(" của ")
    if after and not words.startswith("Luật"):
        return _ISSUERS.get(after, f"{after} {PROVINCE}" if after.startswith("Sở ") else after)
    return next((body for sign, body in _SIGNS.items() if number and number.endswith(sign)), None)


def _finding(
    planted: Planted, place: dict[str, Any], mark: Mark | None, citations: list[dict[str, Any]]
) -> dict[str, Any]:
    belongs = mark is not None and (mark.role is not None or planted.kind in MISQUOTES) and citations
    against = planted.kind in AGAINST_DIRECTIVE
    return place | {
        "kind": planted.kind,
        "written": planted.written,
        "actual": planted.actual,
        "citation": len(citations) - 1 if belongs else None,
        "copied_from": planted.other if planted.kind in MISQUOTES else None,
        "directive": planted.other if against else None,
    }


def _tasks(example: Example) -> list[dict[str, Any]]:
    """Rows of the appendix tables that assign work."""
    tasks = []
    for block in example.blocks:
        if block.kind != "table" or not any("chủ trì" in cell.text for cell in block.rows[0]):
            continue
        titles = [cell.text for cell in block.rows[0]]
        for row in block.rows[1:]:
            cells = dict(zip(titles, (cell.text for cell in row), strict=True))
            tasks.append(
                {
                    "id": f"PL.{row[0].text}",
                    "content": row[1].text,
                    "lead": _units(next(v for k, v in cells.items() if "chủ trì" in k)),
                    "coordinate": _units(next((v for k, v in cells.items() if "phối hợp" in k), "")),
                    "time": next((v for k, v in cells.items() if "Thời gian" in k), None),
                    "products": _units(cells.get("Sản phẩm", "")),
                }
            )
    return tasks


def _units(cell: str) -> list[str]:
    return [unit.strip() for unit in cell.split(";") if unit.strip()]
