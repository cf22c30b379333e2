"""Bearer token -> who is asking. Only package that imports jwt, and that only where it serves.

demo        the demonstration's one user
fetch       JSON from an https address, with patience and size limited
keys        the keys that an issuer signs with, as it publishes them
entra       Microsoft Entra's access tokens -> Principal
"""
