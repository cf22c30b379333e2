"""Figures for the administrator's monitoring. Only module that imports prometheus_client.

Counts and ages only; nothing about a person or a mail.
"""

from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from .model import NoticeState
from .tally import BOUNDS, Tally

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition(
    notices: Mapping[str, int],
    tick_age: float | None,
    tally: Tally,
    resting: Mapping[str, bool],
) -> str:
    """The text that Prometheus reads. `tick_age` is in seconds; `resting` by what can be down."""
    registry = CollectorRegistry()
    registry.register(_Figures(notices, tick_age, tally, resting))
    return generate_latest(registry).decode()


class _Figures(Collector):
    def __init__(
        self,
        notices: Mapping[str, int],
        tick_age: float | None,
        tally: Tally,
        resting: Mapping[str, bool],
    ) -> None:
        self._notices, self._tick_age = notices, tick_age
        self._tally, self._resting = tally, resting

    def collect(self) -> Iterator[Metric]:
        states = GaugeMetricFamily("netjes_notices", "Notices by state", labels=["state"])
        for state in NoticeState:
            states.add_metric([state.value], self._notices.get(state.value, 0))
        yield states
        if self._tick_age is not None:
            age = "netjes_last_tick_age_seconds"
            yield GaugeMetricFamily(age, "Since the last tick", self._tick_age)
        yield from self._done()
        down = GaugeMetricFamily("netjes_resting", "1: does not answer", labels=["endpoint"])
        for name, rests in self._resting.items():
            down.add_metric([name], rests)
        yield down

    def _done(self) -> Iterator[Metric]:
        outcomes = self._tally.outcomes
        tried = outcomes.pop("tried", 0)
        yield CounterMetricFamily("netjes_attempts", "Deliveries begun since the start", tried)
        by_outcome = CounterMetricFamily(
            "netjes_deliveries", "What became of them", labels=["outcome"]
        )
        for outcome, number in sorted(outcomes.items()):
            by_outcome.add_metric([outcome], number)
        yield by_outcome
        late, seconds = self._tally.lateness
        names = [*map(str, BOUNDS), "+Inf"]
        buckets = list(zip(names, accumulate(late), strict=True))
        help = "From when a notice was due to its first claim"
        yield HistogramMetricFamily("netjes_lateness_seconds", help, buckets, seconds)
