"""Figures for the administrator's monitoring. Only module that imports prometheus_client.

Counts and ages only; nothing about a person or a mail.
"""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from .model import NoticeState

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition(notices: Mapping[str, int], tick_age: float | None) -> str:
    """The text that Prometheus reads. `tick_age` is in seconds."""
    registry = CollectorRegistry()
    by_state = Gauge("netjes_notices", "Notices by state", ["state"], registry=registry)
    for state in NoticeState:
        by_state.labels(state=state.value).set(notices.get(state.value, 0))
    if tick_age is not None:
        age = Gauge("netjes_last_tick_age_seconds", "Since the last tick", registry=registry)
        age.set(tick_age)
    return generate_latest(registry).decode()
