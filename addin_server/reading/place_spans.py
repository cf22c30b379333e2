"""How far the words for a place reach."""

from collections.abc import Iterator

from .index import fold
from .names import capital, listed
from .patterns import lazy
from .place_words import Words, addressed
from .vocabulary import any_of

REACH = 130  #: code points looked at behind where a place begins
TOKEN = lazy(r"\([^()\n]{1,45}\)|[dDlL]['’](?=\w)|,|\n|[^\s,()]+|[()]")
CLOCK = lazy(r"\d{1,2}(?:[:.h]\d{2}|h|u\d{0,2})(?!\d)|\d{1,2}(?:am|pm)")
POSTCODE = lazy(r"\d{4}")
NEXT = lazy(r" ([^\W\d_]+)")
PIECE = lazy(r"[dDlL]['’](?=\w)|\S+")
_PIECES = 5  #: words looked at before a noun
SHORT = lazy(lambda: rf"(?i:\w*{any_of(_cut())}|{any_of(addressed('short'))})\.")


def _cut() -> Iterator[str]:
    """Ends of names of streets that are cut short."""
    return (street.rstrip(".") for street in listed("streets") if street.endswith("."))


def extent(text: str, start: int, stop: int, known: Words, site: bool = False) -> int:
    """Where the words for a place end that begin at `start`; `start` when none do.

    `site`: the first word is a noun for a place.
    """
    reach = _Reach(text, start, known)
    for m in TOKEN.finditer(text, start, min(stop, start + REACH)):
        if not reach.takes(m[0], m.start(), site and m.start() == start):
            break
    return reach.end


class _Reach:
    """The words for a place, as far as they were taken."""

    __slots__ = ("_behind", "_folded", "_known", "_noun", "_pending", "_start", "_text", "end")

    def __init__(self, text: str, start: int, known: Words) -> None:
        self.end = self._start = start
        self._text, self._folded, self._known = text, fold(text), known
        self._pending, self._behind, self._noun = 0, "", False

    def takes(self, said: str, at: int, site: bool) -> bool:
        """Take a token; may another follow?"""
        bare, stop = said.rstrip(".:;!?"), at + len(said)
        low = self._folded[at:stop].rstrip(".:;!?'")
        if said in (",", "&") or (said == "\n" and POSTCODE.match(self._text, stop)):
            self._wait("&" if said == "&" else ",")
            self._noun = False
        elif said[0] == "(":
            if self.end == self._start or self._pending or not _aside(said, self._known):
                return False
            self.end, self._pending, self._behind = stop, 0, "("
        elif _breaks(said, low, self._behind, self._noun, self._known) or self._is_day(at, stop):
            return False
        elif site or self._is_part(bare, low):
            self.end, self._pending = at + len(bare), 0
            self._behind = "." if bare != said else ""
            self._noun = self._known.is_site(low)
        elif low in self._known.small:
            self._wait(low)
        elif self._behind in ("", ",", "(") or not self._is_site(stop):
            return False  # else `at the blue door`
        return self._pending <= 4 and (bare == said or SHORT.fullmatch(said) is not None)

    def _wait(self, behind: str) -> None:
        """A sign or a word that is a part of the place if more follows."""
        self._pending, self._behind = self._pending + 1, behind

    def _is_site(self, at: int) -> bool:
        """Is the word behind this space a noun for a place?"""
        m = NEXT.match(self._text, at)
        return m is not None and self._known.is_site(self._folded[m.start(1) : m.end()])

    def _is_day(self, at: int, stop: int) -> bool:
        """Is it the figure of `on the 9th`, not of `on the 9th floor`?"""
        if not self._text[at].isdigit() or (self._noun and not self._behind):
            return False  # `room 12`
        behind = NEXT.match(self._text, stop)
        said = fold(behind[1]) if behind else ""
        if self._folded.endswith("on the ", self._start, at):
            return said not in self._known.floors
        return said in self._known.days

    def _is_part(self, bare: str, low: str) -> bool:
        return _names(bare, low, self._known) or (
            self._noun and self._behind in self._known.of and bare.isalpha()
        )


def _aside(said: str, known: Words) -> bool:
    """Do these words in parentheses tell more of the place?"""
    if CLOCK.search(said) or "://" in said:
        return False
    bare = (word.strip(".,:;'") for word in said[1:-1].split())
    return any(word and _names(word, fold(word), known) for word in bare)


def _breaks(said: str, low: str, behind: str, noun: bool, known: Words) -> bool:
    """Is it a day, an hour, an address of mail, or another sentence?"""
    if said[0] in "\n()[{<$%" or "@" in said or low in known.days:
        return True
    if said[0].isdigit():
        room = noun and not behind and "." in low  # `room 2.17`
        return behind in known.dated or (not room and CLOCK.match(low) is not None)
    if behind == "." and not capital(said):
        return True
    bound = low in known.possess and low not in known.lead
    if behind == ",":
        return bound or low in known.joins
    return known.lang == "de" and not behind and bound and low not in known.of


def _names(bare: str, low: str, known: Words) -> bool:
    """Is it part of a name, a noun for a place, a number or a floor?"""
    if low in known.small:
        return False
    if bare[:1].isdigit():
        return len(bare) < 7
    if low in known.floors or capital(bare) or low in known.sites:
        return True
    if known.lang == "de":
        return False
    return any(map(known.is_site, [low] if low.isalnum() else _PARTS.split(low)))


_PARTS = lazy(r"\W")


def begins(text: str, low: int, at: int, known: Words) -> tuple[int, bool]:
    """Where the words for a place begin whose noun stands at `at`; and does `in`, `at` lead it?"""
    folded, base, named = fold(text), max(low, at - 60), at
    visited, german = at, known.lang == "de"
    for count, (start, said) in enumerate(_pieces(text, base, at)):
        stop = start + len(said)
        if said[-1] in ".,:;!?)":
            break
        word = folded[start:stop].strip("'\"“„«(*")
        if word in known.lead:
            return _by_us(text, base, start, known), True
        if word in known.visits and count:
            return visited, True
        title = said[0].isupper() if said.isalpha() else capital(said)
        beside = count == 0 and known.lang == "en"  # `school library`
        known_word = word in known.possess or word in known.links or beside
        if not (known_word or title or said.endswith(_ADJECTIVE) or word in known.floors):
            break
        visited = start if known_word or not title else visited
        numbered = said[0].isdigit() and word in known.floors  # `3rd Marina House`
        name = title or numbered or (named < at and word in known.possess)
        if name and not german and _spaced(text[stop:named]):
            named = start
    return named, False


_ADJECTIVE = ("e", "en", "em", "er", "ed", "al")  #: what one may end with


def _pieces(text: str, low: int, at: int) -> Iterator[tuple[int, str]]:
    """The last words before `at`, from behind, and where they begin; `l'` is one of its own."""
    end, left = at, _PIECES
    for chunk in reversed(text[low:at].rsplit(None, _PIECES)):
        end = text.rfind(chunk, low, end)
        elided = chunk[0] in "dDlL" and chunk[1:2] in ("'", "’")
        pieces = [(m.start(), m[0]) for m in PIECE.finditer(chunk)] if elided else [(0, chunk)]
        for start, said in reversed(pieces):
            if not left:
                return
            left -= 1
            yield end + start, said


def _spaced(between: str) -> bool:
    return between.isspace() and "\n" not in between


def _by_us(text: str, low: int, at: int, known: Words) -> int:
    """`bij ons in de praktijk` begins at `bij`."""
    found = known.by_us.finditer(text, max(low, at - 15), at)
    return next((m.start() for m in found if m.end() == at), at)
