"""HTML as the reader sees it: text with line breaks, without what is hidden.

Only module that imports selectolax. Its parser (lexbor) needs quadratic time for deep nesting
and for tags with thousands of attributes, so tags are thinned out before it sees them.
"""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .layout import TELLTALE, UNSEEN, Attributes, Page, unwrapped, words
from .patterns import lazy
from .style import Style, hidden_classes

MAX_HTML = 1_000_000  #: code points
MAX_TEXT = 256 * 1024
MAX_DEPTH = 120  #: nested elements; real mails stay under 60
MAX_NODES = 40_000  #: elements and texts; a long newsletter has 5,000
MAX_TAG = 4_000  #: code points in one tag; longer ones are inlined pictures

HIDDEN, TRUNCATED = "hidden_text", "truncated"

#: A tag, or the beginning of one that is never closed.
_TAG = lazy(
    r"(<(/?)([a-zA-Z][^\s/>]*+)[^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\"'>]*+)*+>)|</?[a-zA-Z]"
)
_WORDS = lazy(r"\w{2,}")

#: close themselves, so they do not nest (HTML Living Standard, 13.1.2 and 13.1.2.4)
_SHALLOW = words(
    "p li td th tr dt dd option tbody thead tfoot colgroup area base br col embed hr img input"
    " link meta source track wbr"
)
_SKIPPED = words("script style title head template noscript object svg math select")


class Visible(NamedTuple):
    text: str
    warnings: tuple[str, ...] = ()


def plain(body: str) -> Visible:
    """A plain body up to the cap, and whether it holds characters nobody sees."""
    # Looking around each letter would take ten times as long.
    odd = not body.isascii() and any(sign in body for sign in UNSEEN)
    warnings = [HIDDEN] if odd and TELLTALE.search(body, 0, MAX_TEXT) else []
    if len(body) > MAX_TEXT:
        warnings.append(TRUNCATED)
    return Visible(unwrapped(body[:MAX_TEXT]), tuple(warnings))


def visible(html: str) -> Visible:
    """The text of an HTML body as a reader would see it."""
    commentless, comments = _without_comments(html[:MAX_HTML].replace("\0", ""))
    thin, deep = _thinned(commentless)
    tree = LexborHTMLParser(thin)
    styles = tree.css("style")[:20] if "<style" in thin.lower() else []
    page = Page(hidden_classes("\n".join(node.text() for node in styles)))
    whole = tree.root is None or _walk(tree.root, page)
    text = page.text()
    warnings = [HIDDEN] if comments or page.hidden else []
    if deep or not whole or len(html) > MAX_HTML or len(text) > MAX_TEXT:
        warnings.append(TRUNCATED)
    return Visible(text[:MAX_TEXT], tuple(warnings))


def _without_comments(html: str) -> tuple[str, bool]:
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
    depth = 0
    for tag, closes, name in _TAG.findall(html):
        if not name or len(tag) > MAX_TAG:
            return False
        if name not in _SHALLOW and name.lower() not in _SHALLOW:
            depth += -1 if closes else 1
            if depth > MAX_DEPTH:
                return False
    return True


def _thinned(html: str) -> tuple[str, bool]:
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


_Open = tuple[LexborNode, str, Attributes]


def _walk(root: LexborNode, page: Page) -> bool:
    """Depth first without recursion: mails nest as deep as their makers like. False: given up."""
    styles, above = [Style()], list[_Open]()
    node = root
    for _ in range(MAX_NODES):
        child = None
        if node.is_text_node:
            _write(node.text_content or "", styles[-1], page)
        else:
            child = _enter(node, page, styles, above)
        following = node.next if child is None else child
        while following is None:
            if len(above) < 2:  # back at the root
                return True
            node, tag, attributes = above.pop()
            styles.pop()
            page.close(tag, attributes)
            following = node.next
        node = following
    return False


def _write(text: str, style: Style, page: Page) -> None:
    if style.unseen:
        page.hidden = page.hidden or bool(_WORDS.search(text))
    else:
        page.write(text)


def _enter(
    node: LexborNode, page: Page, styles: list[Style], above: list[_Open]
) -> LexborNode | None:
    """Open an element; returns where to go deeper."""
    tag = node.tag or ""
    if not node.is_element_node or tag in _SKIPPED:
        return None
    attributes = node.attributes
    style = styles[-1].inside(tag, attributes, page.hidden_classes)
    if style.gone:
        page.hidden = page.hidden or len(_WORDS.findall(node.text()[:2000])) > 0
        return None
    page.open(tag, attributes)
    child = node.child
    if child is None:
        page.close(tag, attributes)
        return None
    styles.append(style)
    above.append((node, tag, attributes))
    return child
