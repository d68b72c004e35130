"""Atom feeds (RFC 4287) of what happens around a directive and for a unit, in pages (RFC 5005).

A feed's entries keep their ids for ever, so that a reader shows each once; words of documents stand as text, never as
markup. It refuses a directive that the store does not know, and answers an unknown unit with an empty feed: its first
task may come tomorrow.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from lxml import etree

from api.http.v1.conditional import PROBLEMS, UNCHANGED, conditional_route
from api.http.v1.reading import Id
from api.service import Service
from api.views import label_of
from api.web.render import language, work_address
from api.words import name_work
from graph.feed import Entry, changes_around, changes_for
from graph.find import find_work
from graph.store_lookup import StoreLookup
from ontology.errors import Message
from ontology.xml_text import fit_xml

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml"
PAGE = 50
_NEVER = "1970-01-01T00:00:00+00:00"
PageNumber = Annotated[int, Query(ge=1, le=100_000, description="From 1, the newest")]
Lang = Annotated[str | None, Query(pattern="^(vi|en)$", description="Language of our own words")]


def _text(parent: Any, name: str, words: str, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = fit_xml(words)
    return element


def _link(parent: Any, rel: str, href: str, type_: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=type_)


def feed_xml(
    entries: Sequence[Entry], *, id_: str, title: str, home: str, here: str, asked: dict[str, str], page: int, lang: str
) -> bytes:
    """One page of a feed. `home` is the server, `here` the feed without its parameters, `asked` what it is of."""
    last = max(1, -(-len(entries) // PAGE))
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    _text(feed, "id", id_)
    _text(feed, "title", title)
    _text(feed, "updated", updated_of(entries))
    _text(etree.SubElement(feed, f"{{{ATOM}}}author"), "name", "Cancu")
    _text(feed, "generator", "Cancu", uri="https://w3id.org/cancu")

    def at(number: int) -> str:
        return here + "?" + urlencode({**asked, **({"page": str(number)} if number > 1 else {})})

    _link(feed, "self", at(page), MEDIA)
    for rel, number in (("first", 1), ("previous", page - 1), ("next", page + 1), ("last", last)):
        if 1 <= number <= last:
            _link(feed, rel, at(number), MEDIA)
    for entry in entries[(page - 1) * PAGE : page * PAGE]:
        _entry(feed, entry, home, lang)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _entry(feed: Any, entry: Entry, home: str, lang: str) -> None:
    element = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _text(element, "id", entry.id)
    _text(element, "title", name_work(entry.title.as_dict()[lang]))
    _text(element, "updated", entry.at)
    etree.SubElement(element, f"{{{ATOM}}}category", term=entry.kind)
    _link(element, "alternate", home + work_address(entry.about), "text/html")
    _text(element, "summary", name_work(entry.summary.as_dict()[lang] or entry.title.as_dict()[lang]))


def updated_of(entries: Sequence[Entry]) -> str:
    """When the feed last changed; the beginning of time while it is empty."""
    return entries[0].at if entries else _NEVER


def feed_id(kind: str, of: str) -> str:
    """The name of a feed: the same whatever the address of the server."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"cancu feed {kind} {of}").urn


def _unchanged_since(request: Request, when: dt.datetime) -> bool:
    """A client without a tag may ask by date."""
    header = request.headers.get("if-modified-since")
    if not header or "if-none-match" in request.headers:
        return False
    try:
        since = parsedate_to_datetime(header)
    except ValueError:
        return False
    return since.tzinfo is not None and when <= since


def feeds_router(service: Service) -> APIRouter:
    """`/feeds/work` and `/feeds/unit`."""
    content: dict[int | str, dict[str, Any]] = {200: {"description": "The feed", "content": {MEDIA: {}}}}
    router = APIRouter(
        prefix="/feeds", tags=["Feeds"], route_class=conditional_route(service),
        responses={**PROBLEMS, **UNCHANGED, **content},
    )  # fmt: skip

    def answer(
        request: Request, entries: list[Entry], kind: str, asked: dict[str, str], title: Message, page: int
    ) -> Response:
        lang = language(request)
        changed = dt.datetime.fromisoformat(updated_of(entries))
        headers = {"Last-Modified": format_datetime(changed.astimezone(dt.UTC), usegmt=True)}
        if _unchanged_since(request, changed):
            return Response(status_code=304, headers=headers)
        home = str(request.base_url).rstrip("/")
        given = {**asked, **({"lang": lang} if "lang" in request.query_params else {})}
        xml = feed_xml(
            entries, id_=feed_id(kind, *asked.values()), title=title.as_dict()[lang], home=home,
            here=home + request.url.path, asked=given, page=page, lang=lang,
        )  # fmt: skip
        return Response(xml, media_type=MEDIA, headers=headers)

    @router.get(
        "/work", response_class=Response, operation_id="feed_work",
        summary="What happens around a work: plans that carry it out, findings, acts that change it",
    )  # fmt: skip
    def of_work(request: Request, id: Id, page: PageNumber = 1, lang: Lang = None) -> Response:
        store = service.reader()
        work = find_work(store, id)
        label = name_work(label_of(StoreLookup(store).identity(work)))
        entries = service.remember(f"around {work}", lambda: changes_around(store, work))
        title = Message(f"Thay đổi quanh {label}", f"Changes around {label}")
        return answer(request, entries, "work", {"id": work}, title, page)

    @router.get(
        "/unit", response_class=Response, operation_id="feed_unit",
        summary="What happens for a body, by its full name: tasks it leads, its documents, what is wrong in them",
    )  # fmt: skip
    def of_unit(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=500, description="The body's full name")],
        page: PageNumber = 1,
        lang: Lang = None,
    ) -> Response:
        entries = service.remember(f"for {name}", lambda: changes_for(service.reader(), name))
        title = Message(f"Việc của {name}", f"For {name}")
        return answer(request, entries, "unit", {"name": name}, title, page)

    return router
