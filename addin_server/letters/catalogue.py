"""A letter before it is filled in: its fields, titles, languages. Values; reads nothing."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..errors import UnknownLetter
from ..model import Kind, Register

#: Who a letter is addressed to, per side. `salutation` is made from this field.
ADDRESSEE = {"decline": "contact_name", "reject": "candidate_name"}

#: What every letter text may use without declaring it.
BUILT_IN = frozenset({"salutation", "closing", "register", "phrasing"})

#: In how many ways every letter is worded; `phrasing` counts from 0.
PHRASINGS = 2

LIMIT_BYTES = 32_768  #: what Outlook's reply form takes (displayReplyForm: 32 KB)
LIMIT_FIELD, LIMIT_LONG_FIELD = 500, 4000  #: characters


class Text(Protocol):
    """What is filled in: a template of jinja2, or one that another process holds."""

    def render(self, *given: Any, **more: Any) -> str: ...


class Texts(Mapping[str, Text]):
    """Templates by language, each compiled when it is first asked for."""

    def __init__(self, languages: Iterable[str], compiled: Callable[[str], Text]) -> None:
        self._known: dict[str, Text | None] = dict.fromkeys(languages)
        self._compiled = compiled

    def __getitem__(self, lang: str) -> Text:
        known = self._known[lang]
        if known is None:
            known = self._known[lang] = self._compiled(lang)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _unwritten() -> Texts:
    return Texts((), dict[str, Text]().__getitem__)


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterField:
    """One value that a letter asks for."""

    name: str
    required: bool
    labels: Mapping[str, str]  #: by language
    help: Mapping[str, str]  #: by language
    long: bool  #: several paragraphs are welcome

    @property
    def limit(self) -> int:
        """The most characters that its value may have."""
        return LIMIT_LONG_FIELD if self.long else LIMIT_FIELD


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterTemplate:
    """A letter in all the languages it is written in."""

    id: str
    side: str  #: "decline" or "reject"
    title: Mapping[str, str]
    when: Mapping[str, str]  #: in which case this is the letter to send
    kinds: frozenset[Kind]  #: the mails it answers
    order: int  #: place in the menu of its side; lowest first
    registers: tuple[Register, ...]
    languages: tuple[str, ...]
    fields: tuple[LetterField, ...]  #: in the order of the form
    subject: Mapping[str, str] = field(repr=False)  #: as it is written, by language
    bodies: Texts = field(default_factory=_unwritten, repr=False, compare=False)
    subjects: Texts = field(default_factory=_unwritten, repr=False, compare=False)

    def labels(self, lang: str) -> dict[str, str]:
        """Field name -> what the form calls it."""
        return {each.name: each.labels[lang] for each in self.fields}


class Catalogue(Mapping[str, LetterTemplate]):
    """All letters by id, in menu order; and the reminder mails. Raises UnknownLetter."""

    def __init__(
        self,
        letters: Mapping[str, LetterTemplate],
        notices: Mapping[str, Text],
        promises: Mapping[str, Text],
        digests: Mapping[str, Text],
    ) -> None:
        order = sorted(letters.values(), key=lambda each: (each.side, each.order, each.id))
        self._letters = {each.id: each for each in order}
        self._answers = {kind: _answers(order, kind) for kind in Kind}
        self.fields = frozenset(field.name for each in order for field in each.fields)
        self.notices = notices  #: reminder mails of deadlines, by language
        self.promises = promises  #: those of promises to candidates
        self.digests = digests  #: all of a day in one

    def answers(self, kind: Kind) -> list[tuple[LetterTemplate, int]]:
        """The letters that answer such a mail, each with how many stand above it in a menu."""
        return self._answers[kind]

    def __getitem__(self, id: str) -> LetterTemplate:
        if id not in self._letters:
            raise UnknownLetter(id)
        return self._letters[id]

    def __contains__(self, id: object) -> bool:
        return id in self._letters

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)


def _answers(letters: list[LetterTemplate], kind: Kind) -> list[tuple[LetterTemplate, int]]:
    orders = sorted(each.order for each in letters)
    return [(each, bisect_left(orders, each.order)) for each in letters if kind in each.kinds]


def letters_json(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Describe every letter the way `netjes letters` prints it."""
    return [
        {
            "id": each.id,
            "side": each.side,
            "languages": list(each.languages),
            "registers": [str(register) for register in each.registers],
            "fields": [
                {"name": f.name, "required": f.required, "labels": dict(f.labels)}
                for f in each.fields
            ],
        }
        for each in catalogue.values()
    ]
