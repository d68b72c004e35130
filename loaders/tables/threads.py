"""Names of bodies in rows that a scanner tore across lines: "Sở Thông tin và | Sở Nội vụ và", "Truyền thông các sở,".

A cell's words go on below on the next lines, between those of its neighbours, so a name is followed down the lines word
by word: it goes on with the next word of its line or, where that is another cell's, with a word of one of the lines
below. Which column a name stands in is told by the names beside it: left the doer, right who helps. It refuses names
that are not in the table of names, and words that a sentence leads up to ("trên Đài …").
"""

import heapq
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.units.plain import plain_text
from loaders.units.scans import Node, name_tree, word_cost

_TOKEN = re.compile(r"[^\s,;:()|/\"“”.]+")
_JOINT = re.compile(r"\s*[,;]\s*(?:va\s+)?")
_LED_UP_TO = re.compile(r"(?<![a-z])(?:tren|cua|tai|cho|theo|ve|do|trong|tu|den|voi|cac|thuc hien)\s*$")
# Bodies that plans give duties to; what else the table of names holds ("Bảo tàng", "kinh phí") is more often a slip.
_BODY = re.compile(
    r"(?:so|cac so|cac phong|cac co quan|cac don vi|ubnd|uy ban|van phong (?:ubnd|hdnd|uy ban|hoi dong|doan)"
    r"|phong|dai phat|buu dien|hiep hoi|lien minh|lien doan|hoi|cong an|thanh tra|trung tam"
    r"|ban tuyen giao|ban to chuc)(?![a-z])"
)
_CONNECTORS = ("va", "&", "-", "vd")
_DEEPEST = 3  # lines below in which a name may go on
_MOST_LINES = 40
_MOST_TOKENS = 40  # of one line
_MOST_STEPS = 60  # of one name
_MOST_OF_ROW = 1500
_WORTH = 0.1  # what a word more is worth in choosing the way to go on with
_ASTRAY = 40  # letters that a line below may stand left or right
_WORST = 0.34  # of one word
_WORST_FIRST = 0.5  # of a head, which is short: "Sẻ Nội vụ"
_MEAN = 0.17  # of a name on one line
_MEAN_TORN = 0.1  # of the words behind the head of a torn one
_LONG = 5  # words of a name whose last the scanner may have lost


@dataclass(frozen=True, slots=True)
class _Word:
    line: int
    at: int  # its place among the words of the line
    left: int  # where it begins on the line
    right: int
    plain: str
    opens: bool  # it may begin a name: a capital, or "các"


@dataclass(slots=True)
class Thread:
    """A name followed down the lines: its words, and whether it stands with the doers or with those who help."""

    name: str
    words: list[_Word]
    helps: bool = False
    lines: dict[int, tuple[int, int]] = field(default_factory=dict)  # how far it reaches on each line

    def __post_init__(self) -> None:
        for word in self.words:
            left, right = self.lines.get(word.line, (word.left, word.right))
            self.lines[word.line] = (min(left, word.left), max(right, word.right))


