"""`cancu search`: works, texts and tasks by number or words."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli.app import app
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, use_store
from api.office.words import FORCE_NAMES, name_of, shown_day, shown_section
from api.searching import hit_view, label_of_hit, read_asked, search
from api.settings import setting
from api.words import say
from graph.search import Found, Marked


class Where(StrEnum):
    """Where to look."""

    work = "work"
    text = "text"
    task = "task"


class Status(StrEnum):
    """Force today."""

    in_force = "in_force"
    not_in_force = "not_in_force"
    unknown = "unknown"


@app.command(
    "search",
    help=say("Tìm theo số hoặc chữ, có dấu hay không", "Search by number or words, accents or not"),
)
def search_(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS...",
            help=say('Số gõ thế nào cũng được, hoặc chữ; "cụm từ" trong ngoặc kép', 'A number, or words; a "phrase"'),
        ),
    ] = None,
    issuer: Annotated[str, typer.Option("--issuer", help=say("Cơ quan ban hành", "Issuing body"))] = "",
    type_: Annotated[str, typer.Option("--type", help=say("Loại văn bản", "Type of document"))] = "",
    year: Annotated[str, typer.Option("--year", help=say("Năm: 2024 hoặc 2020-2024", "Year: 2024 or 2020-2024"))] = "",
    status: Annotated[
        Status | None, typer.Option("--status", help=say("Hiệu lực hôm nay", "Whether in force today"))
    ] = None,
    where: Annotated[list[Where] | None, typer.Option("--in", help=say("Chỉ tìm trong đây", "Look only here"))] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help=say("Nhiều nhất", "At most"))] = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The best first; exit status 0 also when nothing is found."""
    use_store(store)
    given = {"issuer": issuer, "type": type_, "year": year, "status": status.value if status else ""}
    asked = read_asked(" ".join(words or []), given, [w.value for w in where or []])
    found = search(open_service(), asked, limit=limit)
    if as_json:
        print_json(
            {"total": found.total, "loosely": found.loosely, "items": [hit_view(hit) for hit in found.hits]}
        )  # fmt: skip
        return
    print_found(found)


def print_found(found: Found) -> None:
    """A table for people, the words asked for in bold."""
    screen, lang = console(), setting("lang")
    if not found.hits:
        screen.print(say("Không thấy gì.", "Nothing was found."))
        return
    if found.loosely:
        screen.print(
            say(
                "Không có văn bản nào chứa đủ các từ; sau đây là các văn bản mang số này.",
                "No document has all the words; these carry the number.",
            )
        )
    table = Table(show_lines=True)
    for heading in (say("Văn bản", "Document"), say("Nội dung", "Words"), say("Hiệu lực", "Force")):
        table.add_column(heading, overflow="fold")
    for hit in found.hits:
        date = shown_day(hit.date, lang)
        head = bold_hits(hit.heading) if hit.number else Text(label_of_hit(hit))
        place = f" [{shown_section(hit.section, lang)}]" if hit.section else ""
        table.add_row(
            Text.assemble(head, "\n", ", ".join(w for w in (date, hit.issuer) if w)),
            Text.assemble(bold_hits(hit.snippet or hit.named), place), name_of(FORCE_NAMES, hit.status, lang),
        )  # fmt: skip
    screen.print(table)
    screen.print(say("{} trong {} kết quả.", "{} of {} hits.").format(len(found.hits), found.total))


def bold_hits(marked: tuple[Marked, ...]) -> Text:
    """The words asked for, bold."""
    return Text.assemble(*((m.text, "bold" if m.hit else "") for m in marked))
