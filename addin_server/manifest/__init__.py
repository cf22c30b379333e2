"""manifest.xml with our origin and version filled in; `problems` checks one without the network.

Microsoft's own validator works only online, and lets unknown references pass.

    schema      the order of elements
    buttons     one VersionOverrides: buttons, resources, pictures
    checking    the whole manifest -> its problems
"""

import re
from xml.sax.saxutils import escape

from .. import resources
from ..errors import SettingsError
from .checking import ORIGIN, host_of, problems
from .schema import is_guid

__all__ = ["ORIGIN", "load", "problems", "render", "version_number"]


def load() -> str:
    """The manifest as it is written, for a server on this machine."""
    return (resources.folder("manifest") / "manifest.xml").read_text("utf-8")


def render(source: str, origin: str, version: str, client_id: str = "") -> str:
    """Fill in where the server is, its version and its Entra app registration.

    Raises SettingsError for an origin Outlook cannot use; plain http only for this machine.
    """
    host = host_of(origin)
    if host is None:
        raise SettingsError(f"{origin}: Outlook needs an origin such as https://netjes.example.org")
    ours = rf'(?<="){re.escape(ORIGIN)}(?=[/"])|(?<=<AppDomain>){re.escape(ORIGIN)}(?=<)'
    xml = re.sub(ours, lambda _: escape(origin), source)
    xml = re.sub(r"(?<=<Version>)[^<]*", version_number(version), xml, count=1)
    return _registered(xml, host, client_id) if client_id else xml


def version_number(version: str) -> str:
    """``0.2.3`` -> ``1.0.2.3``: Microsoft's validator refuses what is below 1.0.

    It says "Manifest Version Too Low" (https://github.com/LanternOps/breeze/pull/5843). A later
    version of the package is always a later version of the manifest. Raises SettingsError.
    """
    found = re.match(r"\d{1,5}(\.\d{1,5}){0,2}(?!\d)", version)
    if found is None:
        raise SettingsError(f"the version {version!r} does not start with a number such as 1.2.3")
    return ".".join(["1", *found[0].split("."), "0", "0"][:4])


def _registered(xml: str, host: str, client_id: str) -> str:
    """WebApplicationInfo after the resources of the 1.1 overrides, whose tag closes last."""
    if not is_guid(client_id):
        raise SettingsError("ADDIN_ENTRA_CLIENT_ID is not an application id (a GUID)")
    before, closing, after = xml.rpartition("</Resources>\n")
    lines = (
        "<WebApplicationInfo>",
        f"  <Id>{client_id}</Id>",
        f"  <Resource>{escape(f'api://{host}/{client_id}')}</Resource>",
        "  <Scopes>",
        "    <Scope>openid</Scope>",
        "    <Scope>profile</Scope>",
        "  </Scopes>",
        "</WebApplicationInfo>",
    )
    return before + closing + "".join(f"      {line}\n" for line in lines) + after
