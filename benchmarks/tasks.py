"""How well tasks, assignments, units and targets are read, on gold records, and how fast.

    python benchmarks/tasks.py ../shared/gold/dev.json ../shared/seeds [--show] [--speed FILE...]

The first argument is a list of gold records, the second the folder of their files. Precision, recall and F1 for each
file and in total: tasks (contents that share 60 % of their words), assignments (lead and coordinating bodies of all
tasks), units (names), targets (values of targets whose words overlap). `--show` lists what is missed and what is false.
`--speed` prints megabytes a second of these parts on text files, best of three.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from loaders.extract import extract_record
from loaders.read import read_file
from loaders.tables import find_tables
from loaders.targets import find_targets
from loaders.tasks import find_tasks
from loaders.units import find_units
from ontology.bodies import Context
from ontology.fold import fold_text
from ontology.values import Document, Record

Counts = tuple[int, int, int]
Show = Callable[[str], None]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold_text(text)))


def overlap(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def pair(gold: list[set[str]], found: list[set[str]], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs, the most alike first."""
    cells = sorted(
        ((overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if overlap(g, f) >= least),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in cells:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def key(name: str) -> str:
    return re.sub(r"\s*-\s*", "-", re.sub(r"[,;.:()\"']", " ", fold_text(name))).strip()


def count_tasks(gold: dict[str, Any], record: Record, show: Show) -> tuple[Counts, Counts]:
    wanted = [words(t["content"]) for t in gold["tasks"]]
    found = [words(t.content) for t in record.tasks]
    pairs = pair(wanted, found, 0.6)
    for i, task in enumerate(gold["tasks"]):
        if i not in {a for a, _ in pairs}:
            show(f"missed task {task['id']}: {task['content'][:90]}")
    for j, made in enumerate(record.tasks):
        if j not in {b for _, b in pairs}:
            show(f"false task {made.id}: {made.content[:90]}")
    wanted_duties = [{(k, key(u)) for k in ("lead", "coordinate") for u in t[k]} for t in gold["tasks"]]
    found_duties = [
        {("lead", key(u)) for u in t.lead} | {("coordinate", key(u)) for u in t.coordinate} for t in record.tasks
    ]
    hits = sum(len(wanted_duties[i] & found_duties[j]) for i, j in pairs)
    for i, j in pairs:
        for kind, unit in sorted(wanted_duties[i] ^ found_duties[j]):
            fault = "missed" if (kind, unit) in wanted_duties[i] else "false"
            show(f"{fault} {kind} of {gold['tasks'][i]['id']}: {unit}")
    totals = (hits, sum(map(len, found_duties)), sum(map(len, wanted_duties)))
    return (len(pairs), len(found), len(wanted)), totals


def count_units(gold: dict[str, Any], record: Record, show: Show) -> Counts:
    wanted = {key(u["name"]) for u in gold["units"]}
    found = {key(u.name) for u in record.units}
    for unit in sorted(wanted ^ found):
        show(f"{'missed' if unit in wanted else 'false'} unit: {unit}")
    return len(wanted & found), len(found), len(wanted)


def count_targets(gold: dict[str, Any], record: Record, show: Show) -> Counts:
    wanted = [words(t.get("text") or t["quote_canonical"]) for t in gold["targets"]]
    found = [words(t.text) for t in record.targets]
    pairs = pair(wanted, found, 0.5)
    right = sum(
        re.findall(r"\d+", gold["targets"][i]["value"])[:1] == re.findall(r"\d+", record.targets[j].value)[:1]
        for i, j in pairs
    )
    for i, target in enumerate(gold["targets"]):
        if i not in {a for a, _ in pairs}:
            show(f"missed target: {target.get('text') or target['quote_canonical']}")
    for j, made in enumerate(record.targets):
        if j not in {b for _, b in pairs}:
            show(f"false target: {made.text[:90]}")
    return right, len(found), len(wanted)


def rates(counts: Counts) -> str:
    hit, found, wanted = counts
    p = hit / found if found else float(not wanted)
    r = hit / wanted if wanted else 1.0
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f}"


def measure_speed(files: list[Path]) -> None:
    texts = [f.read_text(encoding="utf-8") for f in files]
    size = sum(len(t.encode()) for t in texts) / 1e6
    header, context = Document(), Context()
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            grids = find_tables(text, (), None)
            tasks = find_tasks(text, header=header, context=context, grids=grids)
            find_units(text, context=context, header=header, tasks=tasks)
            find_targets(text, tasks=tasks)
        best = min(best, time.process_time() - start)
    print(f"speed: {size / best:.1f} MB/s on {size:.2f} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--speed", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    show: Show = (lambda line: print("   ", line)) if args.show else (lambda _: None)
    totals = dict.fromkeys(("tasks", "assignments", "units", "targets"), (0, 0, 0))
    for gold in json.loads(args.gold.read_text(encoding="utf-8")):
        print(gold["file"])
        record = extract_record(read_file(args.folder / gold["file"]))
        tasks, assignments = count_tasks(gold, record, show)
        counted = {"tasks": tasks, "assignments": assignments, "units": count_units(gold, record, show)}
        counted["targets"] = count_targets(gold, record, show)
        for part, counts in counted.items():
            totals[part] = (totals[part][0] + counts[0], totals[part][1] + counts[1], totals[part][2] + counts[2])
            print(f"  {part:12} {rates(counts)}")
    print("total")
    for part, counts in totals.items():
        print(f"  {part:12} {rates(counts)}")
    if args.speed:
        measure_speed(args.speed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
