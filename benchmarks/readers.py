"""Fifty people reading while documents are loaded: a server of its own, real sockets, readers in another process.

    python -m benchmarks.readers --store DIR [--readers 50] [--seconds 60] [--think 1.5] [--plans 20]

Starts `cancu serve` over the store, measures how long until it answers, and lets readers browse: each opens a page or
asks the API, thinks (an exponential pause of so many seconds on average), and goes on. Meanwhile plans are uploaded
through `/api/v1/load`. Told: requests, p50, p95 and p99 of every route in milliseconds, errors, torn reads, answers
that said they show an earlier state, the memory of the server, the processor time of its own process for a request,
and the load of the machine, without which no time by the clock means anything.

A read is torn when an answer contradicts itself: a citation that does not stand in the text it is shown with, a finding
named but not there, a document listed that cannot be opened, a row met twice while paging.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.national import Country

WORDS = ("cải cách hành chính", "chuyen doi so", "du lịch", "08/KH-UBND", "an toàn giao thông", "QĐ-UBND")
# (route, how often): what somebody at work opens; what changes the store is not here
BROWSED = (
    ("page /", 6), ("page /documents", 12), ("page /document", 22), ("page /findings", 10), ("page /tasks", 6),
    ("page /lineage", 6), ("page /board", 3), ("page /search", 5), ("api /documents", 8), ("api /document", 8),
    ("api /works", 2), ("api /work", 4), ("api /findings", 4), ("api /tasks", 2), ("api /units", 2), ("api /search", 4),
    ("api /lineage", 2),
)  # fmt: skip


@dataclass(slots=True)
class Told:
    """What the readers met."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)


class Reader:
    """One person: remembers what the lists showed, and opens it."""

    def __init__(self, client: httpx.AsyncClient, told: Told, seed: int, without: str = "") -> None:
        self.client, self.told, self.random = client, told, random.Random(seed)
        self.browsed = [one for one in BROWSED if not without or without not in one[0]]
        self.works: list[str] = []
        self.documents: list[str] = []
        self.cursor: str | None = None
        self.met: set[str] = set()

    async def get(self, route: str, path: str, **query: str) -> httpx.Response | None:
        start = time.perf_counter()
        try:
            answer = await self.client.get(path, params=query)
        except httpx.HTTPError as error:
            self.told.errors.append(f"{route}: {type(error).__name__}")
            return None
        self.told.times[route].append(time.perf_counter() - start)
        if answer.status_code >= 400:
            self.told.errors.append(f"{route} {query}: {answer.status_code} {answer.text[:200]}")
            return None
        if "Cancu-Behind" in answer.headers:
            self.told.behind.append(route)
        return answer

    async def step(self) -> None:
        """One look at one thing."""
        names, shares = zip(*self.browsed, strict=True)
        route = self.random.choices(names, shares)[0]
        kind, path = route.split(" ")
        if path in ("/document", "/work", "/lineage", "/board") and not self.works:
            route, kind, path = "api /documents", "api", "/documents"
        query: dict[str, str] = {}
        if path in ("/document", "/work", "/lineage", "/board"):
            listed = kind == "api" and path == "/document"
            query = {"work" if kind == "page" else "id": self.random.choice(self.documents if listed else self.works)}
        elif path == "/search":
            query = {"q": self.random.choice(WORDS)}
        elif route == "api /documents" and self.cursor:
            query = {"cursor": self.cursor}
        elif route == "api /findings" and self.documents:
            query = {"document": self.random.choice(self.documents)}
        answer = await self.get(route, path if kind == "page" else "/api/v1" + path, **query)
        if answer is not None and kind == "api":
            self.check(path, answer.json())

    def check(self, path: str, said: Any) -> None:
        """Does the answer contradict itself, or what was seen before?"""
        if path == "/documents":
            for row in said["items"]:
                if row["document"] in self.met:
                    self.told.torn.append(f"met twice while paging: {row['document']}")
                self.met.add(row["document"])
                self.works.append(row["work"])
                self.documents.append(row["document"])
            self.cursor = said["next"]
            if self.cursor is None or len(self.met) > 5000:
                self.cursor, self.met = None, set()
            self.works, self.documents = self.works[-400:], self.documents[-400:]
        elif path == "/document":
            held = {f["id"] for f in said["findings"]}
            for citation in said["citations"]:
                if said["raw"][citation["start"] : citation["end"]] != citation["quote"]:
                    self.told.torn.append(f"not in the text: {said['document_iri']} {citation['quote']}")
                if not set(citation["findings"]) <= held:
                    self.told.torn.append(f"finding named and not there: {said['document_iri']}")
            written = len(re.findall(r" số .*? ngày ", said["raw"]))
            if not written <= len(said["citations"]):
                self.told.torn.append(f"{written} citations in the text, {len(said['citations'])} told")


async def browse(url: str, readers: int, seconds: float, think: float, without: str) -> Told:
    """All readers, until time is up."""
    told, end = Told(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False, limits=limits) as client:

        async def one(seed: int) -> None:
            reader = Reader(client, told, seed, without)
            await asyncio.sleep(reader.random.random() * think)
            while time.monotonic() < end:
                await reader.step()
                await asyncio.sleep(reader.random.expovariate(1 / think))

        await asyncio.gather(*(one(seed) for seed in range(readers)))
    return told


