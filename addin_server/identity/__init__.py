"""Bearer token -> who is asking. Only package that imports jwt.

fetch       JSON from an https address, with patience and size limited
keys        the keys that an issuer signs with, as it publishes them
entra       Microsoft Entra's access tokens -> Principal; and the demonstration's one user
"""

from .entra import DemoIdentity, EntraVerifier
from .fetch import Fetch, http_fetch

__all__ = ["DemoIdentity", "EntraVerifier", "Fetch", "http_fetch"]
