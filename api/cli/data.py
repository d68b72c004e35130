"""The data themselves: `cancu query`, `export`, `import`, `verify`, `backup`, `restore`."""

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.access.place import FOLDER
from api.cli import FOUND, OK
from api.cli.app import app
from api.cli.completing import complete_query
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, progress, use_store, write_out
from api.cli.token import open_trail
from api.settings import setting
from api.sparql.results import format_boolean, format_graph, format_rows, plain_term
from api.start import judge
from api.words import say
from api.workbench import back_up_workbench, restore_workbench
from graph.interchange import export_dataset, import_dataset, restore
from graph.names import PREFIXES
from graph.queries import list_queries, run_query
from graph.store import open_store
from graph.store.found import Found
from ontology.errors import QueryError, StoreError


class QueryFormat(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    ttl = "ttl"


_GRAPH_FORMATS = {QueryFormat.table: "turtle", QueryFormat.ttl: "turtle", QueryFormat.json: "json-ld"}


class ExportFormat(StrEnum):
    """How a dataset is written."""

    nq = "nq"
    trig = "trig"
    jsonld = "jsonld"


@app.command(
    help=say("Truy vấn: theo tên có sẵn, hoặc SPARQL với -q", "Query: one that ships by name, or SPARQL with -q")
)
def query(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help=say("Tên truy vấn có sẵn", "Name of a query that ships"),
            autocompletion=complete_query,
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Argument(metavar="PARAM=VALUE...", help=say("Tham số của truy vấn", "Parameters of the query")),
    ] = None,
    sparql: Annotated[str | None, typer.Option("-q", "--sparql", help="SPARQL")] = None,
    list_: Annotated[
        bool, typer.Option("--list", help=say("Liệt kê truy vấn có sẵn", "List the queries that ship"))
    ] = False,
    format_: Annotated[QueryFormat, typer.Option("--format", help=say("Cách in", "How to print"))] = QueryFormat.table,
    store: StoreOption = None,
) -> None:
    """A query without a dataset clause sees everything in the store."""
    use_store(store)
    if list_ or (name is None and sparql is None):
        print_queries(format_)
        return
    if name is not None and sparql is not None:
        raise QueryError(
            f"Hoặc tên truy vấn ({name}), hoặc SPARQL (-q); không cả hai.",
            f"Either the name of a query ({name}) or SPARQL (-q), not both.",
        )
    reader = open_service().reader()
    if sparql is not None:
        print_found(reader.answer(sparql), format_)
        return
    given = {}
    for words in parameters or []:
        key, mark, value = words.partition("=")
        if not mark:
            raise QueryError(f"“{words}” không có dạng TÊN=GIÁ TRỊ.", f"“{words}” is not of the form NAME=VALUE.")
        given[key] = value
    rows = run_query(reader, str(name), given)
    print_rows(rows.variables, list(rows), format_)


def print_queries(format_: QueryFormat) -> None:
    """The queries that ship."""
    if format_ is QueryFormat.json:
        print_json(
            [
                {
                    "name": q.id, "title": q.name.as_dict(), "answers": q.answers.as_dict(),
                    "parameters": [
                        {"name": p.name, "kind": p.kind, "default": p.default, "meaning": p.meaning.as_dict()}
                        for p in q.parameters
                    ],
                }
                for q in list_queries()
            ]
        )  # fmt: skip
        return
    table = Table()
    for heading in (say("Tên", "Name"), say("Trả lời", "Answers"), say("Tham số", "Parameters")):
        table.add_column(heading, overflow="fold")
    for q in list_queries():
        table.add_row(q.id, str(q.answers), ", ".join(p.name for p in q.parameters))
    console().print(table)


def print_found(found: Found, format_: QueryFormat) -> None:
    """The answer to SPARQL that a person wrote."""
    everything = 10_000_000
    if found.form == "boolean":
        if format_ in (QueryFormat.json, QueryFormat.xml):
            write_out(format_boolean(found.value, format_.value) + b"\n", None, "answer")
        else:
            typer.echo("true" if found.value else "false")
    elif found.form == "graph":
        if format_ not in _GRAPH_FORMATS:
            raise QueryError(
                f"CONSTRUCT và DESCRIBE cho ra đồ thị, không ra {format_}; hãy dùng ttl hoặc json (JSON-LD).",
                f"CONSTRUCT and DESCRIBE give a graph, not {format_}; use ttl or json (JSON-LD).",
            )
        typer.echo(format_graph(found.first(everything), _GRAPH_FORMATS[format_], PREFIXES).decode())  # type: ignore[arg-type]
    else:
        print_rows(found.variables, found.first(everything), format_)  # type: ignore[arg-type]


