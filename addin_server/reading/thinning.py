"""HTML without what a parser needs too long for, and without comments. Knows no parser.

That of lexbor needs quadratic time for deep nesting and for tags with thousands of attributes, so
such tags are taken out before it sees them.
"""

import re
from itertools import accumulate

from .layout import words
from .patterns import lazy

MAX_DEPTH = 120  #: nested elements; real mails stay under 60
MAX_TAG = 4_000  #: code points in one tag; longer ones are inlined pictures

#: A tag, or the beginning of one that is never closed.
_TAG = lazy(
    r"(<(/?)([a-zA-Z][^\s/>]*+)[^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\"'>]*+)*+>)|</?[a-zA-Z]"
)
#: A tag that is long, or that a quick look does not show to be closed.
_THICK = lazy(
    rf"<(?:[^<>]{{{MAX_TAG - 2}}}|(?!/?[a-zA-Z][^\s/<>\"']*+"
    r"(?:[\s/][^\"'<>]*+(?:(?:\"[^\"<>]*+\"|'[^'<>]*+')[^\"'<>]*+)*+)?+>|[^/a-zA-Z]|/[^a-zA-Z]))"
)
_NAMES = lazy(r"</?[a-zA-Z][^\s/>]*")
_WORDS = lazy(r"\w{2,}")

#: close themselves, so they do not nest (HTML Living Standard, 13.1.2 and 13.1.2.4)
_SHALLOW = words(
    "p li td th tr dt dd option tbody thead tfoot colgroup area base br col embed hr img input"
    " link meta source track wbr"
)


def without_comments(html: str) -> tuple[str, bool]:
    """Cut comments out, and say whether one of them held a sentence."""
    pieces, at, telling = [], 0, False
    while (start := html.find("<!--", at)) >= 0:
        pieces.append(html[at:start])
        end = html.find("-->", start + 2)
        comment = html[start + 4 : end if end >= 0 else len(html)]
        telling = telling or _says_something(comment[:2000])
        at = end + 3 if end >= 0 else len(html)
    return "".join([*pieces, html[at:]]), telling


def _says_something(comment: str) -> bool:
    """Outlook's conditional comments, style sheets and single words are no sentence."""
    if comment.lstrip().startswith(("[if", "<![endif", "/*")) or "{" in comment:
        return False
    return len(_WORDS.findall(re.sub(r"<[^<>]*>", " ", comment))) >= 4


def _is_thin(html: str) -> bool:
    """Is no tag in it too deep, too long, or never closed?"""
    if _THICK.search(html):
        return False
    return html.count("<") <= MAX_DEPTH or _depth(html) <= MAX_DEPTH


def _depth(html: str) -> int:
    """How deep the elements of well-written HTML nest."""
    found = _NAMES.findall(html)
    steps = {name: _step(name.lower()) for name in set(found)}
    return max(accumulate(map(steps.__getitem__, found)), default=0)


def _step(written: str) -> int:
    if written.lstrip("</") in _SHALLOW:
        return 0
    return -1 if written[1] == "/" else 1


def thinned(html: str) -> tuple[str, bool]:
    """The HTML without over-deep and over-long tags (their text stays); was any too deep."""
    if _is_thin(html):
        return html, False
    pieces: list[str] = []
    at, depth, over, deep = 0, 0, 0, False
    for tag in _TAG.finditer(html):
        _, closes, name = tag.groups()
        if name is None:  # never closed: a parser sees nothing after it either
            return "".join([*pieces, html[at : tag.start()]]), deep
        if name.lower() in _SHALLOW:
            keep = True
        elif closes:
            keep, over, depth = over == 0, max(over - 1, 0), depth - (over == 0)
        else:
            over += depth >= MAX_DEPTH
            keep = over == 0
            depth, deep = depth + keep, deep or not keep
        if not keep or tag.end() - tag.start() > MAX_TAG:
            pieces.append(html[at : tag.start()])
            at = tag.end()
    return "".join([*pieces, html[at:]]), deep
