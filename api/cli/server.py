"""`cancu serve`: the workbench and the endpoints, on loopback until told otherwise; `cancu config`: the settings."""

import contextlib
import ipaddress
from typing import Annotated

import typer
from rich.table import Table

from api.cli.app import app
from api.cli.options import JsonOption, StoreOption, console, number_or_default, open_service, print_json, use_store
from api.settings import SETTINGS, config_file, number_setting, read_settings, setting
from api.words import say
from ontology.errors import SettingError


def loopback_only(host: str) -> str:
    """The address to listen on, refused when others could reach it: everybody who can may write."""
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return host
    if host == "localhost":
        return host
    raise SettingError(
        f"Máy chủ chưa có phân quyền nên chỉ nghe trên chính máy này, không nghe ở {host}. Hãy dùng --host 127.0.0.1.",
        f"The server has no access control yet, so it listens on this machine only, not on {host}. "
        "Use --host 127.0.0.1.",
    )


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
    from api.sparql.runner import QueryLimits

    use_store(store)
    address, number = loopback_only(setting("host", host)), number_or_default("port", port)
    service = open_service()
    service.reader()
    console().print(say("Bàn làm việc: ", "The workbench: ") + f"http://{address}:{number}/")
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
    uvicorn.run(
        create_app(service, limits=limits, drafts=drafts),
        host=address,
        port=number,
        log_level="warning",
        server_header=False,
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
