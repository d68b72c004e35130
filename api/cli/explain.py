"""`cancu explain`: what the reasoner says of a finding: the slow, independent second opinion by description logic."""

from typing import Annotated

import typer

from api.cli.app import app
from api.cli.completing import complete_finding
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, use_store
from api.words import say


@app.command(
    help=say("Lời giải của bộ suy luận về một phát hiện (cần Java)", "The reasoner's account of a finding (needs Java)")
)
def explain(
    finding: Annotated[
        str,
        typer.Argument(
            metavar="FINDING",
            help=say("IRI hoặc mã của phát hiện", "The finding's IRI or id"),
            autocompletion=complete_finding,
        ),
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The findings and their ids: `cancu findings --format json`."""
    use_store(store)
    told = open_service().explain(finding)
    if as_json:
        print_json(
            {
                "finding": told.finding.id,
                "kind": told.finding.kind,
                "rules": told.finding.message.as_dict(),
                "consistent": told.consistent,
                "classes": list(told.classes),
                "reasons": [m.as_dict() for m in told.reasons],
            }
        )
        return
    console().print(str(told.finding.message), markup=False)
    for message in told.reasons:
        console().print(f"  • {message}", markup=False)
    if not told.reasons:
        console().print(
            say("Bộ suy luận không có gì để nói về loại này.", "The reasoner has nothing to say of this kind.")
        )
