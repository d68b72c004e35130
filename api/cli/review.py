"""`cancu review`: a person's decisions about findings, and what is accepted for a work from now on."""

from typing import Annotated

import typer

from api.cli.app import app
from api.cli.completing import complete_finding
from api.cli.options import JsonOption, StoreOption, console, open_service, print_json, use_store
from api.cli.speech import SpokenTyper
from api.decisions import every_review
from api.lists import finding_id
from api.office.words import STATE_NAMES, name_of
from api.service import Service
from api.settings import setting
from api.words import say
from graph.review import AcceptRule, Decision, read_rules, review_to_json, rule_to_json

review = SpokenTyper(
    name="review", help=say("Quyết định về các điều tìm thấy", "Decide about findings"), no_args_is_help=True
)
app.add_typer(review)

FindingArguments = Annotated[
    list[str],
    typer.Argument(
        metavar="FINDING...",
        help=say("Mã (hoặc phần đầu của mã) hay IRI", "Ids, their beginnings, or IRIs"),
        autocompletion=complete_finding,
    ),
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=say("Người quyết định", "Who decides"))]
ReasonOption = Annotated[str, typer.Option("--reason", help=say("Lý do", "Why"))]


def _decide(findings: list[str], decision: Decision, by: str, reason: str, store: str | None, as_json: bool) -> None:
    use_store(store)
    service = open_service()
    reader = service.reader()
    chosen = [finding_id(reader, words) for words in findings]
    service.review_all(chosen, decision, by, reason)
    if as_json:
        print_json({"decision": decision, "findings": list(dict.fromkeys(chosen))})
        return
    words = say("Đã ghi {} quyết định: {}.", "Recorded {} decisions: {}.")
    console().print(words.format(len(set(chosen)), name_of(STATE_NAMES, decision, setting("lang"))))


@review.command(help=say("Xác nhận là sai", "Confirm that it is wrong"))
def confirm(
    findings: FindingArguments,
    by: ByOption,
    reason: ReasonOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """It is wrong and waits to be mended."""
    _decide(findings, "confirmed", by, reason, store, as_json)


@review.command(help=say("Bỏ qua, kèm lý do", "Dismiss, with the reason"))
def dismiss(
    findings: FindingArguments,
    by: ByOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """It is not wrong; to accept the same in every document, see `cancu review accept`."""
    _decide(findings, "dismissed", by, reason, store, as_json)


@review.command(help=say("Đánh dấu đã sửa", "Mark as fixed"))
def fixed(
    findings: FindingArguments,
    by: ByOption,
    reason: ReasonOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The document has been mended, or its correction was issued."""
    _decide(findings, "fixed", by, reason, store, as_json)


@review.command(help=say("Mở lại", "Open again"))
def reopen(
    findings: FindingArguments,
    by: ByOption,
    reason: ReasonOption = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """What was decided stays as history."""
    _decide(findings, "reopened", by, reason, store, as_json)


@review.command("list", help=say("Các quyết định, mới nhất trước", "The decisions, the newest first"))
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Who decided what, when and why."""
    use_store(store)
    rows = every_review(open_service().reader())
    if as_json:
        print_json([review_to_json(r) for r in rows])
        return
    lang = setting("lang")
    for r in rows:
        words = [r.at, r.finding, name_of(STATE_NAMES, r.decision, lang), r.reviewer, r.reason]
        console().print("  ".join(w for w in words if w), markup=False)
    console().print(say("{} quyết định.", "{} decisions.").format(len(rows)))


@review.command(
    help=say(
        "Bỏ qua một phát hiện và chấp nhận điều ấy cho văn bản được viện dẫn từ nay về sau",
        "Dismiss a finding and accept the same for the cited work from now on",
    )
)
def accept(
    finding: Annotated[
        str, typer.Argument(metavar="FINDING", help=say("Mã hay IRI", "Its id or IRI"), autocompletion=complete_finding)
    ],
    by: ByOption,
    reason: ReasonOption,
    any_value: Annotated[
        bool,
        typer.Option("--any", help=say("Mọi cách viết, không riêng cách này", "Whatever is written, not this alone")),
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """It speaks for every document in the store and every draft, until it is withdrawn."""
    use_store(store)
    service = open_service()
    rule = service.accept_finding(finding_id(service.reader(), finding), by, reason, any_value=any_value)
    if as_json:
        print_json(rule_to_json(rule))
    else:
        _print_rule(rule)


@review.command(help=say("Các quy tắc chấp nhận", "The rules of acceptance"))
def rules(
    every: Annotated[
        bool, typer.Option("--all", help=say("Cả những quy tắc đã thu hồi", "Also those withdrawn"))
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is accepted for which work, who said so and why."""
    use_store(store)
    found = read_rules(open_service().reader(), withdrawn=every)
    if as_json:
        print_json([rule_to_json(r) for r in found])
        return
    for rule in found:
        _print_rule(rule)
    console().print(say("{} quy tắc.", "{} rules.").format(len(found)))


@review.command(help=say("Thu hồi một quy tắc chấp nhận", "Withdraw a rule of acceptance"))
def withdraw(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=say("Mã quy tắc", "The rule's id"))],
    by: ByOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """What it silenced is open again; the rule stays as history."""
    use_store(store)
    withdrawn = open_service().withdraw_rule(rule, by)
    if as_json:
        print_json(rule_to_json(withdrawn))
    else:
        _print_rule(withdrawn)


def _print_rule(rule: AcceptRule) -> None:
    kind = str(Service.kind_name(rule.kind))
    lines = [
        f"{rule.id}  {kind}  {rule.work}",
        f"    “{rule.written or '*'}”",
        f"    {rule.reviewer} {rule.at}: {rule.reason}",
    ]
    if rule.withdrawn_at:
        lines.append("    " + say("thu hồi: ", "withdrawn: ") + f"{rule.withdrawn_by} {rule.withdrawn_at}")
    console().print("\n".join(lines), markup=False)
