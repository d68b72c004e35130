"""When a duty in running text is due, in the words of the page: "trước ngày 15/3/2024", "chậm nhất ngày 20 hằng tháng".

The forms are rows of `times.toml`. It refuses to add anything: what day a time ends on is `find_deadline`'s work.
"""

import functools
import re
import tomllib
from importlib import resources

from loaders.tasks.assign import clean_words
from loaders.units.plain import plain_text

_MOST = 3  # times that one duty keeps


@functools.cache
def _pattern() -> re.Pattern[str]:
    data = tomllib.loads((resources.files(__package__) / "times.toml").read_text(encoding="utf-8"))
    forms: dict[str, str] = data["forms"]
    rows: list[str] = []
    glued: list[str] = []
    for row in data["time"]:
        pattern = row["pattern"]
        for name, form in forms.items():
            pattern = pattern.replace("{" + name + "}", form)
        pattern = re.sub(r" (?!\?)", r"\\s+", pattern).replace(" ?", r"\s*")
        (glued if row.get("glued") else rows).append(pattern)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(rows)})(?![a-z])|{'|'.join(glued)}")


def find_times(text: str, start: int, end: int) -> tuple[str, ...]:
    """The times that text[start:end] names, each once, as written.

    >>> duty = "Sở A báo cáo trước ngày 15 tháng cuối quý, xong trước 30/6/2024."
    >>> find_times(duty, 0, len(duty))
    ('Trước ngày 15 tháng cuối quý', 'Trước 30/6/2024')
    """
    plain = plain_text(text)
    found = (clean_words(text[m.start() : m.end()]) for m in _pattern().finditer(plain, start, end))
    return tuple(dict.fromkeys(w[0].upper() + w[1:] for w in found))[:_MOST]
