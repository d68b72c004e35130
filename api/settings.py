"""Settings: one table of them, read from a flag, the environment, one TOML file, or a default, in that order.

`cancu config` prints the table with where each value came from. It refuses settings it does not know.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ontology.errors import Message, SettingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row: its name in the file; the environment name is CANCU_ and the name in capitals."""

    name: str
    default: str
    help: Message


def _row(name: str, default: str, vi: str, en: str) -> Setting:
    return Setting(name=name, default=default, help=Message(vi, en))


SETTINGS: tuple[Setting, ...] = (
    _row(
        "store",
        str(Path(platformdirs.user_data_dir("cancu")) / "store"),
        "Kho: một thư mục, memory: hoặc địa chỉ một điểm cuối SPARQL 1.1",
        "The store: a directory, memory:, or the URL of a SPARQL 1.1 endpoint",
    ),
    _row("lang", "vi", "Ngôn ngữ của thông báo: vi hoặc en", "Language of messages: vi or en"),
    _row("base", "https://cancu.example/", "Gốc của các IRI dữ liệu", "The base of data IRIs"),
    _row("host", "127.0.0.1", "Địa chỉ máy chủ lắng nghe", "Address the server listens on"),
    _row("port", "8420", "Cổng máy chủ lắng nghe", "Port the server listens on"),
    _row("workers", "2", "Số tiến trình đọc tệp", "Processes that read files"),
    _row("max_file_mb", "100", "Cỡ lớn nhất của một tệp, MB", "Largest file, in MB"),
    _row("file_seconds", "120", "Thời gian lâu nhất để đọc một tệp, giây", "Longest time to read one file, in seconds"),
    _row(
        "query_seconds",
        "10",
        "Thời gian lâu nhất của một truy vấn gửi tới máy chủ, giây",
        "Longest time of one query sent to the server, in seconds",
    ),
    _row(
        "query_rows",
        "10000",
        "Số dòng nhiều nhất máy chủ trả về cho một truy vấn",
        "Most rows the server returns to one query",
    ),
    _row(
        "query_mb",
        "1024",
        "Bộ nhớ nhiều nhất của một truy vấn gửi tới máy chủ, MB",
        "Most memory of one query sent to the server, in MB",
    ),
    _row(
        "draft_minutes",
        "10",
        "Số phút giữ một dự thảo đã soát trong bộ nhớ, tính từ lần dùng cuối",
        "Minutes a checked draft is held in memory after its last use",
    ),
    _row("draft_count", "20", "Số dự thảo nhiều nhất được giữ cùng lúc", "Most drafts held at once"),
    _row("draft_mb", "256", "Bộ nhớ nhiều nhất cho các dự thảo, MB", "Most memory for drafts, in MB"),
    _row(
        "tokens",
        "auto",
        "Khi nào cần mã truy cập: auto (khi đã có mã) hoặc always (luôn luôn)",
        "When a token is needed: auto (once one was made) or always",
    ),
    _row(
        "state",
        "",
        "Thư mục giữ mã truy cập và nhật ký thay đổi; để trống: trong thư mục kho",
        "Folder of the tokens and the trail of writes; empty: inside the store's folder",
    ),
    _row(
        "hosts",
        "",
        "Tên máy chủ được nhận, ngoài máy này; cách nhau bằng dấu phẩy",
        "Host names that are served, besides this machine's; separated by commas",
    ),
    _row(
        "origins",
        "",
        "Trang web khác được gọi API (CORS), ví dụ https://a.example; để trống: không trang nào",
        "Other sites that may call the API (CORS), such as https://a.example; empty: none",
    ),
    _row(
        "proxies",
        "127.0.0.1",
        "Máy chủ trung gian mà địa chỉ người dùng nó báo được tin",
        "Proxies whose word for the client's address is taken",
    ),
    _row("session_hours", "12", "Phiên đăng nhập kéo dài, giờ", "How long a login lasts, in hours"),
    _row(
        "rate_limits",
        "auto",
        "Đếm việc tốn sức: auto (khi cần mã), always hoặc off",
        "Count costly work: auto (when tokens are needed), always or off",
    ),
    _row("checks_per_minute", "60", "Lượt soát dự thảo mỗi phút", "Drafts checked in a minute"),
    _row("loads_per_minute", "30", "Lượt nạp mỗi phút", "Loadings in a minute"),
    _row("queries_per_minute", "120", "Truy vấn SPARQL mỗi phút", "SPARQL queries in a minute"),
    _row("searches_per_minute", "300", "Lượt tìm mỗi phút", "Searches in a minute"),
    _row("pictures_per_minute", "120", "Lược đồ mỗi phút", "Pictures of lineage in a minute"),
    _row("logins_per_minute", "10", "Lượt đăng nhập mỗi phút", "Logins in a minute"),
    _row("max_request_mb", "500", "Cỡ lớn nhất của một lần gửi tệp, MB", "Largest upload, all files together, in MB"),
    _row("log", str(Path(platformdirs.user_log_dir("cancu")) / "cancu.log"), "Tệp nhật ký", "The log file"),
)
_NUMBERS = {  # whole numbers, with the least and the most that make sense
    "port": (1, 65535), "workers": (1, 64), "max_file_mb": (1, 10_000), "file_seconds": (1, 86_400),
    "query_seconds": (1, 3600), "query_rows": (1, 10_000_000), "query_mb": (64, 1_000_000), "draft_minutes": (1, 1440),
    "draft_count": (1, 10_000), "draft_mb": (1, 100_000), "session_hours": (1, 8760), "checks_per_minute": (1, 100_000),
    "loads_per_minute": (1, 100_000), "queries_per_minute": (1, 100_000), "searches_per_minute": (1, 100_000),
    "pictures_per_minute": (1, 100_000), "logins_per_minute": (1, 100_000), "max_request_mb": (1, 100_000),
}  # fmt: skip
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")
_ALLOWED = {"lang": ("vi", "en"), "tokens": ("auto", "always"), "rate_limits": ("auto", "always", "off")}
_NAMES = {row.name: row for row in SETTINGS}


