"""The command line's own words in the reader's language: headings of help, and what is wrong with a command as typed.

Typer says these in English only. Help is laid out here with our words; its sentences about misuse are rows below, each
with what it becomes. An English reader gets Typer's own. It refuses to guess: what no row knows stays as it is.
"""

# ruff: noqa: E501  patterns are read as one line

import errno
import functools
import inspect
import re
import sys
from collections.abc import Callable
from typing import Annotated, Any, TypeVar, cast, get_args

import typer
import typer.core

from api.cli import print_error
from api.words import say
from ontology.errors import Message

_Function = TypeVar("_Function", bound=Callable[..., Any])
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]  # what Typer raises for a command typed wrongly
_AS_JSON = "as_json"  # the parameter behind a `--json` that is added here
_PIECES = {
    "[OPTIONS]": ("[TÙY CHỌN]", "[OPTIONS]"),
    "COMMAND [ARGS]...": ("LỆNH [THAM SỐ]...", "COMMAND [ARGS]..."),
}
_VALUES = {"int": ("số", "number"), "int range": ("số", "number"), "float": ("số", "number"), "str": ("chữ", "text"), "path": ("đường dẫn", "path"),
           "date": ("ngày", "date")}  # fmt: skip
_OWN_HELP = {
    "help": ("In trợ giúp này rồi thoát.", "Show this message and exit."),
    "install_completion": ("Cài phần gợi ý lệnh cho shell đang dùng.", "Install completion for the current shell."),
    "show_completion": (
        "In phần gợi ý lệnh cho shell đang dùng, để chép hoặc sửa.",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
}
_KINDS = {"argument": "tham số", "option": "tùy chọn", "parameter": "tham số"}
_TYPES = {"integer": "số nguyên", "int": "số nguyên", "int range": "số nguyên", "float": "số", "number": "số",
          "boolean": "đúng/sai"}  # fmt: skip
# What Typer says, as a pattern, and the same in Vietnamese; a group that holds a sentence is translated in its turn.
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.S), words)
    for pattern, words in (
        (r"Missing (?P<kind>argument|option|parameter):? ?(?P<a>[^.]*(?:\.\.\.[^.]*)?)\.(?P<rest>.*)", "Thiếu {kind} {a}.{rest}"),
        (r"No such option:? '?(?P<a>[^\s']+?)'?(?:\.? \(Possible options: (?P<b>.*)\))", "Không có tùy chọn {a}. Có thể là: {b}."),
        (r"No such option:? '?(?P<a>[^\s']+?)'?(?:\. Did you mean (?P<b>.*)\?)", "Không có tùy chọn {a}. Có thể là: {b}."),
        (r"No such option:? '?(?P<a>[^\s']+?)'?\.?", "Không có tùy chọn {a}."),
        (r"No such command (?P<a>'[^']*')\.(?P<rest>.*)", "Không có lệnh {a}.{rest}"),
        (r"Missing command\.", "Thiếu lệnh."),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<a>.*)\)", "Thừa tham số: {a}."),
        (r"Invalid value for (?P<a>.*?): (?P<said>.*)", "{a}: {said}"),
        (r"Invalid value: (?P<said>.*)", "{said}"),
        (r"Value error, (?P<said>.*)", "{said}"),
        (r"(?P<a>'.*?') is not a valid (?P<type>[\w ]+)\.?", "{a} không phải là {type}."),
        (r"Input should be a valid (?P<type>\w+)\b.*", "cần {type}."),
        (r"Input should be (?:less than|at most).*? (?P<a>[-.\d]+)", "không được lớn hơn {a}."),
        (r"Input should be (?:greater than|at least).*? (?P<a>[-.\d]+)", "không được nhỏ hơn {a}."),
        (r"(?P<a>'.*?') is not one of (?P<b>.*?)\.?", "{a} không thuộc {b}."),
        (r"(?P<a>.*) is not in the range (?P<b>.*?)\.?", "{a} không nằm trong khoảng {b}."),
        (r"Option (?P<a>'.*?') requires an argument\.", "Tùy chọn {a} cần một giá trị."),
        (r"Option (?P<a>'.*?') requires (?P<b>\d+) arguments\.", "Tùy chọn {a} cần {b} giá trị."),
        (r"Option (?P<a>'.*?') does not take a value\.", "Tùy chọn {a} không nhận giá trị."),
        (r"Argument (?P<a>'.*?') takes (?P<b>\d+) values\.", "Tham số {a} cần {b} giá trị."),
        (r"\s*Choose from:\s*(?P<a>.*)", " Chọn một trong: {a}"),
        (r" ?\(Possible commands?: (?P<a>.*)\)| ?\(?Did you mean (?P<b>.*)\?\)?", " Có thể là: {a}{b}."),
    )
)  # fmt: skip


def in_vietnamese(sentence: str) -> str:
    """A sentence of Typer's in Vietnamese; one that no row knows as it is.

    >>> in_vietnamese("Invalid value for '--port': 'x' is not a valid integer.")
    "'--port': 'x' không phải là số nguyên."
    """
    for pattern, words in _SENTENCES:
        if found := pattern.fullmatch(sentence):
            parts = {name: value or "" for name, value in found.groupdict().items()}
            if "kind" in parts:
                parts["kind"] = _KINDS[parts["kind"]]
            if "type" in parts:
                parts["type"] = _TYPES.get(parts["type"], parts["type"])
            for name in ("said", "rest"):
                parts[name] = in_vietnamese(parts.get(name, ""))
            return words.format(**parts)
    return sentence


