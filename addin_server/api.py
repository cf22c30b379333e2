"""HTTP in, HTTP out. Parse, ask the desk, answer; nothing is decided here."""

from dataclasses import asdict
from typing import Annotated, Any, Protocol
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, Depends, Header, Request, Response

from . import answers, bodies, phrases, told, wording
from .desk import Desk
from .errors import Malformed
from .model import DeadlineState, Letter, Principal, iso
from .pool import Pool
from .settings import Settings
from .version import __version__

router = APIRouter(prefix="/api")

#: As registered with IANA.
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Verifier(Protocol):
    """Who is asking. Raises NotSignedIn or Forbidden."""

    def verify(self, authorization: str | None) -> Principal: ...


def get_desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def get_principal(
    request: Request, authorization: Annotated[str | None, Header()] = None
) -> Principal:
    verifier: Verifier = request.app.state.verifier
    return verifier.verify(authorization)


def get_language(request: Request) -> str:
    """The asker's language among ours."""
    settings: Settings = request.app.state.settings
    return phrases.language_of(request.headers.get("accept-language"), settings.language)


def get_pool(desk: Annotated[Desk, Depends(get_desk)]) -> Pool:
    return Pool(desk=desk)


DeskDep = Annotated[Desk, Depends(get_desk)]
PoolDep = Annotated[Pool, Depends(get_pool)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
Who = Annotated[Principal, Depends(get_principal)]
Lang = Annotated[str, Depends(get_language)]


@router.get("/config")
def config(settings: SettingsDep) -> dict[str, Any]:
    """What the pane must know before anybody has signed in."""
    entra = {"client_id": settings.entra_client_id, "authority": settings.entra_authority}
    return {
        "version": __version__,
        "identity": list(settings.identity),  # none in the demonstration
        "entra": entra if "entra" in settings.identity else None,
        "languages": ["nl", "en", "fr", "de"],
    }


@router.get("/me")
def me(who: Who, desk: DeskDep, settings: SettingsDep) -> dict[str, Any]:
    why = None if settings.smtp_host else "no_relay"
    why = why or (None if who.mail else "no_address")
    return {
        "preferences": asdict(desk.preferences(who)),
        "mail_notices": {"possible": why is None, "address": who.mail, "why": why},
        "capabilities": sorted(desk.capabilities(who)),
    }


@router.put("/me/preferences")
def prefer(given: bodies.PreferencesIn, who: Who, desk: DeskDep, lang: Lang) -> dict[str, Any]:
    return asdict(desk.prefer(who, given.preferences(), lang))


@router.get("/me/export")
def export(who: Who, desk: DeskDep, pool: PoolDep) -> dict[str, Any]:
    """Everything that is kept about the one who asks."""
    chosen, mail, found = desk.export(who)
    return {
        "preferences": asdict(chosen),
        "mail": mail,
        "deadlines": [asdict(deadline) for deadline in found],
        "promises": [asdict(promise) for promise in pool.promised(who)],
    }


@router.delete("/me", status_code=204)
def erase(who: Who, desk: DeskDep) -> None:
    desk.erase(who)


@router.post("/readings")
def read(given: bodies.ReadingIn, who: Who, desk: DeskDep, lang: Lang) -> dict[str, Any]:
    opened = desk.open(who, given.message.message())
    return answers.opened_json(opened, desk.catalogue, desk.preferences(who), lang, desk.now())


@router.get("/letters")
def letters(who: Who, desk: DeskDep, lang: Lang) -> dict[str, Any]:
    """All letters, in the shape of `/readings`, for a new mail that answers none."""
    chosen = desk.preferences(who)
    return answers.opened_json(desk.nothing_open(), desk.catalogue, chosen, lang, desk.now())


@router.post("/letters/{id}")
def write(id: str, given: bodies.LetterIn, who: Who, desk: DeskDep) -> Letter:
    return desk.write(
        id,
        lang=given.lang,
        register=given.tone,
        values=given.values,
        subject=given.subject,
        message_id=given.message_id,
    )


@router.post("/letters/{id}/formal")
def write_formally(
    id: str, given: bodies.FormalIn, who: Who, desk: DeskDep, lang: Lang
) -> Response:
    """The letter as a Word file."""
    content = desk.write_formally(
        id,
        lang=given.lang,
        register=given.tone,
        values=given.values,
        message_id=given.message_id,
        sender=given.sender.party(),
        addressee=given.addressee.party(),
        zone=desk.preferences(who).timezone,
    )
    name = phrases.sentence(lang, "formal", "name")
    disposition = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return Response(content, media_type=DOCX, headers=disposition)


@router.post("/wording")
def check_wording(given: Annotated[dict[str, Any], Body()], who: Who, lang: Lang) -> dict[str, Any]:
    """Findings in a draft, explained in the asker's language. Nothing is stored."""
    return {"findings": wording.answer(given, lang)["findings"]}


@router.post("/deadlines", status_code=201)
def wait(
    given: bodies.WaitIn, response: Response, who: Who, desk: DeskDep, lang: Lang
) -> dict[str, Any]:
    """201 once the row is durable; 200 when the mail's deadline was kept before."""
    deadline, created = desk.wait(who, given.wait(), lang)
    response.status_code = 201 if created else 200
    return answers.deadline_json(deadline)


@router.get("/deadlines")
def waiting(who: Who, desk: DeskDep, pool: PoolDep) -> dict[str, Any]:
    """All deadlines, and the promises that are due for a reminder: one look tells all."""
    return {
        "now": iso(desk.now()),
        "deadlines": answers.deadlines_json(desk.waiting(who)),
        "promises": answers.promises_json(pool.due(who)),
    }


@router.patch("/deadlines/{id}")
def change(id: str, given: bodies.ChangeIn, who: Who, desk: DeskDep) -> dict[str, Any]:
    if (given.state is None) == (given.limit_at is None):
        raise Malformed("state", "give either a state or a limit_at")
    if given.limit_at is not None:
        return answers.deadline_json(desk.reschedule(who, id, given.limit_at))
    state = DeadlineState(given.state or "")
    return answers.deadline_json(desk.settle(who, id, state, given.template))


@router.post("/deadlines/{id}/snooze")
def snooze(id: str, given: bodies.SnoozeIn, who: Who, desk: DeskDep) -> dict[str, Any]:
    kept = desk.snooze(who, id, given.choice, given.until, sleep=given.sleep)
    return answers.deadline_json(kept)


@router.get("/deadlines/{id}/history")
def history(id: str, who: Who, desk: DeskDep, lang: Lang) -> dict[str, Any]:
    """Why was I reminded? In the asker's language; also of a promise, by its id."""
    return {"history": told.told(desk.history(who, id), lang)}


@router.post("/notices/{id}/seen", status_code=204)
def seen(id: str, who: Who, desk: DeskDep) -> None:
    desk.seen(who, id)


@router.post("/promises", status_code=201)
def promise(
    given: bodies.PromiseIn, response: Response, who: Who, pool: PoolDep, lang: Lang
) -> dict[str, Any]:
    """201 once the row is durable; 200 when that candidate of that mail was promised before."""
    kept, created = pool.promise(who, given.pledge(), lang)
    response.status_code = 201 if created else 200
    return answers.promise_json(kept)


@router.get("/promises")
def promised(who: Who, pool: PoolDep) -> dict[str, Any]:
    return {"promises": answers.promises_json(pool.promised(who))}


@router.get("/promises.csv")
def promised_csv(who: Who, pool: PoolDep, desk: DeskDep, lang: Lang) -> Response:
    zone = ZoneInfo(desk.preferences(who).timezone)
    table = answers.promises_csv(pool.promised(who), lang, zone)
    disposition = {"Content-Disposition": 'attachment; filename="netjes-promises.csv"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=disposition)


@router.patch("/promises/{id}")
def change_promise(
    id: str, given: bodies.PromiseChangeIn, who: Who, pool: PoolDep
) -> dict[str, Any]:
    ended = given.state is not None
    changed = pool.change(who, id, consent=given.consent, until=given.until, end=ended)
    return answers.promise_json(changed)
