"""What a query from outside may not do: reach out. SERVICE and LOAD are refused before an engine sees them.

Both engines really fetch. The text is cut into SPARQL's tokens first, so that a variable called ?service, a string that
says "LOAD" or an IRI that contains one is no reason to refuse. The process that runs the query has no network either.

>>> is_outbound('SELECT * { SERVICE <http://x/> { ?s ?p ?o } }'), is_outbound('SELECT ?service { ?service a "LOAD" }')
(True, False)
"""

import re

from ontology.errors import QueryError

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*                                          # comment (an IRI is taken first, below, so its # is inside)
    | <[^<>"{}|^`\\\x00-\x20]*>                            # IRI
    | \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'        # strings
    | [?$]\w+                                              # variables
    | @[A-Za-z-]+                                          # language tags
    | [\w.%-]*:(?:[\w.:%-]|\\.)*                           # prefixed names
    | \w+                                                  # words, the keywords among them
    | .                                                    # anything else
    """,
    re.VERBOSE | re.DOTALL,
)
_OUTBOUND = {"SERVICE", "LOAD"}


def is_outbound(text: str) -> bool:
    """Whether a query or update would make a request of its own."""
    return any(match.group().upper() in _OUTBOUND for match in _TOKEN.finditer(text))


def refuse_outbound(text: str) -> None:
    """Raise QueryError for SERVICE and LOAD."""
    if is_outbound(text):
        raise QueryError(
            "SERVICE và LOAD gửi yêu cầu ra ngoài nên không được phép.",
            "SERVICE and LOAD make requests of their own and are refused.",
        )
