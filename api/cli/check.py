"""`cancu check`: one draft against the store, without adding it."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from api.cli import FOUND, OK
from api.cli.app import app
from api.cli.options import (
    Format,
    JsonOption,
    StoreOption,
    console,
    has_store,
    open_service,
    print_json,
    use_store,
    warn,
)
from api.office.words import SEVERITY_NAMES, STATUS_NAMES, gravest, name_of, nothing_found, shown_day, verdict_of
from api.service import Service
from api.settings import setting
from api.views import source_labels
from api.words import name_work, say
from ontology.dates import parse_day
from ontology.errors import SettingError
from ontology.record_json import fold_spaces


def read_day(words: str | None) -> dt.date:
    """A --as-of flag as a day; today without one."""
    if words is None:
        return dt.date.today()
    day = parse_day(words)
    if day is None:
        raise SettingError(
            f"“{words}” không phải một ngày; hãy viết như 2026-11-21.",
            f"“{words}” is not a day; write it as 2026-11-21.",
        )
    return day


@app.command(
    help=say(
        "Soát một dự thảo: từng viện dẫn đúng, sai hay lỗi thời",
        "Check a draft: every citation right, wrong or outdated",
    )
)
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("Tệp dự thảo", "The draft"))],
    format_: Annotated[Format, typer.Option("--format", help=say("Cách in", "How to print"))] = Format.table,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help=say("Hiệu lực tính đến ngày", "In force as of this day")),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Exit status: 0 nothing wrong, 1 a finding of severity error, 2 the file could not be read."""
    use_store(store)
    day = read_day(as_of)
    if alone := not has_store():
        warn(
            say(
                "Chưa có kho nào ở {}: chỉ soát với sổ đăng ký kèm theo chương trình.",
                "There is no store at {}: checked against the register that ships alone.",
            ).format(setting("store"))
        )
    service = open_service(aside=alone)
    checked = service.check_file(file, day)
    if as_json or format_ is Format.json:
        print_json(checked.report)
    else:
        labels = source_labels(service.reader(), checked.report["findings"])
        print_report(checked.report, {iri: name_work(label) for iri, label in labels.items()})
    raise typer.Exit(FOUND if any(f["severity"] == "error" for f in checked.report["findings"]) else OK)


def shown(value: str | None) -> str:
    """A date as people write it; anything else as it is."""
    return shown_day(value, setting("lang"))


def ways(finding: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """The way that a copied error took, one line a step; `names` are what the documents are called."""
    way, copies = [names.get(e["source"], e["source"]) for e in finding["way"]], finding.get("copied_by", ())
    lines = [say("Chép từ: {}", "Copied from: {}").format(way[-1])] if way else []
    if len(way) > 1:
        lines.append(say("Ghi lần đầu ở: {}", "First written in: {}").format(" → ".join(way[:-1])))
    if copies:
        words = say("Đã chép lại ({}): {}", "Copied by ({}): {}")
        lines.append(words.format(len(copies), ", ".join(names.get(d, d) for d in copies[:5])))
    return lines


def print_report(report: dict[str, Any], names: Mapping[str, str]) -> None:
    """The report for a person at a terminal. `names`: what the documents are called that were copied."""
    lang, screen = setting("lang"), console()
    about = report["document"]
    screen.print(" ".join(str(about[k]) for k in ("type", "number", "title") if about.get(k)) or report["file"])
    if not report["findings"]:
        screen.print(nothing_found(report, lang))
    for f in gravest(report["findings"]):
        screen.print(f"\n[{name_of(SEVERITY_NAMES, f['severity'], lang)}] {Service.kind_name(f['kind'])}", markup=False)
        for label, value in (
            (say("Nguyên văn", "Quote"), fold_spaces(f["quote"] or "")),
            (say("Giải thích", "Why"), f["message"][lang]),
            (say("Đã viết", "Written"), shown(f["written"])),
            (say("Thực tế", "Actual"), shown(f["actual"])),
            (say("Sửa thành", "Corrected"), f["correction"]),
        ):
            if value:
                screen.print(f"    {label}: {value}", markup=False)
        for line in ways(f, names):
            screen.print("    " + line, markup=False)
    if report["set_aside"]:
        words = say("Đã được bỏ qua hoặc chấp nhận: {}.", "Dismissed or accepted before: {}.")
        screen.print("\n" + words.format(len(report["set_aside"])))
    table = Table(title=say("Mọi viện dẫn", "Every citation"), title_justify="left")
    for heading in (say("Kết luận", "Verdict"), say("Viện dẫn", "Citation"), say("Vì sao", "Why")):
        table.add_column(heading, overflow="fold")
    for c in report["citations"]:
        table.add_row(name_of(STATUS_NAMES, verdict_of(c), lang), fold_spaces(c["quote"]), c["why"][lang])
    screen.print()
    screen.print(table)
