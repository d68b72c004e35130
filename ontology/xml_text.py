"""Text as XML 1.0 can hold it: scans and printed pages have form feeds and the like in them, which no XML may have.

One such character makes a whole answer unreadable, so that in its place stands U+FFFD, the sign for a character that
cannot be shown. Who needs the text unchanged asks for a form that holds everything (JSON, Turtle, N-Triples).
"""

import re

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fits_xml(words: str) -> bool:
    """Whether XML can hold every character.

    >>> fits_xml("Điều 1"), fits_xml("trang 1\\f")
    (True, False)
    """
    return _NO_XML.search(words) is None


def fit_xml(words: str) -> str:
    """The words, with U+FFFD for each character that XML cannot hold.

    >>> fit_xml("trang 1\\fĐiều 2") == "trang 1\\ufffdĐiều 2"
    True
    """
    return _NO_XML.sub("\ufffd", words)
