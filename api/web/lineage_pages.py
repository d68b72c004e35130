"""The lineage of a work as a page: the picture, the same as a table, filters, and groups that open.

The picture is drawn from what was folded, and the table lists exactly what the picture shows, so that who cannot see
the one has the other. It refuses to draw a lineage whole where it is too large to read: the rest is counted in groups.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from markupsafe import Markup

from api.office.words import shown_day
from api.service import Service
from api.web.draft_pages import attachment
from api.web.render import Pages, language, work_address
from api.words import name_work, pick
from graph.explore import explore_lineage
from graph.folding import Folded, Group, Wanted, fold_lineage, narrow_lineage
from graph.levels import LEVELS
from graph.lineage import Lineage, find_cycles, lineage_to_json
from graph.picture import LEVEL_NAMES, ROLE_NAMES, Links, draw_folded, drawn_edges, name_group
from ontology.dates import parse_day

_WORK = re.compile(r'(<g id="[^"]*" class="node[^"]*")(>\s*<title>n\d+</title>)')
MEDIA = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html", "json": "application/json"}
MOST = 1000  # works read at once; what goes beyond is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for: how far, which relations, which works, which groups open."""

    up: int
    down: int
    roles: str
    wanted: Wanted
    opened: Mapping[str, int]
    day: str = ""  # as it stood on this day

    def query(self, work: str) -> dict[str, str]:
        """The address again, without the opened groups."""
        wanted = self.wanted
        parts = {
            "work": work, "up": self.up, "down": self.down, "roles": self.roles, "kind": wanted.kind,
            "level": wanted.level, "body": wanted.body, "since": wanted.since, "until": wanted.until, "day": self.day,
        }  # fmt: skip
        return {name: str(value) for name, value in parts.items() if value not in ("", None)}

    def open_also(self, work: str, group: Group) -> str:
        """The same picture with a group opened, or with its next part; after the last part it closes.

        A group too large to have been read opens as the list of who cites the work that it hangs on.
        """
        if not group.members:
            return self._list(group)
        opened = {**self.opened, group.id: group.page + 1}
        if group.page >= group.pages:
            del opened[group.id]
        words = ",".join(f"{id_}.{page}" for id_, page in opened.items())
        return "/lineage?" + urlencode({**self.query(work), **({"open": words} if words else {})}) + "#luoc-do"

    def _list(self, group: Group) -> str:
        if not group.below:
            return "/lineage?" + urlencode({**self.query(group.on), "up": 1, "down": 0})
        return "/citing?" + urlencode({"work": group.on, **({"as_of": self.day} if self.day else {})})


def _year(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) == 4 else None


def _opened(words: str) -> dict[str, int]:
    pairs = (part.partition(".") for part in words.split(",")[:20] if part)
    return {id_: int(page[:4]) if page[:4].isascii() and page[:4].isdigit() else 1 for id_, _, page in pairs}


def inline_svg(svg: bytes) -> Markup:
    """A drawing of ours to stand in a page: without its prologue, the names of works said to be Vietnamese. Graphviz
    has escaped every word in it."""
    text = svg.decode("utf-8")
    return Markup(_WORK.sub(r'\1 lang="vi"\2', text[text.index("<svg") :]))  # noqa: S704


def lineage_rows(folded: Folded, lang: str, asked: Asked) -> list[dict[str, Any]]:
    """What the picture shows as a table: the relations, then the groups."""
    nodes = {n.iri: n for n in folded.nodes}
    rows: list[dict[str, Any]] = [
        {
            "label": name_work(nodes[e.source].label),
            "href": work_address(e.source, asked.day),
            "level": LEVEL_NAMES[LEVELS[nodes[e.source].level]].as_dict()[lang],
            "role": ROLE_NAMES[e.role].as_dict()[lang],
            "other": name_work(nodes[e.target].label),
            "other_href": work_address(e.target, asked.day),
            "wrong": int(e.wrong),
            "doubtful": e.doubtful,
            "outdated": int(e.outdated),
            "group": False,
        }
        for e in folded.edges
    ]
    for g in folded.groups:
        own = {
            "label": name_group(g, lang),
            "href": asked.open_also(folded.focus, g),
            "level": LEVEL_NAMES[LEVELS[g.level]].as_dict()[lang],
        }
        hung = {"other": name_work(nodes[g.on].label), "other_href": work_address(g.on, asked.day)}
        if not g.below:  # what is above is what the other rests on
            own, hung = {"label": name_work(nodes[g.on].label), "href": work_address(g.on, asked.day), "level": ""}, {
                "other": own["label"], "other_href": own["href"],
            }  # fmt: skip
        rows.append(
            {
                **own, **hung, "role": ROLE_NAMES[g.role].as_dict()[lang], "wrong": g.misquotes, "outdated": g.outdated,
                "doubtful": False, "group": True,
            }
        )  # fmt: skip
    return rows


