"""Learns how much signs count: each example is some candidates, of which one or none is right.

The weights make the right answer the likeliest (softmax, L2, Adam). Same examples, same weights.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np

from addin_server.evaluation import matching

PASSES = 400
RATE = 0.05


class Example(NamedTuple):
    """The signs of each candidate; the number of the right one from 1, 0: none; what it counts."""

    candidates: list[set[str]]
    answer: int
    weight: float = 1.0


def answer(gold, values):
    """The number of the value that is right, counting from 1; 0: none is. None: one nearly is, so
    there is nothing to learn.
    """
    if gold is None:
        return 0
    right = (n for n, value in enumerate(values, 1) if matching.exact(gold, value))
    near = any(matching.overlap(gold, value) for value in values)
    return next(right, None if near else 0)


def learn(examples, decay, fewest):
    """Sign -> weight. `fewest`: candidates that must have a sign."""
    taught = [each for each in examples if each.candidates]
    counted = Counter(sign for each in taught for signs in each.candidates for sign in signs)
    kept = {sign: n for n, sign in enumerate(sorted(s for s in counted if counted[s] >= fewest))}
    rows = [row for each in taught for row in (set(), *each.candidates)]
    numbers = [sorted(kept[sign] for sign in row if sign in kept) for row in rows]
    sizes = np.array([len(each.candidates) + 1 for each in taught])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(len(rows))
    right[starts + [each.answer for each in taught]] = 1
    total = sum(each.weight for each in taught)
    weight = np.repeat([each.weight / total for each in taught], sizes)
    learnt = _descended(numbers, len(kept), (starts, sizes), right, weight, decay)
    return {sign: round(float(learnt[n]), 3) for sign, n in kept.items()}


def _descended(numbers, wide, groups, right, weight, decay):
    starts, sizes = groups
    signs = np.concatenate([np.array(row, dtype=np.int64) for row in numbers])
    rows = np.repeat(np.arange(len(numbers)), [len(row) for row in numbers])
    learnt, mean, square = np.zeros(wide), np.zeros(wide), np.zeros(wide)
    for turn in range(1, PASSES + 1):
        logits = np.bincount(rows, learnt[signs], len(numbers))
        power = np.exp(logits - np.repeat(np.maximum.reduceat(logits, starts), sizes))
        share = power / np.repeat(np.add.reduceat(power, starts), sizes)
        wrong = (share - right) * weight
        slope = np.bincount(signs, wrong[rows], wide) + decay * learnt
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        step = mean / (1 - 0.9**turn) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
        learnt -= RATE * step
    return learnt
