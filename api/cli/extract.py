"""`cancu extract`: what documents say, as records, without a store."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.cli import OK, UNREADABLE
from api.cli.app import app
from api.cli.check import Format
from api.cli.options import console, number_or_default, print_json, progress, warn
from api.files import file_limits, find_files
from api.words import CITED_AS, say
from loaders.citations import explain
from loaders.extract import extract_record
from loaders.sandbox import read_all
from ontology.errors import LoadError
from ontology.record_json import Pages, fold_spaces, record_to_json
from ontology.values import Record, Span


@app.command(
    help=say(
        "Đọc văn bản thành bản ghi: tiêu đề, viện dẫn, nhiệm vụ, đơn vị",
        "Read documents into records: header, citations, tasks, units",
    )
)
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=say("Tệp hoặc thư mục", "Files or folders"))],
    format_: Annotated[Format, typer.Option("--format", help=say("Cách in", "How to print"))] = Format.json,
    reasons: Annotated[
        bool,
        typer.Option(
            "--explain", help=say("In vì sao từng viện dẫn được đọc như vậy", "Print why each citation was read so")
        ),
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", help=say("Số tiến trình đọc", "Reading processes"))
    ] = None,
) -> None:
    """One record a file, in the order given; a file that cannot be read is told on stderr and the rest goes on."""
    paths = list(find_files(files))
    records: list[Record] = []
    refused = 0
    with progress() as bar:
        job = bar.add_task(say("Đọc", "Reading"), total=len(paths))
        for path, text in read_all(paths, workers=number_or_default("workers", workers), limits=file_limits()):
            if isinstance(text, LoadError):
                refused += 1
                warn(str(text))
            else:
                record = extract_record(text)
                records.append(record)
                if reasons:
                    print_reasons(path, record)
            bar.advance(job)
    if format_ is Format.json and not reasons:
        print_json([record_to_json(r) for r in records])
    elif not reasons:
        for record in records:
            print_record(record)
    raise typer.Exit(UNREADABLE if refused else OK)


def print_reasons(path: Path, record: Record) -> None:
    """Each citation with the rule that read it, then what was passed over and why."""
    screen = console()
    screen.print(str(path), markup=False)
    pages = Pages(record.text)

    def place(span: Span) -> str:
        page = pages.at(span.start)
        return f"{span.start}-{span.end}" + (say(" (trang {})", " (page {})").format(page) if page else "")

    for c in record.citations:
        why = explain(c, record.citations)
        screen.print(f"  {place(c.span)} {fold_spaces(c.quote)}\n      {why}", markup=False)
    for s in record.skipped:
        screen.print(f"  {place(s.span)} ({fold_spaces(s.quote)})\n      {s.why}", markup=False)


def print_record(record: Record) -> None:
    """One record for a person."""
    screen, own = console(), record.document
    screen.print(" · ".join(v for v in (own.type, own.number, own.date, own.issuer, own.title) if v), markup=False)
    table = Table()
    for heading in (
        say("Viện dẫn", "Citation"), say("Số", "Number"), say("Ngày", "Date"), say("Cơ quan", "Issuer"),
        say("Vai trò", "Role"),
    ):  # fmt: skip
        table.add_column(heading, overflow="fold")
    for c in record.citations:
        table.add_row(fold_spaces(c.quote), c.number or "", c.date or "", c.issuer or "", str(CITED_AS[c.role]))
    screen.print(table)
    counts = (len(record.tasks), len(record.units), len(record.targets), len(record.skipped))
    screen.print(
        say(
            "{} nhiệm vụ, {} đơn vị, {} chỉ tiêu; {} chuỗi giống viện dẫn đã bỏ qua có lý do",
            "{} tasks, {} units, {} targets; {} citation-like strings passed over with a reason",
        ).format(*counts)
    )