def lineage_works(folded: Folded, lang: str, day: str) -> list[dict[str, Any]]:
    """What the picture says of each work, from the centre down."""
    return [
        {
            "label": n.label.partition(" (")[0], "href": work_address(n.iri, day), "issuer": n.issuer or "",
            "date": shown_day(n.date, lang),
            "level": LEVEL_NAMES[LEVELS[n.level]].as_dict()[lang], "wrong": n.misquotes, "outdated": n.outdated,
            "expired": shown_day(n.expired, lang), "loaded": n.loaded,
            "focus": n.iri == folded.focus,
        }
        for n in sorted(folded.nodes, key=lambda n: (n.level, n.date or "", n.label))
    ]  # fmt: skip


def _options(found: Lineage, asked: Asked, lang: str) -> dict[str, Sequence[tuple[str, str]] | Sequence[str]]:
    """What the filters offer: only what is there."""
    used = {n.level for n in found.nodes}
    return {
        "kinds": sorted({n.type for n in found.nodes if n.type} | ({asked.wanted.kind} - {""})),
        "levels": [(name, LEVEL_NAMES[name].as_dict()[lang]) for i, name in enumerate(LEVELS) if i in used],
        "bodies": sorted({n.issuer for n in found.nodes if n.issuer})[:300],
    }


def _caption(found: Lineage, asked: Asked, lang: str) -> tuple[str, ...]:
    """What a picture says below that is sent without its page: of which document, as of when, and the signs."""
    focus = found.node(found.focus)
    day = shown_day(asked.day or dt.date.today().isoformat(), lang)
    name = name_work(focus.label) if focus else found.focus
    of = pick(lang, f"Lược đồ của {name}", f"Lineage of {name}")
    signs = pick(
        lang,
        "✕ viện dẫn sai · ? có chỗ khác, cần xem · ◷ căn cứ lỗi thời, hết hiệu lực · nét liền: triển khai · "
        "nét chấm: căn cứ",
        "✕ misquotes · ? something differs, to be looked at · ◷ outdated, no longer in force · solid: implements · "
        "dotted: basis",
    )
    return f"{of}. {pick(lang, 'Tính đến', 'As of')} {day}.", signs


def lineage_router(service: Service, pages: Pages) -> APIRouter:
    """The picture, its table, and its files."""
    router = APIRouter(include_in_schema=False)

    @router.get("/lineage")
    def lineage(
        request: Request,
        work: str,
        up: Annotated[int, Query(ge=0, le=10)] = 2,
        down: Annotated[int, Query(ge=0, le=10)] = 2,
        roles: str = "basis",
        kind: str = "",
        level: str = "",
        body: str = "",
        since: str = "",
        until: str = "",
        open: str = "",
        day: str = "",
        format: str = "page",
    ) -> Response:
        lang = language(request)
        wanted = Wanted(kind=kind, level=level, body=body, since=_year(since), until=_year(until))
        on = parse_day(day) if day else None
        asked = Asked(
            up=up, down=down, roles=roles, wanted=wanted, opened=_opened(open), day=on.isoformat() if on else ""
        )
        named = ("legal_basis", "implements", "cites") if roles == "all" else ("legal_basis", "implements")
        whole = service.lineage(work, up=up, down=down, roles=named, limit=MOST, day=asked.day or None)
        found = narrow_lineage(whole, wanted)
        alone = service.only_on(whole.focus, asked.day or None) if format in ("json", "page") else ()
        if format == "json":
            return JSONResponse(lineage_to_json(found, [iri for iri, _ in alone]))
        if format == "html":
            return attachment(explore_lineage(found, lang=lang), MEDIA[format], "luoc-do.html")
        folded = fold_lineage(found, opened=asked.opened)
        links = Links(work=lambda iri: work_address(iri, asked.day), group=lambda g: asked.open_also(found.focus, g))
        if format in MEDIA:
            here = str(request.base_url).rstrip("/")
            away = Links(work=lambda iri: here + work_address(iri, asked.day), caption=_caption(found, asked, lang))
            return attachment(draw_folded(folded, format, lang=lang, links=away), MEDIA[format], f"luoc-do.{format}")
        labels = {n.iri: name_work(n.label) for n in found.nodes}
        return pages.render(
            request,
            "lineage.html",
            focus=found.node(found.focus),
            asked=asked,
            options=_options(whole, asked, lang),
            picture=inline_svg(draw_folded(folded, "svg", lang=lang, links=links)),
            rows=lineage_rows(folded, lang, asked),
            works=lineage_works(folded, lang, asked.day),
            drawn=len(folded.nodes),
            undrawn=len(folded.edges) - len(drawn_edges(folded)),
            total=len(found.nodes) + sum(found.folded.values()),
            left_out=len(whole.nodes) - len(found.nodes),
            alone=[(name_work(label), work_address(iri, asked.day)) for iri, label in alone],
            cycles=[[labels[i] for i in c] for c in find_cycles(found)],
            link=lambda f: "/lineage?" + urlencode({**asked.query(found.focus), "open": open, "format": f}),
        )

    return router
