"""Which post a mail is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..model import Kind
from .names import PLACEHOLDER, capital, details
from .source import Found, Part, Source
from .vocabulary import Phrases, choice, phrases

MOST_WORDS = 8
AND = frozenset({"and", "en", "et", "und", "&"})
GENDER = re.compile(
    r"\s*[\[(]?(?<!\w)(?:[mwfvhd]\s?/\s?){1,2}[mwfvhdx](?!\w)[\])]?|\s*\((?:all genders|gn)\)",
    re.IGNORECASE,
)
ENDS = re.compile(r"[,;:!?\n\"“”„«»|•]|\.(?!\w)|\s[-–—]|\(|\s#|[\[{<$%]|_{2}| — ")


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around a title, for one language."""

    before: Phrases
    after: Phrases
    subject: re.Pattern[str]
    stops: frozenset[str]
    weak: frozenset[str]
    articles: frozenset[str]
    plain: frozenset[str]
    endings: tuple[str, ...]  #: of those, what a compound may end in


@cache
def cues(lang: str | None) -> Cues:
    """The cues of a language, compiled."""
    lex = details(lang)
    plain = frozenset({*lex["plain_titles"], *details("en")["plain_titles"]})
    return Cues(
        before=phrases(
            lex["title_before"],
            before=r"(?<![\w-])",
            after=r"(?:(?<=['’])|(?::|(?!\w))[ \t]{0,3}(?:\n(?!\s))?(?<=[\s:]))",
        ),
        after=phrases(lex["title_after"], before=r"(?:(?<=\w[ \n-])|(?<=\)[ \n])|(?=[(]))"),
        subject=re.compile(
            rf"^(?:(?:re|fw|fwd|aw|tr|wg|antw)\s?:\s?)*(?:{choice(lex['title_subject'])})(?:\s?[:–—|-]\s+|\s+)",
            re.IGNORECASE,
        ),
        stops=frozenset(lex["stops"]),
        weak=frozenset(lex["title_weak"]),
        articles=frozenset(lex["articles"]),
        plain=plain,
        endings=tuple(p for p in plain if len(p) > 4),
    )


def find(source: Source, lang: str | None, kind: Kind) -> Found | None:
    """The job title; body and subject that agree win, else the surest cue."""
    best: dict[str, tuple[float, Found]] = {}
    for weight, found in _candidates(source, lang):
        if kind is Kind.APPLICATION and found.part == "subject":
            weight += 2  # applicants name the post there, and in the body all they have been
        key = found.value.lower()
        score, kept = best.get(key, (0.0, found))
        best[key] = (
            score + weight,
            kept if kept.part == "body" or found.part == "subject" else found,
        )
    if not best:
        return None
    score, found = max(best.values(), key=lambda pair: pair[0])
    return found if score >= 1 else None


def _candidates(source: Source, lang: str | None) -> Iterator[tuple[float, Found]]:
    known = cues(lang)
    body: tuple[Part, str, tuple[int, int]] = ("body", source.body, source.newest)
    for part, text, span in (body, ("subject", source.subject, (0, len(source.subject)))):
        for m in known.before.find(text, *span):
            weak = " ".join(m[0].lower().split()) in known.weak
            yield from _forward(text, m.end(), span[1], part, known, weak)
        for m in known.after.find(text, *span):
            yield from _backward(text, m.start() - 1, span[0], part, known)
    if (opening := known.subject.match(source.subject)) is not None:
        yield from _forward(
            source.subject, opening.end(), len(source.subject), "subject", known, True
        )
    for piece in re.finditer(r"[^–—:|]+?(?=\s[-–—|]\s|[–—:|]|$)", source.subject):
        yield from _segment(piece, known)


def _segment(piece: re.Match[str], known: Cues) -> Iterator[tuple[float, Found]]:
    """A part of the subject that is nothing but a title."""
    words = piece[0].strip(" -")
    pieces = words.lower().split()
    if (
        0 < len(pieces) <= 5
        and (_telling(pieces[-1], known) or (pieces[1:2] == ["of"] and _telling(pieces[0], known)))
        and not PLACEHOLDER.search(words)
        and (len(pieces) > 1 or piece.start() > 0)
        and not known.subject.match(words + " ")
    ):
        start = piece.start() + piece[0].index(words)
        yield 1.0, _made(words, "subject", start)


def _made(words: str, part: Part, start: int) -> Found:
    return Found(
        words=words, part=part, start=start, end=start + len(words), value=" ".join(words.split())
    )


