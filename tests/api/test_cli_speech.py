"""The command line speaks one language: headings of help, and what is wrong with a command as typed."""

import json
import os
import re
import subprocess
import sys

import pytest

from api.cli.speech import in_vietnamese

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
        (["load", "x", "--workers", "abc"], "'abc' không phải là số nguyên.", "'abc' is not a valid int"),
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
