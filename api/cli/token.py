"""`cancu token`: who may use the server; `cancu audit`: who changed what."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.access.place import state_folder
from api.access.roles import ROLE_NAMES, parse_role
from api.access.tokens import Token, TokenBook
from api.access.trail import Trail
from api.access.words import entry_words
from api.cli.app import app
from api.cli.options import JsonOption, StoreOption, console, print_json, use_store, warn
from api.cli.speech import SpokenTyper
from api.settings import setting
from api.words import say

token = SpokenTyper(
    name="token",
    help=say("Mã truy cập máy chủ: ai được làm gì", "Tokens of the server: who may do what"),
    no_args_is_help=True,
)
app.add_typer(token)


def open_tokens() -> TokenBook:
    """The tokens of the store that is set."""
    return TokenBook(state_folder(setting("store"), setting("state")))


def open_trail() -> Trail:
    """The trail of the store that is set."""
    return Trail(state_folder(setting("store"), setting("state")))


def _row(one: Token) -> dict[str, object]:
    return {
        "id": one.id, "name": one.name, "role": one.role.name, "created": one.created, "expires": one.expires,
        "revoked": one.revoked, "holds": one.holds(),
    }  # fmt: skip


@token.command(help=say("Tạo mã; mã chỉ hiện một lần", "Make a token; it is shown once"))
def create(
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help=say("reader, reviewer, loader hoặc administrator", "reader, reviewer, loader or administrator"),
        ),
    ],
    name: Annotated[str, typer.Option("--name", help=say("Tên người hay chương trình", "Who or what it is for"))],
    expires: Annotated[
        str | None,
        typer.Option(
            "--expires", metavar="DAY|DAYS", help=say("Ngày cuối, hoặc số ngày", "Last day, or in how many days")
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The token alone goes to stdout, so that it can go straight into a file that only its user reads."""
    use_store(store)
    with open_trail().recording("token create", name=name, role=role) as entry:
        made, secret = open_tokens().create(name, parse_role(role), expires)
        entry["id"] = made.id
    if as_json:
        print_json({**_row(made), "token": secret})
        return
    typer.echo(secret)
    warn(
        say(
            "Hãy giao mã này cho {} ngay: không xem lại được. Vai: {}. Từ nay mọi yêu cầu tới máy chủ cần mã.",
            "Hand it to {} now: it cannot be shown again. Role: {}. From now on every request to the server needs one.",
        ).format(made.name, ROLE_NAMES[made.role])
    )


@token.command("list", help=say("Các mã đã tạo", "The tokens there are"))
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Names and states; a token itself is kept nowhere."""
    use_store(store)
    rows = open_tokens().tokens()
    if as_json:
        print_json([_row(r) for r in rows])
        return
    table = Table()
    for heading in ("id", say("Tên", "Name"), say("Vai", "Role"), say("Tạo lúc", "Made"), say("Đến hết", "Until"),
                    say("Tình trạng", "State")):  # fmt: skip
        table.add_column(heading, overflow="fold")
    for r in rows:
        state = say("thu hồi", "revoked") if r.revoked else say("còn dùng", "in use")
        if not r.revoked and not r.holds():
            state = say("hết hạn", "expired")
        table.add_row(r.id, r.name, str(ROLE_NAMES[r.role]), r.created, r.expires or "", state)
    console().print(table)


@token.command(help=say("Thu hồi một mã; máy chủ đang chạy biết ngay", "Take a token back; a running server hears it"))
def revoke(
    which: Annotated[str, typer.Argument(metavar="ID|NAME", help=say("Mã số hoặc tên", "Its id or name"))],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sessions that were begun with it end too."""
    use_store(store)
    with open_trail().recording("token revoke", which=which) as entry:
        gone = open_tokens().revoke(which)
        entry["id"] = gone.id
    if as_json:
        print_json(_row(gone))
    else:
        console().print(say("Đã thu hồi {} ({}).", "Revoked {} ({}).").format(gone.name, gone.id), markup=False)


@app.command(help=say("Nhật ký: ai đã thay đổi gì, khi nào", "The trail of writes: who changed what, and when"))
def audit(
    limit: Annotated[int, typer.Option("--limit", min=1, help=say("Số dòng mới nhất", "So many of the newest"))] = 50,
    action: Annotated[str | None, typer.Option("--action", help=say("Chỉ việc này", "Only this action"))] = None,
    who: Annotated[str | None, typer.Option("--who", help=say("Chỉ người này", "Only by this name or token"))] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The newest first."""
    use_store(store)
    rows = open_trail().entries(limit, action=action, who=who)
    if as_json:
        print_json(rows)
        return
    table = Table()
    for heading in (say("Lúc", "When"), say("Người", "Who"), say("Việc", "What"), say("Kết quả", "Outcome"),
                    say("Chi tiết", "Details")):  # fmt: skip
        table.add_column(heading, overflow="fold")
    for r in rows:
        said = entry_words(r, setting("lang"))
        who_said = f"{said['who']} ({said['role']})"
        table.add_row(*(Text(v) for v in (said["at"], who_said, said["action"], said["outcome"], said["what"])))
    console().print(table)
