"""Bearer token -> who is asking. Only package that imports jwt, and that only where it serves.

demo        the demonstration's one user
fetch       JSON from an https address, with patience and size limited
keys        the keys that an issuer signs with, as it publishes them
tokens      what the tokens of all issuers share: shape, times, those seen before
entra       Microsoft Entra's access tokens -> Principal
exchange    identity tokens of Exchange servers on-premises -> Principal
users       the administrator's list of Exchange users and their mail addresses
chosen      settings -> who checks the tokens
"""
