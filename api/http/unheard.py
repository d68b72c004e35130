"""What is answered to a request that the HTTP parser itself refuses: a problem document too.

A first line without form, or heads longer than the parser keeps, never reach the application; the server's own answer
to them is bare text. It refuses nothing that the parser takes.
"""

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.http.problems import problem
from api.http.protect import HEADERS, POLICY
from ontology.errors import Message

_UNREAD = Message(
    "Không đọc được yêu cầu: sai dạng, hoặc dòng đầu và các tiêu đề dài quá 64 KB.",
    "The request cannot be read: it is malformed, or its first line and headers are longer than 64 KB.",
)


class ProblemProtocol(H11Protocol):
    """The server's protocol, which tells what it cannot read as everything else is told."""

    def send_400_response(self, msg: str) -> None:
        """End the connection with a problem document; `msg` is the parser's own sentence, which says less."""
        told = problem(400, "Http", _UNREAD)
        body = bytes(told.body)
        headers = {**HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Connection": "close"}
        given = [(b"content-type", told.media_type.encode()), (b"content-length", str(len(body)).encode())]
        given += [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        for event in (h11.Response(status_code=400, headers=given, reason=b"Bad Request"), h11.Data(data=body)):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.write(self.conn.send(h11.EndOfMessage()) or b"")
        self.transport.close()
