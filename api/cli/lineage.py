"""What stands on what: `cancu lineage`, `impact`, `board`, `compare`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.tree import Tree

from api.cli.app import app
from api.cli.check import read_day
from api.cli.completing import complete_work
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, use_store, write_out
from api.office.words import shown_day
from api.settings import setting
from api.words import say
from graph.board import board_to_json
from graph.impact import impact_to_json
from graph.judge.comparison import comparison_to_json
from graph.lineage import (
    Lineage,
    lineage_to_json,
)
from graph.picture import ROLE_NAMES
from graph.relied import relied_to_json
from ontology.record_json import fold_spaces

_LISTED = 50  # documents in a list; JSON has all


class PictureFormat(StrEnum):
    """How a lineage is given."""

    table = "table"
    json = "json"
    svg = "svg"
    png = "png"
    html = "html"


class PlainFormat(StrEnum):
    """How other answers are given."""

    table = "table"
    json = "json"


WorkArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=say(
            'IRI, số kèm nơi, năm ("08/KH-UBND 2024 Hà Tĩnh"), hoặc cả dòng như danh sách in ra',
            "An IRI, a number with place and year, or a whole line as lists print it",
        ),
        autocompletion=complete_work,
    ),
]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", help=say("Ghi vào tệp", "Write to a file"))]


@app.command(
    help=say("Lược đồ: văn bản đứng trên gì, gì đứng trên nó", "What a document stands on and what stands on it")
)
def lineage(
    id_: WorkArgument,
    format_: Annotated[
        PictureFormat, typer.Option("--format", help=say("Cách in", "How to print"))
    ] = PictureFormat.table,
    up: Annotated[int, typer.Option("--up", min=0, max=20, help=say("Số bậc phía trên", "Steps above"))] = 3,
    down: Annotated[int, typer.Option("--down", min=0, max=20, help=say("Số bậc phía dưới", "Steps below"))] = 3,
    on: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=say("Như vào ngày này", "As it stood on this day"))
    ] = None,
    output: OutOption = None,
    store: StoreOption = None,
) -> None:
    """Table, JSON, or a picture (SVG, PNG, HTML to send to a colleague)."""
    use_store(store)
    service, lang = open_service(), setting("lang")
    day = read_day(on).isoformat() if on is not None else None
    found = service.lineage(id_, up=up, down=down, day=day)
    if format_ is PictureFormat.json:
        print_json(lineage_to_json(found, [iri for iri, _ in service.only_on(found.focus, day)]))
    elif format_ is PictureFormat.table:
        print_lineage(found, lang)
        print_only_on([label for _, label in service.only_on(found.focus, day)])
    else:
        write_out(service.draw(found, format_.value, lang), output, f"lineage.{format_.value}")


def print_lineage(found: Lineage, lang: str) -> None:
    """Two trees: what is above, what is below."""
    labels = {n.iri: n for n in found.nodes}
    for above, words in ((True, say("Đứng trên", "Stands on")), (False, say("Đứng trên nó", "Stand on it"))):
        tree = Tree(f"{labels[found.focus].label} — {words}")
        _grow(tree, found, found.focus, above, {found.focus}, lang)
        console().print(tree)


def print_only_on(labels: list[str]) -> None:
    """What loses every basis when the work goes, in the picture or beyond it."""
    if not labels:
        return
    tree = Tree(
        say("Chỉ đứng trên văn bản này (mất nó là mất căn cứ)", "Rest on this alone (lose every basis with it)")
    )
    for label in labels[:_LISTED]:
        tree.add(label)
    if (more := len(labels) - _LISTED) > 0:
        tree.add(say(f"… và {more} văn bản nữa", f"… and {more} more"))
    console().print(tree)


def _grow(branch: Tree, found: Lineage, at: str, above: bool, seen: set[str], lang: str) -> None:
    labels = {n.iri: n.label for n in found.nodes}
    for edge in found.edges:
        near, far = (edge.source, edge.target) if above else (edge.target, edge.source)
        if near != at:
            continue
        marks = (" ✕" if edge.wrong else " ?" if edge.doubtful else "") + (" ◷" if edge.outdated else "")
        twig = branch.add(f"{ROLE_NAMES[edge.role].as_dict()[lang]}{marks}: {labels[far]}")
        if far not in seen:
            seen.add(far)
            _grow(twig, found, far, above, seen, lang)


@app.command(
    "relied-on",
    help=say("Văn bản được dựa vào nhiều nhất (PageRank)", "The documents most relied on (PageRank)"),
)
def relied_on(
    count: Annotated[int, typer.Option("--count", min=1, max=1000, help=say("Bao nhiêu", "How many"))] = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Over every basis and every carrying out in the store."""
    use_store(store)
    found = open_service().relied_on(count)
    if as_json:
        print_json(relied_to_json(found))
        return
    for row in found:
        console().print(f"{row.rank:.4f}  {row.node.label}", markup=False)


