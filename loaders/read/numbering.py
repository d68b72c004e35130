"""The labels that Word computes and no run holds: "1.", "a)", "II." before automatically numbered paragraphs.

Real plans are numbered this way, and a part without its label cannot be named. Numbering comes from the paragraph or
from its style; counters restart under a higher level. Bullets become "-" or "•".
"""

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


def roman(number: int) -> str:
    """Roman numerals in small letters; beyond 3999 the number itself."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written


def _letters(number: int) -> str:
    """a … z, aa, bb, as Word counts."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def format_number(number: int, style: str) -> str:
    """A counter in one of Word's number formats."""
    match style:
        case "upperRoman":
            return roman(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerLetter":
            return _letters(number)
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
        case _:
            return str(number)


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class _List:
    abstract: str
    levels: list[_Level]
    starts: dict[int, int] = field(default_factory=dict)


def _value(element: "etree._Element | None", name: str) -> str | None:
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val")


def whole(value: str | None, default: int) -> int:
    """A whole number from an attribute that may hold anything."""
    try:
        return max(-1, min(int(value or ""), 100_000))
    except ValueError:
        return default


def _level(element: "etree._Element") -> _Level:
    return _Level(
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        start=whole(_value(element, "start"), 1),
        legal=element.find(W + "isLgl") is not None,
    )


def _bullet(text: str) -> str:
    mark = text.strip()[:1]
    if not mark:
        return ""
    return mark if mark in "-–—+*•" else "•"


class Numbering:
    """Gives each numbered paragraph its label, counting as it goes; call `label` in document order."""

    def __init__(self, numbering: "etree._Element | None", styles: "etree._Element | None") -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._default_style: str | None = None
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def _read_styles(self, styles: "etree._Element") -> None:
        for style in styles.iterfind(W + "style"):
            name = style.get(W + "styleId")
            if name is None or style.get(W + "type") != "paragraph":
                continue
            properties = style.find(f"{W}pPr/{W}numPr")
            self._styles[name] = (_value(properties, "numId"), _value(properties, "ilvl"), _value(style, "basedOn"))
            if style.get(W + "default") in ("1", "true"):
                self._default_style = name

    def _read_lists(self, numbering: "etree._Element") -> None:
        abstracts: dict[str, list[_Level]] = {}
        for abstract in numbering.iterfind(W + "abstractNum"):
            levels = [_Level() for _ in range(_LEVELS)]
            for element in abstract.iterfind(W + "lvl"):
                if 0 <= (i := whole(element.get(W + "ilvl"), -1)) < _LEVELS:
                    levels[i] = _level(element)
            abstracts[abstract.get(W + "abstractNumId") or ""] = levels
        for num in numbering.iterfind(W + "num"):
            abstract_id = _value(num, "abstractNumId") or ""
            made = _List(abstract=abstract_id, levels=list(abstracts.get(abstract_id, [])))
            for override in num.iterfind(W + "lvlOverride"):
                i = whole(override.get(W + "ilvl"), -1)
                if not 0 <= i < len(made.levels):
                    continue
                if (replaced := override.find(W + "lvl")) is not None:
                    made.levels[i] = _level(replaced)
                if (start := _value(override, "startOverride")) is not None:
                    made.starts[i] = whole(start, 1)
            self._lists[num.get(W + "numId") or ""] = made

    def _of_paragraph(self, paragraph: "etree._Element") -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = _value(properties, "numId"), _value(properties, "ilvl")
        style = _value(paragraph.find(W + "pPr"), "pStyle") or self._default_style
        for _ in range(20):
            if style is None or (number is not None and level is not None):
                break
            of_style = self._styles.get(style)
            if of_style is None:
                break
            number, level = number or of_style[0], level or of_style[1]
            style = of_style[2]
        if number is None or number == "0":
            return None
        return number, whole(level, 0)

    def label(self, paragraph: "etree._Element") -> str:
        """The label that stands before this paragraph, with a space after it, or nothing."""
        found = self._of_paragraph(paragraph)
        if found is None or found[0] not in self._lists:
            return ""
        number, i = found
        listed = self._lists[number]
        if not 0 <= i < len(listed.levels):
            return ""
        counts = self._counts.setdefault(listed.abstract, [None] * _LEVELS)
        if i in listed.starts:  # the first use of a restarted list
            counts[i] = listed.starts.pop(i) - 1
        before = counts[i]
        counts[i] = listed.levels[i].start if before is None else before + 1
        counts[i + 1 :] = [None] * (_LEVELS - i - 1)
        label = self._write(listed, counts, i)
        return f"{label} " if label else ""

    def _write(self, listed: _List, counts: list[int | None], i: int) -> str:
        level = listed.levels[i]
        if level.format == "bullet":
            return _bullet(level.text)
        text = level.text
        for j in range(i + 1):
            of_level = counts[j]
            style = "decimal" if level.legal else listed.levels[j].format
            written = format_number(listed.levels[j].start if of_level is None else of_level, style)
            text = text.replace(f"%{j + 1}", written)
        return text.strip()
