"""Which words of the lexicons no test would miss: `python -m tests.bites --lexicon people`.

Each word is taken out in memory, and the tests of reading that speak of it are run anew. It prints
those without which no test fails: they want a mail in `corpus/words.<lang>.toml`, or can go.
"""

import argparse
import contextlib
import copy
import functools
import gc
import inspect
import io
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from addin_server.model import LANGUAGES
from addin_server.reading import patterns
from addin_server.reading.index import fold
from addin_server.resources import lexicon
from tests import test_words

TESTS = Path(__file__).parent
FILES = (
    *("people", "introduced", "name_sides", "signing", "places", "place_*", "moments*"),
    *("details", "reading_parts", "reading_words", "reading_deadlines", "reading_core"),
)
LEXICONS = ("people", "places", "moments", "details", "parts")
SLOW = 0.05  #: seconds; a test that takes longer reads a whole corpus and tells of no word
MOST = 400  #: tests run anew for one word
#: Constant whatever the lexicons say, or slow to make anew.
KEPT = frozenset(
    ("lexicon", "learnt", "others", "_named", "_folding", "_parsed", "_compiled", "_pattern")
)


#: What counts in the mails of every language, by lexicon: "" is all of it.
POOLED = {
    "people": ("around.",),
    "moments": ("around.",),
    "details": ("addresses.", "posts.", "degrees"),
    "parts": ("",),
}
#: Its entries are words that go together; elsewhere each word of a row is one of its own.
TOGETHER = frozenset(("attributions",))
#: Lists among these that count in mails of their language alone.
OWN = frozenset(("around.of_house", "around.that", "around.endings"))


class Test(NamedTuple):
    lang: str | None
    text: str
    run: Callable[[], object]
    word: str = ""  #: what an example is there for

    def passes(self) -> bool:
        try:
            self.run()
        except Exception:
            return False
        return True

    def is_quick(self) -> bool:
        begin = time.perf_counter()
        return self.passes() and time.perf_counter() - begin < SLOW


class _Collected:
    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


def tests() -> list[Test]:
    """Those that take only values, are quick, and pass; each word of the examples apart."""
    collected = _Collected()
    files = [str(file) for name in FILES for file in sorted(TESTS.glob(f"test_{name}.py"))]
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", *files], [collected])
    found = (_test(item) for item in collected.items if isinstance(item, pytest.Function))
    known = [*examples(), *(test for test in found if test is not None)]
    return [test for test in known if test.is_quick() or test.is_quick()]


def examples() -> Iterator[Test]:
    for lang in LANGUAGES:
        for example in test_words.examples(lang):
            for spoken, word, text, given, wanted in example:
                said = fold(" ".join((text, *given.values())))
                run = functools.partial(_reads, spoken, text, given, wanted)
                yield Test(lang, said, run, fold(word))


def _reads(lang: str, text: str, given: dict[str, str], wanted: dict[str, str]) -> None:
    assert test_words.read(lang, text, given, wanted) == wanted


def _test(item: pytest.Function) -> Test | None:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    asked = inspect.signature(item.obj).parameters.keys()
    if asked - params.keys() or hasattr(item.obj, "is_hypothesis_test") or "cost" in item.name:
        return None
    text = " ".join(_strings(params)) if params else inspect.getsource(item.obj)
    lang = next((v for v in params.values() if isinstance(v, str) and v in LANGUAGES), None)
    return Test(
        lang, fold(text), functools.partial(item.obj, **{name: params[name] for name in asked})
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_strings(key), *_strings(inner))
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _strings(inner)


class Word(NamedTuple):
    """One entry of a lexicon: in which table or list it stands, and where."""

    path: str
    holder: Any
    key: Any
    said: str


def words(book: Any, path: str = "") -> Iterator[Word]:
    """The entries of lists, and those of tables whose values are no lists."""
    for key in list(book) if isinstance(book, dict) else range(len(book)):
        value = book[key]
        inner = f"{path}.{key}".lstrip(".") if isinstance(book, dict) else path
        row = isinstance(value, list) and (isinstance(book, dict) or path not in TOGETHER)
        if row or isinstance(value, dict):
            yield from words(value, inner)
        elif isinstance(book, list) or (path and isinstance(value, (str, int))):
            said = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield Word(path, book, key, key if isinstance(book, dict) else said)


@contextlib.contextmanager
def without(word: Word) -> Iterator[None]:
    """The lexicon without it, and nothing remembered of what it was."""
    holders = [word.holder, *_pooled(word)]
    before = [copy.copy(holder) for holder in holders]
    entry = word.holder[word.key]
    del word.holder[word.key]
    for holder in holders[1:]:
        holder[:] = [said for said in holder if said != entry]
    _forget()
    try:
        yield
    finally:
        for holder, was in zip(holders, before, strict=True):
            holder.clear()
            holder.extend(was) if isinstance(holder, list) else holder.update(was)
        _forget()


def _pooled(word: Word) -> list[Any]:
    """The lists of the other languages that count together with this one."""
    for topic, heads in POOLED.items():
        every = [_list(lexicon(lang, topic), word.path) for lang in LANGUAGES]
        if any(each is word.holder for each in every):
            counts = word.path.startswith(heads) and word.path not in OWN
            return [each for each in every if counts and each is not word.holder]
    return []


def _list(book: Any, path: str) -> Any:
    for key in path.split("."):
        book = book.get(key, {}) if isinstance(book, dict) else {}
    return book


@functools.cache
def _remembering() -> list[Any]:
    kind = type(lexicon)
    known = [each for each in gc.get_objects() if isinstance(each, kind)]
    return [f for f in known if f.__module__.startswith("addin_server") and f.__name__ not in KEPT]


@functools.cache
def _told() -> list[Any]:
    """Patterns whose words are told by a function."""
    known = [each for each in gc.get_objects() if isinstance(each, patterns._Lazy)]
    return [each for each in known if callable(each._told)]


def _forget() -> None:
    for remembers in _remembering():
        remembers.cache_clear()
    for pattern in _told():
        for name in ("pattern", *patterns._METHODS):
            pattern.__dict__.pop(name, None)


def speaking(word: str, lang: str, known: list[Test]) -> list[Test]:
    """The tests that have one of its words in them, those that are there for it first."""
    parts = [fold(part) for part in re.findall(r"[^\s()|?*~]+", word)] or [fold(word)]
    longest = max(map(len, parts))
    wanted = {part for part in parts if "|" in word or len(part) == longest}
    found = [test for test in known if any(part in test.text for part in wanted)]
    said = fold(word)

    def apart(test: Test) -> tuple[bool, bool, bool, int]:
        alike = sum(part in test.word.split() for part in parts)
        return test.lang != lang, test.word != said, said not in test.word, -alike

    return sorted(found, key=apart)[:MOST]


def unmissed(lang: str, topic: str, known: list[Test]) -> Iterator[Word]:
    for word in list(words(lexicon(lang, topic))):
        about = speaking(word.said, lang, known)
        with without(word):
            if all(test.passes() for test in about):
                yield word


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lexicon", choices=LEXICONS, action="append")
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    asked = parser.parse_args()
    known = tests()
    found = 0
    for topic in asked.lexicon or LEXICONS:
        for lang in asked.lang or LANGUAGES:
            for word in unmissed(lang, topic, known):
                found += 1
                print(f"{lang} {topic} {word.path}: {word.said}", flush=True)
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