def _forward(
    text: str, at: int, stop: int, part: Part, known: Cues, weak: bool
) -> Iterator[tuple[float, Found]]:
    """The title that begins here."""
    piece = text[at : min(stop, at + 100)]
    quoted = len(piece) - len(piece.lstrip("\"'“„«‘* ")) if piece[:1] in "\"'“„«‘*" else 0
    piece = piece[quoted:]
    if m := ENDS.search(_masked(piece)):
        piece = piece[: m.start()]
        if (
            text[at + quoted + m.start() : at + quoted + m.start() + 1] in "[{<$%"
            and not piece.strip()
        ):
            return
    words = list(re.finditer(r"\S+", piece))
    while words and words[0][0].lower() in known.articles:
        words.pop(0)
    kept = 0
    while kept < min(len(words), MOST_WORDS) and not (kept and _stops(words, kept, known)):
        kept += 1
    if not kept or words[0][0].lower() in known.stops:
        return
    begin, end = words[0].start(), words[kept - 1].end()
    title = GENDER.sub("", piece[begin:end]).rstrip(" .*'’\"")
    if (weight := _worth(title, known, weak)) > 0:
        yield weight, _made(title, part, at + quoted + begin)


def _stops(words: list[re.Match[str]], at: int, known: Cues) -> bool:
    """Does the title end before this word? Not at `Learning and` of a longer post."""
    low = words[at][0].lower()
    if low in AND and at + 1 < len(words) and at < MOST_WORDS - 1:
        so_far = any(_telling(m[0], known) for m in words[:at])
        behind = [m[0] for m in words[at + 1 : at + 4]]
        return so_far or not capital(behind[0]) or not any(_telling(w, known) for w in behind)
    return low in known.stops


def _telling(word: str, known: Cues) -> bool:
    """Is it a word for a post, or does it end in one?"""
    low = word.lower().strip("()'’.,")
    return low.split("-")[-1] in known.plain or _ends_plain(low, known)


def _masked(piece: str) -> str:
    """`(m/w/d)`, `Manager (Laravel)` and `.NET` do not end a title."""
    return re.sub(r"\((?=[A-Z][\w .+#-]{1,20}\))|(?<=\s)\.(?=\w)", "x", piece)


def _worth(title: str, known: Cues, weak: bool) -> float:
    words = title.split()
    if (
        not words
        or len(title) < 2
        or PLACEHOLDER.search(title)
        or not any(c.isalpha() for c in title)
    ):
        return 0
    telling = any(_telling(w, known) for w in words)
    if capital(words[0]) and telling:
        return 3
    if telling:
        return 2 if not weak or len(words) < 4 else 1
    if weak:
        return 0
    return 1.5 if capital(words[0]) and len(words) < 6 else 0


def _ends_plain(word: str, known: Cues) -> bool:
    return word.endswith(known.endings)


def _backward(
    text: str, at: int, start: int, part: Part, known: Cues
) -> Iterator[tuple[float, Found]]:
    """The title that ends here: `the Data Scientist role`."""
    low = max(start, at - 80)
    piece = text[low:at]
    cut = 0
    for m in ENDS.finditer(_masked(piece)):
        cut = m.end()
    words = list(re.finditer(r"\S+", piece[cut:]))
    if low > start and cut == 0 and words:
        words.pop(0)
    kept = len(words)
    while kept and len(words) - kept < MOST_WORDS and _inside(words[kept - 1][0], known):
        kept -= 1
    chosen = words[kept:]
    while chosen and (not capital(chosen[0][0]) or chosen[0][0].lower() in known.articles):
        chosen.pop(0)
    if not chosen:
        chosen = _small(words, known)
    if not chosen:
        return
    begin = low + cut + chosen[0].start()
    title = text[begin : low + cut + chosen[-1].end()]
    weight = _worth(title, known, False)
    if weight > (0 if len(chosen) > 1 else 1.5):
        yield weight, _made(title, part, begin)


def _small(words: list[re.Match[str]], known: Cues) -> list[re.Match[str]]:
    """A title in small letters, behind an article: `for our ship welder vacancy`."""
    if not words or not _telling(words[-1][0], known):
        return []
    kept = len(words)
    while kept and len(words) - kept < 4 and not _bounds(words[kept - 1][0], known):
        kept -= 1
    behind_article = kept and words[kept - 1][0].lower() in known.articles
    return words[kept:] if behind_article or kept == 0 else []


def _bounds(word: str, known: Cues) -> bool:
    low = word.lower()
    return low in known.articles or low in known.stops


def _inside(word: str, known: Cues) -> bool:
    low = word.lower()
    return (
        capital(word) or low in ("of", "en", "and", "&", "/", "-", "et", "und")
    ) and low not in known.articles
