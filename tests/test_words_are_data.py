"""Words of languages stand in the lexicons, where a translator finds them; not in the reader."""

import ast
import re
from functools import cache

import pytest

from addin_server.model import LANGUAGES
from addin_server.resources import PACKAGE, lexicon

READER = sorted((PACKAGE / "reading").glob("*.py"))
TOPICS = ("concepts", "details", "kinds", "language", "moments", "organisations", "parts", "people")
TOPICS += ("places", "titles")

WORD = re.compile(r"[^\W\d_]{4,}")
PATTERN = re.compile(r"[\\|\[(?]")
#: Of a pattern: names of groups, escapes, sets of signs.
NO_WORDS = re.compile(r"\(\?P<\w+>|\\.|\[[^\]]*\]")

#: Formats, which are the same in every language.
ADDRESSES = {"https"}
LEGAL_FORMS = {
    *("asbl", "bvba", "comm", "commv", "corp", "corporation", "cvba", "eurl", "gemeinnützige"),
    *("ggmbh", "gmbh", "incorporated", "kgaa", "limited", "ltée", "sarl", "sasu", "scomm", "scop"),
    *("scrl", "sprl"),
}
MEETINGS = {
    *("bluejeans", "conf", "google", "gotomeet", "gotomeeting", "jitsi", "join", "live", "meet"),
    *("meeting", "meetup", "microsoft", "skype", "teams", "video", "visio", "webex", "whereby"),
    "zoom",
}
FORMATS = {
    "language": ADDRESSES,
    "moment_pieces": {"list"},  # a type
    "names": ADDRESSES | LEGAL_FORMS,
    "organisation_words": LEGAL_FORMS,
    "patterns": {"pattern"},  # a type
    "place_labels": ADDRESSES,
    "places": ADDRESSES | MEETINGS,
    "style": {"rgba", "important"},  # CSS
    "thinning": {"endif"},  # HTML
}
#: English names in the code that are words of another language as well.
NAMES = {
    *("capitals", "concept", "figure", "figures", "hidden", "joints", "lang", "moments", "noun"),
    *("owners", "size", "table", "zone"),
}


def strings(source):
    """What a module says to itself: no documentation, and no message of an error."""
    tree = ast.parse(source)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            skipped.update(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) else None
        if isinstance(said, str) and id(node) not in skipped:
            yield said


def patterned(source):
    """The words in its patterns."""
    said = (NO_WORDS.sub(" ", said) for said in strings(source) if PATTERN.search(said))
    return {word for pattern in said for word in WORD.findall(pattern.lower())}


def texts(book):
    """The words of a lexicon, and the names of its lists."""
    if isinstance(book, str):
        yield book
    elif isinstance(book, dict | list):
        yield from (text for part in book for text in texts(part))
    if isinstance(book, dict):
        yield from (text for part in book.values() for text in texts(part))


@cache
def known(lang):
    """All words of a language's lexicons, without the tables for words of any language."""
    books = ({**lexicon(lang, topic), "names": {}} for topic in TOPICS)
    return {word for book in books for text in texts(book) for word in WORD.findall(text.lower())}


def foreign(source):
    """Words in it that are of another language than English, and not of English.

    Those of English cannot be told from the names that modules give to things.
    """
    others = set().union(*(known(lang) for lang in LANGUAGES if lang != "en")) - known("en")
    return {word for said in strings(source) for word in WORD.findall(said.lower())} & others


@pytest.mark.parametrize("file", READER, ids=lambda file: file.stem)
def test_no_pattern_of_the_reader_holds_words(file):
    assert not patterned(file.read_text("utf-8")) - FORMATS.get(file.stem, set())


@pytest.mark.parametrize("file", READER, ids=lambda file: file.stem)
def test_no_list_in_the_reader_holds_words(file):
    allowed = NAMES | FORMATS.get(file.stem, set())
    assert not foreign(file.read_text("utf-8")) - allowed


def test_words_in_code_would_be_found():
    code = '''
def said(text):
    """Für alle."""
    if not text:
        raise ValueError("(nothing) said")
    return lazy(rf"(?:voor|with|\\\\d)(?P<house>{name})[abcdef]"), ("werkgever", "body")
'''
    assert patterned(code) == {"voor", "with"}
    assert foreign(code) == {"voor", "werkgever"}


@pytest.mark.parametrize(
    ("topic", "table"),
    [
        ("details", "addresses"),
        ("details", "posts"),
        ("moments", "around"),
        ("organisations", "around"),
        ("people", "around"),
        ("titles", "grammar"),
    ],
)
def test_each_language_has_the_same_lists(topic, table):
    books = [lexicon(lang, topic)[table] for lang in LANGUAGES]
    assert len({tuple(book) for book in books}) == 1
    assert all(any(book[name] for book in books) for name in books[0])
