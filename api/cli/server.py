"""`cancu serve`: the workbench and the endpoints, on this machine or with tokens on a network; `cancu config`: the
settings."""

import contextlib
import errno
import gc
import socket
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

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
from api.logs import log_server
from api.settings import SETTINGS, config_file, number_setting, read_settings, setting
from api.words import say
from ontology.errors import Message, SettingError, StoreOutdated

if TYPE_CHECKING:
    import uvicorn

    from api.service import Service

# Seconds that an idle connection is kept: longer than clients keep theirs (5 to 60), so that none sends a request on
# one that is being closed and gets an error for it.
KEEP_ALIVE = 75
# Seconds that a server told to stop gives those it is answering; whoever sends slowly or reads for minutes holds it no
# longer than that.
LEAVING = 10
# Seconds until a server does what nobody has asked it for yet: its first answers do not wait for it.
SETTLED = 2.0


@app.command(help=say("Mở bàn làm việc và các điểm cuối trên máy này", "Serve the workbench and the endpoints"))
def serve(
    host: Annotated[str | None, typer.Option("--host", help=say("Địa chỉ lắng nghe", "Address to listen on"))] = None,
    port: Annotated[int | None, typer.Option("--port", help=say("Cổng lắng nghe", "Port to listen on"))] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Runs until stopped."""
    with uncollected():
        server, service, listening = _prepare(host, port, store, as_json=as_json)
    settling = threading.Timer(SETTLED, settle, (service,))
    settling.daemon = True
    settling.start()
    try:
        server.run(sockets=[listening])
    finally:
        settling.cancel()


def _prepare(
    host: str | None, port: int | None, store: str | None, *, as_json: bool
) -> tuple["uvicorn.Server", "Service", socket.socket]:
    """The server, ready to run; the address that it is to have is held."""
    import uvicorn  # the server's parts are heavy; no other command waits for them

    from api.drafts import DraftLimits
    from api.http.app import create_app
    from api.http.entrance import is_loopback, read_access
    from api.http.unheard import ProblemProtocol
    from api.sparql.runner import QueryLimits

    use_store(store)
    address, number = setting("host", host), number_or_default("port", port)
    service = open_service(begins=True)
    access = read_access(address, open_tokens(), service.trail)
    service.waits = False
    service.serve_beside()
    try:
        service.reader()
    except StoreOutdated as outdated:
        warn(str(outdated))  # it is migrated beside; every page says so until then
    listening = listen(address, number)
    log_server()
    _tell_address(f"http://{f'[{address}]' if ':' in address else address}:{number}", as_json=as_json)
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
    config_ = uvicorn.Config(
        app_,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=LEAVING,
        http=ProblemProtocol,
        log_config=None,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=setting("proxies"),
    )
    return uvicorn.Server(config_), service, listening


def _tell_address(url: str, *, as_json: bool) -> None:
    """Where the server is found, for a person or for the program that began it."""
    if as_json:
        print_json({"workbench": f"{url}/", "api": f"{url}/api/v1", "sparql": f"{url}/sparql"})
        sys.stdout.flush()
    else:
        console().print(say("Bàn làm việc: ", "The workbench: ") + f"{url}/", soft_wrap=True)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """A time in which nothing is looked for that could be thrown away: what a start reads stays, and looking through it
    again and again only makes the start longer, and the answers after it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle(service: "Service") -> None:
    """What a server does of itself once it answers: lists and index are brought up to date, and a picture is drawn."""
    from graph.picture import warm_up

    service.follow_soon()
    warm_up()


def listen(host: str, port: int) -> socket.socket:
    """The socket of the server, held before its address is told; what is in the way is said in the reader's words."""
    listening = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as cause:
        if listening is not None:
            listening.close()
        if cause.errno == errno.EADDRINUSE:
            raise SettingError(
                f"Cổng {port} đang được chương trình khác dùng. Hãy chọn cổng khác: cancu serve --port {port + 1}",
                f"Port {port} is in use by another program. Choose another: cancu serve --port {port + 1}",
            ) from cause
        raise SettingError(
            f"Không nghe được ở {host} cổng {port}. Hãy xem lại --host và --port.",
            f"Cannot listen on {host} port {port}. Check --host and --port.",
        ) from cause
    return listening


_ORIGINS = {
    "flag": Message("dòng lệnh", "flag"),
    "environment": Message("môi trường", "environment"),
    "file": Message("tệp", "file"),
    "default": Message("mặc định", "default"),
}


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
        table.add_row(row.name, value, str(_ORIGINS[origin]), str(row.help))
    console().print(table)
