"""The command line speaks one language: headings of help, and what is wrong with a command as typed."""

import enum
import inspect
import json
import os
import re
import subprocess
import sys
from typing import Annotated

import pytest
import typer

from api.cli.speech import in_vietnamese, with_json

ENGLISH = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Show this|Install completion|required|default|OPTIONS|COMMAND|ARGS"
    r"|Error|Missing|No such|Invalid|Got unexpected|Try)\b"
)
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")
ALL_HELP = """
import json, typer.main
from api.cli.commands import app
def walk(command, path):
    yield path, command.make_context(path, [], resilient_parsing=True).get_help()
    for name, child in getattr(command, "commands", {}).items():
        yield from walk(child, f"{path} {name}")
print(json.dumps(dict(walk(typer.main.get_command(app), "cancu"))))
"""


def spoken(lang: str, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CANCU_LANG": lang, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def cancu(lang: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return spoken(lang, "-c", "from api.cli import main; main()", *arguments)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_help_is_in_one_language(lang: str) -> None:
    pages: dict[str, str] = json.loads(spoken(lang, "-c", ALL_HELP).stdout)
    assert len(pages) > 20
    foreign = ENGLISH if lang == "vi" else VIETNAMESE
    found = {path: foreign.findall(page.replace("JSON Lines", "")) for path, page in pages.items()}
    assert {path: words for path, words in found.items() if words} == {}
    heading = "Cách dùng: " if lang == "vi" else "Usage: "
    assert all(page.startswith(heading) for page in pages.values())


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["load"], "Lỗi: Thiếu tham số 'PATH...'.", "Error: Missing argument 'PATH...'."),
        (["load", "--nope"], "Lỗi: Không có tùy chọn --nope", "Error: No such option"),
        (["nope"], "Lỗi: Không có lệnh 'nope'.", "Error: No such command 'nope'."),
        (["compare", "a", "b", "c"], "Lỗi: Thừa tham số: c.", "Error: Got unexpected extra argument"),
        (["load", "x", "--workers", "abc"], "Lỗi: '--workers': ", "valid int"),
        (["load", "x", "--workers"], "Lỗi: Tùy chọn '--workers' cần một giá trị.", "requires an argument."),
        (["findings", "--format", "zz"], "'zz' không thuộc 'table', 'json'.", "'zz' is not one of"),
        (["load", "--json=3", "x"], "Lỗi: Tùy chọn '--json' không nhận giá trị.", "does not take a value."),
    ],
)
def test_what_is_wrong_is_said_in_the_readers_language(arguments: list[str], vi: str, en: str) -> None:
    for lang, words in (("vi", vi), ("en", en)):
        done = cancu(lang, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        if lang == "vi":
            assert not ENGLISH.search(done.stderr), done.stderr


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No such option: --x", "Không có tùy chọn --x."),
        ("No such option '--x'. Did you mean --y?", "Không có tùy chọn --x. Có thể là: --y."),
        ("No such command 'lod'. Did you mean 'load'?", "Không có lệnh 'lod'. Có thể là: 'load'."),
        ("Missing command.", "Thiếu lệnh."),
        ("Missing option '--a'. Choose from:\n\tx, y", "Thiếu tùy chọn '--a'. Chọn một trong: x, y"),
        ("Invalid value for '-n': 9 is not in the range 1<=x<=5.", "'-n': 9 không nằm trong khoảng 1<=x<=5."),
        ("Option '-p' requires 2 arguments.", "Tùy chọn '-p' cần 2 giá trị."),
        ("Something nobody has said before.", "Something nobody has said before."),
    ],
)
def test_sentences(sentence: str, expected: str) -> None:
    assert in_vietnamese(sentence) == expected


def test_exit_statuses_stay() -> None:
    assert cancu("vi", "--version").returncode == 0
    assert cancu("vi", "config", "--json").returncode == 0
    bare = cancu("vi")
    assert (bare.returncode, "Cách dùng: cancu" in bare.stderr) == (2, True)


class Formats(enum.StrEnum):
    table = "table"
    jsonld = "jsonld"


class Pictures(enum.StrEnum):
    svg = "svg"
    png = "png"


def test_json_is_added_by_the_signature_and_not_by_what_typer_makes_of_it() -> None:
    # typer 0.29 took the type of an option away, and every command with it
    def export(format_: Annotated[Formats, typer.Option("--format")] = Formats.table) -> str:
        return format_.value

    wrapped = with_json(export)
    added = inspect.signature(wrapped).parameters["as_json"]
    assert added.annotation.__metadata__[0].default == "--json"
    assert wrapped(format_=Formats.table, as_json=False) == "table"  # type: ignore[call-arg]
    assert wrapped(format_=Formats.table, as_json=True) == "jsonld"  # type: ignore[call-arg]


def test_json_is_not_added_where_a_command_has_it_or_knows_no_json() -> None:
    def has(
        format_: Annotated[Formats, typer.Option("--format")], json_: Annotated[bool, typer.Option("--json")]
    ) -> None:
        raise AssertionError(format_, json_)

    def draws(format_: Annotated[Pictures, typer.Option("--format")]) -> None:
        raise AssertionError(format_)

    assert with_json(has) is has
    assert with_json(draws) is draws


@pytest.mark.parametrize(
    ("said", "told"),
    [  # typer since 0.29 passes on what pydantic says
        ("Input should be a valid integer, unable to parse string as an integer", "cần số nguyên."),
        ("Input should be less than or equal to 20", "không được lớn hơn 20."),
        ("Value error, 'q' is not one of 'a', 'b'.", "'q' không thuộc 'a', 'b'."),
        ("'q' is not a valid int range.", "'q' không phải là số nguyên."),
    ],
)  # fmt: skip
def test_both_wordings_of_typer_are_known(said: str, told: str) -> None:
    assert in_vietnamese(f"Invalid value for '--up': {said}") == f"'--up': {told}"
