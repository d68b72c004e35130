"""The stores that tests run against: memory, disk, and two real SPARQL servers on loopback."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.store import Store, open_store

_VIRTUOSO_INI = """
[Database]
DatabaseFile = {dir}/virtuoso.db
ErrorLogFile = {dir}/virtuoso.log
LockFile = {dir}/virtuoso.lck
TransactionFile = {dir}/virtuoso.trx
xa_persistent_file = {dir}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {dir}/virtuoso-temp.db
TransactionFile = {dir}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 10
DirsAllowed = {dir}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {dir}
MaxClientConnections = 10
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    """Until the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}")
        try:
            httpx.get(url, trust_env=False, timeout=2)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail(f"no answer from {url}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """An Oxigraph server in memory."""
    port = free_port()
    program = Path(sys.executable).parent / "oxigraph"
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(f"http://127.0.0.1:{port}/", process)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


@pytest.fixture(scope="session")
def oxigraph_url() -> Iterator[str]:
    """The Oxigraph server, as its users run it for us."""
    with oxigraph("--union-default-graph") as url:
        yield url


@pytest.fixture
def plain_oxigraph_url() -> Iterator[str]:
    """The Oxigraph server as it is when nobody has set it up."""
    with oxigraph() as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso whose public endpoint may write."""
    place = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (place / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(dir=place, sql=sql, http=http))
    command = ["virtuoso-t", "-f", "+configfile", str(place / "virtuoso.ini")]
    process = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{http}/sparql"
    wait_for(url, process, 120)
    grant = 'exec=grant SPARQL_UPDATE to "SPARQL";'
    subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", grant], check=True, capture_output=True, timeout=60)
    yield url
    stop(process)


KINDS = ["memory", "disk", "oxigraph", pytest.param("virtuoso", marks=pytest.mark.virtuoso)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        where = "memory:"
    elif request.param == "disk":
        where = str(tmp_path / "store")
    else:
        where = request.getfixturevalue(f"{request.param}_url")
    opened = open_store(where)
    yield opened
    if where.startswith("http"):
        for graph in opened.graphs():
            opened.update(f"DROP SILENT GRAPH <{graph}>")
    opened.close()
