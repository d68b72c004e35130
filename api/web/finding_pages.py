"""The worklist of findings: filters, saved views, what changed since the reader's mark, decisions, files."""

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs, quote, unquote, urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.http.v1.paging import Cursor, key_in
from api.office.words import SEVERITY_NAMES, name_of
from api.office.words import STATE_NAMES as REVIEWED
from api.service import Service
from api.views import source_labels
from api.web.render import STATE_NAMES, Pages, language, named, signed_in
from api.web.turning import turn
from api.words import name_work, pick
from api.workbench import Workbench
from api.worklist import (
    FIELDS,
    FILTERS,
    Row,
    Since,
    compare_since,
    fullest_names,
    see_rows,
)
from graph.lineage import find_labels
from graph.listing import FindingFilter, Look, Page
from ontology.errors import SettingError

if TYPE_CHECKING:
    pass

SHOWN = 40  # a page of cards; on a phone more would be a road without end
VIEWER, REVIEWER = "viewer", "reviewer"
_YEAR = 31_536_000
_SHIPPED = (
    ("severity=error&state=open", "Lỗi chưa xem", "Errors not yet looked at"),
    ("kind=NoLongerInForce&state=open", "Căn cứ hết hiệu lực", "No longer in force"),
    ("copied=yes", "Lỗi chép lại", "Copied errors"),
    ("state=confirmed", "Đã xác nhận, chờ sửa", "Confirmed, to be mended"),
)
_ORDERS: Mapping[str, tuple[str, ...]] = {"severity": tuple(SEVERITY_NAMES), "state": tuple(REVIEWED)}
LABELS = {
    "severity": ("Mức", "Severity"),
    "kind": ("Loại", "Kind"),
    "state": ("Tình trạng", "State"),
    "issuer": ("Đơn vị ban hành", "Issuing unit"),
    "year": ("Năm", "Year"),
    "directive": ("Văn bản chỉ đạo", "Directive"),
}


def chosen_from(query: str) -> dict[str, str]:
    """The filters in a query string; anything else in it is dropped."""
    given = parse_qs(query, max_num_fields=50)
    return {name: given[name][0] if name in given else "" for name in FILTERS}


def query_of(chosen: Mapping[str, str]) -> str:
    """The filters as a query string, in a fixed order."""
    return urlencode({name: chosen[name] for name in FILTERS if chosen.get(name)})


def filter_of(chosen: Mapping[str, str], look: Look) -> FindingFilter:
    """The filter that was chosen, as the lists take it; a body by all its names."""
    fields: dict[str, Any] = {name: (chosen[name],) for name in FIELDS if chosen.get(name)}
    if body := chosen.get("issuer"):
        fields["issuer"] = tuple(n for n, full in _bodies(look).items() if body in (n, full)) or (body,)
    return FindingFilter(**fields, copied=bool(chosen["copied"]), directive=chosen["directive"])


def _bodies(look: Look) -> dict[str, str]:
    """Every body with findings, and under which of its names it is listed."""
    return fullest_names(name for name, _ in look.facets(FindingFilter())["issuer"])


def value_name(name: str, value: str, lang: str, directives: Mapping[str, str]) -> str:
    words: Mapping[str, Callable[[str], str]] = {
        "severity": lambda v: name_of(SEVERITY_NAMES, v, lang),
        "kind": lambda v: Service.kind_name(v).as_dict()[lang],
        "state": lambda v: named(STATE_NAMES, v, lang),
        "directive": lambda v: directives.get(v, v),
    }
    return words.get(name, str)(value)


def _filters(look: Look, chosen: Mapping[str, str], lang: str) -> list[dict[str, Any]]:
    """Each filter with the values there are, and how many findings have each; of directives the fullest."""
    counts, directives = dict(look.facets(FindingFilter())), look.directives()
    bodies, full = Counter[str](), _bodies(look)
    for name, found in counts["issuer"]:
        bodies[full[name]] += found
    counts["issuer"] = bodies.most_common()
    counts["directive"] = [(iri, found) for iri, _, found in directives if found]
    if (one := chosen["directive"]) and one not in {iri for iri, _ in counts["directive"]}:
        counts["directive"].append((one, look.count_findings(FindingFilter(directive=one))))
    labels = {iri: name_work(label) for iri, label, _ in directives} | {one: name_work(look.label_of(one))}
    shown = []
    for name, label in LABELS.items():
        order = _ORDERS.get(name, ())  # what has an order of its own keeps it, however many there are of each
        listed = sorted(counts[name], key=lambda c: order.index(c[0]) if c[0] in order else len(order))
        options = [(v, f"{value_name(name, v, lang, labels)} ({n})") for v, n in listed]
        shown.append({"name": name, "label": pick(lang, *label), "chosen": chosen[name], "options": options})
    return shown


def viewer_of(request: Request) -> str:
    """Whose mark it is: the person logged in, else whoever uses this browser; nobody before the first mark."""
    who = signed_in(request, "vi")
    return f"name {who['name']}" if who else request.cookies.get(VIEWER, "")


def _reviewer(request: Request) -> str:
    """The name to offer: that of the login, which is the one that counts; else the one given last."""
    who = signed_in(request, "vi")
    return str(who["name"]) if who else unquote(request.cookies.get(REVIEWER, ""))


