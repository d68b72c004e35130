"""Rendering: one environment, one language a request, and the words that every page needs."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.access.roles import ROLE_NAMES, Role
from api.behind import behind
from api.http.needs import need_of
from api.office.words import (
    FORCE_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    gathered,
    gravest,
    name_of,
    nothing_found,
    shown_day,
    shown_evidence,
    shown_moment,
    shown_section,
    verdict_of,
)
from api.office.words import STATE_NAMES as DECIDED
from api.service import Service
from api.settings import setting
from api.web.marks import cut_text
from api.words import CITED_AS, name_dated, name_work, pick, program_version
from ontology.errors import Message
from ontology.record_json import fold_spaces

TEMPLATES = Path(str(files("api.web"))) / "templates"
# address, label in both languages, the other pages that belong to it
NAVIGATION: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("/", "Soát dự thảo", "Check a draft", ("/draft/", "/draft-forgotten")),
    (
        "/documents",
        "Văn bản",
        "Documents",
        ("/relied-on", "/document", "/lineage", "/board", "/coverage", "/compare", "/cell", "/impact"),
    ),
    ("/cite", "Viện dẫn", "Cite", ()),
    ("/findings", "Điều tìm thấy", "Findings", ("/review", "/views", "/rules")),
    ("/tasks", "Nhiệm vụ", "Tasks", ("/unit",)),
    ("/ask", "Hỏi kho", "Ask", ()),
    ("/load", "Nạp", "Load", ("/load/", "/register", "/register/")),
    ("/help", "Trợ giúp", "Help", ("/glossary",)),
)
STATE_NAMES: Mapping[str, Message] = {
    **DECIDED,
    "has": Message("đã ban hành", "has"),
    "alike": Message("có kế hoạch cùng nội dung, không dẫn", "a plan on the subject, not naming it"),
    "has_not": Message("chưa ban hành", "has not"),
    "unknown": Message("không rõ", "not known"),
    "unasked": Message("tự triển khai", "unasked"),
    "not_expanded": Message("nhóm chưa có danh sách đầy đủ", "group: its full list is not known"),
    "carried_out": Message("đã có", "carried out"),
    "partly": Message("một phần", "partly"),
    "missing": Message("chưa có", "missing"),
    "helps": Message("chỉ phối hợp, chưa thấy", "only helps, not seen"),
    "not_theirs": Message("không thuộc đơn vị", "not theirs"),
}
FIELD_NAMES: Mapping[str, Message] = {
    "type": Message("Loại", "Type"),
    "number": Message("Số, ký hiệu", "Number"),
    "date": Message("Ngày ban hành", "Date"),
    "issuer": Message("Cơ quan ban hành", "Issuer"),
    "title": Message("Trích yếu", "Title"),
    "period": Message("Giai đoạn", "Period"),
}
RANK_NAMES: Mapping[str, Message] = {
    "own_text": Message("chính văn bản", "its own text"),
    "register": Message("sổ đăng ký", "the register"),
    "consensus": Message("các văn bản viện dẫn nó", "documents that cite it"),
}
RELATION_NAMES: Mapping[str, Message] = {
    "replaces": Message("thay thế", "replaces"),
    "repeals": Message("bãi bỏ", "repeals"),
    "partly_repeals": Message("bãi bỏ một phần", "repeals in part"),
    "amends": Message("sửa đổi, bổ sung", "amends"),
    "suspends": Message("đình chỉ", "suspends"),
    "resumes": Message("cho thi hành lại", "resumes"),
    "corrects": Message("đính chính", "corrects"),
    "consolidates": Message("hợp nhất", "consolidates"),
    "guides": Message("hướng dẫn", "guides"),
    "details": Message("quy định chi tiết", "details"),
}
_NUMBER = re.compile(r"(\d+[a-z]?(?:/\d{4})?/[^\W\d_][\w/&.-]{1,24}|\d+-[^\W\d_]{2,4}/[^\W\d_]{2,4})(?=$|[\s,;:)])")


def language(request: Request) -> str:
    """`?lang=`, then the cookie, then the setting."""
    asked = request.query_params.get("lang") or request.cookies.get("lang") or setting("lang")
    return "en" if asked == "en" else "vi"


def work_address(iri: str, day: str = "") -> str:
    """The page of a work, as of a day where one is named."""
    return "/document?" + urlencode({"work": iri, **({"as_of": day} if day else {})})


def lineage_address(work: str, day: str = "") -> str:
    """The whole lineage of a work, as of a day where one is named."""
    return "/lineage?" + urlencode({"work": work, **({"day": day} if day else {})})


def signed_in(request: Request, lang: str) -> dict[str, Any] | None:
    """Who is logged in, as a page says it; None on a machine of one person."""
    state = request.scope.get("state", {})
    if not (state.get("closed") and state.get("known")):
        return None
    actor = state["actor"]
    return {
        "name": actor.name,
        "role": ROLE_NAMES[actor.role].as_dict()[lang],
        "trail": actor.role >= Role.administrator,
    }


def may(request: Request, method: str, path: str) -> bool:
    """Whether whoever asks may do this, so that pages offer nothing that would be refused."""
    state = request.scope.get("state", {})
    needed = need_of(method, path).role
    if needed is None or not state.get("closed"):
        return True
    return bool(state.get("known") and state["actor"].role >= needed)


def keep_numbers_whole(words: str) -> Markup:
    """Words with every number of a document kept on one line, for a wide screen.

    >>> keep_numbers_whole("Kế hoạch 11/KH-UBND <b>")
    Markup('Kế hoạch <span class="no">11/KH-UBND</span> &lt;b&gt;')
    """
    parts = _NUMBER.split(words)
    kept = (escape(p) if at % 2 == 0 else Markup('<span class="no">{}</span>').format(p) for at, p in enumerate(parts))
    return Markup("").join(kept)


def anchor(finding: str) -> str:
    """An element id for a finding, whatever characters its own id has."""
    return "f" + hashlib.sha256(finding.encode()).hexdigest()[:12]


def fragment(finding: str) -> str:
    """What the IRI of a finding has behind its document's: whoever opens that IRI comes to the element of this id."""
    return finding.rpartition("#")[2] if "#" in finding else f"finding-{finding}"


