"""How far the confidence of a consensus, and of an accusation by it, can be believed: the curve, on simulated offices.

    python -m benchmarks.calibration [--works 20000] [--seed 1]

Offices cite works that nobody has loaded. An office misquotes a date in 4 cases of 1,000; a scan misreads one in
ten; some offices copy from a document that was never loaded, so that their error looks like two. For every work the
consensus of its witnesses is taken, and for every dissenting witness the confidence of the accusation that a judge
would make; both are put into bins and compared with the truth.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator

from graph.consensus import Witness, consensus_facts
from graph.fit import Written
from graph.judge.fields import consensus_confidence

MISQUOTE = 0.004
MISREAD = 0.10
SCANNED = 0.05
HIDDEN_COPY = 0.08
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01)


def simulate(works: int, seed: int) -> Iterator[tuple[str, list[Witness]]]:
    """(the true date, what its witnesses write) for every work."""
    chance = random.Random(seed)
    for number in range(works):
        truth = f"2022-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        said: list[str] = []
        witnesses = []
        for place in range(min(6, 1 + int(chance.expovariate(0.6)))):
            weak = chance.random() < SCANNED
            copied = bool(said) and chance.random() < HIDDEN_COPY
            value = chance.choice(said) if copied else _write(truth, MISREAD if weak else MISQUOTE, chance)
            said.append(value)
            witnesses.append(_witness(number, place, value, weak))
        yield truth, witnesses


def _write(truth: str, rate: float, chance: random.Random) -> str:
    """The true date, or one of the ways in which dates go wrong."""
    if chance.random() >= rate:
        return truth
    year, month, day = (int(p) for p in truth.split("-"))
    wrong = [(year + 1, month, day), (year - 1, month, day), (year, month % 12 + 1, day), (year, month, day % 28 + 1),
             (year, month, (day + 9) % 28 + 1)]  # fmt: skip
    if day <= 12 and day != month:
        wrong.append((year, day, month))
    chosen = chance.choice(wrong)
    return f"{chosen[0]}-{chosen[1]:02d}-{chosen[2]:02d}"


def _witness(number: int, place: int, value: str, weak: bool) -> Witness:
    return Witness(
        citation=f"urn:c:{number}:{place}",
        document=f"urn:d:{number}:{place}",
        said=Written(number=f"{number}/QĐ-UBND", date=value),
        quote=f"{number} {place} {value}",
        own=f"{number}:{place}",
        weak=weak,
    )


def measure(works: int, seed: int) -> dict[str, dict[float, list[bool]]]:
    """For "consensus" and "accusation": whether it was right, by the bin of its confidence."""
    bins: dict[str, dict[float, list[bool]]] = {"consensus": defaultdict(list), "accusation": defaultdict(list)}
    for truth, witnesses in simulate(works, seed):
        facts = [f for f in consensus_facts(witnesses) if f.field == "date"]
        bins["consensus"][_bin(facts[0].confidence)].append(facts[0].value == truth)
        counts = {f.value: f.witnesses for f in facts}
        for witness in witnesses:
            date = witness.said.date or ""
            if date != facts[0].value and not witness.weak:
                sure = consensus_confidence(facts[0].witnesses, counts.get(date, 0))
                bins["accusation"][_bin(sure)].append(date != truth)
    return bins


def _bin(confidence: float) -> float:
    return max(b for b in BINS if b <= confidence)


def main() -> None:
    """Print the two curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for name, curve in measure(given.works, given.seed).items():
        print(f"{name}: confidence from, cases, right")
        for start in sorted(curve):
            rights = curve[start]
            print(f"  {start:5.3f}  {len(rights):7d}  {sum(rights) / len(rights):.4f}")


if __name__ == "__main__":
    main()
