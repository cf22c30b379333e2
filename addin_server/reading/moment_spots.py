"""Where in a text a day may be told, or an hour of one. What stands there is not decided here."""

from bisect import bisect_left, bisect_right
from itertools import compress

from .index import Text
from .moment_hours import STOP
from .moment_patterns import Patterns, patterns
from .moment_ranks import AGAIN, DAY, MERE, SURE, Ranks, ranks
from .patterns import lazy

_NEAR = 12  #: words between the hours of a list, and around a day
_BEFORE = 160  #: code points from an hour to the day behind it, lists and labels and all
_BEHIND = 400  #: the same to one before it, told in a sentence of its own
AFTER_FIGURES = ":"  #: every word that is a figure sorts before this
_JOINT = lazy(r"\s?([/.:-])\s?\d")

#: The number of a word, what stands behind it with which it may say something, and its rank.
Spot = tuple[int, str, int]


def spots(text: Text, lang: str | None, start: int, stop: int) -> list[Spot]:
    """Where a token may begin that is a day, or may belong to one; none where no day is told."""
    words, offsets = text.words, text.offsets
    low, high = bisect_left(offsets, start), bisect_left(offsets, stop)
    if low < high and offsets[high - 1] + len(words[high - 1]) > stop:
        high -= 1
    known = ranks(lang)
    found = _ranked(text, low, high, known, patterns(lang))
    days = [n for n, _, rank in found if rank >= DAY]
    if not days:
        return []
    certain = [n for n, _, rank in found if rank]
    if len(certain) < len(found):
        found = _near(found, certain)
    return _beside(text, found, days, known)


def _ranked(text: Text, low: int, high: int, known: Ranks, figures: Patterns) -> list[Spot]:
    """What tells something of these words."""
    words, longer, alone, found = text.words, known.longer, known.alone, []
    for n in compress(range(low, high), map(known.telling.__contains__, words[low:high])):
        word, following = words[n], words[n + 1] if n + 1 < high else ""
        if word < AFTER_FIGURES:
            if spot := _figure(text, n, following, known, figures):
                found.append(spot)
        elif word in longer and following in longer[word]:
            found.append((n, following, longer[word][following]))
        elif word in alone and not _names_no_zone(text, text.offsets[n], word, known):
            led = n > 0 and words[n - 1] in known.leading
            found.append((n, "", alone[word] or (SURE if led else MERE)))
    return found


def _figure(text: Text, n: int, following: str, known: Ranks, figures: Patterns) -> Spot | None:
    """How much a figure tells, and the sign or word that may join it to what stands behind it."""
    word, before = text.words[n], text.words[n - 1] if n else ""
    if following >= AFTER_FIGURES:
        if following in figures.behind:
            dated = following in figures.dating or before in known.dating
            return n, following, DAY if dated else SURE
    elif following and (m := _JOINT.match(text, text.offsets[n] + len(word))):
        return n, m[1], DAY if m[1] != ":" or before in known.dating else SURE
    if len(word) > 2:
        return None
    if before in known.dating and _may_be_day(text, n, following, known):
        return n, "", DAY
    return n, "", SURE if before in known.leading else MERE


def _may_be_day(text: Text, n: int, following: str, known: Ranks) -> bool:
    """Does what stands around a figure allow that it is a day: `until the 14th`, `the 14th.`?"""
    if text.words[n - 1] in known.until or following in known.telling or following in known.linking:
        return True
    return STOP.match(text, text.offsets[n] + len(text.words[n])) is not None


def _names_no_zone(text: str, at: int, word: str, known: Ranks) -> bool:
    """`et`, `Europe`: words that would name one only as `ET`, as `Europe/Paris`."""
    end = at + len(word)
    return (word in known.zones and text[at].islower()) or (
        word in known.areas and text[end : end + 1] != "/"
    )


def _near(found: list[Spot], certain: list[int]) -> list[Spot]:
    """Without the mere numbers that stand far from all that is `certain`."""
    kept, at = [], 0
    for one in found:
        while at < len(certain) and certain[at] < one[0] - _NEAR:
            at += 1
        if at < len(certain) and certain[at] <= one[0] + _NEAR:
            kept.append(one)
    return kept


def _beside(text: Text, found: list[Spot], days: list[int], known: Ranks) -> list[Spot]:
    """Without what stands too far from every day to be an hour of one. All zones are kept."""
    first, day, last = (text.offsets[n] for n in (found[0][0], days[0], found[-1][0]))
    if day - first <= _BEFORE and last - day <= _BEHIND:
        return found
    if any(rank == AGAIN for _, _, rank in found):
        return found  # the hour named before, however far
    offsets = [text.offsets[n] for n, _, _ in found]
    kept, done = [], 0
    for n in days:
        at = text.offsets[n]
        low, high = bisect_left(offsets, at - _BEFORE), bisect_right(offsets, at + _BEHIND)
        while low > done and _are_linked(text, found[low - 1][0], found[low][0], known):
            low -= 1
        high = max(high, done)
        while high < len(found) and _are_linked(text, found[high - 1][0], found[high][0], known):
            high += 1
        kept += [spot for spot in found[done:low] if text.words[spot[0]] in known.zonal]
        kept += found[max(done, low) : high]
        done = high
    return kept + [spot for spot in found[done:] if text.words[spot[0]] in known.zonal]


def _are_linked(text: Text, one: int, other: int, known: Ranks) -> bool:
    """Does nothing stand between two words that could not in a list of hours?"""
    return known.linking.issuperset(text.words[one + 1 : other])