class Worklist:
    """What the pages of the worklist share: the rows, the reader, the filters, the page itself."""

    def __init__(self, service: Service, pages: Pages, bench: Workbench) -> None:
        self.service, self.pages, self.bench = service, pages, bench

    def since(self, request: Request, rows: Iterable[Row]) -> tuple[str | None, Since | None]:
        """When the reader's mark was put down, and what happened since."""
        viewer = viewer_of(request)
        at = self.bench.mark_of(viewer) if viewer else None
        return at, compare_since(self.bench.seen_by(viewer), rows) if viewer and at else None

    def wanted(self, request: Request, chosen: Mapping[str, str]) -> list[Row]:
        """All rows that are asked for, for a file to take away."""
        with self.service.look() as look:
            rows: list[Row] = list(look.every_finding(filter_of(chosen, look)))
            if chosen["since"]:
                _, since = self.since(request, look.every_finding(FindingFilter()))
                fresh = since.new | since.changed if since else frozenset()
                rows = [r for r in rows if r["id"] in fresh]
        return rows

    def page(
        self,
        request: Request,
        query: str,
        *,
        after: str | None = None,
        before: str | None = None,
        problem: str = "",
        form: Mapping[str, Any] | None = None,
    ) -> HTMLResponse:
        """The worklist; with what was typed and ticked kept where a decision could not be taken."""
        lang, chosen = language(request), chosen_from(query)
        with self.service.look() as look:
            wanted = filter_of(chosen, look)
            at, since = self.since(request, look.every_finding(FindingFilter()))
            if chosen["since"]:
                fresh = since.new | since.changed if since else frozenset()
                found = Page([r for r in look.every_finding(wanted) if r["id"] in fresh])
                total = len(found.rows)
            else:
                found = look.findings(wanted, limit=SHOWN, after=key_in(after), before=key_in(before))
                total = look.count_findings(wanted)
            filters = _filters(look, chosen, lang)
        query = query_of(chosen)
        said = request.query_params.get("decided", "")
        return self.pages.render(
            request,
            "findings.html",
            status=422 if problem else 200,
            rows=found.rows,
            total=total,
            filters=filters,
            chosen=chosen,
            query=query,
            beside=turn("/findings", found, **chosen),
            shipped=[(q, pick(lang, vi, en)) for q, vi, en in _SHIPPED],
            saved=[(v.query, v.name) for v in self.bench.views()],
            mark=dt.datetime.fromisoformat(at).astimezone() if at else None,
            since=since,
            problem=problem,
            decided=int(said) if said.isdigit() else 0,
            accepted=rule if (rule := request.query_params.get("accepted", "")).isalnum() else "",
            sources=source_labels(self.service.reader(), found.rows),
            meant=find_labels(self.service.reader(), sorted({r["work"] for r in found.rows if r["work"]})),
            typed={"reviewer": _reviewer(request), "reason": "", "finding": (), **(form or {})},
        )


def finding_router(service: Service, pages: Pages, bench: Workbench) -> APIRouter:
    """The pages of the worklist."""
    router = APIRouter(include_in_schema=False)
    work = Worklist(service, pages, bench)

    @router.get("/findings")
    def findings(request: Request, after: Cursor = None, before: Cursor = None) -> HTMLResponse:
        return work.page(request, request.url.query, after=after, before=before)

    @router.post("/review")
    def review(
        request: Request,
        decision: Annotated[str, Form()],
        finding: Annotated[list[str] | None, Form()] = None,
        reviewer: Annotated[str, Form()] = "",
        reason: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "",
    ) -> Response:
        try:
            if not finding:
                raise SettingError(
                    "Chưa đánh dấu điều nào. Hãy đánh dấu ít nhất một điều rồi chọn quyết định.",
                    "Nothing is ticked. Tick at least one finding, then decide.",
                )
            service.review_all(finding, decision, reviewer, reason)
        except SettingError as error:
            form = {"reviewer": reviewer, "reason": reason, "finding": tuple(finding or ())}
            return work.page(request, back, problem=error.message.as_dict()[language(request)], form=form)
        done = urlencode({"decided": len(set(finding))})
        answer = RedirectResponse(f"/findings?{query_of(chosen_from(back))}&{done}", status_code=303)
        answer.set_cookie(REVIEWER, quote(reviewer[:100]), max_age=_YEAR, samesite="strict", httponly=True)
        return answer

    @router.post("/mark")
    def mark(request: Request, back: Annotated[str, Form()] = "") -> RedirectResponse:
        viewer = viewer_of(request) or secrets.token_urlsafe(24)
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with service.look() as look:
            bench.put_mark(viewer, see_rows(look.every_finding(FindingFilter())), at)
        chosen = {**chosen_from(back), "since": ""}
        answer = RedirectResponse(f"/findings?{query_of(chosen)}", status_code=303)
        if not signed_in(request, "vi"):
            answer.set_cookie(VIEWER, viewer, max_age=_YEAR, samesite="strict", httponly=True)
        return answer

    @router.post("/views")
    def keep_view(request: Request, name: Annotated[str, Form()], query: Annotated[str, Form()] = "") -> Response:
        try:
            kept = query_of({**chosen_from(query), "since": ""})
            bench.save_view(name, kept, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
        except SettingError as error:
            return work.page(request, query, problem=error.message.as_dict()[language(request)])
        return RedirectResponse(f"/findings?{kept}", status_code=303)

    @router.post("/views/delete")
    def drop_view(name: Annotated[str, Form()], query: Annotated[str, Form()] = "") -> RedirectResponse:
        bench.drop_view(name)
        return RedirectResponse(f"/findings?{query_of(chosen_from(query))}", status_code=303)

    return router
