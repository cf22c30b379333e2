"""HTTP for what is done in the mailbox itself: the pane's clicks that Outlook does not carry out.

An id of Exchange may hold slashes; they are part of the path here.
"""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from . import bodies
from .api import DeskDep, Who, get_desk
from .desk import Desk
from .model import Letter
from .responses import Responses

router = APIRouter(prefix="/api")


def get_responses(desk: Annotated[Desk, Depends(get_desk)]) -> Responses:
    return Responses(desk=desk)


ResponsesDep = Annotated[Responses, Depends(get_responses)]


@router.get("/me/mailbox")
def profile(who: Who, responses: ResponsesDep) -> dict[str, Any]:
    """What the user has set in Outlook: zone, working hours, language; "" or null: not known."""
    return asdict(responses.profile(who))


@router.post("/messages/{id:path}/draft", status_code=201)
def draft(
    id: str, given: bodies.ResponseIn, who: Who, desk: DeskDep, responses: ResponsesDep
) -> dict[str, str]:
    return {"id": responses.draft(who, id, _written(desk, given))}


@router.post("/messages/{id:path}/decline")
def decline(
    id: str, given: bodies.ResponseIn, who: Who, desk: DeskDep, responses: ResponsesDep
) -> dict[str, bool]:
    """Decline a meeting request, with the letter as the response; its deadline is answered."""
    responses.decline(who, id, _written(desk, given), given.message_id)
    return {"declined": True}


@router.post("/messages/{id:path}/propose")
def propose(
    id: str, given: bodies.ResponseIn, who: Who, desk: DeskDep, responses: ResponsesDep
) -> dict[str, bool]:
    letter = _written(desk, given)
    responses.propose(who, id, letter, given.message_id, given.start, given.end)
    return {"proposed": True}


@router.post("/messages/{id:path}/take-out")
def take_out(id: str, who: Who, responses: ResponsesDep) -> dict[str, bool]:
    """Remove the calendar entry of an invitation; false when there was none."""
    return {"taken_out": responses.take_out(who, id)}


def _written(desk: Desk, given: bodies.ResponseIn) -> Letter:
    """From the template: what is sent in a user's name is a letter, not any text."""
    return desk.write(
        given.letter,
        lang=given.lang,
        register=given.tone,
        values=given.values,
        subject=given.subject,
        message_id=given.message_id,
    )
