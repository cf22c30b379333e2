"""One request -> its answer: the operations that are known, and what becomes of a refusal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from . import busyness, changing, directory, finding, making, soap
from .people import People, User
from .place import Asking, Poor
from .refusal import Refused
from .soap import Node
from .trouble import Reply

_OPERATIONS: Mapping[str, Callable[[Asking, Node], Node]] = {
    "GetItem": finding.get_item,
    "FindItem": finding.find_item,
    "GetFolder": finding.get_folder,
    "FindFolder": finding.find_folder,
    "CreateItem": making.create,
    "SendItem": making.send,
    "UpdateItem": changing.update,
    "MoveItem": changing.move,
    "DeleteItem": changing.delete,
    "GetUserAvailability": busyness.availability,
    "GetServerTimeZones": directory.time_zones,
    "ResolveNames": directory.resolve_names,
    "ConvertId": directory.convert_id,
    "GetUserConfiguration": directory.user_configuration,
    "GetUserOofSettings": directory.oof_settings,
}


@dataclass(slots=True)
class Call:
    """A request and what was answered, as the log keeps it."""

    operation: str
    request: bytes = field(repr=False)
    user: str = ""  #: who signed in
    acting: str = ""  #: whose rights counted
    status: int = 0
    response: bytes = field(default=b"", repr=False)  #: the right answer; b"" when none was made
    fault: str = ""  #: what was sent instead
    error: str = ""  #: a mistake of the stand-in itself


def opened(call: Call) -> tuple[Node | None, Node]:
    """Header and the one element of the body; the call's operation is noted. Raises NotXml."""
    root = soap.parse(call.request)
    body = soap.find(root, "s:Body")
    inside = [] if body is None else list(soap.children(body))
    if len(inside) != 1:
        raise soap.NotXml("the body of the envelope holds no single request")
    call.operation = soap.local(inside[0]).removesuffix("Request")
    return soap.find(root, "s:Header"), inside[0]


def answer(
    call: Call,
    people: People,
    user: User,
    server: Poor,
    now: Callable[[], datetime],
    header: Node | None,
    request: Node,
) -> Reply:
    """The right answer; the call notes it, and as whom it was asked."""
    try:
        caller = people.caller(user, header, server.impersonation)
        call.acting = caller.acting
        operation = _OPERATIONS.get(call.operation)
        if operation is None:
            raise Refused("ErrorInvalidRequest", fault=True)
        asking = Asking(people, caller, server, now)
        reply = Reply(200, soap.envelope(operation(asking, request)))
    except Refused as said:
        reply = refused(said)
    except Exception as exc:  # a mistake of ours: said in the log, where tests look
        call.error = f"{type(exc).__name__}: {exc}"
        reply = refused(Refused("ErrorInternalServerError"))
    call.response = reply.body
    return reply


def refused(said: Refused) -> Reply:
    """The whole request is refused: a SOAP fault."""
    return Reply(500, soap.fault(said.code, said.sentence, said.details))
