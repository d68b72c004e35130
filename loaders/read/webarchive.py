"""Web archives (.mht): the page inside is taken out and read as a web page."""

import email
import email.policy
from dataclasses import replace

from loaders.read.draft import describe
from loaders.read.html import read_html
from loaders.read.limits import Limits, damaged
from ontology.values import Text

MEDIA_TYPE = "multipart/related"


def read_web_archive(name: str, data: bytes, limits: Limits) -> Text:
    """The first page of an archive."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        content = pages[0].get_payload(decode=True) if pages else None
    except (ValueError, LookupError, IndexError, TypeError, AttributeError) as error:
        raise damaged(name, "tệp lưu trang web bị hỏng", "the web archive is broken") from error
    if not isinstance(content, bytes):
        raise damaged(name, "tệp lưu trang web không có trang nào", "the web archive holds no page")
    text = read_html(name, content, limits)
    return replace(text, source=describe(name, data, MEDIA_TYPE, encoding=text.source.encoding))
