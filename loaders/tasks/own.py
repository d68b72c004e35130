"""What a plan sets out for its own body: the items under "II. NHIỆM VỤ" that open with a verb and no doer.

"1. Rà soát thủ tục …; giao Phòng A chủ trì, hoàn thành trước ngày 31/10/2024" is done by Phòng A, and where nobody is
named, by the body that issues the plan. One item is one duty; a mere title stands for the points or bullets below it.
Headings, types and verbs are rows of `own.toml`. It refuses items that open with anything but a verb, and every place
that another reader has taken.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources

from loaders.tasks.assign import Duty, read_duty, read_list, unique
from loaders.tasks.outline import Node
from loaders.units import Setting
from loaders.units.plain import plain_text
from ontology.fold import CAPITALS

_GIVEN = re.compile(r"[gd](?<![a-z].)(?:(?<=g)iao(?:\s+cho)?|(?<=d)o)\s+")
_ACTS = re.compile(r"\s*(?:,\s*)?(?:lam\s+)?(?:chu\s+tri|thuc\s+hien|phu\s+trach|tham\s+muu|dau\s+moi)(?![a-z])")
_LEADS_AFTER = re.compile(
    r"[\s,]*(?:la\s+(?:co\s+quan|don\s+vi)\s+)?(?:chu\s+tri|phu\s+trach|lam\s+dau\s+moi|chiu\s+trach\s+nhiem)(?![a-z])"
)
_ASIDE = re.compile(r"[(;–]\s*|\.\s+(?=\S)")
_BULLET = re.compile(r"^[ \t*_]*[-+•][\s*_]+", re.MULTILINE)
_TITLE = re.compile(rf"[^\n.;:,]{{3,70}}(?<![.;:,\s])[ \t*_]*\n\s*(?=[{CAPITALS}])")
_TITLE_WORDS = 25


@functools.cache
def _rows() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((resources.files(__package__) / "own.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in data.items()}


@functools.cache
def _one_of(name: str) -> re.Pattern[str]:
    words = sorted(_rows()[name], key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")(?![a-z])")


def lays_out_own_duties(kind: str) -> bool:
    """Whether documents of this type (folded) set out what their own body does."""
    return kind in _rows()["types"]


def find_own(text: str, setting: Setting, nodes: Sequence[Node], free: Sequence[Node]) -> Iterator[tuple[Node, Duty]]:
    """The duties of the plan's own body among `free`, the parts no reader has taken; `nodes` are all parts."""
    if setting.issuer is None:
        return
    plain = plain_text(text)
    headed = {n.path for n in nodes if not n.is_article and _heads_duties(n)}
    holding = _holding(nodes)
    for node in free:
        above = node.path
        while above and above not in headed:
            above = above.rpartition(".")[0]
        if not above or above == node.path or node.path in holding:
            continue
        for part in _parted(text, plain, node):
            if _one_of("verbs").match(plain, part.words, part.end):
                yield part, _duty(text, plain, part, setting)


def _holding(nodes: Sequence[Node]) -> set[str]:
    """The paths that have parts below them, however deep: an item has none."""
    held: set[str] = set()
    for node in nodes:
        above = node.parent
        while above and above not in held:
            held.add(above)
            above = above.rpartition(".")[0]
    return held


def _heads_duties(node: Node) -> bool:
    title = " ".join(node.heading.split())
    return bool(_one_of("headings").match(title)) and not _one_of("not_headings").match(title)


def _parted(text: str, plain: str, node: Node) -> list[Node]:
    """The item itself, or what stands below it, a paragraph or bullets, where its own words are only a title."""
    marks = list(_BULLET.finditer(plain, node.words, node.end))
    title = plain[node.words : marks[0].start()].strip(" \n*_") if marks else ""
    if not marks or len(title.split()) > _TITLE_WORDS or title.endswith((".", ";")):
        titled = _TITLE.match(text, node.words, node.end)
        return [replace(node, words=titled.end()) if titled else node]
    stops = [m.start() for m in marks[1:]] + [node.end]
    return [
        replace(node, path=f"{node.path}.{at}", start=mark.start(), words=mark.end(), end=stop)
        for at, (mark, stop) in enumerate(zip(marks, stops, strict=True), 1)
    ]


def _duty(text: str, plain: str, part: Node, setting: Setting) -> Duty:
    """The duty, with the body it is given to in mid-sentence, or else the one that issues the plan."""
    duty = read_duty(text, part.words, part.end, setting, keep_lead=True)
    lead = _given_to(text, plain, part, setting) or (setting.issuer or "",)
    return replace(duty, lead=lead, coordinate=tuple(u for u in duty.coordinate if u not in lead))


def _given_to(text: str, plain: str, part: Node, setting: Setting) -> tuple[str, ...]:
    """ "…; giao Phòng A chủ trì", "… do Phòng A thực hiện", "… (Phòng A chủ trì)", "…. Phòng A chủ trì": who acts."""
    for given in _GIVEN.finditer(plain, part.words, part.end):
        listed, after = read_list(text, given.end(), part.end, setting)
        if listed and (plain.startswith("giao", given.start()) or _ACTS.match(plain, after, part.end)):
            return unique([m.name for m in listed])
    for aside in _ASIDE.finditer(plain, part.words, part.end):
        listed, after = read_list(text, aside.end(), part.end, setting)
        if listed and _LEADS_AFTER.match(plain, after, part.end):
            return unique([m.name for m in listed])
    return ()
