"""Duties given outside the parts that are headed so: in the numbered items of a directive, a telegram or a letter, in
articles ("Điều 2. Giao Sở A …", "Điều 7. Trách nhiệm của Sở B"), and in paragraphs that open with "Giao …".

Items that stand side by side are duties when most of them open with the body that is to act; one item is one task.
It refuses what a report tells of bodies ("Sở A đã …"), the powers that a norm gives, the formula that closes a
document, and every place that another reader has taken.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from loaders.tasks.assign import Duty, opens_with_doer, read_duty
from loaders.tasks.duties import is_formula, make_task
from loaders.tasks.outline import Node, read_outline
from loaders.tasks.own import find_own, lays_out_own_duties
from loaders.units import Setting
from loaders.units.plain import plain_text
from ontology.fold import CAPITALS, fold_text
from ontology.values import Section, Span, Task

_TELLS = frozenset({"bao cao", "to trinh", "bien ban", "thong cao", "giay moi", "hop dong"})
_NORMS = frozenset({"luat", "bo luat", "phap lenh", "nghi dinh", "thong tu", "thong tu lien tich", "hien phap"})
_RESPONSIBLE = re.compile(
    r"(?:trach\s+nhiem|nhiem\s+vu|to\s+chuc\s+thuc\s+hien|phan\s+cong|to\s+chuc\s+trien\s+khai|dieu\s+khoan\s+thi\s+hanh)"
)
_OF = re.compile(r"[\s*_]*(?:giao|de\s+nghi|trach\s+nhiem\s+cua|nhiem\s+vu(?:\s*,\s*quyen\s+han)?\s+cua)(?![a-z])")
_AIMS = re.compile(
    r"(?:muc\s+dich|yeu\s+cau|quan\s+diem|nguyen\s+tac|pham\s+vi|doi\s+tuong|tieu\s+chuan|tieu\s+chi|hinh\s+thuc"
    r"|so\s+luong|khen\s+thuong)(?![a-z])(?!\s*:?\s*(?:cac|so|ubnd|uy\s+ban|giam\s+doc|chu\s+tich|thu\s+truong)(?![a-z]))"
)
_OWN_PARAGRAPH = re.compile(
    r"(?<=[.;/])[ \t*_]*+\n\s*+(?=(?:nghi\s+quyet|quyet\s+dinh|chi\s+thi|cong\s+dien|ke\s+hoach|quy\s+che)\s+nay\s)"
)
_PARAGRAPH = re.compile(
    r"^[ \t*_#>]*+(?=\S)(?:[-+]|\d{1,2}[.)]|[a-z]\))?[\s*_]*+(?=(?:giao(?:\s+cho)?|phan\s+cong|yeu\s+cau)\s)",
    re.MULTILINE,
)
_PARAGRAPH_END = re.compile(rf"\n(?=[ \t*_#>]*(?:[-+]\s|\d{{1,2}}[.)]|[a-z]\)|\n|[{CAPITALS}]))|\./\.")


def find_given(
    text: str, setting: Setting, sections: Sequence[Section], end: int, kind: str | None, taken: Sequence[Span]
) -> Iterator[Task]:
    """Tasks of items, articles and paragraphs that no other reader has taken; `kind` is the type of the document."""
    of_type = fold_text(kind or "")
    if of_type in _TELLS:
        return
    held, others = list(taken), _Taken(taken)
    outline = read_outline(text, sections, end)
    nodes = [n for n in outline if not others.meets(n.words, n.end)]
    for node in _chosen(text, nodes, setting, norm=of_type in _NORMS):
        own = _OWN_PARAGRAPH.search(plain_text(text), node.words, node.end)
        duty = _headed_duty(text, node, own.start() if own else node.end, setting)
        held.append(Span(node.start, node.end))
        if duty.lead and len(duty.content.split()) > 2 and not is_formula(duty):
            yield make_task(text, _name(node), duty, node.words, own.start() if own else node.end, setting)
    if lays_out_own_duties(of_type):
        met = _Taken(held)
        free = [n for n in outline if not met.meets(n.words, n.end)]
        for part, duty in find_own(text, setting, outline, free):
            held.append(Span(part.start, part.end))
            if len(duty.content.split()) > 3 and not is_formula(duty):
                yield make_task(text, _name(part), duty, part.words, part.end, setting)
    if of_type not in _NORMS:
        yield from _paragraphs(text, setting, end, _Taken(held))


def _headed_duty(text: str, node: Node, end: int, setting: Setting) -> Duty:
    """The duty of a part; under a heading "Trách nhiệm của A và những người …" it begins on the next line."""
    duty = read_duty(text, node.words, end, setting)
    line = text.find("\n", node.words, end)
    of = _OF.match(plain_text(text), node.words)
    if not (node.is_article and of and duty.lead and node.words < duty.start < line):
        return duty
    rest = read_duty(text, line, end, setting, keep_lead=True)
    return replace(duty, content=rest.content, start=line) if len(rest.content.split()) > 2 else duty


def _name(node: Node) -> str:
    """ND.2 an item, Đ.3 an article, Đ.3.1 its clause; what is attached keeps its type before it."""
    path = node.path.replace("Điều ", "Đ.")
    return path if "Đ." in path else f"ND.{path}"


class _Taken:
    """The stretches that a reader has taken already."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda s: s.start)
        self._starts = [s.start for s in self._spans]
        self._ends = list(accumulate((s.end for s in self._spans), max))

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch lies over one of them."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _chosen(text: str, nodes: Sequence[Node], setting: Setting, *, norm: bool) -> Iterator[Node]:
    """The parts that are duties, the outer before the inner."""
    plain = plain_text(text)
    doers = {n.start for n in nodes if _given_article(plain, n) or opens_with_doer(text, n.words, n.end, setting)}
    by_path = {n.path: n for n in nodes}
    chosen: list[Node] = []
    ordered = sorted(nodes, key=lambda n: n.parent)
    for parent, group in groupby(ordered, key=lambda n: n.parent):
        siblings = list(group)
        above = by_path.get(parent)
        articles = [n for n in siblings if n.is_article]
        chosen += [n for n in articles if n.start in doers]
        if _under_aims(parent, by_path):
            continue
        items = [n for n in siblings if not n.is_article]
        opened = [n for n in items if n.start in doers]
        if above is not None and above.is_article and not _RESPONSIBLE.search(above.heading):
            continue
        if (norm and (above is None or not above.is_article)) or 2 * len(opened) < len(items):
            continue
        chosen += opened
    last = -1
    for node in sorted(chosen, key=lambda n: (n.start, -n.end)):
        if node.start >= last:
            last = node.end
            yield node


def _under_aims(path: str, by_path: Mapping[str, Node]) -> bool:
    """Whether a part stands under one that says why, for whom or for what reward, and gives nobody anything to do."""
    while path:
        node = by_path.get(path)
        if node is not None and _AIMS.match(node.heading):
            return True
        path = path.rpartition(".")[0]
    return False


def _given_article(plain: str, node: Node) -> bool:
    return node.is_article and _OF.match(plain, node.words, node.end) is not None


def _paragraphs(text: str, setting: Setting, end: int, held: _Taken) -> Iterator[Task]:
    """ "- Giao Sở A chủ trì …" wherever it stands."""
    plain = plain_text(text)
    count = 0
    for opening in _PARAGRAPH.finditer(plain, 0, end):
        at = opening.end()
        closing = _PARAGRAPH_END.search(text, at, min(end, at + 3000))
        stop = closing.start() if closing else min(end, at + 3000)
        if not text[at].isupper() or held.meets(at, stop) or not opens_with_doer(text, at, stop, setting):
            continue
        duty = read_duty(text, at, stop, setting)
        if duty.lead and len(duty.content.split()) > 3 and not is_formula(duty):
            count += 1
            yield make_task(text, f"G.{count}", duty, at, stop, setting)
