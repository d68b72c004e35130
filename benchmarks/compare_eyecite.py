"""Citations read per second, beside the two programs of this kind, each on its own kind of text.

    uv run --with eyecite --with legal-reference-extraction python -m benchmarks.compare_eyecite [--seconds 5]

eyecite reads American case law, refex (`legal-reference-extraction`) German statutes and judgments, Cancu
Vietnamese administrative documents. The texts are written here, with about one citation in 300 bytes, so the
figures say how fast each does its own work, not which knows more. MB are bytes of UTF-8 over processor time of one
core; the best of the runs that fit into the time is printed. For scale, one plain regular expression over the same
Vietnamese text is timed too. A program that is not installed is left out and said so.
"""

import argparse
import importlib
import random
import re
import sys
import time
from collections.abc import Callable

from loaders.citations import find_citations
from loaders.sections import find_sections
from ontology.bodies import context_of

_FILL_VI = (
    "Các xã tổ chức gieo ươm, chăm sóc và bảo vệ vườn cây theo lịch thời vụ, bố trí người trực, ghi sổ hằng tuần. ",
    "Phòng chuyên môn hướng dẫn hộ gia đình chọn giống, đào hố, bón lót và tưới nước trong tháng đầu. ",
    "Kinh phí lấy từ ngân sách huyện và đóng góp của người dân; việc chi phải có hóa đơn, chứng từ. ",
)
_FILL_EN = (
    "The keeper of the orchard must water young trees twice a week and write down what was done in a book. ",
    "No neighbor may take fruit that has fallen on the other side of the fence without asking first. ",
)
_FILL_DE = (
    "Der Gärtner hat die jungen Bäume zweimal in der Woche zu gießen und darüber ein Buch zu führen. ",
    "Wer Obst aufliest, das über den Zaun gefallen ist, hat den Nachbarn vorher zu fragen. ",
)


def vietnamese(rng: random.Random, size: int) -> str:
    """A plan of our own, again and again."""
    out = ["I. NHIỆM VỤ\n"]
    length = 0
    while length < size:
        year, day, month = rng.randint(2015, 2024), rng.randint(1, 28), rng.randint(1, 12)
        serial = rng.randint(1, 900)
        cited = rng.choice(
            (
                f"Nghị quyết số {serial}/NQ-CP ngày {day:02d}/{month}/{year} của Chính phủ về cây giai đoạn 2021-2025",
                f"Quyết định số {serial}/QĐ-UBND ngày {day} tháng {month} năm {year} của UBND tỉnh",
                f"khoản 2 Điều 5 Nghị định số {serial}/{year}/NĐ-CP",
                "Luật Lâm nghiệp năm 2017",
            )
        )
        piece = "- Thực hiện theo " + cited + ". " + rng.choice(_FILL_VI) + rng.choice(_FILL_VI) + "\n"
        out.append(piece)
        length += len(piece.encode())
    return "".join(out)


def american(rng: random.Random, size: int) -> str:
    """A memorandum of our own."""
    out, length = [], 0
    while length < size:
        volume, page, year = rng.randint(1, 500), rng.randint(1, 900), rng.randint(1900, 2015)
        cited = f"Pear v. Apple, {volume} U.S. {page}, {page + 3} ({year})"
        piece = f"See {cited}. " + rng.choice(_FILL_EN) + rng.choice(_FILL_EN)
        out.append(piece)
        length += len(piece.encode())
    return "".join(out)


def german(rng: random.Random, size: int) -> str:
    """An opinion of our own."""
    out, length = [], 0
    while length < size:
        cited = f"§ {rng.randint(1, 900)} Abs. {rng.randint(1, 4)} BGB"
        piece = f"Nach {cited} gilt: " + rng.choice(_FILL_DE) + rng.choice(_FILL_DE)
        out.append(piece)
        length += len(piece.encode())
    return "".join(out)


def rate(read: Callable[[str], int], text: str, seconds: float) -> tuple[float, int]:
    """Best MB/s, and how many citations were read."""
    best, found, until = 0.0, read(text[: len(text) // 10]), time.process_time() + seconds
    while True:
        start = time.process_time()
        found = read(text)
        best = max(best, len(text.encode()) / (time.process_time() - start) / 1e6)
        if time.process_time() > until:
            return best, found


def ours(text: str) -> int:
    context = context_of("Ủy ban nhân dân tỉnh Hà Giang", place="Hà Giang", date="2024-03-05")
    return len(find_citations(text, context=context, sections=())[0])


def ours_with_sections(text: str) -> int:
    context = context_of("Ủy ban nhân dân tỉnh Hà Giang", place="Hà Giang", date="2024-03-05")
    return len(find_citations(text, context=context, sections=find_sections(text))[0])


_PLAIN = re.compile(r"(?:Nghị quyết|Quyết định|Nghị định|Thông tư|Kế hoạch)\s+số\s+\d+/(?:\d{4}/)?[A-ZĐ]+-[A-ZĐa-z]+")


def plain(text: str) -> int:
    return sum(1 for _ in _PLAIN.finditer(text))


def others() -> list[tuple[str, Callable[[str], int], Callable[[random.Random, int], str]]]:
    """The programs that are installed, each with its own kind of text."""
    found: list[tuple[str, Callable[[str], int], Callable[[random.Random, int], str]]] = []
    try:
        get_citations = importlib.import_module("eyecite").get_citations
        found.append(("eyecite", lambda text: len(get_citations(text)), american))
        tokenizer = importlib.import_module("eyecite.tokenizers").HyperscanTokenizer()
        found.append(("eyecite, Hyperscan", lambda text: len(get_citations(text, tokenizer=tokenizer)), american))
    except ImportError as error:
        print(f"eyecite left out: {error}")
    try:
        extractor = importlib.import_module("refex.orchestrator").CitationExtractor()
        found.append(("refex", lambda text: len(extractor.extract(text).citations), german))
    except ImportError as error:
        print(f"refex left out: {error}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of text for Cancu; the others read a fifth")
    args = parser.parse_args()
    rng = random.Random(2026)
    text = vietnamese(rng, args.size)
    rows = [
        ("Cancu, citations", ours, text),
        ("Cancu, citations and sections", ours_with_sections, text),
        ("one plain expression", plain, text),
        *((name, read, make(rng, args.size // 5)) for name, read, make in others()),
    ]
    for name, read, words in rows:
        speed, found = rate(read, words, args.seconds)
        print(f"{name:32} {speed:8.2f} MB/s  {found:6} citations in {len(words.encode()) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