@app.command(
    help=say("Các bản hằng năm của một kế hoạch, nối tiếp nhau", "The yearly editions of a plan in succession")
)
def editions(id_: WorkArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Same body, same type, the same title but for its year; the oldest first."""
    use_store(store)
    service = open_service()
    found = service.editions(id_)
    if as_json:
        print_json(found)
        return
    for one in found:
        console().print(f"{one['date'] or '?'}  {one['label']}", markup=False)


@app.command(
    help=say(
        "Nếu văn bản bị thay thế: câu nào phải sửa, ai phải sửa",
        "If it is replaced: which sentences change, and who must act",
    )
)
def impact(
    id_: WorkArgument,
    by: Annotated[
        str | None,
        typer.Option("--by", help=say("Văn bản thay thế", "What replaces it"), autocompletion=complete_work),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=say("Từ ngày", "From this day"))] = None,
    format_: Annotated[PlainFormat, typer.Option("--format", help=say("Cách in", "How to print"))] = PlainFormat.table,
    store: StoreOption = None,
) -> None:
    """Every document and sentence to change, the new sentence proposed, by the unit that must act."""
    use_store(store)
    found = open_service().impact(id_, by, read_day(on))
    data = impact_to_json(found)
    if format_ is PlainFormat.json:
        print_json(data)
        return
    for change in found.changes:
        console().print(f"\n{change.body or '?'} · {_named(change.number, change.date)}", style="bold", markup=False)
        console().print(f"    − {fold_spaces(change.sentence)}", markup=False)
        if change.proposed:
            console().print(f"    + {fold_spaces(change.proposed)}", markup=False)
        if change.check_subject:
            words = say("xem lại phần còn lại của câu", "look at the rest of the sentence")
            console().print(f"    ? {words}", markup=False)
    if found.indirect:
        console().print(say("\nChịu ảnh hưởng gián tiếp", "\nTouched indirectly"), style="bold")
    for touched in found.indirect:
        console().print(f"    {touched.body or '?'} · {touched.number or '?'} ({touched.depth})", markup=False)
    words = say(
        "{} câu phải sửa, {} văn bản chịu ảnh hưởng gián tiếp.",
        "{} sentences to change, {} documents touched indirectly.",
    )
    console().print(words.format(len(found.changes), len(found.indirect)))


def _day(date: str | None) -> str:
    return shown_day(date, setting("lang")) if date else ""


def _named(number: str | None, date: str | None) -> str:
    return f"{number or '?'} {_day(date)}".strip()


@app.command(
    help=say(
        "Bảng triển khai: ai phải ban hành, ai đã ban hành",
        "The roll-out board of a directive: who was to act, who has",
    )
)
def board(
    id_: WorkArgument,
    format_: Annotated[PlainFormat, typer.Option("--format", help=say("Cách in", "How to print"))] = PlainFormat.table,
    store: StoreOption = None,
) -> None:
    """“Has not” is only said of bodies whose documents the store would know."""
    use_store(store)
    data = board_to_json(open_service().board(id_))
    if format_ is PlainFormat.json:
        print_json(data)
        return
    names = {
        "has": say("đã ban hành", "has"), "has_not": say("chưa ban hành", "has not"),
        "alike": say("có kế hoạch cùng nội dung, không dẫn", "a plan on the subject, not naming it"),
        "unknown": say("không rõ", "not known"), "unasked": say("tự triển khai", "unasked"),
        "not_expanded": say("nhóm chưa có danh sách đầy đủ", "group: its full list is not known"),
    }  # fmt: skip
    table = Table()
    for heading in (
        say("Cơ quan", "Body"),
        say("Tình trạng", "State"),
        say("Hạn", "Due"),
        say("Văn bản", "Document"),
        say("Lỗi", "Errors"),
    ):
        table.add_column(heading, overflow="fold")
    for row in data["rows"]:
        plans = row["plans"]
        late = say(", quá hạn", ", late")
        issued = "; ".join(f"{p['number'] or '…'} ({_day(p['date']) or '?'}{late if p['late'] else ''})" for p in plans)
        errors = str(sum(_count(p["errors"]) for p in plans))
        table.add_row(row["body"], names.get(row["state"], row["state"]), _day(row["due"]), issued, errors)
    console().print(table)


def _count(errors: Any) -> int:
    return len(errors) if isinstance(errors, list | tuple) else int(errors or 0)


@app.command(
    help=say(
        "So chỉ đạo với kế hoạch: nhiệm vụ, thời hạn, chỉ tiêu, đơn vị",
        "A directive beside a plan: tasks, deadlines, targets, units",
    )
)
def compare(
    directive: Annotated[
        str,
        typer.Argument(metavar="DIRECTIVE", help=say("Văn bản chỉ đạo", "The directive"), autocompletion=complete_work),
    ],
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help=say("Kế hoạch", "The plan"), autocompletion=complete_work)
    ],
    format_: Annotated[PlainFormat, typer.Option("--format", help=say("Cách in", "How to print"))] = PlainFormat.table,
    store: StoreOption = None,
) -> None:
    """Both are loaded documents, named as for the other commands."""
    use_store(store)
    data = comparison_to_json(open_service().compare(directive, plan))
    if format_ is PlainFormat.json:
        print_json(data)
        return
    table = Table()
    for heading in (
        say("Nhiệm vụ được giao", "Task given"),
        say("Kết quả", "State"),
        say("Trong kế hoạch", "In the plan"),
    ):
        table.add_column(heading, overflow="fold")
    for row in data["tasks"]:
        table.add_row(f"{row['task']}: {fold_spaces(row['content'])}", row["state"], row["plan_task"] or "")
    console().print(table)