def print_rows(names: tuple[str, ...], rows: list[tuple[object, ...]], format_: QueryFormat) -> None:
    """Rows as a table for people, or in a W3C format."""
    if format_ is QueryFormat.ttl:
        raise QueryError(
            "SELECT không cho ra Turtle; hãy dùng json, csv, tsv hoặc xml.",
            "A SELECT gives no Turtle; use json, csv, tsv or xml.",
        )
    if format_ is not QueryFormat.table:
        typer.echo(format_rows(names, rows, format_.value).decode(), nl=False)  # type: ignore[arg-type]
        return
    table = Table()
    for heading in names:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(plain_term(v) for v in row))  # type: ignore[arg-type]
    console().print(table)


@app.command(help=say("Xuất toàn bộ dữ liệu: N-Quads, TriG, JSON-LD", "Export everything: N-Quads, TriG, JSON-LD"))
def export(
    format_: Annotated[ExportFormat, typer.Option("--format", help=say("Dạng", "Format"))] = ExportFormat.nq,
    output: Annotated[Path | None, typer.Option("-o", "--output", help=say("Ghi vào tệp", "Write to a file"))] = None,
    store: StoreOption = None,
) -> None:
    """To a file, or to stdout."""
    use_store(store)
    reader = open_service().reader()
    if output is None:
        export_dataset(reader, typer.get_binary_stream("stdout"), format_.value)
        return
    with output.open("wb") as out:
        export_dataset(reader, out, format_.value)


@app.command("import", help=say("Đưa dữ liệu đã xuất vào một kho trống", "Put exported data into an empty store"))
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=say("Tệp .nq, .trig hoặc .jsonld", "A .nq, .trig or .jsonld file"))
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is exported and imported elsewhere is the same dataset."""
    use_store(store)
    recording = open_trail().recording("import", file=file.name)
    with progress() as bar, recording as entry, open_store(setting("store")) as target:
        job = bar.add_task(say("Nhập", "Importing"), total=None)
        entry["quads"] = count = import_dataset(
            target, file, judge=judge, on_quads=lambda n: bar.update(job, completed=n)
        )
    if as_json:
        print_json({"quads": count})
    else:
        console().print(say("Đã nhập {} bộ bốn.", "Imported {} quads.").format(count))


@app.command(help=say("Kiểm tra kho: toàn vẹn và khuôn mẫu SHACL", "Verify the store: integrity and SHACL shapes"))
def verify(
    deep: Annotated[
        bool, typer.Option("--deep", help=say("Suy lại tất cả rồi so", "Derive everything again and compare"))
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Exit status 1 when anything is not as it should be."""
    from graph.verify import verify_store  # rdflib comes with it, and no other command needs that

    use_store(store)
    service = open_service()
    try:
        reader = service.reader()
    except StoreError:  # of an older version: opening it for writing brings it up to date
        with service.write():
            reader = service.reader()
    problems = verify_store(reader, deep=deep, judge=judge)
    if as_json:
        print_json([{"check": p.check, "where": p.where, "message": p.message.as_dict()} for p in problems])
    else:
        for p in problems:
            console().print(f"[{p.check}] {p.where}: {p.message}", markup=False)
        console().print(say("{} vấn đề.", "{} problems.").format(len(problems)))
    raise typer.Exit(FOUND if problems else OK)


@app.command(help=say("Sao lưu kho vào một thư mục mới", "Back the store up into a new directory"))
def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help=say("Thư mục mới", "A new directory"))],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The copy opens like the store itself after `cancu restore`."""
    use_store(store)
    service = open_service()
    service.reader().backup(str(target))
    back_up_workbench(service.where, target)
    if as_json:
        print_json({"backup": str(target)})
    else:
        console().print(str(target), markup=False)


@app.command("restore", help=say("Khôi phục kho từ bản sao lưu", "Restore the store from a backup"))
def restore_(
    source: Annotated[Path, typer.Argument(metavar="DIR", help=say("Thư mục sao lưu", "The backup"))],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say("Thay kho đang có (kho cũ được giữ bên cạnh)", "Replace the store (the old one is kept beside)"),
        ),
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """An existing store is only replaced when asked."""
    use_store(store)
    kept = restore(source, setting("store"), replace=replace)
    if kept is not None and (kept / FOLDER).is_dir():  # who may enter, and what was done, outlives the data
        shutil.copytree(kept / FOLDER, Path(setting("store")) / FOLDER, dirs_exist_ok=True)
    restore_workbench(source, setting("store"))
    open_trail().add("restore", "done", {"backup": str(source), "replaced": kept is not None})
    if as_json:
        print_json({"store": setting("store"), "kept": None if kept is None else str(kept)})
    else:
        console().print(setting("store"), markup=False)
