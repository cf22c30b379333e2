"""Words that name a way to meet: products, and what is said of phones, pictures and places."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial

from ..resources import lexicon
from .index import ATOM, fold
from .patterns import lazy
from .vocabulary import NONE, Match, Phrases, by_first, choice, firsts, seconds

MODES = ("recorded", "video", "phone", "on_site")
TASK = "task"  #: a test taken alone: said like a mode, and none of them


@cache
def product() -> re.Pattern[str]:
    """Products for meetings, in any spelling where that is no other word."""
    lex = lexicon("en", "places")
    listed, names = choice(lex["products"]), choice(lex["product_names"])
    small = "|".join(_small(each, before) for each, before in lex["small_products"].items())
    return lazy(f"(?i:{listed})|{names}|{small}")


def _small(name: str, before: Sequence[str]) -> str:
    """One that is a word like others but beside some: `on zoom`, `zoom call`."""
    lex = lexicon("en", "places")
    behind = f"(?= (?:{choice(lex['product_talks'])}))"
    led = "|".join(f"(?<={re.escape(each)} {name})" for each in before)
    return f"{name}(?! (?:{choice(lex['product_links'])}))(?:{behind}|{led})"


@cache
def _products() -> dict[str, tuple[str, Sequence[str]]]:
    """Products by the mode they are of, as a pattern and as they are listed."""
    lex = lexicon("en", "places")
    video = (*lex["products"], *lex["product_names"], *lex["small_products"])
    return {
        "recorded": (choice(lex["recorders"]), lex["recorders"]),
        "video": (product().pattern, video),
    }


@cache
def _tail() -> str:
    """What may stand behind one that is recorded: `HireVue video interview`."""
    return rf"(?i: (?:{choice(lexicon('en', 'places')['recorder_tails'])})(?!\w)){{0,2}}"


def _seconds(
    listed: Sequence[str], via: Sequence[str], begin: frozenset[str]
) -> dict[str, frozenset[str]]:
    """What must follow a word that begins some of these, where one word alone says nothing."""
    phrases = [*listed, *(phrase for _, names in _products().values() for phrase in names)]
    needed, single = seconds(phrases, 2), firsts(phrases)
    return needed | {
        word: begin | needed.get(word, frozenset())
        for word in firsts(via)
        if word in needed or word not in single
    }


class Ways(Phrases):
    """Phrases that name a mode; the group that matched is the mode.

    Compiled as they are met: what may begin with a word, and behind `via` with the next one.
    """

    def __init__(self, via: Sequence[str], groups: Mapping[str, Sequence[str]]) -> None:
        products = {group: firsts(names) for group, (_, names) in _products().items()}
        listed = [phrase for phrases in groups.values() for phrase in phrases]
        begin = firsts([*listed, *via]).union(*products.values())
        super().__init__(NONE, begin, seconds=_seconds(listed, via, begin))
        self._via, self._ahead = lazy(rf"(?:{choice(via)})\s"), firsts(via)
        self._groups = {group: by_first(phrases) for group, phrases in groups.items()}
        self._products = products
        self._matches: dict[tuple[str, ...], Match] = {}

    def _match(self, word: str) -> Match:
        return partial(self._behind, word) if word in self._ahead else self._of(word)

    def _behind(self, word: str, text: str, at: int, end: int) -> re.Match[str] | None:
        """What begins with a word as `via`."""
        via = self._via.match(text, at, end)
        said = ATOM.match(fold(text), via.end(), end) if via else None
        match = self._of(word, said[0]) if said and said[0] in self.begin else self._of(word)
        return match(text, at, end)

    def _of(self, *first: str) -> Match:
        """What may begin with these words."""
        match = self._matches.get(first)
        if match is None:
            match = self._matches[first] = self._compiled(first).match
        return match

    def _compiled(self, first: Sequence[str]) -> re.Pattern[str]:
        ways = []
        for group, listed in self._groups.items():
            said = [phrase for word in first for phrase in listed.get(word, ())]
            known = [f"(?i:{choice(said)})"] if said else []
            if not self._products.get(group, frozenset()).isdisjoint(first):
                known.insert(0, _products()[group][0])
            tail = _tail() if group == "recorded" else ""
            ways += [f"(?P<{group}>(?:{'|'.join(known)}){tail})"] if known else []
        via = f"(?:{self._via.pattern})?" if len(first) > 1 else ""
        return lazy(rf"(?<![\w@/.-]){via}(?:{'|'.join(ways)})(?![\w@])") if ways else NONE


def ways(code: str) -> Phrases:
    """What names a mode in this language; the group that matched is the mode."""
    own, english = lexicon(code, "places"), lexicon("en", "places")
    shared = {key: [*own[key], *english[key]] for key in (TASK, "recorded")}
    return Ways(own["via"], shared | {key: own[key] for key in MODES[1:]})
