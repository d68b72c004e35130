"""Reference pages of commands and settings, made from what the program itself declares.

    python -m api.reference --write

writes `docs/commands.md` (every command with its options, help in both languages) and `docs/settings.md`. Help texts
are settled when commands are declared, so each language is asked of a process of its own. A test holds the pages to
what this makes. It refuses to write a path of the machine it runs on: defaults are shown as they are on Linux for a
user whose home is `~`.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs
import typer.main

from api.settings import SETTINGS

DOCS = Path(__file__).resolve().parent.parent / "docs"
_NOTE = "<!-- Made by `python -m api.reference --write`; edit {source}, not this page. -->"
_COMPLETION = {"install_completion", "show_completion", "help"}
_CHOICES = re.compile(r"[\[<]([\w-]+(?:\|[\w-]+)+)[\]>]")  # <table|json>, as Typer shows what may be chosen
_PLACES = (
    (platformdirs.user_data_dir("cancu"), "~/.local/share/cancu"),
    (platformdirs.user_log_dir("cancu"), "~/.local/state/cancu/log"),
)


def describe_commands() -> list[dict[str, Any]]:
    """Every command in the order it is declared, in the language of CANCU_LANG; groups before what they hold."""
    from api.cli.commands import app  # declared in one language: not before that is settled

    return list(_walk(typer.main.get_command(app), "cancu"))


def _walk(command: Any, path: str) -> Iterator[dict[str, Any]]:
    ctx = command.make_context(path, [], resilient_parsing=True)
    yield {"path": path, "help": _folded(command.help), "parameters": [_parameter(p, ctx) for p in _shown(command)]}
    for name, child in getattr(command, "commands", {}).items():
        yield from _walk(child, f"{path} {name}")


def _shown(command: Any) -> list[Any]:
    return [p for p in command.params if p.name not in _COMPLETION and not getattr(p, "hidden", False)]


def _parameter(parameter: Any, ctx: Any) -> dict[str, Any]:
    argument = parameter.param_type_name == "argument"
    choices = _CHOICES.search((parameter.get_help_record(ctx) or ("",))[0])
    words = choices[1] if choices else parameter.metavar
    flag = getattr(parameter, "is_flag", False)
    names = (
        parameter.metavar or parameter.name.upper()
        if argument
        else ", ".join([*parameter.opts, *parameter.secondary_opts])
    )
    default = parameter.default
    plain = isinstance(default, str | int | float) and not isinstance(default, bool)
    return {
        "argument": argument,
        "required": parameter.required,
        "many": parameter.multiple if not argument else parameter.nargs != 1,
        "names": names,
        "value": "" if argument or flag else words or "",
        "default": str(getattr(default, "value", default)) if plain else "",
        "help": _folded(parameter.help),
    }


def _folded(words: str | None) -> str:
    return " ".join((words or "").split()).replace("|", "\\|")


def _asked_in(language: str) -> list[dict[str, Any]]:
    environment = {**os.environ, "CANCU_LANG": language, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "api.reference"], env=environment, capture_output=True, check=True, cwd=DOCS.parent
    )
    result: list[dict[str, Any]] = json.loads(done.stdout)
    return result


def commands_page() -> str:
    """`docs/commands.md`."""
    lines = [
        "# Các lệnh · Commands",
        "",
        _NOTE.format(source="the command in `api/cli/`"),
        "",
        "Dữ liệu ra stdout, mọi lời khác ra stderr. Mã thoát: 0 xong, 1 có lỗi được tìm thấy,",
        "2 không đọc được hoặc dùng sai.",
        "",
        "Data on stdout, everything else on stderr. Exit status: 0 done, 1 something was found,",
        "2 unreadable or misused.",
    ]
    for vi, en in zip(_asked_in("vi"), _asked_in("en"), strict=True):
        lines += ["", *_command_lines(vi, en)]
    return "\n".join(lines) + "\n"


def _command_lines(vi: dict[str, Any], en: dict[str, Any]) -> Iterator[str]:
    arguments = " ".join(_usage(p) for p in en["parameters"] if p["argument"])
    yield f"## `{vi['path']}`"
    yield ""
    yield f"{vi['help']} · {en['help']}"
    if arguments:
        yield ""
        yield f"    {vi['path']} {arguments}"
    if not vi["parameters"]:
        return
    yield ""
    yield "| | Nghĩa | Meaning | Mặc định · Default |"
    yield "|---|---|---|---|"
    for here, there in zip(vi["parameters"], en["parameters"], strict=True):
        value = (" " + here["value"].replace("|", "\\|")) if here["value"] else ""
        again = " …" if here["many"] else ""
        default = f"`{here['default']}`" if here["default"] else ""
        yield f"| `{here['names']}{value}`{again} | {here['help']} | {there['help']} | {default} |"


def _usage(parameter: dict[str, Any]) -> str:
    name = parameter["names"] + ("…" if parameter["many"] else "")
    return name if parameter["required"] else f"[{name}]"


def settings_page() -> str:
    """`docs/settings.md`."""
    lines = [
        "# Thiết lập · Settings",
        "",
        _NOTE.format(source="`api/settings.py`"),
        "",
        "Thứ tự: cờ của lệnh, biến môi trường, tệp `cancu.toml` (ở thư mục hiện tại, rồi thư mục cấu hình",
        "của người dùng; hoặc tệp mà `CANCU_CONFIG` chỉ), mặc định. `cancu config` cho biết giá trị đang dùng",
        "và lấy từ đâu.",
        "",
        "In this order: a flag, the environment, the file `cancu.toml` (here, else in the user's configuration",
        "folder; or the file that `CANCU_CONFIG` names), the default. `cancu config` shows each value in use and",
        "where it came from.",
        "",
        "| Tên · Name | Biến môi trường · Environment | Mặc định · Default | Nghĩa | Meaning |",
        "|---|---|---|---|---|",
    ]
    for row in SETTINGS:
        name = f"CANCU_{row.name.upper()}"
        lines.append(f"| `{row.name}` | `{name}` | `{_anywhere(row.default)}` | {row.help.vi} | {row.help.en} |")
    return "\n".join(lines) + "\n"


def _anywhere(default: str) -> str:
    for here, written in _PLACES:
        if default.startswith(here):
            return written + default.removeprefix(here).replace(os.sep, "/")
    return default


PAGES = {"commands.md": commands_page, "settings.md": settings_page}


def main() -> None:
    """Write the pages, or say what there is in the language that is set."""
    if "--write" in sys.argv[1:]:
        for name, page in PAGES.items():
            (DOCS / name).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(json.dumps(describe_commands()))


if __name__ == "__main__":
    main()
