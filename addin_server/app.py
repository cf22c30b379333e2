"""The HTTP application: routes, error answers, headers, pane, lifespan. Makes no parts itself."""

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import Scope

from . import api, mailbox_api, manifest, metrics, phrases, resources
from .clock import Clock
from .desk import Desk
from .errors import AddinError, Malformed, MethodNotAllowed, NotFound, StoreError, UserError
from .guards import BodyLimit, Headers, content_security_policy
from .reminders import Reminders
from .settings import Settings
from .version import __version__

logger = logging.getLogger(__name__)

OFFICE_JS = "https://officeapis.public.onecdn.static.microsoft/1/office.js"
PATIENCE = 20.0  #: seconds that what is under way may take when the server stops

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class Pulse:
    """Runs the tick and remembers when it last went well, for /readyz."""

    def __init__(self, tick: Callable[[Callable[[], None]], None]) -> None:
        """`tick` calls what it is given now and then, when it takes long."""
        self._tick = tick
        self.last: float | None = None

    def beat(self) -> None:
        self._tick(self._alive)
        self._alive()

    def _alive(self) -> None:
        self.last = monotonic()

    @property
    def age(self) -> float | None:
        """Seconds since the last good tick, or None before the first."""
        return None if self.last is None else monotonic() - self.last


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What an application is put together from."""

    settings: Settings
    desk: Desk
    reminders: Reminders
    verifier: api.Verifier
    routers: tuple[APIRouter, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()  #: (path, folder) of further static pages
    home: str = "/pane/index.html"
    #: Names it may be called by. The demo has no sign-in: a web page whose own name leads to this
    #: machine (DNS rebinding) must not read the mails in it.
    hosts: tuple[str, ...] = ("*",)


def create_app(parts: Parts) -> FastAPI:
    pulse = Pulse(parts.reminders.tick)
    app = FastAPI(
        title="Netjes",
        version=__version__,
        lifespan=_lifespan(parts, pulse),
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk, app.state.settings = parts.desk, parts.settings
    app.state.verifier = parts.verifier
    for router in (api.router, mailbox_api.router, *parts.routers):
        app.include_router(router)
    _add_health(app, parts, pulse)
    _add_pages(app, parts)
    app.add_exception_handler(AddinError, answer_error)
    app.add_exception_handler(RequestValidationError, answer_malformed)
    app.add_exception_handler(HTTPException, answer_http)
    app.add_exception_handler(Exception, answer_bug)
    settings = parts.settings
    app.add_middleware(BodyLimit, most=settings.max_request_bytes, refuse=_refuse(app))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(parts.hosts))
    policy = content_security_policy(settings.office_js, settings.frame_ancestors)
    app.add_middleware(Headers, policy=policy)
    return app


def _lifespan(parts: Parts, pulse: Pulse) -> Lifespan:
    reminders, store, clock = parts.reminders, parts.desk.store, _clock(parts, pulse)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store.planned = clock.soon
        clock.start()
        try:
            yield
        finally:
            reminders.stop()
            if not await to_thread(clock.stop, PATIENCE):
                logger.warning("stopped in the middle of a delivery")
            with suppress(StoreError):  # else the leases end by themselves
                logger.info("gave %d reminders back", store.release())

    return lifespan


def _clock(parts: Parts, pulse: Pulse) -> Clock:
    """What is done now and then, and how often."""
    seconds, reminders, store = parts.settings.tick_seconds, parts.reminders, parts.desk.store
    return Clock(
        pulse.beat,
        seconds,
        {
            # On Exchange two questions for each deadline.
            reminders.look_for_answers: 60 if parts.settings.mailbox == "exchange" else seconds,
            reminders.erase_old: 3600,
        },
        next_due=lambda: store.next_due(reminders.now()),
        now=reminders.now,
        ahead=reminders.ahead,
    )


# -- pages ---------------------------------------------------------------------------------------


def _add_health(app: FastAPI, parts: Parts, pulse: Pulse) -> None:
    @app.get("/healthz", include_in_schema=False)
    def healthz() -> dict[str, str]:
        return {"status": "ok", "version": __version__}

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> JSONResponse:
        age = pulse.age
        problem = _problem(parts, age)
        found = {"ready": not problem, "problem": problem, "last_tick_seconds": age}
        resting = parts.reminders.resting()
        return JSONResponse({**found, "resting": resting}, 503 if problem else 200)

    @app.get("/metrics", include_in_schema=False)
    def measure() -> PlainTextResponse:
        reminders = parts.reminders
        resting = {name: breaker.is_open for name, breaker in reminders.breakers.items()}
        counts = parts.desk.store.counts()
        text = metrics.exposition(counts, pulse.age, reminders.tally, resting)
        return PlainTextResponse(text, media_type=metrics.CONTENT_TYPE)


def _problem(parts: Parts, age: float | None) -> str:
    """Why it is not ready, or "". Three periods without a good tick are too many."""
    if age is None or age > 3 * parts.settings.tick_seconds:
        return "clock"
    if parts.reminders.stopping.is_set():
        return "stopping"
    try:
        parts.desk.store.database.ping()
    except StoreError:
        return "database"
    return ""


def _add_pages(app: FastAPI, parts: Parts) -> None:
    settings = parts.settings

    @app.get("/manifest.xml", include_in_schema=False)
    def manifest_xml() -> Response:
        xml = manifest.render(
            manifest.load(), settings.public_url, __version__, settings.entra_client_id
        )
        return Response(xml, media_type="application/xml")

    @app.get("/", include_in_schema=False)
    def home() -> Response:
        return Response(status_code=307, headers={"Location": parts.home})

    @app.get("/pane/index.html", include_in_schema=False)
    def pane() -> HTMLResponse:
        page = (resources.PACKAGE / "pane" / "index.html").read_text("utf-8")
        return HTMLResponse(page.replace(OFFICE_JS, settings.office_js))

    app.mount("/pane", StaticFiles(directory=resources.PACKAGE / "pane"))
    app.mount("/icons", StaticFiles(directory=resources.folder("manifest") / "icons"))
    for path, folder in parts.pages:
        app.mount(path, StaticFiles(directory=folder, html=True))


# -- error answers -------------------------------------------------------------------------------


def error_answer(error: AddinError, lang: str) -> JSONResponse:
    """The one shape of every error."""
    details = {k: v for k, v in error.details.items() if k not in ("code", "message")}
    message = phrases.error_sentence(error, lang)
    headers = {}
    if (retry_after := error.details.get("retry_after")) is not None:
        headers["Retry-After"] = str(int(retry_after))
    return JSONResponse(
        {"error": {"code": error.code, "message": message, **details}}, error.status, headers
    )


def answer_error(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, AddinError)
    if not isinstance(exc, UserError):
        # Of what went wrong, a StoreError tells what kind of trouble, and nothing of any row.
        said = str(exc) if isinstance(exc, StoreError) else exc.code
        logger.warning("%s %s: %s", request.method, request.url.path, said)
    return error_answer(exc, api.get_language(request))


def answer_malformed(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    first = exc.errors()[0]
    named = [part for part in first["loc"] if isinstance(part, str)]
    field = named[-1] if named else "body"  # "body" too when it is not JSON at all
    mistake = Malformed(field, first["msg"].removeprefix("Value error, "))
    return error_answer(mistake, api.get_language(request))


def answer_http(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, HTTPException)
    known = {404: NotFound(), 405: MethodNotAllowed()}
    error = known.get(exc.status_code, Malformed("body", "is not JSON"))
    return error_answer(error, api.get_language(request))


def answer_bug(request: Request, exc: Exception) -> JSONResponse:
    return error_answer(AddinError(), api.get_language(request))


def _refuse(app: FastAPI) -> Callable[[Scope, AddinError], JSONResponse]:
    def refuse(scope: Scope, error: AddinError) -> JSONResponse:
        return error_answer(error, api.get_language(Request({**scope, "app": app})))

    return refuse