def _within(here: str, pages: Sequence[str]) -> bool:
    """Whether a page belongs to one of these; one that ends in a slash stands for all below it."""
    return any(here == page or (page.endswith("/") and here.startswith(page)) for page in pages)


def navigation(here: str, lang: str) -> list[dict[str, str]]:
    """The menu; the entry of the page itself, or of the page it belongs to, is marked."""
    return [
        {
            "href": href,
            "label": pick(lang, vi, en),
            "current": "page" if here == href else "true" * _within(here, within),
        }
        for href, vi, en, within in NAVIGATION
    ]


def named(table: Mapping[str, Message], key: str, lang: str) -> str:
    """A name from a table; an unknown key as it is."""
    message = table.get(key)
    return key if message is None else message.as_dict()[lang]


def citations_view(report: Mapping[str, Any], raw: str) -> dict[str, Any]:
    """What a page needs to show a text with its citations and findings in place."""
    citations: Sequence[Mapping[str, Any]] = report["citations"]
    cited = {f: i for i, c in enumerate(citations) for f in c["findings"]}
    return {
        "stretches": (stretches := cut_text(raw, citations)),
        "marked": {s.index for s in stretches if s.anchor},
        "target": lambda i: anchor(citations[i]["findings"][0]) if citations[i]["findings"] else f"v{i}",
        "mark_of": lambda f: f"c{cited[f['id']]}" if f["id"] in cited else "text",
    }


class Pages:
    """Renders a template with what every page needs."""

    def __init__(self) -> None:
        self._environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
        self._environment.filters["one_line"] = fold_spaces
        self._environment.filters["gravest"] = gravest
        self._environment.filters["gathered"] = gathered
        self._environment.filters["named"] = name_work
        self._environment.filters["dated"] = name_dated
        self._environment.filters["whole"] = keep_numbers_whole

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The page, in the language of the request."""
        lang = language(request)
        other = "vi" if lang == "en" else "en"
        address = request.url.include_query_params(lang=other)
        body = self._environment.get_template(template).render(
            lang=lang,
            t=lambda vi, en: pick(lang, vi, en),
            here=request.url.path,
            navigation=[item for item in navigation(request.url.path, lang) if may(request, "GET", item["href"])],
            printed_on=dt.date.today().isoformat(),
            address=unquote(unquote(str(request.url.remove_query_params("lang")))) if request.method == "GET" else "",
            signed_in=signed_in(request, lang),
            may=lambda method, path: may(request, method, path),
            other_lang_href=f"{address.path}?{address.query}" if request.method == "GET" else f"/?lang={other}",
            version=program_version(),
            behind=behind(),
            status_name=lambda s: name_of(STATUS_NAMES, s, lang),
            verdict_of=verdict_of,
            nothing_found=lambda report: nothing_found(report, lang),
            section_name=lambda path: shown_section(path, lang),
            severity_name=lambda s: name_of(SEVERITY_NAMES, s, lang),
            force_name=lambda s: name_of(FORCE_NAMES, s, lang),
            state_name=lambda s: named(STATE_NAMES, s, lang),
            field_name=lambda s: named(FIELD_NAMES, s, lang),
            rank_name=lambda s: named(RANK_NAMES, s, lang),
            cited_as=lambda s: named(CITED_AS, s, lang),
            relation_name=lambda s: named(RELATION_NAMES, s, lang),
            kind_name=lambda kind: Service.kind_name(kind).as_dict()[lang],
            evidence_words=lambda evidence: shown_evidence(evidence, lang),
            moment=lambda at: shown_moment(at, lang),
            shown=lambda value: shown_day(value, lang),
            status=status,
            anchor=anchor,
            fragment=fragment,
            **values,
        )
        response = HTMLResponse(body, status_code=status)
        if "lang" in request.query_params:
            response.set_cookie("lang", lang, max_age=31_536_000, samesite="strict", httponly=True)
        return response
