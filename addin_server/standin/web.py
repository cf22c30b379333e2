"""HTTP on loopback: one address, sign-in, bounds, and the faults that are below SOAP."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .trouble import Reply

PATH = "/EWS/Exchange.asmx"
MOST = 32 * 2**20  #: bytes of a request
_IDLE = 60.0  #: seconds that a connection may lie still
_PIECE = 16  #: bytes of an answer that drips

Answer = Callable[[str, bytes], Reply]  #: Authorization header and body -> what to send


class Web:
    """Listens on a free port of 127.0.0.1 until it is closed; a thread per connection."""

    def __init__(self, answer: Answer) -> None:
        self._server = _Server(answer)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="exchange-stand-in"
        )
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"

    @property
    def connections(self) -> int:
        """How many are open now."""
        return len(self._server.open)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = False  # closing waits for every thread, so that none outlives its server

    def __init__(self, answer: Answer) -> None:
        self.answer, self.open, self.closing = answer, set[socket.socket](), threading.Event()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self.open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every connection, so that the threads that read from them end."""
        self.closing.set()
        with self._lock:
            for one in self.open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no error of ours; anything else was answered already."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = _IDLE
    disable_nagle_algorithm = True
    wbufsize = 2**16

    def do_POST(self) -> None:
        if self.path.partition("?")[0] != PATH:
            return self._send(Reply(404, b""))
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            return self._refuse(411)
        if int(length) > MOST:
            return self._refuse(413)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True
            return None
        return self._send(self.server.answer(self.headers.get("Authorization", ""), body))

    def do_GET(self) -> None:
        self._refuse(405)

    def _refuse(self, status: int) -> None:
        """Without having read what follows: the connection cannot be used again."""
        self.close_connection = True
        self._send(Reply(status, b""))

    def _send(self, reply: Reply) -> None:
        if self.server.closing.wait(reply.delay) if reply.delay else False:
            return
        if reply.cut_at == 0:
            self.close_connection = True
            return
        self.send_response(reply.status)
        given = dict(reply.headers)
        given.setdefault("Content-Type", "text/xml; charset=utf-8")
        for name, value in given.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) * reply.repeat))
        self.end_headers()
        self._body(reply)

    def _body(self, reply: Reply) -> None:
        if reply.cut_at is not None:
            self.close_connection = True
        if reply.drip:
            for at in range(0, len(reply.body), _PIECE):
                self.wfile.write(reply.body[at : at + _PIECE])
                self.wfile.flush()
                if self.server.closing.wait(reply.drip):
                    return
            return
        for _ in range(reply.repeat):
            if self.server.closing.is_set():
                return
            self.wfile.write(reply.body[: reply.cut_at])

    def version_string(self) -> str:
        return "Microsoft-IIS/10.0"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: requests are in the server's own log."""
