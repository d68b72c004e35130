"""Help, and the glossary: what the words mean, what is checked and what is not, how often the machine was right.

Both are tables of data, `terms.toml` and `trust.toml`, so that a word or a figure is said in one place.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.web.render import Pages
from ontology.errors import Message
from ontology.finding_kinds import finding_kinds

Group = Literal["documents", "checking", "inside", "rollout", "bodies"]
GROUPS: dict[Group, Message] = {
    "documents": Message("Văn bản", "Documents"),
    "checking": Message("Kiểm tra", "Checking"),
    "inside": Message("Bên trong văn bản", "Inside a document"),
    "rollout": Message("Triển khai", "Roll-out"),
    "bodies": Message("Cơ quan", "Bodies"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the pages. `law` names the rule that fixes it, where one does."""

    id: str
    group: Group
    name: Message
    meaning: Message
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something measured: what, the figure as the README has it, and the figure in words."""

    what: Message
    figure: str
    said: Message


def _rows(name: str, table: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads((files("api.web") / name).read_text(encoding="utf-8"))[table]
    return rows


@cache
def terms() -> tuple[Term, ...]:
    """Every word of the glossary, in the order of the table."""
    return tuple(
        Term(
            id=row["id"], group=row["group"],  # type: ignore[arg-type]
            name=Message(row["vi"], row["en"]), meaning=Message(row["meaning_vi"], row["meaning_en"]),
            law=row.get("law", ""),
        )
        for row in _rows("terms.toml", "term")
    )  # fmt: skip


@cache
def measures() -> tuple[Measure, ...]:
    """How often the machine was right, as measured."""
    return tuple(
        Measure(what=Message(row["vi"], row["en"]), figure=row["figure"], said=Message(row["said_vi"], row["said_en"]))
        for row in _rows("trust.toml", "measure")
    )


def help_router(pages: Pages) -> APIRouter:
    """Help and glossary."""
    router = APIRouter(include_in_schema=False)

    @router.get("/help")
    def help_page(request: Request) -> HTMLResponse:
        return pages.render(request, "help.html", kinds=finding_kinds(), measures=measures())

    @router.get("/glossary")
    def glossary(request: Request) -> HTMLResponse:
        groups = [(name, [t for t in terms() if t.group == group]) for group, name in GROUPS.items()]
        return pages.render(request, "glossary.html", groups=groups)

    return router
