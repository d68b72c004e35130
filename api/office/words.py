"""What statuses, severities and decisions are called, in both languages: one table for pages, sheets and comments."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from api.words import name_work, pick
from ontology.dates import format_day
from ontology.errors import Message
from ontology.finding_kinds import find_kind
from ontology.record_json import fold_spaces

STATUS_NAMES: dict[str, Message] = {
    "right": Message("đúng", "right"),
    "wrong": Message("sai", "wrong"),
    "outdated": Message("lỗi thời", "outdated"),
    "ambiguous": Message("chưa rõ", "ambiguous"),
    "not_in_graph": Message("chưa có trong kho", "not in the store"),
    "not_checked": Message("chưa kiểm tra", "not checked"),
    "to_review": Message("cần xem lại", "to be looked at"),
    "itself": Message("nói về chính nó", "of itself"),
}
SEVERITY_NAMES: dict[str, Message] = {
    "error": Message("Lỗi", "Error"),
    "warning": Message("Cảnh báo", "Warning"),
    "note": Message("Ghi chú", "Note"),
}
FORCE_NAMES: dict[str, Message] = {
    "in_force": Message("còn hiệu lực", "in force"),
    "not_in_force": Message("không còn hiệu lực", "not in force"),
    "not_yet": Message("chưa có hiệu lực", "not yet in force"),
    "unknown": Message("chưa rõ hiệu lực", "force not known"),
}
STATE_NAMES: dict[str, Message] = {
    "open": Message("chưa xem", "open"),
    "confirmed": Message("đã xác nhận", "confirmed"),
    "dismissed": Message("đã bỏ qua", "dismissed"),
    "fixed": Message("đã sửa", "fixed"),
    "reopened": Message("mở lại", "reopened"),
}


def name_of(table: dict[str, Message], key: str, lang: str) -> str:
    """The name of a status or severity; an unknown one is shown as it is."""
    message = table.get(key)
    return key if message is None else message.as_dict()["en" if lang == "en" else "vi"]


def verdict_of(citation: Mapping[str, Any]) -> str:
    """The status under which people are told of a citation: of what was not judged to the end, why it stands open.

    >>> verdict_of({"status": "not_checked", "kind": "numbered", "findings": ["f1"]})
    'to_review'
    """
    if citation["status"] != "not_checked":
        return str(citation["status"])
    if citation["kind"] == "self":
        return "itself"
    return "to_review" if citation["findings"] else "not_checked"


def gravest(findings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Findings, errors first, each kind of severity in the order of the text."""
    return sorted(findings, key=lambda f: (tuple(SEVERITY_NAMES).index(f["severity"]), f["start"] or 0))


