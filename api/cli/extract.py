"""`cancu extract`: what documents say, as records, without a store."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.cli import OK, UNREADABLE
from api.cli.app import app
from api.cli.options import Format, console, number_or_default, print_json_list, progress, warn
from api.files import file_limits, find_files
from api.words import CITED_AS, say
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
    refused: list[Path] = []
    read = _read_records(list(find_files(files)), number_or_default("workers", workers), refused)
    if reasons:
        for path, record in read:
            print_reasons(path, record)
    elif format_ is Format.json:
        values = (record_to_json(record) for _, record in read)
        # A terminal shows the bar until all are read; a file or a pipe gets each record as it comes, and it is let go.
        print_json_list([*values] if sys.stdout.isatty() else values, sys.stdout)
    else:
        for _, record in [*read]:
            print_record(record)
    raise typer.Exit(UNREADABLE if refused else OK)


def _read_records(paths: list[Path], workers: int, refused: list[Path]) -> Iterator[tuple[Path, Record]]:
    """The record of each file that can be read, in order; the others are told and put down as refused."""
    texts = read_all(paths, workers=workers, limits=file_limits())
    from loaders.extract import extract_record  # while the first file is being read

    with progress() as bar:
        job = bar.add_task(say("Đọc", "Reading"), total=len(paths))
        for path, text in texts:
            if isinstance(text, LoadError):
                refused.append(path)
                warn(str(text))
            else:
                yield path, extract_record(text)
            bar.advance(job)


def print_reasons(path: Path, record: Record) -> None:
    """Each citation with the rule that read it, then what was passed over and why."""
    from loaders.citations import explain

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
    from rich.table import Table

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
