"""The demonstration's one user; no token is asked for."""

from dataclasses import dataclass

from ..model import Principal


@dataclass(frozen=True)
class DemoIdentity:
    """Everyone is the same person; only for the demonstration on this machine."""

    principal: Principal

    def verify(self, authorization: str | None) -> Principal:
        return self.principal