def gathered(findings: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Findings as `gravest` has them, each with those that say the same of the same document at other places."""
    cards: dict[tuple[object, ...], tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = {}
    for finding in gravest(findings):
        said = tuple(finding[name] for name in ("kind", "severity", "work", "written", "actual"))
        same = (*said, finding["message"]["vi"], finding["work"] or fold_spaces(finding["quote"] or ""))
        if same in cards and finding["quote"]:
            cards[same][1].append(finding)
        else:
            cards[same if same not in cards else (finding["id"],)] = (finding, [])
    return list(cards.values())


def nothing_found(report: Mapping[str, Any], lang: str) -> str:
    """What is said where no finding stands: nothing wrong, or nothing there to judge, which is no approval."""
    if any(citation["kind"] != "self" for citation in report["citations"]):
        said = Message("Không thấy lỗi nào.", "Nothing wrong was found.")
    else:
        said = Message(
            "Không tìm thấy viện dẫn nào để soát. Hãy xem lại tệp đã đúng và đọc được chưa.",
            "No citation was found to check. See whether this is the right file and whether it could be read.",
        )
    return said.as_dict()["en" if lang == "en" else "vi"]


# What a fact's field is called where evidence quotes it as "field: value".
FIELD_NAMES: dict[str, Message] = {
    "number": Message("số, ký hiệu", "number"),
    "date": Message("ngày ban hành", "date"),
    "issuer": Message("cơ quan ban hành", "issuer"),
    "type": Message("loại văn bản", "type"),
    "title": Message("trích yếu", "title"),
    "period": Message("giai đoạn", "period"),
}
# What a relation between works is called where evidence quotes it.
RELATION_NAMES: dict[str, Message] = {
    "amends": Message("văn bản sửa đổi, bổ sung", "amending document"),
    "replaces": Message("văn bản thay thế", "replacing document"),
    "repeals": Message("văn bản bãi bỏ", "repealing document"),
    "partly_repeals": Message("văn bản bãi bỏ một phần", "partly repealing document"),
    "suspends": Message("văn bản đình chỉ", "suspending document"),
    "corrects": Message("văn bản đính chính", "correcting document"),
    "consolidates": Message("văn bản hợp nhất", "consolidating document"),
}
_PARTS = {
    "preamble": Message("phần căn cứ", "the preamble"),
    "closing": Message("phần kết", "the closing"),
    "footnotes": Message("chú thích", "the footnotes"),
    "margins": Message("đầu trang, chân trang", "page header or footer"),
}
_DATE = re.compile(r"(?:19|20)\d\d-(?:\d\d-\d\d|0[1-9]|1[0-2])")
_FACT = re.compile(r"(\w+): (.*)", re.S)


def kind_name(id_: str, lang: str) -> str:
    """What a kind of finding is called; an unknown one is shown as it is."""
    kind = find_kind(id_)
    return kind.name.as_dict()["en" if lang == "en" else "vi"] if kind else id_


def shown_day(value: object, lang: str) -> str:
    """A date as it is written in the language; anything else as it is.

    A day that no calendar has was written all the same, and is shown as it was.

    >>> shown_day("2024-01-12", "vi"), shown_day("2024-01-12", "en"), shown_day("17/NQ-CP", "vi")
    ('12/01/2024', '12 January 2024', '17/NQ-CP')
    >>> shown_day("2023-02-31", "vi"), shown_day("2024-03", "vi")
    ('31/02/2023', 'tháng 3 năm 2024')
    """
    words = "" if value is None else str(value)
    return format_day(words, lang) if _DATE.fullmatch(words) else words


def shown_moment(at: str | dt.datetime, lang: str) -> str:
    """A moment, often noted in universal time, as the clock of this office shows it.

    >>> shown_moment("2024-01-12T12:00", "vi"), shown_moment("2024-01-12T12:00", "en")
    ('12/01/2024 12:00', '12 January 2024 12:00')
    """
    moment = (dt.datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone()
    return f"{shown_day(moment.date().isoformat(), lang)} {moment:%H:%M}"


def decided_by(row: Mapping[str, Any], lang: str) -> tuple[str, str, str] | None:
    """Who decided about a finding, when and why: the last decision, or the rule that accepts it."""
    if row["history"]:
        last = row["history"][-1]
        return str(last["by"]), shown_moment(last["at"], lang), str(last["reason"])
    rule = row.get("rule")
    return (rule["by"], shown_moment(rule["at"], lang), rule["reason"]) if rule else None


def shown_section(path: str | None, lang: str) -> str:
    """Where a citation stands, in words."""
    part = _PARTS.get(path or "")
    return part.as_dict()["en" if lang == "en" else "vi"] if part else path or ""


def shown_evidence(evidence: Mapping[str, Any], lang: str) -> str:
    """The words of a piece of evidence, and its source where a person can look it up: an address of the store is none.

    >>> shown_evidence({"source": "https://a.example/document/e3", "quote": "date: 2024-01-12"}, "vi")
    'ngày ban hành 12/01/2024'
    >>> shown_evidence({"source": "45/2025/NĐ-CP", "quote": "đến 01/3/2025"}, "vi")
    'đến 01/3/2025 (45/2025/NĐ-CP)'
    """
    quote, source = fold_spaces(str(evidence["quote"] or "")), str(evidence["source"] or "")
    fact = _FACT.fullmatch(quote)
    if quote in RELATION_NAMES:
        quote = name_of(RELATION_NAMES, quote, lang)
    elif fact and fact[1] in FIELD_NAMES:
        quote = f"{name_of(FIELD_NAMES, fact[1], lang)} {shown_day(fact[2], lang)}"
    return quote if not source or "://" in source else f"{quote} ({source})"


def told_evidence(
    finding: Mapping[str, Any], sources: Mapping[str, str], lang: str, most: int = 3
) -> list[tuple[str, str]]:
    """On what a finding rests, as (what it is, words) for paper: where the error was copied from, then the evidence.

    `sources` names the documents and register rows of the store; one that it does not name is told by its words alone.
    """
    steps = [str(step["source"]) for step in finding.get("way", ())]
    last = steps[-1] if steps else str(finding.get("copied_from") or "")
    passages_of = {last: Message("Chép từ", "Copied from")} if last else {}
    passages_of |= {step: Message("Ghi lần đầu ở", "First written in") for step in steps[:1] if len(steps) > 1}
    rows: list[tuple[str, str]] = []
    passages = 0
    for evidence in finding["evidence"]:
        address = str(evidence["source"] or "")
        document, words = address.partition("#")[0], shown_evidence(evidence, lang)
        name = name_work(sources[document]) if document in sources else ""
        if document in passages_of:
            name = name or pick(lang, "văn bản có lỗi này trước", "the document that had it first")
            label = passages_of[document].as_dict()["en" if lang == "en" else "vi"]
            rows.insert(passages, (label, f"{name}: “{words}”"))
            passages += 1
        else:
            if not name and "/register/" in address:
                name = pick(lang, "sổ đăng ký", "the register")
            rows.append((pick(lang, "Chứng cứ", "Evidence"), f"{words} ({name})" if name else words))
    return rows[: most + passages]
