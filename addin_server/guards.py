"""What every request passes: a bound on its size, and the headers that keep the pane safe.

Plain ASGI: a body is counted while it streams in, and dropped at the first byte too many.
"""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from .errors import RequestTooLarge

Message = MutableMapping[str, Any]


def content_security_policy(office_js: str, frame_ancestors: Iterable[str]) -> str:
    """For the pane. `office_js` is the address of office.js; its origin may run scripts.

    Without ``X-Frame-Options``: new Outlook refuses a host that sends it on any path.
    """
    origin = "/".join(office_js.split("/")[:3]) if office_js.startswith("https://") else ""
    # office.js fetches further scripts of its own from these two hosts.
    scripts = f"{origin} https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com"
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts if origin else ''}".strip(),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": f"'self' {origin} https://login.microsoftonline.com".replace("  ", " "),
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": " ".join(["'self'", *frame_ancestors]),
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Headers:
    """Adds the safety headers to every answer."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app, self.policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Content-Security-Policy"] = self.policy
                # Mail findings stay out of every cache; pages are asked anew but cheaply (ETag).
                private = scope["path"].startswith(("/api/", "/demo/api/"))
                headers["Cache-Control"] = "no-store" if private else "no-cache"
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a body larger than `most` bytes, declared or not."""

    def __init__(
        self,
        app: ASGIApp,
        most: int,
        refuse: Callable[[Scope, RequestTooLarge], JSONResponse],
    ) -> None:
        self.app, self.most, self.refuse = app, most, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self.most:
                refusal = self.refuse(scope, RequestTooLarge(f"{self.most // 1024} KB"))
                return await refusal(scope, receive, send)
        return await self.app(scope, _replay(body, receive), send)


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
