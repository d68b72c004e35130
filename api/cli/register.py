"""`cancu register`: official rows in, and what is wrong with them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli import FOUND, OK
from api.cli.app import app
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, progress, use_store, warn
from api.cli.speech import SpokenTyper
from api.words import say
from graph.register.expired import doubts_of
from ontology.errors import NotFound, UnsupportedFile

register = SpokenTyper(
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
        report = open_service(begins=True).import_register(file, lambda n: bar.update(job, completed=n))
    if as_json:
        refused = [{"line": r.line, "cause": r.why.message.as_dict()} for r in report.refused]
        cautions = [m.as_dict() for m in report.cautions]
        print_json(
            {"import": report.kept or None, "rows": report.rows, "judged": report.judged, "refused": refused,
             "cautions": cautions}
        )  # fmt: skip
    else:
        for one in report.refused:
            warn(str(one.why))
        for caution in report.cautions:
            warn(say(caution.vi, caution.en))
        words = say(
            "Đã nhận {} dòng, từ chối {}; soát lại {} văn bản.", "Took {} rows, refused {}; judged {} documents again."
        )
        console().print(words.format(report.rows, len(report.refused), report.judged))
        if report.kept:
            undo = say("Hoàn tác lần nạp này: cancu register undo {}", "To undo this import: cancu register undo {}")
            console().print(undo.format(report.kept), markup=False)
    raise typer.Exit(FOUND if report.refused else OK)


@register.command(help=say("Các lần nạp sổ có thể hoàn tác", "The imports that can be undone"))
def imports(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """The latest first. The register that ships is not among them."""
    use_store(store)
    found = open_service().register_imports()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        words = say("{} dòng", "{} rows").format(one.rows)
        console().print(f"{one.id}  {one.at}  {words}  {one.name}", markup=False)
    console().print(say("{} lần nạp; hoàn tác bằng: cancu register undo MÃ",
                        "{} imports; undo one with: cancu register undo ID").format(len(found)))  # fmt: skip


@register.command(help=say("Hoàn tác một lần nạp sổ", "Take an import of the register back"))
def undo(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=say("Mã của lần nạp, hoặc tên tệp", "The import’s id, or the name of its file")
        ),
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Only what this import alone brought is taken out, whatever was imported after it; rows of a list wait again."""
    use_store(store)
    undone = open_service().undo_register(id_)
    if as_json:
        print_json({"undone": asdict(undone.kept), "judged": undone.judged, "waiting": len(undone.rows)})
        return
    words = say("Đã hoàn tác lần nạp {} ({} dòng); soát lại {} văn bản.",
                "Took import {} back ({} rows); judged {} documents again.")  # fmt: skip
    console().print(words.format(undone.kept.name, undone.kept.rows, undone.judged), markup=False)
    if undone.rows:
        console().print(say("{} dòng lại chờ xem.", "{} rows wait again.").format(len(undone.rows)))


@register.command(
    help=say("Các dòng mâu thuẫn trong sổ đăng ký", "Register rows that contradict each other or themselves")
)
def audit(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Nothing is mended; what is wrong is named, and exit status 1 says that there was something."""
    use_store(store)
    entries = open_service().audit_register()
    if as_json:
        print_json(
            [
                {"check": e.check, "number": e.number, "rows": list(e.rows), "message": e.message.as_dict()}
                for e in entries
            ]
        )
        raise typer.Exit(FOUND if entries else OK)
    for entry in entries:
        console().print(str(entry.message), markup=False)
    console().print(say("{} điều.", "{} entries.").format(len(entries)))
    raise typer.Exit(FOUND if entries else OK)


@register.command(
    help=say(
        "Đọc danh mục văn bản hết hiệu lực thành các dòng chờ xem",
        "Read a list of expired documents into rows to review",
    )
)
def propose(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=say("Quyết định có bảng danh mục", "The decision with the list"))
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The rows count for nothing until `cancu register accept`."""
    use_store(store)
    found = open_service(begins=True).propose_expired(file)
    if as_json:
        rows = [asdict(r) for r in found.rows]
        print_json({"rows": rows, "unread": list(found.unread), "standing": found.standing})
        return
    print_pending()
    if found.standing:
        words = say("{} dòng của danh mục đã có trong sổ.", "{} rows of the list stand in the register already.")
        console().print(words.format(found.standing))
    for line in found.unread:
        warn(say("Không đọc được dòng: ", "This line could not be read: ") + line)


def print_pending() -> None:
    """What waits, one line a row."""
    rows = open_service().pending()
    for iri, row in rows:
        words = [row.type, row.number, row.date, row.issuer, row.part, row.relation, row.related_number]
        words += [row.related_date, row.related_issuer, row.in_force_to or row.relation_from, row.title]
        words += [f"⚠ {say(doubt.vi, doubt.en)}" for doubt in doubts_of(row)]
        console().print(f"{iri.rpartition('/')[2]}  " + " · ".join(w for w in words if w), markup=False)
    console().print(
        say(
            "{} dòng chờ xem; nhận bằng: cancu register accept",
            "{} rows to review; take them with: cancu register accept",
        ).format(len(rows))
    )


@register.command(help=say("Các dòng chờ xem", "The rows to review"))
def pending(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Rows that were read from lists and do not count yet."""
    use_store(store)
    if as_json:
        print_json([{"row": iri, **asdict(row)} for iri, row in open_service().pending()])
        return
    print_pending()


@register.command(help=say("Nhận các dòng đã xem (mặc định: tất cả)", "Take reviewed rows (all of them by default)"))
def accept(
    rows: Annotated[list[str] | None, typer.Argument(metavar="[ROW...]", help=say("Mã dòng", "Row ids"))] = None,
    discard: Annotated[bool, typer.Option("--discard", help=say("Bỏ thay vì nhận", "Discard them instead"))] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Accepted rows move into the register and the documents they touch are judged again."""
    use_store(store)
    service = open_service()
    wanted = set(rows or [])
    waiting = {iri.rpartition("/")[2]: iri for iri, _ in service.pending()}
    if unknown := sorted(wanted - waiting.keys()):
        said = ", ".join(unknown)
        raise NotFound(
            f"Không có dòng chờ nào mang mã {said}. Xem: cancu register pending.",
            f"No waiting row has the id {said}. See: cancu register pending.",
        )
    chosen = [iri for id_, iri in waiting.items() if not wanted or id_ in wanted]
    if discard:
        gone = service.reject(chosen)
        if as_json:
            print_json({"discarded": gone})
        else:
            console().print(say("Đã bỏ {} dòng.", "Discarded {} rows.").format(gone))
        return
    report = service.accept(chosen)
    if as_json:
        print_json({"accepted": report.rows, "judged": report.judged})
        return
    words = say("Đã nhận {} dòng; soát lại {} văn bản.", "Took {} rows; judged {} documents again.")
    console().print(words.format(report.rows, report.judged))
