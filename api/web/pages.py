"""The pages: each a small view over the service. The language comes from `?lang=`, then a cookie, then the setting."""

import datetime as dt
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.office.words import SEVERITY_NAMES, STATUS_NAMES, name_of
from api.service import Service
from api.settings import setting
from api.web.marks import cut_text
from api.words import pick
from ontology.dates import format_vietnamese, parse_day
from ontology.errors import CancuError
from ontology.record_json import fold_spaces

TEMPLATES = Path(str(files("api.web"))) / "templates"
NAVIGATION = (("/", "Soát dự thảo", "Check a draft"),)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    environment.filters["one_line"] = fold_spaces
    return environment


def _language(request: Request) -> str:
    asked = request.query_params.get("lang") or request.cookies.get("lang") or setting("lang")
    return "en" if asked == "en" else "vi"


def _shown(value: str) -> str:
    """A date as people write it; anything else as it is."""
    return format_vietnamese(value) if parse_day(value) else value


class Pages:
    """Renders a template with what every page needs."""

    def __init__(self) -> None:
        self._environment = _environment()

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        lang = _language(request)
        other = request.url.include_query_params(lang="vi" if lang == "en" else "en")
        body = self._environment.get_template(template).render(
            lang=lang,
            t=lambda vi, en: pick(lang, vi, en),
            here=request.url.path,
            navigation=[{"href": href, "label": pick(lang, vi, en)} for href, vi, en in NAVIGATION],
            other_lang_href=f"{other.path}?{other.query}"
            if request.method == "GET"
            else f"/?lang={'vi' if lang == 'en' else 'en'}",
            version=version("cancu"),
            status_name=lambda s: name_of(STATUS_NAMES, s, lang),
            severity_name=lambda s: name_of(SEVERITY_NAMES, s, lang),
            shown=_shown,
            **values,
        )
        response = HTMLResponse(body, status_code=status)
        if "lang" in request.query_params:
            response.set_cookie("lang", lang, max_age=31_536_000, samesite="strict", httponly=True)
        return response


def _tally(report: dict[str, Any]) -> list[tuple[str, int]]:
    counts = dict.fromkeys(STATUS_NAMES, 0)
    for citation in report["citations"]:
        counts[citation["status"]] += 1
    return [(status, count) for status, count in counts.items() if count]


def pages_router(service: Service) -> APIRouter:
    """Every page of the workbench."""
    router = APIRouter(include_in_schema=False)
    pages = Pages()

    @router.get("/")
    def home(request: Request) -> HTMLResponse:
        lang = _language(request)
        holdings = [{"count": n, "label": pick(lang, vi, en)} for n, vi, en in service.holdings()]
        return pages.render(request, "home.html", today=dt.date.today().isoformat(), holdings=holdings)

    @router.post("/check")
    def check(
        request: Request, file: Annotated[UploadFile, File()], as_of: Annotated[str, Form()] = ""
    ) -> HTMLResponse:
        try:
            checked = service.check_bytes(file.filename or "?", file.file.read(), parse_day(as_of) or dt.date.today())
        except CancuError as error:
            return pages.render(request, "error.html", status=422, message=error.message.as_dict()[_language(request)])
        report = checked.report
        cited = {f: i for i, c in enumerate(report["citations"]) for f in c["findings"]}
        return pages.render(
            request,
            "report.html",
            report=report,
            stretches=cut_text(checked.text.raw, report["citations"]),
            tally=_tally(report),
            target=lambda i: (report["citations"][i]["findings"] or [f"v{i}"])[0],
            mark_of=lambda f: f"c{cited[f['id']]}" if f["id"] in cited else "text",
            kind_name=lambda kind: service.kind_name(kind).as_dict()[_language(request)],
        )

    return router
