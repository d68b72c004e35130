"""`cancu load`: documents into the store, and `cancu findings`: what is wrong in them."""

import collections
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import FOUND, OK
from api.cli.app import app
from api.cli.check import shown, ways
from api.cli.completing import complete_document, complete_kind
from api.cli.options import (
    Format,
    JsonOption,
    StoreOption,
    console,
    number_or_default,
    open_service,
    print_json,
    progress,
    use_store,
    warn,
)
from api.decisions import decided
from api.files import find_files
from api.lists import refuse_unknown_filters
from api.office.words import SEVERITY_NAMES, STATE_NAMES, name_of
from api.outcomes import Refused
from api.settings import setting
from api.words import say
from graph.find import find_document
from graph.findings import error_key
from graph.judge import finding_to_json
from graph.load import Loaded
from graph.review import reviewed_to_json
from ontology.finding_kinds import find_kind
from ontology.record_json import fold_spaces
from ontology.values import Finding


@app.command(help=say("Nạp tệp và thư mục vào kho", "Load files and folders into the store"))
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=say("Tệp hoặc thư mục", "Files or folders"))],
    workers: Annotated[
        int | None, typer.Option("--workers", help=say("Số tiến trình đọc", "Reading processes"))
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Prints what was loaded, unchanged, refused (file and cause); exit status 1 if any was refused."""
    use_store(store)
    service = open_service(begins=True)
    with progress() as bar:
        job = bar.add_task(say("Nạp", "Loading"), total=len(list(find_files(paths))))

        def seen(_one: Loaded | Refused) -> None:
            bar.advance(job)

        report, refused = service.load(paths, workers=number_or_default("workers", workers), on_file=seen)
    states = collections.Counter(d.state for d in report.documents)
    if as_json:
        print_json(
            {
                "loaded": [d.file for d in report.documents if d.state != "unchanged"],
                "unchanged": [d.file for d in report.documents if d.state == "unchanged"],
                "refused": [{"file": r.file, "cause": r.error.message.as_dict()} for r in refused],
                "documents": [
                    {"file": d.file, "document": d.document, "state": d.state, "instead_of": list(d.instead_of)}
                    for d in report.documents
                ],
            }
        )
    else:
        for one in refused:
            words = str(one.error).removeprefix(f"{Path(one.file).name}: ")
            warn(f"{one.file}: {words}")
        for renewed in (d for d in report.documents if d.instead_of):
            said = say("{}: bản mới của văn bản đã có trong kho, thay cho bản cũ.",
                       "{}: a new version of a document in the store, in place of the old one.")  # fmt: skip
            console().print(said.format(renewed.file), markup=False)
        words = say(
            "Đã nạp {}, thay {}, không đổi {}, từ chối {}.", "Loaded {}, replaced {}, unchanged {}, refused {}."
        )
        console().print(words.format(states["loaded"], states["replaced"], states["unchanged"], len(refused)))
    raise typer.Exit(FOUND if refused else OK)


@app.command(help=say("Lấy văn bản đã nạp ra khỏi kho", "Take loaded documents out of the store again"))
def unload(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help=say("Tên tệp, số kèm nơi, năm, hoặc IRI", "File name, number with place and year, or IRI"),
            autocompletion=complete_document,
        ),
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Nothing is taken out unless every ID names one loaded document; who rested on it is judged again."""
    use_store(store)
    service = open_service()
    reader = service.reader()
    doomed = list(dict.fromkeys(find_document(reader, words) for words in ids))
    service.unload(doomed)
    if as_json:
        print_json({"unloaded": doomed})
        return
    console().print(say("Đã lấy ra {} văn bản.", "Took out {} documents.").format(len(doomed)))


@app.command(help=say("Điều tìm thấy trong các văn bản đã nạp", "What was found in the loaded documents"))
def findings(
    format_: Annotated[Format, typer.Option("--format", help=say("Cách in", "How to print"))] = Format.table,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help=say("Chỉ những loại này", "Only these kinds"), autocompletion=complete_kind),
    ] = None,
    severity: Annotated[
        list[str] | None, typer.Option("--severity", help=say("Chỉ những mức này", "Only these severities"))
    ] = None,
    family: Annotated[
        list[str] | None,
        typer.Option(
            "--family",
            help=say(
                "Chỉ những họ này: misquote, outdated, form, basis, directive",
                "Only these families: misquote, outdated, form, basis, directive",
            ),
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            help=say(
                "Chỉ những tình trạng này: open, confirmed, dismissed, fixed",
                "Only these states: open, confirmed, dismissed, fixed",
            ),
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every finding, or those of some kinds and severities; `cancu review` decides about them."""
    refuse_unknown_filters(kind=kind or (), severity=severity or (), family=family or (), state=state or ())
    use_store(store)
    service = open_service()
    states = decided(service.reader())
    every = service.findings()
    copies = _copies(every)
    rows: list[dict[str, Any]] = [
        {
            "iri": iri,
            "document": document,
            "file": name,
            **finding_to_json(f),
            "copied_by": copies[document, *error_key(f)],
            **reviewed_to_json(states[f.id]),
        }
        for iri, document, name, f in every
        if (not kind or f.kind in kind)
        and (not state or states[f.id].state in state)
        and (not severity or f.severity in severity)
        and (not family or ((row := find_kind(f.kind)) is not None and row.family in family))
    ]
    if as_json or format_ is Format.json:
        print_json(rows)
        return
    screen, lang = console(), setting("lang")
    files = {document: name for _, document, name, _ in every}
    for name, group in _by(rows, "file"):
        screen.print(f"\n{name}", style="bold", markup=False)
        for f in group:
            known = "" if f["state"] == "open" else f" ({name_of(STATE_NAMES, f['state'], lang)})"
            head = f"  {f['id'][:9]} [{name_of(SEVERITY_NAMES, f['severity'], lang)}] "
            screen.print(
                f"{head}{service.kind_name(f['kind'])}{known}: " + fold_spaces(f["quote"] or f["message"][lang]),
                markup=False,
            )
            if f["actual"]:
                screen.print(f"      {shown(f['written'])} → {shown(f['actual'])}", markup=False)
            for line in ways(f, files):
                screen.print("      " + line, markup=False)
    screen.print(
        say("\n{} điều trong {} văn bản.", "\n{} findings in {} documents.").format(
            len(rows), len({r["file"] for r in rows})
        )
    )


def _copies(rows: list[tuple[str, str, str, Finding]]) -> dict[tuple[str | None, ...], list[str]]:
    """Who took each error over from a document, directly or through others."""
    found: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for _, document, _, finding in rows:
        for step in finding.way:
            held = found[step.source, *error_key(finding)]
            if document not in held:
                held.append(document)
    return found


def _by(rows: list[dict[str, Any]], name: str) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return sorted(groups.items())
