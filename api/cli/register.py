"""`cancu register`: official rows in, and what is wrong with them."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import FOUND, OK
from api.cli.app import app
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, progress, use_store, warn
from api.words import say
from ontology.errors import UnsupportedFile

register = typer.Typer(
    name="register", help=say("Sổ đăng ký văn bản chính thức", "The official register"), no_args_is_help=True
)
app.add_typer(register)


@register.command(
    "import", help=say("Nạp các dòng của sổ đăng ký (CSV hoặc JSON Lines)", "Import register rows (CSV or JSON Lines)")
)
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=say("Tệp CSV hoặc JSON Lines", "A CSV or JSON Lines file"))
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rows that cannot be taken are told by line; exit status 1 if there were any."""
    use_store(store)
    if not file.is_file():
        raise UnsupportedFile(f"{file}: không có tệp này.", f"{file}: there is no such file.", file=str(file))
    with progress() as bar:
        job = bar.add_task(say("Nạp sổ đăng ký", "Importing"), total=None)
        report = open_service().import_register(file, lambda n: bar.update(job, completed=n))
    if as_json:
        refused = [{"line": r.line, "cause": r.why.message.as_dict()} for r in report.refused]
        print_json({"rows": report.rows, "judged": report.judged, "refused": refused})
    else:
        for one in report.refused:
            warn(str(one.why))
        words = say(
            "Đã nhận {} dòng, từ chối {}; soát lại {} văn bản.", "Took {} rows, refused {}; judged {} documents again."
        )
        console().print(words.format(report.rows, len(report.refused), report.judged))
    raise typer.Exit(FOUND if report.refused else OK)


@register.command(
    help=say("Các dòng mâu thuẫn trong sổ đăng ký", "Register rows that contradict each other or themselves")
)
def audit(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Nothing is mended; what is wrong is named."""
    use_store(store)
    entries = open_service().audit_register()
    if as_json:
        print_json(
            [
                {"check": e.check, "number": e.number, "rows": list(e.rows), "message": e.message.as_dict()}
                for e in entries
            ]
        )
        return
    for entry in entries:
        console().print(f"[{entry.check}] {entry.message}", markup=False)
    console().print(say("{} điều.", "{} entries.").format(len(entries)))