def config_file() -> Path:
    """The one settings file: CANCU_CONFIG, or cancu.toml here, or in the user's configuration folder."""
    if named := os.environ.get("CANCU_CONFIG"):
        return Path(named)
    here = Path("cancu.toml")
    return here if here.is_file() else Path(platformdirs.user_config_dir("cancu")) / "cancu.toml"


def _file_values() -> Mapping[str, str]:
    path = config_file()
    if not path.is_file():
        if os.environ.get("CANCU_CONFIG") and not path.exists():
            raise SettingError(
                f"CANCU_CONFIG chỉ tới {path}, nhưng không có tệp ấy.", f"CANCU_CONFIG names {path}, which is no file."
            )
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{path}: không phải TOML hợp lệ ({error})", f"{path}: not valid TOML ({error})", file=str(path)
        ) from error
    if unknown := sorted(set(values) - set(_NAMES)):
        raise SettingError(
            f"{path}: không có thiết lập tên {', '.join(unknown)}; xem `cancu config`",
            f"{path}: no setting is called {', '.join(unknown)}; see `cancu config`",
            names=unknown,
        )
    return {name: _plain(path, name, value) for name, value in values.items()}


def _plain(path: Path, name: str, value: object) -> str:
    """A value of the file as words: numbers where a number belongs, else strings."""
    if isinstance(value, str) or (name in _NUMBERS and isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise SettingError(
        f"{path}: {name} phải là {'số nguyên' if name in _NUMBERS else 'chữ trong ngoặc kép'}",
        f"{path}: {name} must be {'a whole number' if name in _NUMBERS else 'text in quotation marks'}",
        value=value,
    )


_STORES = ("http", "https")
_PASSED_ON: dict[str, tuple[str, str]] = {}


def pass_on(name: str, flag: str | None = None) -> None:
    """Put one setting where the lower floors and child processes read it, the environment; keep where it came from."""
    value, origin = read_settings(**{name: flag})[name]
    os.environ["CANCU_" + name.upper()] = value
    _PASSED_ON[name] = (value, origin)


def read_settings(**flags: str | int | None) -> dict[str, tuple[str, str]]:
    """Every setting's value and where it came from: flag, environment, file or default."""
    from_file = _file_values()
    result: dict[str, tuple[str, str]] = {}
    for row in SETTINGS:
        environment = os.environ.get("CANCU_" + row.name.upper())
        if (flag := flags.get(row.name)) is not None:
            result[row.name] = (str(flag), "flag")
        elif environment:
            passed = _PASSED_ON.get(row.name)
            result[row.name] = passed if passed and passed[0] == environment else (environment, "environment")
        elif row.name in from_file:
            result[row.name] = (from_file[row.name], "file")
        else:
            result[row.name] = (row.default, "default")
    for name, (value, origin) in result.items():
        try:
            _check(name, value)
        except SettingError as error:
            raise SettingError(f"{error.message.vi} ({_whence(name, origin).vi})",
                               f"{error.message.en} ({_whence(name, origin).en})", **error.data) from None  # fmt: skip
    return result


def _whence(name: str, origin: str) -> Message:
    """Where a value was set, for whoever has to change it."""
    if origin == "environment":
        return Message(f"biến môi trường CANCU_{name.upper()}", f"environment variable CANCU_{name.upper()}")
    if origin == "flag":
        return Message("tùy chọn dòng lệnh", "command line option")
    return Message(f"tệp {config_file()}", f"file {config_file()}")


def _check(name: str, value: str) -> None:
    """Refuse a value that cannot be."""
    if (allowed := _ALLOWED.get(name)) and value not in allowed:
        words = ", ".join(allowed)
        raise SettingError(f"{name} phải là {words}", f"{name} must be one of {words}", value=value)
    if span := _NUMBERS.get(name):
        least, most = span
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            raise SettingError(
                f"{name} phải là số nguyên từ {least} đến {most}, không phải “{value}”",
                f"{name} must be a whole number from {least} to {most}, not “{value}”",
            )
    if name == "store" and (scheme := value.partition("://")[0].lower()) != value.lower() and scheme not in _STORES:
        raise SettingError(
            f"store phải là một thư mục, memory: hoặc địa chỉ http(s), không phải “{value}”",
            f"store must be a directory, memory: or an http(s) address, not “{value}”",
        )
    if name == "base" and not _BASE.fullmatch(value):
        raise SettingError(
            f"base phải là một địa chỉ http(s) tận cùng bằng / hoặc #, không phải “{value}”",
            f"base must be an http(s) address that ends in / or #, not “{value}”",
        )


def setting(name: str, flag: str | int | None = None) -> str:
    """One setting's value."""
    return read_settings(**{name: flag})[name][0]


def list_setting(name: str) -> tuple[str, ...]:
    """One setting that is a list of words, separated by commas."""
    return tuple(word for part in setting(name).split(",") if (word := part.strip()))


def number_setting(name: str, flag: str | int | None = None) -> int:
    """One setting that is a whole number."""
    return int(setting(name, flag))
