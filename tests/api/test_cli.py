"""The command line as programs use it: forms, exit statuses, languages, no traceback."""

import contextlib
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.cli import main
from api.cli.server import LEAVING
from api.workbench import Workbench

CANCU = str(Path(sys.executable).parent / "cancu")
PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: {number}/KH-UBND\nHà Tĩnh, ngày {day} tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "{title}\n\n{basis}\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\nNâng cao chất lượng phục vụ.\n"
)


def spawn(*arguments: str, store: str = "memory:", lang: str = "vi") -> subprocess.CompletedProcess[str]:
    """The installed command in a process of its own."""
    environment = {**os.environ, "CANCU_STORE": store, "CANCU_LANG": lang, "CANCU_CONFIG": os.devnull}
    return subprocess.run(
        [CANCU, *arguments], capture_output=True, text=True, env=environment, check=False, timeout=120
    )


def run(*arguments: str, store: str = "memory:", lang: str = "vi") -> subprocess.CompletedProcess[str]:
    """The same entry point, in this process."""
    out, err, code = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        for name, value in (("CANCU_STORE", store), ("CANCU_LANG", lang), ("CANCU_CONFIG", os.devnull)):
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["cancu", *arguments])
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    out.flush()
    return subprocess.CompletedProcess(arguments, code, out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]


