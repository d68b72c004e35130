"""The worklist of findings to take away: a workbook to sort and file, a report to sign and send.

Whatever the page filters by is a column of the workbook, so that a list that was reviewed can be kept and looked
through without the program. What a person dismissed or saw mended stands apart and is not asked for.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.office.words import SEVERITY_NAMES, decided_by, name_of, shown_day, shown_moment, told_evidence
from api.service import Service
from api.views import source_labels
from api.web.draft_pages import XLSX, attachment
from api.web.finding_pages import LABELS, Worklist, chosen_from, value_name
from api.web.render import STATE_NAMES, Pages, language, named
from api.words import name_work, pick
from api.workbench import Workbench
from api.worklist import FIELDS, Row, fullest_names
from loaders.read.docx import MEDIA_TYPE as DOCX
from ontology.record_json import fold_spaces

if TYPE_CHECKING:
    from api.office.findings_report import ReportGroup

Carried = Mapping[str, Mapping[str, str]]
_COLUMNS = (
    ("Mức", "Severity"), ("Loại", "Kind"), ("Đơn vị ban hành", "Issuing unit"), ("Năm", "Year"),
    ("Văn bản", "Document"), ("Văn bản chỉ đạo", "Directive"), ("Nguyên văn", "Quote"), ("Đã viết", "Written"),
    ("Thực tế", "Actual"), ("Sửa thành", "Correction"), ("Giải thích", "Explanation"), ("Chứng cứ", "Evidence"),
    ("Độ tin", "Confidence"), ("Tình trạng", "State"), ("Người xem xét", "Reviewer"), ("Lúc", "At"),
    ("Lý do", "Reason"),
)  # fmt: skip
_SETTLED = ("dismissed", "fixed")


def _apart(rows: Sequence[Row], chosen: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """What still stands, and what a person has dismissed or seen mended; all as one where a state was asked for."""
    if chosen["state"]:
        return list(rows), []
    return [r for r in rows if r["state"] not in _SETTLED], [r for r in rows if r["state"] in _SETTLED]


def _cells(row: Row, lang: str, carried: Carried, sources: Mapping[str, str]) -> list[object]:
    """A finding as a line of the workbook."""
    rests = [f"{what}: {words}" for what, words in told_evidence(row, sources, lang)]
    return [
        name_of(SEVERITY_NAMES, row["severity"], lang), Service.kind_name(row["kind"]).as_dict()[lang],
        row["issuer"] or "", row["year"] or "", name_work(row["label"]), "; ".join(directives_of(row, carried)),
        fold_spaces(row["quote"] or ""), shown_day(row["written"], lang), shown_day(row["actual"], lang),
        row["correction"], row["message"][lang], "; ".join(rests), row["confidence"],
        named(STATE_NAMES, row["state"], lang), *(decided_by(row, lang) or ("", "", "")),
    ]  # fmt: skip


def directives_of(row: Row, carried: Carried) -> list[str]:
    """What the document of a finding carries out, by name."""
    return sorted(map(name_work, carried.get(row["of"] or "", {}).values()))


def report_groups(rows: Sequence[Row], by: str, lang: str, carried: Carried) -> "list[ReportGroup]":
    """The rows of a report under their headings; a plan that carries out two directives stands under both."""
    from api.office.findings_report import ReportGroup  # heavy; only this needs it

    found: dict[str, list[Row]] = {}
    full = fullest_names(row["issuer"] for row in rows if row["issuer"])
    for row in rows:
        names = [full.get(row["issuer"] or "", "")]
        if by == "directive":
            names = directives_of(row, carried)
        for name in names or [""]:
            found.setdefault(name, []).append(row)
    unknown = (
        pick(lang, "Không triển khai văn bản nào đã biết", "Carries out no known directive")
        if by == "directive"
        else pick(lang, "Chưa rõ cơ quan", "Body not known")
    )
    ordered = sorted(found.items(), key=lambda g: (not g[0], g[0]))
    return [ReportGroup(name=name or unknown, rows=sorted(g, key=lambda r: r["label"])) for name, g in ordered]


def finding_file_router(service: Service, pages: Pages, bench: Workbench) -> APIRouter:
    """The worklist as a workbook and as a report."""
    router, work = APIRouter(include_in_schema=False), Worklist(service, pages, bench)

    def told_of(rows: Sequence[Row]) -> tuple[Carried, dict[str, str]]:
        """What the documents of these carry out, and what that on which these rest is called."""
        with service.look() as look:
            carried = look.carried_out([r["of"] for r in rows if r["of"]])
        return carried, source_labels(service.reader(), rows)

    @router.get("/findings.xlsx")
    def workbook(request: Request) -> Response:
        lang = language(request)
        rows = work.wanted(request, chosen_from(request.url.query))
        standing, settled = _apart(rows, chosen_from(request.url.query))
        headings = [pick(lang, *pair) for pair in _COLUMNS]
        told = told_of(rows)
        sheets = [(pick(lang, "Điều tìm thấy", "Findings"), headings, [_cells(r, lang, *told) for r in standing])]
        if settled:
            name = pick(lang, "Đã bỏ qua, đã sửa", "Dismissed, fixed")
            sheets.append((name, headings, [_cells(r, lang, *told) for r in settled]))
        from api.office.sheet import write_xlsx  # heavy; only this needs it

        return attachment(write_xlsx(sheets), XLSX, "dieu-tim-thay.xlsx")

    @router.get("/findings.docx")
    def report(request: Request, group: str = "issuer") -> Response:
        from api.office.findings_report import MOST, findings_report  # heavy; only this needs it

        lang, chosen = language(request), chosen_from(request.url.query)
        rows, settled = _apart(work.wanted(request, chosen), chosen)
        with service.look() as look:
            carried = look.carried_out([r["of"] for r in rows if r["of"]]) if group == "directive" else {}
            labels = {chosen["directive"]: look.label_of(chosen["directive"])}
        filters = [
            f"{pick(lang, *LABELS[n])}: {value_name(n, chosen[n], lang, labels)}"
            for n in (*FIELDS, "directive")
            if chosen[n]
        ]
        about = [
            (pick(lang, "Lập lúc", "Made at"), shown_moment(dt.datetime.now(), lang)),
            (pick(lang, "Phạm vi", "Scope"), "; ".join(filters) or pick(lang, "mọi điều tìm thấy", "all findings")),
            (pick(lang, "Kho và sổ đăng ký", "Store and register"), service.version(lang)),
        ]
        states = {s: named(STATE_NAMES, s, lang) for s in ("open", "confirmed", "dismissed", "fixed")}
        groups = report_groups(rows, group, lang, carried)
        sources = source_labels(service.reader(), rows[:MOST])
        made = findings_report(groups, lang, about=about, states=states, sources=sources, settled=settled)
        by = "van-ban" if group == "directive" else "don-vi"
        return attachment(made, DOCX, f"bao-cao-ra-soat-{by}.docx")

    return router