def _browse_apart(url: str, readers: int, seconds: float, think: float, without: str, out: Any) -> None:
    told = asyncio.run(browse(url, readers, seconds, think, without))
    out.put((dict(told.times), told.errors, told.torn, len(told.behind)))


def upload(url: str, plans: int, first: int, scale: float, loaded: list[float], errors: list[str]) -> None:
    """Plans one after the other, each awaited until it is loaded, resolved and judged."""
    country = Country(scale)
    with httpx.Client(base_url=url + "/api/v1", timeout=120, trust_env=False) as client:
        for index in range(first, first + plans):
            raw = country.plan(index).text.raw.encode()
            start = time.perf_counter()
            try:
                job = client.post("/load", files={"files": (f"plan{index}.txt", raw, "text/plain")}).raise_for_status()
                told = job.json()
                while told["state"] not in ("done", "failed"):
                    time.sleep(0.1)
                    told = client.get(f"/jobs/{told['id']}").json()
                if told["state"] == "failed" or told["refused"]:
                    errors.append(f"load: {told}")
            except httpx.HTTPError as error:
                errors.append(f"load: {error}")
            loaded.append(time.perf_counter() - start)


def memory_of(process: int) -> float:
    """Megabytes that a process and its children hold, without what is shared of files."""
    total, waiting = 0.0, [process]
    while waiting:
        one = waiting.pop()
        try:
            status = Path(f"/proc/{one}/status").read_text()
            waiting += [int(c) for c in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except OSError:
            continue
        total += sum(int(n) for n in re.findall(r"Rss(?:Anon|Shmem):\s+(\d+)", status)) / 1000
    return total


def processor_of(process: int) -> float:
    """Seconds of the processor that a process itself has used."""
    said = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def watch(process: int, stopped: threading.Event, seen: list[float]) -> None:
    while not stopped.wait(0.5):
        seen.append(memory_of(process))


def start_server(store: str) -> tuple["subprocess.Popen[bytes]", str, float]:
    """`cancu serve` on a free port: the process, its address, seconds until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "cancu"), "serve", "--store", store, "--port", str(port)]
    start, url = time.perf_counter(), f"http://127.0.0.1:{port}"
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None and time.perf_counter() - start < 300:
        try:
            httpx.get(url + "/documents", trust_env=False, timeout=300).raise_for_status()
            return process, url, time.perf_counter() - start
        except httpx.HTTPError:
            time.sleep(0.02)
    raise SystemExit("the server did not start")


def centiles(seconds: list[float]) -> dict[str, float]:
    cut = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    return {"n": len(seconds), **{f"p{p}": round(cut[p - 1] * 1000, 1) for p in (50, 95, 99)}}


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Everything that is told."""
    server, url, started = start_server(given.store)
    stopped, memory, loaded, errors = threading.Event(), list[float](), list[float](), list[str]()
    try:
        at_rest, used, load = memory_of(server.pid), processor_of(server.pid), [os.getloadavg()[0]]
        out: Any = multiprocessing.Queue()
        browsing = multiprocessing.Process(
            target=_browse_apart, args=(url, given.readers, given.seconds, given.think, given.without, out)
        )
        threads = [threading.Thread(target=watch, args=(server.pid, stopped, memory))]
        if given.plans:
            todo = (url, given.plans, given.first, given.scale, loaded, errors)
            threads.append(threading.Thread(target=upload, args=todo))
        browsing.start()
        for thread in threads:
            thread.start()
        times, failed, torn, behind = out.get(timeout=given.seconds + 300)
        used, load = processor_of(server.pid) - used, [*load, os.getloadavg()[0]]
        browsing.join()
        stopped.set()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait(30)
    pages = [t for name, ts in times.items() if name.startswith("page") for t in ts]
    asked = [t for name, ts in times.items() if name.startswith("api") for t in ts]
    return {
        "readers": given.readers, "think_s": given.think, "seconds": given.seconds, "started_s": round(started, 2),
        "pages": centiles(pages), "api": centiles(asked), "routes": {n: centiles(times[n]) for n in sorted(times)},
        "errors": len(failed) + len(errors), "first_errors": (failed + errors)[:5], "torn": len(torn),
        "first_torn": torn[:5], "behind": behind, "loads": centiles(loaded) if loaded else None,
        "processor_ms_a_request": round(used * 1000 / max(1, sum(map(len, times.values()))), 1),
        "load_before_and_after": [round(one, 1) for one in load],
        "server_mb": {"at rest": round(at_rest), "peak": round(max(memory, default=at_rest))},
    }  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--store", required=True)
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--think", type=float, default=1.5)
    asked.add_argument("--without", default="", help="leave out routes with this in their name")
    asked.add_argument("--plans", type=int, default=20, help="plans to upload meanwhile")
    asked.add_argument("--first", type=int, default=900_000, help="the number of the first one")
    asked.add_argument("--scale", type=float, default=0.01, help="the country whose documents the uploads cite")
    print(json.dumps(measure(asked.parse_args()), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