def follow_names(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of a row's doers and of those who help, each in the words of the table of names.

    >>> follow_names(["Thi viết | Bài thi Sở Thông tin và Sở Nội vụ", "về rừng | Truyền thông"])
    (['Sở Thông tin và Truyền thông'], ['Sở Nội vụ'])
    """
    lines = lines[:_MOST_LINES]
    plain = [plain_text(line) for line in lines]
    rows = [list(_words(index, line, low)) for index, (line, low) in enumerate(zip(lines, plain, strict=True))]
    taken: set[tuple[int, int]] = set()
    threads: list[Thread] = []
    spent = 0
    for row in rows:
        for word in row:
            if (word.line, word.at) in taken or not word.opens:
                continue
            if _LED_UP_TO.search(plain[word.line], 0, word.left):
                continue
            thread, steps = _follow(rows, word, taken) if spent < _MOST_OF_ROW else (None, 0)
            spent += steps
            if thread:
                threads.append(thread)
                taken.update((w.line, w.at) for w in thread.words)
    _tell_columns(threads, plain)
    leads = [t.name for t in threads if not t.helps]
    return list(dict.fromkeys(leads)), list(dict.fromkeys(t.name for t in threads if t.helps and t.name not in leads))


def _words(index: int, line: str, plain: str) -> Iterator[_Word]:
    for at, match in enumerate(_TOKEN.finditer(plain)):
        if at == _MOST_TOKENS:
            return
        first = line[match.start()]
        opens = first.isupper() or first.isdigit() or match[0] == "cac"
        yield _Word(index, at, match.start(), match.end(), match[0], opens)


@dataclass(slots=True)
class _Path:
    """A way into the tree of names: the words taken for it so far, and how far they are from its own."""

    node: Node
    words: list[_Word]
    cost: float
    head: float  # of the first word alone

    @property
    def is_fair(self) -> bool:
        """Whether the words are near enough to be the name's."""
        if self.words[0].line != self.words[-1].line:
            return self.cost - self.head <= _MEAN_TORN * (len(self.words) - 1)
        return self.cost <= _MEAN * len(self.words)


def _follow(rows: Sequence[Sequence[_Word]], first: _Word, taken: set[tuple[int, int]]) -> tuple[Thread | None, int]:
    """The longest name of the table that begins with a word and goes on beside it or below, and the steps it took."""
    best: tuple[int, float, str, list[_Word]] | None = None
    heap: list[tuple[float, int, _Path]] = []
    count = itertools.count()
    worst = _WORST_FIRST if len(first.plain) > 1 else _WORST
    for word, child in name_tree().children.items():
        cost = word_cost(first.plain, word)
        if cost <= worst:
            heapq.heappush(heap, (cost, next(count), _Path(child, [first], cost, cost)))
    steps = 0
    while heap and steps < _MOST_STEPS:  # the way that went best so far is gone on with
        steps += 1
        _, _, path = heapq.heappop(heap)
        name = _name_at(path)
        if name is not None and path.is_fair:
            found = (len(path.words), -path.cost, name, path.words)
            best = max(best, found, key=lambda f: f[:2]) if best else found
        for following in _next_words(rows, path.words, taken):
            for word, child in path.node.children.items():
                step = word_cost(following.plain, word)
                if step <= _WORST:
                    longer = _Path(child, [*path.words, following], path.cost + step, path.head)
                    heapq.heappush(heap, (longer.cost - _WORTH * len(longer.words), next(count), longer))
    return (Thread(best[2], best[3]) if best else None), steps


def _name_at(path: _Path) -> str | None:
    """The name that ends with these words, or but for its last; only after "UBND" may the line break at once."""
    name, words = path.node.name, path.words
    if name is None and len(words) >= _LONG and path.cost == path.head:
        name = next((child.name for child in path.node.children.values() if child.name), None)
    if name is None or len(words) < 2 or not _BODY.match(plain_text(name)):
        return None
    if words[0].line == words[1].line or (name.startswith("UBND") and len(words) >= _LONG - 1):
        return name
    return None


def _next_words(
    rows: Sequence[Sequence[_Word]], words: Sequence[_Word], taken: set[tuple[int, int]]
) -> Iterator[_Word]:
    """The words a name may go on with: the next of its line, and those below that stand under it, give or take."""
    word, left = words[-1], words[0].left
    for following in rows[word.line][word.at + 1 : word.at + 3]:
        if (following.line, following.at) not in taken:
            yield following
        if following.plain not in _CONNECTORS:
            break
    for line in range(word.line + 1, min(word.line + 1 + _DEEPEST, len(rows))):
        for following in rows[line]:
            if abs(following.left - left) <= _ASTRAY and (following.line, following.at) not in taken:
                yield following


def _tell_columns(threads: Sequence[Thread], plain: Sequence[str]) -> None:
    """Say of each name whether it helps: it, or a name of its list, stands right of one of another list."""
    lists: list[list[Thread]] = []
    for thread in threads:
        own = next((group for group in lists if any(_goes_on(t, thread, plain) for t in group)), None)
        if own is None:
            lists.append([thread])
        else:
            own.append(thread)
    told: list[bool | None] = []
    for group in lists:
        others = [t for other in lists if other is not group for t in other]
        right = any(_stands_right(t, o) for t in group for o in others)
        left = any(_stands_right(o, t) for t in group for o in others)
        told.append(right if right != left else None)
    for index, group in enumerate(lists):
        helps = told[index]
        if helps is None:  # alone on its lines: the first of a row leads, unless another is known to
            helps = index > 0 or False in told
        for thread in group:
            thread.helps = helps


def _goes_on(thread: Thread, following: Thread, plain: Sequence[str]) -> bool:
    """Whether a name stands right behind the end of another and a comma, or below it."""
    last, first = thread.words[-1], following.words[0]
    if last.line == first.line:
        return _JOINT.fullmatch(plain[last.line], last.right, first.left) is not None
    return first.line == last.line + 1 and plain[last.line][last.right :].strip() in (",", ";", "va", ", va")


def _stands_right(thread: Thread, other: Thread) -> bool:
    return any(thread.lines[n][0] >= other.lines[n][1] for n in thread.lines.keys() & other.lines.keys())
