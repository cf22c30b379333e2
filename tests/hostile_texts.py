"""Texts made to do harm: floods of the words that the reader looks for, and odd characters.

Everything comes from the `Random` that is handed in: the same one gives the same text.
"""

import json
import random
import string
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from addin_server.model import LANGUAGES
from addin_server.resources import PACKAGE

Random = random.Random
CORPUS = Path(__file__).parent / "corpus"
ODD = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f"  # seen by nobody
    "\u202a\u202e\u2066\u2069\u0300\u0301\u20dd\ufe0f"  # turn, pile up
    "İıßſŉǰΐẞŒœﬁﬃ㎏﷽ﷺ½①Ａ"  # grow when folded
    "\x00\x07\x0b\x0c\x1b\x85\u2028\u2029\u00a0\u3000\ufffe\U000e0041😀👩🏽‍💻"
)


@cache
def texts() -> tuple[str, ...]:
    """The texts of the corpus."""
    lines = (
        line
        for path in sorted(CORPUS.glob("mails.*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return tuple(json.loads(line)["body"] for line in lines)


@cache
def phrases(topic: str) -> tuple[str, ...]:
    """Everything that a topic of the lexicons says, in the four languages."""
    books = (PACKAGE / "lexicon" / lang / f"{topic}.toml" for lang in LANGUAGES)
    return tuple(
        phrase for book in books for phrase in _strings(tomllib.loads(book.read_text("utf-8")))
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split(" / ")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def length(r: Random) -> int:
    """Characters: mostly those of a mail, sometimes more than is read of any."""
    return 300_000 if r.random() < 0.02 else int(10 ** r.uniform(1.5, 4.4))


def repeated(r: Random) -> str:
    """A short piece over and over: what grows faster than the text shows here."""
    alphabet = r.choice([string.printable, "<>[]{}()\"'&;:=-/\\|.,!?*_# \n", "09:./-h u", ODD])
    topic = r.choice(("moments", "kinds", "details", "parts", "salutation", "language"))
    pieces = [
        "".join(r.choices(alphabet, k=r.randint(1, 5))) if r.random() < 0.6 else r.choice(words)
        for words in [phrases(topic)] * r.randint(1, 4)
    ]
    piece = r.choice(["", " ", "\n", " "]).join(pieces) + r.choice(["", " ", "\n", "\n\n"])
    return piece * (length(r) // max(1, len(piece)))


def dates(r: Random) -> str:
    """Days, hours and what stands between them, in any order."""
    figures = ["12", "10.30", "14u", "9h30", "3/4", "12-03-2026", "2026", "a.m.", "½", "00:00", "-"]
    return flood(r, (*phrases("moments"), *figures * 20), r.choice([" ", " ", ", ", "\n"]))


def cues(r: Random) -> str:
    """What speaks for a kind, a name or a place, in any order."""
    topic = r.choice(("kinds", "details", "salutation", "parts"))
    return flood(r, phrases(topic), r.choice([" ", " ", ". ", "\n"]))


def names(r: Random) -> str:
    """Capitals, particles and legal forms."""
    words = (
        "Van de der 't O' D' Jan MARIA Bos-Vries B.V. GmbH & Co. KG SA Ltd, dr. ir. | / bij chez at"
    )
    return flood(r, tuple(words.split()), r.choice([" ", " ", "\n"]))


def flood(r: Random, words: tuple[str, ...], between: str) -> str:
    size = length(r)
    return between.join(r.choices(words, k=size // 6 + 1))[:size]


def quotes(r: Random) -> str:
    """History under history: signs, attributions, headers of older mails."""
    blocks = [
        "> " * r.randint(1, 200) + "x",
        "Op ma 2 mrt. 2026 om 09:00 schreef Jan <jan@example.org>:",
        "On Mon, Mar 2, 2026 at 9:00 AM\nJan <jan@example.org>\nwrote:",
        "Van: Jan\nVerzonden: maandag 2 maart 2026 09:00\nAan: Noor\nOnderwerp: gesprek\n",
        "De : Jan\nEnvoyé : lundi\nÀ : Noor\nObjet : entretien\n",
        "-----Ursprüngliche Nachricht-----",
        "Von:",
        "Met vriendelijke groet,\nJan",
        "--",
        "",
    ]
    return "\n".join(r.choices(blocks, k=length(r) // 40 + 1))


def unseen(r: Random) -> str:
    """Odd characters inside the words of a real text."""
    odd = r.sample(ODD, r.randint(1, 4))
    most = r.choice([1, 3, 50])
    letters = (c + "".join(r.choices(odd, k=r.randint(0, most))) for c in r.choice(texts()))
    return "".join(letters)[: length(r)]


def shaken(r: Random) -> str:
    """Real texts with their words and lines in disorder."""
    parts = [part for text in r.sample(texts(), r.randint(1, 4)) for part in text.split(" ")]
    for _ in range(r.randint(1, 40)):
        at, to = r.randrange(len(parts)), r.randrange(len(parts))
        parts[at : at + r.randint(0, 3)] = parts[to : to + r.randint(0, 9)] * r.choice([1, 1, 30])
        parts = parts or ["x"]
    return " ".join(parts)[: 10 * length(r)]


TEXTS: tuple[Callable[[Random], str], ...] = (
    *(repeated, repeated, dates, dates, cues, cues),
    *(names, quotes, unseen, shaken, shaken),
)
