"""`cancu serve`: the workbench and the endpoints, on this machine or with tokens on a network; `cancu config`: the
settings."""

from typing import Annotated

import typer
from rich.table import Table

from api.cli.app import app
from api.cli.options import (
    JsonOption,
    StoreOption,
    console,
    number_or_default,
    open_service,
    print_json,
    use_store,
    warn,
)
from api.cli.token import open_tokens
from api.settings import SETTINGS, config_file, number_setting, read_settings, setting
from api.words import say


@app.command(help=say("Mở bàn làm việc và các điểm cuối trên máy này", "Serve the workbench and the endpoints"))
def serve(
    host: Annotated[str | None, typer.Option("--host", help=say("Địa chỉ lắng nghe", "Address to listen on"))] = None,
    port: Annotated[int | None, typer.Option("--port", help=say("Cổng lắng nghe", "Port to listen on"))] = None,
    store: StoreOption = None,
) -> None:
    """Runs until stopped."""
    import uvicorn  # the server's parts are heavy; no other command waits for them

    from api.drafts import DraftLimits
    from api.http.app import create_app
    from api.http.entrance import is_loopback, read_access
    from api.searching import warm_index
    from api.sparql.runner import QueryLimits

    use_store(store)
    address, number = setting("host", host), number_or_default("port", port)
    service = open_service()
    access = read_access(address, open_tokens(), service.trail)
    service.waits = False
    service.reader()
    warm_index(service)
    console().print(say("Bàn làm việc: ", "The workbench: ") + f"http://{address}:{number}/")
    if not is_loopback(address):
        warn(
            say(
                "Đang nghe ngoài máy này bằng http thường: hãy đặt sau một máy chủ https (xem docs/security.md).",
                "Listening beyond this machine over plain http: put an https proxy before it (see docs/security.md).",
            )
        )
    limits = QueryLimits(
        seconds=float(number_setting("query_seconds")),
        rows=number_setting("query_rows"),
        megabytes=number_setting("query_mb"),
    )
    drafts = DraftLimits(
        seconds=60.0 * number_setting("draft_minutes"),
        count=number_setting("draft_count"),
        megabytes=number_setting("draft_mb"),
    )
    app_ = create_app(service, limits=limits, drafts=drafts, access=access)
    uvicorn.run(
        app_,
        host=address,
        port=number,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=setting("proxies"),
    )


@app.command(help=say("In các thiết lập và nguồn của chúng", "Print the settings and where they come from"))
def config(as_json: JsonOption = False) -> None:
    """Every setting, its value, where the value comes from."""
    values = read_settings()
    if as_json:
        print_json({name: {"value": value, "from": origin} for name, (value, origin) in values.items()})
        return
    table = Table(title=str(config_file()), title_justify="left")
    for heading in (say("Tên", "Name"), say("Giá trị", "Value"), say("Từ", "From"), say("Ý nghĩa", "Meaning")):
        table.add_column(heading, overflow="fold")
    for row in SETTINGS:
        value, origin = values[row.name]
        table.add_row(row.name, value, origin, str(row.help))
    console().print(table)
