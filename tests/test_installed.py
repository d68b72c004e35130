"""What a user installs: the built wheel in a clean environment, used from outside the checkout.

Package data (ontology, tables, queries, templates, static files) must travel in the wheel. The environment sees the
dependencies of this one through a .pth file, and nothing of the checkout.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

DATA = (".ttl", ".toml", ".csv", ".rq", ".html", ".css", ".js", ".svg", ".woff2", ".txt", ".json")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    uv = shutil.which("uv") or str(root / ".tools/bin/uv")
    subprocess.run([uv, "build", "--wheel", "--out-dir", str(out), str(root)], check=True, capture_output=True)
    return next(out.glob("cancu-*.whl"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The folder of the environment's commands."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    site = home / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    uv = shutil.which("uv") or str(Path(__file__).parent.parent / ".tools/bin/uv")
    python = home / "bin" / "python"
    command = [uv, "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    dependencies = tmp_path_factory.mktemp("dependencies")
    for entry in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if "cancu" not in entry.name.lower():  # neither the editable install nor its .pth
            (dependencies / entry.name).symlink_to(entry)
    (site / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    return home / "bin"


def _run(command: list[str], cwd: Path, code: int) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "CANCU_CONFIG": os.devnull, "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout


def test_every_data_file_travels(root: Path, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    data = {n for n in listed if n.startswith(("ontology/", "graph/", "loaders/", "api/")) and n.endswith(DATA)}
    assert len(data) > 10
    assert not data - inside


def test_version_from_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    assert _run([str(installed / "cancu"), "--version"], tmp_path, 0).startswith("cancu ")


def test_a_check_from_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    draft = tmp_path / "du-thao.txt"
    draft.write_text(
        "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: 15/KH-UBND\nHà Tĩnh, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
        "Phát triển chính quyền số năm 2024\n\n"
        "Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;\n"
        "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\nNâng cao chất lượng phục vụ người dân.\n",
        encoding="utf-8",
    )
    out = _run([str(installed / "cancu"), "check", str(draft), "--format", "json", "--store", "memory:"], tmp_path, 1)
    kinds = {f["kind"]: f for f in json.loads(out)["findings"]}
    assert kinds["WrongDate"]["written"] == "2019-03-17"
    assert kinds["WrongDate"]["actual"] == "2019-03-07"
