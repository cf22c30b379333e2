"""Processor time of calls, and how it is told.

On a shared machine the ratios of one run tell something, milliseconds little.
"""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from addin_server.evaluation.scores import percentile


class Times(NamedTuple):
    """Milliseconds of processor time of one call."""

    median: float
    p99: float


def times(spent: Sequence[float]) -> Times:
    return Times(percentile(spent, 50) or 0.0, percentile(spent, 99) or 0.0)


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def timed(act: Callable[[], object], rounds: int) -> Times:
    """After one call that does not count: the first loads what is loaded once."""
    act()
    return times([spent(act) for _ in range(rounds)])


def side_by_side(
    one: Callable[[], object], other: Callable[[], object], rounds: int, often: int
) -> tuple[Times, Times]:
    """Two calls by turns, so that both meet the same machine; the first `often` times a turn."""
    one(), other()
    ones, others = [], []
    for _ in range(rounds):
        ones.extend(spent(one) for _ in range(often))
        others.append(spent(other))
    return times(ones), times(others)


def row(name: str, *cells: object) -> str:
    """A line of a table. Numbers are told with as many figures as mean something."""
    return f"{name:<34}" + "".join(f"{_cell(cell):>11}" for cell in cells)


def _cell(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    return f"{cell:.2f}" if cell < 10 else f"{cell:.0f}"
