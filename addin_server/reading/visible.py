"""HTML as the reader sees it: text with line breaks, without what is hidden.

Only module that imports selectolax. What its parser (lexbor) made of the HTML is read as it is
written down again (HTML Living Standard, 13.3): every element closed, every ``<`` and ``>`` of a
text or an attribute escaped. Asking for the nodes one by one takes several times as long.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .layout import SHAPED, TELLTALE, UNSEEN, Page, Tag, evened, tag, unwrapped, words
from .patterns import lazy
from .style import LOOKS, Style, hidden_classes
from .thinning import thinned, without_comments

MAX_HTML = 1_000_000  #: code points
MAX_TEXT = 256 * 1024
MAX_TAGS = 40_000  #: a long newsletter has 5,000

HIDDEN, TRUNCATED = "hidden_text", "truncated"

_WORDS = lazy(r"\w{2,}")

_SKIPPED = words("script style title head template noscript object svg math select")

#: As the parser writes them down: those without an end tag, so comments too ...
_EMPTY = words(
    "! area base basefont bgsound br col embed frame hr img input keygen link meta param source"
    " track wbr"
)
#: ... and those whose text is not escaped.
_RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes")
_RAW_TAGS = tuple(f"<{name}{end}" for name in _RAW for end in " >")
_PIECES = lazy(
    rf"(<(?:{'|'.join(f'{name}[ >].*?</{name}>' for name in _RAW)}"
    "|!--.*?-->|[^>]*>))",
    re.DOTALL,
)
_ATTRIBUTE = lazy(r' (=?[^\t\n\f\r />=]*)="([^"]*)"')
_ESCAPED = (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))


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
    # A mail of plain text is read without; and it takes as long to load as to read several.
    from selectolax.lexbor import LexborHTMLParser

    commentless, comments = without_comments(html[:MAX_HTML].replace("\0", ""))
    thin, deep = thinned(commentless)
    tree = LexborHTMLParser(thin)
    styles = tree.css("style")[:20] if "<style" in thin.lower() else []
    written = evened(tree.root.html or "") if tree.root else ""
    page = Page(hidden_classes("\n".join(node.text() for node in styles)), written)
    pieces = _PIECES.split(written)
    _walk(pieces[: 2 * MAX_TAGS], page)
    text = page.text()
    warnings = [HIDDEN] if comments or page.hidden else []
    if deep or len(pieces) > 2 * MAX_TAGS or len(html) > MAX_HTML or len(text) > MAX_TEXT:
        warnings.append(TRUNCATED)
    return Visible(text[:MAX_TEXT], tuple(warnings))


class _Element(NamedTuple):
    """An element by its first tag, and what that says of how its text looks."""

    tag: Tag
    end: str
    looks: dict[str, str]
    entered: bool
    skipped: bool
    raw: str | None  #: text that stands in it as it is, up to its end; "" where nothing can stand


def _element(written: str, page: Page) -> _Element:
    head, _, rest = written.partition(">")  # the rest: of an element whose text is raw
    name, _, given = head[1:].partition(" ")
    element = _named("!" if name.startswith("!") else name)
    if rest and element.raw is None:
        element = element._replace(entered=False, raw=rest.rpartition("<")[0])
    if not given:
        return element
    attributes = dict(_ATTRIBUTE.findall(head))
    if "&" in given:
        attributes = {key: _unescaped(value) for key, value in attributes.items()}
    looks = {key: attributes[key] for key in attributes.keys() & LOOKS}
    if page.hidden_classes and "class" in attributes:
        looks["class"] = attributes["class"]
    if looks or name in SHAPED:
        element = element._replace(tag=tag(name, attributes), looks=looks)
    return element


@lru_cache(maxsize=200)  # names alone; there are hardly more
def _named(name: str) -> _Element:
    """An element without attributes."""
    is_empty, skipped = name in _EMPTY, name in _SKIPPED
    entered, raw = not (is_empty or skipped), "" if is_empty else None
    return _Element(tag(name, {}), f"</{name}>", {}, entered, skipped, raw)


def _unescaped(text: str) -> str:
    for name, sign in _ESCAPED:
        text = text.replace(name, sign)
    return text


_Pieces = Iterator[tuple[str, str]]  #: a text, and the tag behind it


def _walk(split: list[str], page: Page) -> None:
    """Through texts and tags in order, which are every other piece."""
    each = iter(split)
    pieces = zip(each, each, strict=False)
    known: dict[str, _Element] = {}
    style, above = Style(), list[tuple[_Element, Style]]()
    for text, written in pieces:
        if text and (text != " " or not page.breaks):
            _write(_unescaped(text) if "&" in text else text, style, page)
        if written[1] == "/":
            if above and written == above[-1][0].end:
                element, style = above.pop()
                page.close(element.tag)
            continue
        element = known.get(written) or known.setdefault(written, _element(written, page))
        inner = style
        if element.looks:
            inner = style.inside(element.tag.name, element.looks, page.hidden_classes)
        if element.entered and not inner.gone:
            page.open(element.tag)
            above.append((element, style))
            style = inner
        else:
            _pass(element, inner, page, pieces)


def _write(text: str, style: Style, page: Page) -> None:
    if style.unseen:
        page.hidden = page.hidden or bool(_WORDS.search(text))
    elif text:
        page.write(text)


def _pass(element: _Element, style: Style, page: Page, pieces: _Pieces) -> None:
    """Go past an element. What is hidden, and could have been read, counts as hidden."""
    if element.skipped or style.gone:
        texts = "".join(_inside(element, page, pieces))
        page.hidden = page.hidden or (not element.skipped and bool(_WORDS.search(texts[:2000])))
        return
    page.open(element.tag)
    _write(element.raw or "", style, page)
    page.close(element.tag)


def _inside(element: _Element, page: Page, pieces: _Pieces) -> Iterator[str]:
    """The texts inside an element; the next piece is then what stands behind it."""
    depth = 1
    if element.raw is not None:
        yield element.raw
        return
    again = (f"<{element.tag.name}>", f"<{element.tag.name} ")
    for text, written in pieces:
        yield _unescaped(text)
        if written == element.end:
            depth -= 1
            if not depth:
                return
        elif written.startswith(again):
            depth += 1
        elif written.startswith(_RAW_TAGS):
            yield _element(written, page).raw or ""