def _plan(folder: Path, name: str, **words: str) -> Path:
    given = {"number": "15", "day": "15", "title": "Phát triển chính quyền số năm 2024", "basis": "", **words}
    path = folder / name
    path.write_text(PLAN.format(**given), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of two plans, the second carrying out the first."""
    folder = tmp_path_factory.mktemp("plans")
    _plan(folder, "a.txt", basis="Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;")
    _plan(
        folder, "b.txt", number="20", day="20", title="Tập huấn kỹ năng số năm 2024",
        basis="Thực hiện Kế hoạch số 15/KH-UBND ngày 15/3/2024 của UBND tỉnh về Phát triển chính quyền số năm 2024;",
    )  # fmt: skip
    where = str(tmp_path_factory.mktemp("store") / "s")
    done = run("load", str(folder), "--json", store=where)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["loaded"]) == 2
    return where


def test_exit_statuses_of_check(tmp_path: Path) -> None:
    right = _plan(tmp_path, "r.txt", basis="Căn cứ Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ;")
    wrong = _plan(tmp_path, "w.txt", basis="Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;")
    assert run("check", str(right)).returncode == 0
    assert run("check", str(wrong)).returncode == 1
    broken = tmp_path / "x.docx"
    broken.write_bytes(b"PK\x03\x04not a zip")
    done = spawn("check", str(broken))
    assert done.returncode == 2
    assert "x.docx" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_check_tells_errors_first_and_days_as_people_write_them(tmp_path: Path) -> None:
    basis = (
        "Căn cứ Nghị quyết số 76/NQ-CP;\nCăn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;\n"
        "Căn cứ Nghị định số 999/2023/NĐ-CP ngày 31/02/2023 của Chính phủ;"
    )
    said = run("check", str(_plan(tmp_path, "d.txt", basis=basis))).stdout
    told = re.findall(r"^\[(Lỗi|Cảnh báo|Ghi chú)\]", said, re.M)
    assert set(told) >= {"Lỗi", "Ghi chú"}
    assert told == sorted(told, key=("Lỗi", "Cảnh báo", "Ghi chú").index)
    assert "Đã viết: 31/02/2023" in said
    assert "Đã viết: 17/3/2019" in said


def test_a_check_changes_nothing(store: str, tmp_path: Path) -> None:
    before = run("export", store=store).stdout
    run("check", str(_plan(tmp_path, "w.txt")), store=store)
    assert run("export", store=store).stdout == before


@pytest.mark.parametrize(("lang", "words"), [("vi", "không có tệp này"), ("en", "no such file")])
def test_errors_speak_the_language(tmp_path: Path, lang: str, words: str) -> None:
    done = run("check", str(tmp_path / "no-such.txt"), lang=lang)
    assert done.returncode == 2
    assert words in done.stderr


def test_loading_twice_changes_nothing(store: str, tmp_path: Path) -> None:
    file = _plan(tmp_path, "a.txt")
    where = str(tmp_path / "s")
    run("load", str(file), store=where)
    before = sorted(run("export", store=where).stdout.splitlines())
    done = run("load", str(file), "--json", store=where)
    assert json.loads(done.stdout)["unchanged"]
    assert sorted(run("export", store=where).stdout.splitlines()) == before


def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    _plan(tmp_path, "a.txt")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("load", str(tmp_path), "--json", store=str(tmp_path.parent / "refusing"))
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert [Path(r["file"]).name for r in report["refused"]] == ["empty.txt"]
    assert set(report["refused"][0]["cause"]) == {"vi", "en"}
    assert len(report["loaded"]) == 1


def test_a_plan_on_two_decisions_is_not_said_to_stand_on_one_alone(tmp_path: Path) -> None:
    """Issue 4, D4-12; also where the lineage is asked for without what is below."""
    one, two = (f"Quyết định số {n}/QĐ-UBND ngày 02/01/2023 của UBND tỉnh Hà Tĩnh" for n in (901, 902))
    both = _plan(tmp_path, "a.txt", number="71", basis=f"Căn cứ {one};\nCăn cứ {two};")
    alone = _plan(tmp_path, "b.txt", number="72", basis=f"Căn cứ {one};")
    store = str(tmp_path / "s")
    run("load", str(both), str(alone), store=store)
    for steps in ((), ("--down", "0")):
        told = run("lineage", "901/QĐ-UBND 2023", *steps, store=store).stdout.partition("Chỉ đứng trên")[2]
        assert ("72/KH-UBND" in told, "71/KH-UBND" in told) == (True, False)
        assert "Chỉ đứng trên" not in run("lineage", "902/QĐ-UBND 2023", *steps, store=store).stdout


def test_findings_lineage_board_impact_compare(store: str) -> None:
    found = json.loads(run("findings", "--format", "json", store=store).stdout)
    assert {"WrongDate"} <= {f["kind"] for f in found}
    lineage = json.loads(run("lineage", "15/KH-UBND 2024 Hà Tĩnh", "--format", "json", store=store).stdout)
    assert any(e["source"].endswith("2024/20") and e["target"].endswith("2024/15") for e in lineage["edges"])
    table = run("lineage", "15/KH-UBND 2024", store=store).stdout
    assert "Chỉ đứng trên văn bản này" in table
    assert table.count("Kế hoạch 20/KH-UBND") == 2  # below, and as one that rests on nothing else
    svg = run("lineage", "15/KH-UBND 2024", "--format", "svg", store=store).stdout
    assert svg.startswith("<?xml")
    assert json.loads(run("board", "15/KH-UBND 2024", "--format", "json", store=store).stdout)["rows"]
    impact = json.loads(run("impact", "15/KH-UBND 2024", "--format", "json", store=store).stdout)
    assert impact["bodies"]
    compared = run("compare", "15/KH-UBND 2024", "20/KH-UBND 2024", "--format", "json", store=store)
    assert compared.returncode == 0


def test_findings_are_decided_about_and_accepted_from_now_on(store: str, tmp_path: Path) -> None:
    def states() -> list[str]:
        rows = json.loads(run("findings", "--kind", "WrongDate", "--json", store=store).stdout)
        return [r["state"] for r in rows]

    (found,) = json.loads(run("findings", "--kind", "WrongDate", "--json", store=store).stdout)
    assert run("review", "confirm", found["id"][:9], "--by", "Lê An", store=store).returncode == 0
    assert states() == ["confirmed"]
    nobody = run("review", "dismiss", found["id"], "--by", " ", "--reason", "x", store=store)
    assert nobody.returncode == 2
    assert run("review", "fixed", found["iri"], "--by", "Lê An", store=store).returncode == 0
    (last, first) = json.loads(run("review", "list", "--json", store=store).stdout)
    assert {last["decision"], first["decision"]} == {"fixed", "confirmed"}
    wrong = _plan(tmp_path, "w.txt", number="31", basis="Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;")
    assert run("check", str(wrong), store=store).returncode == 1
    by = ("--by", "Trần B", "--reason", "bản đính chính")
    rule = json.loads(run("review", "accept", found["id"], *by, "--json", store=store).stdout)
    assert (rule["kind"], rule["by"]) == ("WrongDate", "Trần B")
    accepted = run("check", str(wrong), "--json", store=store)
    assert accepted.returncode == 0
    assert [f["rule"]["id"] for f in json.loads(accepted.stdout)["set_aside"]] == [rule["id"]]
    assert run("review", "withdraw", rule["id"][:8], "--by", "Lê An", store=store).returncode == 0
    assert run("check", str(wrong), store=store).returncode == 1
    assert run("review", "reopen", found["id"], "--by", "Lê An", store=store).returncode == 0
    assert states() == ["open"]
    assert json.loads(run("verify", "--deep", "--json", store=store).stdout) == []


@pytest.mark.java
def test_explain_gives_the_reasoners_account(store: str) -> None:
    found = json.loads(run("findings", "--kind", "WrongDate", "--format", "json", store=store).stdout)
    told = json.loads(run("explain", found[0]["id"], "--json", store=store).stdout)
    assert told["consistent"] is True
    assert "MisquotingCitation" in " ".join(told["classes"])
    assert set(told["reasons"][0]) == {"vi", "en"}
    assert run("explain", "no-such-finding", store=store).returncode == 2


def test_queries(store: str) -> None:
    listed = json.loads(run("query", "--list", "--format", "json", store=store).stdout)
    assert len(listed) >= 20
    rows = run("query", "implementers", "work=15/KH-UBND 2024", "--format", "csv", store=store).stdout
    assert "2024/20" in rows
    asked = run("query", "-q", "SELECT ?p ?w { ?p cc:implements ?w }", "--format", "json", store=store).stdout
    assert json.loads(asked)["results"]["bindings"]
    assert run("query", "-q", "SELECT nonsense", store=store).returncode == 2
    assert run("query", "-q", "SELECT * { SERVICE <u:x> {} }", store=store).returncode == 2


def test_search_by_number_words_and_filters(store: str) -> None:
    found = json.loads(run("search", "kh", "15", "--json", store=store).stdout)
    assert (found["items"][0]["number"], found["items"][0]["by"]) == ("15/KH-UBND", "number")
    asked = ("search", "nang cao", "--in", "text", "--issuer", "ha tinh", "--year", "2024", "--json")
    (one, other) = json.loads(run(*asked, store=store).stdout)["items"]
    assert {one["number"], other["number"]} == {"15/KH-UBND", "20/KH-UBND"}
    limited = json.loads(run("search", "--issuer", "chinh phu", "--limit", "2", "--json", store=store).stdout)
    assert len(limited["items"]) == 2 < limited["total"]
    assert run("search", "kh", "--year", "soon", store=store).returncode == 2
    assert "15/KH-UBND" in run("search", "ke hoach 15", store=store).stdout
    told = run("search", "ban hanh ke hoach nhu sau", "--in", "text", store=store).stdout
    assert ("phần căn cứ]" in told, "preamble" in told) == (True, False)  # issue 4: "[preamble]" in a Vietnamese table
    for lang, words in (("vi", "Không thấy gì"), ("en", "Nothing was found")):
        assert words in run("search", "zzzz", store=store, lang=lang).stdout


def test_export_and_import_give_the_same_dataset(store: str, tmp_path: Path) -> None:
    for format_ in ("nq", "trig", "jsonld"):
        file = tmp_path / f"x.{format_}"
        assert run("export", "--format", format_, "-o", str(file), store=store).returncode == 0
        other = str(tmp_path / f"other-{format_}")
        assert run("import", str(file), store=other).returncode == 0
        assert sorted(run("export", store=other).stdout.splitlines()) == sorted(
            run("export", store=store).stdout.splitlines()
        )


def test_backup_and_restore(store: str, tmp_path: Path) -> None:
    bench = Workbench(store)
    bench.save_view("Sai ngày của sở", "kind=WrongDate", "2026-11-21T08:00:00")
    assert run("backup", str(tmp_path / "b"), store=store).returncode == 0  # while the bench is open
    bench.close()
    other = str(tmp_path / "restored")
    assert run("restore", str(tmp_path / "b"), store=other).returncode == 0
    assert run("export", store=other).stdout == run("export", store=store).stdout
    restored = Workbench(other)
    assert [v.name for v in restored.views()] == ["Sai ngày của sở"]
    restored.close()


def test_config_shows_where_values_come_from(store: str) -> None:
    values = json.loads(run("config", "--json", store=store).stdout)
    assert values["store"] == {"value": store, "from": "environment"}
    assert values["port"]["from"] == "default"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_is_whole_in_both_languages(lang: str) -> None:
    text = spawn("--help", lang=lang).stdout
    for command in (
        "check", "extract", "load", "findings", "register", "query", "lineage", "board", "impact", "compare", "export",
        "import", "verify", "search", "explain", "backup", "restore", "serve", "config", "token", "audit",
    ):  # fmt: skip
        assert command in text
        assert run(command, "--help").returncode == 0
    assert ("Soát" in text) is (lang == "vi")


def test_a_yearly_list_waits_for_a_person_before_it_counts(root: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "s")
    listed = root / "examples" / "corpus" / "qd-215-2025.docx"
    proposed = json.loads(run("register", "propose", str(listed), "--json", store=where).stdout)
    assert {r["number"] for r in proposed["rows"]} >= {"640/QĐ-UBND", "1127/QĐ-UBND"}
    ask = "ASK { ?row a cc:RegisterRow ; cc:statedNumber '1127/QĐ-UBND' }"
    assert run("query", "-q", ask, store=where).stdout.strip() == "false"
    waiting = json.loads(run("register", "pending", "--json", store=where).stdout)
    assert len(waiting) == len(proposed["rows"])
    one = next(r["row"].rpartition("/")[2] for r in waiting if r["number"] == "640/QĐ-UBND")
    assert run("register", "accept", one, "--discard", store=where).returncode == 0
    assert run("register", "accept", store=where).returncode == 0
    assert json.loads(run("register", "pending", "--json", store=where).stdout) == []
    assert run("query", "-q", ask, store=where).stdout.strip() == "true"
    assert run("query", "-q", ask.replace("1127", "640"), store=where).stdout.strip() == "false"
    [accepted] = json.loads(run("register", "imports", "--json", store=where).stdout)
    assert accepted["listed"] is True
    undone = json.loads(run("register", "undo", accepted["id"], "--json", store=where).stdout)
    assert (
        undone["waiting"]
        == accepted["rows"]
        == len(json.loads(run("register", "pending", "--json", store=where).stdout))
    )
    assert run("query", "-q", ask, store=where).stdout.strip() == "false"


def test_a_register_import_is_taken_back_at_the_command_line(tmp_path: Path) -> None:
    where, rows = str(tmp_path / "s"), tmp_path / "sổ.csv"
    head = "number,type,date,issuer,title,source"
    rows.write_text(f"{head}\n91/2099/TT-BTC,Thông tư,2099-03-15,Bộ Tài chính,Về một việc,thử\n", encoding="utf-8")
    assert run("register", "imports", store=where).returncode == 2, "no store is there yet"
    said = run("register", "import", str(rows), store=where).stdout
    ask = "ASK { ?row a cc:RegisterRow ; cc:statedNumber '91/2099/TT-BTC' }"
    assert run("query", "-q", ask, store=where).stdout.strip() == "true"
    listed = run("register", "imports", store=where).stdout
    assert "sổ.csv" in listed
    id_ = listed.split()[0]
    assert id_ in said
    assert run("register", "undo", id_, store=where).returncode == 0
    assert run("query", "-q", ask, store=where).stdout.strip() == "false"
    assert run("register", "imports", store=where).stdout.startswith("0 ")
    again = run("register", "undo", id_, store=where)
    assert (again.returncode, "cancu register imports" in again.stderr) == (2, True)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="a terminal's interrupt goes to a group of processes")
def test_an_interrupt_at_the_terminal_ends_a_server_without_a_traceback(store: str, tmp_path: Path) -> None:
    """Also one that comes while the processes beside the server are still beginning."""
    environment = {**os.environ, "CANCU_STORE": store, "CANCU_LOG": str(tmp_path / "log"), "CANCU_CONFIG": os.devnull}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [CANCU, "serve", "--port", port]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline()
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), timeout=0.1):
                break
            time.sleep(0.1)
        os.killpg(server.pid, signal.SIGINT)
        _, said = server.communicate(timeout=60)
    assert "Traceback" not in said, said
    assert not (tmp_path / "log").exists() or "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_server_told_to_stop_waits_for_nobody_who_sends_slowly(store: str, tmp_path: Path) -> None:
    environment = {**os.environ, "CANCU_STORE": store, "CANCU_LOG": str(tmp_path / "log"), "CANCU_CONFIG": os.devnull}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        [CANCU, "serve", "--json", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as server:
        for _ in range(600):
            with contextlib.suppress(OSError):
                sending = socket.create_connection(("127.0.0.1", port), timeout=10)
                break
            time.sleep(0.1)
        head = "POST /api/v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        with sending:
            sending.sendall(f"{head}Content-Length: 1000\r\n\r\n--x\r\n".encode())
            time.sleep(1)
            server.send_signal(signal.SIGTERM)
            try:
                told, said = server.communicate(timeout=LEAVING + 50)
            finally:
                server.kill()
    assert json.loads(told)["sparql"] == f"http://127.0.0.1:{port}/sparql"
    assert not {"Traceback", "CancelledError"} & set(said.replace("(", " ").replace(")", " ").split()), said


@pytest.mark.parametrize(
    "typed",
    [("findings",), ("findings", "--json"), ("search", "kế hoạch"), ("query", "documents"), ("query", "-q", "ASK {}"),
     ("lineage", "x"), ("relied-on",), ("board", "x"), ("impact", "x"), ("compare", "x", "y"), ("editions", "x"),
     ("export",), ("verify",), ("backup", "kept"), ("unload", "x"), ("review", "list"), ("review", "rules"),
     ("review", "confirm", "x", "--by", "Hoa"), ("register", "audit"), ("register", "pending"), ("register", "accept"),
     ("register", "imports"), ("register", "undo", "x"),
     ("explain", "x")],
    ids=" ".join,
)  # fmt: skip
def test_a_mistyped_store_does_not_answer_that_nothing_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*typed, store=str(tmp_path / "none"), lang="en")
    assert done.returncode == 2
    assert "There is no store at" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("there", [False, True])
def test_without_a_store_a_draft_is_checked_against_what_ships_and_that_is_said(tmp_path: Path, there: bool) -> None:
    draft = _plan(tmp_path, "w.txt", basis="Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;")
    where = tmp_path / "none"
    if there:
        where.mkdir()
    done = run("check", str(draft), "--json", store=str(where))
    assert done.returncode == 1
    assert {f["kind"] for f in json.loads(done.stdout)["findings"]} >= {"WrongDate"}
    assert str(where) in done.stderr
    assert where.exists() is there
    assert not there or not list(where.iterdir())
    assert run("load", str(draft), store=str(where)).returncode == 0  # a folder made for the store is no store yet
    assert run("check", str(draft), store=str(where)).stderr == ""


def test_a_port_in_use_is_said_before_an_address_is_promised(store: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = str(held.getsockname()[1])
        done = run("serve", "--port", port, store=store, lang="vi")
    assert done.returncode == 2
    assert port in done.stderr
    assert "--port" in done.stderr
    assert done.stdout == ""


def test_a_port_that_cannot_be_is_refused_without_a_traceback(store: str) -> None:
    done = run("serve", "--port", "99999", store=store, lang="en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "65535" in done.stderr


@pytest.mark.parametrize(
    "typed",
    [("query", "documents"), ("query", "--list"), ("lineage", "749/QĐ-TTg"), ("board", "749/QĐ-TTg"),
     ("impact", "749/QĐ-TTg"), ("export",)],
)  # fmt: skip
def test_json_is_asked_for_in_the_same_way_everywhere(store: str, typed: tuple[str, ...]) -> None:
    done = run(*typed, "--json", store=store)
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)


def test_every_command_takes_json() -> None:
    text = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    names = [p.split("\n")[0].strip("` ") for p in parts]
    groups = {name for name in names if any(other.startswith(name + " ") for other in names)}
    without = [name for name, part in zip(names, parts, strict=True) if "--json" not in part]
    assert set(without) - groups == set()


def test_an_error_is_json_too_where_json_was_asked_for(store: str) -> None:
    done = run("check", "nowhere.docx", "--json", store=store, lang="vi")
    assert done.returncode == 2
    assert "không có tệp này" in done.stderr
    assert "no such file" in json.loads(done.stdout)["message"]["en"]


def test_a_command_typed_wrongly_is_json_too(store: str) -> None:
    done = run("check", "--json", store=store)
    assert done.returncode == 2
    assert json.loads(done.stdout) == {
        "error": "UsageError", "message": {"vi": "Thiếu tham số 'FILE'.", "en": "Missing argument 'FILE'."}
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["export", "query documents"])
def test_who_reads_no_further_makes_no_failure(store: str, typed: str) -> None:
    environment = {**os.environ, "CANCU_STORE": store, "CANCU_CONFIG": os.devnull}
    with subprocess.Popen(
        [CANCU, *typed.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as cancu:
        assert cancu.stdout is not None
        assert cancu.stderr is not None
        cancu.stdout.close()
        said = cancu.stderr.read().decode()
    assert (cancu.returncode, said) == (0, "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("query", "documents", "-q", "ASK {}"), "không cả hai"),
        (("query", "-q", "CONSTRUCT WHERE { ?s a ?o }", "--format", "csv"), "cho ra đồ thị, không ra csv"),
    ],
)
def test_a_query_whose_form_cannot_be_is_refused(store: str, typed: tuple[str, ...], words: str) -> None:
    done = run(*typed, store=store)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_a_graph_is_json_where_json_is_asked_for(store: str) -> None:
    done = run("query", "-q", "CONSTRUCT WHERE { ?s a ?o }", "--format", "json", store=store)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) > 5


def test_a_link_that_leads_to_itself_is_refused_by_name(store: str, tmp_path: Path) -> None:
    (tmp_path / "vòng.txt").symlink_to("vòng.txt")
    for command, status in (("check", 2), ("load", 1)):
        done = run(command, str(tmp_path / "vòng.txt"), store=store)
        assert (done.returncode, done.stderr.count("vòng.txt")) == (status, 1)


@pytest.mark.parametrize("folder", [True, False])
def test_a_store_that_names_a_state_it_lacks_is_said_to_be_broken(tmp_path: Path, folder: bool) -> None:
    (tmp_path / "current").write_text("junk")
    if folder:
        (tmp_path / "published").mkdir()
    done = run("findings", store=str(tmp_path))
    assert done.returncode == 2
    assert "thiếu" in done.stderr
    assert "cancu restore" in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
@pytest.mark.parametrize(("lang", "words"), [("vi", "chỉ nghe trên chính máy này"), ("en", "on this machine only")])
def test_serving_others_is_refused(store: str, host: str, lang: str, words: str) -> None:
    done = run("serve", "--host", host, store=store, lang=lang)
    assert done.returncode == 2
    assert words in done.stderr
    assert "127.0.0.1" in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "listed"),
    [
        ("--kind", "Nope", "NoLongerInForce"), ("--severity", "fatal", "warning"), ("--family", "x", "misquote"),
        ("--state", "gone", "confirmed"),
    ],
)  # fmt: skip
def test_a_filter_that_nothing_can_meet_is_refused_with_the_list(
    store: str, option: str, value: str, listed: str
) -> None:
    done = run("findings", option, value, store=store)
    assert (done.returncode, done.stdout) == (2, "")
    assert value in done.stderr
    assert listed in done.stderr


def test_a_folder_that_is_not_there_is_said_plainly(store: str, tmp_path: Path) -> None:
    for typed in (("export", "--format", "jsonld"), ("lineage", "15/KH-UBND 2024", "--format", "svg")):
        done = run(*typed, "-o", str(tmp_path / "none" / "x"), store=store)
        assert done.returncode == 2, done.stderr
        assert f"không có thư mục {tmp_path / 'none'}" in done.stderr
        onto = run(*typed, "-o", str(tmp_path), store=store, lang="en")
        assert onto.returncode == 2
        assert "this is a folder" in onto.stderr


def test_what_stops_the_commands_while_they_load_leaves_no_traceback(tmp_path: Path) -> None:
    """Ctrl-C in the first moment; held there by a module that interrupts as it is imported."""
    (tmp_path / "rich").mkdir()
    (tmp_path / "rich" / "__init__.py").write_text("raise KeyboardInterrupt\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "CANCU_CONFIG": os.devnull, "CANCU_LANG": "vi"}
    done = subprocess.run([CANCU, "findings"], capture_output=True, text=True, env=environment, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (130, "Đã dừng.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_once_also_to_programs() -> None:
    environment = {**os.environ, "CANCU_CONFIG": os.devnull, "CANCU_LANG": "vi"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [CANCU, "config", "--json"], stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False,
            timeout=120,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "Ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại.\n")


def imported(*words: str) -> set[str]:
    """The modules in memory once a command is declared, in a process of its own."""
    told = (
        f"import sys; from api.cli.wanted import declare_wanted; declare_wanted({list(words)!r}); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=120)
    return set(done.stdout.split())


def test_commands_start_without_what_only_others_need() -> None:
    assert not {"pyvis", "IPython", "pyshacl", "rdflib", "httpx", "pygraphviz", "networkx"} & imported()
    assert not {"rich", "numpy", "pyoxigraph", "graph", "loaders"} & imported("--version")
    assert not {"graph", "pyoxigraph", "api.service"} & imported("extract")


def test_a_server_starts_without_what_only_some_pages_need() -> None:
    told = "import sys, api.http.app, api.drafts, api.http.entrance, api.cli.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=120)
    heavy = {"openpyxl", "docx", "icalendar", "numpy", "rdflib", "networkx", "pygraphviz", "owlready2", "httpx"}
    assert not (heavy | {"loaders.extract", "loaders.citations"}) & set(done.stdout.split())


def test_every_command_is_declared_by_the_module_its_row_names() -> None:
    told = """if True:
        import typer
        from api.cli.wanted import DECLARED_IN, declare_wanted
        alone = {name: [*typer.main.get_command(declare_wanted([name])).commands] for name in DECLARED_IN}
        assert all(name in commands for name, commands in alone.items()), alone
        print(sorted(DECLARED_IN) == sorted(typer.main.get_command(declare_wanted([])).commands))
    """
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "True\n"


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "Tham số thứ 2 không phải UTF-8"), ("en", "Argument 2 is not UTF-8")]
)
def test_an_argument_that_is_no_text_is_refused_in_words(lang: str, words: str) -> None:
    program = "import sys; sys.argv[0] = 'cancu'; from api.cli import main; main()"
    done = subprocess.run(
        [sys.executable.encode(), b"-c", program.encode(), b"lineage", b"\xff\xfe"],
        env={**os.environ, "CANCU_LANG": lang, "CANCU_STORE": "memory:"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert words in done.stderr