# ------------------------------------------------------------------ help


class _Spoken:
    """Help laid out in the reader's language."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        pieces = [say(*_PIECES[p]) if p in _PIECES else p.strip("{}") for p in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("Cách dùng: ", "Usage: "))

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            if (row := parameter.get_help_record(ctx)) is not None:
                rows[parameter.param_type_name].append(_spoken_row(parameter.name, *row))
        for kind, heading in (("argument", ("Tham số", "Arguments")), ("option", ("Tùy chọn", "Options"))):
            if rows[kind]:
                with formatter.section(say(*heading)):
                    formatter.write_dl(rows[kind])
        if isinstance(self, typer.core.TyperGroup):
            self.format_commands(ctx, formatter)


def _spoken_row(name: str, names: str, said: str) -> tuple[str, str]:
    """The row of one parameter: its value's kind, and what Typer adds in brackets."""
    names = re.sub(r"<([\w ]+)>", lambda m: f"<{say(*_VALUES[m[1]])}>" if m[1] in _VALUES else m[0], names)
    if name in _OWN_HELP:
        return names, say(*_OWN_HELP[name])
    found = re.fullmatch(r"(.*?)\s*\[([^\]]*)\]", said, re.S)
    if not found:
        return names, said
    added = (
        found[2].replace("default: ", say("mặc định: ", "default: ")).replace("required", say("bắt buộc", "required"))
    )
    return names, f"{found[1]}  [{added}]".strip()


class SpokenCommand(_Spoken, typer.core.TyperCommand):
    """A command whose help is in the reader's language."""


def with_json(function: _Function) -> _Function:
    """A command's function that takes `--json` as well, where its `--format` knows JSON and it has no `--json` of its
    own: so that it is said the same way everywhere. It is asked of the signature, which stays ours, not of what Typer
    makes of it, which changes between its versions."""
    signature = inspect.signature(function)
    options = {  # the first name stands where a default would, in Typer's own way with Annotated
        option: (name, parameter.annotation)
        for name, parameter in signature.parameters.items()
        for mark in getattr(parameter.annotation, "__metadata__", ())
        for option in (getattr(mark, "default", None), *(getattr(mark, "param_decls", None) or ()))
        if isinstance(option, str)
    }
    if "--json" in options or "--format" not in options:
        return function
    name, annotation = options["--format"]
    json_format = next((f for f in get_args(annotation)[0] if f.value in ("json", "jsonld")), None)
    if json_format is None:
        return function

    @functools.wraps(function)
    def called(**given: Any) -> Any:
        if given.pop(_AS_JSON):
            given[name] = json_format
        return function(**given)

    words = say(f"Như --format {json_format.value}", f"The same as --format {json_format.value}")
    added = inspect.Parameter(
        _AS_JSON,
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option("--json", help=words)],
    )
    called.__signature__ = signature.replace(parameters=[*signature.parameters.values(), added])  # type: ignore[attr-defined]
    called.__annotations__ = {**function.__annotations__, _AS_JSON: added.annotation}
    return cast(_Function, called)


class SpokenGroup(_Spoken, typer.core.TyperGroup):
    """A group of commands whose help is in the reader's language."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        commands = [(n, c) for n in self.list_commands(ctx) if (c := self.get_command(ctx, n)) and not c.hidden]
        if commands:
            room = formatter.width - 6 - max(len(name) for name, _ in commands)
            with formatter.section(say("Lệnh", "Commands")):
                formatter.write_dl([(name, command.get_short_help_str(room)) for name, command in commands])


class SpokenTyper(typer.Typer):
    """An application all of whose commands speak the reader's language."""

    def __init__(self, **given: Any) -> None:
        super().__init__(cls=SpokenGroup, rich_markup_mode=None, **given)

    def command(self, name: str | None = None, **given: Any) -> Callable[[_Function], _Function]:
        declare = super().command(name, cls=SpokenCommand, **given)

        def declared(function: _Function) -> _Function:
            declare(with_json(function))
            return function

        return declared


# ------------------------------------------------------------------ running, and what was typed wrongly


def run_spoken(app: typer.Typer) -> int:
    """Run the command that was typed; the exit status. What is wrong with it is said in the reader's language."""
    command = typer.main.get_command(app)
    try:
        status = command.main(prog_name="cancu", standalone_mode=False)
    except _USAGE_ERROR as error:
        return _tell(error)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as end:  # what writes for us ends so where nobody reads on
        if isinstance(end.__context__, OSError) and end.__context__.errno == errno.EPIPE:
            raise BrokenPipeError from None
        raise
    return status if isinstance(status, int) else 0


def _tell(error: Any) -> int:
    ctx = error.ctx
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(ctx.get_help() + "\n")
        return 2
    said = error.format_message()
    lines = []
    if ctx is not None:
        hint = say("Xem: {} --help", "Try: {} --help").format(ctx.command_path)
        lines = [ctx.get_usage(), hint, ""]
    lines.append(say("Lỗi: ", "Error: ") + say(in_vietnamese(said), said))
    sys.stderr.write("\n".join(lines) + "\n")
    print_error("UsageError", Message(in_vietnamese(said), said))
    return 2
