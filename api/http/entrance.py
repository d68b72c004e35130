"""How the server may be entered, from the settings: what `cancu serve` asks before it listens.

It refuses an address that other machines can reach as long as no token exists, and a server that nobody could enter.
"""

import contextlib
import ipaddress
from collections.abc import Sequence

from api.access.sessions import Sessions
from api.access.tokens import Token, TokenBook
from api.access.trail import Trail
from api.http.access import LOOPBACK, Access
from api.http.rates import Rates
from api.settings import list_setting, number_setting, setting
from ontology.errors import SettingError


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def check_entrance(host: str, tokens: Sequence[Token], *, always: bool) -> None:
    """Refuse a server that everybody could use, and one that nobody could."""
    if any(token.holds() for token in tokens) or (is_loopback(host) and not always and not tokens):
        return
    make = "cancu token create --role administrator --name …"
    if is_loopback(host):
        raise SettingError(
            f"Máy chủ cần mã truy cập mà không còn mã nào dùng được. Hãy tạo một mã: {make}",
            f"The server needs tokens and none can be used. Make one: {make}",
        )
    raise SettingError(
        f"Chưa có mã truy cập nên máy chủ chỉ nghe trên chính máy này (127.0.0.1), không nghe ở {host}. "
        f"Hãy tạo mã trước: {make}",
        f"Without tokens the server listens on this machine only (127.0.0.1), not on {host}. Make one first: {make}",
    )


def read_access(address: str, tokens: TokenBook, trail: Trail) -> Access:
    """How the server is entered, from the settings."""
    always = setting("tokens") == "always"
    check_entrance(address, tokens.tokens(), always=always)
    counted = {"check": "checks", "load": "loads", "sparql": "queries", "search": "searches", "picture": "pictures",
               "login": "logins"}  # fmt: skip
    limits = setting("rate_limits")
    quotas = {cost: number_setting(f"{name}_per_minute") for cost, name in counted.items()}
    own = () if is_loopback(address) else (address.lower(),)
    return Access(
        tokens=tokens,
        always=always,
        sessions=Sessions(3600.0 * number_setting("session_hours")),
        trail=trail,
        hosts=(*LOOPBACK, *own, *(name.lower() for name in list_setting("hosts"))),
        any_address=not is_loopback(address),
        origins=tuple(origin.rstrip("/") for origin in list_setting("origins")),
        rates=Rates({} if limits == "off" else quotas),
        rates_when_open=limits == "always",
        file_bytes=number_setting("max_request_mb") * 1_000_000,
    )
